"""Countries side by side: where each stands by every measure, and which levers it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.filters import Selection
from dashboard.language import _, day
from dashboard.queries.action_plans import states
from dashboard.queries.map_measures import MEASURES, Measure
from loaders import Snapshot
from loaders.dates import last_day
from loaders.legal_framework import ENACTED, on
from loaders.measures import Clock

MOST = 6
LEFT_OUT = ("coverage",)
"""Measures that say something about the data, not about the country."""
COUNTED = ("four_or_more", "two_or_three", "one")


@dataclass(frozen=True)
class Cell:
    """What a measure says of one country, and the record that decides it."""

    label: str
    """The class; '' where the detail says it."""
    detail: str = ""
    record: str = ""


@dataclass(frozen=True)
class Line:
    """One measure of every country compared."""

    title: str
    cells: tuple[Cell, ...]


def measures(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> Iterator[Line]:
    """A line per measure; of the measures of resolutions, one per resolution with positions of any
    of the countries."""
    for measure in MEASURES.values():
        if measure.code in LEFT_OUT:
            continue
        options = measure.options(snapshot) if measure.options else {"": ""}
        for option, name in options.items():
            cells = tuple(_cells(snapshot, measure, countries, clock, option))
            if not option:
                yield Line(_(measure.title), cells)
            elif any(cell.record for cell in cells):
                yield Line(name, cells)


def _cells(
    snapshot: Snapshot, measure: Measure, countries: Sequence[str], clock: Clock, option: str
) -> Iterator[Cell]:
    rows = measure.rows(snapshot, Selection(), clock, option)
    by_country = {row["iso3"]: row for row in rows.iter_rows(named=True)}
    for country in countries:
        row = by_country[country]
        detail = row.get("detail") or row.get("title") or ""
        if row.get("since"):
            detail += f", {day(row['since'], row['since_precision'])}"
        # 'Four or more: 5 laws in force' would say it twice.
        label = "" if row["level"] in COUNTED and detail else row["label"]
        yield Cell(label, detail, row["id"] or "")


def levers(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> dict[str, list[int]]:
    """By lever: how many laws, institutions and plans of each country that stand use it.

    Laws and other texts adopted or in force, strategies and plans in their period, and institutions
    that are there on the date; subnational ones too. On an earlier date an institution of which the
    founding date is not known is left out.
    """
    using: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, country, themes in _standing(snapshot, clock):
        for theme in themes or ():
            using[theme, country].add(record)
    codes = snapshot.reference.codes("theme") or {}
    return {
        theme: [len(using[theme, country]) for country in countries]
        for theme, row in codes.items()
        if row.get("role") == "lever"
    }


def _standing(snapshot: Snapshot, clock: Clock) -> Iterator[tuple[str, str, list[str] | None]]:
    columns = ("id", "country", "themes")
    today = pl.lit(clock.as_of)
    plan_like = pl.col("type").is_in(["strategy", "policy"])
    runs = today.is_between(pl.col("runs_from"), pl.col("runs_until")).fill_null(not clock.is_past)
    texts = on(snapshot.frames["texts"], clock).filter(
        pl.col("state").is_in(ENACTED) & (~plan_like | runs)
    )
    yield from texts.select(columns).iter_rows()
    bodies = snapshot.frames["institutions"].filter(
        (last_day("established") <= today).fill_null(not clock.is_past)
        & (last_day("dissolved") > today).fill_null(True)
    )
    yield from bodies.select(columns).iter_rows()
    plans = snapshot.frames["action_plans"]
    running = plans.filter(pl.Series(states(plans, clock), dtype=pl.String) == "running")
    # A plan and the strategy that is the same text count once.
    text = pl.coalesce("carries_out", "id").alias("id")
    yield from running.select(text, "country", "themes").iter_rows()
