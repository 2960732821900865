"""Figures as pages show them: drawn once per data version, date, selection, language and theme."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import geometry
from dashboard.charts import country_map, plan_periods, position_matrix, timeline
from dashboard.charts.chart import Chart, Figure, Words, boundary_sentence
from dashboard.filters import REGION, Selection
from dashboard.language import _, current, plural
from dashboard.queries import action_plans, resolutions
from dashboard.queries import timeline as timeline_query
from dashboard.queries.map_measures import MEASURES, Measure
from dashboard.style import Style
from loaders import Snapshot
from loaders.measures import Clock

KEPT = 64
"""Figures kept per chart; the oldest goes first."""


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
    key = repr((snapshot.digest, measure.code, option, clock, chosen.to_query(), current(), style))
    return _country_map_of(key, measure, snapshot, chosen, clock, style, option)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _country_map_of(
    key: str,
    _measure: Measure,
    _snapshot: Snapshot,
    _selection: Selection,
    _clock: Clock,
    _style: Style,
    _option: str,
) -> Drawn:
    rows = _measure.rows(_snapshot, _selection, _clock, _option)
    said = _selection.says(_snapshot.reference, _clock.as_of)
    if _measure.options and _option:
        said = f"{_measure.options(_snapshot)[_option]} \N{MIDDLE DOT} {said}"
    words = Words(_(_measure.title), said, _caption(_snapshot, rows["id"], boundary_sentence()))
    layers = geometry.layers(_snapshot)
    extent = layers.layer.extent(_selection.members(_snapshot.reference))
    ground = country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)
    chart = country_map.CHART if _measure.code == country_map.CHART.name else country_map.CLASSES
    name = _file_name("_".join(filter(None, [_measure.code, _option])), _selection, _clock)
    return Drawn(chart, rows, words, chart.figure(rows, words, _style, ground), name)


def events_timeline(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style, lanes: str
) -> Drawn:
    """The timeline of all dated events chosen, up to whatever date; the as-of date is marked."""
    key = repr((snapshot.digest, clock, selection.to_query(), current(), style, lanes))
    return _events_timeline(key, snapshot, selection, clock, style, lanes)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _events_timeline(
    key: str, _snapshot: Snapshot, _selection: Selection, _clock: Clock, _style: Style, _lanes: str
) -> Drawn:
    rows = timeline_query.rows(_snapshot, _selection, _lanes)
    words = Words(
        _("Laws, resolutions, plans, events"),
        _selection.says(_snapshot.reference, _clock.as_of, with_date=False),
        _caption(
            _snapshot,
            rows["id"],
            _("A bar spans the days of an event, or the month or year that is known."),
        ),
    )
    figure = timeline.figure(rows, words, _style, _clock.as_of)
    name = _file_name(timeline.CHART.name, _selection, _clock)
    return Drawn(timeline.CHART, rows, words, figure, name)


def plan_periods_chart(
    snapshot: Snapshot, selection: Selection, clock: Clock, style: Style
) -> Drawn:
    """The periods of the plans that are chosen; those without a known period are left out."""
    key = repr((snapshot.digest, clock, selection.to_query(), current(), style))
    return _plan_periods(key, snapshot, selection, clock, style)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _plan_periods(
    key: str, _snapshot: Snapshot, _selection: Selection, _clock: Clock, _style: Style
) -> Drawn:
    rows = action_plans.rows(_snapshot, _selection, _clock).drop_nulls(["first", "last"])
    words = Words(
        _("Action plans and their periods"),
        _selection.says(_snapshot.reference, _clock.as_of),
        _caption(_snapshot, rows["id"], _("The dotted line is the as-of date.")),
    )
    figure = plan_periods.figure(rows, words, _style, _clock.as_of)
    name = _file_name(plan_periods.CHART.name, _selection, _clock)
    return Drawn(plan_periods.CHART, rows, words, figure, name)


def positions_matrix(snapshot: Snapshot, selection: Selection, clock: Clock, style: Style) -> Drawn:
    """Positions of the region's countries on international instruments, taken by the date."""
    key = repr((snapshot.digest, clock, selection.to_query(), current(), style))
    return _positions_matrix(key, snapshot, selection, clock, style)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _positions_matrix(
    key: str, _snapshot: Snapshot, _selection: Selection, _clock: Clock, _style: Style
) -> Drawn:
    rows = resolutions.positions(_snapshot, _selection, _clock)
    words = Words(
        _("Positions on international instruments"),
        _selection.says(_snapshot.reference, _clock.as_of),
        _caption(_snapshot, rows["id"], _("No sign: no position recorded.")),
    )
    figure = position_matrix.figure(rows, words, _style)
    name = _file_name(position_matrix.CHART.name, _selection, _clock)
    return Drawn(position_matrix.CHART, rows, words, figure, name)


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
