"""A map as native shapes, one for each country and area, named and recolourable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from pptx.util import Inches

from dashboard.export import deck, outlines
from dashboard.export.deck import ACROSS, BOTTOM, LEFT, Box
from dashboard.export.handout import Handout
from dashboard.export.slides.parts import classes
from dashboard.language import _
from dashboard.style import LIGHT

UNIT = 2_286
"""EMU of the grid on which outlines are drawn: a four-hundredth of an inch."""
DOT = Inches(0.09)


def map_slide(made: Any, handout: Handout) -> None:
    exhibit = handout.exhibit
    [ground] = exhibit.beside
    slide = deck.add_slide(made, deck.page_of(handout))
    top = deck.legend(slide, classes(exhibit.rows, "level"))
    space = Box(LEFT, top, ACROSS, BOTTOM - top)
    drawn = outlines.of(ground, space.width // UNIT, space.height // UNIT)
    left = space.left + (space.width - drawn.width * UNIT) // 2
    box = Box(left, top, drawn.width * UNIT, drawn.height * UNIT)
    parts = _areas(exhibit.rows, drawn, box, deck.next_id(slide))
    deck.add_group(slide, _("Map"), handout.alt, box, parts)


def _areas(rows: pl.DataFrame, drawn: outlines.Outlines, box: Box, first: int) -> Iterator[str]:
    """The shapes of a map: what lies outside the region, its countries, disputed lines, points."""
    own_class = {
        iso3: (name, level, f"{name}: {label}")
        for iso3, name, level, label in rows.select("iso3", "name", "level", "label").iter_rows()
    }
    points = {code: place for code, place in drawn.points.items() if code in own_class}
    number = first
    for code in sorted(drawn.areas, key=lambda code: code in own_class):
        if code in points:
            continue
        rings, own = drawn.areas[code], own_class.get(code)
        name, level, alt = own or (drawn.names[code], "", drawn.names[code])
        fill = deck.fill_of(level) if own else deck.solid(LIGHT.rule)
        edge = LIGHT.hatch if level == "not_researched" else LIGHT.border
        yield _freeform(number, name, alt, rings, box, fill, edge)
        number += 1
    if drawn.lines:
        said = _("Disputed boundaries")
        dash = '<a:prstDash val="sysDash"/>'
        yield _freeform(number, said, said, drawn.lines, box, "<a:noFill/>", LIGHT.muted, dash)
    for place_in_list, (code, (x, y)) in enumerate(points.items(), start=1):
        name, level, alt = own_class[code]
        place = Box(
            box.left + x * UNIT - DOT // 2, box.top + y * UNIT - DOT // 2, int(DOT), int(DOT)
        )
        fill = deck.fill_of(level)
        yield deck.shape_xml(
            number + place_in_list, name, alt, place, deck.ELLIPSE, fill, LIGHT.muted
        )


def _freeform(
    number: int,
    name: str,
    alt: str,
    rings: Sequence[outlines.Ring],
    box: Box,
    fill: str,
    edge: str,
    dash: str = "",
) -> str:
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    left, top = min(xs), min(ys)
    # A shape without extent would be scaled by zero.
    width, height = max(max(xs) - left, 1), max(max(ys) - top, 1)
    end = "" if dash else "<a:close/>"
    paths = "".join(
        "<a:moveTo>"
        + "</a:moveTo>".join(
            [
                f'<a:pt x="{ring[0][0] - left}" y="{ring[0][1] - top}"/>',
                "".join(
                    f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in ring[1:]
                ),
            ]
        )
        + end
        for ring in rings
    )
    form = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
    )
    place = Box(box.left + left * UNIT, box.top + top * UNIT, width * UNIT, height * UNIT)
    return deck.shape_xml(number, name, alt, place, form, fill, edge, dash)
