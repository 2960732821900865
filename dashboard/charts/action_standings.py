"""How many actions of each plan are completed, under way, overdue, not reported: stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.charts.chart import (
    BELOW,
    LABEL,
    Chart,
    Figure,
    Words,
    broken,
    counted,
    labels_above,
    labels_in_order,
    plot,
)
from dashboard.language import _, count, labelled, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import Style, ink_on
from loaders.tuples import tuples

ROW, AROUND = 36, 54
"""Pixels of a plan's row; above and below all rows."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: one per action: `plan plan_title place standing label order`, in order of plans."""
    # Loops, since every date draws it anew: see `loaders.tuples`.
    plans = dict.fromkeys(tuples(rows, "plan", "plan_title", "place"))
    lines = {plan: line for line, (plan, *_rest) in enumerate(plans)}
    height = AROUND + ROW * max(len(lines), 3)
    traces = [_labels([(title, place) for _plan, title, place in plans], style)]
    titles = {plan: title for plan, title, _place in plans}
    counts: dict[tuple[int, str, str], Counter[str]] = {}
    for *standing, plan in tuples(rows, "order", "standing", "label", "plan"):
        counts.setdefault(tuple(standing), Counter())[plan] += 1
    for (_order, standing, label), of_plans in sorted(counts.items()):
        traces.append(_bars(of_plans, titles, label, style.level(standing), lines))
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


def _labels(plans: Sequence[tuple[str, str]], style: Style) -> dict[str, Any]:
    """Place and title of each plan."""
    texts = [
        f"<b>{in_chart(place)}</b> {in_chart(shortened(title, LABEL - len(place)))}"
        for title, place in plans
    ]
    return labels_above(texts, 0, [line - 0.34 for line in range(len(plans))], style)


def _bars(
    counts: Counter[str], titles: dict[str, str], label: str, colour: str, lines: dict[str, int]
) -> dict[str, Any]:
    """The actions of one standing: how many of each plan."""
    said = labelled(in_chart(label), "%{text}")
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(counts.values()),
        "y": [lines[plan] + BELOW for plan in counts],
        "name": f"{in_chart(label)} ({count(counts.total())})",
        "marker": {"color": colour},
        "text": [count(number) for number in counts.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": 10.5, "color": ink_on(colour)},
        "hovertext": [broken(titles[plan]) for plan in counts],
        "hovertemplate": f"<b>%{{hovertext}}</b><br>{said}<extra></extra>",
    }


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many actions of how many plans, and how many stand where."""
    parts = counted(labels_in_order(rows))
    said = plural("{n} action", "{n} actions", rows.height)
    return f"{words.title}. {words.subtitle}. {said}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per plan: place, title, and the number of actions of each standing."""
    pairs = sorted(set(tuples(rows, "order", "standing", "label")))
    counted = rows.group_by("plan", maintain_order=True).agg(
        pl.col("place").first().alias(_("Country or area")),
        pl.col("plan_title").first().alias(_("Plan")),
        pl.len().alias(_("Actions")),
        *((pl.col("standing") == code).sum().alias(label) for _order, code, label in pairs),
    )
    return counted.drop("plan")


CHART = Chart("action-standings", False, figure, alt, table)
