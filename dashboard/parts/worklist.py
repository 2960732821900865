"""What waits for officers: how much of what, a table with links, files, a calendar."""

from __future__ import annotations

from urllib.parse import urlencode

import polars as pl
import streamlit as st

from dashboard import language, session
from dashboard.export.tables import FORMATS
from dashboard.language import _, count, countries, plural
from dashboard.parts import data_grid, draft_picker, filter_bar, key_figures
from dashboard.parts.file_button import Writing
from dashboard.queries import worklist as query
from dashboard.shown import address
from loaders.measures import DUE_SOON
from loaders.tuples import tuples

WHAT = "waits"
"""In addresses: what of the worklist is shown."""


def show() -> None:
    """The worklist of the country or the region that the address asks for."""
    snapshot, clock, selection = session.snapshot(), session.clock(), session.selection()
    country = controls()
    found = query.rows(snapshot, selection, clock, country)
    if found.is_empty():
        st.success(_("Nothing waits here."))
        return
    figures(found)
    chosen = narrowed(query.counts(found))
    if chosen:
        found = found.filter(found["what"].is_in(chosen))
    table(found)
    downloads(found, country)


def controls() -> str:
    """Pickers of a country or a region; the country, '' for all."""
    names = countries(session.snapshot().reference)
    asked = session.query().get("country", "")
    filter_bar.complain_unless_in([*names, draft_picker.INTERNATIONAL], "country")
    country = asked if asked in names else ""
    with st.container(
        horizontal=True, vertical_alignment="bottom", key="worklist-controls", width=600
    ):
        st.selectbox(
            _("Country or area"),
            ["", *names],
            format_func=lambda code: names.get(code, _("All countries")),
            key=session.control("worklist-country", country),
            on_change=lambda: session.change({"country": st.session_state["worklist-country"]}),
            width=280,
        )
        if not country:
            filter_bar.controls(as_of=False)
    return country


def figures(found: pl.DataFrame) -> None:
    def waiting(urgency: str) -> int:
        return found.filter(urgency=urgency).height

    key_figures.show(
        (_("Late"), waiting("late"), _("Their day is past, or a status is long unconfirmed.")),
        (_("Due soon"), waiting("soon"), _("Actions due within {n} days.").format(n=DUE_SOON.days)),
        (_("Without a day"), waiting("open"), _("Incomplete, undated or never gone through.")),
    )


def narrowed(counts: dict[str, int]) -> list[str]:
    """Buttons for what waits, each with its number; the codes that are chosen."""
    asked = session.query().get(WHAT, "").split(",")
    return st.pills(
        _("What waits"),
        list(counts),
        selection_mode="multi",
        format_func=lambda code: f"{_(query.WHATS[code])} ({count(counts[code])})",
        key=session.control("worklist-what", [code for code in asked if code in counts]),
        on_change=lambda: session.change({WHAT: ",".join(st.session_state["worklist-what"])}),
    )


def table(found: pl.DataFrame) -> None:
    st.markdown(plural("**{n} item**", "**{n} items**", found.height))
    # What is to be done in a country's own file is done where officers change it.
    links = [
        address("record", id=record)
        if record
        else address("officers", country=country, **{draft_picker.KIND: draft_picker.COUNTRY_FILE})
        for record, country in tuples(found, "record", "country")
    ]
    day = pl.col(_("Day")).cast(pl.String).fill_null("")
    shown = query.as_table(found).with_columns(day, pl.Series("id", links, dtype=pl.String))
    data_grid.show(
        shown,
        "worklist-table",
        column_config={
            "id": st.column_config.LinkColumn(_("Page"), display_text=_("Open")),
            _("Urgency"): st.column_config.TextColumn(width=110),
            _("Day"): st.column_config.TextColumn(width=100),
            _("Record"): st.column_config.TextColumn(width="medium"),
            _("What to do"): st.column_config.TextColumn(width="large"),
        },
    )


def downloads(found: pl.DataFrame, country: str) -> None:
    """The table as files, and the days as a calendar."""
    snapshot, today = session.snapshot(), session.today()
    name = f"worklist-{country.lower() or 'all'}"
    made = query.as_table(found)
    with st.container(horizontal=True, key="worklist-downloads"):
        for form in (FORMATS["csv"], FORMATS["xlsx"]):
            st.download_button(
                form.ending.upper(),
                lambda form=form: form.write(made),
                file_name=f"{name}.{form.ending}",
                mime=form.mime,
                on_click="ignore",
                key=f"worklist-{form.ending}",
            )
        st.download_button(
            _("Calendar"),
            Writing(query.calendar, snapshot, country, today),
            file_name=f"{name}.ics",
            mime="text/calendar",
            on_click="ignore",
            key="worklist-ics",
        )
    asked = urlencode({**({"country": country} if country else {}), **language.to_query()})
    st.caption(
        _(
            "The calendar holds every due date and every day by which a status is to be confirmed. "
            "A calendar program that subscribes to {address} on this server stays up to date."
        ).format(address=f"`{query.CALENDAR}{'?' if asked else ''}{asked}`")
    )
