"""The charts that the reader collected: put in order, given words, and taken away together."""

from urllib.parse import urlencode

import streamlit as st

from dashboard import briefing, session
from dashboard.briefing import Item
from dashboard.carried import to_query
from dashboard.exhibit import Exhibit
from dashboard.exhibits import EXHIBITS
from dashboard.filters import BRIEFING
from dashboard.language import N_, _, count, plural
from dashboard.parts import chart_card, downloads, figures, filter_bar
from dashboard.shown import worded

WITH_CHARTS = {
    "map": N_("Map"),
    "timeline": N_("Timeline"),
    "plans": N_("Action plans"),
    "resolutions": N_("Resolutions"),
    "workshops": N_("Events"),
}
"""Pages on which a briefing may begin."""

snapshot, today = session.snapshot(), session.present()
items, unreadable = briefing.from_text(session.query().get(BRIEFING, ""))


def collected() -> list[Item]:
    """What the address holds now: words that were left by a click come in one message with it, and
    both are written."""
    return briefing.from_text(session.query().get(BRIEFING, ""))[0]


def keep(changed: list[Item]) -> None:
    session.change({BRIEFING: briefing.to_text(changed)})


def move(address: str, by: int) -> None:
    now = collected()
    keep(briefing.moved(now, [item.address for item in now].index(address), by))


def take_out(address: str) -> None:
    keep([item for item in collected() if item.address != address])


def draw(item: Item) -> Exhibit:
    selection = item.selection(snapshot)
    clock = selection.clock(today)
    option = item.option(snapshot)
    return figures.exhibit(item.code, snapshot, selection, clock, option)


def write_words(address: str, place: int) -> None:
    words = {name: st.session_state[f"briefing-{name}-{place}"] or "" for name in LABELS}
    keep([Item(address, **words) if item.address == address else item for item in collected()])


LONGEST_ADDRESS = 8_000
"""Characters of an address that nginx, the usual server before ours, takes as it comes."""


def tell_of_length() -> None:
    """That an address may be refused, before the reader loses what only the address holds."""
    length = len(urlencode(session.query()))
    if length > LONGEST_ADDRESS:
        said = _(
            "The address of this page, which holds your words, has {n} characters. Many servers "
            "and mail programs take no more than {most}: download the files now, or shorten the "
            "notes, before you load the page again or send a link."
        )
        st.warning(said.format(n=count(length), most=count(LONGEST_ADDRESS)))


LABELS = {"heading": N_("Heading"), "note": N_("Speaker's note")}
TOO_LONG = {
    "heading": N_(
        "{n} characters; a heading has room for {most}: shorten it. Files hold the first {most}."
    ),
    "note": N_(
        "{n} characters; a note has room for {most}: shorten it. Files hold the first {most}."
    ),
}


def own_words(place: int, item: Item, name: str, placeholder: str = "") -> None:
    """A line that takes any length: a browser refuses the whole of what is pasted where a limit is
    set, and says nothing."""
    text = getattr(item, name)
    st.text_input(
        _(LABELS[name]),
        key=session.control(f"briefing-{name}-{place}", text),
        placeholder=placeholder,
        on_change=write_words,
        args=(item.address, place),
    )
    if len(text) > (most := briefing.LONGEST[name]):
        st.warning(_(TOO_LONG[name]).format(n=count(len(text)), most=count(most)))


def entry(place: int, item: Item) -> None:
    """One chart: its words, what it shows, its place."""
    exhibit = draw(item)
    with st.container(border=True, key=f"briefing-{place}"):
        st.markdown(f"**{place + 1}. {worded(_(EXHIBITS[item.code].title))}**")
        st.caption(worded(exhibit.words.subtitle))
        filter_bar.complaints(item.selection(snapshot))
        left, right = st.columns(2)
        with left:
            own_words(place, item, "heading", placeholder=exhibit.words.title)
        with right:
            own_words(place, item, "note")
        with st.container(horizontal=True, key=f"briefing-order-{place}"):
            for label, icon, can, change, *by in (
                (_("Up"), "arrow_upward", place > 0, move, -1),
                (_("Down"), "arrow_downward", place < len(items) - 1, move, 1),
                (_("Take out"), "close", True, take_out),
            ):
                st.button(
                    label,
                    icon=f":material/{icon}:",
                    key=f"briefing-{icon}-{place}",
                    disabled=not can,
                    on_click=change,
                    args=(item.address, *by),
                )
        preview(place, exhibit)


def preview(place: int, exhibit: Exhibit) -> None:
    with st.expander(_("Preview"), on_change="rerun", key=f"briefing-preview-{place}") as opened:
        if opened.open and exhibit.rows.is_empty():
            st.info(_("Nothing fits this selection; the chart will be left out."))
        elif opened.open:
            chart_card.picture(exhibit, key=f"briefing-chart-{place}")


st.title(_("Briefing"))
if unreadable:
    said = plural(
        "{n} entry of the address cannot be read, and is left out.",
        "{n} entries of the address cannot be read, and are left out.",
        unreadable,
    )
    st.warning(said + " " + _("A briefing holds charts of these pages, at most 20."))
if items:
    st.caption(_("The address of this page holds the collection: a link to it rebuilds it."))
    tell_of_length()
    downloads.briefing_menu(briefing.handouts(items, snapshot, draw))
    for place, item in enumerate(items):
        entry(place, item)
else:
    st.info(
        _("Nothing is collected yet. Below any chart choose Download, then Add to the briefing.")
    )
    with st.container(horizontal=True, key="briefing-begin"):
        for page, label in WITH_CHARTS.items():
            st.page_link(f"views/{page}.py", label=_(label), query_params=to_query())
