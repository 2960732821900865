"""Any chart that has no native form: what its table says."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from pptx.util import Inches

from dashboard.export.deck import Deck, Entry
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import LONGEST_CELL, add_table, set_cell
from dashboard.export.slides.pages import fitting, slices
from dashboard.shown import shortened

MOST, LINE = 12, Inches(0.38)
"""Rows on a slide; the height of one."""


def draw(deck: Deck, handout: Handout, entries: Sequence[Entry] = ()) -> None:
    """A slide for each so many rows, under a legend where there are entries for one."""
    whole = handout.table
    shares = _shares(whole)
    space = deck.room(entries) if entries else deck.space
    each = fitting(MOST, space.height - LINE, LINE)
    for slide, page in slices(deck, handout, whole, each, as_table=True):
        room = deck.add_legend(slide, entries) if entries else deck.space
        title = handout.exhibit.words.title
        table = add_table(slide, title, handout.alt, room, shares, page.height, LINE)
        for column, name in enumerate(page.columns):
            set_cell(table.cell(0, column), name, 10, bold=True)
            for line, value in enumerate(page[name].to_list(), start=1):
                text = "" if value is None else shortened(str(value), LONGEST_CELL)
                set_cell(table.cell(line, column), text, 9)


def _shares(table: pl.DataFrame) -> list[int]:
    """Of the columns: as their texts are long, within limits."""
    longest = [
        max(len(name), *(len(str(value)) for value in table[name].head(200)), 6)
        for name in table.columns
    ]
    return [min(length, 60) for length in longest]
