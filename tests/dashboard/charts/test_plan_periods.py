"""The periods of action plans."""

from datetime import date

import polars as pl

from dashboard.charts import plan_periods
from dashboard.filters import Selection
from dashboard.queries import timeline
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import DRAW, WORLD, built
from tests.dashboard.contrast import contrast


def test_the_years_stand_above_a_long_chart_too(snapshot):
    [drawn] = DRAW["plan-periods"](snapshot, WORLD, LIGHT)
    layout = built(drawn.figure).layout
    assert layout.xaxis2.side == "top"
    assert layout.xaxis2.range == layout.xaxis.range
    # Else they were not drawn.
    assert "x2" in {trace.get("xaxis") for trace in drawn.figure["data"]}


def test_the_years_stand_once_at_a_short_one(snapshot):
    [drawn] = DRAW["plan-periods"](snapshot, Selection(region="pacific-islands-forum"), LIGHT)
    assert "xaxis2" not in drawn.figure["layout"]


def test_a_pale_bar_has_an_edge_that_is_seen(snapshot):
    [drawn] = DRAW["plan-periods"](snapshot, WORLD, LIGHT)
    lines = [trace for trace in drawn.figure["data"] if trace.get("mode") == "lines+markers"]
    pale = next(at for at, one in enumerate(lines) if one["line"]["color"] == LIGHT.fourth)
    edge, bar = lines[pale - 1], lines[pale]
    assert contrast(edge["line"]["color"], LIGHT.paper) >= 3
    assert edge["line"]["width"] > bar["line"]["width"]
    assert (edge["x"], edge["y"]) == (bar["x"], bar["y"])


def test_the_axis_reaches_the_end_of_a_long_plan_and_no_typing_mistake():
    """India's plan to 2045 ended flush at the edge, in 2041, with no sign that it goes on."""
    as_of = date(2026, 6, 30)
    plans = pl.DataFrame({"first": [date(2025, 1, 1)], "last": [date(2045, 12, 31)]})
    assert plan_periods.span(plans, as_of) == ("2025-01-01", "2046-12-31")
    far = plans.with_columns(first=date(1825, 1, 1), last=date(2205, 12, 31))
    assert plan_periods.span(far, as_of) == ("2001-01-01", "2051-12-31")


def test_how_many_actions_are_reported_is_no_day_on_which_something_was(snapshot):
    [drawn] = DRAW["plan-periods"](snapshot, WORLD, LIGHT)
    heads = set(plan_periods.table(drawn.rows).columns)
    assert "Actions reported" in heads
    assert heads.isdisjoint({*timeline.EVENTS.values(), *timeline.TO_COME.values()})
