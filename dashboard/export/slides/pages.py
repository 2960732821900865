"""What the slides of all charts share: their legend's entries, and how rows spread over slides."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import polars as pl

from dashboard.export.deck import Deck, Entry, Slide, page_of
from dashboard.export.drawing import fill_of
from dashboard.export.handout import Handout
from dashboard.language import _, count
from dashboard.shown import APART
from loaders.tuples import tuples

MOST_SLIDES = 40
"""A table of thousands of rows is no slide; the spreadsheet holds them all."""


def classes(rows: pl.DataFrame, column: str) -> list[Entry]:
    """Each class that occurs, in order, with its count."""
    counts = Counter(tuples(rows, "order", "label", column))
    return [
        Entry(label, number, fill_of(code))
        for (_order, label, code), number in sorted(counts.items())
    ]


def fitting(most: int, height: int, each: int) -> int:
    """How many rows stand on a slide: as many as fit into the height, at most `most`."""
    return max(1, min(most, height // each))


def evenly(number: int, most: int) -> int:
    """How many rows stand on each slide, so that the last is about as full as the others."""
    slides = max(1, -(-number // most))
    return max(1, -(-number // slides))


def filled(heights: Sequence[int], most: int) -> list[range]:
    """Which of the rows stand on each slide: on as few as have room for them, and about as much on
    each."""
    few = len(_cut(heights, most))
    least = bisect_left(range(most), True, key=lambda room: len(_cut(heights, room)) <= few)
    return _cut(heights, least)


def _cut(heights: Sequence[int], room: int) -> list[range]:
    starts, left = [0], room
    for at, height in enumerate(heights):
        if height > left and at > starts[-1]:
            starts.append(at)
            left = room
        left -= height
    return [range(*ends) for ends in pairwise([*starts, len(heights)])]


def pages(
    deck: Deck, handout: Handout, parts: Iterable[Any], number: int, *, as_table: bool = False
) -> Iterator[tuple[Slide, Any]]:
    """A slide for each part; where there are too many, the last says where the rest is."""
    shown = min(number, MOST_SLIDES)
    for place, part in zip(range(1, shown + 1), parts, strict=False):
        page = page_of(handout, place, shown, as_table=as_table)
        if place == shown < number:
            said = _("{n} more slides are left out; the spreadsheet of this chart holds all rows.")
            more = said.format(n=count(number - shown))
            page = replace(page, subtitle=f"{page.subtitle}{APART}{more}")
        yield deck.add_slide(page), part


def slices(
    deck: Deck, handout: Handout, rows: pl.DataFrame, each: int, *, as_table: bool = False
) -> Iterator[tuple[Slide, Any]]:
    """A slide for each so many rows at most, and about as many on each."""
    each = evenly(rows.height, each)
    number = -(-rows.height // each)
    return pages(deck, handout, rows.iter_slices(each), number, as_table=as_table)
