"""The charts that have no native form, and the comparison, are tables on their slides."""

import dataclasses
import textwrap
from collections import Counter

import polars as pl
import pytest
from pptx.enum.dml import MSO_FILL

from dashboard import charts
from dashboard.charts.chart import Chart
from dashboard.export.slides import (
    action_schedule,
    native_table,
    pages,
    position_matrix,
)
from dashboard.shown import shortened
from dashboard.style import LIGHT
from tests.dashboard.export.slide_reading import named, read, redrawn, table_of


def test_the_matrix_is_a_table_with_each_position(handout, slides_of):
    made = handout("positions")
    found = Counter()
    for slide in slides_of("positions"):
        table = next(shape.table for shape in slide.shapes if shape.has_table)
        for row in list(table.rows)[1:]:
            name, *cells = [cell.text for cell in row.cells]
            found.update((name, cell) for cell in cells if cell)
    expected = Counter(
        (name, shortened(label, position_matrix.LONGEST_SIGN))
        for name, label in made.exhibit.rows.select("name", "label").iter_rows()
    )
    assert found == expected


def test_the_matrix_heads_its_columns_as_the_page_does(handout, slides_of):
    heads = dict.fromkeys(head for slide in slides_of("positions") for head in table_of(slide)[0])
    drawn = charts.position_matrix.instruments(handout("positions").exhibit.rows)
    assert [head for head in heads if head] == list(drawn.values())


def test_the_countries_of_the_matrix_stand_in_the_order_of_the_page(handout, slides_of):
    """Of letters as languages sort them: Côte d'Ivoire comes before Croatia."""
    ordered = list(dict.fromkeys(handout("positions").exhibit.rows["name"].to_list()))
    assert ordered != sorted(ordered)
    found = [row[0] for slide in slides_of("positions") for row in table_of(slide)[1:]]
    assert list(dict.fromkeys(found)) == ordered


def test_the_schedule_is_a_table_with_every_action_under_its_body(handout):
    made = handout("action-schedule", "tur-cooperatives-action-plan-2025-2029")
    found, drawn = [], read(made)
    for slide in drawn:
        [_head, *lines] = table_of(slide)
        assert lines[0][0], "every slide names the body of its first action"
        body = ""
        for said, *cells in lines:
            body = said or body
            found.append((body, *cells))
    nobody = "Responsible body not named"
    expected = [
        (
            shortened(body or nobody, action_schedule.LONGEST_BODY),
            *(shortened(text, native_table.LONGEST_CELL) for text in texts),
        )
        for body, *texts in made.table.iter_rows()
    ]
    assert len(drawn) > 1
    assert sorted(found) == sorted(expected)
    bodies = [body for body, *_cells in found]
    together = dict.fromkeys(bodies)
    assert bodies == sorted(bodies, key=list(together).index)


def test_the_calendar_is_a_table_of_years_and_months_with_the_number_in_each(handout, slides_of):
    made = handout("events-calendar")
    found = Counter()
    for slide in slides_of("events-calendar"):
        [_head, *lines] = table_of(slide)
        for year, *cells in lines:
            months = [*range(1, 13), None]
            found.update({(year, m): int(n) for m, n in zip(months, cells, strict=True) if n})
    expected = Counter(
        (str(year or "No date"), month)
        for year, month in made.exhibit.rows.select("year", "month").iter_rows()
    )
    assert found == expected


def test_the_calendar_tells_what_is_to_come_from_what_was_held(handout):
    made = handout("events-calendar")
    rows = made.exhibit.rows.filter(pl.col("month").is_not_null()).head(1)
    to_come = rows.with_columns(standing=pl.lit("to_come"), standing_label=pl.lit("To come"))
    for part, text in (
        (rows, "1"),
        (to_come, "+1"),
        (pl.concat([rows, rows, to_come]), "2 +1"),
    ):
        [slide] = read(redrawn(made, part))
        [_head, [_year, *cells]] = table_of(slide)
        assert [cell for cell in cells if cell] == [text]
        assert cells[rows["month"][0] - 1] == text


