"""What every chart consists of, and the frame that all charts share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl

from dashboard.language import _
from dashboard.shown import in_chart
from dashboard.style import FONT, Style


@dataclass(frozen=True)
class Words:
    """The texts around a chart; they stand inside its image, so that they travel with it."""

    title: str
    subtitle: str
    caption: str


@dataclass(frozen=True)
class Chart:
    """One chart: a small frame in, a figure and its equivalents out."""

    name: str
    """In file names: 'legal-framework'."""
    is_map: bool
    figure: Callable[..., go.Figure]
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
    figure: go.Figure, words: Words, style: Style, height: int, *, axis: int = 0
) -> go.Figure:
    """The figure with title, subtitle and caption, fonts and colours of the reader's theme.

    `axis` is the room in pixels that an axis needs between the plot and the caption.
    """
    title = f"<b>{in_chart(words.title)}</b>"
    caption = "<br>".join(textwrap.wrap(in_chart(words.caption), 66))
    lines = caption.count("<br>") + 1 if caption else 0
    figure.update_layout(
        height=height,
        autosize=True,
        paper_bgcolor=style.paper,
        plot_bgcolor=style.paper,
        font={"family": FONT, "size": 13, "color": style.ink},
        title={
            "text": title,
            "subtitle": {
                "text": "<br>".join(textwrap.wrap(in_chart(words.subtitle), 60)),
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
        },
        margin={"l": 4, "r": 4, "t": 74, "b": 16 + 14 * lines + axis},
        hoverlabel={
            "bgcolor": style.paper,
            "bordercolor": style.muted,
            "font": {"family": FONT, "color": style.ink},
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": style.muted, "activecolor": style.ink},
        uirevision="kept",
    )
    figure.add_annotation(
        text=caption,
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-6 - axis,
        align="left",
        showarrow=False,
        font={"size": 11, "color": style.muted},
    )
    return figure
