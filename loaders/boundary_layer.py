"""The small files of the boundary layer, read for drawing; browsers fetch the large ones.

`geometry.py` makes all of them; this module needs no geopandas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Extent:
    """A part of the globe in degrees; longitudes run from `west` east to `east` (may pass 180)."""

    west: float
    east: float
    south: float
    north: float


WORLD = Extent(-169, 191, -70, 86)
"""The seam runs through the Bering Strait and no land."""
WIDEST = 250
"""Degrees; a group of countries spread over more gets the world map."""
TINY = 0.5
"""Degrees; what is smaller is a dot that fills no map."""


@dataclass(frozen=True)
class BoundaryLayer:
    """Paths of the files a browser fetches, and what pages draw themselves."""

    areas: Path
    stripes: Path
    points: Mapping[str, tuple[float, float]]
    """Longitude and latitude, by ISO3, of areas too small to be seen."""
    bounds: Mapping[str, tuple[float, float, float, float]]
    """West, east, south, north, by ISO3, of each area's main body."""
    lines: tuple[tuple[float | None, ...], tuple[float | None, ...]]
    """Disputed boundaries: longitudes and latitudes, `None` between two lines."""

    def extent(self, members: Iterable[str] | None) -> Extent:
        """The part of the globe that shows these countries; the world for `None`.

        A tiny country alone is shown with what lies around it.
        """
        shown = [code for code in members or () if code in self.bounds]
        bounds = [self.bounds[code] for code in shown]
        if not bounds:
            return WORLD
        west, east = _narrowest([(bound[0], bound[1]) for bound in bounds])
        if east - west > WIDEST:
            return WORLD
        south, north = min(bound[2] for bound in bounds), max(bound[3] for bound in bounds)
        if len(shown) == 1 and max(east - west, north - south) < TINY:
            return self.around(shown[0]) or WORLD
        margin = max(east - west, north - south) * 0.05 + 1
        return Extent(
            west - margin, east + margin, max(south - margin, -60), min(north + margin, 84)
        )

    def around(self, iso3: str) -> Extent | None:
        """The part of the globe in which an area lies, with what is near; `None` for an area that
        the layer lacks."""
        if iso3 not in self.bounds:
            return None
        west, east, south, north = self.bounds[iso3]
        across, down = max((east - west) * 0.8, 28), max((north - south) * 0.8, 19)
        middle, height = (west + east) / 2, (south + north) / 2
        if across > WIDEST / 2:
            return WORLD
        return Extent(
            middle - across, middle + across, max(height - down, -70), min(height + down, 84)
        )


def _narrowest(ranges: list[tuple[float, float]]) -> tuple[float, float]:
    """The shortest range of longitudes that holds all, which may run across the antimeridian."""
    candidates = []
    for start, _ in ranges:
        end = max((high - start) % 360 if high - low < 360 else 360 for low, high in ranges)
        inside = all((low - start) % 360 + (high - low) <= end + 1e-9 for low, high in ranges)
        candidates.append((end if inside else 360.0, start))
    width, start = min(candidates)
    return start, start + width


def read(folder: Path) -> BoundaryLayer:
    """The layer in `data/geometry`. Raises `FileNotFoundError` where it was not made yet."""
    points = json.loads((folder / "points.json").read_text("utf-8"))
    extents = json.loads((folder / "extents.json").read_text("utf-8"))
    lines = json.loads((folder / "lines.geojson").read_text("utf-8"))
    return BoundaryLayer(
        areas=folder / "areas.geojson",
        stripes=folder / "stripes.geojson",
        points={point["id"]: (point["lon"], point["lat"]) for point in points},
        bounds={code: (*found["lon"], *found["lat"]) for code, found in extents.items()},
        lines=_flat(lines),
    )


def _flat(lines: dict) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    parts = [
        [*part, (None, None)]
        for feature in lines["features"]
        for part in feature["geometry"]["coordinates"]
    ]
    flat = [position for part in parts for position in part]
    return tuple(x for x, _ in flat), tuple(y for _, y in flat)
