"""Where a country lies: a small map of its surroundings, drawn without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts.country_map import Ground
from dashboard.export import outlines, typeset
from dashboard.language import _
from dashboard.style import LIGHT

WIDTH, HEIGHT = 600, 400
"""Units of the drawing."""
DOT, RING, SMALL = 9, 26, 30
"""Radius of a point and of the ring around what is drawn smaller than `SMALL`."""
OWN = LIGHT.first


def alt(place: str) -> str:
    """The map in words."""
    return _("Map: where {place} lies").format(place=place)


def svg(ground: Ground, iso3: str) -> str:
    """The country dark among the others, as a dot where it is too small to be seen."""
    drawn = outlines.of(ground, WIDTH, HEIGHT)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}" '
        f'width="{drawn.width}" height="{drawn.height}">{"".join(_parts(drawn, iso3))}</svg>'
    )


def png(ground: Ground, iso3: str) -> bytes:
    """The same as an image, sharp in print."""
    return typeset.png("inset.typ", {"drawing": svg(ground, iso3)})


def _parts(drawn: outlines.Outlines, iso3: str) -> Iterator[str]:
    # The country comes last, so that no neighbour's edge lies over its own.
    for code in sorted(drawn.areas, key=lambda code: code == iso3):
        fill = OWN if code == iso3 else LIGHT.nothing_found
        path = "".join(_path(ring, closed=True) for ring in drawn.areas[code])
        yield (
            f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{LIGHT.border}" '
            'stroke-width="0.8"/>'
        )
    lines = "".join(_path(line) for line in drawn.lines)
    yield f'<path d="{lines}" fill="none" stroke="{LIGHT.muted}" stroke-dasharray="2 2"/>'
    if iso3 in drawn.points:
        yield _circle(drawn.points[iso3], DOT, f'fill="{OWN}" stroke="{LIGHT.paper}"')
    if small := _small(drawn, iso3):
        yield _circle(small, RING, f'fill="none" stroke="{OWN}" stroke-width="3"')
    yield (
        f'<rect width="{drawn.width}" height="{drawn.height}" fill="none" '
        f'stroke="{LIGHT.none_known}"/>'
    )


def _small(drawn: outlines.Outlines, iso3: str) -> tuple[int, int] | None:
    """The middle of an area that would hardly be seen."""
    if iso3 in drawn.points:
        return drawn.points[iso3]
    xs, ys = zip(*(place for ring in drawn.areas.get(iso3, []) for place in ring), strict=True)
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    if max(across, down) > SMALL:
        return None
    return min(xs) + across // 2, min(ys) + down // 2


def _circle(middle: tuple[int, int], radius: int, look: str) -> str:
    x, y = middle
    return f'<circle cx="{x}" cy="{y}" r="{radius}" {look}/>'


def _path(ring: Sequence[tuple[int, int]], *, closed: bool = False) -> str:
    points = "L".join(f"{x} {y}" for x, y in ring)
    return f"M{points}{'Z' if closed else ''}"
