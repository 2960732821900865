"""World map of the legal-framework level; a region's own map where one is chosen.

The first trace of the map is a scattergeo with coordinates: plotly.js would otherwise fetch a base
map from another host (plotly.js#6767). Areas come from this server's own address, so a figure
carries no geometry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.chart import Chart, Words, framed, legend
from dashboard.language import _, count, day, plural
from dashboard.shown import in_chart
from dashboard.style import Style
from loaders.boundary_layer import BoundaryLayer, Extent
from loaders.legal_framework import LEVELS, NO_LEVEL

CODES = (*LEVELS, *NO_LEVEL)
HEIGHT = 620

Trace = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What the map is drawn on: addresses of the areas and stripes, the layer, the part shown."""

    areas: str
    stripes: str
    layer: BoundaryLayer
    extent: Extent


def figure(rows: pl.DataFrame, words: Words, style: Style, ground: Ground) -> go.Figure:
    """`rows`: `iso3 name level label`, one per country and area."""
    traces = [_disputed(ground.layer, style)]
    if others := _others(rows, ground.layer):
        traces.append(_without_meaning(others, style, ground))
    for code, label, areas in _by_level(rows):
        traces += [
            _points(areas, code, label, style, ground.layer),
            _areas(list(areas), code, label, style, ground.areas),
        ]
    if hatched := _not_researched(rows):
        traces.append(_hatched(hatched, style, ground.stripes))
    layout = {
        "geo": _projection(ground.extent, style),
        "legend": legend(62, HEIGHT) | {"itemclick": False, "itemdoubleclick": False},
        "clickmode": "event+select",
        "dragmode": False,
    }
    return framed(traces, layout, words, style, HEIGHT)


def _by_level(rows: pl.DataFrame) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Code and label of each level that occurs, in order, and its areas' names by ISO3."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    columns = ("iso3", "name", "level", "label")
    for iso3, name, code, label in zip(*(rows[c].to_list() for c in columns), strict=True):
        found.setdefault(code, (in_chart(label), {}))[1][iso3] = in_chart(name)
    yield from ((code, *found[code]) for code in CODES if code in found)


def _points(
    areas: dict[str, str], code: str, label: str, style: Style, layer: BoundaryLayer
) -> Trace:
    """The small areas of a level; also its entry in the legend, with the count of all its areas."""
    small = [iso3 for iso3 in areas if iso3 in layer.points]
    places = [layer.points[iso3] for iso3 in small] or [(None, None)]
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _lat in places],
        "lat": [lat for _lon, lat in places],
        "text": [areas[iso3] for iso3 in small],
        "customdata": small,
        "name": f"{label} ({count(len(areas))})",
        "mode": "markers",
        "marker": {
            "symbol": "circle-x-open" if code == "not_researched" else "circle",
            "size": 7,
            "color": style.muted if code == "not_researched" else style.level(code),
            "line": {"width": 0.8, "color": style.muted},
        },
        "hovertemplate": f"<b>%{{text}}</b><br>{label}<extra></extra>",
    }


def _areas(codes: list[str], code: str, label: str, style: Style, areas: str) -> Trace:
    colour = style.level(code)
    # Paper beside paper needs an outline.
    edge = style.hatch if code == "not_researched" else style.border
    return {
        "type": "choropleth",
        "geojson": areas,
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": edge}},
        "hovertemplate": f"<b>%{{properties.name}}</b><br>{label}<extra></extra>",
        "showlegend": False,
    }


def _others(rows: pl.DataFrame, layer: BoundaryLayer) -> list[str]:
    """Areas outside the region that is shown."""
    shown = set(rows["iso3"].to_list())
    return [iso3 for iso3 in layer.bounds if iso3 not in shown]


def _without_meaning(codes: list[str], style: Style, ground: Ground) -> Trace:
    return {
        "type": "choropleth",
        "geojson": ground.areas,
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, style.rule], [1, style.rule]],
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": style.border}},
        "hovertemplate": "<b>%{properties.name}</b><extra></extra>",
        "showlegend": False,
    }


def _not_researched(rows: pl.DataFrame) -> list[str]:
    pairs = zip(rows["iso3"].to_list(), rows["level"].to_list(), strict=True)
    return [iso3 for iso3, level in pairs if level == "not_researched"]


def _hatched(codes: list[str], style: Style, stripes: str) -> Trace:
    return {
        "type": "choropleth",
        "geojson": stripes,
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, style.hatch], [1, style.hatch]],
        "showscale": False,
        "marker": {"line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _disputed(layer: BoundaryLayer, style: Style) -> Trace:
    return {
        "type": "scattergeo",
        "lon": layer.lines[0],
        "lat": layer.lines[1],
        "mode": "lines",
        "line": {"width": 1, "color": style.muted, "dash": "dot"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _projection(extent: Extent, style: Style) -> dict[str, object]:
    hidden = ("land", "coastlines", "countries", "frame", "ocean", "lakes", "rivers", "subunits")
    return {
        "projection": {
            "type": "equal earth",
            # Without it plotly.js turns the globe towards the data.
            "rotation": {"lon": (extent.west + extent.east) / 2, "lat": 0, "roll": 0},
        },
        "lonaxis": {"range": [extent.west, extent.east]},
        "lataxis": {"range": [extent.south, extent.north]},
        "fitbounds": False,
        "visible": False,
        **{f"show{layer}": False for layer in hidden},
        "bgcolor": style.paper,
    }


def alt(rows: pl.DataFrame, words: Words) -> str:
    """The takeaway first: how many have a framework law in force, then each level's count."""
    levels = rows["level"].to_list()
    counts, labels = Counter(levels), dict(zip(levels, rows["label"].to_list(), strict=True))
    first = plural(
        "Map. {n} country or area has a framework law on the SSE in force.",
        "Map. {n} countries and areas have a framework law on the SSE in force.",
        counts["framework_in_force"],
    )
    rest = "; ".join(f"{labels[code]}: {counts[code]}" for code in CODES if code in counts)
    return f"{words.title}. {words.subtitle}. {first} {rest}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Country, level, the text that decides it, since when and by which of its dates."""
    order = {code: place for place, code in enumerate(CODES)}
    ordered = rows.sort(pl.col("level").replace_strict(order, return_dtype=pl.Int8), "name")
    since = [
        day(first, precision)
        for first, precision in ordered.select("since", "since_precision").iter_rows()
    ]
    return ordered.select(
        pl.col("name").alias(_("Country or area")),
        pl.col("label").alias(_("Level")),
        pl.col("title").fill_null("").alias(_("Deciding text")),
        pl.Series(_("Since"), since, dtype=pl.String),
        pl.col("since_basis").fill_null("").str.replace("_", " ").alias(_("By its date")),
        pl.col("through").fill_null("").alias(_("Through")),
        pl.col("in_force").alias(_("Laws in force")),
        pl.col("subnational").alias(_("Subnational laws")),
    )


CHART = Chart("legal-framework", True, figure, alt, table)
