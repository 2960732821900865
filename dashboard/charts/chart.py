"""What every chart consists of, and the frame that all charts share."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from dashboard.language import (
    DEFAULT,
    _,
    calendar_words,
    count,
    current,
    labelled,
    listed,
    runs_right_to_left,
)
from dashboard.shown import in_chart, shortened
from dashboard.style import FONT, Style
from loaders.tuples import tuples

Figure = dict[str, Any]
"""A Plotly figure as plain data, `data` and `layout`, and `config` where the language needs it:
plotly's objects take ten times as long to build. The tests have plotly check every chart."""


@dataclass(frozen=True)
class Words:
    """The texts around a chart: beside it on a page, inside it in a file, so that they travel."""

    title: str
    subtitle: str
    caption: str
    drawn: str = ""
    """How the drawing is read; a file with a table in its place leaves this out."""

    @property
    def below(self) -> str:
        """What stands below the drawing."""
        return f"{self.caption} {self.drawn}".rstrip()


@dataclass(frozen=True)
class Chart:
    """One chart: a small frame in, a figure and its equivalents out."""

    name: str
    """In file names: 'legal-framework'."""
    is_map: bool
    figure: Callable[..., Figure]
    """Called with the rows, the style and what the chart needs beside them."""
    alt: Callable[[pl.DataFrame, Words], str]
    """The takeaway and the numbers, for who does not see the picture."""
    table: Callable[[pl.DataFrame], pl.DataFrame]
    """The same data for reading, with headings in the page's language."""
    paper: Callable[..., Figure] | None = None
    """The figure in a file, which nobody can drag, where that is another than on a page."""
    stays: bool = False
    """Whether another date changes nothing of the figure but its layout: the same traces are the
    same list then, which a browser fetches once."""


def counted(labels: Iterable[str]) -> str:
    """How many there are of each, the first that comes first: 'Adopted: 3; Draft: 1'."""
    return listed(labelled(label, count(n)) for label, n in Counter(labels).items())


def labels_in_order(rows: pl.DataFrame) -> list[str]:
    """The label of each row, by the order of what it stands for."""
    return [label for _order, label in sorted(tuples(rows, "order", "label"))]


def boundary_sentence() -> str:
    """Stands on every map and inside every export of one."""
    return _(
        "Boundaries and names shown, and the designations used, imply no opinion on the legal "
        "status of any country, area or authority."
    )


def plot(
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    style: Style,
    height: int,
    *,
    axis: int = 0,
    above: int = 0,
) -> Figure:
    """The figure of these traces with their legend, in the fonts and colours of a style.

    Its words stand around it: on a page as text, in a file by `on_paper`. `axis` is the room in
    pixels that an axis needs below, `above` that between the legend and the plot.
    """
    ink = {"family": FONT, "color": style.ink}
    own = {
        "height": height,
        "autosize": True,
        "paper_bgcolor": style.paper,
        "plot_bgcolor": style.paper,
        "font": ink | {"size": 13},
        "margin": {"l": 4, "r": 4, "t": 12 + above, "b": 4 + axis},
        "hoverlabel": {
            "bgcolor": style.paper,
            "bordercolor": style.muted,
            "font": ink,
            "align": "left",
        },
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": style.muted,
            "activecolor": style.ink,
        },
        "legend": LEGEND | layout.get("legend", {}),
        "uirevision": "kept",
    }
    laid_out = own | {name: value for name, value in layout.items() if name != "legend"}
    return {"data": traces, "layout": laid_out} | _spoken()


def _spoken() -> Figure:
    """The names of months on an axis of dates: plotly.js has the English ones alone."""
    language = current()
    if language == DEFAULT:
        return {}
    words = {"dictionary": {}, "format": calendar_words(language)}
    return {"config": {"locale": language, "locales": {language: words}}}


LEGEND = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "y": 1,
    "yref": "container",
    "yanchor": "top",
    "itemsizing": "constant",
    "itemclick": False,
    "font": {"size": 12.5},
}
"""In rows above the plot."""

EDGE = 24
"""Pixels of a file around a chart with its words."""
LABELS = 300
"""Pixels that the labels of a vertical axis take, at most."""


