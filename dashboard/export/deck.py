"""A presentation of charts: the frame that all its slides share, on our master or a presenter's."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.exhibit import LICENCE
from dashboard.export import master
from dashboard.export.drawing import (
    INK,
    MUTED,
    RECTANGLE,
    Box,
    add,
    add_group,
    describe,
    lines_xml,
    next_id,
    shape_xml,
    text_xml,
    writable,
)
from dashboard.export.handout import Handout
from dashboard.export.marking import mark_slide
from dashboard.export.template import Template
from dashboard.language import _, count, labelled, listed
from dashboard.style import LIGHT

Slide = Any
"""python-pptx's types are not declared."""

LEGEND_LINE, BELOW_LEGEND = Inches(0.27), Inches(0.08)
LINE_OF_TEXT = Inches(0.4)
"""For a subtitle or a caption for which the layout has no place."""
LEAST_ACROSS, LEAST_DOWN = Inches(4), Inches(2.5)
SOURCES_IN_NOTES = 100
SUBTITLE = 13
"""The number of the subtitle in our layout."""


@dataclass(frozen=True)
class Entry:
    """A line of a legend."""

    label: str
    number: int
    fill: str
    """DrawingML."""


@dataclass(frozen=True)
class Page:
    """The words of a slide."""

    title: str
    subtitle: str
    footer: str
    notes: str


def page_of(handout: Handout, number: int = 1, of: int = 1, *, as_table: bool = False) -> Page:
    """The words of a chart's slide, or of one of several; a table is read without the rest."""
    words = handout.exhibit.words
    part = _(" ({n} of {all})").format(n=count(number), all=count(of)) if of > 1 else ""
    caption = words.caption if as_table else words.below
    return Page(words.title + part, words.subtitle, caption, notes(handout))


def notes(handout: Handout) -> str:
    """What a presenter may be asked: what is shown, of when, from which sources."""
    lines = [labelled(heading, text) for heading, text in handout.about()]
    return "\n".join([*lines, "", _("Sources"), *handout.source_lines(SOURCES_IN_NOTES)])


