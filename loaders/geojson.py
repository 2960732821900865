"""How the boundary layer is written: one feature or row a line, coordinates of two decimals.

So that a change to the layer shows in a comparison of two versions as the areas that it changed.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from loaders.writing import write


class Shape(Protocol):
    """Anything that says of itself what it is in GeoJSON, as shapely's geometries do."""

    @property
    def __geo_interface__(self) -> dict[str, Any]: ...


def write_features(path: Path, shapes: Mapping[str, Shape]) -> Path:
    """Write a GeoJSON feature collection with one feature a line, sorted by id; return the path."""
    features = [feature(code, shape) for code, shape in sorted(shapes.items())]
    body = ",\n".join(compact(one) for one in features)
    write(path, f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n')
    return path


def write_rows(path: Path, rows: Iterable[Any] | Mapping[str, Any]) -> Path:
    """Write a JSON list, or an object for a mapping, one row a line; return the path."""
    if isinstance(rows, Mapping):
        body = ",\n".join(f"{compact(key)}:{compact(row)}" for key, row in rows.items())
        write(path, f"{{\n{body}\n}}\n")
    else:
        body = ",\n".join(map(compact, rows))
        write(path, f"[\n{body}\n]\n")
    return path


def feature(code: str, shape: Shape) -> dict[str, Any]:
    """A GeoJSON feature with coordinates of two decimals and no properties."""
    drawn = shape.__geo_interface__
    geometry = {"type": drawn["type"], "coordinates": two_decimals(drawn["coordinates"])}
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


def two_decimals(coordinates: Any) -> Any:
    """Nested coordinates with every number rounded to two decimals."""
    if isinstance(coordinates, float):
        return round(coordinates, 2)
    return [two_decimals(one) for one in coordinates]


def compact(value: Any) -> str:
    """The value as JSON without spaces."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
