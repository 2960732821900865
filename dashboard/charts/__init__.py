"""The charts. A small frame in, a Plotly figure out; no Streamlit, no file access."""

from dashboard.charts import (
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
from dashboard.charts.chart import Chart

CHARTS: tuple[Chart, ...] = (
    country_map.CHART,
    country_map.CLASSES,
    timeline.CHART,
    plan_periods.CHART,
    action_standings.CHART,
    action_schedule.CHART,
    position_matrix.CHART,
    events_calendar.CHART,
    chain.CHART,
    comparison.CHART,
)

__all__ = ["CHARTS", "Chart"]
