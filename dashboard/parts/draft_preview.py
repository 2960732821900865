"""What a draft changes: in words, line by line, and on the page of the country."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.drafts import Draft
from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import N_, _, country
from dashboard.parts import country_beside, draft_problems, drafting, record_rows
from dashboard.queries import changes, drafted
from dashboard.shown import shortened, shown
from loaders import Snapshot
from loaders.measures import Clock
from loaders.patches import changed_lines

LONG = 400
"""Characters of a text that are shown; the lines have all of it."""
Line = dict[str, str]
FAULTY = N_("Has an error")
"""What became of a record that is there and cannot be shown, or not with all that is written."""


def show() -> None:
    """The changes in words, and the pages of the countries with them, as of today."""
    served, draft = session.served().snapshot, drafting.current()
    if not draft.files:
        st.info(_("Nothing is changed yet."))
        return
    with st.spinner(_(drafting.READING)):
        after = drafted.snapshot(served, draft)
    known = (*served.problems, *session.served().rejected)
    wrong = drafted.errors(served, draft, known)
    if wrong:
        st.warning(_("There are errors left. A record that has one cannot be shown here."))
    else:
        draft_problems.warn(served, draft)
    found = changes.rows(served, after, Selection())
    st.header(_("What changes"), divider="gray")
    marks = _marks(served, found, draft)
    for identifier, group in groupby(found.iter_rows(named=True), lambda line: line["id"]):
        _of_record(list(group), marks[identifier])
    if found.is_empty() and not wrong:
        st.caption(_("No record says anything else than before."))
    _lines(draft)
    _pages(after, draft, marks)


def _marks(served: Snapshot, found: pl.DataFrame, draft: Draft) -> dict[str, str]:
    """What became of each record that differs, in words: one with an error is still there."""
    faulty = drafted.faulty(served, draft)
    return {
        identifier: _(FAULTY if identifier in faulty else changes.WHATS[what])
        for identifier, what in found.select("id", "what").iter_rows()
    }


def _of_record(lines: list[Line], mark: str) -> None:
    first = lines[0]
    kind = _(KIND_NAMES[first["kind"]])
    st.markdown(f"**{shown(first['title'])}** {record_rows.badge(mark)}  \n:gray[{kind}]")
    fields = [line for line in lines if line["field"]]
    if fields:
        columns = {
            _("Field"): [shown(changes.named(line["within"], line["field"])) for line in fields],
            _("Before"): [shown(shortened(line["before"], LONG)) for line in fields],
            _("After"): [shown(shortened(line["after"], LONG)) for line in fields],
        }
        st.table(columns, border="horizontal", hide_index=True)


def _lines(draft: Draft) -> None:
    with st.expander(_("The lines that change"), key="draft-lines"):
        for path, change in draft.files.items():
            st.markdown(f"**{shown(path)}**")
            lines = "\n".join(changed_lines(change.base, change.text))
            st.code(lines, language="diff", wrap_lines=True)


def _pages(after: Snapshot, draft: Draft, marks: Mapping[str, str]) -> None:
    """The page of a country as it is beside what it would be."""
    countries = sorted({path.split("/")[1] for path in draft.files if path.startswith("countries")})
    known = [iso3 for iso3 in countries if iso3 in after.reference.countries]
    if not known:
        return
    iso3 = known[0]
    st.header(_("The country's page"), divider="gray")
    if len(known) > 1:
        iso3 = st.selectbox(
            _("Country or area"),
            known,
            format_func=lambda code: country(after.reference, code),
            key="preview-country",
            width=300,
        )
    st.markdown(f"**{shown(country(after.reference, iso3))}**")
    clock = Clock(session.today(), session.today())
    country_beside.show(session.served().snapshot, after, iso3, marks, clock)
