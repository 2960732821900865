"""Records as rows: title, facts, and what else is told. `page.css` draws the rules between."""

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
    """Paragraphs below the facts; '' where no more is told."""
    below: Callable[[], None] | None = None
    """Draws what stands below the row, where that is more than text."""
    mark: str = ""
    """What became of it in a draft, in a word."""


def show(entries: Iterable[Entry], side: str = "") -> None:
    """A row each.

    `side`: which of two pages side by side the rows are of; those have no rules between.
    """
    rows = list(entries)
    if not rows:
        return
    with st.container(gap=None, key=f"{side or 'rows'}-{rows[0].key}"):
        # One element as far as it goes: each that is sent costs the server 0.5 ms.
        texts: list[str] = []
        for entry in rows:
            texts.append(_text(entry))
            if entry.below:
                st.markdown(BETWEEN.join(texts))
                texts = []
                with st.container(gap=None, key=f"below-{side}{entry.key}"):
                    entry.below()
        if texts:
            st.markdown(BETWEEN.join(texts))


BETWEEN = "\n\n---\n\n"
"""Separates rows in a text."""


def badge(mark: str) -> str:
    """A mark for places that read Markdown; '' for none."""
    return f":blue-badge[{mark}]" if mark else ""


def _text(entry: Entry) -> str:
    title = f"**{entry.title}** {badge(entry.mark)}".strip()
    row = f"{title}  \n:gray[:small[{entry.facts}]]" if entry.facts else title
    return f"{row}\n\n{entry.more}" if entry.more else row
