"""Which policy levers a country uses: finance, taxation, procurement, education ..."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import polars as pl

from dashboard.language import _
from dashboard.queries.action_plans import states
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock
from loaders.texts import ENACTED, on
from loaders.tuples import tuples


def named(snapshot: Snapshot) -> dict[str, str]:
    """Code and label of each theme that is a lever."""
    codes = snapshot.reference.codes("theme") or {}
    return {code: _(str(row["label"])) for code, row in codes.items() if row.get("role") == "lever"}


def using(snapshot: Snapshot, clock: Clock) -> dict[tuple[str, str], list[str]]:
    """By lever and country: the ids of the laws, institutions and plans that stand and use it, the
    newest first.

    Laws and other texts adopted or in force, strategies and plans in their period, and institutions
    that are there on the date; subnational ones too. On an earlier date an institution of which the
    founding date is not known is left out. A plan and a strategy that are one text count once.
    """
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    every = sorted(_standing(snapshot, clock), key=lambda one: one[3] or date.min, reverse=True)
    for record, country, themes, _begun in every:
        for theme in themes or ():
            found[theme, country][record] = None
    return {pair: list(records) for pair, records in found.items()}


Standing = tuple[str, str, list[str] | None, date | None]
"""Id, country and themes of a record, and when it began."""


def _standing(snapshot: Snapshot, clock: Clock) -> Iterator[Standing]:
    columns = ("id", "country", "themes")
    today = pl.lit(clock.as_of)
    plan_like = pl.col("type").is_in(["strategy", "policy"])
    runs = today.is_between(pl.col("runs_from"), pl.col("runs_until")).fill_null(not clock.is_past)
    texts = on(snapshot.frames["texts"], clock).filter(
        pl.col("state").is_in(ENACTED) & (~plan_like | runs)
    )
    yield from tuples(texts, *columns, "since")
    bodies = snapshot.frames["institutions"].filter(
        (last_day("established") <= today).fill_null(not clock.is_past)
        & (last_day("dissolved") > today).fill_null(True)
    )
    yield from tuples(bodies, *columns, "established")
    plans = snapshot.frames["action_plans"]
    running = plans.filter(pl.Series(states(plans, clock), dtype=pl.String) == "running")
    text = pl.coalesce("carries_out", "id").alias("id")
    begun = pl.coalesce("period_start", "adopted").alias("begun")
    yield from running.select(text, "country", "themes", begun).iter_rows()
