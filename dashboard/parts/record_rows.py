"""Records as rows: title, facts, the rest one click away. `page.css` draws the rules between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
    """Draws what always stands below the row."""
    mark: str = ""
    """What became of it in a draft, in a word."""


def show(entries: Iterable[Entry], side: str = "") -> None:
    """A row each; the facts are what a click opens.

    `side`: which of two pages side by side the rows are of; those have no rules between.
    """
    with st.container(gap=None):
        for entry in entries:
            with st.container(key=f"{side or 'row'}-{entry.key}", gap=None):
                _row(entry, f"record-{side}{entry.key}")


def badge(mark: str) -> str:
    """A mark for places that read Markdown; '' for none."""
    return f":blue-badge[{mark}]" if mark else ""


def _row(entry: Entry, key: str) -> None:
    title = f"**{entry.title}** {badge(entry.mark)}".strip()
    if entry.more:
        st.markdown(title)
        with st.expander(entry.facts, key=key, type="compact"):
            st.markdown(entry.more)
    else:
        st.markdown(f"{title}  \n:gray[:small[{entry.facts}]]")
    if entry.below:
        entry.below()
