"""A country's brief says the same in every format, and is short."""

import dataclasses
import io
import re
from datetime import date

import docx
import pytest
from PIL import Image
from pptx import Presentation

from dashboard import country_brief as brief
from dashboard.export import typeset
from dashboard.export.briefs import FORMATS
from dashboard.export.deck import SUBTITLE
from dashboard.filters import Selection
from dashboard.queries import country as query
from loaders.measures import Clock


@pytest.fixture(scope="module", params=["TUR", "FRA", "ABW"])
def made(request, snapshot):
    today = date(2026, 6, 30)
    return brief.of(snapshot, request.param, Clock(today, today))


def cells_of_document(content):
    tables = docx.Document(io.BytesIO(content)).tables
    return [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in tables]


def test_the_document_has_every_section_and_row(made):
    _words_and_map, _figures, *tables = cells_of_document(FORMATS["docx"].write(made))
    assert tables == [[section.columns, *section.rows] for section in made.sections]


def test_the_slides_have_every_section_and_row(made):
    slides = Presentation(io.BytesIO(FORMATS["pptx"].write(made))).slides
    tables = [
        [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
    ]
    # 'Number' is what a law is called by; in French and Spanish the two are different words.
    assert tables[0][0] == ("How many", "Figure")
    assert tables[1:] == [[section.columns, *section.rows] for section in made.sections]
    assert all(made.title in slide.shapes.title.text for slide in slides)


def test_every_slide_says_of_which_day_it_speaks(made):
    """The day stood in the notes alone, where no audience sees it."""
    slides = [*Presentation(io.BytesIO(FORMATS["pptx"].write(made))).slides]
    subtitles = [slide.placeholders[SUBTITLE].text for slide in slides]
    assert all(
        "as of 30 June 2026" in said.replace("\N{NO-BREAK SPACE}", " ") for said in subtitles
    )
    assert made.decided in subtitles[0]


def test_the_pdf_is_one_or_two_pages(made):
    content = FORMATS["pdf"].write(made)
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type/Page\b", content)) in (1, 2)


def pages_of(brief_):
    """The pages as images, and of each how far down its words reach, from 0 to 1."""
    said = dataclasses.asdict(dataclasses.replace(brief_, surroundings=None))
    words = {"sources_heading": "Sources", "drawing": "", "drawing_says": ""}
    made = typeset._set("brief.typ", said | words, format="png", ppi=36)
    pages = [made] if isinstance(made, bytes) else made
    above_footer = [Image.open(io.BytesIO(page)).convert("L") for page in pages]
    above_footer = [page.crop((0, 0, page.width, page.height * 92 // 100)) for page in above_footer]
    inked = [page.point(lambda grey: 255 * (grey < 200)).getbbox() for page in above_footer]
    return [box[3] / page.height for box, page in zip(inked, above_footer, strict=True)]


@pytest.mark.parametrize("sources", (1, 3, 6, 9, 11))
def test_no_few_lines_are_left_alone_on_a_second_page(snapshot, clock, sources):
    made = brief.of(snapshot, "TUR", clock)
    long = dataclasses.replace(
        made,
        sections=(*made.sections[:2], made.sections[-1], made.sections[-1]),
        sources=("A law, a ministry, 2021, https://example.org/" + "a-law/" * 25,) * sources,
    )
    _first, *second = pages_of(long)
    assert len(second) <= 1
    # A whole section with its heading, or nothing.
    assert not second or second[0] > 0.06 + 0.022 * sources


def test_what_is_left_out_is_counted(snapshot, clock):
    made = brief.of(snapshot, "TUR", clock)
    laws = query.laws(snapshot, "TUR", Selection(), clock)
    assert len(made.sections[0].rows) == brief.LAWS < laws.height
    assert made.sections[0].more == f"And {laws.height - brief.LAWS} more."


def test_the_deciding_text_stands_first_with_its_source(snapshot, clock):
    made = brief.of(snapshot, "FRA", clock)
    assert made.sections[0].rows[0][0] in made.decided
    assert made.sources
    by_an_act = brief.of(snapshot, "SEN", Clock(date(2015, 6, 30), clock.today))
    assert by_an_act.sections[0].rows[0][0] in by_an_act.decided


def test_the_acts_and_adopted_laws_of_a_country_are_in_its_brief(snapshot, clock):
    """Else three laws in force stand over one, and a country with laws reads as one without."""
    senegal = brief.of(snapshot, "SEN", clock)
    laws = senegal.sections[0].rows
    assert [row[0] for row in laws if row[1] == "Applies directly"]
    figures = dict(brief.of(snapshot, "NRU", clock).figures)
    assert (figures["Laws in force"], figures["Laws adopted only"]) == ("0", "2")


def test_nothing_of_later_stands_in_a_brief_of_an_earlier_day(snapshot):
    then = Clock(date(2012, 1, 1), date(2026, 6, 30))
    made = brief.of(snapshot, "FRA", then)
    ends = ("Latest", "Laws and policies")
    dates = [
        row[-1] for section in made.sections if section.heading in ends for row in section.rows
    ]
    assert dates
    assert all(int(text[-4:]) < 2012 for text in dates), "2012 is not over on its first day"


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    "text", ["#panic() *x* = $1$ @a <b>&", "قانون التعاونيات", "社会的連帯経済", "a\x0bb"]
)
def test_any_text_is_text(snapshot, clock, ending, text):
    made = brief.of(snapshot, "TUR", clock)
    section = dataclasses.replace(made.sections[0], rows=((text, text, text),))
    assert FORMATS[ending].write(
        dataclasses.replace(made, title=text, sections=(section,), sources=(text,))
    )
    if ending == "docx" and "\x0b" not in text:
        said = cells_of_document(
            FORMATS[ending].write(dataclasses.replace(made, sections=(section,)))
        )
        assert said[2][1] == (text, text, text)
