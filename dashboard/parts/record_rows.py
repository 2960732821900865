"""Records as rows: title, facts, and the rest one click away. `app.py` draws the rules between."""

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


def show(entries: Iterable[Entry]) -> None:
    """A row each; the facts are what a click opens."""
    with st.container(gap=None):
        for entry in entries:
            with st.container(key=f"row-{entry.key}", gap=None):
                _row(entry)


def _row(entry: Entry) -> None:
    if entry.more:
        st.markdown(f"**{entry.title}**")
        with st.expander(entry.facts, key=f"record-{entry.key}", type="compact"):
            st.markdown(entry.more)
    else:
        st.markdown(f"**{entry.title}**  \n:gray[:small[{entry.facts}]]")
    if entry.below:
        entry.below()
