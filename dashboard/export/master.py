"""Our own master: 16:9, with one layout of title, subtitle, footer and page number."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

from dashboard.export.drawing import MUTED, NAMESPACES, A, Box, P, transform
from dashboard.style import LIGHT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.5), Inches(12.333)
TOP, BOTTOM = Inches(1.4), Inches(6.78)
"""Of what a slide shows, below its subtitle and above its footer."""
PLACES = {
    "title": Box(LEFT, Inches(0.32), ACROSS, Inches(0.62)),
    "body": Box(LEFT, TOP, ACROSS, BOTTOM - TOP),
    "ftr": Box(LEFT, Inches(6.86), Inches(11.4), Inches(0.46)),
    "sldNum": Box(Inches(12.033), Inches(6.86), Inches(0.8), Inches(0.46)),
}
TITLE_FITS, TITLE_SMALL = 66, 18
SUBTITLE_FITS, SUBTITLE_SMALL = 140, 11
"""Characters of one line in the type of the master; points of what is longer."""
SUBTITLE = Box(LEFT, Inches(0.9), ACROSS, Inches(0.46))
ACCENTS = (*LIGHT.scale, LIGHT.open, LIGHT.attention)
THEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.rule,
    **{f"accent{n}": colour for n, colour in enumerate(ACCENTS, start=1)},
}
"""The colours of the maps are those that PowerPoint offers first."""


@lru_cache(maxsize=1)
def empty() -> bytes:
    """A presentation on our master, without a slide."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    for other in [one for one in made.slide_layouts if one.name != "Title Only"]:
        made.slide_layouts.remove(other)
    layout = made.slide_layouts[0]
    layout._element.cSld.set("name", "Chart")
    # It gains a subtitle and is PowerPoint's own 'title only' no more.
    del layout._element.attrib["type"]
    _drop_printer_settings(made)
    _dress(made.slide_master, layout)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _drop_printer_settings(made: Any) -> None:
    for identifier, relation in list(made.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            made.part.rels.pop(identifier)


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
    relation = next(rel for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    part = relation.target_part
    theme = part.blob.decode()
    for name, colour in THEME.items():
        own = rf'\1<a:srgbClr val="{colour.lstrip("#")}"/>'
        theme = re.sub(rf"(<a:{name}>)<a:(?:srgb|sys)Clr [^>]*/>", own, theme)
    part._blob = theme.encode()


def _subtitle_placeholder(number: int) -> Any:
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Subtitle"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="13"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform(SUBTITLE)}</p:spPr>"
        '<p:txBody><a:bodyPr lIns="0" anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle>'
        f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1400">{MUTED}</a:defRPr>'
        "</a:lvl1pPr></a:lstStyle><a:p><a:r><a:t>Subtitle</a:t></a:r></a:p></p:txBody></p:sp>"
    )
