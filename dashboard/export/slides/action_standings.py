"""How many actions of a plan stand where, as native bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from dashboard.export.deck import Deck
from dashboard.export.drawing import cell
from dashboard.export.handout import Handout
from dashboard.export.slides.native_chart import (
    add_chart,
    dress_names,
    dress_numbers,
    for_bars,
    paint,
    plan,
    plot_area,
    rgb,
)
from dashboard.export.slides.pages import classes, fitting, slices
from dashboard.style import LIGHT, ink_on
from loaders.tuples import tuples

MOST, BAR = 16, Inches(0.29)
"""Plans on a slide; the height of one: so many fit below a legend of two lines."""


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each so many plans."""
    rows = handout.exhibit.rows
    plans = rows.unique("plan", maintain_order=True).select("plan", "place", "plan_title")
    standings = dict(tuples(rows.sort("order"), "standing", "label"))
    counts = Counter(tuples(rows, "plan", "standing"))
    most = max(Counter(rows["plan"].to_list()).values())
    entries = classes(rows, "standing")
    each = fitting(MOST, deck.room(entries).height, BAR)
    for slide, page in slices(deck, handout, plans, each):
        data = CategoryChartData(number_format="0")
        # A bar chart draws its first row at the foot.
        page = page.reverse()
        data.categories = [plan(*row) for row in tuples(page, "place", "plan_title")]
        for standing, label in standings.items():
            numbers = [counts[plan, standing] or None for plan in page["plan"]]
            data.add_series(cell(label), numbers)
        box = for_bars(deck.add_legend(slide, entries), page.height)
        chart = add_chart(slide, XL_CHART_TYPE.BAR_STACKED, box, data, handout)
        _dress(chart, list(standings), most)
        plot_area(chart, box, 0.42, 0.56)


def _dress(chart: Any, standings: Sequence[str], most: int) -> None:
    """Every slide has the same scale, up to the plan with the most actions."""
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, standing in zip(plot.series, standings, strict=True):
        colour = LIGHT.level(standing)
        paint(series.format.fill, colour)
        labels = series.data_labels
        labels.show_value = True
        labels.font.size = Pt(9)
        labels.font.color.rgb = rgb(ink_on(colour))
    dress_names(chart.category_axis)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, most
    axis.major_unit = next(step for step in (1, 2, 5, 10, 50, 1000) if most / step <= 16)
    dress_numbers(axis)
