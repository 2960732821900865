"""Buttons that hand out files: a file is written when its button is pressed, and where that fails
the page says what to do.
"""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable
from contextvars import copy_context

import streamlit as st

from dashboard.export import NoImageError, NothingToShowError
from dashboard.language import _
from dashboard.shown import shown

LONGEST = 90
"""Seconds for which the page waits to hear how the writing went."""


class Writing:
    """A file that is yet to be written, in the language of the page that offers it.

    Streamlit calls it on a thread that knows nothing of the session, while the page runs again.
    """

    def __init__(self, write: Callable[..., bytes], *of: object) -> None:
        self._write, self._of, self._context = write, of, copy_context()
        self._ended = threading.Event()
        self._error: Exception | None = None

    def __call__(self) -> bytes:
        try:
            return self._context.copy().run(self._write, *self._of)
        except Exception as error:
            self._error = error
            raise
        finally:
            self._ended.set()

    def ends(self, within: float) -> bool:
        """Waits so many seconds at most; whether the writing has ended."""
        return self._ended.wait(within)

    @property
    def failure(self) -> str:
        """Why there is no file and what to do; '' while none is known."""
        return _said(self._error) if self._error else ""


def _said(error: Exception) -> str:
    if isinstance(error, NoImageError | NothingToShowError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = _("The server's disk is full, so the file could not be written.")
    else:
        said = _("The file could not be written.")
    advice = _("Nothing on this page is lost. Try again later, or tell who runs this server.")
    return f"{said} {advice}"


def show(
    label: str,
    writing: Writing,
    *,
    file_name: str,
    mime: str,
    key: str,
    available: bool = True,
) -> Writing | None:
    """Shows the button; returns the writing that it began when it was just pressed."""
    kept = f"{key}-writing"
    # Of the run before: that is the button that was pressed.
    offered, st.session_state[kept] = st.session_state.get(kept), writing
    pressed = st.download_button(
        label, writing, file_name=file_name, mime=mime, disabled=not available, key=key
    )
    return offered if pressed else None


def tell(begun: Iterable[Writing | None]) -> None:
    """Waits for what the buttons began, and says where no file came of it.

    To be called in a fragment, after all of it is drawn: it runs again when a button is pressed.
    """
    place = st.empty()
    until = time.monotonic() + LONGEST
    for writing in filter(None, begun):
        while not writing.ends(within=0.1) and time.monotonic() < until:
            # Streamlit ends this run here if the reader has gone on to something else.
            place.empty()
        if writing.failure:
            place.error(shown(writing.failure))
