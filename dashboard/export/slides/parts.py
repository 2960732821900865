"""What slides of several kinds share: their pages, classes in a legend, colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
from pptx.dml.color import RGBColor

from dashboard.export import deck
from dashboard.export.deck import Entry
from dashboard.export.handout import Handout
from dashboard.language import _, count
from dashboard.style import LIGHT

MOST_SLIDES = 40
"""A table of thousands of rows is no slide; the spreadsheet holds them all."""


def pages(
    made: Any, handout: Handout, parts: Iterable[Any], number: int
) -> Iterator[tuple[Any, Any]]:
    """A slide for each part; where there are too many, the last says where the rest is."""
    shown = min(number, MOST_SLIDES)
    for page, part in zip(range(1, shown + 1), parts, strict=False):
        slide = deck.add_slide(made, deck.page_of(handout, page, shown))
        if page == shown < number:
            said = _("{n} more slides are left out; the spreadsheet of this chart holds all rows.")
            slide.placeholders[13].text = said.format(n=count(number - shown))
        yield slide, part


def classes(rows: pl.DataFrame, column: str) -> list[Entry]:
    """Each class that occurs, in order, with its count."""
    counts = Counter(rows.select("order", "label", column).iter_rows())
    return [
        Entry(label, number, deck.fill_of(code))
        for (_order, label, code), number in sorted(counts.items())
    ]


def shade(cell: Any, code: str) -> None:
    """The colour of a class behind the text of a cell."""
    colour = LIGHT.level(code)
    paint(cell.fill, colour)
    cell.text_frame.paragraphs[0].font.color.rgb = rgb(ink_on(colour))


def ink_on(colour: str) -> str:
    """The colour of a text that can be read on this one."""
    dark = sum(int(colour[n : n + 2], 16) for n in (1, 3, 5)) < 330
    return LIGHT.paper if dark else LIGHT.ink


def paint(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
