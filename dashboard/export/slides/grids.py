"""What reads best as a native table: the matrix of positions, a schedule, a calendar, any rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl
from pptx.util import Inches

from dashboard.charts import action_schedule
from dashboard.export import deck
from dashboard.export.deck import ACROSS, Entry
from dashboard.export.handout import Handout
from dashboard.export.slides.parts import classes, pages, shade
from dashboard.language import _, count, month_name
from dashboard.shown import shortened
from dashboard.style import LIGHT, number_class

LINES, COLUMNS, ROWS, YEARS = 17, 16, 12, 17
"""Most on a slide: countries and instruments of a matrix, rows of a table, years."""
LONGEST_BODY, LONGEST_CELL = 76, 110
"""Characters of a responsible body and of any cell."""


def position_slides(made: Any, handout: Handout) -> None:
    rows = handout.exhibit.rows
    heads = rows.sort("adopted", "id", nulls_last=True).unique("id", maintain_order=True)
    columns = list(heads.select("id", "instrument").iter_rows())
    names = sorted(set(rows["name"].to_list()))
    cells = {
        (name, record): (position, label)
        for name, record, position, label in rows.select(
            "name", "id", "position", "label"
        ).iter_rows()
    }
    parts = [
        (names[row : row + LINES], columns[column : column + COLUMNS])
        for column in range(0, len(columns), COLUMNS)
        for row in range(0, len(names), LINES)
    ]
    for slide, (lines, across) in pages(made, handout, parts, len(parts)):
        top = deck.legend(slide, classes(rows, "position"))
        first, width = int(Inches(1.9)), int((ACROSS - Inches(1.9)) / max(len(across), 6))
        widths = [first, *[width] * len(across)]
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, len(lines), Inches(0.2))
        table.rows[0].height = Inches(1.25)
        for place, (record, instrument) in enumerate(across, start=1):
            head = table.cell(0, place)
            deck.set_cell(head, shortened(instrument, 20), 8, bold=True)
            head._tc.get_or_add_tcPr().set("vert", "vert270")
            for line, name in enumerate(lines, start=1):
                _sign(table.cell(line, place), cells.get((name, record)))
        for line, name in enumerate(lines, start=1):
            deck.set_cell(table.cell(line, 0), name, 8)


def _sign(cell: Any, found: tuple[str, str] | None) -> None:
    """The position's colour and its word: colour alone would not tell it to everyone."""
    deck.set_cell(cell, shortened(found[1], 14) if found else "", 7)
    if found:
        shade(cell, found[0])


def action_schedule_slides(made: Any, handout: Handout) -> None:
    """A table and no bars: of most actions no date is published."""
    rows = handout.exhibit.rows
    bodies = sorted(dict.fromkeys(rows["responsible_names"].to_list()), key=lambda body: not body)
    place = {body: number for number, body in enumerate(bodies)}
    whole = rows.sort(
        pl.col("responsible_names").replace_strict(place, return_dtype=pl.Int64),
        maintain_order=True,
    )
    shares = (0.25, 0.36, 0.12, 0.09, 0.09, 0.09)
    widths = [int(ACROSS * share) for share in shares]
    for slide, page in pages(made, handout, whole.iter_slices(ROWS), -(-whole.height // ROWS)):
        top = deck.legend(slide, classes(rows, "standing"))
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, page.height, Inches(0.37))
        shown = action_schedule.table(page)
        for column, name in enumerate(shown.columns):
            deck.set_cell(table.cell(0, column), name, 10, bold=True)
        before = None
        for line, (body, *cells) in enumerate(shown.iter_rows(), start=1):
            # A body stands once, above its further actions.
            said = "" if body == before else body or _("Responsible body not named")
            deck.set_cell(table.cell(line, 0), shortened(said, LONGEST_BODY), 9, bold=True)
            before = body
            for column, text in enumerate(cells, start=1):
                deck.set_cell(table.cell(line, column), shortened(text, LONGEST_CELL), 9)
            shade(table.cell(line, 2), page["standing"][line - 1])


def calendar_slides(made: Any, handout: Handout) -> None:
    """A row for each year that has an event; what is to come has a plus and no colour."""
    rows = handout.exhibit.rows
    counts = Counter(rows.select("year", "month", "standing").iter_rows())
    known = sorted(set(rows["year"].drop_nulls().to_list()), reverse=True)
    years_of = [*known, None] if rows["year"].null_count() else known
    months: list[int | None] = [*range(1, 13), None]
    heads = [*(month_name(month) for month in months if month), _("Month not known")]
    standings = Counter(rows.sort("standing").select("standing", "standing_label").iter_rows())
    swatches = {"held": deck.fill_of("four_or_more"), "to_come": deck.solid(LIGHT.paper)}
    entries = [Entry(label, number, swatches[code]) for (code, label), number in standings.items()]
    first, last = int(Inches(1)), int(Inches(1.5))
    widths = [first, *[int((ACROSS - first - last) / 12)] * 12, last]
    chunks = [years_of[start : start + YEARS] for start in range(0, len(years_of), YEARS)]
    for slide, chunk in pages(made, handout, chunks, len(chunks)):
        top = deck.legend(slide, entries)
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, len(chunk), Inches(0.27))
        for column, head in enumerate([_("Year"), *heads]):
            deck.set_cell(table.cell(0, column), head, 10, bold=True)
        for line, year in enumerate(chunk, start=1):
            deck.set_cell(table.cell(line, 0), str(year or _("No date")), 10, bold=True)
            for column, month in enumerate(months, start=1):
                held, to_come = (counts[year, month, code] for code in ("held", "to_come"))
                _number(table.cell(line, column), held, to_come)


def _number(cell: Any, held: int, to_come: int) -> None:
    """'3' on the colour of its class, '+1' for what is to come, '3 +1' where a month has both."""
    texts = [count(held) if held else "", f"+{count(to_come)}" if to_come else ""]
    deck.set_cell(cell, " ".join(filter(None, texts)), 10)
    if held:
        shade(cell, number_class(held))


def table_slides(made: Any, handout: Handout) -> None:
    """Any chart that has no native form: what its table says."""
    whole = handout.table
    widths = _widths(whole)
    for slide, page in pages(made, handout, whole.iter_slices(ROWS), -(-whole.height // ROWS)):
        table = deck.add_table(
            slide,
            handout.exhibit.words.title,
            handout.alt,
            int(deck.LEGEND_TOP),
            widths,
            page.height,
            Inches(0.38),
        )
        for column, name in enumerate(page.columns):
            deck.set_cell(table.cell(0, column), name, 10, bold=True)
            for line, value in enumerate(page[name].to_list(), start=1):
                text = "" if value is None else shortened(str(value), LONGEST_CELL)
                deck.set_cell(table.cell(line, column), text, 9)


def _widths(table: pl.DataFrame) -> list[int]:
    """Of the columns: as their texts are long, within limits."""
    longest = [
        max(len(name), *(len(str(value)) for value in table[name].head(200)), 6)
        for name in table.columns
    ]
    shares = [min(length, 60) for length in longest]
    return [int(ACROSS * share / sum(shares)) for share in shares]
