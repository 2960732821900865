"""A country's brief as a file: `FORMATS`."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from pptx.util import Inches

from dashboard.export import PPTX, typeset
from dashboard.export.deck import Deck, Page
from dashboard.export.drawing import writable
from dashboard.export.slides.native_table import add_table, set_cell
from dashboard.export.template import Template
from dashboard.language import N_, _, current
from dashboard.queries.brief import Brief, Section
from dashboard.style import LEVEL_COLOURS, LIGHT


@dataclass(frozen=True)
class Format:
    """A kind of file that a brief can be."""

    label: str
    ending: str
    mime: str
    write: Callable[[Brief], bytes]

    def file_name(self, country: str, as_of: date) -> str:
        """Of the brief of a country (ISO3): 'TUR_2026-11-21.pdf'."""
        return f"{country}_{as_of.isoformat()}.{self.ending}"


# --- PDF ------------------------------------------------------------------------------


def write_pdf(brief: Brief) -> bytes:
    """One or two pages, A4."""
    return typeset.pdf("brief.typ", asdict(brief) | {"sources_heading": _("Sources")})


# --- DOCX -----------------------------------------------------------------------------

ACCENT = RGBColor.from_string(next(iter(LEVEL_COLOURS.values())).lstrip("#").upper())
MUTED = RGBColor.from_string(LIGHT.muted.lstrip("#").upper())
TEXT_WIDTH = Mm(174)


def write_docx(brief: Brief) -> bytes:
    """The same as a document with headings and tables that can be edited."""
    made: Any = docx.Document()
    _set_page(made, brief)
    made.add_heading(writable(brief.title), 0)
    _paragraph(made, brief.subtitle, colour=MUTED)
    _paragraph(made, brief.standing, size=13, bold=True)
    if brief.decided:
        _paragraph(made, brief.decided)
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
        (_("Number"), _("Figure")),
        (2, 10),
        tuple((number, label) for label, number in brief.figures),
        brief.decided,
    )
    for section in (standing, *brief.sections):
        title = f"{brief.title}: {section.heading}"
        _add_slide(deck, Page(title, section.more or brief.subtitle, brief.caption, notes), section)
    return deck.saved(brief.title, brief.subtitle)


def _add_slide(deck: Deck, page: Page, section: Section) -> None:
    slide = deck.add_slide(page)
    alt = "; ".join(", ".join(row) for row in section.rows)
    lines, height = len(section.rows), Inches(0.4)
    table = add_table(slide, section.heading, alt, deck.space, section.widths, lines, height)
    for line, texts in enumerate((section.columns, *section.rows)):
        for column, text in enumerate(texts):
            set_cell(table.cell(line, column), text, 14, bold=line == 0)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: dict[str, Format] = {
    form.ending: form
    for form in (
        Format(N_("PDF"), "pdf", "application/pdf", write_pdf),
        Format(N_("Word, editable"), "docx", DOCX, write_docx),
        Format(N_("PowerPoint, editable"), "pptx", PPTX, write_pptx),
    )
}
"""By ending, in the order of menus."""
