"""The boundary layer as browsers fetch it: named by its content, so that it is fetched once.

The name of each area is put into its properties here, so there is a file for each language.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from dashboard.language import countries
from loaders import Snapshot, boundary_layer
from loaders.boundary_layer import BoundaryLayer
from loaders.snapshot import DATA

PREFIX = "/geometry/"


@dataclass(frozen=True)
class Asset:
    """A file for the browser; its address changes with its content."""

    path: str
    content: bytes
    compressed: bytes


@dataclass(frozen=True)
class MapLayers:
    """The layer itself and the addresses of its large parts."""

    layer: BoundaryLayer
    areas: Asset
    stripes: Asset


_published: dict[str, Asset] = {}


def layers(snapshot: Snapshot) -> MapLayers:
    """The snapshot's layer, else the shipped one, with the names in the page's language."""
    names = tuple(sorted(countries(snapshot.reference).items()))
    own = snapshot.root / "geometry"
    return _layers(own if own.is_dir() else DATA / "geometry", names)


@lru_cache(maxsize=8)
def _layers(folder: Path, names: tuple[tuple[str, str], ...]) -> MapLayers:
    layer = boundary_layer.read(folder)
    areas = json.loads(layer.areas.read_bytes())
    known = dict(names)
    for feature in areas["features"]:
        feature["properties"] = {"name": known.get(feature["id"], feature["id"])}
    return MapLayers(
        layer,
        _publish("areas", orjson.dumps(areas)),
        _publish("stripes", layer.stripes.read_bytes()),
    )


def _publish(name: str, content: bytes) -> Asset:
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    asset = Asset(f"{PREFIX}{name}-{digest}.json", content, gzip.compress(content, 9, mtime=0))
    _published[asset.path] = asset
    return asset


def published(path: str) -> Asset | None:
    """The file at an address that some page has been given."""
    return _published.get(path)
