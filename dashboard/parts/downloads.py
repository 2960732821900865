"""Buttons that hand out files; a file is written when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context

import streamlit as st

from dashboard import export, session
from dashboard.exhibits import Exhibit
from dashboard.export import FORMATS, briefs
from dashboard.language import _
from dashboard.queries import brief
from loaders import Snapshot
from loaders.measures import Clock


def chart_menu(drawn: Exhibit) -> None:
    """A button for each format of a chart."""
    handout, name = export.of(drawn, session.snapshot()), drawn.chart.name
    with st.container(horizontal=True, key=f"{name}-downloads"):
        for form in FORMATS.values():
            st.download_button(
                _(form.label),
                _in_this_language(form.write, handout),
                file_name=form.file_name(handout),
                mime=form.mime,
                on_click="ignore",
                disabled=not form.available,
                key=f"{name}-{form.code}",
            )
    if not all(form.available for form in FORMATS.values()):
        st.caption(_("Images need Chromium, which is not installed on the server."))


def brief_menu(snapshot: Snapshot, country: str, clock: Clock) -> None:
    """The country's brief in each format."""
    with st.popover(_("Brief"), icon=":material/download:"):
        st.caption(_("One or two pages for a meeting, as of the date chosen."))
        for form in briefs.FORMATS.values():
            st.download_button(
                _(form.label),
                _in_this_language(_write_brief, form, snapshot, country, clock),
                file_name=form.file_name(country, clock.as_of),
                mime=form.mime,
                on_click="ignore",
                key=f"brief-{form.ending}",
            )


def _write_brief(form: briefs.Format, snapshot: Snapshot, country: str, clock: Clock) -> bytes:
    return form.write(brief.of(snapshot, country, clock))


def _in_this_language(write: Callable[..., bytes], *of: object) -> Callable[[], bytes]:
    """Writes the file later, in another thread, which knows nothing of this session."""
    context = copy_context()
    return lambda: context.copy().run(write, *of)
