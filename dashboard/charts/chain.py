"""What followed from what: records in lanes from resolution to law, with the stated links."""

from __future__ import annotations

import textwrap
from typing import Any

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, broken, counted, labels_in_order, plot
from dashboard.language import _, count, labelled, listed, plural
from dashboard.shown import APART, in_chart, shortened
from dashboard.style import Style, kind_colour
from loaders.tuples import tuples

ROW, AROUND = 40, 16
"""Pixels of a record's row; above and below all rows."""
LINES, LINE = 2, 32
"""Lines of a title, and characters of a line; the whole title stands in the table."""
BESIDE = 0.1
"""Of a lane: how far from a record a line goes down that reaches it from its left."""
FOR_LANES = 0.45
"""Part of the width on which the lanes stand; the rest, on a phone 180 pixels, is for the titles of
the last."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: one per record: `key kind label order title place when lane row earlier how own`.

    Each record has a row of its own, so that its title never meets another.
    """
    height = AROUND + ROW * max(rows.height, 2)
    lanes = max(rows["lane"].to_list(), default=0)
    traces = [_links(rows, style)]
    kinds = rows.select("order", "kind", "label").unique().sort("order")
    for _order, kind, label in kinds.iter_rows():
        traces.append(_records(rows.filter(kind=kind), label, style))
    axis = {"visible": False, "fixedrange": True}
    layout = {
        "xaxis": axis | {"range": [-0.15, max(lanes, 1) / FOR_LANES]},
        "yaxis": axis | {"range": [max(rows.height, 2) - 0.4, -0.6]},
        "legend": {"traceorder": "normal"},
        "hovermode": "closest",
    }
    return plot(traces, layout, style, height)


def _links(rows: pl.DataFrame, style: Style) -> dict[str, Any]:
    """Down from the earlier record, then across to the later.

    One that does not stand further right is reached from its left: its title, and those of the
    records between, stand to the right.
    """
    place = {key: (lane, row) for key, lane, row in tuples(rows, "key", "lane", "row")}
    points: list[tuple[float | None, float | None]] = []
    for key, earlier in tuples(rows, "key", "earlier"):
        for before in earlier:
            (x0, y0), (x1, y1) = place[before], place[key]
            if x1 > x0:
                points += [(x0, y0), (x0, y1), (x1, y1), (None, None)]
            else:
                beside, below = x1 - BESIDE, y0 + 0.5
                points += [(x0, y0), (x0, below), (beside, below), (beside, y1), (x1, y1)]
                points += [(None, None)]
    points = points or [(None, None)]
    return {
        "type": "scatter",
        "x": [x for x, _y in points],
        "y": [y for _x, y in points],
        "mode": "lines",
        "line": {"width": 1, "color": style.muted},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _records(rows: pl.DataFrame, label: str, style: Style) -> dict[str, Any]:
    kind = rows["kind"][0]
    return {
        "type": "scatter",
        "x": rows["lane"].to_list(),
        "y": rows["row"].to_list(),
        "mode": "markers+text",
        "name": f"{in_chart(label)} ({count(rows.height)})",
        "text": [_title(*row) for row in tuples(rows, "title", "place", "own")],
        "textposition": "middle right",
        "textfont": {"size": 11.5, "color": style.ink},
        "hovertext": [
            "<br>".join(
                filter(
                    None,
                    [
                        f"<b>{broken(title)}</b>",
                        in_chart(APART.join(filter(None, [place or label, when]))),
                        in_chart(", ".join(dict.fromkeys(how))),
                    ],
                )
            )
            for title, place, when, how in tuples(rows, "title", "place", "when", "how")
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 11, "color": kind_colour(kind, style)},
    }


def _title(title: str, place: str, own: bool) -> str:
    """Place and title; bold for the record that the chart is about."""
    lines = textwrap.wrap(labelled(place, title) if place else title, LINE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shortened(" ".join(lines[LINES - 1 :]), LINE)]
    text = "<br>".join(map(in_chart, lines))
    return f"<b>{text}</b>" if own else text


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many records of which kinds, and how many links between them."""
    parts = counted(labels_in_order(rows))
    links = sum(len(earlier) for earlier in rows["earlier"].to_list())
    said = plural("{n} stated link", "{n} stated links", links)
    return f"{words.title}. {words.subtitle}. {said}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per record: kind, title, country, first date, what it follows from and how."""
    titles = dict(tuples(rows, "key", "title"))
    named = [listed(titles[key] for key in earlier) for earlier in rows["earlier"].to_list()]
    how = [listed(dict.fromkeys(labels)) for labels in rows["how"].to_list()]
    return rows.select(
        pl.col("label").alias(_("Kind")),
        pl.col("title").alias(_("Title")),
        pl.col("place").alias(_("Country or area")),
        pl.col("when").alias(_("Date")),
        pl.Series(_("Follows from"), named, dtype=pl.String),
        pl.Series(_("How"), how, dtype=pl.String),
    )


CHART = Chart("chain", False, figure, alt, table)
