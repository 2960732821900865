"""The boundary layer as browsers fetch it: named by its content, so that it is fetched once.

The name of each area is put into its properties here, so there is a file for each language.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from dashboard.assets import Asset, publish
from dashboard.language import countries, current
from loaders import Snapshot, boundary_layer
from loaders.boundary_layer import BoundaryLayer
from loaders.snapshot import DATA

JSON = "application/json"


@dataclass(frozen=True)
class MapLayers:
    """The layer itself and the addresses of its large parts."""

    layer: BoundaryLayer
    areas: Asset
    stripes: Asset


def layers(snapshot: Snapshot) -> MapLayers:
    """The snapshot's layer, else the shipped one, with the names in the page's language."""
    return _in_language(snapshot, current())


@lru_cache(maxsize=8)
def _in_language(snapshot: Snapshot, _language: str) -> MapLayers:
    names = tuple(sorted(countries(snapshot.reference).items()))
    own = snapshot.root / "geometry"
    folder = own if own.is_dir() else DATA / "geometry"
    return _layers(folder, names, max(file.stat().st_mtime_ns for file in folder.iterdir()))


@lru_cache(maxsize=8)
def _layers(folder: Path, names: tuple[tuple[str, str], ...], _changed: int) -> MapLayers:
    layer = boundary_layer.read(folder)
    areas = json.loads(layer.areas.read_bytes())
    known = dict(names)
    for feature in areas["features"]:
        feature["properties"] = {"name": known.get(feature["id"], feature["id"])}
    return MapLayers(
        layer,
        publish("areas.json", orjson.dumps(areas), JSON),
        publish("stripes.json", layer.stripes.read_bytes(), JSON),
    )
