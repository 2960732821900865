"""World map of classes of countries, such as the legal-framework level; a region's own map where
one is chosen.

The first trace of the map is a scattergeo with coordinates: plotly.js would otherwise fetch a base
map from another host (plotly.js#6767). Areas come from this server's own address, so a figure
carries no geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, counted, labels_in_order, plot
from dashboard.language import _, count, day, of_event, plural
from dashboard.queries.timeline import EVENTS
from dashboard.shown import in_chart
from dashboard.style import Style, stepped
from loaders.boundary_layer import BoundaryLayer, Extent
from loaders.tuples import tuples

HEIGHT = 510
HATCHED = "not_researched"

Trace = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What the map is drawn on: addresses of the areas and stripes, the layer, the part shown."""

    areas: str
    stripes: str
    layer: BoundaryLayer
    extent: Extent


def figure(rows: pl.DataFrame, style: Style, ground: Ground) -> Figure:
    """`rows`: `iso3 name level label order`, one per country and area.

    `level` is a class that has a colour, `order` its place in the legend.
    """
    levels = list(_by_level(rows))
    shown = {iso3 for *_level, areas in levels for iso3 in areas}
    traces = [_disputed(ground.layer, style)]
    # Areas outside the region that is shown.
    if others := [iso3 for iso3 in ground.layer.bounds if iso3 not in shown]:
        traces.append(_without_meaning(others, style, ground))
    if levels:
        traces.append(_areas(levels, style, ground.areas))
    traces += [_points(areas, code, label, style, ground.layer) for code, label, areas in levels]
    if hatched := [iso3 for code, _label, areas in levels if code == HATCHED for iso3 in areas]:
        traces.append(_hatched(hatched, style, ground.stripes))
    layout = {
        "geo": _projection(ground.extent, style),
        "legend": {"itemdoubleclick": False},
        "dragmode": False,
        # Pixels around a point of a small area; the rest of a large one is its own.
        "hoverdistance": 4,
        # The reader's zoom is kept while the same part of the world is shown.
        "uirevision": repr(ground.extent),
    }
    return plot(traces, layout, style, HEIGHT)


Level = tuple[str, str, dict[str, str]]
"""Its code, its label, and the names of its areas by ISO3."""


def _by_level(rows: pl.DataFrame) -> Iterator[Level]:
    """Each level that occurs, in order."""
    found: dict[int, Level] = {}
    for iso3, name, order, code, label in tuples(rows, "iso3", "name", "order", "level", "label"):
        if order not in found:
            found[order] = code, in_chart(label), {}
        found[order][-1][iso3] = name
    for order in sorted(found):
        yield found[order]


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
        "text": [in_chart(areas[iso3]) for iso3 in small],
        "customdata": small,
        "name": f"{label} ({count(len(areas))})",
        "mode": "markers",
        "marker": {
            "symbol": "circle-x-open" if code == HATCHED else "circle",
            "size": 7,
            "color": style.muted if code == HATCHED else style.level(code),
            "line": {"width": 0.8, "color": style.muted},
        },
        "hovertemplate": f"<b>%{{text}}</b><br>{label}<extra></extra>",
    }


def _areas(levels: list[Level], style: Style, areas: str) -> Trace:
    """All areas as one trace, in an order that no level changes: their outlines can stay."""
    places = sorted((iso3, n) for n, (*_level, inside) in enumerate(levels) for iso3 in inside)
    colours = [style.level(code) for code, *_ in levels]
    # Paper beside paper needs an outline.
    edges = [style.hatch if code == HATCHED else style.border for code, *_ in levels]
    return {
        "type": "choropleth",
        "geojson": areas,
        # Tuples, which the garbage collector, unlike lists, need not look through.
        "locations": tuple(iso3 for iso3, _level in places),
        "z": tuple(level for _iso3, level in places),
        "zmin": -0.5,
        "zmax": len(levels) - 0.5,
        "colorscale": stepped(colours),
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tuple(edges[level] for _iso3, level in places)}},
        "text": tuple(levels[level][1] for _iso3, level in places),
        "hovertemplate": "<b>%{properties.name}</b><br>%{text}<extra></extra>",
        "showlegend": False,
    }


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
    first = plural(
        "Map. {n} country or area has a framework law on the SSE in force.",
        "Map. {n} countries and areas have a framework law on the SSE in force.",
        rows["level"].to_list().count("framework_in_force"),
    )
    return f"{words.title}. {words.subtitle}. {first} {counted(labels_in_order(rows))}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Country, level, the text that decides it, since when and by which of its dates."""
    ordered = rows.sort("order", maintain_order=True)
    since = [
        day(first, precision) for first, precision in tuples(ordered, "since", "since_precision")
    ]
    dates = {event: of_event(label) for event, label in EVENTS.items()}
    return ordered.select(
        pl.col("name").alias(_("Country or area")),
        pl.col("label").alias(_("Level")),
        pl.col("title").fill_null("").alias(_("Deciding text")),
        pl.Series(_("Since"), since, dtype=pl.String),
        pl.col("since_basis").fill_null("").replace(dates).alias(_("By its date")),
        pl.col("through").fill_null("").alias(_("Through")),
        pl.col("in_force").alias(_("Laws in force")),
        pl.col("subnational").alias(_("Subnational laws")),
    )


def class_alt(rows: pl.DataFrame, words: Words) -> str:
    """Each class with its count."""
    return f"{words.title}. {words.subtitle}. {_('Map.')} {counted(labels_in_order(rows))}."


def class_table(rows: pl.DataFrame) -> pl.DataFrame:
    """Country, its class, and what puts it there: the rows' `detail`."""
    return rows.sort("order", maintain_order=True).select(
        pl.col("name").alias(_("Country or area")),
        pl.col("label").alias(_("Class")),
        pl.col("detail").alias(_("Why")),
    )


CHART = Chart("legal-framework", True, figure, alt, table)
CLASSES = Chart("country-classes", True, figure, class_alt, class_table)
"""Any other classes of countries."""
