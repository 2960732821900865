"""A presentation with a proper master, and the frame that all slides of charts share.

python-pptx makes the file; what it cannot say (shapes by the hundred, hatches, footers, text
alternatives) is written as DrawingML (ECMA-376, part 1).
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

from dashboard.exhibits import LICENCE
from dashboard.export.handout import Handout
from dashboard.language import _, count
from dashboard.style import LEVEL_COLOURS, LIGHT

Slide = Any
"""python-pptx's types are not declared."""

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.5), Inches(12.333)
LEGEND_TOP, LEGEND_LINE = Inches(1.4), Inches(0.27)
BOTTOM = Inches(6.78)
SOURCES_IN_NOTES = 100

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}"'


@dataclass(frozen=True)
class Entry:
    """A line of a legend."""

    label: str
    number: int
    fill: str
    """DrawingML."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def fill_of(code: str) -> str:
    """The fill of a class of countries; 'not researched' is hatched."""
    if code != "not_researched":
        return solid(LIGHT.level(code))
    return (
        '<a:pattFill prst="wdUpDiag">'
        f'<a:fgClr><a:srgbClr val="{LIGHT.hatch.lstrip("#")}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{LIGHT.paper.lstrip("#")}"/></a:bgClr></a:pattFill>'
    )


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def cell(text: str) -> str:
    """The text for the workbook behind a native chart, where '=' would begin a formula."""
    return writable(f"\N{WORD JOINER}{text}" if text.startswith("=") else text)


def attribute(text: str) -> str:
    return quoteattr(writable(text))


def element(text: str) -> str:
    return escape(writable(text))


# --- the file and its master ----------------------------------------------------------


def new() -> Any:
    """An empty presentation, 16:9, with one layout: title, subtitle, footer, page number."""
    return Presentation(io.BytesIO(_template()))


@lru_cache(maxsize=1)
def _template() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for other in [one for one in deck.slide_layouts if one.name != "Title Only"]:
        deck.slide_layouts.remove(other)
    layout = deck.slide_layouts[0]
    layout._element.cSld.set("name", "Chart")
    # It gains a subtitle and is PowerPoint's own 'title only' no more.
    del layout._element.attrib["type"]
    _drop_printer_settings(deck)
    _dress(deck.slide_master, layout)
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()


def _drop_printer_settings(deck: Any) -> None:
    for identifier, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(identifier)


PLACES = {
    "title": Box(LEFT, Inches(0.32), ACROSS, Inches(0.62)),
    "body": Box(LEFT, LEGEND_TOP, ACROSS, BOTTOM - LEGEND_TOP),
    "ftr": Box(LEFT, Inches(6.86), Inches(11.4), Inches(0.46)),
    "sldNum": Box(Inches(12.033), Inches(6.86), Inches(0.8), Inches(0.46)),
}
SUBTITLE = Box(LEFT, Inches(0.9), ACROSS, Inches(0.46))


def _dress(master: Any, layout: Any) -> None:
    """Places, type sizes and colours of the master; the layout gains a subtitle."""
    for owner in (master, layout):
        for shape in list(owner.placeholders):
            kind = shape._element.nvSpPr.nvPr.find(f"{{{P}}}ph").get("type")
            if kind == "dt":
                shape._element.getparent().remove(shape._element)
            elif owner is master:
                _move(shape, PLACES[kind])
    _set_type(master)
    _colour_theme(master)
    layout.shapes._spTree.append(_subtitle_placeholder(number=99))


def _move(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Emu(box.left),
        Emu(box.top),
        Emu(box.width),
        Emu(box.height),
    )


def _set_type(master: Any) -> None:
    styles = master._element.find(f"{{{P}}}txStyles")
    heading = styles.find(f"{{{P}}}titleStyle/{{{A}}}lvl1pPr")
    heading.set("algn", "l")
    heading.find(f"{{{A}}}defRPr").attrib.update({"sz": "2600", "b": "1"})
    sizes = ("1800", "1600", "1400", "1400", "1400")
    for level, size in enumerate(sizes, start=1):
        body = styles.find(f"{{{P}}}bodyStyle/{{{A}}}lvl{level}pPr/{{{A}}}defRPr")
        body.set("sz", size)
    for shape in master.placeholders:
        for size in shape._element.iter(f"{{{A}}}defRPr"):
            size.set("sz", "900")
        kind = shape._element.nvSpPr.nvPr.find(f"{{{P}}}ph").get("type")
        if kind == "ftr":
            shape._element.find(f".//{{{A}}}lvl1pPr").set("algn", "l")
        elif kind == "title":
            shape._element.find(f".//{{{A}}}bodyPr").set("lIns", "0")


def _colour_theme(master: Any) -> None:
    """The colours of the maps are those that PowerPoint offers first."""
    relation = next(rel for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    part = relation.target_part
    theme = part.blob.decode()
    own = {f"accent{n}": colour for n, colour in enumerate(LEVEL_COLOURS.values(), start=1)}
    for name, colour in own.items():
        theme = re.sub(
            rf"(<a:{name}>)<a:srgbClr val=\"\w+\"/>",
            rf'\1<a:srgbClr val="{colour.lstrip("#")}"/>',
            theme,
        )
    part._blob = theme.encode()


def _subtitle_placeholder(number: int) -> Any:
    grey = solid(LIGHT.muted)
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Subtitle"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="13"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_transform(SUBTITLE)}</p:spPr>"
        '<p:txBody><a:bodyPr lIns="0" anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle>'
        f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1400">{grey}</a:defRPr>'
        "</a:lvl1pPr></a:lstStyle><a:p><a:r><a:t>Subtitle</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _transform(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


# --- a slide --------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """The words of a slide."""

    title: str
    subtitle: str
    footer: str
    notes: str


def page_of(handout: Handout, number: int = 1, of: int = 1) -> Page:
    """The words of a chart's slide, or of one of several."""
    words = handout.exhibit.words
    part = _(" ({n} of {all})").format(n=count(number), all=count(of)) if of > 1 else ""
    return Page(words.title + part, words.subtitle, words.caption, notes(handout))