def test_the_legend_of_the_calendar_shows_every_shade_of_what_was_held(slides_of):
    signs = named(slides_of("events-calendar")[0], "Legend").shapes
    [held] = [shape for shape in signs if shape.name == "To date"]
    assert held.fill.type == MSO_FILL.GRADIENT
    shades = [f"#{stop.color.rgb}".lower() for stop in held.fill.gradient_stops]
    assert list(dict.fromkeys(shades)) == [LIGHT.third, LIGHT.second, LIGHT.first]


@pytest.mark.parametrize("places", [("FRA", "SEN"), ("COD", "GBR", "PRK", "VCT", "BOL", "ESP")])
def test_compared_countries_stand_whole_in_lines_that_do_not_outgrow_their_slide(handout, places):
    """PowerPoint makes a row as high as its text needs: whole sentences pushed the table over the
    caption and off the slide."""
    made = handout("comparison", chosen={"place": places})
    slides_made = read(made)
    tables = [next(s.table for s in slide.shapes if s.has_table) for slide in slides_made]
    names = [*made.table.columns[2:]]
    shown = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    lines = [line for line in shown if line[1:] != names]
    assert len(lines) == made.table.height
    for (_part, title, *cells), (own_title, *words) in zip(made.table.rows(), lines, strict=True):
        assert own_title == title
        assert all(said.startswith(word) for said, word in zip(cells, words, strict=True))
    for slide, table in zip(slides_made, tables, strict=True):
        needed = [max(map(lines_high, table.columns, row.cells)) for row in table.rows]
        assert all(row.height >= need for row, need in zip(table.rows, needed, strict=True))
        caption = next(s for s in slide.placeholders if s.placeholder_format.type == 15)  # FOOTER
        frame = next(s for s in slide.shapes if s.has_table)
        assert frame.height == sum(row.height for row in table.rows)
        assert frame.top + frame.height <= caption.top


def lines_high(column, cell):
    """How high a cell becomes with its text in as many lines as it needs."""
    [paragraph] = cell.text_frame.paragraphs
    size = paragraph.font.size
    # A letter is about half as wide as its type is high.
    letter = size / 2 * (1.1 if paragraph.font.bold else 1)
    room = column.width - cell.margin_left - cell.margin_right
    assert max(map(len, cell.text.split())) * letter <= room, "a word is not broken"
    lines = len(textwrap.wrap(cell.text, int(room / letter)))
    return lines * size * 1.19 + cell.margin_top + cell.margin_bottom


def test_the_rows_of_a_table_are_spread_over_as_few_slides_as_have_room_for_them():
    assert pages.filled([2, 2, 2, 2, 2], 6) == [range(0, 3), range(3, 5)]
    assert pages.filled([1, 1, 1, 1, 1, 5], 8) == [range(0, 5), range(5, 6)]
    assert pages.filled([1] * 9, 8) == [range(0, 5), range(5, 9)], "no slide is left with one row"
    assert pages.filled([3, 9, 3], 8) == [range(0, 1), range(1, 2), range(2, 3)], "one is too high"


def test_a_class_of_a_country_compared_has_its_colour(handout):
    made = handout("comparison", chosen={"place": ("FRA", "SEN")})
    table = next(shape.table for shape in read(made)[0].shapes if shape.has_table)
    level = made.exhibit.rows["level"][0]
    cell = table.cell(1, 1)
    assert f"#{cell.fill.fore_color.rgb}".lower() == LIGHT.level(level).lower()
    dashes = [c for row in table.rows for c in row.cells if c.text == "\N{EN DASH}"]
    assert dashes
    assert all(cell.fill.type != MSO_FILL.SOLID for cell in dashes)


def test_a_chart_without_a_native_form_becomes_its_table_over_a_bounded_number_of_slides(handout):
    made = handout("plan-periods")
    rows = pl.DataFrame({"id": ["x"] * 10_000, "n": range(10_000)})
    chart = Chart("new", False, lambda: None, lambda _rows, _words: "Said.", lambda rows: rows)
    exhibit = dataclasses.replace(made.exhibit, chart=chart, rows=rows)
    found = read(dataclasses.replace(made, exhibit=exhibit))
    assert len(found) == pages.MOST_SLIDES
    table = next(shape.table for shape in found[0].shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells] == ["x", "0"]
    assert "left out" in found[-1].placeholders[13].text
