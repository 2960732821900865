"""Plans and events on an axis of years: bars and dots that PowerPoint draws."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from dashboard.charts import plan_periods, timeline
from dashboard.export import deck
from dashboard.export.deck import ACROSS, BOTTOM, LEFT, Box, Entry
from dashboard.export.handout import Handout
from dashboard.export.slides.native import PLANS, add_chart, dress_names, plan_name, plot_area
from dashboard.export.slides.parts import classes, pages, paint, rgb
from dashboard.filters import KIND_LABELS
from dashboard.language import _, day
from dashboard.shown import shortened
from dashboard.style import KIND_COLOURS, LIGHT

LANES = 10
"""Most on a slide."""


def plan_periods_slides(made: Any, handout: Handout) -> None:
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in plan_periods.span(rows, as_of))
    states = dict(rows.sort("order").select("state", "label").iter_rows())
    for slide, page in pages(made, handout, rows.iter_slices(PLANS), -(-rows.height // PLANS)):
        data = CategoryChartData(number_format="0.0")
        # A bar chart draws its first row at the foot.
        page = page.reverse()
        data.categories = [plan_name(*row) for row in page.select("place", "title").iter_rows()]
        begins = [decimal_year(begin) for begin in page["first"]]
        ends = [decimal_year(end + timedelta(days=1)) for end in page["last"]]
        data.add_series(_("Begins"), begins)
        of_plan = page["state"].to_list()
        for state, label in states.items():
            lengths = [
                round(end - begin, 3) if own == state else None
                for begin, end, own in zip(begins, ends, of_plan, strict=True)
            ]
            data.add_series(deck.cell(label), lengths)
        top = deck.legend(slide, classes(rows, "state"))
        box = Box(LEFT, top, ACROSS, BOTTOM - top)
        chart = add_chart(slide, XL_CHART_TYPE.BAR_STACKED, box, data, handout)
        _dress_plans(chart, list(states))
        part = _axis_of_years(chart.value_axis, first, last + 1, as_of)
        _mark(slide, plot_area(chart, box, 0.42, 0.01, 0.56, 0.92), part, as_of)


def _dress_plans(chart: Any, states: Sequence[str]) -> None:
    """The first series only carries the bars to where they begin."""
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    blank, *bars = plot.series
    blank.format.fill.background()
    for series, state in zip(bars, states, strict=True):
        paint(series.format.fill, LIGHT.level(state))
    dress_names(chart.category_axis)


def event_slides(made: Any, handout: Handout) -> None:
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in timeline.first_view(rows, as_of))
    lanes = dict(rows.select("lane", "lane_label").iter_rows())
    codes = list(lanes)
    chunks = [codes[start : start + LANES] for start in range(0, len(codes), LANES)]
    counts = Counter(timeline.once(rows)["kind"].to_list())
    entries = [
        Entry(_(label), counts[kind], deck.solid(KIND_COLOURS[kind]))
        for kind, label in KIND_LABELS.items()
        if counts[kind]
    ]
    for slide, chunk in pages(made, handout, chunks, len(chunks)):
        top = deck.legend(slide, entries)
        names = Box(LEFT, top, int(Inches(1.9)), BOTTOM - top)
        box = Box(names.left + names.width, top, ACROSS - names.width, names.height)
        page = timeline.placed(rows.filter(pl.col("lane").is_in(chunk)))
        chart = _scatter(slide, page, len(chunk), box, handout)
        part = _axis_of_years(chart.category_axis, first, last + 1, as_of)
        plot = plot_area(chart, box, 0.0, 0.01, 0.98, 0.92)
        _name_lanes(slide, [lanes[code] for code in chunk], names, plot)
        _mark(slide, plot, part, as_of)


def _scatter(slide: Any, page: pl.DataFrame, lanes: int, box: Box, handout: Handout) -> Any:
    """Lanes from the top; a bar through a dot is as long as the doubt about the date."""
    data = XyChartData(number_format="0.000")
    kinds = [kind for kind in KIND_LABELS if kind in set(page["kind"].to_list())]
    doubts = []
    for kind in kinds:
        series = data.add_series(deck.cell(_(KIND_LABELS[kind])))
        of_kind = page.filter(pl.col("kind") == kind)
        halves = []
        for begin, end, y in of_kind.select("date", "last", "y").iter_rows():
            half = (decimal_year(end) - decimal_year(begin)) / 2
            series.add_data_point(round(decimal_year(begin) + half, 3), round(lanes - 1 - y, 3))
            halves.append(round(half, 3))
        doubts.append(halves)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, data, handout)
    for series, kind, halves in zip(chart.plots[0].series, kinds, doubts, strict=True):
        colour = KIND_COLOURS[kind]
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
    axis.format.line.fill.background()
    paint(axis.major_gridlines.format.line.fill, LIGHT.rule)
    return chart


def _error_bars(halves: Sequence[float], colour: str) -> Any:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{half}</c:v></c:pt>' for n, half in enumerate(halves) if half
    )
    values = f'<c:numLit><c:ptCount val="{len(halves)}"/>{points}</c:numLit>'
    rgb = colour.lstrip("#")
    return parse_xml(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="{deck.A}"><c:errDir val="x"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{values}</c:plus><c:minus>{values}</c:minus>"
        '<c:spPr><a:ln w="50800" cap="flat"><a:solidFill>'
        f'<a:srgbClr val="{rgb}"><a:alpha val="35000"/></a:srgbClr></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )


def _name_lanes(slide: Any, labels: Sequence[str], names: Box, plot: Box) -> None:
    height = plot.height // len(labels)
    number = deck.next_id(slide)
    parts = [
        deck.text_xml(
            number + n,
            shortened(label, 30),
            Box(names.left, plot.top + n * height, names.width, height),
        )
        for n, label in enumerate(labels)
    ]
    deck.add_group(slide, _("Lanes"), ", ".join(labels), names, parts)


def _axis_of_years(axis: Any, first: int, last: int, as_of: date) -> float:
    """Round years from the first to the last; returns the place of the as-of date, 0 to 1."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if (last - first) / step <= 16)
    first -= first % step
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first, last, step
    axis.has_major_gridlines = True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.format.line.fill.background()
    paint(axis.major_gridlines.format.line.fill, LIGHT.rule)
    return (decimal_year(as_of) - first) / (last - first)


def _mark(slide: Any, plot: Box, part: float, as_of: date) -> None:
    """The as-of date as a dotted line, where it lies inside the plot."""
    if not 0 <= part <= 1:
        return
    x = int(plot.left + part * plot.width)
    line = slide.shapes.add_connector(1, x, plot.top, x, plot.top + plot.height)
    line.name = _("as of {date}").format(date=day(as_of))
    deck.describe(line, line.name)
    line.line.width = Pt(1)
    line.line.color.rgb = rgb(LIGHT.ink)
    line.line.dash_style = 3  # MSO_LINE.ROUND_DOT


def decimal_year(moment: date) -> float:
    """A day as a decimal year, which every chart program takes as a number."""
    length = 366 if calendar.isleap(moment.year) else 365
    return round(moment.year + (moment - date(moment.year, 1, 1)).days / length, 3)
