"""A chart that the presentation draws itself, from numbers that can be edited."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from dashboard.export.deck import Slide
from dashboard.export.drawing import Box, cell, describe, writable
from dashboard.export.handout import Handout
from dashboard.language import _, day, labelled
from dashboard.shown import shortened

LONGEST = 62
"""Characters of a plan's name beside its bar."""


def years(moment: date) -> float:
    """A day as a decimal year, which every chart program takes as a number."""
    length = 366 if calendar.isleap(moment.year) else 365
    return round(moment.year + (moment - date(moment.year, 1, 1)).days / length, 3)


def plan(place: str, title: str) -> str:
    """What a plan is called beside its bar."""
    return cell(labelled(place, shortened(title, LONGEST - len(place))))


def add_chart(slide: Slide, form: Any, box: Box, data: Any, handout: Handout) -> Any:
    """An empty frame of a chart of this data, named and described."""
    frame = slide.shapes.add_chart(form, box.left, box.top, box.width, box.height, data)
    frame.name = writable(handout.exhibit.words.title)
    describe(frame, handout.alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(10)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    return chart


def axis_of_years(axis: Any, first: int, last: int, as_of: date) -> float:
    """Round years from the first to the last; returns the place of the as-of date, 0 to 1."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if (last - first) / step <= 16)
    first -= first % step
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first, last, step
    axis.has_major_gridlines = True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    dress_numbers(axis)
    return (years(as_of) - first) / (last - first)


def dress_numbers(axis: Any) -> None:
    """Thin lines across, in the theme's own grey, and none along the axis."""
    axis.format.line.fill.background()
    lines = axis.major_gridlines.format.line.fill
    lines.solid()
    lines.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2


def dress_names(axis: Any) -> None:
    axis.tick_labels.font.size = Pt(9)
    axis.format.line.fill.background()


AXIS, ABOVE = Inches(0.34), 0.01
"""The room for the labels of an axis below; the part of a chart's height above its plot."""
HIGHEST = Inches(0.75)
"""Of one bar with the space around it: a single plan does not fill a slide."""


def for_bars(room: Box, number: int) -> Box:
    """The upper part of the room, as high as so many bars need."""
    return replace(room, height=min(room.height, int(HIGHEST * number + AXIS)))


def plot_area(chart: Any, box: Box, x: float, width: float) -> Box:
    """Pins the area between the axes, so that shapes beside it line up; returns its place.

    `x` and `width` are parts of the box; all of its height but the axis is taken.
    """
    y, height = ABOVE, 1 - ABOVE - AXIS / box.height
    area = chart._chartSpace.chart.plotArea
    for layout in area.findall("{*}layout"):
        area.remove(layout)
    parts = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in zip("xywh", (x, y, width, height), strict=True)
    )
    layout = (
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{parts}</c:manualLayout></c:layout>"
    )
    area.insert(0, parse_xml(layout))
    return Box(
        int(box.left + x * box.width),
        int(box.top + y * box.height),
        int(width * box.width),
        int(height * box.height),
    )


def mark(slide: Slide, plot: Box, part: float, as_of: date) -> None:
    """The as-of date as a dotted line, where it lies inside the plot."""
    if not 0 <= part <= 1:
        return
    x = int(plot.left + part * plot.width)
    line = slide.shapes.add_connector(1, x, plot.top, x, plot.top + plot.height)
    line.name = _("as of {date}").format(date=day(as_of))
    describe(line, line.name)
    line.line.width = Pt(1)
    line.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    line.line.dash_style = 3  # MSO_LINE.ROUND_DOT


def paint(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
