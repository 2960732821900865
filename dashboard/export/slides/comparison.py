"""Countries side by side as a table: of each cell its class in colour and in a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from pptx.util import Inches

from dashboard.charts import comparison
from dashboard.export.deck import Deck
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import add_table, set_cell, shade
from dashboard.export.slides.pages import fitting, slices
from dashboard.language import _
from dashboard.shown import DASH, shortened
from loaders.tuples import tuples

MOST, LINE, NAME = 20, Inches(0.22), Inches(3.2)
"""Lines on a slide; the height of one, which no text may outgrow; the width of their titles."""
TITLE = 48
"""Characters of a line's title."""


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each so many lines; a part of the comparison begins under its heading.

    What a cell says beside its class stands in the spreadsheet: here it would push the table
    beyond the slide.
    """
    cells = comparison.once(handout.exhibit.rows)
    names = list(dict.fromkeys(cells["name"].to_list()))
    lines = cells.unique("n", keep="first", maintain_order=True).select("part", "n", "line")
    said = {
        (n, name): (comparison.word(level, label, detail), level)
        for n, name, level, label, detail in tuples(cells, "n", "name", "level", "label", "detail")
        if label != DASH
    }
    room, width = deck.space, (deck.space.width - NAME) // len(names)
    each = fitting(MOST, room.height - len(comparison.PARTS) * LINE, LINE)
    for slide, page in slices(deck, handout, lines, each, as_table=True):
        parts = page.partition_by("part", maintain_order=True, as_dict=True)
        title, height = handout.exhibit.words.title, page.height + len(parts) - 1
        shares = [NAME, *[width] * len(names)]
        table = add_table(slide, title, handout.alt, room, shares, height, LINE)
        row = count()
        for (part,), below in parts.items():
            heads = [_(comparison.PARTS[part]), *names]
            for cell, head in zip(_cells(table, row), heads, strict=True):
                longest = TITLE if head is heads[0] else comparison.HEADS // len(names)
                set_cell(cell, shortened(head, longest), 10, bold=True)
            for n, line in tuples(below, "n", "line"):
                first, *others = _cells(table, row)
                set_cell(first, shortened(line, TITLE), 9)
                for cell, name in zip(others, names, strict=True):
                    word, level = said.get((n, name), (DASH, ""))
                    set_cell(cell, shortened(word, comparison.ROOM // len(names)), 9)
                    if level:
                        shade(cell, level)


def _cells(table: Any, row: Iterator[int]) -> list[Any]:
    """Of the next row."""
    return list(table.rows[next(row)].cells)
