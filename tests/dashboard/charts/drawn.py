"""Every chart of `CHARTS` as tests draw it; a chart that is added has to say here how."""

import html
import re
from datetime import date
from types import SimpleNamespace

import orjson
import plotly.graph_objects as go
import pytest

from dashboard import geometry
from dashboard.charts import (
    CHARTS,
    action_schedule,
    action_standings,
    chain,
    comparison,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.charts.chart import on_paper
from dashboard.filters import Selection
from dashboard.parts import figures
from dashboard.queries import action_plans
from dashboard.queries import chain as chain_query
from dashboard.queries.map_measures import MEASURES
from dashboard.queries.timeline import LANES
from dashboard.style import STYLES
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
WORLD = Selection()
WIDTH = 1_200


def exhibit(code, data, selection, clock, style, option=""):
    """The rows and words of an exhibit, and its figure in a style, as a file has it."""
    drawn = figures.exhibit(code, data, selection, clock, option)
    figure = on_paper(drawn.figure(style), drawn.words, style, WIDTH)
    return SimpleNamespace(rows=drawn.rows, words=drawn.words, figure=figure)


DRAW = {
    "legal-framework": lambda data, selection, style: [
        exhibit("legal-framework", data, selection, NOW, style)
    ],
    "country-classes": lambda data, selection, style: [
        exhibit(code, data, selection, NOW, style, measure.option(data, ""))
        for code, measure in MEASURES.items()
        if code != "legal-framework"
    ],
    "timeline": lambda data, selection, style: [
        exhibit("timeline", data, selection, NOW, style, lanes) for lanes in LANES
    ],
    "plan-periods": lambda data, selection, style: [
        exhibit("plan-periods", data, selection, NOW, style)
    ],
    "action-standings": lambda data, selection, style: [
        exhibit("action-standings", data, selection, NOW, style)
    ],
    "action-schedule": lambda data, selection, style: [
        exhibit("action-schedule", data, selection, NOW, style, longest_plan(data, selection))
    ],
    "positions": lambda data, selection, style: [exhibit("positions", data, selection, NOW, style)],
    "events-calendar": lambda data, selection, style: [
        exhibit("events-calendar", data, selection, NOW, style)
    ],
    "chain": lambda data, selection, style: [
        exhibit("chain", data, selection, NOW, style, record) for record in chained(data, selection)
    ],
    "comparison": lambda data, selection, style: [
        exhibit("comparison", data, selection, NOW, style)
    ],
}
"""By name of the chart: all ways of drawing it from a snapshot."""
REDRAW = {
    "legal-framework": lambda rows, style, data: country_map.figure(rows, style, ground(data)),
    "country-classes": lambda rows, style, data: country_map.figure(rows, style, ground(data)),
    "timeline": lambda rows, style, data: timeline.figure(rows, style, TODAY),
    "plan-periods": lambda rows, style, data: plan_periods.figure(rows, style, TODAY),
    "action-standings": lambda rows, style, data: action_standings.figure(rows, style),
    "action-schedule": lambda rows, style, data: action_schedule.figure(rows, style, TODAY),
    "positions": lambda rows, style, data: position_matrix.figure(rows, style),
    "events-calendar": lambda rows, style, data: events_calendar.figure(rows, style),
    "chain": lambda rows, style, data: chain.figure(rows, style),
    "comparison": lambda rows, style, data: comparison.figure(rows, style),
}
"""By name of the chart: the figure of some rows."""

COUNTED = {"action-standings": lambda table: table["Actions"].sum()}
"""By name of the chart: what its table counts, where that is not its rows."""

every_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
every_legend = pytest.mark.parametrize(
    "chart",
    [chart for chart in CHARTS if chart is not comparison.CHART],
    ids=lambda chart: chart.name,
)
"""Each cell of a comparison says in words what it is."""
every_map = pytest.mark.parametrize(
    "chart", [chart for chart in CHARTS if chart.is_map], ids=lambda chart: chart.name
)
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)


def longest_plan(data, selection):
    """The plan of the region with the most actions."""
    plans = action_plans.rows(data, selection, NOW).drop_nulls("actions").sort("actions", "id")
    return plans["id"].to_list()[-1] if plans.height else ""


def chained(data, selection):
    """Some records with links: others for a region, though links know none."""
    every = [*chain_query.linked(data)]
    return (every[-2:] if selection.region else every[:2]) or [""]


def ground(data):
    layers = geometry.layers(data)
    extent = layers.layer.extent(None)
    return country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)


def built(figure):
    """A figure as plotly's objects, which check every part of it."""
    return go.Figure(figure)


def as_json(figure):
    return orjson.dumps(figure).decode()


def plain(figure):
    """The text of a figure's title, subtitle and annotations as a reader sees it, in one line."""
    figure = built(figure)
    title = figure.layout.title
    parts = [title.text, title.subtitle.text, *(note.text for note in figure.layout.annotations)]
    return re.sub(
        r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", " ".join(filter(None, parts))))
    )


def legend(figure):
    """Label and count of every entry of a figure's legend."""
    names = [html.unescape(trace.name) for trace in built(figure).data if trace.name]
    found = [re.fullmatch(r"(.*) \(([\d,]+)\)", name).groups() for name in names]
    return {label: int(number.replace(",", "")) for label, number in found}
