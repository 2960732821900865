"""The actions of a plan in time, under the body that is responsible for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

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


class Placed(NamedTuple):
    """An action in its row of the chart."""

    title: str
    body: str
    standing: str
    label: str
    order: int
    first: date | None
    last: date | None
    due: date | None
    due_precision: str | None
    row: int = 0


def figure(rows: pl.DataFrame, style: Style, as_of: date) -> Figure:
    """`rows`: one per action: `title responsible_names standing label order first last due
    due_precision`."""
    placed = _placed(rows)
    size = max((action.row for action in placed), default=-1) + 1
    height = AROUND + ROW * max(size, 3)
    span = _span(placed, as_of)
    traces = [_heads(placed, span[0], style), _labels(placed, span[0], style)]
    standings: dict[tuple[int, str], list[Placed]] = {}
    for action in placed:
        standings.setdefault((action.order, action.standing), []).append(action)
    for _standing, actions in sorted(standings.items()):
        traces += _of_standing(actions, span, style)
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


def _placed(rows: pl.DataFrame) -> list[Placed]:
    """The rows by responsible body, those without one last; each body has a row for its name.

    In loops: of so few rows a query takes longer, and a page asks for every date.
    """
    names = ("title", "responsible_names", *Placed._fields[2:-1])
    of_bodies: dict[str, list[Placed]] = {}
    for action in (Placed(*values) for values in tuples(rows, *names)):
        of_bodies.setdefault(action.body, []).append(action)
    bodies = sorted(of_bodies, key=lambda body: not body)
    placed: list[Placed] = []
    for heads, body in enumerate(bodies, 1):
        placed += [
            action._replace(row=row)
            for row, action in enumerate(of_bodies[body], len(placed) + heads)
        ]
    return placed


def _span(placed: Sequence[Placed], as_of: date) -> tuple[date, date]:
    days = (day for action in placed for day in (action.first, action.last) if day)
    years = [as_of.year, *(day.year for day in days)]
    return date(min(years) - 1, 7, 1), date(max(years) + 1, 1, 1)


def _heads(placed: Sequence[Placed], at: date, style: Style) -> dict[str, Any]:
    """The responsible body above its first action."""
    nobody = _("Responsible body not named")
    first: dict[str, int] = {}
    for action in placed:
        first.setdefault(action.body, action.row)
    texts = [f"<b>{in_chart(shortened(body or nobody, LABEL))}</b>" for body in first]
    return labels_above(texts, at, [row - 1 for row in first.values()], style, muted=True)


def _labels(placed: Sequence[Placed], at: date, style: Style) -> dict[str, Any]:
    texts = [in_chart(shortened(action.title, LABEL)) for action in placed]
    return labels_above(texts, at, [action.row - 0.28 for action in placed], style)


def _of_standing(
    actions: Sequence[Placed], span: tuple[date, date], style: Style
) -> list[dict[str, Any]]:
    """The actions of one standing: bars, and signs of those without a date."""
    standing, label = actions[0].standing, actions[0].label
    name, colour = f"{in_chart(label)} ({count(len(actions))})", style.level(standing)
    days = [
        (action.first, action.last, action.row + BELOW, _hover(action))
        for action in actions
        if action.first and action.last
    ]
    undated = [action for action in actions if not action.last]
    return [*spans(days, name, colour, style), *_undated(undated, name, colour, span, style)]


def _undated(
    undated: Sequence[Placed], name: str, colour: str, span: tuple[date, date], style: Style
) -> list[dict[str, Any]]:
    """The sign of the standing at the left edge, where an action has no date for a bar."""
    if not undated:
        return []
    first, last = span
    return [
        {
            "type": "scatter",
            "x": [first + (last - first) / 200] * len(undated),
            "y": [action.row + BELOW for action in undated],
            "mode": "markers+text",
            "marker": square(colour, style),
            "cliponaxis": False,  # on a phone half of it is beyond the edge
            "text": [f"\N{NO-BREAK SPACE}{in_chart(_('no date'))}"] * len(undated),
            "textposition": "middle right",
            "textfont": {"size": 11, "color": style.muted},
            "customdata": [_hover(action) for action in undated],
            "hovertemplate": "%{customdata}<extra></extra>",
            "legendgroup": name,
            "showlegend": False,
        }
    ]


def _hover(action: Placed) -> str:
    due = action.due and _("due {date}").format(date=day(action.due, action.due_precision))
    said = in_chart(due or _("no date"))
    return f"<b>{broken(action.title)}</b><br>{in_chart(action.label)}<br>{said}"


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
