"""What followed from what, as a table under a legend of the kinds of records."""

from __future__ import annotations

from collections import Counter

from dashboard.export.deck import Deck, Entry
from dashboard.export.drawing import solid
from dashboard.export.handout import Handout
from dashboard.export.slides import plain_table
from dashboard.style import kind_colour
from loaders.tuples import tuples


def draw(deck: Deck, handout: Handout) -> None:
    """A row for each record and what it follows from."""
    counts = Counter(tuples(handout.exhibit.rows, "order", "label", "kind"))
    entries = [
        Entry(label, number, solid(kind_colour(kind)))
        for (_order, label, kind), number in sorted(counts.items())
    ]
    plain_table.draw(deck, handout, entries)
