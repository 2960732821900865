"""What a chart of one question is, to a page and to a file: its rows, its words, its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, on_paper
from dashboard.filters import AS_OF, KEYS, Selection
from dashboard.style import LIGHT, Style
from loaders import Snapshot
from loaders.measures import Clock

LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Exhibit:
    """A chart of one question, with all that a page or a file of it needs."""

    chart: Chart
    rows: pl.DataFrame
    words: Words
    file_name: str
    """Without its ending: 'legal-framework_ilo-africa_2026-11-21'."""
    as_of: date
    version: str
    """The data's digest, as far as it is shown."""
    beside: tuple[Any, ...] = ()
    """What the chart needs beside rows, words and style: a map's ground, the as-of date."""
    address: str = ""
    """What draws it again: see `address`."""
    made_of: str = ""
    """What it was drawn from, in a word: data, selection, dates, language, option."""

    def figure(self, style: Style) -> Figure:
        """The chart alone, in the colours of a page's theme."""
        return self.chart.figure(self.rows, style, *self.beside)

    def on_paper(self, width: int) -> Figure:
        """The chart with its words, on white, for a file so many pixels wide."""
        draw = self.chart.paper or self.chart.figure
        return on_paper(draw(self.rows, LIGHT, *self.beside), self.words, LIGHT, width)

    @property
    def records(self) -> list[str]:
        """The ids of the records that it rests on, each once; of an action, its plan's too."""
        named = [self.rows[name].to_list() for name in ("id", "plan") if name in self.rows.columns]
        return list(dict.fromkeys(record for ids in named for record in ids if record))


Draw = Callable[[Snapshot, Selection, Clock, str], Exhibit]


@dataclass(frozen=True)
class Drawing:
    """How an exhibit is drawn."""

    title: str
    draw: Draw
    """Called with the snapshot, the selection, the clock and the option."""
    keys: tuple[str, ...] = KEYS
    """Of the filters that act on it."""
    options: Callable[[Snapshot], Mapping[str, str]] | None = None
    """What has to be chosen first, by code."""
    of_places: tuple[int, int] | None = None
    """How many countries it is of, at least and at most, where they are named one by one."""

    def narrowed(self, selection: Selection) -> Selection:
        """The part of the selection that acts."""
        return selection.only(*self.keys)


OPTION = "option"


def address(code: str, selection: Selection, clock: Clock, option: str) -> str:
    """A chart as a query: 'chart=legal-framework&asof=2026-11-21&region=oecd'.

    The date is always in it. Of a day that is past the dates speak, and not the statuses: see
    `session.pinned` for what keeps those.
    """
    day = {AS_OF: clock.as_of.isoformat()}
    asked = {"chart": code, **day, **selection.to_query(), **day, OPTION: option}
    return urlencode({key: value for key, value in asked.items() if value})
