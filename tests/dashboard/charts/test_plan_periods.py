"""The periods of action plans."""

from dashboard.charts import plan_periods
from dashboard.filters import Selection
from dashboard.queries import timeline
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import DRAW, WORLD, built


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


def test_how_many_actions_are_reported_is_no_day_on_which_something_was(snapshot):
    [drawn] = DRAW["plan-periods"](snapshot, WORLD, LIGHT)
    heads = set(plan_periods.table(drawn.rows).columns)
    assert "Actions reported" in heads
    assert heads.isdisjoint({*timeline.EVENTS.values(), *timeline.TO_COME.values()})
