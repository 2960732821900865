"""What international bodies adopted, and who stands where on it."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import polars as pl

from dashboard.filters import Selection
from dashboard.kept import with_snapshot
from dashboard.language import _, countries, country, current, day, distinct, labelled
from dashboard.queries.map_measures.position import place
from dashboard.shown import APART, shortened
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock
from loaders.tuples import taken, tuples

Row = dict[str, Any]
SHORT, SYMBOL = 34, 18
"""Characters of an instrument's name in a column's head, beside its year; of a symbol in it."""


def instruments(snapshot: Snapshot, clock: Clock) -> pl.DataFrame:
    """The instruments adopted by the date, newest first; today also those without a date.

    Columns: those of `resolutions`, and `positions` and `uptake` (how many are recorded).
    """
    return _by(clock, *_counted(snapshot))


Days = list[date | None]
"""The last day on which each row can have happened; `None` where it has no date."""


def _by(clock: Clock, found: pl.DataFrame, days: Days) -> pl.DataFrame:
    """The rows that had happened by the date; today also those without a date."""
    # A loop, since a page asks for every date: see `loaders.tuples`.
    return taken(found, [at for at, day in enumerate(days) if clock.has_seen(day)])


@lru_cache(maxsize=4)
def _counted(snapshot: Snapshot) -> tuple[pl.DataFrame, Days]:
    frames = snapshot.frames
    found = frames["resolutions"]
    for table in ("positions", "uptake"):
        count = frames[table].group_by("resolution").len(name=table)
        found = found.join(count, left_on="id", right_on="resolution", how="left")
    newest = found.sort("adopted", "id", descending=[True, False], nulls_last=True)
    return newest, newest.select(day=last_day("adopted"))["day"].to_list()


def is_adopted(snapshot: Snapshot, instrument: str, clock: Clock) -> bool:
    """Whether it is one of the `instruments` of the date."""
    newest, days = _counted(snapshot)
    return clock.has_seen(days[newest["id"].to_list().index(instrument)])


@lru_cache(maxsize=4)
def names(snapshot: Snapshot) -> Mapping[str, str]:
    """Every instrument by id: its title, newest first."""
    newest, _days = _counted(snapshot)
    return MappingProxyType(dict(tuples(newest, "id", "title")))


@lru_cache(maxsize=4)
def titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Every instrument by id: its title, and what else a reader knows it by: its number, its body
    and its year."""
    newest, _days = _counted(snapshot)
    title, named = distinct(names(snapshot)), snapshot.reference.organisation_name
    return MappingProxyType(
        {
            record: APART.join(
                filter(None, (title[record], number, named(body), adopted and str(adopted.year)))
            )
            for record, number, body, adopted in tuples(newest, "id", "number", "body", "adopted")
        }
    )