def on_paper(figure: Figure, words: Words, style: Style, width: int) -> Figure:
    """The figure with title, subtitle and caption inside, for a file so many pixels wide."""
    layout = figure["layout"]
    subtitle = _wrapped(words.subtitle, width // 7)
    # It begins where the plot does, and plotly.js alone knows how wide the labels before that are.
    labels = LABELS if layout.get("yaxis", {}).get("automargin") else 0
    caption = _wrapped(words.below, (width - labels) // 6)
    head = EDGE + 44 + 17 * len(subtitle)
    foot = EDGE + 14 * len(caption)
    height = layout["height"] + head + foot
    margin = layout["margin"]
    said = {
        "text": "<br>".join(caption),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -6 - margin["b"],
        "align": "left",
        "showarrow": False,
        "font": {"size": 11, "color": style.muted},
    }
    around = {
        "height": height,
        "title": _title(words.title, subtitle, style, width),
        "margin": {
            "l": margin["l"] + EDGE,
            "r": margin["r"] + EDGE,
            "t": margin["t"] + head,
            "b": margin["b"] + foot,
        },
        "legend": layout["legend"] | {"x": EDGE / width, "y": 1 - head / height},
        "annotations": [*layout.get("annotations", ()), said],
    }
    return figure | {"layout": layout | around}


# Of the same thousands of titles, with every change of a page.
@lru_cache(maxsize=20_000)
def broken(title: str) -> str:
    """A title in a hover text: in lines that a phone has room for, cut where it is very long."""
    return "<br>".join(map(in_chart, textwrap.wrap(shortened(title, 130), 44)))


def _wrapped(text: str, width: int) -> list[str]:
    # Escaped afterwards: a line must not break inside an entity.
    return [_line(line) for line in textwrap.wrap(text, width)]


def _line(text: str) -> str:
    """Pictures run from left to right: what does not is kept apart, with its own full stop."""
    said = in_chart(text)
    if not runs_right_to_left(text):
        return said
    return f"\N{RIGHT-TO-LEFT ISOLATE}{said}\N{POP DIRECTIONAL ISOLATE}"


def _title(title: str, subtitle: list[str], style: Style, width: int) -> dict[str, Any]:
    return {
        "text": f"<b>{_line(title)}</b>",
        "subtitle": {
            "text": "<br>".join(subtitle),
            "font": {"size": 13, "color": style.muted},
        },
        "font": {"size": 17, "color": style.ink},
        "x": EDGE / width,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": EDGE},
    }


def as_of_line(as_of: date, style: Style) -> dict[str, Any]:
    """The as-of date as a dotted line through a chart of dates, below what is drawn."""
    day = as_of.isoformat()
    line = {"type": "line", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1}
    return line | {"line": {"width": 1, "color": style.ink, "dash": "dot"}, "layer": "below"}


def spans(
    days: Iterable[tuple[date, date, float, str]], name: str, colour: str, style: Style
) -> list[dict[str, Any]]:
    """Bars from a first to a last day, each in its row and with its hover text; one of a single
    day is a square, as is the sign in the legend. A pale colour is seen by its edge."""
    ends = [(day, row, text) for *both, row, text in days for day in (*both, None)]
    placed = {
        "type": "scatter",
        "x": [day for day, _row, _text in ends] or [None],
        "y": [row for _day, row, _text in ends] or [None],
        "mode": "lines+markers",
        "legendgroup": name,
        "showlegend": False,
    }
    hovered = {
        "text": [text for _day, _row, text in ends],
        "hovertemplate": "%{text}<extra></extra>",
    }
    sign = {"x": [None], "y": [None], "mode": "markers", "name": name, "showlegend": True}
    return [
        placed | _bar(BAR + 2 * RIM, style.muted) | {"hoverinfo": "skip"},
        placed | _bar(BAR, colour) | hovered,
        placed | sign | {"marker": square(colour, style)},
    ]


BAR, RIM = 8, 1
"""Pixels of a bar's height, and of its edge."""


def _bar(width: int, colour: str) -> dict[str, Any]:
    marker = {"size": width, "symbol": "square", "color": colour}
    return {"line": {"width": width, "color": colour}, "marker": marker}


def square(colour: str, style: Style) -> dict[str, Any]:
    """The sign of such bars."""
    edge = {"width": RIM, "color": style.muted}
    return {"size": BAR, "symbol": "square", "color": colour, "line": edge}


BELOW = 0.14
"""Of a row: how far below its middle a bar stands that has its label above."""
LABEL = 110
"""Characters of a label above a bar; the whole text stands in the table."""
AS_WIDE = "as wide as the chart"
"""Marks labels that `figure.js` cuts where the chart is narrower than they are."""


def labels_above(
    texts: Sequence[str], at: object, rows: Sequence[float], style: Style, *, muted: bool = False
) -> dict[str, Any]:
    """Labels that begin at the left edge, `at`, each above its bar: beside it they would leave a
    phone no room."""
    return {
        "type": "scatter",
        "x": [at] * len(texts),
        "y": list(rows),
        "mode": "text",
        "text": list(texts),
        "textposition": "middle right",
        "textfont": {"size": 12, "color": style.muted if muted else style.ink},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": AS_WIDE,
    }
