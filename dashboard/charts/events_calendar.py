"""Events by year and month: each cell holds their number; what is to come has an outline only."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, counted, plot
from dashboard.language import _, count, labelled, month_name, plural
from dashboard.shown import in_chart, shortened
from dashboard.style import NUMBER_CLASSES, Style, ink_on, number_class, stepped
from loaders.tuples import tuples

ROW, HEADS, AROUND = 26, 48, 34
"""Pixels of a year's row, of the heads of the columns, and of what else stands around."""
WITHOUT_MONTH = 14
"""Where the thirteenth column stands: apart from the months."""
CELL, APART = 0.9, 0.04
"""Width of a cell, of 1; between the two parts of a month that is not over."""
LONGEST_SPAN = 60
"""Years from the first to the last of which each has a row; beyond, those with an event."""
TITLES = 6
LONGEST_TITLE = 40
"""Titles that the hover text of a cell lists, and characters of each; the rest is counted. With
more of them a change of the date is no longer sent ahead (see `figure.AHEAD`)."""

Cell = tuple[int | None, int | None]
"""Year and month; null where not known."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: `title year month standing standing_label when`, one per event."""
    years = _years(rows)
    lines = {year: place for place, year in enumerate(years)}
    height = AROUND + HEADS + ROW * max(len(years), 3)
    groups: dict[str, dict[Cell, list[str]]] = {}
    for standing, title, *cell in tuples(rows, "standing", "title", "year", "month"):
        groups.setdefault(standing, {}).setdefault((cell[0], cell[1]), []).append(title)
    parts = Counter(cell for titles in groups.values() for cell in titles)
    labels = dict(tuples(rows, "standing", "standing_label"))
    traces = [
        _cells(titles, labels[standing], standing == "held", lines, parts, style)
        for standing, titles in sorted(groups.items())
    ]
    traces += [_stepped(trace, style) for trace in traces if not trace["showlegend"]]
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True, "gridcolor": style.rule}
    layout = {
        "barmode": "overlay",
        "showlegend": True,
        "xaxis": axis
        | {
            "side": "top",
            "tickvals": [*range(1, 13), WITHOUT_MONTH],
            "ticktext": [*(month_name(month) for month in range(1, 13)), _without_month()],
            "autotickangles": [0, 60],  # on a phone: some languages' short names are long
            "tickfont": {"size": 11},
            "range": [0.4, WITHOUT_MONTH + 1.5],
        },
        "yaxis": axis
        | {
            "tickvals": list(lines.values()),
            "ticktext": [str(year or _("No date")) for year in years],
            "tickfont": {"size": 12},
            "automargin": True,
            "range": [max(len(years), 3) - 0.4, -0.6],
        },
        "legend": {"itemdoubleclick": False},
        "hovermode": "closest",
    }
    return plot(traces, layout, style, height, above=HEADS)


def _years(rows: pl.DataFrame) -> list[int | None]:
    """The newest first; events without a date, where there are any, in a last row."""
    found = rows["year"].unique()
    known = sorted(found.drop_nulls().to_list(), reverse=True)
    if known and known[0] - known[-1] < LONGEST_SPAN:
        known = list(range(known[0], known[-1] - 1, -1))
    return [*known, None] if found.null_count() else [*known]


def _without_month() -> str:
    words = textwrap.wrap(_("Month not known"), 6, break_long_words=False)
    return "<br>".join(map(in_chart, words))


def _cells(
    titles: Mapping[Cell, list[str]],
    label: str,
    is_held: bool,
    lines: Mapping[int | None, int],
    parts: Mapping[Cell, int],
    style: Style,
) -> dict[str, Any]:
    """The cells of one standing; where a month holds both, each has half of it."""
    classes = [number_class(len(listed)) for listed in titles.values()]
    widths = [CELL if parts[cell] == 1 else (CELL - APART) / 2 for cell in titles]
    ends = [(month or WITHOUT_MONTH) + CELL / 2 for _year, month in titles]
    starts = [
        round(end - (CELL if is_held else width), 2)
        for end, width in zip(ends, widths, strict=True)
    ]
    inks = [ink_on(style.level(code)) for code in classes] if is_held else style.ink
    return {
        "type": "bar",
        "orientation": "h",
        "y": [lines[year] for year, _month in titles],
        "base": starts,
        "x": widths,
        "width": 0.84,
        "name": f"{in_chart(label)} ({count(sum(map(len, titles.values())))})",
        "text": [count(len(listed)) for listed in titles.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": 12, "color": inks},
        "hovertext": [_hover(cell, listed) for cell, listed in titles.items()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [style.level(code) for code in classes] if is_held else style.paper,
            "line": {"width": 0 if is_held else 1.5, "color": style.ink},
        },
        # A bar's sign has the colour of its first cell: those of all classes stand in `_stepped`.
        "showlegend": not is_held,
    }


def _stepped(cells: dict[str, Any], style: Style) -> dict[str, Any]:
    """The entry of these cells in the legend, in the colours of all their classes; draws nothing
    else."""
    colours = stepped([style.level(code) for code in NUMBER_CLASSES])
    return {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "mode": "none",
        "fill": "toself",
        "fillgradient": {"type": "horizontal", "colorscale": colours},
        "name": cells["name"],
        "legendrank": 1,  # before what is to come
    }


def _hover(cell: Cell, titles: list[str]) -> str:
    year, month = cell
    when = " ".join(filter(None, [month_name(month) if month else "", str(year or "")]))
    said = plural("{n} event", "{n} events", len(titles))
    lines = [in_chart(shortened(title, LONGEST_TITLE)) for title in titles[:TITLES]]
    if len(titles) > TITLES:
        lines.append(plural("And {n} more.", "And {n} more.", len(titles) - TITLES))
    return f"<b>{labelled(when or _('No date'), said)}</b><br>" + "<br>".join(lines)


def alt(rows: pl.DataFrame, words: Words) -> str:
    """In which year most events began, and how many there are of each standing."""
    years = Counter(year for year in rows["year"].to_list() if year).most_common(1)
    most = [_("Most in {year}: {n}.").format(year=year, n=count(n)) for year, n in years]
    parts = counted(label for _code, label in sorted(tuples(rows, "standing", "standing_label")))
    events = plural("Calendar of {n} event", "Calendar of {n} events", rows.height)
    return " ".join([f"{words.title}. {words.subtitle}. {events}.", *most, f"{parts}."])


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Newest first: date as it is known, title, type, where, and whether it is to come."""
    return rows.select(
        pl.col("when").alias(_("Date")),
        pl.col("title").alias(_("Title")),
        pl.col("type_label").alias(_("Type")),
        pl.col("where").alias(_("Where")),
        pl.col("standing_label").alias(_("Standing")),
    )


CHART = Chart("events-calendar", False, figure, alt, table)
