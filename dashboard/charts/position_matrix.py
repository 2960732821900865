"""Countries by international instruments: a sign where a position is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, broken, counted, labels_in_order, plot
from dashboard.language import _, count, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import Style
from loaders.tuples import tuples

ROW, HEADS, AROUND = 20, 215, 74
"""Pixels of a country's row, of the heads of the columns, and of what else stands around."""

SYMBOLS = {"bound": "square", "signatory": "diamond", "against": "x"}
"""Shapes tell apart what a map, of one instrument, gives one colour; others are circles."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: `id instrument title adopted name position label order when note`, by name."""
    columns = instruments(rows)
    heads = {record: place for place, record in enumerate(columns)}
    names = list(dict.fromkeys(rows["name"].to_list()))
    lines = {name: place for place, name in enumerate(names)}
    below = ROW * max(len(names), 2)
    traces = [
        _signs(group, heads, lines, style)
        for _sort, group in sorted(rows.partition_by("order", "position", as_dict=True).items())
    ]
    axis = {"showgrid": True, "gridcolor": style.rule, "zeroline": False, "fixedrange": True}
    layout = {
        "xaxis": axis
        | {
            "side": "top",
            "tickmode": "array",
            "tickvals": list(heads.values()),
            "ticktext": [in_chart(text) for text in columns.values()],
            "tickangle": 60,  # they lean to where the names of countries leave room
            "tickfont": {"size": 11},
            "range": [-0.6, max(len(heads), 3) - 0.4],
        },
        "yaxis": axis
        | {
            "tickmode": "array",
            "tickvals": list(lines.values()),
            "ticktext": [in_chart(shortened(name, 48)) for name in names],
            "tickfont": {"size": 11},
            "automargin": True,
            # The heads stand inside the plot: a legend in several rows then pushes them down.
            "domain": [0, below / (below + HEADS)],
            "range": [max(len(names), 2) - 0.4, -0.6],
        },
        "hovermode": "closest",
    }
    return plot(traces, layout, style, AROUND + HEADS + below)


def instruments(rows: pl.DataFrame) -> dict[str, str]:
    """The columns: id and short name of each instrument, in the order of their adoption."""
    pairs = tuples(rows, "adopted", "id", "instrument")
    found = {(adopted or date.max, record, name) for adopted, record, name in pairs}
    return {record: name for _adopted, record, name in sorted(found)}


def _signs(
    rows: pl.DataFrame, heads: dict[str, int], lines: dict[str, int], style: Style
) -> dict[str, Any]:
    label, position = in_chart(rows["label"][0]), rows["position"][0]
    texts = [
        f"<b>{in_chart(name)}</b><br>{broken(title)}<br>{label}"
        + (f", {in_chart(when)}" if when else "")
        for name, title, when in tuples(rows, "name", "title", "when")
    ]
    return {
        "type": "scatter",
        "x": [heads[record] for record in rows["id"].to_list()],
        "y": [lines[name] for name in rows["name"].to_list()],
        # Where a country took two positions, the furthest is seen, as on a map.
        "zorder": -rows["order"][0],
        "mode": "markers",
        "name": f"{label} ({count(rows.height)})",
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": SYMBOLS.get(position, "circle"),
            "size": 12,
            "color": style.level(position),
            # The lowest is pale on paper and dim on a dark page.
            "line": {"width": 1, "color": style.muted},
        },
    }


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many positions of how many countries, and of which sort."""
    said = plural("{n} position recorded", "{n} positions recorded", rows.height)
    parts = counted(labels_in_order(rows))
    return f"{words.title}. {words.subtitle}. {said}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per position: who, on what, which, when, and who says so."""
    return rows.select(
        pl.col("name").alias(_("Country or area")),
        pl.col("title").alias(_("Instrument")),
        pl.col("label").alias(_("Position")),
        pl.col("when").alias(_("Date")),
        pl.col("note").alias(_("Note")),
    )


CHART = Chart("positions", False, figure, alt, table)