def add_slide(deck: Any, page: Page) -> Slide:
    """A slide with title, subtitle, footer, page number and speaker's notes; its middle is
    empty."""
    layout = deck.slide_layouts[0]
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text = page.title
    slide.placeholders[13].text = page.subtitle
    _footer(slide, layout, page.footer)
    for shape in slide.placeholders:
        describe(shape, shape.text_frame.text)
    slide.notes_slide.notes_text_frame.text = page.notes
    return slide


def _footer(slide: Slide, layout: Any, text: str) -> None:
    """python-pptx leaves footer and page number of the layout out."""
    for shape in layout.placeholders:
        kind = shape._element.nvSpPr.nvPr.find(f"{{{P}}}ph").get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        own = copy.deepcopy(shape._element)
        own.nvSpPr.cNvPr.set("id", str(next_id(slide)))
        slide.shapes._spTree.append(own)
        if kind == "ftr":
            _write_footer(slide.shapes[-1], text)


def _write_footer(shape: Any, text: str) -> None:
    """Dressed here too: LibreOffice takes neither size nor place of a footer from the master."""
    shape.text_frame.text = text
    [paragraph] = shape.text_frame.paragraphs
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.name = Pt(9), "+mn-lt"
    font.color.rgb = RGBColor.from_string(LIGHT.muted.lstrip("#").upper())


def notes(handout: Handout) -> str:
    """What a presenter may be asked: what is shown, of when, from which sources."""
    lines = [f"{heading}: {text}" for heading, text in handout.about()]
    return "\n".join([*lines, "", _("Sources"), *handout.source_lines(SOURCES_IN_NOTES)])


