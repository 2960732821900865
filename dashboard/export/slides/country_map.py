"""A map as native shapes, one for each country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from pptx.util import Inches

from dashboard.charts.country_map import Ground
from dashboard.export import outlines
from dashboard.export.deck import Deck, Slide, page_of
from dashboard.export.drawing import (
    ELLIPSE,
    Box,
    add_group,
    fill_of,
    next_id,
    shape_xml,
    solid,
)
from dashboard.export.handout import Handout
from dashboard.export.slides.pages import classes
from dashboard.language import _, labelled
from dashboard.style import LIGHT
from loaders.tuples import tuples

UNIT = 2_286
"""EMU of the grid on which outlines are drawn: a four-hundredth of an inch."""
DOT, DOT_ALONE = Inches(0.09), Inches(0.2)
"""Across the point of a small country; of one that is the whole map."""


def draw(deck: Deck, handout: Handout) -> None:
    """One slide."""
    exhibit = handout.exhibit
    [ground] = exhibit.beside
    slide = deck.add_slide(page_of(handout))
    space = deck.add_legend(slide, classes(exhibit.rows, "level"))
    add_map(slide, ground, exhibit.rows, space, handout.alt)


def add_map(slide: Slide, ground: Ground, rows: pl.DataFrame, space: Box, alt: str) -> None:
    """A map as large as the space allows; `rows`: `iso3 name level label`; others are grey."""
    drawn = outlines.of(ground, space.width // UNIT, space.height // UNIT)
    left = space.left + (space.width - drawn.width * UNIT) // 2
    box = Box(left, space.top, drawn.width * UNIT, drawn.height * UNIT)
    add_group(slide, _("Map"), alt, box, _areas(rows, drawn, box, next_id(slide)))


def _areas(rows: pl.DataFrame, drawn: outlines.Outlines, box: Box, first: int) -> Iterator[str]:
    """The shapes of a map: what lies outside the region, its countries, disputed lines, points."""
    classes = {
        iso3: (name, level, labelled(name, label))
        for iso3, name, level, label in tuples(rows, "iso3", "name", "level", "label")
    }
    points = {code: place for code, place in drawn.points.items() if code in classes}
    number = first
    for code in sorted(drawn.areas, key=lambda code: code in classes):
        if code in points:
            continue
        rings, own = drawn.areas[code], classes.get(code)
        name, level, alt = own or (drawn.names[code], "", drawn.names[code])
        fill = fill_of(level) if own else solid(LIGHT.rule)
        edge = LIGHT.hatch if level == "not_researched" else LIGHT.border
        yield _freeform(number, name, alt, rings, box, fill, edge)
        number += 1
    if drawn.lines:
        said = _("Disputed boundaries")
        dash = '<a:prstDash val="sysDash"/>'
        yield _freeform(number, said, said, drawn.lines, box, "<a:noFill/>", LIGHT.muted, dash)
    for place_in_list, (code, (x, y)) in enumerate(points.items(), start=1):
        name, level, alt = classes[code]
        size = int(DOT_ALONE if rows.height == 1 else DOT)
        place = Box(box.left + x * UNIT - size // 2, box.top + y * UNIT - size // 2, size, size)
        fill = fill_of(level)
        yield shape_xml(number + place_in_list, name, alt, place, ELLIPSE, fill, LIGHT.muted)


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
    return shape_xml(number, name, alt, place, form, fill, edge, dash)
