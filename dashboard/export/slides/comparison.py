"""Countries side by side as a table: of each cell its class in colour and in a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from pptx.util import Inches

from dashboard.charts import comparison
from dashboard.export.deck import Deck
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import add_table, height_of, set_cell, shade
from dashboard.export.slides.pages import filled, pages
from dashboard.language import _
from dashboard.shown import DASH
from loaders.tuples import tuples

LINE, NAME = Inches(0.22), Inches(3.2)
"""The height of a row of short texts; the width of the lines' titles."""
HEAD, TEXT = 10, 9
"""Points."""


@dataclass(frozen=True)
class Row:
    """A row of the table, as high as its tallest cell."""

    part: str
    texts: Sequence[str]
    levels: Sequence[str]
    """Of each text the class whose colour it has; of a head none."""
    height: int

    @property
    def is_head(self) -> bool:
        return not self.levels


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for as many lines as it has room for, under the heads of their parts.

    What a cell says beside its class stands in the spreadsheet: here it would make a table of a
    few lines fill a slide.
    """
    cells = comparison.once(handout.exhibit.rows)
    names = list(dict.fromkeys(cells["name"].to_list()))
    room = deck.space
    widths = [NAME, *[(room.width - NAME) // len(names)] * len(names)]
    heads = {
        part: _row(part, [_(title), *names], [], widths) for part, title in comparison.PARTS.items()
    }
    lines = [_line(of_line, widths) for of_line in cells.partition_by("n", maintain_order=True)]
    most = room.height - sum(head.height for head in heads.values())
    shares = filled([line.height for line in lines], most)
    for slide, share in pages(deck, handout, shares, len(shares), as_table=True):
        rows = list(_headed((lines[at] for at in share), heads))
        title = handout.exhibit.words.title
        table = add_table(slide, title, handout.alt, room, widths, len(rows) - 1, LINE)
        for into, row in zip(table.rows, rows, strict=True):
            into.height = row.height
            for cell, text in zip(into.cells, row.texts, strict=True):
                set_cell(cell, text, HEAD if row.is_head else TEXT, bold=row.is_head)
            for cell, level in zip(into.cells, row.levels, strict=False):
                if level:
                    shade(cell, level)


def _line(cells: pl.DataFrame, widths: Sequence[int]) -> Row:
    """One measure, lever or instrument of every country."""
    part, title = cells.select("part", "line").row(0)
    words = [comparison.word(*about) for about in tuples(cells, "level", "label", "detail")]
    levels = ["" if label == DASH else level for level, label in tuples(cells, "level", "label")]
    return _row(part, [title, *words], ["", *levels], widths)


def _row(part: str, texts: Sequence[str], levels: Sequence[str], widths: Sequence[int]) -> Row:
    size = TEXT if levels else HEAD
    height = max(LINE, height_of(texts, widths, size, bold=not levels))
    return Row(part, texts, levels, height)


def _headed(lines: Iterable[Row], heads: Mapping[str, Row]) -> Iterator[Row]:
    part = ""
    for line in lines:
        if line.part != part:
            part = line.part
            yield heads[part]
        yield line
