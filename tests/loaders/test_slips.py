"""What cannot be taken over from a workbook is told at its cell, with what to write."""

import pytest

from loaders.sheets import SHEETS
from tests.loaders.officers_workbook import append, put, slips

LAW, ACTION = ["tur-law-1"], ["tur-plan", "tur-plan-a02"]
SOURCE, INSIDE = ["tur-law-1", "", "2"], ["tur-plan-a01", "updates.2", "1"]


@pytest.mark.parametrize(
    ("sheet", "keys", "column", "value", "said"),
    [
        ("Laws", LAW, "status", "inforce", "'inforce' is not a law status. Did you mean"),
        ("Laws", LAW, "adopted", "29/03/2021", "'29/03/2021' is a date in another form. Write 2"),
        ("Laws", LAW, "title", "=1+1", "the cell holds a formula. Write its result as text"),
        ("Laws", ["tur-law-2"], "id", "", "a new row needs an id. Write one, such as tur-ano"),
        ("Laws", ["tur-law-2"], "id", "tur-law-1", "row 2 is of the same law. Delete one of"),
        ("Actions", ACTION, "id", "", "a new row needs an id. Write one, such as tur-plan-a03"),
        ("Sources", SOURCE, "no", "7", "'7' is no number of a row that was here. Leave it empty"),
        ("Sources", SOURCE, "no", "1", "row 2 is of the same source. Delete one of the two"),
        ("Sources", SOURCE, "record", "tur-law-9", "there is no record with the id 'tur-law-9'."),
        ("Sources", INSIDE, "within", "updates.9", "'updates.9' leads nowhere in 'tur-plan-a01'"),
        ("Sources", INSIDE, "within", "updates.02", "'updates.02' leads nowhere in 'tur-plan-"),
        ("Sources", INSIDE, "within", "updates." + "9" * 5_000, "'updates.999"),
    ],
)
def test_a_slip_is_told_at_its_cell(book, back, sheet, keys, column, value, said):
    cell = put(book[sheet], keys, column, value)
    found = back()
    assert any(one.startswith(f"{sheet}!{cell.coordinate}  {said}") for one in slips(found))
    assert found.texts == {}


def test_each_new_row_is_told_an_id_that_no_other_has(book, back):
    append(book["Actions"], plan="tur-plan", title="Third", status="planned")
    append(book["Actions"], plan="tur-plan", title="Fourth", status="planned")
    for _row in range(2):
        append(book["Laws"], title="Another", type="amendment")
    told = slips(back())
    proposed = [one.partition("such as ")[2] for one in told]
    assert proposed == ["tur-plan-a03", "tur-plan-a04", "tur-another", "tur-another-2"]


def test_a_column_of_an_officer_s_own_is_to_be_deleted(book, back):
    heads = [cell.value for cell in book["Laws"][1]]
    book["Laws"].cell(1, len(heads) + 1).value = "my remarks"
    assert slips(back()) == ["Laws!Z1  'my remarks' is no column here. Delete the column"]
    book["Laws"].cell(1, heads.index("number") + 1).value = "Nr."
    hint = "Write one of: number, or delete the column"
    assert slips(back())[-1] == f"Laws!Z1  'my remarks' is no column here. {hint}"


def test_renamed_and_missing_columns_and_sheets_are_named(book, back):
    laws = book["Laws"]
    heads = [cell.value for cell in laws[1]]
    laws.cell(1, heads.index("status") + 1).value = "Statuss"
    laws.cell(2, len(heads) + 2).value = "left over"
    laws.merge_cells("A2:A3")
    del book["News"]
    book.create_sheet("My notes")["A1"] = "x"
    found = back()
    told = slips(found)
    assert any("'Statuss' is no column here. Did you mean 'status'?" in one for one in told)
    assert any("there is a value under no heading" in one for one in told)
    assert any("Laws!A2  the cells A2:A3 are merged." in one for one in told)
    assert "My notes  no sheet of ours has this name. Rename or delete it" in told
    assert found.ignored == ["column 'status' of 'Laws' is missing", "sheet 'News' is missing"]


def test_a_column_that_is_missing_changes_nothing(book, back):
    laws = book["Laws"]
    laws.delete_cols([cell.value for cell in laws[1]].index("adopted") + 1)
    found = back()
    assert (found.texts, slips(found)) == ({}, [])
    assert found.ignored == ["column 'adopted' of 'Laws' is missing"]


def test_a_renamed_sheet_gets_its_name_back(book, back):
    """Not deleted: what the officer changed stands in it."""
    book["Laws"].title = "Lois"
    book["News"].title = "Nouvelles"
    assert slips(back()) == [
        "Lois  no sheet of ours has this name. Rename it 'Laws'",
        "Nouvelles  no sheet of ours has this name. Rename it 'News'",
    ]
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            sheet.title = f"Feuille {number}"
    told = slips(back())
    assert len(told) == len(SHEETS)
    assert all("Rename it '" in one for one in told)


def test_a_copy_of_a_sheet_that_is_there_is_not_to_be_renamed_so(book, back):
    book.copy_worksheet(book["Laws"]).title = "Laws (2)"
    assert slips(back()) == ["Laws (2)  no sheet of ours has this name. Rename or delete it"]


def test_a_hidden_sheet_of_ours_that_was_made_visible_is_passed_over(book, back):
    for sheet in book.worksheets:
        sheet.sheet_state = "visible"
    put(book["Laws"], LAW, "status", "repealed")
    found = back()
    assert (slips(found), len(found.differences)) == ([], 1)


@pytest.mark.parametrize("remove", [False, True])
@pytest.mark.parametrize(
    ("sheet", "keys", "changed"),
    [("Laws", ["tur-law-2"], "tur-law-2-b"), ("Actions", ACTION, "tur-plan-a07")],
)
def test_a_changed_id_is_to_be_written_again(book, back, sheet, keys, changed, remove):
    cell = put(book[sheet], keys, "id", changed)
    said = f"{sheet}!{cell.coordinate}  the row of '{keys[-1]}' is gone, and this one has its title"
    told = slips(back(remove=remove))
    assert [one.split(".")[0] for one in told] == [said]
    assert told[0].endswith(f"Write '{keys[-1]}' again")


def test_a_record_that_takes_the_place_of_another_has_an_id_of_its_own(book, back):
    put(book["Laws"], ["tur-law-2"], "title", "A third")
    put(book["Laws"], ["tur-law-2"], "id", "tur-law-3")
    assert slips(back(remove=True)) == []


def test_what_names_a_changed_id_is_told_once_that_is_written_again(book, back):
    cell = put(book["Laws"], ["tur-law-2"], "id", "tur-law-2-b")
    put(book["Sources"], ["tur-law-2", "", "1"], "record", "tur-law-2-b")
    assert [one.split()[0] for one in slips(back())] == [f"Laws!{cell.coordinate}"]
    cell.value = "tur-law-2"
    [said] = slips(back())
    assert said.startswith("Sources!") and "Did you mean 'tur-law-2'?" in said
