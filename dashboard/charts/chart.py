"""What every chart consists of, and the frame that all charts share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.language import _
from dashboard.shown import in_chart
from dashboard.style import FONT, Style

Figure = dict[str, Any]
"""A Plotly figure as plain data, `data` and `layout`: plotly's objects take ten times as long to
build. The tests have plotly check every chart."""


@dataclass(frozen=True)
class Words:
    """The texts around a chart; they stand inside its image, so that they travel with it."""

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
    """Called with the rows, the words, the style and what the chart needs beside them."""
    alt: Callable[[pl.DataFrame, Words], str]
    """The takeaway and the numbers, for who does not see the picture."""
    table: Callable[[pl.DataFrame], pl.DataFrame]
    """The same data for reading, with headings in the page's language."""


def boundary_sentence() -> str:
    """Stands on every map and inside every export of one."""
    return _(
        "Boundaries and names shown, and the designations used, imply no opinion on the legal "
        "status of any country, area or authority."
    )


def framed(
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    words: Words,
    style: Style,
    height: int,
    *,
    axis: int = 0,
    above: int = 0,
) -> Figure:
    """The figure of these traces, with title, subtitle and caption, fonts and colours of the theme.

    `axis` is the room in pixels that an axis needs between the plot and the caption, `above` that
    between the legend and the plot.
    """
    caption = _wrapped(words.below, 66)
    ink = {"family": FONT, "color": style.ink}
    own = {
        "height": height,
        "autosize": True,
        "paper_bgcolor": style.paper,
        "plot_bgcolor": style.paper,
        "font": ink | {"size": 13},
        "title": _title(words, style),
        "margin": {
            "l": 4,
            "r": 4,
            "t": 74 + below(words) + above,
            "b": 16 + 14 * len(caption) + axis,
        },
        "hoverlabel": {"bgcolor": style.paper, "bordercolor": style.muted, "font": ink},
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": style.muted,
            "activecolor": style.ink,
        },
        "uirevision": "kept",
    }
    said = {
        "text": "<br>".join(caption),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -6 - axis,
        "align": "left",
        "showarrow": False,
        "font": {"size": 11, "color": style.muted},
    }
    notes = [*layout.get("annotations", ()), said]
    return {"data": traces, "layout": own | layout | {"annotations": notes}}


def _bold(title: str) -> str:
    return f"<b>{in_chart(title)}</b>"


def _subtitle(words: Words) -> list[str]:
    return _wrapped(words.subtitle, 60)


def _wrapped(text: str, width: int) -> list[str]:
    # Escaped afterwards: a line must not break inside an entity.
    return [in_chart(line) for line in textwrap.wrap(text, width)]


def below(words: Words) -> int:
    """Pixels by which a subtitle of several lines moves down what stands below it."""
    return 17 * (len(_subtitle(words)) - 1) if words.subtitle else 0


def _title(words: Words, style: Style) -> dict[str, Any]:
    return {
        "text": _bold(words.title),
        "subtitle": {
            "text": "<br>".join(_subtitle(words)),
            "font": {"size": 13, "color": style.muted},
        },
        "font": {"size": 17, "color": style.ink},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 12, "l": 2},
    }


def legend(top: int, height: int) -> dict[str, Any]:
    """A legend in rows below the subtitle, `top` pixels below the upper edge."""
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 1 - top / height,
        "yref": "container",
        "yanchor": "top",
        "itemsizing": "constant",
        "font": {"size": 12.5},
    }


def as_of_line(as_of: date, style: Style) -> dict[str, Any]:
    """The as-of date as a dotted line through a chart of dates."""
    day = as_of.isoformat()
    line = {"type": "line", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1}
    return line | {"line": {"width": 1, "color": style.ink, "dash": "dot"}}
