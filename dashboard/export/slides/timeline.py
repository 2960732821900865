"""Dated events as dots of a native chart, in lanes on an axis of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import polars as pl
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Inches

from dashboard.charts import timeline
from dashboard.export.deck import Deck, Entry, Slide
from dashboard.export.drawing import A, Box, add_group, cell, next_id, solid, text_xml
from dashboard.export.handout import Handout
from dashboard.export.slides.native_chart import (
    add_chart,
    axis_of_years,
    dress_numbers,
    mark,
    paint,
    plot_area,
    years,
)
from dashboard.export.slides.pages import evenly, fitting, pages
from dashboard.filters import KIND_LABELS
from dashboard.language import _
from dashboard.shown import shortened
from dashboard.style import LIGHT, kind_colour
from loaders.tuples import tuples

MOST, LANE, NAMES = 10, Inches(0.45), Inches(1.9)
"""Lanes on a slide, the height of one, the width of their names."""


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each so many lanes in which something lies in the years that are shown.

    The chart holds what its legend counts, and nothing of other years, as an image does.
    """
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in timeline.first_view(rows, as_of))
    seen = timeline.within(rows, as_of)
    lanes = dict(tuples(seen, "lane", "lane_label"))
    counts = Counter(timeline.once(seen)["kind"].to_list())
    entries = [
        Entry(_(label), counts[kind], solid(kind_colour(kind)))
        for kind, label in KIND_LABELS.items()
        if counts[kind]
    ]
    codes = list(lanes)
    each = evenly(len(codes), fitting(MOST, deck.room(entries).height, LANE))
    chunks = [codes[start : start + each] for start in range(0, len(codes), each)]
    for slide, chunk in pages(deck, handout, chunks, len(chunks)):
        room = deck.add_legend(slide, entries)
        names = Box(room.left, room.top, int(NAMES), room.height)
        box = Box(room.left + names.width, room.top, room.width - names.width, room.height)
        page = timeline.placed(seen.filter(pl.col("lane").is_in(chunk)))
        chart = _scatter(slide, page, len(chunk), box, handout)
        part = axis_of_years(chart.category_axis, first, last + 1, as_of)
        plot = plot_area(chart, box, 0.0, 0.98)
        _name_lanes(slide, [lanes[code] for code in chunk], names, plot)
        mark(slide, plot, part, as_of)


def _scatter(slide: Slide, page: pl.DataFrame, lanes: int, box: Box, handout: Handout) -> Any:
    """Lanes from the top; a bar through a dot is as long as the doubt about the date."""
    data = XyChartData(number_format="0.000")
    counts = Counter(page["kind"].to_list())
    # LibreOffice draws no series before the longest; and rare events lie above frequent ones.
    kinds = sorted(filter(counts.get, KIND_LABELS), key=counts.__getitem__, reverse=True)
    doubts = []
    for kind in kinds:
        series = data.add_series(cell(_(KIND_LABELS[kind])))
        of_kind = page.filter(pl.col("kind") == kind)
        halves = []
        for begin, end, y in tuples(of_kind, "date", "last", "y"):
            reach = years(end) - years(begin)
            series.add_data_point(round(years(begin) + reach / 2, 3), round(lanes - 1 - y, 3))
            halves.append(round(reach / 2, 3))
        doubts.append(halves)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, data, handout)
    for series, kind, halves in zip(chart.plots[0].series, kinds, doubts, strict=True):
        colour = kind_colour(kind)
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 6
        paint(series.marker.format.fill, colour)
        paint(series.marker.format.line.fill, LIGHT.paper)
        error = _error_bars(halves, colour)
        series._element.find("{*}xVal").addprevious(error)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -0.5, lanes - 0.5, 1
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    dress_numbers(axis)
    return chart


def _error_bars(halves: Sequence[float], colour: str) -> Any:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{half}</c:v></c:pt>' for n, half in enumerate(halves) if half
    )
    values = f'<c:numLit><c:ptCount val="{len(halves)}"/>{points}</c:numLit>'
    rgb = colour.lstrip("#")
    return parse_xml(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="{A}"><c:errDir val="x"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{values}</c:plus><c:minus>{values}</c:minus>"
        '<c:spPr><a:ln w="50800" cap="flat"><a:solidFill>'
        f'<a:srgbClr val="{rgb}"><a:alpha val="35000"/></a:srgbClr></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )


def _name_lanes(slide: Slide, labels: Sequence[str], names: Box, plot: Box) -> None:
    height = plot.height // len(labels)
    number = next_id(slide)
    parts = [
        text_xml(
            number + n,
            shortened(label, 30),
            Box(names.left, plot.top + n * height, names.width, height),
        )
        for n, label in enumerate(labels)
    ]
    add_group(slide, _("Lanes"), ", ".join(labels), names, parts)
