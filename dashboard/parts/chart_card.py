"""A chart with all that belongs to it: picture, text alternative, table, sources, downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.exhibit import Exhibit
from dashboard.language import _, day, plural
from dashboard.parts import data_grid, downloads, figure, figures
from dashboard.queries import sources
from dashboard.shown import link, shown

PREVIEW = 200
"""Sources listed on a page; the rest is counted."""


def picture(
    drawn: Exhibit, *, key: str = "", selectable: bool = False, room: Sequence[str] = ()
) -> str:
    """Shows the chart; returns the code of what the reader clicked in it, or ''.

    `room`: labels for which its legend keeps a place.
    """
    style = session.style()
    return figure.show(
        figures.figure(drawn, style),
        drawn.words,
        style,
        key=key or f"{drawn.chart.name}-chart",
        alt=drawn.chart.alt(drawn.rows, drawn.words),
        file_name=drawn.file_name,
        selectable=selectable,
        room=room,
        stays=drawn.chart.stays,
    )


def equivalents(drawn: Exhibit) -> None:
    """The same data as a table, its sources, its files; each is drawn only when opened."""
    equivalents_of(drawn.chart.name, lambda: drawn)


def equivalents_of(name: str, draw: Callable[[], Exhibit]) -> None:
    """Those of a chart which the page does not show: it is made when one of them is opened."""
    labels = {"table": _("Table"), "sources": _("Sources"), "download": _("Download")}
    opened = st.pills(
        _("More on this chart"),
        list(labels),
        format_func=lambda code: labels[code],
        key=f"{name}-more",
        label_visibility="collapsed",
    )
    if not opened:
        return
    drawn = draw()
    if opened == "table":
        data_grid.show(drawn.chart.table(drawn.rows), f"{name}-table")
    elif opened == "sources":
        source_list(sources.of(session.snapshot(), drawn.records))
    elif opened == "download":
        downloads.chart_menu(drawn)


def source_list(found: pl.DataFrame) -> None:
    """Sources as a list of links."""
    lines = [f"- {source_line(row)}" for row in found.head(PREVIEW).iter_rows(named=True)]
    st.markdown("\n".join(lines) or _("No source."))
    if found.height > PREVIEW:
        st.caption(plural("And {n} more.", "And {n} more.", found.height - PREVIEW))


def source_line(row: dict[str, Any]) -> str:
    """Title with its link, publisher, reference and date: all of it record text."""
    parts = [link(row["title"], row["url"]), shown(row["publisher"])]
    if row["reference"]:
        parts.append(shown(row["reference"]))
    if row["published"]:
        parts.append(day(row["published"], row["published_precision"]))
    return ", ".join(parts)
