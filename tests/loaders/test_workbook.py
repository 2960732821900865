"""A workbook that is handed in may be anything; it is refused before it does harm."""

import io
import random
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import workbook
from loaders.workbook import Refused


def saved(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def with_part(name, content, base=None):
    """A workbook with one more part, or another in its place."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or saved(Laws=[["id"]]))) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return held.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def swollen(name, encoding="utf-8"):
    """A workbook whose sheet says a long text often, by an entity that stands behind a comment."""
    rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>&a;&a;</t></is></c></row>"
    sheet = (
        f"<?xml version='1.0' encoding='{encoding}'?><!--{'.' * workbook.PIECE}-->"
        f"<!DOCTYPE a [<!ENTITY a '{'x' * 99}'>]>"
        f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>"
    )
    moved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(Laws=[["id"]]))) as old,
        zipfile.ZipFile(moved, "w") as new,
    ):
        for part in old.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                content = old.read(part).replace(b"sheet1.xml", name.encode())
                new.writestr(part.filename, content)
        new.writestr(f"xl/worksheets/{name}", sheet.encode(encoding))
    return moved.getvalue()


def far_down(count):
    """A workbook of sheets with one cell each, in their last row."""
    made = saved(**{f"Sheet{number}": [["id"]] for number in range(1, count + 1)})
    row = f"<row r='{workbook.MAX_ROWS}'><c r='A{workbook.MAX_ROWS}'><v>1</v></c></row>"
    sheet = f"<worksheet xmlns='{MAIN}'><sheetData>{row}</sheetData></worksheet>"
    for number in range(1, count + 1):
        made = with_part(f"xl/worksheets/sheet{number}.xml", sheet, made)
    return made


def test_half_of_a_pair_of_surrogates_stays_as_it_was_typed():
    rows = workbook.read(saved(Laws=[["_xD800_ _xdfff_ _x0041_"]]))["Laws"].rows
    assert rows[0][0].text == "_xD800_ _xdfff_ A"


def test_cells_are_texts_by_their_names():
    grids = workbook.read(saved(Laws=[["id", "n"], ["  a\r\nb ", 2021.0], [None, None]]))
    rows = grids["Laws"].rows
    assert [[cell.text for cell in row] for row in rows] == [["id", "n"], ["a\nb", "2021"]]
    assert rows[1][1].name == "B2"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(lambda: b"", "this is no workbook", id="nothing"),
        pytest.param(lambda: b"id,title\n", "this is no workbook", id="CSV"),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password", id="old format"),
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 99, "this is no workbook", id="cut off"),
        pytest.param(lambda: b"x" * (workbook.MAX_BYTES + 1), "more than 10 MB", id="large"),
        pytest.param(
            lambda: with_part("xl/media/zeros.xml", b"0" * 40_000_000), "unpacks", id="bomb"
        ),
        pytest.param(lambda: with_part("xl/vbaProject.bin", b"macro"), "holds macros", id="macros"),
        pytest.param(
            lambda: with_part("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "damaged",
            id="entities",
        ),
        pytest.param(lambda: swollen("sheet1.xml"), "damaged", id="entities far in"),
        pytest.param(lambda: swollen("sheet1.dat"), "damaged", id="entities, another name"),
        pytest.param(lambda: swollen("sheet1.dat", "utf-16"), "damaged", id="entities, UTF-16"),
        pytest.param(lambda: far_down(4), "more than 60,000 rows", id="far down"),
        pytest.param(lambda: with_part("xl/workbook.xml", b"<a/>"), "damaged", id="no sheets"),
        pytest.param(lambda: with_part("xl/workbook.xml", b"<a"), "damaged", id="broken XML"),
        pytest.param(
            lambda: saved(Laws=[["x"] * (workbook.MAX_COLUMNS + 1)]), "columns", id="wide"
        ),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content, said):
    with pytest.raises(Refused, match=said):
        workbook.read(content())


def test_many_parts_are_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(workbook.MAX_PARTS + 1):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(Refused, match="unpacks"):
        workbook.read(held.getvalue())


@pytest.mark.parametrize("name", ["TUR.xlsm", "TUR.xls", "TUR.ods", "TUR.csv"])
def test_another_kind_of_file_is_refused_by_its_name(name):
    with pytest.raises(Refused, match="Save it as 'Excel workbook"):
        workbook.read(saved(Laws=[["id"]]), name)


def test_what_begins_like_merged_cells_again_and_again_is_read_in_linear_time():
    sheet = f"<worksheet xmlns='{MAIN}'><sheetData/><!--{'<mergeCell ' * 90_000}--></worksheet>"
    # Padded, so that no part is many times larger than it is in the file.
    padding = f"<!--{random.Random(0).randbytes(20_000).hex()}-->"
    content = with_part("xl/worksheets/sheet1.xml", sheet + padding)
    code = "import sys; from loaders import workbook; workbook.read(sys.stdin.buffer.read())"
    subprocess.run([sys.executable, "-c", code], input=content, timeout=20, check=True)


def test_merged_cells_and_formulas_are_named():
    book = openpyxl.Workbook()
    book.active.title = "Laws"
    book.active["A1"], book.active["B2"] = "id", "=1+1"
    book.active.merge_cells("A1:A2")
    held = io.BytesIO()
    book.save(held)
    grid = workbook.read(held.getvalue())["Laws"]
    assert grid.merged == ("A1:A2",)
    assert [(cell.name, cell.slip) for row in grid.rows for cell in row if cell.slip] == [
        ("B2", "formula")
    ]


WHOLE = saved(Laws=[["id", "title"], ["tur-law-1", "A law"]])


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(at, change):
    try:
        workbook.read(WHOLE[:at] + change + WHOLE[at + len(change) :])
    except Refused as error:
        assert str(error)
