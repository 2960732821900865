"""Charts that PowerPoint draws itself: placed, dressed, and with a legend of ours."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Pt

from dashboard.charts import plan_periods
from dashboard.export import deck
from dashboard.export.deck import Box
from dashboard.export.handout import Handout
from dashboard.export.slides.parts import rgb
from dashboard.shown import shortened
from dashboard.style import LIGHT

PLANS = 16
"""Most on a slide."""


def add_chart(slide: Any, form: Any, box: Box, data: Any, handout: Handout) -> Any:
    frame = slide.shapes.add_chart(form, box.left, box.top, box.width, box.height, data)
    frame.name = deck.writable(handout.exhibit.words.title)
    deck.describe(frame, handout.alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(10)
    chart.font.color.rgb = rgb(LIGHT.ink)
    return chart


def plot_area(chart: Any, box: Box, x: float, y: float, width: float, height: float) -> Box:
    """Pins the area between the axes, so that shapes beside it line up; returns its place."""
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


def dress_names(axis: Any) -> None:
    axis.tick_labels.font.size = Pt(9)
    axis.format.line.fill.background()


def plan_name(place: str, title: str) -> str:
    return deck.cell(f"{place}: {shortened(title, plan_periods.LONGEST - len(place))}")
