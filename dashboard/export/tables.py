"""Any frame as a file: `FORMATS`."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import xlsxwriter

from dashboard.language import current, direction
from dashboard.shown import shortened
from loaders.cells import STARTS_A_FORMULA

JOINED = "; "
"""Between the entries of a list that stands in one cell."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, what browsers call it, and how a frame becomes one."""

    ending: str
    mime: str
    write: Callable[[pl.DataFrame], bytes]
    flat: bool
    """Whether a list is text in one cell."""


def write_csv(frame: pl.DataFrame) -> bytes:
    """Lists joined by '; '; a cell that a spreadsheet would run gets an apostrophe before it."""
    texts = flat(frame)
    texts = texts.with_columns(_harmless(name) for name in texts.select(pl.col(pl.String)).columns)
    # The mark at the beginning tells spreadsheets that the text is UTF-8.
    return b"\xef\xbb\xbf" + texts.write_csv().encode()


def _harmless(name: str) -> pl.Expr:
    text = pl.col(name)
    acts = text.str.contains(STARTS_A_FORMULA)
    return pl.when(acts).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(name)


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every list as text."""
    return frame.select(_flat(name, dtype) for name, dtype in frame.schema.items())


def _flat(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        if isinstance(dtype.inner, pl.Struct):
            column = column.list.eval(pl.element().struct.json_encode())
        return column.list.join(JOINED)
    return column


def _json(frame: pl.DataFrame) -> bytes:
    return frame.write_json().encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


NARROWEST, WIDEST = 8, 60
"""Characters of a column in a sheet."""
A4 = 9
"""Excel's number of the size."""
LONGEST_CELL = 32_767
"""Characters; a longer text would make the sheet unreadable to Excel."""
FIRST_DAY = date(1900, 3, 1)
"""Excel knows no day before 1900 and a wrong one in February 1900; earlier dates are text."""


def workbook(held: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook in which text stays text: no formula, no link, no number is read out of it."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(held, options)


def empty_sheet(book: xlsxwriter.Workbook, name: str) -> Any:
    """A sheet whose first column is where the page's language begins; it prints a page wide."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if direction(current()) == "rtl":
        sheet.right_to_left()
    return sheet


def add_sheet(book: xlsxwriter.Workbook, name: str, frame: pl.DataFrame) -> Any:
    """The frame as a sheet under a header that stays in view; returns the sheet."""
    sheet = empty_sheet(book, name)
    head = book.add_format({"bold": True, "bg_color": "#0b5a8c", "font_color": "#ffffff"})
    head.set_align("vcenter")
    dates = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    texts = flat(frame)
    for column, name_of in enumerate(texts.columns):
        sheet.write_string(0, column, name_of, head)
        values = texts[name_of].to_list()
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, dates)
        sheet.set_column(column, column, _width(name_of, values))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if texts.width:
        sheet.autofilter(0, 0, max(texts.height, 1), texts.width - 1)
    return sheet


def _write(sheet: Any, row: int, column: int, value: Any, dates: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, dates)
    elif value is not None:
        sheet.write_string(row, column, shortened(str(value), LONGEST_CELL))


def _width(name: str, values: Iterable[Any]) -> int:
    """Wide enough for nine of ten values."""
    lengths = sorted(len(str(value)) for value in values if value is not None) or [0]
    return min(max(len(name) + 4, lengths[len(lengths) * 9 // 10] + 2, NARROWEST), WIDEST)


def write_xlsx(frame: pl.DataFrame) -> bytes:
    """One sheet; dates are dates, their precision is the column beside them."""
    held = io.BytesIO()
    with workbook(held) as book:
        add_sheet(book, "Data", frame)
    return held.getvalue()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    "csv": Format("csv", "text/csv", write_csv, flat=True),
    "xlsx": Format("xlsx", XLSX, write_xlsx, flat=True),
    "json": Format("json", "application/json", _json, flat=False),
    "parquet": Format("parquet", "application/vnd.apache.parquet", _parquet, flat=False),
}
