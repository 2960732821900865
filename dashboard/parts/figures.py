"""Figures as pages show them: drawn once per data version, date, selection, language and theme."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import geometry
from dashboard.charts import country_map, timeline
from dashboard.charts.chart import Chart, Figure, Words, boundary_sentence
from dashboard.filters import REGION, SCOPE, THEME, Selection
from dashboard.language import _, current, plural
from dashboard.queries import legal_framework
from dashboard.queries import timeline as timeline_query
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
    key = repr((snapshot.digest, clock, selection.to_query(), current(), style))
    chosen = selection.only(REGION, SCOPE.key, THEME.key)
    return _legal_framework_map(key, snapshot, chosen, clock, style)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _legal_framework_map(
    key: str, _snapshot: Snapshot, _selection: Selection, _clock: Clock, _style: Style
) -> Drawn:
    rows = legal_framework.rows(_snapshot, _selection, _clock)
    words = Words(
        _("Legal framework for the SSE"),
        _selection.says(_snapshot.reference, _clock.as_of),
        _caption(_snapshot, rows["id"], boundary_sentence()),
    )
    layers = geometry.layers(_snapshot)
    extent = layers.layer.extent(_selection.members(_snapshot.reference))
    ground = country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)
    figure = country_map.figure(rows, words, _style, ground)
    name = _file_name(country_map.CHART, _selection, _clock)
    return Drawn(country_map.CHART, rows, words, figure, name)


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
    name = _file_name(timeline.CHART, _selection, _clock)
    return Drawn(timeline.CHART, rows, words, figure, name)


def _caption(snapshot: Snapshot, records: pl.Series, *more: str) -> str:
    """How many records a chart rests on, the data's version, and `more`."""
    said = plural(
        "Source: SSE Policy Tracker, {n} record.",
        "Source: SSE Policy Tracker, {n} records.",
        len(set(records.to_list()) - {None}),
    )
    return " ".join([said, _("Data version {v}.").format(v=snapshot.digest[:8]), *more])


def _file_name(chart: Chart, selection: Selection, clock: Clock) -> str:
    """Says what the image is: 'legal-framework_ilo-africa_2026-11-21'."""
    return "_".join([chart.name, selection.region or "world", clock.as_of.isoformat()])
