"""All dated events in lanes. A day is a dot; a month or year is a bar as long as the doubt."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, as_of_line, broken, plot
from dashboard.filters import KIND_LABELS
from dashboard.kept import KeptOf
from dashboard.language import _, count, current, labelled, listed, plural
from dashboard.shown import in_chart
from dashboard.style import Style, kind_colour
from loaders.tuples import tuples

AROUND = 74
"""Pixels above and below the lanes."""
DAYS_APART = 45
"""Events of a lane nearer to each other than this are stacked."""
FEW_YEARS = 30


def figure(rows: pl.DataFrame, style: Style, as_of: date) -> Figure:
    """`rows`: `lane lane_label kind event_label date last title where when`, in order of lanes."""
    traces = _kept.once(rows, lambda: _traces(rows, style), style, current())
    return _drawn(rows, traces, style, as_of, first_view(rows, as_of))


Traces = list[dict[str, Any]]
_kept: KeptOf[Traces] = KeptOf(16)


def on_paper(rows: pl.DataFrame, style: Style, as_of: date) -> Figure:
    """The same without what lies before or after its years."""
    near = within(rows, as_of)
    return _drawn(near, _traces(near, style), style, as_of, first_view(rows, as_of))


def _traces(rows: pl.DataFrame, style: Style) -> Traces:
    of_kinds = placed(rows).partition_by("kind", as_dict=True)
    traces = []
    for kind in KIND_LABELS:
        if (of_kind := of_kinds.get((kind,))) is not None:
            traces += [_bars(of_kind, kind, style), _dots(of_kind, kind, style)]
    return traces


def _drawn(
    rows: pl.DataFrame, traces: Traces, style: Style, as_of: date, years: list[str]
) -> Figure:
    lanes = rows.select("lane", "lane_label").unique(maintain_order=True)
    size = lanes.height
    height = max(344, AROUND + size * _lane_height(size))
    layout = {
        "xaxis": {
            "type": "date",
            "range": years,
            "gridcolor": style.rule,
            "showline": False,
            "zeroline": False,
        },
        "yaxis": {
            "range": [size - 0.5, -0.5],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "annotations": [
            _lane(number, label, style) for number, label in enumerate(lanes["lane_label"])
        ],
        "shapes": [*(_rule(line, style) for line in range(size + 1)), as_of_line(as_of, style)],
        "hovermode": "closest",
        "dragmode": "pan",
    }
    return plot(traces, layout, style, height, axis=24)


def _rule(line: int, style: Style) -> dict[str, Any]:
    """A thin line between two lanes."""
    edge = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": line - 0.5, "y1": line - 0.5}
    return edge | {"line": {"width": 1, "color": style.rule}}


def _lane(number: int, label: str, style: Style) -> dict[str, Any]:
    """The lane's name, inside it: a name beside it would leave a phone no room for the dots."""
    return {
        "text": in_chart(label),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": number - 0.5,
        "yanchor": "top",
        "showarrow": False,
        "bgcolor": style.paper,
        "font": {"size": 12.5, "color": style.ink},
    }


def _lane_height(lanes: int) -> int:
    return 92 if lanes <= 8 else 48 if lanes <= 25 else 26


def first_view(rows: pl.DataFrame, as_of: date) -> list[str]:
    """All years where they are few, or nothing had happened by the date; else those with most of
    what had, and the next five. On a page the others are a drag away."""
    if rows.is_empty():
        return [f"{as_of.year - 5}-01-01", f"{as_of.year + 5}-12-31"]
    begin, end = pl.col("date").dt.year(), pl.col("last").dt.year()
    near = begin.filter(begin <= as_of.year + 5).quantile(0.12)
    first, most, last = rows.select(begin.min(), near.alias("most"), end.max()).row(0)
    if last - first > FEW_YEARS and most is not None:
        last = min(last, as_of.year + 5)
        first = min(int(most), as_of.year)
    return [f"{first}-01-01", f"{last}-12-31"]


