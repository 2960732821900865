"""Exhibits as pages show them: drawn once per data version, date, selection, language and theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.exhibits import EXHIBITS, Exhibit, address
from dashboard.filters import Selection
from dashboard.language import current
from dashboard.style import Style
from loaders import Snapshot
from loaders.measures import Clock

KEPT = 64
"""Figures kept in all; the oldest goes first."""


def exhibit(
    code: str,
    snapshot: Snapshot,
    selection: Selection,
    clock: Clock,
    style: Style,
    option: str = "",
) -> Exhibit:
    """What `EXHIBITS` has under this code, for the part of the selection that acts on it."""
    drawing = EXHIBITS[code]
    chosen = drawing.narrowed(selection)
    key = repr((code, snapshot.digest, chosen.to_query(), clock, current(), option, style))

    def draw() -> Exhibit:
        drawn = drawing.draw(snapshot, chosen, clock, style, option)
        return replace(drawn, address=address(code, chosen, clock, option))

    return _once(key, draw)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _once(key: str, _draw: Callable[[], Exhibit]) -> Exhibit:
    return _draw()
