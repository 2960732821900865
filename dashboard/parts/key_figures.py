"""The figures above a page: a label, a number, and what it counts."""

from __future__ import annotations

import streamlit as st

from dashboard.language import count

WIDTH = 168  # pixels: two stand side by side on a phone


Figure = tuple[str, int | str, str]


def show(*figures: Figure) -> None:
    """Label, number (or what is said in its place), explanation; one beside the other."""
    with st.container(horizontal=True, key="figures"):
        for label, said, explained in figures:
            text = said if isinstance(said, str) else count(said)
            st.metric(label, text, help=explained, width=WIDTH)
