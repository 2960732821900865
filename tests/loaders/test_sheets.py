"""A country goes through a workbook and comes back as it was, but for what an officer changed."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from loaders import additions, edits, sheet_edits, sheets, stated, workbook
from loaders.annotated import parse
from loaders.edits import with_field
from loaders.files import file_kind
from tests.loaders.officers_workbook import (
    COUNTRY,
    FILES,
    LAWS,
    PLANS,
    append,
    put,
    row_of,
    said_of,
    slips,
)

DATA = Path(__file__).parents[2] / "data"


def test_every_record_of_the_shipped_data_comes_back_as_it_was(snapshot):
    files = {
        PurePosixPath(path.relative_to(DATA)): path.read_text("utf-8")
        for path in sorted(DATA.glob("countries/*/*.yaml"))
        if path.name != "country.yaml"
    }
    made = sheets.workbook(said_of(files), snapshot.reference)
    found = sheet_edits.proposal(workbook.read(made), files, "TUR", snapshot.reference)
    assert (found.texts, found.differences, found.slips, found.removed) == ({}, [], [], [])


@pytest.mark.parametrize("country", ["TUR", "FRA", "CIV"])
def test_a_country_comes_back_as_it_was(snapshot, country):
    files = {
        PurePosixPath(path.relative_to(DATA)): path.read_text("utf-8")
        for path in sorted((DATA / "countries" / country).glob("*.yaml"))
    }
    made = sheets.workbook(said_of(files), snapshot.reference)
    found = sheet_edits.proposal(workbook.read(made), files, country, snapshot.reference)
    assert found == sheet_edits.Proposal()


def test_the_workbook_says_what_an_officer_needs(book):
    names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert names[:3] == ["Country", "Laws", "Action plans"]
    assert {"Actions", "Updates", "Sources", "Original title"} <= set(names)
    laws = book["Laws"]
    heads = {cell.value: cell for cell in laws[1]}
    assert list(heads)[:3] == ["id", "title", "jurisdiction"]
    assert "period.start" in heads
    assert isinstance(heads["status"].comment, Comment)
    assert "Where the text stands. Required" in heads["status"].comment.text
    heads_of_country = {cell.value: cell for cell in book["Country"][1]}
    assert heads_of_country["coverage.law"].comment.text.endswith("Required")
    assert not heads["area.name"].comment.text.endswith("Required")
    rules = {str(rule.sqref): rule for rule in laws.data_validations.dataValidation}
    letter = heads["status"].column_letter
    rule = rules[f"{letter}2:{letter}5001"]
    sheet, _, area = rule.formula1.partition("!")
    codes = [row[0].value for row in book[sheet.lstrip("=")][area.replace("$", "")]]
    assert "in_force" in codes
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",  # an empty cell
    }


def test_a_cell_that_is_changed_changes_its_line_alone(book, back):
    put(book["Laws"], ["tur-law-1"], "status", "repealed")
    put(book["Sources"], ["tur-law-1", "", "2"], "accessed", datetime(2021, 3, 29))
    found = back()
    assert [str(difference) for difference in found.differences] == [
        "tur-law-1: status: in_force -> repealed",
        "tur-law-1: sources.2.accessed: 2021-03-29",
    ]
    expected = FILES[LAWS].replace("status: in_force", "status: repealed")
    expected = expected.replace("/comment\n", "/comment\n      accessed: 2021-03-29\n")
    assert found.texts == {LAWS: expected}


def test_what_lies_deeper_is_reached_as_well(book, back):
    put(book["Action plans"], ["tur-plan"], "period.end", "2025")
    put(book["Updates"], ["tur-plan-a01", "2"], "status", "delayed")
    put(book["Sources"], ["tur-plan-a01", "updates.2", "1"], "publisher", "A ministry")
    put(book["Country"], ["2026-01"], "coverage.news", "none_known")
    found = back()
    late, report = "# late\n          status:", "Report\n              publisher:"
    expected = FILES[PLANS].replace("end: 2024", "end: 2025")
    expected = expected.replace(f"{late} under_way", f"{late} delayed")
    expected = expected.replace(f"{report} The State", f"{report} A ministry")
    assert found.texts == {
        PLANS: expected,
        COUNTRY: FILES[COUNTRY].replace("news: not_researched", "news: none_known"),
    }


def test_an_emptied_cell_takes_the_field_out(book, back):
    put(book["Laws"], ["tur-law-1"], "adopted", None)
    put(book["Action plans"], ["tur-plan"], "period.start", None)
    put(book["Action plans"], ["tur-plan"], "period.end", "")
    found = back()
    assert found.texts[LAWS] == FILES[LAWS].replace("  adopted: 2011-03\n", "")
    period = "  period:\n    start: 2020\n    end: 2024\n"
    assert found.texts[PLANS] == FILES[PLANS].replace(period, "")


NEW_LAW = """
- id: tur-law-3
  title: A third
  type: specific_law
  scope:
    - cooperatives
    - mutuals
  status: draft
  sources:
    - title: T
      publisher: P
      url: https://example.org
