"""A workbook that somebody hands in, as texts by sheet and cell. All its limits are here.

A workbook is a ZIP file of XML. Its size, what it would unpack to and what it carries are looked at
before anything is read; no formula is run, no link followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any

from loaders.phrases import Phrase

MAX_BYTES = 10_000_000
MAX_UNPACKED = 150_000_000
MAX_RATIO = 250
"""How many times larger a part may become; text that officers write becomes 20 times larger."""
MAX_PARTS = 1_000
MAX_ROWS, MAX_COLUMNS = 20_000, 200
"""Of a sheet."""
MAX_ROWS_OF_ALL = 60_000
"""Of all sheets, empty rows too: a sheet of one cell, far down, is read row by row."""

LONGEST = 32_767
"""Characters of a cell."""


class Refused(Exception):
    """A file is no workbook that can be read; the message says what to do."""

    def __init__(self, said: Phrase) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class Cell:
    """What a cell says; `slip` is the code of what is wrong with it, if anything."""

    name: str
    """'C5'."""
    text: str = ""
    slip: str = ""


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet, each without the empty cells at its end."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()
    """Ranges of merged cells: 'A2:A5'."""
    hidden: bool = False


def read(content: bytes, name: str = "") -> dict[str, Grid]:
    """The sheets of a workbook by name; raises `Refused`."""
    if name.lower().endswith((".xlsm", ".xlsb", ".xltm", ".xls", ".ods", ".csv")):
        raise Refused(
            Phrase("'{name}' is no .xlsx workbook. Save it as 'Excel workbook (.xlsx)'", name=name)
        )
    _look(content)
    # openpyxl takes a quarter of a second to import; the other commands do not wait for it.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            found = _grids(book.worksheets)
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:  # whatever a damaged part makes of openpyxl
        raise Refused(_DAMAGED) from error
    if not found:
        raise Refused(_DAMAGED)
    return found


_DAMAGED = Phrase(
    "this workbook is damaged. Open it in a spreadsheet program and save it again as .xlsx"
)
_TOO_MUCH = Phrase("the workbook unpacks to more than it may. Leave out what is not ours")
_OLE = b"\xd0\xcf\x11\xe0"
"""How files of the old format, and those with a password, begin."""


def _look(content: bytes) -> None:
    """Refuses what is no workbook, or more than one should be."""
    if len(content) > MAX_BYTES:
        raise Refused(
            Phrase(
                "the file has more than {limit} MB. Leave out what is not ours",
                limit=MAX_BYTES // 1_000_000,
            )
        )
    if content.startswith(_OLE):
        raise Refused(
            Phrase("the workbook has a password or the old format. Save it as .xlsx without one")
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(Phrase("this is no workbook. Hand in the .xlsx file")) from error
    with archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused(_TOO_MUCH)
        for part in parts:
            _look_at(archive, part)


_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError)


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.file_size > MAX_RATIO * max(part.compress_size, 1_000):
        raise Refused(_TOO_MUCH)
    if part.filename.lower().endswith((".bin", ".vba")) and "vba" in part.filename.lower():
        raise Refused(Phrase("the workbook holds macros. Save it as 'Excel workbook (.xlsx)'"))
    if part.flag_bits & 1:
        raise Refused(Phrase("the workbook has a password. Save it without one"))
    try:
        with archive.open(part) as opened:
            if any(map(_declares, _pieces(opened))):
                raise Refused(_DAMAGED)
    except _UNREADABLE as error:
        raise Refused(_DAMAGED) from error


PIECE = 1_000_000
_DECLARATIONS = tuple(
    text.encode(encoding)
    for text in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
"""What no workbook has: an entity makes a small part large once it is read. Whatever a part is
called and wherever in it that stands."""


def _declares(piece: bytes) -> bool:
    return any(text in piece for text in _DECLARATIONS)


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    """The content piece by piece, each with the end of the one before."""
    end = b""
    while piece := opened.read(PIECE):
        yield end + piece
        end = piece[-32:]


def _grids(sheets: Iterable[Any]) -> dict[str, Grid]:
    found: dict[str, Grid] = {}
    read = 0
    for sheet in sheets:
        found[sheet.title], count = _grid(sheet)
        read += count
        if read > MAX_ROWS_OF_ALL:
            raise Refused(
                Phrase(
                    "the workbook has more than {limit} rows. Leave out what is not ours",
                    limit=f"{MAX_ROWS_OF_ALL:,}",
                )
            )
    return found


def _grid(sheet: Any) -> tuple[Grid, int]:
    """A sheet, and how many rows were read for it."""
    from openpyxl.cell.read_only import EMPTY_CELL

    rows: list[tuple[Cell, ...]] = []
    found = sheet.iter_rows(max_col=MAX_COLUMNS + 1, max_row=MAX_ROWS + 1)
    for number, row in enumerate(islice(found, MAX_ROWS + 1), start=1):
        # Every row comes as wide as a sheet may be; what its file leaves out is this one cell.
        end = len(row)
        while end and row[end - 1] is EMPTY_CELL:
            end -= 1
        cells = list(_cells(row[:end], number))
        while cells and not cells[-1].text and not cells[-1].slip:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise Refused(
                Phrase(
                    "sheet '{sheet}' has more than {limit} columns",
                    sheet=sheet.title,
                    limit=MAX_COLUMNS,
                )
            )
        rows.append(tuple(cells))
    read = len(rows)
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise Refused(
            Phrase(
                "sheet '{sheet}' has more than {limit} rows",
                sheet=sheet.title,
                limit=f"{MAX_ROWS:,}",
            )
        )
    hidden = sheet.sheet_state != "visible"
    return Grid(sheet.title, tuple(rows), tuple(_merged(sheet)), hidden), read


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^<>]*ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")


def _merged(sheet: Any) -> Iterator[str]:
    """Ranges of merged cells, which openpyxl leaves out when it only reads."""
    with sheet._get_source() as part:
        yield from (found[1].decode() for found in _MERGED.finditer(part.read()))


def _cells(row: tuple[Any, ...], number: int) -> Iterator[Cell]:
    for column, cell in enumerate(row):
        if cell.value is None:
            yield _EMPTY
            continue
        name = f"{letters(column)}{number}"
        if cell.data_type == "f":
            yield Cell(name, slip="formula")
        elif cell.data_type == "e":
            yield Cell(name, slip="error-value")
        else:
            yield Cell(name, _text(cell.value, cell.number_format or ""))


_EMPTY = Cell("")


def letters(column: int) -> str:
    """The name of a column from 0: 'A', 'Z', 'AA'."""
    head, last = divmod(column, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + last)


# Half of a surrogate pair is no character: nothing could write it.
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def _text(value: Any, number_format: str) -> str:
    """What a cell says as a file would say it: Excel's dates and numbers as they were typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int | float):
        # 40 % is 0.4 to Excel; 2021 may be 2021.0.
        number = round(value * 100, 10) if "%" in number_format else value
        return str(int(number)) if number == int(number) else repr(number)
    return plain(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))


def plain(text: str) -> str:
    """A text as a cell gives it back: lines end alike, spaces are spaces, none at the ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    return text[:LONGEST].strip()


def _day(value: datetime | date, number_format: str) -> str:
    """As precise as the cell shows it: 'mmm-yy' is a month, which Excel keeps as its first day."""
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", number_format).lower()
    day = value.date() if isinstance(value, datetime) else value
    if "d" in shown or shown.strip() in ("", "general", "@"):
        return day.isoformat()
    return day.isoformat()[:7] if "m" in shown else day.isoformat()[:4]
