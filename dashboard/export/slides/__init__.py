"""A chart as slides that can be edited: native shapes, charts and tables, no picture.

`DRAW` says by the chart's name what it becomes; a chart that is not there becomes its table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.charts import (
    action_schedule,
    action_standings,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.export import deck
from dashboard.export.handout import Handout
from dashboard.export.slides import bars, grids, maps, time_axis

Draw = Callable[[Any, Handout], None]

DRAW: dict[str, Draw] = {
    country_map.CHART.name: maps.map_slide,
    country_map.CLASSES.name: maps.map_slide,
    timeline.CHART.name: time_axis.event_slides,
    plan_periods.CHART.name: time_axis.plan_periods_slides,
    action_standings.CHART.name: bars.action_standings_slides,
    action_schedule.CHART.name: grids.action_schedule_slides,
    events_calendar.CHART.name: grids.calendar_slides,
    position_matrix.CHART.name: grids.position_slides,
}


def write(handout: Handout) -> bytes:
    """The presentation of one chart."""
    return write_all([handout])


def write_all(handouts: Sequence[Handout]) -> bytes:
    """One presentation of several charts, in their order."""
    made = deck.new()
    for handout in handouts:
        DRAW.get(handout.exhibit.chart.name, grids.table_slides)(made, handout)
    words = [handout.exhibit.words for handout in handouts]
    title = "; ".join(word.title for word in words)
    return deck.saved(made, title, words[0].subtitle if words else "")
