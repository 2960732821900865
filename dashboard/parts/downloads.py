"""Buttons that hand out files; a file is written when its button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import copy_context

import streamlit as st

from dashboard import briefing, export, session
from dashboard.exhibits import Exhibit
from dashboard.export import FORMATS, Handout, briefs
from dashboard.export.template import ENDINGS, LARGEST, Template, TemplateError, checked
from dashboard.filters import BRIEFING
from dashboard.language import _, plural
from dashboard.queries import brief
from dashboard.shown import shown
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
    _collecting(drawn.address, name)


def _collecting(address: str, name: str) -> None:
    """Puts the chart into the briefing, or says that it is there or that no more fit."""
    items, _unreadable = briefing.from_text(session.query().get(BRIEFING, ""))
    there, full = address in (item.address for item in items), len(items) >= briefing.MOST
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}-collecting"):
        st.button(
            _("In the briefing") if there else _("Add to the briefing"),
            icon=":material/check:" if there else ":material/playlist_add:",
            key=f"{name}-collect",
            disabled=there or full,
            on_click=session.change,
            args=({BRIEFING: briefing.to_text([*items, briefing.Item(address)])},),
        )
        if items:
            said = plural(
                "Open the briefing ({n} chart)", "Open the briefing ({n} charts)", len(items)
            )
            st.page_link("views/briefing.py", label=said)
    if full and not there:
        st.caption(_("The briefing is full. Take a chart out first."))


def briefing_menu(made: Sequence[Handout]) -> None:
    """The collected charts in one file, on the presenter's own master where one is given."""
    buttons = st.container(horizontal=True, key="briefing-downloads")
    template = _own_template()
    for form in briefing.OF_ALL:
        buttons.download_button(
            _(form.label),
            _in_this_language(form.write, made, template),
            file_name=f"briefing.{form.ending}",
            mime=form.mime,
            on_click="ignore",
            disabled=not (made and form.available),
            key=f"briefing.{form.ending}",
        )
    if not all(form.available for form in briefing.OF_ALL):
        buttons.caption(_("Images need Chromium, which is not installed on the server."))


def _own_template() -> Template | None:
    """What the presenter gives; where it is none, what to do, and our own master is used."""
    with st.expander(_("Slides on your own template")):
        given = st.file_uploader(
            _("A PowerPoint file whose design the slides take"),
            type=list(ENDINGS),
            max_upload_size=LARGEST // 1_000_000,
            key="briefing-template",
            help=_("Title, footer, page number, fonts and size are its own; its slides are not."),
        )
        if given is None:
            return None
        try:
            return checked(given.getvalue())
        except TemplateError as error:
            st.error(shown(str(error)) + " " + _("Until then the slides take our own design."))
            return None


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
