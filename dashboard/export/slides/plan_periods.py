"""The periods of plans as native bars on an axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from dashboard.charts import plan_periods
from dashboard.export.deck import Deck
from dashboard.export.drawing import cell
from dashboard.export.handout import Handout
from dashboard.export.slides.native_chart import (
    add_chart,
    axis_of_years,
    dress_names,
    for_bars,
    mark,
    paint,
    plan,
    plot_area,
    years,
)
from dashboard.export.slides.pages import classes, fitting, slices
from dashboard.language import _
from dashboard.style import LIGHT
from loaders.tuples import tuples

MOST, BAR = 16, Inches(0.29)
"""Plans on a slide; the height of one: so many fit below a legend of two lines."""


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each so many plans."""
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in plan_periods.span(rows, as_of))
    states = dict(tuples(rows.sort("order"), "state", "label"))
    entries = classes(rows, "state")
    each = fitting(MOST, deck.room(entries).height, BAR)
    for slide, page in slices(deck, handout, rows, each):
        data = CategoryChartData(number_format="0.0")
        # A bar chart draws its first row at the foot.
        page = page.reverse()
        data.categories = [plan(*row) for row in tuples(page, "place", "title")]
        begins = [years(begin) for begin in page["first"]]
        ends = [years(end + timedelta(days=1)) for end in page["last"]]
        data.add_series(_("Begins"), begins)
        of_plan = page["state"].to_list()
        for state, label in states.items():
            lengths = [
                round(end - begin, 3) if own == state else None
                for begin, end, own in zip(begins, ends, of_plan, strict=True)
            ]
            data.add_series(cell(label), lengths)
        box = for_bars(deck.add_legend(slide, entries), page.height)
        chart = add_chart(slide, XL_CHART_TYPE.BAR_STACKED, box, data, handout)
        _dress(chart, list(states))
        part = axis_of_years(chart.value_axis, first, last + 1, as_of)
        mark(slide, plot_area(chart, box, 0.42, 0.56), part, as_of)


def _dress(chart: Any, states: Sequence[str]) -> None:
    """The first series only carries the bars to where they begin."""
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    blank, *bars = plot.series
    blank.format.fill.background()
    for series, state in zip(bars, states, strict=True):
        paint(series.format.fill, LIGHT.level(state))
    dress_names(chart.category_axis)
