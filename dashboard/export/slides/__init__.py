"""A chart as slides that can be edited: native shapes, charts and tables, no picture.

`DRAW` says by the chart's name what it becomes; a chart that is not there becomes its table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard import charts
from dashboard.export.deck import Deck
from dashboard.export.handout import Handout
from dashboard.export.slides import (
    action_schedule,
    action_standings,
    chain,
    comparison,
    country_map,
    events_calendar,
    plain_table,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.export.template import Template
from dashboard.language import listed

Draw = Callable[[Deck, Handout], None]


def write(handout: Handout, template: Template | None = None) -> bytes:
    """The presentation of one chart."""
    return write_all([handout], template)


def write_all(handouts: Sequence[Handout], template: Template | None = None) -> bytes:
    """One presentation of several charts, in their order, on our master or the presenter's."""
    deck = Deck(template)
    for handout in handouts:
        DRAW.get(handout.exhibit.chart.name, plain_table.draw)(deck, handout)
    words = [handout.exhibit.words for handout in handouts]
    title = listed(word.title for word in words)
    return deck.saved(title, words[0].subtitle if words else "")


DRAW: dict[str, Draw] = {
    charts.country_map.CHART.name: country_map.draw,
    charts.country_map.CLASSES.name: country_map.draw,
    charts.timeline.CHART.name: timeline.draw,
    charts.plan_periods.CHART.name: plan_periods.draw,
    charts.action_standings.CHART.name: action_standings.draw,
    charts.action_schedule.CHART.name: action_schedule.draw,
    charts.events_calendar.CHART.name: events_calendar.draw,
    charts.position_matrix.CHART.name: position_matrix.draw,
    charts.chain.CHART.name: chain.draw,
    charts.comparison.CHART.name: comparison.draw,
}
