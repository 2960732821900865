"""The actions of a plan in time, under the body that is responsible for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.charts.chart import (
    BELOW,
    LABEL,
    Chart,
    Figure,
    Words,
    as_of_line,
    broken,
    counted,
    labels_above,
    labels_in_order,
    plot,
    spans,
    square,
)
from dashboard.language import _, count, day, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import Style
from loaders.tuples import tuples

ROW, AROUND = 36, 54
"""Pixels of a row; above and below all rows."""


def figure(rows: pl.DataFrame, style: Style, as_of: date) -> Figure:
    """`rows`: one per action: `title responsible_names standing label order first last`."""
    placed = _placed(rows)
    size = max(placed["row"].to_list(), default=-1) + 1
    height = AROUND + ROW * max(size, 3)
    span = _span(rows, as_of)
    traces = [_heads(placed, span[0], style), _labels(placed, span[0], style)]
    groups = placed.select("order", "standing", "label").unique().sort("order")
    for _order, standing, label in groups.iter_rows():
        of_standing = placed.filter(pl.col("standing") == standing)
        name, colour = f"{in_chart(label)} ({count(of_standing.height)})", style.level(standing)
        traces += _bars(of_standing, name, colour, style)
        traces += _undated(of_standing, name, colour, span, style)
    layout = {
        "xaxis": {
            "type": "date",
            "range": list(span),
            "gridcolor": style.rule,
            "fixedrange": True,
            "zeroline": False,
        },
        "yaxis": {
            "range": [max(size, 3) - 0.4, -0.6],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [as_of_line(as_of, style)],
        "legend": {"traceorder": "normal"},
        "hovermode": "closest",
    }
    return plot(traces, layout, style, height, axis=24)


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows by responsible body, those without one last, with `row`; a body has its own."""
    bodies = list(dict.fromkeys(rows["responsible_names"].to_list()))
    bodies.sort(key=lambda body: not body)
    ordered = pl.concat(
        [rows.filter(pl.col("responsible_names") == body) for body in bodies] or [rows]
    )
    numbers, heads = [], 0
    before = None
    for place, body in enumerate(ordered["responsible_names"].to_list()):
        heads += body != before
        before = body
        numbers.append(place + heads)
    return ordered.with_columns(pl.Series("row", numbers, dtype=pl.Int64))


def _span(rows: pl.DataFrame, as_of: date) -> tuple[date, date]:
    years = [as_of.year, *(last.year for last in rows["last"].drop_nulls())]
    years += [first.year for first in rows["first"].drop_nulls()]
    return date(min(years) - 1, 7, 1), date(max(years) + 1, 1, 1)


def _heads(placed: pl.DataFrame, at: date, style: Style) -> dict[str, Any]:
    """The responsible body above its first action."""
    nobody = _("Responsible body not named")
    first = placed.unique("responsible_names", keep="first", maintain_order=True)
    texts = [
        f"<b>{in_chart(shortened(body or nobody, LABEL))}</b>"
        for body in first["responsible_names"].to_list()
    ]
    return labels_above(texts, at, [row - 1 for row in first["row"]], style, muted=True)


def _labels(placed: pl.DataFrame, at: date, style: Style) -> dict[str, Any]:
    texts = [in_chart(shortened(title, LABEL)) for title in placed["title"].to_list()]
    return labels_above(texts, at, [row - 0.28 for row in placed["row"]], style)


def _bars(rows: pl.DataFrame, name: str, colour: str, style: Style) -> list[dict[str, Any]]:
    dated = rows.drop_nulls("last")
    places = [row + BELOW for row in dated["row"]]
    days = zip(dated["first"], dated["last"], places, _hover(dated), strict=True)
    return spans(days, name, colour, style)


def _undated(
    rows: pl.DataFrame, name: str, colour: str, span: Sequence[date], style: Style
) -> list[dict[str, Any]]:
    """The sign of the standing at the left edge, where an action has no date for a bar."""
    undated = rows.filter(pl.col("last").is_null())
    if undated.is_empty():
        return []
    first, last = span
    return [
        {
            "type": "scatter",
            "x": [first + (last - first) / 200] * undated.height,
            "y": [row + BELOW for row in undated["row"]],
            "mode": "markers+text",
            "marker": square(colour, style),
            "cliponaxis": False,  # on a phone half of it is beyond the edge
            "text": [f"\N{NO-BREAK SPACE}{in_chart(_('no date'))}"] * undated.height,
            "textposition": "middle right",
            "textfont": {"size": 11, "color": style.muted},
            "customdata": _hover(undated),
            "hovertemplate": "%{customdata}<extra></extra>",
            "legendgroup": name,
            "showlegend": False,
        }
    ]


def _hover(rows: pl.DataFrame) -> list[str]:
    columns = tuples(rows, "title", "label", "due", "due_precision")
    return [
        f"<b>{broken(title)}</b><br>{in_chart(label)}<br>"
        + in_chart(_("due {date}").format(date=day(due, precision)) if due else _("no date"))
        for title, label, due, precision in columns
    ]


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many actions, how many of them dated, and how many stand where."""
    parts = counted(labels_in_order(rows))
    said = plural("{n} action", "{n} actions", rows.height)
    dated = plural("{n} with a due date", "{n} with a due date", len(rows["last"].drop_nulls()))
    return f"{words.title}. {words.subtitle}. {said}, {dated}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per action: responsible body, title, standing, start, due date, horizon."""
    # Without a query: in place of a chart a page shows it on every date.
    dates = {
        name: [day(*pair) for pair in tuples(rows, name, f"{name}_precision")]
        for name in ("start", "due")
    }
    return pl.DataFrame(
        [
            rows["responsible_names"].alias(_("Responsible")),
            rows["title"].alias(_("Action")),
            rows["label"].alias(_("Standing")),
            pl.Series(_("Start"), dates["start"], dtype=pl.String),
            pl.Series(_("Due"), dates["due"], dtype=pl.String),
            rows["horizon_label"].alias(_("Horizon")),
        ]
    )


CHART = Chart("action-schedule", False, figure, alt, table)
