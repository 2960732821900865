"""A country's page as published and as it would be: what differs side by side, then the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.filters import Selection
from dashboard.language import _, count
from dashboard.parts import country_sections, record_rows
from dashboard.parts.country_asked import Asked
from dashboard.parts.key_figures import Figure
from dashboard.parts.record_rows import Entry
from dashboard.shown import worded
from loaders import Snapshot
from loaders.measures import Clock

SIDES = ("before", "after")


def show(
    before: Snapshot, after: Snapshot, country: str, marks: Mapping[str, str], clock: Clock
) -> None:
    """The key figures and the rows that differ, then the page with the changes, marked in words.

    `marks`: by the id of each record that differs, what became of it.
    """
    states = zip((before, after), SIDES, strict=True)
    known, with_changes = ({*snapshot.frames["records"]["id"]} for snapshot in (before, after))
    new = frozenset(with_changes - known)
    sides = [
        Asked(snapshot, country, Selection(), clock, side, new, in_full=True)
        for snapshot, side in states
    ]
    # Of a file with errors no figure can be trusted: half a new law would make a level unreadable.
    is_whole = all(country != lost for lost, _kind in after.lost)
    figures = _figures(*sides) if is_whole else {}
    if not is_whole:
        st.caption(_("The key figures are compared when no error is left."))
    if figures:
        st.table(figures, border="horizontal", hide_index=True)
    pairs = dict(_pairs(*sides, marks))
    for record, entries in pairs.items():
        _beside(record, marks[record], entries)
    if is_whole and not figures and not pairs:
        st.caption(_("Nothing that this page says is changed."))
    with st.expander(
        _("The whole page with your changes"), key="preview-page", on_change="rerun"
    ) as whole:
        if whole.open:
            country_sections.whole(replace(sides[1], side="", marks=marks))


def _figures(before: Asked, after: Asked) -> dict[str, list[str]]:
    """The key figures that differ, as the columns of a table; nothing where none does."""
    both = zip(country_sections.figures(before), country_sections.figures(after), strict=True)
    differ = [(was, now) for was, now in both if (was.said, was.note) != (now.said, now.note)]
    if not differ:
        return {}
    return {
        _("Key figure"): [was.label for was, _now in differ],
        _("As published"): [_said(was) for was, _now in differ],
        _("With your changes"): [_said(now) for _was, now in differ],
    }


def _said(figure: Figure) -> str:
    said = worded(figure.said) if isinstance(figure.said, str) else count(figure.said)
    return f"{said} ({worded(figure.note)})" if figure.note else said


Pair = tuple[Entry | None, Entry | None]


def _pairs(before: Asked, after: Asked, marks: Mapping[str, str]) -> Iterator[tuple[str, Pair]]:
    """The rows of each record that differs, as published and with the changes."""
    for section in country_sections.OF_KINDS:
        was, now = ({each.key: each for each in section.entries(one)} for one in (before, after))
        for record in dict.fromkeys([*now, *was]):
            if record in marks:
                yield record, (was.get(record), now.get(record))


def _beside(record: str, mark: str, entries: Pair) -> None:
    """One row beside the other; on a phone one below the other."""
    with st.container(key=f"row-beside-{record}", gap="small"):
        st.markdown(record_rows.badge(mark))
        names = (_("As published"), _("With your changes"))
        for column, name, side, entry in zip(st.columns(2), names, SIDES, entries, strict=True):
            with column:
                st.caption(name)
                if entry is None:
                    st.markdown(f":gray[{_('Not there.')}]")
                else:
                    record_rows.show([entry], side)