"""


def test_new_rows_are_new_records_and_entries(book, back):
    append(
        book["Laws"],
        id="tur-law-3",
        title="A third",
        type="specific_law",
        scope="cooperatives; mutuals",
        status="draft",
    )
    append(book["Sources"], record="tur-law-3", title="T", publisher="P", url="https://example.org")
    append(book["Actions"], plan="tur-plan", id="tur-plan-a03", title="Third", status="planned")
    append(book["Updates"], action="tur-plan-a02", date="2026-01", status="under_way")
    found = back()
    assert slips(found) == []
    assert found.texts[LAWS].removeprefix(FILES[LAWS]) == NEW_LAW
    new_action = "    - id: tur-plan-a03\n      title: Third\n      status: planned\n"
    assert new_action in found.texts[PLANS]
    update = "      updates:\n        - date: 2026-01\n          status: under_way\n"
    assert f"      status: planned\n{update}" in found.texts[PLANS]


def test_a_row_that_is_gone_is_reported_and_taken_out_only_when_asked(book, back):
    laws, sources = book["Laws"], book["Sources"]
    laws.delete_rows(row_of(laws, "tur-law-2"))
    sources.delete_rows(row_of(sources, "tur-law-2", "", "1"))
    sources.delete_rows(row_of(sources, "tur-law-1", "", "1"))
    found = back()
    assert found.texts == {}
    assert found.removed == ["tur-law-1: sources.1", "tur-law-2"]
    found = back(remove=True)
    kept = FILES[LAWS].partition("\n- id: tur-law-2")[0]
    first = "    - title: Gazette\n      publisher: The State\n      url: https://example.org/law\n"
    assert found.texts == {LAWS: kept.replace(first, "", 1)}


@pytest.mark.parametrize("others", ["", "\n- id: tur-plan-b\n  title: B\n"])
def test_a_plan_is_taken_out_with_the_rows_of_its_actions(snapshot, others):
    files = {PLANS: FILES[PLANS] + others}
    grids = workbook.read(sheets.workbook(said_of(files), snapshot.reference))
    for name in ("Action plans", "Actions"):
        head, *rest = grids[name].rows
        kept = tuple(row for row in rest if row[0].text == "tur-plan-b")
        grids[name] = replace(grids[name], rows=(head, *kept))
    told = sheet_edits.proposal(grids, files, "TUR", snapshot.reference)
    assert told.removed == ["tur-plan"]
    found = sheet_edits.proposal(grids, files, "TUR", snapshot.reference, remove=True)
    assert found.texts == {PLANS: others.lstrip() or None}
    assert [difference.owner for difference in found.differences] == ["tur-plan"]


def test_what_is_new_in_what_is_gone_is_not_lost_in_silence(book, back):
    laws, plans, updates = book["Laws"], book["Action plans"], book["Updates"]
    laws.delete_rows(row_of(laws, "tur-law-1"))
    updates.delete_rows(row_of(updates, "tur-plan-a01", "2"))
    source = {"title": "T", "publisher": "P", "url": "https://example.org/new"}
    append(book["Sources"], record="tur-law-1", **source)
    append(book["Sources"], record="tur-plan-a01", within="updates.2", **source)
    put(book["Sources"], ["tur-law-1", "", "2"], "title", "Remark")
    said = "the row of '{}' is gone, and what is new here would go with it. Put that row back, or"
    found = back(remove=True)
    assert found.texts == {}
    assert [slip.sentence().partition(" delete")[0] for slip in found.slips] == [
        said.format(owner) for owner in ("tur-law-1", "tur-law-1", "tur-plan-a01: updates.2")
    ]
    assert back().slips == []
    plans.delete_rows(row_of(plans, "tur-plan"))
    append(book["Actions"], plan="tur-plan", id="tur-plan-a03", title="Third", status="planned")
    owners = [slip.values["owner"] for slip in back(remove=True).slips if slip.sheet == "Actions"]
    assert owners == ["tur-plan"]


def test_what_excel_makes_of_a_value_is_undone(book, back):
    plan = book["Action plans"]
    put(plan, ["tur-plan"], "period.start", 2019.0)
    put(plan, ["tur-plan"], "period.end", datetime(2025, 6, 1)).number_format = "mmm-yy"
    put(book["Actions"], ["tur-plan", "tur-plan-a01"], "progress", 0.4).number_format = "0%"
    put(book["Laws"], ["tur-law-1"], "amended", True)
    found = back()
    assert slips(found) == []
    assert "start: 2019\n    end: 2025-06\n" in found.texts[PLANS]
    assert "progress: 40\n" in found.texts[PLANS]
    assert "amended: true\n" in found.texts[LAWS]


def test_what_another_officer_changed_meanwhile_is_not_lost(book, back):
    put(book["Laws"], ["tur-law-1"], "status", "repealed")
    theirs = {**FILES, LAWS: FILES[LAWS].replace("title: Another", "title: Their title")}
    found = back(theirs)
    assert found.texts[LAWS] == theirs[LAWS].replace("status: in_force", "status: repealed")
    theirs = {**FILES, LAWS: FILES[LAWS].replace("status: in_force", "status: lapsed")}
    found = back(theirs)
    assert found.texts == {}
    assert "the file says 'lapsed' now and said 'in_force' when" in slips(found)[0]


def test_a_source_that_moved_meanwhile_is_not_taken_for_another(book, back):
    put(book["Sources"], ["tur-law-1", "", "1"], "accessed", "2026-01")
    before = "  sources:\n    - {title: N, publisher: P, reference: R}\n"
    theirs = {**FILES, LAWS: FILES[LAWS].replace("  sources:\n", before, 1)}
    assert "the file says '' now" in slips(back(theirs))[0]
    assert back(theirs).texts == {}


SOURCE = {"title": "T", "publisher": "P", "url": "https://example.org/new"}
FIRST = "    - title: Gazette\n      publisher: The State\n      url: https://example.org/law\n"


def remove_a_source(book):
    book["Sources"].delete_rows(row_of(book["Sources"], "tur-law-1", "", "1"))


def remove_a_source_and_change_the_next(book):
    remove_a_source(book)
    put(book["Sources"], ["tur-law-1", "", "2"], "title", "Remark")


def remove_one_of_two_that_are_alike(book):
    book["Sources"].delete_rows(row_of(book["Sources"], "tur-law-2", "", "1"))


def add_twice_what_is_there(book):
    alike = {"title": "Gazette", "publisher": "The State", "url": "https://example.org/law"}
    for _row in range(2):
        append(book["Sources"], record="tur-law-2", **alike)


def add_an_update(book):
    append(book["Updates"], action="tur-plan-a01", date="2026-10", status="under_way")


def remove_an_update_before_that_of_a_new_source(book):
    book["Updates"].delete_rows(row_of(book["Updates"], "tur-plan-a01", "1"))
    append(book["Sources"], record="tur-plan-a01", within="updates.2", **SOURCE)


@pytest.mark.parametrize(
    "change",
    [
        remove_a_source,
        remove_a_source_and_change_the_next,
        remove_one_of_two_that_are_alike,
        add_twice_what_is_there,
        add_an_update,
        remove_an_update_before_that_of_a_new_source,
    ],
)
def test_a_workbook_that_is_read_again_changes_nothing_more(snapshot, change):
    """An entry is known by what it said: by its number, the next one would go too."""
    alike = "    - {title: Gazette, publisher: The State, url: https://example.org/law}\n"
    files = {**FILES, LAWS: FILES[LAWS].replace(alike, alike * 2)}
    held = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(said_of(files), snapshot.reference)))
    change(book)
    book.save(held)
    grids = workbook.read(held.getvalue())
    once = sheet_edits.proposal(grids, files, "TUR", snapshot.reference, remove=True)
    assert (slips(once), len(once.texts)) == ([], 1)
    files |= once.texts
    again = sheet_edits.proposal(grids, files, "TUR", snapshot.reference, remove=True)
    assert (again.texts, slips(again), again.removed) == ({}, [], [])


def test_what_another_officer_changed_meanwhile_is_not_taken_out(book, back):
    remove_a_source(book)
    theirs = {**FILES, LAWS: FILES[LAWS].replace("Gazette\n", "Official gazette\n", 1)}
    found = back(theirs, remove=True)
    assert (found.texts, found.removed) == ({}, ["tur-law-1: sources.1"])
    before = "    - {title: N, publisher: P, reference: R}\n"
    theirs = {**FILES, LAWS: FILES[LAWS].replace(FIRST, before + FIRST, 1)}
    assert back(theirs, remove=True).texts == {LAWS: theirs[LAWS].replace(FIRST, "", 1)}


def test_a_file_is_not_parsed_again_for_each_of_its_records(snapshot, monkeypatch):
    """As many parses of the whole file for 40 changed, new and removed laws as for four."""
    parsed: list[int] = []
    for module in (additions, edits, sheet_edits, stated):
        monkeypatch.setattr(module, "parse", lambda text: parsed.append(len(text)) or parse(text))

    def parses(count):
        law = FILES[LAWS].partition("\n- id: tur-law-2")[0].partition("\n")[2]
        laws = [law.replace("tur-law-1", f"tur-law-{number}") for number in range(2 * count)]
        files = {LAWS: "\n".join(laws)}
        made = sheets.workbook(said_of(files), snapshot.reference)
        book = openpyxl.load_workbook(io.BytesIO(made))
        book["Laws"].delete_rows(2, count)
        book["Sources"].delete_rows(2, 2 * count)
        for number in range(count):
            put(book["Laws"], [f"tur-law-{count + number}"], "status", "repealed")
            append(book["Laws"], id=f"tur-new-{number}", title=f"Title {number}")
        held = io.BytesIO()
        book.save(held)
        grids = workbook.read(held.getvalue())
        parsed.clear()
        found = sheet_edits.proposal(grids, files, "TUR", snapshot.reference, remove=True)
        assert len(found.differences) == 3 * count
        return sum(length > 2 * len(law) for length in parsed)

    assert parses(40) == parses(4)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip())


ODD = st.sampled_from(["=1+1", "_x0041_", "'x", "1.10", "TRUE", "2021-03-29", "null"])


@given(title=TEXTS, note=TEXTS | ODD)
@settings(max_examples=25)
def test_any_text_goes_through_a_workbook(snapshot, title, note):
    kind = file_kind(LAWS)
    text = with_field(FILES[LAWS], kind, "tur-law-1", "title", title)
    files = {LAWS: with_field(text, kind, "tur-law-1", "note", note)}
    made = sheets.workbook(said_of(files), snapshot.reference)
    found = sheet_edits.proposal(workbook.read(made), files, "TUR", snapshot.reference)
    assert (found.texts, found.slips) == ({}, [])
