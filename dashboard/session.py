"""What one reader's session looks at: the snapshot, the selection in the address, the theme.

The address is the one truth: controls are set from it before they are drawn and write to it when
they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import filters
from dashboard.filters import Selection
from dashboard.live import Served, live
from dashboard.style import LIGHT, STYLES, Style
from loaders import Snapshot
from loaders.measures import Clock

today: Callable[[], date] = date.today
"""Replaced by tests; everything that depends on the day asks here."""

_CARRIED, _PAGE = "carried", "page"


def served() -> Served:
    return live().served


def snapshot() -> Snapshot:
    return served().snapshot


def selection() -> Selection:
    """The selection that the address asks for."""
    return filters.from_query(query(), snapshot().reference)


def clock() -> Clock:
    return selection().clock(today())


def query() -> dict[str, str]:
    """The address's parameters; of one given twice the last counts."""
    return dict(st.query_params)


def change(parameters: Mapping[str, str]) -> None:
    """Writes to the address; an empty value takes the parameter out."""
    for key, value in parameters.items():
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]
    _remember()


def carry(page: str) -> None:
    """Keeps the shared filters when the reader goes from one page to another.

    Streamlit empties the address on the way; an address that was opened directly is left as it is.
    """
    came_from = st.session_state.get(_PAGE)
    if came_from not in (None, page):
        carried: dict[str, str] = st.session_state.get(_CARRIED, {})
        change({key: value for key, value in carried.items() if key not in st.query_params})
    st.session_state[_PAGE] = page
    _remember()


def _remember() -> None:
    """What `carry` brings along to the next page."""
    keys = (*filters.KEYS, filters.BRIEFING)
    shared = {key: value for key, value in query().items() if key in keys}
    st.session_state[_CARRIED] = shared


def style() -> Style:
    """The colours that go with the reader's theme; light where it is not known yet."""
    return STYLES.get(st.context.theme.type or "", LIGHT)


def control(key: str, value: Any) -> str:
    """Sets a control to what the address says before it is drawn; returns its key.

    Always, not only on a difference: a control in a closed popover would come back empty.
    """
    st.session_state[key] = value
    return key
