"""A collection of charts survives its address; what is in it comes out of the files."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from dashboard import briefing
from dashboard.briefing import Item
from dashboard.exhibit import address
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, NothingToShowError, images, typeset
from dashboard.export.template import checked
from dashboard.filters import Selection
from dashboard.parts import figures
from loaders.measures import Clock

CLOCK = Clock(date(2020, 1, 1), date(2026, 6, 30))


def item(code, heading="", note="", option="", **chosen):
    return Item(address(code, Selection(**chosen), CLOCK, option), heading, note)


@pytest.fixture
def draw(snapshot):
    def draw(one):
        selection = one.selection(snapshot)
        clock, option = selection.clock(CLOCK.today), one.option(snapshot)
        return figures.exhibit(one.code, snapshot, selection, clock, option)

    return draw


@given(
    st.lists(
        st.builds(
            item,
            st.sampled_from(list(EXHIBITS)),
            st.text(max_size=2 * briefing.LONGEST[briefing.HEADING]),
            st.text(max_size=2 * briefing.LONGEST[briefing.NOTE]),
        ),
        max_size=5,
    )
)
def test_any_collection_comes_back_from_its_address(items):
    assert briefing.from_text(briefing.to_text(items)) == (items, 0)


@given(st.text(max_size=300))
def test_any_text_as_an_address_gives_charts_that_exist(text):
    items, _unreadable = briefing.from_text(text)
    assert all(one.code in EXHIBITS for one in items)


def test_what_cannot_be_read_and_what_is_too_much_is_counted():
    kept = briefing.to_text([item("timeline")] * 25)
    items, unreadable = briefing.from_text(f"chart=nothing;{kept}")
    assert (len(items), unreadable) == (briefing.MOST - 1, 7)


def test_a_chart_moves_up_and_down_and_no_further():
    items = [item("timeline"), item("positions"), item("coverage")]
    assert briefing.moved(items, 0, 1) == [items[1], items[0], items[2]]
    assert briefing.moved(items, 0, -1) == items
    assert briefing.moved(items, 2, 1) == items


def test_the_presentation_has_the_charts_in_order_under_their_own_headings(snapshot, draw):
    items = [
        item("positions", "Who stands where", region="ilo-africa"),
        item("legal-framework", note="Say this first"),
    ]
    made = briefing.handouts(items, snapshot, draw)
    slides = list(Presentation(io.BytesIO(briefing.write_pptx(made))).slides)
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0].startswith("Who stands where")
    assert made[0].exhibit.on_paper(1_200)["layout"]["title"]["text"] == "<b>Who stands where</b>"
    assert draw(items[0]).on_paper(1_200)["layout"]["title"]["text"] != "<b>Who stands where</b>", (
        "kept as it was"
    )
    assert titles[-1] == "Legal framework for the SSE"
    assert "as of 1 January 2020" in slides[-1].placeholders[13].text
    assert "Say this first" in slides[-1].notes_slide.notes_text_frame.text


def test_words_for_which_a_file_has_no_room_are_cut_there_and_nowhere_else(snapshot, draw):
    items = [item("timeline", heading="h" * 130, note="n" * 600, option="kind")]
    assert briefing.from_text(briefing.to_text(items)) == (items, 0)
    [made] = briefing.handouts(items, snapshot, draw)
    assert made.exhibit.words.title == "h" * 119 + "\N{HORIZONTAL ELLIPSIS}"
    assert made.remark == "n" * 499 + "\N{HORIZONTAL ELLIPSIS}"


def test_the_archive_has_the_presentation_and_a_workbook_of_each_chart(snapshot, draw, monkeypatch):
    monkeypatch.setattr(images, "available", lambda: False)
    made = briefing.handouts([item("positions"), item("timeline")], snapshot, draw)
    with zipfile.ZipFile(io.BytesIO(briefing.write_zip(made))) as archive:
        names = archive.namelist()
        rows = openpyxl.load_workbook(archive.open(names[1]))["Data"].max_row - 1
    assert names == [
        "briefing.pptx",
        "01_positions_world_2020-01-01.xlsx",
        "02_timeline_world_2020-01-01.xlsx",
    ]
    assert rows == made[0].exhibit.rows.height


def test_words_of_a_reader_that_no_file_can_hold_keep_no_file_from_being_written(snapshot, draw):
    made = briefing.handouts([item("positions", "a\ufffeb", "c\ufffed")], snapshot, draw)
    [slide] = list(Presentation(io.BytesIO(briefing.write_pptx(made))).slides)[:1]
    assert slide.shapes.title.text.startswith("ab")
    assert "cd" in slide.notes_slide.notes_text_frame.text
    assert FORMATS["xlsx"].write(made[0])


def test_charts_without_rows_are_left_out_and_none_at_all_says_so(snapshot, draw):
    then = Clock(date(1950, 1, 1), CLOCK.today)
    empty = Item(address("plan-periods", Selection(region="caricom"), then, ""))
    assert briefing.handouts([empty], snapshot, draw) == []
    with pytest.raises(NothingToShowError, match="None of these charts"):
        briefing.write_pptx([])


def pages_of(content):
    return len(re.findall(rb"/Type/Page\b", content))


def test_the_document_has_a_cover_and_a_page_for_each_chart(snapshot, draw):
    items = [
        item("legal-framework", "#panic() *Heading*", note="= A note $1$ @a", region="ilo-africa"),
        item("positions", region="ilo-africa"),
    ]
    made = briefing.handouts(items, snapshot, draw)
    content = briefing.write_pdf(made)
    assert content.startswith(b"%PDF")
    assert pages_of(content) == 1 + len(made)


def test_a_heading_in_another_script_is_no_row_of_boxes(snapshot, draw, monkeypatch):
    """For a text of an SVG typst finds no font any more after a sign that none has."""

    def page(heading):
        said = {}
        monkeypatch.setattr(typeset, "pdf", lambda _template, asked: said.update(asked))
        made = briefing.handouts(
            [item("events-calendar", heading, region="ilo-africa")], snapshot, draw
        )
        briefing.write_pdf(made)
        return typeset._set("collection.typ", said, format="png", ppi=72)[1]

    # As many letters: as boxes they would be the same.
    before, word = "Heading <b>bold</b> & \N{PARTY POPPER} ", "\u0642\u0648\u0627\u0646\u064a\u0646"
    assert page(before + word) != page(before + word[::-1])


def test_without_a_browser_the_document_cannot_be_had_and_the_rest_can(monkeypatch):
    monkeypatch.setattr(images, "available", lambda: False)
    assert [form.ending for form in briefing.OF_ALL if form.available] == ["pptx", "zip"]


def test_the_presentation_stands_on_the_presenter_s_master(snapshot, draw):
    held = io.BytesIO()
    Presentation().save(held)
    made = briefing.handouts([item("positions"), item("coverage")], snapshot, draw)
    own = checked(held.getvalue())
    width = Presentation().slide_width
    assert Presentation(io.BytesIO(briefing.write_pptx(made, own))).slide_width == width
    with zipfile.ZipFile(io.BytesIO(briefing.write_zip(made, own))) as archive:
        assert Presentation(archive.open("briefing.pptx")).slide_width == width
