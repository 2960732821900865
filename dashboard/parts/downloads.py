"""The menus in which files are offered: of a chart, of the briefing, of a country's brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard import briefing, country_brief, export, session
from dashboard.exhibit import Exhibit
from dashboard.export import FORMATS, Handout, briefs
from dashboard.export.template import Template, written
from dashboard.filters import BRIEFING
from dashboard.language import _, plural
from dashboard.parts import file_button, own_template
from dashboard.parts.file_button import Writing
from loaders import Snapshot
from loaders.measures import Clock


def chart_menu(drawn: Exhibit) -> None:
    """A button for each format of a chart."""
    handout, name = export.of(drawn, session.snapshot()), drawn.chart.name
    session.fragment(_chart_files)(handout, name)
    _collecting(drawn.address, name)


# A fragment: what is pressed here leaves the page as it is.
def _chart_files(handout: Handout, name: str) -> None:
    with st.container(horizontal=True, key=f"{name}-downloads"):
        begun = [
            file_button.show(
                _(form.label),
                Writing(written, form, handout, own_template.chosen()),
                file_name=form.file_name(handout),
                mime=form.mime,
                available=form.available,
                key=f"{name}-{form.code}",
            )
            for form in FORMATS.values()
        ]
    _without_browser(FORMATS.values())
    own_template.line(name)
    file_button.tell(begun)


def _without_browser(forms: Iterable[export.Format | briefing.Format]) -> None:
    if not all(form.available for form in forms):
        st.caption(_("Images need Chromium, which is not installed on the server."))


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
    """The collected charts in one file."""
    session.fragment(_briefing_files)(made)


def _briefing_files(made: Sequence[Handout]) -> None:
    with st.container(horizontal=True, key="briefing-downloads"):
        begun = [
            file_button.show(
                _(form.label),
                Writing(written, form, made, own_template.chosen()),
                file_name=f"briefing.{form.ending}",
                mime=form.mime,
                available=bool(made and form.available),
                key=f"briefing.{form.ending}",
            )
            for form in briefing.OF_ALL
        ]
    _without_browser(briefing.OF_ALL)
    own_template.line("briefing")
    file_button.tell(begun)


def brief_menu(snapshot: Snapshot, country: str, clock: Clock) -> None:
    """The country's brief in each format."""
    # The block of a fragment would take the width of its row.
    with st.container(width="content", key="brief"):
        session.fragment(_brief_menu)(snapshot, country, clock)


BRIEF = "brief-menu"


def _brief_menu(snapshot: Snapshot, country: str, clock: Clock) -> None:
    # It tells when it is opened: it can be closed, and its buttons are drawn for who opens it.
    with st.popover(
        _("Brief"), icon=":material/download:", key=BRIEF, on_change="rerun"
    ) as popover:
        if popover.open or own_template.is_asked_for("brief"):
            st.caption(_("One or two pages for a meeting, as of the date chosen."))
            _brief_files(snapshot, country, clock)


def _brief_files(snapshot: Snapshot, country: str, clock: Clock) -> None:
    with st.container(horizontal=True, key="brief-files"):
        begun = [
            file_button.show(
                _(form.label),
                Writing(_write_brief, form, snapshot, country, clock, own_template.chosen()),
                file_name=form.file_name(country, clock.as_of),
                mime=form.mime,
                key=f"brief-{form.ending}",
            )
            for form in briefs.FORMATS.values()
        ]
    own_template.line("brief", popover=BRIEF)
    file_button.tell(begun)


def _write_brief(
    form: briefs.Format,
    snapshot: Snapshot,
    country: str,
    clock: Clock,
    template: Template | None,
) -> bytes:
    return written(form, country_brief.of(snapshot, country, clock), template)
