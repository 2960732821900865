"""The period of each action plan as a bar, coloured by where the plan stands."""

from __future__ import annotations

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
    plot,
    spans,
)
from dashboard.language import _, count, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import Style
from loaders.tuples import tuples

ROW, AROUND = 34, 54
"""Pixels of a plan's row; above and below all rows."""
REACH = 25
"""Years from the as-of date to either edge."""
YEARS, LONG = 24, 12
"""Pixels of the years; plans from which on they stand above too: those below are off the screen."""


def figure(rows: pl.DataFrame, style: Style, as_of: date) -> Figure:
    """`rows`: `place title state label order period first last`, in order of the chart."""
    above = YEARS if rows.height >= LONG else 0
    below = ROW * max(rows.height, 3)
    first, last = span(rows, as_of)
    placed = rows.with_row_index("row")
    traces: list[dict[str, Any]] = [_labels(placed, first, style)]
    for of_state in placed.partition_by("state", maintain_order=True):
        traces += _bars(of_state, style)
    axis = {"type": "date", "range": [first, last], "fixedrange": True, "zeroline": False}
    layout = {
        "xaxis": axis | {"gridcolor": style.rule},
        "yaxis": {
            "range": [max(rows.height, 3) - 0.4, -0.6],
            # Years above stand inside the plot: a legend in several rows then pushes them down.
            "domain": [0, below / (below + above)],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [as_of_line(as_of, style) | {"yref": "y domain"}],
        "hovermode": "closest",
    }
    if above:
        # Not in step with the axis below, as plotly.js would have it: that falls a moment before
        # New Year, and says 2009 for 2010.
        again = {"overlaying": "x", "side": "top", "tickmode": "auto", "showgrid": False}
        layout["xaxis2"] = axis | again
        traces[0]["xaxis"] = "x2"  # an axis is drawn for what stands on it
    return plot(traces, layout, style, AROUND + above + below, axis=YEARS)


def span(rows: pl.DataFrame, as_of: date) -> tuple[str, str]:
    """From the earliest beginning to the year after the latest end, where this is seen to be one;
    at most `REACH` years before and after."""
    years = [as_of.year, *rows["first"].dt.year().to_list(), *rows["last"].dt.year().to_list()]
    first, last = max(min(years), as_of.year - REACH), min(max(years) + 1, as_of.year + REACH)
    return f"{first}-01-01", f"{last}-12-31"


def _labels(rows: pl.DataFrame, at: str, style: Style) -> dict[str, Any]:
    """Place and title of each plan."""
    texts = [
        f"<b>{in_chart(place)}</b> {in_chart(shortened(title, LABEL - len(place)))}"
        for place, title in tuples(rows, "place", "title")
    ]
    return labels_above(texts, at, [row - 0.26 for row in rows["row"]], style)


def _bars(rows: pl.DataFrame, style: Style) -> list[dict[str, Any]]:
    """The periods of the plans of one state."""
    places = [row + BELOW for row in rows["row"]]
    days = zip(rows["first"], rows["last"], places, _hover(rows), strict=True)
    label = f"{in_chart(rows['label'][0])} ({count(rows.height)})"
    return spans(days, label, style.level(rows["state"][0]), style)


def _hover(rows: pl.DataFrame) -> list[str]:
    return [
        f"<b>{broken(title)}</b><br>{in_chart(place)}<br>{in_chart(label)}"
        for title, place, label in tuples(rows, "title", "place", "label")
    ]


def alt(rows: pl.DataFrame, words: Words) -> str:
    """How many plans, and how many stand where."""
    plans = plural("Periods of {n} plan", "Periods of {n} plans", rows.height)
    return f"{words.title}. {words.subtitle}. {plans}. {counted(rows['label'])}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Place, plan, state, period, and what is reported of its actions."""
    return rows.select(
        pl.col("place").alias(_("Country or area")),
        pl.col("title").alias(_("Plan")),
        pl.col("label").alias(_("State")),
        pl.col("period").alias(_("Period")),
        pl.col("actions").fill_null(0).alias(_("Actions")),
        pl.col("reported").fill_null(0).alias(_("Actions reported")),
        pl.col("completed").fill_null(0).alias(_("Actions completed")),
        pl.col("overdue").fill_null(0).alias(_("Actions overdue")),
    )


CHART = Chart("plan-periods", False, figure, alt, table)
