"""The workbook of a chart holds its page's table, a chart, and what it is."""

import dataclasses
import io
import zipfile
from collections import Counter

import openpyxl
import polars as pl
import pytest

from dashboard.exhibits import EXHIBITS
from dashboard.export import sheets
from dashboard.style import KIND_COLOURS

EVERY = pytest.mark.parametrize("code", EXHIBITS)


def read(handout):
    return openpyxl.load_workbook(io.BytesIO(sheets.write(handout)))


@EVERY
def test_the_sheet_is_the_table_of_the_page(handout, workbook_of, code):
    made = handout(code)
    [head, *rows] = workbook_of(code)["Data"].iter_rows(values_only=True)
    assert list(head) == made.table.columns
    assert [tuple(cell or None for cell in row) for row in rows] == [
        tuple(cell or None for cell in row) for row in made.table.iter_rows()
    ]


@EVERY
def test_title_date_version_licence_and_sources_stand_inside(handout, workbook_of, code):
    made = handout(code)
    rows = list(workbook_of(code)["About"].iter_rows(values_only=True))
    assert [row for row in rows if row[0] != "Source"] == made.about()
    assert [row[1] for row in rows if row[0] == "Source"] == list(
        made.source_lines(made.sources.height)
    )


@EVERY
def test_excel_draws_a_chart_of_every_column(workbook_of, code):
    sheet = workbook_of(code)["Chart"]
    [chart] = sheet._charts
    columns = sheet.max_column - 1
    assert len(chart.series) == columns
    assert all(f"${sheet.max_row}" in series.val.numRef.f for series in chart.series)


def test_the_numbers_of_a_map_s_chart_add_up_to_its_countries(handout, workbook_of):
    made = handout("legal-framework")
    chart = workbook_of("legal-framework")["Chart"]
    numbers = [row[1] for row in chart.iter_rows(min_row=2, values_only=True)]
    assert sum(numbers) == made.exhibit.rows.height


@pytest.mark.parametrize(
    ("code", "keys", "label", "name"),
    [
        ("action-standings", ["place", "plan_title"], "label", ": ".join),
        (
            "action-schedule",
            ["responsible_names"],
            "label",
            lambda row: row[0] or "Responsible body not named",
        ),
        ("events-calendar", ["year"], "standing_label", lambda row: str(row[0] or "No date")),
    ],
)
def test_the_numbers_of_stacked_bars_are_those_of_the_rows(
    handout, workbook_of, code, keys, label, name
):
    made = handout(code)
    [head, *lines] = workbook_of(code)["Chart"].iter_rows(values_only=True)
    found = {
        (line[0], column): number
        for line in lines
        for column, number in zip(head[1:], line[1:], strict=True)
        if number
    }
    rows = made.exhibit.rows.select(*keys, label).iter_rows()
    assert found == Counter((name(key), said) for *key, said in rows)


def test_text_that_looks_like_a_formula_stays_text(handout):
    made = handout("plan-periods")
    rows = made.exhibit.rows.head(1).with_columns(place=pl.lit("=1+1"))
    found = read(dataclasses.replace(made, exhibit=dataclasses.replace(made.exhibit, rows=rows)))
    for sheet in found:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert found["Data"]["A2"].value == "=1+1"


def test_ten_thousand_rows_are_all_in_the_workbook(handout):
    made = handout("plan-periods")
    rows = made.exhibit.rows
    many = pl.concat([rows] * -(-10_000 // rows.height)).head(10_000)
    exhibit = dataclasses.replace(made.exhibit, rows=many)
    content = sheets.write(dataclasses.replace(made, exhibit=exhibit))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1 + 10_000


def test_the_bars_of_a_chain_have_the_colours_of_their_kinds(handout):
    with zipfile.ZipFile(io.BytesIO(sheets.write(handout("chain")))) as book:
        drawn = book.read("xl/charts/chart1.xml").decode()
    kinds = handout("chain").exhibit.rows["kind"].unique().to_list()
    assert all(KIND_COLOURS[kind].lstrip("#").lower() in drawn.lower() for kind in kinds)


def test_actions_of_which_nobody_is_named_responsible_come_last(handout):
    made = handout("action-schedule")
    rows = made.exhibit.rows
    bodies = ["", *["A ministry"] * (rows.height - 1)]
    rows = rows.with_columns(pl.Series("responsible_names", bodies))
    found = read(dataclasses.replace(made, exhibit=dataclasses.replace(made.exhibit, rows=rows)))
    named = [row[0] for row in found["Chart"].iter_rows(min_row=2, values_only=True)]
    assert named == ["A ministry", "Responsible body not named"]


def test_the_chart_of_countries_compared_is_of_levers_and_says_so(handout):
    def written(*places):
        made = handout("comparison", chosen={"place": places})
        return zipfile.ZipFile(io.BytesIO(sheets.write(made)))

    assert b"<a:t>Policy levers in use</a:t>" in written("FRA", "SEN").read("xl/charts/chart1.xml")
    # Neither uses one: a chart of no rows would be a chart of its own heading.
    assert "xl/charts/chart1.xml" not in written("ABW", "COK").namelist()
