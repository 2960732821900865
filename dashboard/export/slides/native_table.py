"""A table of a presentation, whose texts and colours can be edited."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from dashboard.export.deck import Slide
from dashboard.export.drawing import RULE, A, Box, describe, writable
from dashboard.export.slides.native_chart import paint, rgb
from dashboard.style import LIGHT, ink_on

LONGEST_CELL = 110
"""Characters; what is longer is cut."""
BESIDE, ABOVE = Inches(0.05), Inches(0.02)
"""The room around the text of a cell."""
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own name of the plain style without lines."""


def add_table(
    slide: Slide, name: str, alt: str, room: Box, shares: Sequence[float], lines: int, height: int
) -> Any:
    """A table with a header and so many lines of this height, as wide as the room."""
    widths = [int(room.width * share / sum(shares)) for share in shares]
    frame = slide.shapes.add_table(
        lines + 1, len(widths), room.left, room.top, sum(widths), int(height) * (lines + 1)
    )
    frame.name = writable(name)
    describe(frame, alt)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find("{*}tableStyleId").text = NO_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def set_cell(into: Any, text: str, size: float, *, bold: bool = False) -> None:
    """A cell of a table, with little room around its text and a thin line below."""
    into.text = text
    into.margin_left = into.margin_right = BESIDE
    into.margin_top = into.margin_bottom = ABOVE
    for paragraph in into.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
    below = f'<a:lnB xmlns:a="{A}" w="6350">{RULE}</a:lnB>'
    into._tc.get_or_add_tcPr().insert(0, parse_xml(below))


def height_of(
    texts: Sequence[str], widths: Sequence[int], size: float, *, bold: bool = False
) -> int:
    """How high a row becomes with these texts in cells of these widths; no program says it before
    it shows the slide."""
    # A letter is about half as wide as its type is high.
    letter = Pt(size) / 2 * (1.1 if bold else 1)
    rooms = [max(1, int((width - 2 * BESIDE) / letter)) for width in widths]
    lines = max(len(textwrap.wrap(*both)) for both in zip(texts, rooms, strict=True))
    return int(1.2 * Pt(size)) * max(lines, 1) + 2 * ABOVE


def shade(cell: Any, code: str) -> None:
    """The colour of a class behind the text of a cell."""
    colour = LIGHT.level(code)
    paint(cell.fill, colour)
    cell.text_frame.paragraphs[0].font.color.rgb = rgb(ink_on(colour))
