"""Records as rows: title, facts, the rest one click away. `page.css` draws the rules between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

import streamlit as st


@dataclass(frozen=True)
class Entry:
    """A record in a list. Each text is ready to be shown; see `dashboard.shown`."""

    key: str
    """Of its row on the page."""
    title: str
    """With its link."""
    facts: str
    """A line."""
    more: str = ""
    """What opens below the facts; '' where there is no more."""
    below: Callable[[], None] | None = None
    """Draws what always stands below the row, of one that opens."""
    mark: str = ""
    """What became of it in a draft, in a word."""


def show(entries: Iterable[Entry], side: str = "") -> None:
    """A row each; the facts are what a click opens.

    `side`: which of two pages side by side the rows are of; those have no rules between.
    """
    rows = list(entries)
    if not rows:
        return
    with st.container(gap=None, key=f"{side or 'rows'}-{rows[0].key}"):
        for opens, alike in groupby(rows, key=lambda entry: bool(entry.more)):
            if opens:
                for entry in alike:
                    _opening(entry, f"record-{side}{entry.key}")
            else:
                # One element: each that is sent costs the server 0.5 ms.
                st.markdown("\n\n".join(map(_plain, alike)))


def badge(mark: str) -> str:
    """A mark for places that read Markdown; '' for none."""
    return f":blue-badge[{mark}]" if mark else ""


def _title(entry: Entry) -> str:
    return f"**{entry.title}** {badge(entry.mark)}".strip()


def _plain(entry: Entry) -> str:
    return f"{_title(entry)}  \n:gray[:small[{entry.facts}]]"


def _opening(entry: Entry, key: str) -> None:
    st.markdown(_title(entry))
    with st.expander(entry.facts, key=key, type="compact"):
        st.markdown(entry.more)
    if entry.below:
        with st.container(gap=None, key=f"below-{key}"):
            entry.below()
