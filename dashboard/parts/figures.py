"""Figures as pages show them: drawn once per data version, date, selection, language and theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import geometry
from dashboard.charts import (
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.charts.chart import Chart, Figure, Words, boundary_sentence
from dashboard.filters import REGION, Selection
from dashboard.language import _, current, plural
from dashboard.queries import action_plans, resolutions, workshops
from dashboard.queries import timeline as timeline_query
from dashboard.queries.map_measures import MEASURES, Measure
from dashboard.shown import APART
from dashboard.style import Style
from loaders import Snapshot
from loaders.measures import Clock

KEPT = 256
"""Figures kept in all; the oldest goes first."""


@dataclass(frozen=True)
class Drawn:
    """A chart as a page shows it."""

    chart: Chart
    rows: pl.DataFrame
    words: Words
    figure: Figure
    file_name: str


def legal_framework_map(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style
) -> Drawn:
    """The map of the legal-framework level, for the region, scopes and themes chosen."""
    return country_map_of(MEASURES["legal-framework"], snapshot, selection, clock, style)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _once(key: str, _draw: Callable[[], Drawn]) -> Drawn:
    return _draw()


def _key(chart: str, snapshot: Snapshot, selection: Selection, clock: Clock, *more: object) -> str:
    """All that changes a chart's picture, beside what is in `more`."""
    return repr((chart, snapshot.digest, selection.to_query(), clock, current(), *more))


def country_map_of(
    measure: Measure,
    snapshot: Snapshot,
    selection: Selection,
    clock: Clock,
    style: Style,
    option: str = "",
) -> Drawn:
    """A measure as a map, for the region and what else acts on it."""
    chosen = selection.only(REGION, *measure.choices)

    def draw() -> Drawn:
        rows = measure.rows(snapshot, chosen, clock, option)
        said = chosen.says(snapshot.reference, clock.as_of)
        if measure.options and option:
            said = f"{measure.options(snapshot)[option]}{APART}{said}"
        words = Words(_(measure.title), said, _caption(snapshot, rows["id"], boundary_sentence()))
        layers = geometry.layers(snapshot)
        extent = layers.layer.extent(chosen.members(snapshot.reference))
        ground = country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)
        own = measure.code == country_map.CHART.name
        chart = country_map.CHART if own else country_map.CLASSES
        name = _file_name("_".join(filter(None, [measure.code, option])), chosen, clock)
        return Drawn(chart, rows, words, chart.figure(rows, words, style, ground), name)

    return _once(_key(measure.code, snapshot, chosen, clock, option, style), draw)


def events_timeline(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style, lanes: str
) -> Drawn:
    """The timeline of all dated events chosen, up to whatever date; the as-of date is marked."""

    def draw() -> Drawn:
        rows = timeline_query.rows(snapshot, selection, lanes)
        words = Words(
            _("Laws, resolutions, plans, events"),
            selection.says(snapshot.reference, clock.as_of, with_date=False),
            _caption(
                snapshot,
                rows["id"],
                _("A bar spans the days of an event, or the month or year that is known."),
            ),
        )
        figure = timeline.figure(rows, words, style, clock.as_of)
        return _drawn(timeline.CHART, rows, words, figure, selection, clock)

    return _once(_key(timeline.CHART.name, snapshot, selection, clock, lanes, style), draw)


def plan_periods_chart(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style
) -> Drawn:
    """The periods of the plans that are chosen; those without a known period are left out."""

    def draw() -> Drawn:
        rows = action_plans.rows(snapshot, selection, clock).drop_nulls(["first", "last"])
        words = Words(
            _("Action plans and their periods"),
            selection.says(snapshot.reference, clock.as_of),
            _caption(snapshot, rows["id"], _("The dotted line is the as-of date.")),
        )
        figure = plan_periods.figure(rows, words, style, clock.as_of)
        return _drawn(plan_periods.CHART, rows, words, figure, selection, clock)

    return _once(_key(plan_periods.CHART.name, snapshot, selection, clock, style), draw)


def positions_matrix(snapshot: Snapshot, selection: Selection, clock: Clock, style: Style) -> Drawn:
    """Positions of the region's countries on international instruments, taken by the date."""

    def draw() -> Drawn:
        rows = resolutions.positions(snapshot, selection, clock)
        words = Words(
            _("Positions on international instruments"),
            selection.says(snapshot.reference, clock.as_of),
            _caption(snapshot, rows["id"], _("No sign: no position recorded.")),
        )
        figure = position_matrix.figure(rows, words, style)
        return _drawn(position_matrix.CHART, rows, words, figure, selection, clock)

    return _once(_key(position_matrix.CHART.name, snapshot, selection, clock, style), draw)


def calendar_of_events(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style
) -> Drawn:
    """The events that are chosen by year and month; those after the as-of date are marked."""

    def draw() -> Drawn:
        rows = workshops.rows(snapshot, selection, clock)
        words = Words(
            _("Events by month"),
            selection.says(snapshot.reference, clock.as_of),
            _caption(snapshot, rows["id"], _("An event counts in the month in which it begins.")),
        )
        figure = events_calendar.figure(rows, words, style)
        return _drawn(events_calendar.CHART, rows, words, figure, selection, clock)

    return _once(_key(events_calendar.CHART.name, snapshot, selection, clock, style), draw)


def _drawn(
    chart: Chart,
    rows: pl.DataFrame,
    words: Words,
    figure: Figure,
    selection: Selection,
    clock: Clock,
) -> Drawn:
    return Drawn(chart, rows, words, figure, _file_name(chart.name, selection, clock))


def _caption(snapshot: Snapshot, records: pl.Series, *more: str) -> str:
    """How many records a chart rests on, the data's version, and `more`."""
    said = plural(
        "Source: SSE Policy Tracker, {n} record.",
        "Source: SSE Policy Tracker, {n} records.",
        len(set(records.to_list()) - {None}),
    )
    return " ".join([said, _("Data version {v}.").format(v=snapshot.digest[:8]), *more])


def _file_name(what: str, selection: Selection, clock: Clock) -> str:
    """Says what the image is: 'legal-framework_ilo-africa_2026-11-21'."""
    return "_".join([what, selection.region or "world", clock.as_of.isoformat()])