def within(rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The rows of the years of the first view."""
    begin, end = (date.fromisoformat(day) for day in first_view(rows, as_of))
    return rows.filter(pl.col("last") >= begin, pl.col("date") <= end)


def beyond(rows: pl.DataFrame, as_of: date) -> int:
    """How many of the events lie before or after those years."""
    return _number(rows) - _number(within(rows, as_of))


def placed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `row` (number of the lane), `middle` (of the event's interval) and `y`.

    Events close in time fan out within their lane, always in the same way.
    """
    lanes = {lane: number for number, lane in enumerate(dict.fromkeys(rows["lane"].to_list()))}
    return _stacked(
        rows.with_columns(pl.col("lane").replace_strict(lanes).cast(pl.Int64).alias("row"))
    )


def _stacked(rows: pl.DataFrame) -> pl.DataFrame:
    near = pl.col("middle").dt.epoch("d") // DAYS_APART
    return (
        rows.with_columns((pl.col("date") + (pl.col("last") - pl.col("date")) / 2).alias("middle"))
        .with_columns(near.alias("bin"))
        .with_columns(
            pl.int_range(pl.len()).over("row", "bin").alias("nth"),
            pl.len().over("row", "bin").alias("of"),
        )
        .with_columns(_fanned().alias("y"))
    )


def _fanned() -> pl.Expr:
    """0, then in turn below and above; a full lane is as wide as its densest place allows."""
    nth, most = pl.col("nth"), pl.col("of").max().over("row")
    side = pl.when(nth % 2 == 0).then(1).otherwise(-1)
    step = 0.8 / pl.max_horizontal(most, 6)
    return pl.col("row") + side * ((nth + 1) // 2) * step


def _bars(rows: pl.DataFrame, kind: str, style: Style) -> dict[str, Any]:
    ends = [
        (x, y)
        for first, last, y in tuples(rows, "date", "last", "y")
        if (last - first).days > 1
        for x, y in ((first, y), (last, y), (None, None))
    ]
    return {
        "type": "scatter",
        "x": [x for x, _y in ends],
        "y": [y for _x, y in ends],
        "mode": "lines",
        "hoverinfo": "skip",
        "line": {"width": 5, "color": kind_colour(kind, style)},
        "opacity": 0.35,
        "showlegend": False,
        "legendgroup": kind,
    }


def _dots(rows: pl.DataFrame, kind: str, style: Style) -> dict[str, Any]:
    said = tuples(rows, "title", "event_label", "when", "where")
    return {
        "type": "scatter",
        "x": rows["middle"].to_list(),
        "y": rows["y"].to_list(),
        "mode": "markers",
        "name": f"{_(KIND_LABELS[kind])} ({count(_number(rows))})",
        "legendgroup": kind,
        "text": [_hover(*words, current()) for words in said],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": 7,
            "color": kind_colour(kind, style),
            "line": {"width": 0.5, "color": style.paper},
        },
    }


# The same thousands of events stand in the chart on every date.
@lru_cache(maxsize=8_000)
def _hover(title: str, event: str, when: str, where: str, _language: str) -> str:
    lines = [f"<b>{broken(title)}</b>", in_chart(labelled(event, when)), in_chart(where)]
    return "<br>".join(filter(None, lines))


def _number(rows: pl.DataFrame) -> int:
    """How many events, each counted once."""
    return len(set(tuples(rows, "id", "event")))


def once(rows: pl.DataFrame) -> pl.DataFrame:
    """Each event once, though it may stand in the lanes of several countries or regions."""
    return rows.unique(["id", "event"], keep="first", maintain_order=True)


def alt(rows: pl.DataFrame, words: Words) -> str:
    if rows.is_empty():
        return f"{words.title}. {words.subtitle}. " + _("No dated event.")
    rows = once(rows)
    counts = rows["kind"].value_counts(sort=True, name="n")
    parts = listed(labelled(_(KIND_LABELS[kind]), count(n)) for kind, n in counts.iter_rows())
    years = rows.select(pl.col("date").dt.year().min(), pl.col("last").dt.year().max()).row(0)
    span = f"{years[0]}\N{EN DASH}{years[1]}"
    events = plural("Timeline of {n} event", "Timeline of {n} events", rows.height)
    return f"{words.title}. {words.subtitle}. {events}, {span}. {parts}."


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Newest first: date as it is known, event, kind, title, where."""
    newest = once(rows).sort("date", descending=True)
    return newest.select(
        pl.col("when").alias(_("Date")),
        pl.col("event_label").alias(_("Event")),
        pl.col("kind").replace_strict({k: _(v) for k, v in KIND_LABELS.items()}).alias(_("Kind")),
        pl.col("title").alias(_("Title")),
        pl.col("where").alias(_("Where")),
    )


CHART = Chart("timeline", False, figure, alt, table, on_paper, stays=True)
