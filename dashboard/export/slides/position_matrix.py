"""Positions of countries on instruments as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.util import Inches

from dashboard.charts import position_matrix
from dashboard.export.deck import Deck
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import add_table, set_cell, shade
from dashboard.export.slides.pages import classes, evenly, fitting, pages
from dashboard.shown import shortened
from loaders.tuples import tuples

MOST_LINES, MOST_COLUMNS, FEWEST_COLUMNS = 17, 16, 6
"""Countries and instruments on a slide; a few instruments are not stretched over all of it."""
NAME, COLUMN, HEAD, LINE = Inches(1.9), Inches(0.65), Inches(1.25), Inches(0.2)
LONGEST_SIGN = 14


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each part of the matrix that can be read."""
    rows = handout.exhibit.rows
    columns = list(position_matrix.instruments(rows).items())
    names = list(dict.fromkeys(rows["name"].to_list()))
    # Of two positions of a country on one instrument the furthest stays, as on a map.
    furthest_last = rows.sort("order", descending=True)
    cells = {
        (name, record): (position, label)
        for name, record, position, label in tuples(
            furthest_last, "name", "id", "position", "label"
        )
    }
    entries = classes(rows, "position")
    room = deck.room(entries)
    down = evenly(len(names), fitting(MOST_LINES, room.height - HEAD, LINE))
    aside = evenly(len(columns), fitting(MOST_COLUMNS, room.width - NAME, COLUMN))
    parts = [
        (names[row : row + down], columns[column : column + aside])
        for column in range(0, len(columns), aside)
        for row in range(0, len(names), down)
    ]
    for slide, (lines, across) in pages(deck, handout, parts, len(parts), as_table=True):
        room = deck.add_legend(slide, entries)
        width = (room.width - NAME) // max(len(across), FEWEST_COLUMNS)
        shares = [NAME, *[width] * len(across)]
        room = replace(room, width=sum(shares))
        title = handout.exhibit.words.title
        table = add_table(slide, title, handout.alt, room, shares, len(lines), LINE)
        table.rows[0].height = HEAD
        for place, (record, instrument) in enumerate(across, start=1):
            head = table.cell(0, place)
            set_cell(head, instrument, 8, bold=True)
            head._tc.get_or_add_tcPr().set("vert", "vert270")
            for line, name in enumerate(lines, start=1):
                _sign(table.cell(line, place), cells.get((name, record)))
        for line, name in enumerate(lines, start=1):
            set_cell(table.cell(line, 0), name, 8)


def _sign(cell: Any, found: tuple[str, str] | None) -> None:
    """The position's colour and its word: colour alone would not tell it to everyone."""
    set_cell(cell, shortened(found[1], LONGEST_SIGN) if found else "", 7)
    if found:
        shade(cell, found[0])
