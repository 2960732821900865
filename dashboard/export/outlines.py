"""The outlines of a map's areas as a drawing program needs them: flat, clipped, in whole units.

Projected in the Equal Earth projection (Savric, Patterson and Jenny 2018, doi:10.1080/
13658816.2018.1504949), as the pages do; kept, since nothing in them changes with the data.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import orjson

from dashboard import assets
from dashboard.charts.country_map import Ground
from loaders.boundary_layer import BoundaryLayer, Extent

Point = tuple[float, float]
Ring = list[tuple[int, int]]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True)
class Outlines:
    """A map in units of a frame whose corner is (0, 0); y runs down."""

    areas: dict[str, list[Ring]]
    """By ISO3: the rings inside the frame; holes are rings too."""
    points: dict[str, tuple[int, int]]
    """By ISO3: of areas too small to be seen."""
    lines: list[Ring]
    """Disputed boundaries."""
    names: dict[str, str]
    width: int
    height: int


def project(lon: float, lat: float) -> Point:
    """Degrees from the central meridian and from the equator to the Equal Earth plane; also
    beyond longitude 180."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / slope
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is drawn, and how large."""

    centre: float
    west: float
    east: float
    south: float
    north: float
    scale: float
    lats: tuple[float, float]
    """The lowest and the highest latitude inside."""
    reach: float
    """Degrees from the centre beyond which nothing is inside, at whatever latitude."""

    def may_show(self, ring: Sequence[Point], turn: int) -> bool:
        """Whether a ring may reach into the frame: most need not be projected to be left out."""
        lons, lats = zip(*ring, strict=True)
        aside = min(lons) + turn - self.centre, max(lons) + turn - self.centre
        return (
            min(lats) <= self.lats[1]
            and max(lats) >= self.lats[0]
            and aside[0] <= self.reach
            and aside[1] >= -self.reach
        )

    def place(self, lon: float, lat: float) -> Point:
        x, y = project(lon - self.centre, lat)
        return (x - self.west) * self.scale, (self.north - y) * self.scale


def _frame(extent: Extent, width: int, height: int) -> Frame:
    centre = (extent.west + extent.east) / 2
    lons = [extent.west + (extent.east - extent.west) * n / 24 for n in range(25)]
    lats = [extent.south + (extent.north - extent.south) * n / 24 for n in range(25)]
    edge = [(lon, lat) for lon in lons for lat in (extent.south, extent.north)]
    edge += [(lon, lat) for lon in (extent.west, extent.east) for lat in lats]
    xs, ys = zip(*(project(lon - centre, lat) for lon, lat in edge), strict=True)
    scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
    lats_inside = extent.south, extent.north
    # A degree of longitude is narrowest where the frame is nearest to a pole.
    narrowest = project(1, max(map(abs, lats_inside)))[0]
    reach = max(-min(xs), max(xs)) / narrowest
    return Frame(centre, min(xs), max(xs), min(ys), max(ys), scale, lats_inside, reach)


def of(ground: Ground, width: int, height: int) -> Outlines:
    """The map that fits into this many units."""
    return _outlines(ground.areas, ground.extent, width, height, _Layer(ground.layer))


@dataclass(frozen=True)
class _Layer:
    """The layer as a part of a key: two with the same areas are the same."""

    layer: BoundaryLayer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Layer) and self.layer.areas == other.layer.areas

    def __hash__(self) -> int:
        return hash(self.layer.areas)


@lru_cache(maxsize=8)
def _outlines(path: str, extent: Extent, width: int, height: int, held: _Layer) -> Outlines:
    features = _features(path)
    frame, layer = _frame(extent, width, height), held.layer
    across = round((frame.east - frame.west) * frame.scale)
    down = round((frame.north - frame.south) * frame.scale)
    areas = {}
    for feature in features:
        rings = list(_rings(feature["geometry"], frame, across, down))
        if rings:
            areas[feature["id"]] = rings
    points = {code: _whole(_at(frame, lon, lat)) for code, (lon, lat) in layer.points.items()}
    return Outlines(
        areas,
        {code: (x, y) for code, (x, y) in points.items() if 0 <= x <= across and 0 <= y <= down},
        list(_lines(layer, frame, across, down)),
        {feature["id"]: feature["properties"]["name"] for feature in features},
        across,
        down,
    )


@lru_cache(maxsize=4)
def _features(path: str) -> list[dict]:
    asset = assets.published(path)
    return orjson.loads(asset.content)["features"] if asset else []


def _at(frame: Frame, lon: float, lat: float) -> Point:
    turn = 360 * round((frame.centre - lon) / 360)
    return frame.place(lon + turn, lat)


def _rings(shape: dict, frame: Frame, width: int, height: int) -> Iterator[Ring]:
    several = shape["type"] == "MultiPolygon"
    for polygon in shape["coordinates"] if several else [shape["coordinates"]]:
        turn = _turn(polygon[0], frame.centre)
        if not frame.may_show(polygon[0], turn):
            continue
        for ring in polygon:
            flat = [frame.place(lon + turn, lat) for lon, lat in ring]
            clipped = _distinct(map(_whole, _clipped(flat, width, height)))
            if len(clipped) > 2:
                yield clipped


def _turn(ring: Sequence[Point], centre: float) -> int:
    """The whole turn that brings the middle of a ring nearest to the central meridian."""
    middle = (min(lon for lon, _ in ring) + max(lon for lon, _ in ring)) / 2
    return 360 * round((centre - middle) / 360)


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _distinct(points: Iterable[tuple[int, int]]) -> Ring:
    """Without points that fall on the one before."""
    kept: Ring = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _clipped(ring: list[Point], width: int, height: int) -> list[Point]:
    """The part of a ring inside the frame (Sutherland and Hodgman 1974)."""
    sides: list[tuple[int, float, Callable[[float, float], bool]]] = [
        (0, 0, operator.ge),
        (0, width, operator.le),
        (1, 0, operator.ge),
        (1, height, operator.le),
    ]
    for axis, limit, inside in sides:
        if all(inside(point[axis], limit) for point in ring):
            continue
        kept: list[Point] = []
        for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
            within = inside(point[axis], limit)
            if within != inside(before[axis], limit):
                part = (limit - before[axis]) / (point[axis] - before[axis])
                x, y = (a + (b - a) * part for a, b in zip(before, point, strict=True))
                kept.append((x, y))
            if within:
                kept.append(point)
        ring = kept
        if not ring:
            break
    return ring


def _lines(layer: BoundaryLayer, frame: Frame, width: int, height: int) -> Iterator[Ring]:
    """The disputed boundaries inside the frame: none leads across what lies outside."""
    line: Ring = []
    for lon, lat in [*zip(*layer.lines, strict=True), (None, None)]:
        place = None if lon is None or lat is None else _whole(_at(frame, lon, lat))
        if place and 0 <= place[0] <= width and 0 <= place[1] <= height:
            line.append(place)
            continue
        if len(line) > 1:
            yield line
        line = []
