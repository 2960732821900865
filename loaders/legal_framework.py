"""The legal-framework level that its texts give a country on a date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import polars as pl

from loaders.dates import PRECISION
from loaders.measures import Clock
from loaders.snapshot import Snapshot
from loaders.texts import BILL, ENACTED, Text, by_country, since_when, state

LEVELS = ("framework_in_force", "framework_adopted", "specific_laws", "drafts")
"""From the furthest to the least far; codes of `codelists/framework-level.yaml`."""
NO_LEVEL = ("nothing_found", "none_known", "date_not_known", "not_readable", "not_researched")
"""What a country is that has none of the levels, or of which none can be told."""

LAW_TYPES = ("framework_law", "specific_law")
"""What 'laws' means in a figure; other texts are figures of their own."""


LEVEL_COLUMNS: Mapping[str, Any] = {
    "iso3": pl.String,
    "name": pl.String,
    "level": pl.String,
    "id": pl.String,
    "title": pl.String,
    "since": pl.Date,
    "since_precision": PRECISION,
    "since_basis": pl.String,
    "through": pl.String,
    "assumed": pl.Boolean,
    "in_force": pl.Int64,
    "adopted": pl.Int64,
    "drafts": pl.Int64,
    "subnational": pl.Int64,
    "undated": pl.Int64,
}


def framework_level(snapshot: Snapshot, clock: Clock, where: pl.Expr | None = None) -> pl.DataFrame:
    """The legal-framework level of every country and area on the as-of date, by name.

    `where` narrows the texts looked at (by theme or scope). Columns: `iso3 name level` (a code of
    `framework-level`); of the text that decides it, null without one: `id title since
    since_precision since_basis through assumed`; and counts of framework and specific laws:
    `in_force`, `adopted` (not known to be in force), `drafts`, `subnational` (of provinces and
    regions, adopted or in force), and `undated` (national ones of which no date tells whether they
    applied).
    """
    return pl.DataFrame(levels(snapshot, clock, where), schema=LEVEL_COLUMNS, orient="row")


def levels(
    snapshot: Snapshot,
    clock: Clock,
    where: pl.Expr | None = None,
    members: Collection[str] | None = None,
) -> list[tuple[Any, ...]]:
    """The rows of `framework_level`, for who makes a frame of them with columns of its own.

    `members`: the countries and areas that are asked for; None for all.
    """
    if where is not None:
        standings = _standings(snapshot, by_country(snapshot.frames["texts"].filter(where)))
    else:
        standings = _kept.get(snapshot) or _standings(snapshot, snapshot.texts)
        _kept[snapshot] = standings
    return [
        standing.on(clock) for standing in standings if members is None or standing.iso3 in members
    ]


class Standing:
    """A country's row of `framework_level`, worked out once for all days between two turns.

    A turn is a day on which a date of a text is reached: few of them lie between two dates that a
    reader looks at, so most rows are there already.
    """

    def __init__(
        self, iso3: str, name: str, coverage: str | None, texts: list[Text], readable: bool
    ) -> None:
        self.iso3, self.name, self.coverage = iso3, name, coverage
        self.texts, self.readable = texts, readable
        self.turns = sorted({day for text in texts for day in _turns(text)})
        self._rows: dict[tuple[int, bool], tuple[Any, ...]] = {}

    def on(self, clock: Clock) -> tuple[Any, ...]:
        """The row, in the order of `LEVEL_COLUMNS`."""
        place = bisect_right(self.turns, clock.as_of), clock.is_past
        if place not in self._rows:
            self._rows[place] = self._row(clock)
        return self._rows[place]

    def _row(self, clock: Clock) -> tuple[Any, ...]:
        here = [(text, state(text, clock)) for text in self.texts]
        ranked = [
            (rank, text, now)
            for text, now in here
            if text.national and (rank := _rank(text, now, clock)) is not None
        ]
        best = min((one for one in ranked if one[0] < OPEN_RANK), key=_order, default=None)
        level = _level(ranked, best, self.coverage) if self.readable else "not_readable"
        return self.iso3, self.name, level, *_deciding(best), *_counts(here)


_kept: WeakKeyDictionary[Snapshot, list[Standing]] = WeakKeyDictionary()


def _standings(snapshot: Snapshot, texts: Mapping[str, list[Text]]) -> list[Standing]:
    """Of every country and area, by name."""
    columns = (snapshot.frames["countries"][name] for name in ("name", "iso3", "coverage_law"))
    return [
        Standing(iso3, name, coverage, texts.get(iso3, []), (iso3, "law") not in snapshot.lost)
        for name, iso3, coverage in sorted(zip(*columns, strict=True))
    ]


def _turns(text: Text) -> Iterator[date]:
    """The days from which `state` or `_rank` may say something else of a text."""
    reached = (text.begins, text.enacted, text.tabled, text.applies, text.ends, text.runs_from)
    yield from filter(None, reached)
    if text.runs_until and text.runs_until < date.max:
        yield text.runs_until + timedelta(days=1)


Ranked = tuple[int, Text, str]
"""A text's place in `LEVELS`, the text, its state."""

OPEN_RANK = 10
"""Added to the rank of a text of which the dates leave open whether it applied."""


def _rank(text: Text, now: str, clock: Clock) -> int | None:
    """The place in `LEVELS` that a text gives its country; None for none."""
    framework, law = text.type == LAW_TYPES[0], text.type in LAW_TYPES
    if law and now in BILL:
        return 3
    if law and now == "date_not_known":
        return OPEN_RANK if framework else OPEN_RANK + 2
    if now not in ENACTED:
        return None
    if framework:
        return 0 if now == "in_force" else 1
    if law:
        return 2
    is_strategy = text.type in ("strategy", "policy") and text.names_sse
    runs = text.runs_from and text.runs_until and text.runs_from <= clock.as_of <= text.runs_until
    return 1 if is_strategy and runs else None


def _order(ranked: Ranked) -> tuple[int, bool, bool, date]:
    """The furthest first; then a country's own before an act that binds it, a framework law before
    a strategy of the same level; then the oldest."""
    rank, text, now = ranked
    began = text.tabled if now in BILL else text.begins
    return rank, text.through is not None, text.type != LAW_TYPES[0], began or date.max


def _level(ranked: list[Ranked], best: Ranked | None, coverage: str | None) -> str:
    # What would be reached if the texts whose dates are not known applied already.
    reachable = min((rank - OPEN_RANK for rank, *_ in ranked if rank >= OPEN_RANK), default=None)
    if reachable is not None and (best is None or reachable < best[0]):
        return "date_not_known"
    if best is not None:
        return LEVELS[best[0]]
    if coverage in ("none_known", "complete"):
        return "none_known"
    return "nothing_found" if coverage == "partial" else "not_researched"


def _deciding(best: Ranked | None) -> tuple[Any, ...]:
    """`id title since since_precision since_basis through assumed` of the text that decides."""
    if best is None:
        return (None,) * 7
    _rank, text, now = best
    return text.id, text.title, *since_when(text, now), text.through, text.assumed


def _counts(here: list[tuple[Text, str]]) -> tuple[int, int, int, int, int]:
    """Framework and specific laws: in force, adopted, drafts, subnational ones enacted, undated."""
    laws = [(text.national, now) for text, now in here if text.type in LAW_TYPES]
    return (
        sum(own and now == "in_force" for own, now in laws),
        sum(own and now == "adopted" for own, now in laws),
        sum(own and now in BILL for own, now in laws),
        sum(not own and now in ENACTED for own, now in laws),
        sum(own and now == "date_not_known" for own, now in laws),
    )
