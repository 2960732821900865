"""Workshops and other events: what is to come, what was held, who came."""

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import REGION, THEME
from dashboard.language import _, count, to_query
from dashboard.parts import filter_bar, key_figures
from dashboard.queries import workshops
from dashboard.shown import APART, address, record_link, shown

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION, THEME.key)


def figures_above(held: pl.DataFrame) -> None:
    told = held["participants"].drop_nulls()
    key_figures.show(
        (
            _("Events to date"),
            held.height,
            _("By their dates, and those without one; a few are known from an announcement."),
        ),
        (
            _("Host countries"),
            held["host_country"].drop_nulls().n_unique(),
            _("Countries and areas in which one of them took place."),
        ),
        (
            _("Participants"),
            int(told.sum()),
            _("As reported for {n} of the events.").format(n=count(len(told))),
        ),
        (
            _("With what followed"),
            int((held["led_to"] > 0).sum()),
            _("Events that a law, plan, resolution or other record names as its origin."),
        ),
    )


def event_line(row: dict) -> str:
    about = [row["when"], row["where"], row["organiser_names"]]
    line = APART.join(shown(part) for part in about if part)
    return f"- **{record_link(row['title'], row['id'])}**  \n  :gray[{line}]"


def table(held: pl.DataFrame) -> None:
    shown_columns = held.select(
        pl.Series("id", [address("record", id=record) for record in held["id"]], dtype=pl.String),
        "when",
        "title",
        "type_label",
        "level_label",
        "where",
        "organiser_names",
        "participants",
        "led_to",
    )
    st.dataframe(
        shown_columns,
        hide_index=True,
        key="workshops-table",
        column_config={
            "id": st.column_config.LinkColumn(_("Record"), display_text=_("Open")),
            "when": _("Date"),
            "title": _("Title"),
            "type_label": _("Type"),
            "level_label": _("Level"),
            "where": _("Where"),
            "organiser_names": _("Organisers"),
            "participants": _("Participants"),
            "led_to": _("Led to"),
        },
    )


st.title(_("Workshops and events"))
filter_bar.show(THEME)
found = workshops.rows(snapshot, selection, clock)
to_come, held = found.filter("to_come"), found.filter(~pl.col("to_come").fill_null(False))
if held.is_empty():
    st.info(_("No event fits this selection. Take a filter away or choose a later date."))
else:
    figures_above(held)
    table(held)
with st.container(horizontal=True, key="workshops-more"):
    query = session.selection().to_query() | to_query()
    st.page_link(
        "views/map.py", label=_("Map of hosts"), query_params=query | {"show": "events-hosted"}
    )
    st.page_link(
        "views/timeline.py", label=_("On the timeline"), query_params=query | {"kind": "workshop"}
    )
if not to_come.is_empty():
    st.subheader(_("To come"), divider="gray")
    st.markdown("\n".join(event_line(row) for row in to_come.iter_rows(named=True)))
