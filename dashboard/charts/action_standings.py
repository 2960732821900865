"""How many actions of each plan are completed, under way, overdue, not reported: stacked bars."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from dashboard.charts.chart import LABEL, Chart, Figure, Words, broken, labels_above, plot
from dashboard.language import _, count, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import Style, ink_on

ROW, AROUND = 36, 54
"""Pixels of a plan's row; above and below all rows."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: one per action: `plan plan_title place standing label order`, in order of plans."""
    plans = rows.select("plan", "plan_title", "place").unique("plan", maintain_order=True)
    lines = {plan: line for line, plan in enumerate(plans["plan"].to_list())}
    height = AROUND + ROW * max(len(lines), 3)
    traces = [_labels(plans, style)]
    groups = rows.select("order", "standing", "label").unique().sort("order")
    for _order, standing, label in groups.iter_rows():
        of_standing = rows.filter(pl.col("standing") == standing)
        traces.append(_bars(of_standing, label, style.level(standing), lines))
    layout = {
        "barmode": "stack",
        "bargap": 0.62,
        "xaxis": {
            "range": [0, max(Counter(rows["plan"].to_list()).values(), default=1)],
            # The numbers stand in the bars.
            "visible": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [max(len(lines), 3) - 0.4, -0.6],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "legend": {"traceorder": "normal"},
        "hovermode": "closest",
    }
    return plot(traces, layout, style, height, above=18)


def _labels(plans: pl.DataFrame, style: Style) -> dict[str, Any]:
    """Place and title of each plan."""
    texts = [
        f"<b>{in_chart(place)}</b> {in_chart(shortened(title, LABEL - len(place)))}"
        for title, place in plans.select("plan_title", "place").iter_rows()
    ]
    return labels_above(texts, 0, [line - 0.34 for line in range(plans.height)], style)


def _bars(rows: pl.DataFrame, label: str, colour: str, lines: dict[str, int]) -> dict[str, Any]:
    counts = rows.group_by("plan", maintain_order=True).agg(pl.col("plan_title").first(), pl.len())
    return {
        "type": "bar",
        "orientation": "h",
        "x": counts["len"].to_list(),
        "y": [lines[plan] + 0.14 for plan in counts["plan"].to_list()],
        "name": f"{in_chart(label)} ({count(rows.height)})",
        "marker": {"color": colour},
        "text": [count(number) for number in counts["len"].to_list()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": 10.5, "color": ink_on(colour)},
        "hovertext": [broken(title) for title in counts["plan_title"].to_list()],
        "hovertemplate": f"<b>%{{hovertext}}</b><br>{in_chart(label)}: %{{text}}<extra></extra>",
    }


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many actions of how many plans, and how many stand where."""
    pairs = sorted(set(rows.select("order", "label").iter_rows()))
    labels = rows["label"].to_list()
    parts = "; ".join(f"{label}: {labels.count(label)}" for _order, label in pairs)
    said = plural("{n} action", "{n} actions", rows.height)
    return f"{words.title}. {words.subtitle}. {said}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per plan: place, title, and the number of actions of each standing."""
    pairs = sorted(set(rows.select("order", "standing", "label").iter_rows()))
    counted = rows.group_by("plan", maintain_order=True).agg(
        pl.col("place").first().alias(_("Country or area")),
        pl.col("plan_title").first().alias(_("Plan")),
        pl.len().alias(_("Actions")),
        *((pl.col("standing") == code).sum().alias(label) for _order, code, label in pairs),
    )
    return counted.drop("plan")


CHART = Chart("action-standings", False, figure, alt, table)
