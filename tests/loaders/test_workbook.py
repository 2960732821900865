"""A workbook that is handed in may be anything; it is refused before it does harm."""

import io
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
