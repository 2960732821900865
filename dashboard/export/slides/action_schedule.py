"""The actions of a plan as a table and no bars: of most no date is published."""

from __future__ import annotations

import polars as pl
from pptx.util import Inches

from dashboard.charts import action_schedule
from dashboard.export.deck import Deck
from dashboard.export.handout import Handout
from dashboard.export.slides.native_table import LONGEST_CELL, add_table, set_cell, shade
from dashboard.export.slides.pages import classes, fitting, slices
from dashboard.language import _
from dashboard.shown import shortened

MOST, LINE = 12, Inches(0.37)
"""Actions on a slide; the height of one."""
SHARES = (0.25, 0.36, 0.12, 0.09, 0.09, 0.09)
LONGEST_BODY = 76


def draw(deck: Deck, handout: Handout) -> None:
    """A slide for each so many actions, those of a body together."""
    rows = handout.exhibit.rows
    bodies = sorted(dict.fromkeys(rows["responsible_names"].to_list()), key=lambda body: not body)
    place = {body: number for number, body in enumerate(bodies)}
    whole = rows.sort(
        pl.col("responsible_names").replace_strict(place, return_dtype=pl.Int64),
        maintain_order=True,
    )
    entries = classes(rows, "standing")
    each = fitting(MOST, deck.room(entries).height - LINE, LINE)
    for slide, page in slices(deck, handout, whole, each, as_table=True):
        room = deck.add_legend(slide, entries)
        title = handout.exhibit.words.title
        table = add_table(slide, title, handout.alt, room, SHARES, page.height, LINE)
        shown = action_schedule.table(page)
        for column, name in enumerate(shown.columns):
            set_cell(table.cell(0, column), name, 10, bold=True)
        before = None
        for line, (body, *cells) in enumerate(shown.iter_rows(), start=1):
            # A body stands once, above its further actions.
            said = "" if body == before else body or _("Responsible body not named")
            set_cell(table.cell(line, 0), shortened(said, LONGEST_BODY), 9, bold=True)
            before = body
            for column, text in enumerate(cells, start=1):
                set_cell(table.cell(line, column), shortened(text, LONGEST_CELL), 9)
            shade(table.cell(line, 2), page["standing"][line - 1])
