"""Every record, found by any word in it."""

import streamlit as st

from dashboard import session
from dashboard.filters import OF_RECORDS, PLACE, REGION, Selection
from dashboard.language import _, plural
from dashboard.parts import filter_bar, paging, results
from dashboard.queries import records as query
from dashboard.shown import shown

LONGEST = 200  # characters of a query that are looked at

snapshot, selection, clock = session.snapshot(), session.selection(), session.clock()


def seek() -> None:
    asked = st.session_state["records-words"].strip()[:LONGEST]
    session.change({"q": asked, paging.PAGE: ""})


def nothing(here: Selection) -> None:
    """That nothing was found; filters, which another page may have carried along, are named."""
    active = [*here.chosen, *([REGION] if here.region else [])]
    elsewhere = query.search(snapshot, words, Selection()).height
    if not (active and elsewhere):
        st.info(_("No record holds all these words. Use fewer, or take a filter away."))
        return
    told = plural(
        "Of all records {n} holds these words, but none of: {chosen}.",
        "Of all records {n} hold these words, but none of: {chosen}.",
        elsewhere,
        chosen=shown(here.says(snapshot.reference, clock.as_of, with_date=False)),
    )
    st.info(told)
    filter_bar.clear(active, also=[paging.PAGE])


st.title(_("Records"))
words = session.query().get("q", "")[:LONGEST]
with st.container(horizontal=True, vertical_alignment="bottom", key="records-bar"):
    st.text_input(
        _("Search every field of every record"),
        key=session.control("records-words", words),
        placeholder=_('Words, number, id; "just as they stand"'),
        icon=":material/search:",
        on_change=seek,
        width=760,
    )
    filter_bar.controls(as_of=False)
filter_bar.complaints(selection)
here = selection.only(REGION, *(choice.key for choice in (*OF_RECORDS, PLACE)))
every = query.search(snapshot, words, here.only(REGION))
results.facets(snapshot, every, here)
found = here.narrow(every, snapshot.reference)
if found.is_empty():
    nothing(here)
else:
    results.show(snapshot, found, words)
