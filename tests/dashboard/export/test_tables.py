"""Frames as files: what goes in comes out, and no cell starts a formula."""

import csv
import io
import json
from datetime import date

import openpyxl
import polars as pl
import pytest

from dashboard.export.tables import FORMATS

CSV, XLSX = FORMATS["csv"].write, FORMATS["xlsx"].write


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_frame_can_be_taken_away(snapshot, form):
    for frame in snapshot.frames.values():
        assert form.write(frame)


def test_a_frame_comes_back_from_parquet_as_it_was(snapshot):
    for name in ("laws", "positions", "countries"):
        frame = snapshot.frames[name]
        assert pl.read_parquet(io.BytesIO(FORMATS["parquet"].write(frame))).equals(frame)


def test_a_row_comes_back_from_json(snapshot):
    rows = json.loads(FORMATS["json"].write(snapshot.frames["laws"]))
    assert len(rows) == snapshot.frames["laws"].height
    assert isinstance(rows[0]["scope"], list)


def test_a_csv_file_has_a_line_per_row_and_lists_in_one_cell(snapshot):
    laws = snapshot.frames["laws"]
    rows = read(CSV(laws))
    assert [row["id"] for row in rows] == laws["id"].to_list()
    [law] = [row for row in rows if row["id"] == "tur-law-7339"]
    assert law["adopted"] == "2021-10-21"
    assert json.loads(law["original_title"])["language"] == "tr"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "=HYPERLINK('x')"])
def test_no_cell_starts_a_formula(text):
    [row] = read(CSV(pl.DataFrame({"title": [text], "many": [[text, "b"]]})))
    assert row == {"title": f"'{text}", "many": f"'{text}; b"}


def test_numbers_and_dates_are_left_as_they_are():
    [row] = read(CSV(pl.DataFrame({"n": [-1], "text": ["a-b"], "none": [None]})))
    assert row == {"n": "-1", "text": "a-b", "none": ""}


def sheet(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_sheet_has_every_row_under_a_header_that_stays_in_view(snapshot):
    laws = snapshot.frames["laws"]
    found = sheet(XLSX(laws))
    [head, *rows] = found.iter_rows(values_only=True)
    assert list(head) == laws.columns
    assert [row[0] for row in rows] == laws["id"].to_list()
    assert found.freeze_panes == "A2"
    adopted = [row[head.index("adopted")] for row in rows]
    assert [str(cell)[:10] for cell in adopted if cell] == [
        str(day) for day in laws["adopted"].drop_nulls()
    ]
    assert rows[0][head.index("adopted_precision")] in ("day", "month", "year", None)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=HYPERLINK('x')", "https://example.org", "012", "\N{ARABIC LETTER ALEF}", "社会的"],
)
def test_text_stays_text_in_a_sheet(text):
    found = sheet(XLSX(pl.DataFrame({"title": [text], "many": [[text, "b"]]})))
    assert [cell.value for cell in found[2]] == [text, f"{text}; b"]
    assert {cell.data_type for cell in found[2]} == {"s"}
    assert not any(cell.hyperlink for cell in found[2])


def test_a_day_that_excel_does_not_know_is_text_and_too_long_a_text_is_cut():
    found = sheet(XLSX(pl.DataFrame({"day": [date(1844, 12, 21)], "text": ["x" * 40_000]})))
    assert found["A2"].value == "1844-12-21"
    assert len(found["B2"].value) == 32_767


def test_an_empty_frame_gives_the_header():
    found = sheet(XLSX(pl.DataFrame(schema={"a": pl.String})))
    assert [cell.value for cell in found[1]] == ["a"]


def test_a_sheet_prints_a_page_wide_under_its_header():
    book = openpyxl.load_workbook(io.BytesIO(XLSX(pl.DataFrame({"a": [1]}))))
    sheet = book.active
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == "$1:$1"