class Deck:
    """A presentation that grows by slides with title, subtitle, caption, page number and notes."""

    def __init__(self, template: Template | None = None) -> None:
        made = template.opened() if template else Presentation(io.BytesIO(master.empty()))
        self._made, self._layout = made, _layout(made)
        self._own = {_kind(shape): shape for shape in self._layout.placeholders}
        self._subtitle, self._caption = self._has_subtitle(), self._has_caption()
        whole = _space(made, self._layout)
        above = 0 if self._subtitle else LINE_OF_TEXT
        below = 0 if self._caption else LINE_OF_TEXT
        self._whole = whole
        self.space = Box(whole.left, whole.top + above, whole.width, whole.height - above - below)
        """What the slide shows goes here."""

    def _has_subtitle(self) -> bool:
        return any(
            _number(shape) == SUBTITLE and shape.name == "Subtitle"
            for shape in self._layout.placeholders
        )

    def _has_caption(self) -> bool:
        """Whether the layout's footer is free and wide enough for sources and disclaimer."""
        footer = self._own.get("ftr")
        return bool(
            footer
            and not footer.text_frame.text.strip()
            and (footer.width or 0) > 0.7 * self._made.slide_width
        )

    def add_slide(self, page: Page) -> Slide:
        """A slide with its words; its middle, the `space`, is empty."""
        slide = self._made.slides.add_slide(self._layout)
        for shape in list(slide.placeholders):
            if _kind(shape) not in ("title", "ctrTitle") and not self._is_subtitle(shape):
                shape._element.getparent().remove(shape._element)
        self._add_words(slide, page)
        self._add_footer(slide, page.footer)
        for shape in slide.placeholders:
            describe(shape, shape.text_frame.text)
        # A master of notes may have no place for them.
        if written := slide.notes_slide.notes_text_frame:
            written.text = page.notes
        return slide

    def _is_subtitle(self, shape: Any) -> bool:
        return self._subtitle and _number(shape) == SUBTITLE

    def _add_words(self, slide: Slide, page: Page) -> None:
        whole = self._whole
        if slide.shapes.title is not None:
            slide.shapes.title.text = page.title
            if self._subtitle:
                _fit(slide.shapes.title, master.TITLE_FITS, master.TITLE_SMALL)
        else:
            above = Box(whole.left, whole.top - LINE_OF_TEXT, whole.width, LINE_OF_TEXT)
            add(slide, lines_xml(next_id(slide), page.title, above, 2000, INK, "ctr"))
        if self._subtitle:
            slide.placeholders[SUBTITLE].text = page.subtitle
            _fit(slide.placeholders[SUBTITLE], master.SUBTITLE_FITS, master.SUBTITLE_SMALL)
        else:
            line = Box(whole.left, whole.top, whole.width, LINE_OF_TEXT)
            add(slide, lines_xml(next_id(slide), page.subtitle, line, 1200, MUTED, "t"))

    def _add_footer(self, slide: Slide, caption: str) -> None:
        """python-pptx leaves footer and page number of the layout out."""
        for kind in ("ftr", "sldNum"):
            if kind not in self._own:
                continue
            own = copy.deepcopy(self._own[kind]._element)
            own.nvSpPr.cNvPr.set("id", str(next_id(slide)))
            slide.shapes._spTree.append(own)
            if kind == "ftr" and self._caption:
                _write_caption(slide.shapes[-1], caption)
        if not self._caption:
            whole = self._whole
            foot = Box(
                whole.left, whole.top + whole.height - LINE_OF_TEXT, whole.width, LINE_OF_TEXT
            )
            add(slide, lines_xml(next_id(slide), caption, foot, 900, MUTED, "b"))

    def room(self, entries: Sequence[Entry]) -> Box:
        """What is left of the space below a legend of these entries."""
        *_before, (_entry, last) = self._places(entries)
        top = last.top + LEGEND_LINE + BELOW_LEGEND
        space = self.space
        return Box(space.left, top, space.width, space.top + space.height - top)

    def _places(self, entries: Sequence[Entry]) -> list[tuple[Entry, Box]]:
        """Of a legend's entries: in rows from the upper left corner of the space."""
        left, top, right = self.space.left, self.space.top, self.space.left + self.space.width
        placed = []
        for entry in entries:
            width = int(Inches(0.42 + 0.085 * len(_said(entry))))
            if left + width > right and left > self.space.left:
                left, top = self.space.left, top + LEGEND_LINE
            placed.append((entry, Box(left, top, width, LEGEND_LINE)))
            left += width
        return placed

    def add_legend(self, slide: Slide, entries: Sequence[Entry]) -> Box:
        """The classes with their counts; returns the `room` below them."""
        identifier, parts = next_id(slide), []
        for entry, place in self._places(entries):
            mark = Box(place.left, place.top + Inches(0.06), Inches(0.16), Inches(0.16))
            words = Box(
                place.left + Inches(0.2), place.top, place.width - Inches(0.2), place.height
            )
            said = _said(entry)
            parts += [
                shape_xml(identifier, entry.label, said, mark, RECTANGLE, entry.fill, LIGHT.muted),
                text_xml(identifier + 1, said, words),
            ]
            identifier += 2
        room = self.room(entries)
        height = room.top - BELOW_LEGEND - self.space.top
        box = Box(self.space.left, self.space.top, self.space.width, height)
        alt = listed(labelled(entry.label, count(entry.number)) for entry in entries)
        add_group(slide, _("Legend"), alt, box, parts)
        return room

    def saved(self, title: str, subject: str) -> bytes:
        """The presentation's bytes; its properties say what it is."""
        properties = self._made.core_properties
        properties.title, properties.author = writable(title)[:255], "SSE Policy Tracker"
        properties.subject = writable(subject)[:255]
        properties.comments = labelled(_("Licence"), LICENCE)
        for slide in self._made.slides:
            mark_slide(slide._element)
            mark_slide(slide.notes_slide._element)
        held = io.BytesIO()
        self._made.save(held)
        return held.getvalue()


def _said(entry: Entry) -> str:
    return f"{entry.label} ({count(entry.number)})"


def _kind(shape: Any) -> str:
    """Of a placeholder, as the file calls it; 'obj' takes any content."""
    return shape._element.xpath(".//p:nvPr/p:ph")[0].get("type", "obj")


def _number(shape: Any) -> int:
    return shape.placeholder_format.idx


def _layout(made: Any) -> Any:
    """The one that leaves most room: with a title only, else with a title, else any."""

    def rank(layout: Any) -> int:
        kinds = [_kind(shape) for shape in layout.placeholders]
        return len(kinds) if "title" in kinds else 100

    by_type = [one for one in made.slide_layouts if one._element.get("type") == "titleOnly"]
    return by_type[0] if by_type else min(made.slide_layouts, key=rank)


def _space(made: Any, layout: Any) -> Box:
    """Where the layout or its master has the body of a slide, else between generous margins."""
    for owner in (layout, layout.slide_master):
        for shape in owner.placeholders:
            if _kind(shape) in ("obj", "body") and _number(shape) in (0, 1):
                # One that neither says where it stands has no measures.
                across, down = shape.width or 0, shape.height or 0
                if across >= LEAST_ACROSS and down >= LEAST_DOWN:
                    return Box(shape.left, shape.top, across, down)
    across, down = made.slide_width, made.slide_height
    return Box(across // 20, down // 5, across - across // 10, down * 7 // 10)


def _fit(shape: Any, characters: int, smaller: float) -> None:
    """Sets a text in a smaller type that would run out of its place on our master.

    PowerPoint shrinks a text only when somebody edits it.
    """
    if len(shape.text_frame.text) > characters:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = Pt(smaller)


def _write_caption(shape: Any, text: str) -> None:
    """Dressed here too: LibreOffice takes neither size nor place of a footer from the master."""
    shape.text_frame.text = text
    [paragraph] = shape.text_frame.paragraphs
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.name = Pt(9), "+mn-lt"
    font.color.theme_color = MSO_THEME_COLOR.TEXT_2
