"""The figures above a page: a label, a number, and what it counts."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from dashboard.language import count

WIDTH = 168  # pixels: two stand side by side on a phone


class Figure(NamedTuple):
    """A number, or a word in its place."""

    label: str
    said: int | str
    explained: str
    note: str = ""
    """A few words below it."""


def show(*figures: Figure | tuple[str, int | str, str]) -> None:
    """One beside the other; a figure without note may be given as a plain tuple."""
    with st.container(horizontal=True, key="figures"):
        for label, said, explained, note in (Figure(*figure) for figure in figures):
            st.metric(
                label,
                said if isinstance(said, str) else count(said),
                note or None,
                delta_color="off",
                delta_arrow="off",
                help=explained,
                width=WIDTH,
            )
