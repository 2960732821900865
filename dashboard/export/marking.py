"""Marks of direction, language and font on the texts of slides and documents.

Office guesses none of them: an unmarked Arabic text has its full stop at the wrong end.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.font import Font
from pptx.oxml import parse_xml

from dashboard.export import scripts
from dashboard.export.drawing import A
from dashboard.language import current, direction, runs_right_to_left

# --- PPTX -----------------------------------------------------------------------------


def mark_slide(tree: Any) -> None:
    """Marks the paragraphs, runs and tables in the XML of a slide or of its notes."""
    for paragraph in tree.iter(f"{{{A}}}p"):
        runs = paragraph.findall(f"{{{A}}}r")
        text = "".join(run.text for run in runs)
        if text and runs_right_to_left(text):
            properties = paragraph.get_or_add_pPr()
            properties.set("rtl", "1")
            # DrawingML's left is that of the page and not the side where a text begins.
            if properties.get("algn", "l") == "l":
                properties.set("algn", "r")
        for run in runs:
            _mark_slide_run(run.get_or_add_rPr(), scripts.of(run.text))
    if direction(current()) == "rtl":
        for table in tree.iter(f"{{{A}}}tblPr"):
            table.set("rtl", "1")


def _mark_slide_run(properties: Any, script: scripts.Script | None) -> None:
    properties.set("lang", script.language if script else scripts.page_language())
    if not script:
        return
    own = "ea" if script.is_east_asian else "cs"
    for other in properties.findall(f"{{{A}}}{own}"):
        properties.remove(other)
    later = {f"{{{A}}}{name}" for name in _AFTER_FONTS[own]}
    place = next((n for n, part in enumerate(properties) if part.tag in later), len(properties))
    properties.insert(place, parse_xml(f'<a:{own} xmlns:a="{A}" typeface="{script.font}"/>'))


_AFTER_FONTS = {"cs": ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")}
_AFTER_FONTS["ea"] = ("cs", *_AFTER_FONTS["cs"])

# --- DOCX -----------------------------------------------------------------------------


def mark_document(tree: Any) -> None:
    """Marks the paragraphs, runs and tables in the XML of a document or of its footer."""
    for paragraph in tree.iter(qn("w:p")):
        runs = paragraph.findall(qn("w:r"))
        text = "".join(run.text for run in runs)
        is_right_to_left = bool(text) and runs_right_to_left(text)
        if is_right_to_left:
            _child(paragraph.get_or_add_pPr(), "w:bidi")
        for run in runs:
            _mark_word_run(run, scripts.of(run.text), is_right_to_left)
    if direction(current()) == "rtl":
        for table in tree.iter(qn("w:tblPr")):
            _child(table, "w:bidiVisual")


def _mark_word_run(run: Any, script: scripts.Script | None, is_right_to_left: bool) -> None:
    font, properties = Font(run), run.get_or_add_rPr()
    if is_right_to_left:
        font.rtl = True
    # Word takes weight and size of complex scripts from properties of their own.
    font.cs_bold = font.bold
    if font.size is not None:
        _child(properties, "w:szCs").set(qn("w:val"), str(round(font.size.pt * 2)))
    spoken = _child(properties, "w:lang")
    spoken.set(qn("w:val"), scripts.page_language())
    if script:
        fonts = properties.get_or_add_rFonts()
        fonts.set(qn("w:eastAsia" if script.is_east_asian else "w:cs"), script.font)
        spoken.set(qn("w:eastAsia" if script.is_east_asian else "w:bidi"), script.language)


_AFTER = {
    "w:lang": ("w:eastAsianLayout", "w:specVanish", "w:oMath"),
    "w:szCs": (
        *("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign"),
        *("w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath"),
    ),
    "w:bidi": (
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
        *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
        *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
        "w:pPrChange",
    ),
    "w:bidiVisual": (
        *("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing"),
        *("w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    ),
}
"""What may follow an element in ECMA-376: Word repairs a file in which the order is another."""


def _child(properties: Any, name: str) -> Any:
    """The child of that name, made in its place where it is not there."""
    found = properties.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        properties.insert_element_before(found, *_AFTER[name])
    return found
