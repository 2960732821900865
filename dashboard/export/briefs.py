"""A country's brief as a file: `FORMATS`."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import docx
import polars as pl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from pptx.util import Inches

from dashboard.country_brief import Brief, Section
from dashboard.export import PPTX, inset, typeset
from dashboard.export.deck import Deck, Page, Slide
from dashboard.export.drawing import Box, writable
from dashboard.export.marking import mark_document
from dashboard.export.slides.country_map import add_map
from dashboard.export.slides.native_table import add_table, set_cell
from dashboard.export.template import Template
from dashboard.language import N_, _, current, day, labelled, listed
from dashboard.shown import APART
from dashboard.style import LIGHT


@dataclass(frozen=True)
class Format:
    """A kind of file that a brief can be."""

    label: str
    ending: str
    mime: str
    write: Callable[..., bytes]
    """Called with a brief, and a template where one is given and it `takes_template`."""
    takes_template: bool = False

    def file_name(self, country: str, as_of: date) -> str:
        """Of the brief of a country (ISO3): 'TUR_2026-11-21.pdf'."""
        return f"{country}_{as_of.isoformat()}.{self.ending}"


# --- PDF ------------------------------------------------------------------------------


def write_pdf(brief: Brief) -> bytes:
    """One or two pages, A4."""
    ground = brief.surroundings
    said = asdict(replace(brief, surroundings=None)) | {
        "sources_heading": _("Sources"),
        "drawing": inset.svg(ground, brief.iso3) if ground else "",
        "drawing_says": inset.alt(brief.title),
    }
    return typeset.pdf("brief.typ", said)


# --- DOCX -----------------------------------------------------------------------------

ACCENT = RGBColor.from_string(LIGHT.first.lstrip("#").upper())
MUTED = RGBColor.from_string(LIGHT.muted.lstrip("#").upper())
TEXT_WIDTH = Mm(174)


def write_docx(brief: Brief) -> bytes:
    """The same as a document with headings and tables that can be edited."""
    made: Any = docx.Document()
    _set_page(made, brief)
    made.add_heading(writable(brief.title), 0)
    head = _head(made, brief)
    _write(head.paragraphs[0], brief.subtitle, colour=MUTED)
    _paragraph(head, brief.standing, size=13, bold=True)
    if brief.decided:
        _paragraph(head, brief.decided)
    _figures(made, brief)
    for section in brief.sections:
        made.add_heading(writable(section.heading), 1)
        _add_rows(made, section)
        if section.more:
            _paragraph(made, section.more, size=8, colour=MUTED)
    if brief.sources:
        made.add_heading(_("Sources"), 1)
        for source in brief.sources:
            _paragraph(made, source, size=8, colour=MUTED)
    mark_document(made.element)
    mark_document(made.sections[0].footer._element)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _set_page(made: Any, brief: Brief) -> None:
    made.core_properties.title = writable(brief.title)
    made.core_properties.author = "SSE Policy Tracker"
    made.core_properties.language = current()
    [page] = made.sections
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(16)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    normal.paragraph_format.space_after = Pt(3)
    for name, size in (("Title", 22), ("Heading 1", 12)):
        style = made.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), ACCENT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(9), Pt(3)
    _write(page.footer.paragraphs[0], brief.caption, size=7.5, colour=MUTED)


MAP_WIDTH = Mm(48)


def _head(made: Any, brief: Brief) -> Any:
    """The cell for the words under the title; the map stands beside it, where there is one."""
    ground = brief.surroundings
    table = made.add_table(rows=1, cols=2 if ground else 1)
    words = table.rows[0].cells[0]
    if ground:
        table.autofit, place = False, table.rows[0].cells[1]
        # LibreOffice reads the width of columns, Word that of cells.
        for column, width in zip(table.columns, (TEXT_WIDTH - MAP_WIDTH, MAP_WIDTH), strict=True):
            column.width = column.cells[0].width = width
        drawn = io.BytesIO(inset.png(ground, brief.iso3))
        picture = place.paragraphs[0].add_run().add_picture(drawn, width=MAP_WIDTH - Mm(4))
        picture._inline.docPr.set("descr", writable(inset.alt(brief.title)))
    return words


def _paragraph(made: Any, text: str, **look: Any) -> None:
    _write(made.add_paragraph(), text, **look)


def _write(
    paragraph: Any,
    text: str,
    size: float = 9.5,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(writable(text))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour


def _figures(made: Any, brief: Brief) -> None:
    table = made.add_table(rows=1, cols=len(brief.figures))
    for cell, (label, number) in zip(table.rows[0].cells, brief.figures, strict=True):
        _write(cell.paragraphs[0], number, size=16, bold=True, colour=ACCENT)
        _write(cell.add_paragraph(), label, size=8, colour=MUTED)


def _add_rows(made: Any, section: Section) -> None:
    table = made.add_table(rows=1 + len(section.rows), cols=len(section.columns))
    table.autofit = False
    share = TEXT_WIDTH // sum(section.widths)
    for column, width in zip(table.columns, section.widths, strict=True):
        column.width = share * width
    for line, texts in enumerate((section.columns, *section.rows)):
        cells = table.rows[line].cells
        for cell, text, width in zip(cells, texts, section.widths, strict=True):
            cell.width = share * width
            _write(cell.paragraphs[0], text, size=9, bold=line == 0)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    # A header that Word repeats on the next page and screen readers announce.
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)


# --- PPTX -----------------------------------------------------------------------------


def write_pptx(brief: Brief, template: Template | None = None) -> bytes:
    """A slide on where the country stands, and one for each section; on our master or another."""
    deck = Deck(template)
    notes = "\n".join([brief.subtitle, brief.caption, "", _("Sources"), *brief.sources])
    standing = Section(
        brief.standing,
        (_("How many"), _("Figure")),
        (2, 6),
        tuple((number, label) for label, number in brief.figures),
        brief.decided,
    )
    as_of = _("as of {date}").format(date=day(brief.as_of))
    for section in (standing, *brief.sections):
        title = labelled(brief.title, section.heading)
        # A slide may be shown without the others: each says of which day it speaks.
        below = f"{section.more}{APART}{as_of}" if section.more else brief.subtitle
        slide = deck.add_slide(Page(title, below, brief.caption, notes))
        room = _beside_map(slide, deck.space, brief) if section is standing else deck.space
        _add_rows_to(slide, room, section)
    return deck.saved(brief.title, brief.subtitle)


def _beside_map(slide: Slide, space: Box, brief: Brief) -> Box:
    """Draws where the country lies, as shapes; returns what is left of the space."""
    if not brief.surroundings:
        return space
    left = replace(space, width=space.width * 4 // 9)
    right = replace(space, left=space.left + space.width // 2, width=space.width - space.width // 2)
    rows = pl.DataFrame(
        {
            "iso3": [brief.iso3],
            "name": [brief.title],
            "level": [OWN],
            "label": [brief.standing],
        }
    )
    add_map(slide, brief.surroundings, rows, right, inset.alt(brief.title))
    return left


OWN = "framework_in_force"
"""The colour of the country on its map, as in the other forms, whatever its class."""


def _add_rows_to(slide: Slide, room: Box, section: Section) -> None:
    alt = listed(", ".join(row) for row in section.rows)
    lines, height = len(section.rows), Inches(0.4)
    table = add_table(slide, section.heading, alt, room, section.widths, lines, height)
    for line, texts in enumerate((section.columns, *section.rows)):
        for column, text in enumerate(texts):
            set_cell(table.cell(line, column), text, 14, bold=line == 0)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: dict[str, Format] = {
    form.ending: form
    for form in (
        Format(N_("PDF"), "pdf", "application/pdf", write_pdf),
        Format(N_("Word, editable"), "docx", DOCX, write_docx),
        Format(N_("PowerPoint, editable"), "pptx", PPTX, write_pptx, takes_template=True),
    )
}
"""By ending, in the order of menus."""
