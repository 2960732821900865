"""The texts that may apply in a country, and what each of them was on a date.

Today a status says what applies; on an earlier date the record's dates do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from loaders.dates import last_day
from loaders.frames import holds_any
from loaders.measures import Clock
from loaders.tuples import tuples

ASSUMED_YEARS = 5
"""How long a strategy without a known period is taken to run from its adoption."""
CAME_ABOUT = ("adopted", "in_force", "repealed")
"""Statuses of a text that was more than a bill."""


class Text(NamedTuple):
    """A text that may apply in a country: what decides its state and the country's level."""

    country: str
    id: str
    title: str
    type: str
    status: str
    national: bool
    names_sse: bool
    through: str | None
    assumed: bool
    since: date | None
    since_precision: str | None
    since_basis: str | None
    proposed: date | None
    proposed_precision: str | None
    begins: date | None
    enacted: date | None
    tabled: date | None
    applies: date | None
    ends: date | None
    runs_from: date | None
    runs_until: date | None


def that_may_apply(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every text that may apply in a country: its laws, and regional acts that bind it.

    The columns of `laws`, and, whatever the date asked about: `through` (the body that adopted a
    directly applicable act; null for a country's own), `national`, `names_sse` (one of its scopes
    is the SSE as a whole); `since since_precision since_basis` (the date on which it begins and the
    field that holds it: `in_force`, else `published`, else `adopted`); the last days of the
    intervals `begins` (of `since`), `enacted` (adopted, else published), `tabled`, `applies`
    (in_force) and `ends` (repealed); `runs_from` and `runs_until` (of a strategy: its period, else
    five years from its beginning) and `assumed`. A strategy of which only the period is known
    begins, and is enacted, with it.
    """
    laws = pl.concat([frames["laws"], _bound(frames)], how="diagonal")
    begins = ("in_force", "published", "adopted")
    since = _first_known(*begins)
    umbrella = frames["codes"].filter((pl.col("codelist") == "scope") & pl.col("umbrella"))["code"]
    runs_from = pl.coalesce("period_start", *map(last_day, ("in_force", "adopted", "published")))
    runs_until = pl.coalesce(last_day("period_end"), runs_from.dt.offset_by(f"{ASSUMED_YEARS}y"))
    is_strategy = pl.col("type").is_in(["strategy", "policy"])
    with_period = pl.when(is_strategy & pl.col("status").is_in(CAME_ABOUT)).then("period_start")
    return laws.with_columns(
        national=pl.col("jurisdiction").fill_null("national") == "national",
        names_sse=holds_any("scope", umbrella).fill_null(False),
        since_basis=since,
        since=pl.coalesce(*begins),
        since_precision=pl.coalesce(
            pl.when(since == name).then(pl.col(f"{name}_precision")) for name in begins
        ),
        begins=pl.coalesce(*map(last_day, begins), with_period),
        enacted=pl.coalesce(last_day("adopted"), last_day("published"), with_period),
        tabled=last_day("proposed"),
        applies=last_day("in_force"),
        ends=last_day("repealed"),
        runs_from=runs_from,
        runs_until=runs_until,
        assumed=is_strategy & pl.col("period_end").is_null(),
    )


def _bound(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Directly applicable acts as specific laws of the countries they bind.

    One binds a country that joined later from the date of its position: of two imprecise dates the
    one whose interval is over later.
    """
    acts = (
        frames["resolutions"]
        .filter(pl.col("status") == "adopted")
        .select(
            "id",
            "title",
            "body",
            "adopted",
            "in_force",
            "adopted_precision",
            "in_force_precision",
            "themes",
            "scope",
        )
    )
    bound = frames["positions"].filter(pl.col("position") == "bound")
    applies = pl.coalesce(last_day("in_force"), last_day("adopted"))
    later = applies.is_null() | (last_day("date") > applies)
    return (
        bound.select("country", "date", "date_precision", id="resolution")
        .join(acts, on="id")
        .with_columns(
            type=pl.lit("specific_law"),
            # Before that day the act was none of the country's, adopted or not.
            adopted=pl.when(~later.fill_null(False)).then("adopted"),
            in_force=pl.when(later).then("date").otherwise("in_force"),
            in_force_precision=pl.when(later)
            .then("date_precision")
            .otherwise("in_force_precision"),
        )
        # Where a day is known from which it applies, that day decides.
        .with_columns(
            status=pl.when(pl.col("in_force").is_null())
            .then(pl.lit("in_force"))
            .otherwise(pl.lit("adopted"))
        )
        .drop("date", "date_precision")
        .rename({"body": "through"})
    )


def _first_known(*names: str) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in names)


def rows_of(found: pl.DataFrame) -> list[Text]:
    """The rows of the frame `texts`, for what is worked out anew on every date.

    On so few rows a loop is faster than a query: 2 ms against 7 for the level of every country, and
    three times that while other threads of a server want the interpreter.
    """
    return list(map(Text._make, tuples(found, *Text._fields)))


def by_country(found: pl.DataFrame) -> dict[str, list[Text]]:
    """The rows of the frame `texts` of each country that has some."""
    texts: dict[str, list[Text]] = defaultdict(list)
    for text in rows_of(found):
        texts[text.country].append(text)
    return dict(texts)


ENACTED, BILL = ("in_force", "adopted"), ("proposed", "draft")


def state(text: Text, clock: Clock) -> str:
    """What a text was on the as-of date.

    `in_force`, `adopted`, `proposed`, `draft`, `repealed`, `lapsed`, `not_yet` or `date_not_known`.
    Today that is its status, unless a date has overtaken it; earlier what the dates say. A strategy
    known today to have lapsed had done so from the end of its period.
    """
    day, status = clock.as_of, text.status
    if _passed(text.ends, day):
        return "repealed"
    if not clock.is_past:
        began = status == "adopted" and _passed(text.applies, day)
        return "in_force" if began else status
    for_a_period = text.type in ("strategy", "policy") and not text.assumed
    if status == "lapsed" and for_a_period and text.runs_until and text.runs_until < day:
        return "lapsed"
    if _passed(text.begins, day):
        if status == "repealed" and text.ends is None:
            return "date_not_known"
        if status in ("in_force", "repealed") or text.applies:
            return "in_force"
    if _passed(text.enacted, day):
        return "adopted"
    if _passed(text.tabled, day):
        return "draft" if status == "draft" else "proposed"
    if status in (*BILL, "lapsed") or text.begins:
        return "not_yet"
    return "date_not_known"


def _passed(last: date | None, day: date) -> bool:
    return last is not None and last <= day


def since_when(text: Text, now: str) -> tuple[date | None, str | None, str | None]:
    """Since when, how precise, by which field; of a bill, the day on which it was tabled."""
    if now not in BILL:
        return text.since, text.since_precision, text.since_basis
    return text.proposed, text.proposed_precision, "proposed" if text.proposed else None


def on(found: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Rows of the frame `texts` with `state` on the as-of date, and `since` and its like for it."""
    rows = rows_of(found)
    states = [state(text, clock) for text in rows]
    since = [since_when(text, now) for text, now in zip(rows, states, strict=True)]
    names = ("since", "since_precision", "since_basis")
    columns = zip(*since, strict=True) if since else ((),) * len(names)
    added = {
        name: pl.Series(name, values, dtype=found[name].dtype)
        for name, values in zip(names, columns, strict=True)
    }
    every = [added.get(name, found[name]) for name in found.columns]
    return pl.DataFrame([*every, pl.Series("state", states, dtype=pl.String)])
