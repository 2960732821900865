"""How much of the app's own data does a first visit fetch, without Streamlit's bundle?"""

from __future__ import annotations

import gzip
from datetime import date

import orjson

from dashboard import geometry
from dashboard.filters import Selection
from dashboard.parts import figures
from dashboard.style import LIGHT
from loaders import load
from loaders.measures import Clock
from tests.benchmarks.row import Row

LIMIT = 300_000


def run() -> list[Row]:
    """Bytes, compressed, of the boundary layer and the map's figure."""
    snapshot = load()
    layers = geometry.layers(snapshot)
    today = date.today()
    drawn = figures.exhibit("legal-framework", snapshot, Selection(), Clock(today, today))
    figure = gzip.compress(orjson.dumps(drawn.figure(LIGHT)))
    parts = [len(layers.areas.compressed), len(layers.stripes.compressed), len(figure)]
    said = " + ".join(f"{part / 1000:.1f}" for part in parts)
    total = sum(parts)
    measured = f"{said} = {total / 1000:.0f} kB"
    return [
        Row("first load, own data, gzip", measured, "limit 300 kB", total / LIMIT, "<= 1"),
    ]
