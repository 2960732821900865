"""A long list, a page at a time; the number of the page is in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from dashboard import session
from dashboard.language import _

PAGE = "page"
_TURNED = "paging-shown"
T = TypeVar("T")


def turned(entries: Sequence[T], per_page: int) -> Sequence[T]:
    """The entries of the page that the address asks for; says so where it cannot be read."""
    number = _number(len(entries), per_page)
    if number is None:
        st.warning(_("The address asks for a page that cannot be read. The first is shown."))
    first = ((number or 1) - 1) * per_page
    return entries[first : first + per_page]


def controls(length: int, per_page: int) -> None:
    """Turns the pages of a list of this length; nothing where one holds all."""
    pages = -(-length // per_page)
    if pages < 2:
        return
    number = _number(length, per_page) or 1
    key = _key(number)

    def turn() -> None:
        chosen = st.session_state[key]
        session.change({PAGE: str(chosen) if chosen > 1 else ""})

    st.pagination(pages, default=number, key=key, on_change=turn)


def _key(number: int) -> str:
    """A key of its own for each page that the address came to by itself: pagination takes its start
    from `default` alone. Who turns a page has the same one still, and the focus stays in it."""
    shown = st.session_state.get(_TURNED, 0)
    if st.session_state.get(f"paging-{shown}") != number:
        shown += 1
    st.session_state[_TURNED] = shown
    return f"paging-{shown}"


def _number(length: int, per_page: int) -> int | None:
    asked = session.query().get(PAGE, "1")
    if not re.fullmatch(r"[1-9]\d{0,5}", asked, re.ASCII):
        return None
    return min(int(asked), max(1, -(-length // per_page)))
