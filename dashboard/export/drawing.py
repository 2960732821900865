"""DrawingML (ECMA-376, part 1): what python-pptx cannot say, such as shapes by the hundred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from dashboard.style import LIGHT, stepped

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}"'


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
MUTED = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
RULE = '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
"""Text and lines take the colours of the presentation's theme: a presenter's own may be dark."""


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


def fill_of_all(codes: Sequence[str]) -> str:
    """The fill of a sign that stands for several classes: their colours in equal steps."""
    stops = "".join(
        f'<a:gs pos="{round(place * 100_000)}"><a:srgbClr val="{colour.lstrip("#")}"/></a:gs>'
        for place, colour in stepped([LIGHT.level(code) for code in codes])
    )
    return f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'


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


def transform(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


def next_id(slide: Any) -> int:
    return max(int(one) for one in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1


def describe(shape: Any, text: str) -> None:
    """Gives a shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", writable(text))


RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'


def shape_xml(
    number: int, name: str, alt: str, box: Box, form: str, fill: str, edge: str, dash: str = ""
) -> str:
    """A shape without text, with a thin edge."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(box)}{form}{fill}"
        f'<a:ln w="4763">{solid(edge)}{dash}</a:ln></p:spPr></p:sp>'
    )


def text_xml(number: int, text: str, box: Box, size: int = 1100) -> str:
    """A text box in one line."""
    return _text_xml(number, text, box, size, INK, wrap="none", anchor="ctr", left=36_000)


def lines_xml(number: int, text: str, box: Box, size: int, colour: str, anchor: str) -> str:
    """A text box whose text breaks where the box ends."""
    return _text_xml(number, text, box, size, colour, wrap="square", anchor=anchor, left=0)


def _text_xml(
    number: int, text: str, box: Box, size: int, colour: str, *, wrap: str, anchor: str, left: int
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(text)} descr={attribute(text)}/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{transform(box)}{RECTANGLE}<a:noFill/></p:spPr><p:txBody>"
        f'<a:bodyPr wrap="{wrap}" lIns="{left}" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/>'
        f'<a:p><a:r><a:rPr sz="{size}">{colour}</a:rPr><a:t>{element(text)}</a:t></a:r>'
        "</a:p></p:txBody></p:sp>"
    )


def add(slide: Any, xml: str) -> Any:
    """Puts one shape on a slide."""
    shape = parse_xml(xml.replace("<p:sp>", f"<p:sp {NAMESPACES}>", 1))
    slide.shapes._spTree.append(shape)
    return slide.shapes[-1]


def add_group(slide: Any, name: str, alt: str, box: Box, parts: Iterable[str]) -> None:
    """Shapes that move together; each can be chosen and recoloured by itself."""
    inner = f'<a:chOff x="{box.left}" y="{box.top}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
    outer = transform(box).replace("</a:xfrm>", f"{inner}</a:xfrm>")
    number = next_id(slide) + 10_000
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name={attribute(name)} '
            f"descr={attribute(alt)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{outer}</p:grpSpPr>{''.join(parts)}</p:grpSp>"
        )
    )