def uptake(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """What countries of the region did by the date, where a source says so.

    Columns: those of `uptake`, `title` of the instrument, and `record_title` (of the record that
    `id` names, null without one). What has no date counts today.
    """
    members = selection.members(snapshot.reference)
    found = _by(clock, *_told(snapshot))
    return found if members is None else found.filter(pl.col("country").is_in(members))


def uptake_of(snapshot: Snapshot, instrument: str, selection: Selection, clock: Clock) -> list[Row]:
    """Of `uptake` the rows of one instrument."""
    return _of(_told_by(snapshot).get(instrument, ()), snapshot, selection, clock)


def positions_on(
    snapshot: Snapshot, instrument: str, selection: Selection, clock: Clock
) -> list[Row]:
    """Of `positions` the rows of one instrument."""
    return _of(_taken_by(snapshot, current()).get(instrument, ()), snapshot, selection, clock)


Dated = Sequence[tuple[Row, date | None]]
"""Rows, and the last day on which each can have happened; `None` where it has no date."""


def _of(rows: Dated, snapshot: Snapshot, selection: Selection, clock: Clock) -> list[Row]:
    members = selection.members(snapshot.reference)
    return [
        row
        for row, day in rows
        if clock.has_seen(day) and (members is None or row["country"] in members)
    ]


@with_snapshot(1)
def _told_by(snapshot: Snapshot) -> Mapping[str, Dated]:
    return _by_instrument("resolution", *_told(snapshot))


@with_snapshot(3)
def _taken_by(snapshot: Snapshot, language: str) -> Mapping[str, Dated]:
    return _by_instrument("id", *_taken(snapshot, language))


def _by_instrument(name: str, found: pl.DataFrame, days: Days) -> Mapping[str, Dated]:
    rows: defaultdict[str, list[tuple[Row, date | None]]] = defaultdict(list)
    for row, happened in zip(found.rows(named=True), days, strict=True):
        rows[row[name]].append((row, happened))
    return rows


@lru_cache(maxsize=4)
def _told(snapshot: Snapshot) -> tuple[pl.DataFrame, Days]:
    texts = snapshot.frames["resolutions"].select("title", resolution="id")
    every = snapshot.frames["records"].select("id", record_title="title").unique("id")
    told = snapshot.frames["uptake"].join(texts, on="resolution", how="left", maintain_order="left")
    told = told.join(every, on="id", how="left", maintain_order="left")
    return told, told.select(day=last_day("date"))["day"].to_list()


def positions(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """A row per position of a country of the region, taken by the date.

    Columns: `id` (of the instrument) `n` (its place in the instrument's list) `instrument` (short)
    `title adopted country name position label order when note`, by country, then by date of the
    instrument. A position without a date counts from the instrument's adoption.
    """
    members = selection.members(snapshot.reference)
    found = _by(clock, *_taken(snapshot, current()))
    return found if members is None else found.filter(pl.col("country").is_in(members))


def head(title: str, number: str | None, adopted: date | None) -> str:
    """What a reader knows an instrument by: its short title, and the year.

    Before the title stands a symbol that it does not name, as resolutions of one title have theirs;
    not the long list of those of a series.
    """
    name = re.split(r": | \(", title, maxsplit=1)[0]
    if number and number not in title and len(number) <= SYMBOL:
        name = labelled(number, name)
    name = _short(name)
    return f"{name}, {adopted.year}" if adopted else name


def _short(name: str) -> str:
    """A long name ends with a whole word, unless that would leave little of it."""
    ellipsis = "\N{HORIZONTAL ELLIPSIS}"
    kept = textwrap.shorten(name, SHORT, placeholder=ellipsis, break_on_hyphens=False)
    return kept if len(kept) > SHORT / 2 else shortened(name, SHORT)


@lru_cache(maxsize=4)
def _taken(snapshot: Snapshot, _language: str) -> tuple[pl.DataFrame, Days]:
    """All positions, and the last day on which each can have been taken."""
    reference = snapshot.reference
    texts = snapshot.frames["resolutions"].select(
        "id", "title", "number", "adopted", "adopted_precision"
    )
    every = snapshot.frames["positions"].join(texts, left_on="resolution", right_on="id")
    happened = pl.coalesce(last_day("date"), last_day("adopted"))
    rows = [
        {
            "id": row["resolution"],
            "n": row["n"],
            "instrument": head(row["title"], row["number"], row["adopted"]),
            "title": row["title"],
            "adopted": row["adopted"],
            "country": row["country"],
            "name": country(reference, row["country"]),
            "position": row["position"],
            "label": _(reference.label("position", row["position"])),
            "order": place(row["position"]),
            "when": day(row["date"], row["date_precision"]),
            "note": row["note"] or "",
            "happened": row["happened"],
        }
        for row in every.with_columns(happened=happened).iter_rows(named=True)
    ]
    schema = dict.fromkeys(
        ("id", "n", "instrument", "title", "adopted", "country", "name", "position", "label"),
        pl.String,
    ) | {"n": pl.Int64, "adopted": pl.Date, "order": pl.Int64, "when": pl.String}
    schema |= {"note": pl.String, "happened": pl.Date}
    by_name = pl.col("country").cast(pl.Enum(list(countries(reference))))
    taken = pl.DataFrame(rows, schema=schema).sort(by_name, "adopted", "id", nulls_last=True)
    return taken.drop("happened"), taken["happened"].to_list()
