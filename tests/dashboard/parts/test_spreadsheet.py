"""A changed workbook is told, checked and put into the draft; nothing of it goes further."""

import io

import openpyxl
import pytest

from dashboard.drafts import Change
from dashboard.parts import spreadsheet
from loaders import sheet_edits, sheets

LAWS = "countries/TUR/laws.yaml"


pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def section(small, serve, visit):
    """The section on a small tree: a law of Türkiye and one of Italy."""
    serve(small.root)

    def open_page(country="TUR", content=None, name="TUR.xlsx", **query):
        page = visit("officers", section="sheet", country=country, **query)
        assert not page.exception
        if content is not None:
            page = page.file_uploader(key="sheet-upload").upload(name, content).run()
            assert not page.exception
        return page

    return open_page


def workbook(tree, country="TUR", **changes):
    """The country's workbook with cells of its law changed by their column."""
    path = f"countries/{country}/laws.yaml"
    from pathlib import PurePosixPath

    files = {PurePosixPath(path): (tree.root / path).read_text("utf-8")}
    made = sheets.workbook(sheet_edits.all_said(files), tree.load().reference)
    book = openpyxl.load_workbook(io.BytesIO(made))
    heads = [cell.value for cell in book["Laws"][1]]
    for name, value in changes.items():
        book["Laws"].cell(2, heads.index(name) + 1).value = value
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def said(page):
    boxes = (*page.markdown, *page.error, *page.warning, *page.info)
    return "\n".join(str(one.value) for one in boxes)


def test_a_changed_cell_is_told_and_goes_into_the_draft(section, small, kept):
    page = section(content=workbook(small, status="repealed"))
    assert "**1 change**" in said(page)
    assert "status" in said(page)
    page = page.button(key="sheet-put").click().run()
    assert page.query_params["section"] in ("edit", ["edit"])
    draft = page.query_params["draft"]
    draft = kept.read(draft[0] if isinstance(draft, list) else draft)
    assert draft.files[LAWS].text == small.law.replace("in_force", "repealed")
    assert (small.root / LAWS).read_text() == small.law


def test_a_draft_that_was_changed_meanwhile_stays_and_the_page_with_it(section, small, kept):
    draft = kept.start()
    page = section(content=workbook(small, status="repealed"), draft=draft)
    other = Change(small.law, small.law.replace("A law", "Another"))
    kept.change(draft, lambda _draft: {LAWS: other})
    page = page.button(key="sheet-put").click().run()
    assert kept.read(draft).files[LAWS] == other
    assert "changed meanwhile" in page.warning[0].value
    assert page.query_params["section"] in ("sheet", ["sheet"])


def test_a_country_with_a_file_that_is_no_text_gives_no_workbook_without_it(section, small):
    small.write(LAWS, small.law.replace("A law", "Türkiye").encode("latin-1"))
    page = section()
    assert "cannot be read" in page.warning[0].value and "is not UTF" in said(page)
    assert not page.get("download_button") and not page.get("file_uploader")


def test_an_untouched_workbook_changes_nothing(section, small):
    page = section(content=workbook(small))
    assert "Nothing changes." in page.info[0].value
    assert not [one for one in page.button if one.key == "sheet-put"]


def test_what_is_wrong_is_told_at_its_cell(section, small):
    page = section(content=workbook(small, status="inforce", adopted="29/03/2021"))
    assert "2 things to mend" in page.error[0].value
    assert "Laws I2" in said(page)
    assert "2021&#45;03&#45;29" in said(page)
    page = section(content=workbook(small, amends="tur-law-9"))
    assert "1 thing to mend" in page.error[0].value
    assert "**Laws R2**: there is no law with the id" in said(page)
    page = section(content=workbook(small, title=None))
    assert "**Laws B2**: A law needs" in said(page)
    assert not [one for one in page.button if one.key == "sheet-put"]


def test_what_is_wrong_and_not_listed_is_counted(section, small, monkeypatch):
    monkeypatch.setattr(spreadsheet, "SHOWN", 1)
    page = section(content=workbook(small, status="inforce", adopted="29/03/2021"))
    assert "and 1 more" in [caption.value for caption in page.caption]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook at all"])
def test_what_is_no_workbook_is_refused(section, content):
    assert "This is no workbook" in section(content=content or b" ").error[0].value


def test_an_error_that_no_changed_cell_says_names_the_record_that_it_is_in(section, small):
    """Of a law that amends one whose row was taken out."""
    second = small.law.replace("tur-law-1", "tur-law-2") + "  amends: [tur-law-1]\n"
    small.write(LAWS, f"{small.law}\n{second}")
    book = openpyxl.load_workbook(io.BytesIO(workbook(small)))
    for name in ("Laws", "Sources"):
        book[name].delete_rows(2)
    held = io.BytesIO()
    book.save(held)
    page = section(content=held.getvalue())
    page = page.checkbox(key="sheet-remove").check().run()
    assert "1 error" in page.error[0].value
    assert "tur&#45;law&#45;2 amends" in said(page)


def test_a_workbook_that_is_none_of_ours_is_told_without_a_place(section):
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    page = section(content=held.getvalue())
    assert "- No sheet of the workbook is one of ours" in said(page)
    assert "sse sheet" not in said(page)


def test_the_workbook_of_another_country_is_not_taken(section, small):
    page = section(content=workbook(small, country="ITA"))
    assert "This is the workbook of Italy" in page.error[0].value


def test_hostile_text_stays_text(section, small):
    page = section(content=workbook(small, title="![p](https://evil.example/p.png) :red[d] $x$"))
    assert "![p]" not in said(page)
    assert ":red[d]" not in said(page)


def test_what_a_cell_names_may_stand_in_another_file_of_the_draft(section, small, kept):
    plan = "- id: tur-p1\n  title: A plan\n" + small.law[small.law.index("  sources:") :]
    draft = kept.start()
    plans = "countries/TUR/action-plans.yaml"
    kept.change(draft, lambda _draft: {plans: Change(None, plan)})
    page = section(content=workbook(small, responds_to="tur-p1"), draft=draft)
    assert not page.error
    page = page.button(key="sheet-put").click().run()
    assert kept.read(draft).files.keys() == {plans, LAWS}
