"""Events by year and month as a table."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pptx.util import Inches

from dashboard.export.deck import Deck, Entry
from dashboard.export.drawing import fill_of_all, solid
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import add_table, set_cell, shade
from dashboard.export.slides.pages import evenly, fitting, pages
from dashboard.language import _, count, month_name
from dashboard.style import LIGHT, NUMBER_CLASSES, number_class
from loaders.tuples import tuples

MOST, LINE = 17, Inches(0.27)
"""Years on a slide; the height of one."""
SHARES = (1, *[0.82] * 12, 1.5)


def draw(deck: Deck, handout: Handout) -> None:
    """A row for each year that has an event; what is to come has a plus and no colour."""
    rows = handout.exhibit.rows
    counts = Counter(tuples(rows, "year", "month", "standing"))
    known = sorted(set(rows["year"].drop_nulls().to_list()), reverse=True)
    years_of = [*known, None] if rows["year"].null_count() else known
    months: list[int | None] = [*range(1, 13), None]
    heads = [*(month_name(month) for month in months if month), _("Month not known")]
    standings = Counter(tuples(rows.sort("standing"), "standing", "standing_label"))
    swatches = {"held": fill_of_all(NUMBER_CLASSES), "to_come": solid(LIGHT.paper)}
    entries = [Entry(label, number, swatches[code]) for (code, label), number in standings.items()]
    each = fitting(MOST, deck.room(entries).height - LINE, LINE)
    each = evenly(len(years_of), each)
    chunks = [years_of[start : start + each] for start in range(0, len(years_of), each)]
    for slide, chunk in pages(deck, handout, chunks, len(chunks), as_table=True):
        room = deck.add_legend(slide, entries)
        title = handout.exhibit.words.title
        table = add_table(slide, title, handout.alt, room, SHARES, len(chunk), LINE)
        for column, head in enumerate([_("Year"), *heads]):
            set_cell(table.cell(0, column), head, 10, bold=True)
        for line, year in enumerate(chunk, start=1):
            set_cell(table.cell(line, 0), str(year or _("No date")), 10, bold=True)
            for column, month in enumerate(months, start=1):
                held, to_come = (counts[year, month, code] for code in ("held", "to_come"))
                _number(table.cell(line, column), held, to_come)


def _number(cell: Any, held: int, to_come: int) -> None:
    """'3' on the colour of its class, '+1' for what is to come, '3 +1' where a month has both."""
    texts = [count(held) if held else "", f"+{count(to_come)}" if to_come else ""]
    set_cell(cell, " ".join(filter(None, texts)), 10)
    if held:
        shade(cell, number_class(held))
