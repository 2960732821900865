"""Texts in every script are drawn, run the way they are read, and say their language."""

import dataclasses
import io
import unicodedata
from pathlib import Path

import docx
import openpyxl
import polars as pl
import pytest
from docx.oxml.ns import qn
from pptx import Presentation

from dashboard import country_brief as brief
from dashboard import language
from dashboard.charts.chart import on_paper
from dashboard.export import FORMATS, scripts, typeset
from dashboard.export.briefs import FORMATS as BRIEFS
from dashboard.export.drawing import A
from dashboard.export.sheets import write as write_sheet
from dashboard.export.tables import write_xlsx
from dashboard.style import LIGHT

PROJECT = Path(__file__).parents[3]
ARABIC, HEBREW = "(6) قانون التعاونيات، 2022.", "פקודת האגודות, 1933."
THAI, KOREAN, CHINESE, JAPANESE = "กรมส่งเสริมสหกรณ์", "사회적 경제", "合作社法", "労働者協同組合の法"
GREEK = "Κοινωνικές επιχειρήσεις"


@pytest.fixture
def arabic_page():
    before = language.current()
    language.use("ar")
    yield
    language.use(before)


def test_the_first_letter_with_a_direction_decides():
    for text in (ARABIC, HEBREW):
        assert language.runs_right_to_left(text)
    for text in (THAI, KOREAN, GREEK, "Law 12, القانون", "12/2020", ""):
        assert not language.runs_right_to_left(text)


def test_without_a_letter_the_page_decides(arabic_page):
    assert language.runs_right_to_left("12/2020")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ARABIC, "ar-SA"),
        (HEBREW, "he-IL"),
        (THAI, "th-TH"),
        (KOREAN, "ko-KR"),
        (CHINESE, "zh-CN"),
        (JAPANESE, "ja-JP"),
    ],
)
def test_a_script_says_its_language(text, tag):
    found = scripts.of(text)
    assert found
    assert found.language == tag


def test_other_texts_are_in_the_page_s_language():
    assert scripts.of(GREEK) is None
    assert scripts.page_language() == "en-GB"
    language.use("fr")
    assert scripts.page_language() == "fr-FR"
    language.use("en")


def entitled(made, text):
    words = dataclasses.replace(made.exhibit.words, title=text)
    exhibit = dataclasses.replace(made.exhibit, words=words)
    return dataclasses.replace(made, exhibit=exhibit, remark=text)


def title_of(made):
    slide = Presentation(io.BytesIO(FORMATS["pptx"].write(made))).slides[0]
    return slide.shapes.title.text_frame.paragraphs[0]._p, slide


def test_a_slide_marks_what_runs_from_right_to_left(handout):
    made = handout("last-review", region="ilo-africa")
    paragraph, slide = title_of(entitled(made, ARABIC))
    assert paragraph.pPr.get("rtl") == "1"
    assert paragraph.pPr.get("algn") == "r"
    [run] = paragraph.findall(f"{{{A}}}r")
    assert run.rPr.get("lang") == "ar-SA"
    assert run.rPr.find(f"{{{A}}}cs").get("typeface")
    notes = slide.notes_slide._element
    spoken = {run.get("lang") for run in notes.iter(f"{{{A}}}rPr")}
    assert "en-GB" in spoken, "the notes are marked too"
    plain, _slide = title_of(made)
    assert plain.pPr is None or "rtl" not in plain.pPr.attrib
    assert plain.findall(f"{{{A}}}r")[0].rPr.get("lang") == "en-GB"


def test_a_slide_names_a_font_for_chinese_before_that_for_arabic(handout):
    paragraph, _slide = title_of(entitled(handout("last-review"), CHINESE))
    run = paragraph.findall(f"{{{A}}}r")[0]
    assert run.rPr.get("lang") == "zh-CN"
    assert run.rPr.find(f"{{{A}}}ea").get("typeface")
    assert run.rPr.find(f"{{{A}}}cs") is None


@pytest.fixture
def document(snapshot, clock):
    made = brief.of(snapshot, "TUR", clock)
    made = dataclasses.replace(made, sources=(ARABIC, KOREAN, "Official Gazette"))
    return lambda: docx.Document(io.BytesIO(BRIEFS["docx"].write(made)))


def test_a_document_marks_what_runs_from_right_to_left(document):
    arabic, korean, english = document().paragraphs[-3:]
    names = [child.tag.split("}")[1] for child in arabic._p.pPr]
    assert "bidi" in names
    [run] = arabic.runs
    assert run.font.rtl
    marks = run._r.rPr
    assert marks.find(qn("w:szCs")).get(qn("w:val")) == marks.find(qn("w:sz")).get(qn("w:val"))
    assert marks.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    assert marks.rFonts.get(qn("w:cs"))
    order = [child.tag.split("}")[1] for child in marks]
    expected = ["rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"]
    assert order == [name for name in expected if name in order], "as ECMA-376 has them"
    assert {"szCs", "rtl", "lang"} <= set(order)
    spoken = korean.runs[0]._r.rPr.find(qn("w:lang"))
    assert spoken.get(qn("w:eastAsia")) == "ko-KR"
    assert not korean.runs[0].font.rtl
    assert english._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None
    assert english.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_tables_of_an_arabic_page_run_from_right_to_left(arabic_page, document, handout):
    table = document().tables[-1]
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    slide = Presentation(io.BytesIO(FORMATS["pptx"].write(handout("positions")))).slides[0]
    drawn = next(shape for shape in slide.shapes if shape.has_table)
    assert drawn.table._tbl.tblPr.get("rtl") == "1"
    book = openpyxl.load_workbook(io.BytesIO(write_sheet(handout("last-review"))))
    assert all(sheet.sheet_view.rightToLeft for sheet in book)


def test_tables_of_an_english_page_run_from_left_to_right():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(pl.DataFrame({"a": [1]}))))
    assert not book.active.sheet_view.rightToLeft


def test_a_picture_keeps_apart_what_runs_from_right_to_left(handout):
    made = entitled(handout("last-review"), ARABIC).exhibit
    layout = on_paper(made.figure(LIGHT), made.words, LIGHT, 1200)["layout"]
    assert layout["title"]["text"] == f"<b>\u2067{ARABIC}\u2069</b>"
    assert "\u2067" not in layout["title"]["subtitle"]["text"]


def drawn(text):
    """A word as a page of the brief draws it."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
        f'<text x="10" y="30" font-size="24" font-family="Noto Sans">{text}</text></svg>'
    )
    return typeset.png("inset.typ", {"drawing": svg})


def test_every_script_of_the_data_has_a_font(snapshot):
    """This machine's fonts are those that the Containerfile names."""
    titles = "".join(snapshot.frames["sources"]["title"].drop_nulls().to_list())
    letters = {}
    for letter in titles + ARABIC + HEBREW + THAI + KOREAN + CHINESE + JAPANESE:
        if unicodedata.category(letter) == "Lo":
            letters.setdefault(unicodedata.name(letter).split(" ")[0], letter)
    assert {"ARABIC", "HEBREW", "THAI", "HANGUL", "CJK"} <= letters.keys()
    box = drawn("\U000e0fff"), drawn("")
    missing = [script for script, letter in letters.items() if drawn(letter) in box]
    assert not missing


def test_the_container_and_the_tests_take_the_same_fonts():
    container = (PROJECT / "Containerfile").read_text("utf-8")
    run = (PROJECT / "tests" / "run").read_text("utf-8")
    fonts = {word for word in container.split() if word.startswith("fonts-")}
    assert fonts
    assert all(font in run and font in (PROJECT / "README.md").read_text("utf-8") for font in fonts)