def next_id(slide: Slide) -> int:
    return max(int(one) for one in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1


def describe(shape: Any, text: str) -> None:
    """Gives a shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", writable(text))


def legend(slide: Slide, entries: Sequence[Entry]) -> int:
    """The classes with their counts, in rows below the subtitle; returns where the last ends."""
    left, top = LEFT, int(LEGEND_TOP)
    identifier = next_id(slide)
    parts = []
    for entry in entries:
        text = f"{entry.label} ({count(entry.number)})"
        width = int(Inches(0.42 + 0.085 * len(text)))
        if left + width > LEFT + ACROSS and left > LEFT:
            left, top = LEFT, top + LEGEND_LINE
        swatch = Box(left, top + Inches(0.06), Inches(0.16), Inches(0.16))
        words = Box(left + Inches(0.2), top, width - Inches(0.2), LEGEND_LINE)
        parts += [
            shape_xml(identifier, entry.label, text, swatch, RECTANGLE, entry.fill, LIGHT.muted),
            text_xml(identifier + 1, text, words),
        ]
        identifier += 2
        left += width
    bottom = top + LEGEND_LINE
    box = Box(LEFT, LEGEND_TOP, ACROSS, bottom - LEGEND_TOP)
    said = "; ".join(f"{entry.label}: {count(entry.number)}" for entry in entries)
    add_group(slide, _("Legend"), said, box, parts)
    return bottom + Inches(0.08)


RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'


def shape_xml(
    number: int, name: str, alt: str, box: Box, form: str, fill: str, edge: str, dash: str = ""
) -> str:
    """A shape without text, with a thin edge."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_transform(box)}{form}{fill}"
        f'<a:ln w="4763">{solid(edge)}{dash}</a:ln></p:spPr></p:sp>'
    )


def text_xml(number: int, text: str, box: Box, size: int = 1100, anchor: str = "ctr") -> str:
    """A text box in one line."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(text)} descr={attribute(text)}/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{_transform(box)}{RECTANGLE}<a:noFill/></p:spPr><p:txBody>"
        f'<a:bodyPr wrap="none" lIns="36000" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/>'
        f'<a:p><a:r><a:rPr sz="{size}">{solid(LIGHT.ink)}</a:rPr><a:t>{element(text)}</a:t></a:r>'
        "</a:p></p:txBody></p:sp>"
    )


def add_group(slide: Slide, name: str, alt: str, box: Box, parts: Iterable[str]) -> None:
    """Shapes that move together; each can be chosen and recoloured by itself."""
    inner = f'<a:chOff x="{box.left}" y="{box.top}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
    outer = _transform(box).replace("</a:xfrm>", f"{inner}</a:xfrm>")
    number = next_id(slide) + 10_000
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name={attribute(name)} '
            f"descr={attribute(alt)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{outer}</p:grpSpPr>{''.join(parts)}</p:grpSp>"
        )
    )


def set_cell(into: Any, text: str, size: float, *, bold: bool = False) -> None:
    """A cell of a table, with little room around its text and a thin line below."""
    into.text = text
    into.margin_left = into.margin_right = Inches(0.05)
    into.margin_top = into.margin_bottom = Inches(0.02)
    for paragraph in into.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
    below = f'<a:lnB xmlns:a="{A}" w="6350">{solid(LIGHT.rule)}</a:lnB>'
    into._tc.get_or_add_tcPr().insert(0, parse_xml(below))


NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own name of the plain style without lines."""


def add_table(
    slide: Slide, name: str, alt: str, top: int, widths: Sequence[int], lines: int, height: int
) -> Any:
    """A table with a header and so many lines."""
    frame = slide.shapes.add_table(
        lines + 1, len(widths), LEFT, top, sum(widths), int(height) * (lines + 1)
    )
    frame.name = writable(name)
    describe(frame, alt)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find("{*}tableStyleId").text = NO_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def saved(deck: Any, title: str, subject: str) -> bytes:
    """The presentation's bytes; its properties say what it is."""
    properties = deck.core_properties
    properties.title, properties.author = writable(title)[:255], "SSE Policy Tracker"
    properties.subject = writable(subject)[:255]
    properties.comments = f"{_('Licence')}: {LICENCE}"
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()
