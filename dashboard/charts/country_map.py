"""World map of the legal-framework level; a region's own map where one is chosen.

The first trace of the map is a scattergeo with coordinates: plotly.js would otherwise fetch a base
map from another host (plotly.js#6767). Areas come from this server's own address, so a figure
carries no geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.chart import Chart, Words, framed, legend
from dashboard.language import _, count, day, plural
from dashboard.shown import in_chart
from dashboard.style import Style
from loaders.boundary_layer import BoundaryLayer, Extent
from loaders.measures import LEVELS, NO_LEVEL

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
    traces = [_disputed(ground.layer, style), _others(rows, style, ground)]
    for code in CODES:
        of_level = rows.filter(pl.col("level") == code)
        if of_level.height:
            traces += [
                _points(of_level, code, style, ground.layer),
                _areas(of_level, code, style, ground.areas),
            ]
    traces.append(_hatched(rows, style, ground.stripes))
    layout = {
        "geo": _projection(ground.extent, style),
        "legend": legend(62, HEIGHT) | {"itemclick": False, "itemdoubleclick": False},
        "clickmode": "event+select",
        "dragmode": False,
    }
    return framed(traces, layout, words, style, HEIGHT)


def _points(rows: pl.DataFrame, code: str, style: Style, layer: BoundaryLayer) -> Trace:
    """The small areas of a level; also its entry in the legend, with the count of all its areas."""
    small = rows.filter(pl.col("iso3").is_in(list(layer.points)))
    places = [layer.points[iso3] for iso3 in small["iso3"]] or [(None, None)]
    label = in_chart(rows["label"][0])
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _lat in places],
        "lat": [lat for _lon, lat in places],
        "text": [in_chart(name) for name in small["name"]],
        "customdata": small["iso3"].to_list(),
        "name": f"{label} ({count(rows.height)})",
        "mode": "markers",
        "marker": {
            "size": 7,
            "color": style.level(code),
            "line": {"width": 0.8, "color": style.muted},
        },
        "hovertemplate": f"<b>%{{text}}</b><br>{label}<extra></extra>",
    }


def _areas(rows: pl.DataFrame, code: str, style: Style, areas: str) -> Trace:
    colour, label = style.level(code), in_chart(rows["label"][0])
    return {
        "type": "choropleth",
        "geojson": areas,
        "locations": rows["iso3"].to_list(),
        "z": [0] * rows.height,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": style.border}},
        "hovertemplate": f"<b>%{{properties.name}}</b><br>{label}<extra></extra>",
        "showlegend": False,
    }


def _others(rows: pl.DataFrame, style: Style, ground: Ground) -> Trace:
    """Areas outside the region that is shown: land without a meaning."""
    shown = set(rows["iso3"])
    codes = [iso3 for iso3 in ground.layer.bounds if iso3 not in shown]
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


def _hatched(rows: pl.DataFrame, style: Style, stripes: str) -> Trace:
    codes = rows.filter(pl.col("level") == "not_researched")["iso3"].to_list()
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
    counts = dict(rows.group_by("level").len().iter_rows())
    labels = dict(rows.select("level", "label").unique().iter_rows())
    first = plural(
        "Map. {n} country or area has a framework law on the SSE in force.",
        "Map. {n} countries and areas have a framework law on the SSE in force.",
        counts.get("framework_in_force", 0),
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
