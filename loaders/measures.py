"""What is derived from the records, each measure for an as-of date.

An imprecise date has happened only when its interval is over: 2013 on 2013-12-31. Today a status
says what applies; on an earlier date the record's dates do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import polars as pl

from loaders.dates import last_day
from loaders.frames import holds_any

LEVELS = ("framework_in_force", "framework_adopted", "specific_laws", "drafts")
"""From the furthest to the least far; codes of `codelists/framework-level.yaml`."""
NO_LEVEL = ("nothing_found", "none_known", "date_not_known", "not_readable", "not_researched")
"""What a country is that has none of the levels, or of which none can be told."""

ASSUMED_YEARS = 5
"""How long a strategy without a known period is taken to run from its adoption."""
OPEN = ("planned", "under_way", "delayed")
"""Statuses of an action that is still to be completed."""
DUE_SOON = timedelta(days=180)

LAW_TYPES = ("framework_law", "specific_law")
"""What 'laws' means in a figure; other texts are figures of their own."""


Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


@dataclass(frozen=True)
class Clock:
    """The date asked about and today's, which decides whether statuses or dates speak."""

    as_of: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.as_of < self.today


def texts(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every text that may apply in a country: its laws, and regional acts that bind it.

    The columns of `laws`, and, whatever the date asked about: `through` (the body that adopted a
    directly applicable act; null for a country's own), `national`; `since since_precision
    since_basis` (the date on which it begins and the field that holds it: `in_force`, else
    `published`, else `adopted`); the last days of the intervals `begins` (of `since`), `enacted`
    (adopted, else published), `tabled`, `applies` (in_force) and `ends` (repealed); `runs_from` and
    `runs_until` (of a strategy: its period, else five years from its beginning) and `assumed`.
    """
    laws = pl.concat([frames["laws"], _bound(frames)], how="diagonal")
    begins = ("in_force", "published", "adopted")
    since = _first_known(*begins)
    runs_from = pl.coalesce("period_start", *map(last_day, ("in_force", "adopted", "published")))
    runs_until = pl.coalesce(last_day("period_end"), runs_from.dt.offset_by(f"{ASSUMED_YEARS}y"))
    return laws.with_columns(
        national=pl.col("jurisdiction").fill_null("national") == "national",
        since_basis=since,
        since=pl.coalesce(*begins),
        since_precision=pl.coalesce(
            pl.when(since == name).then(pl.col(f"{name}_precision")) for name in begins
        ),
        begins=pl.coalesce(*map(last_day, begins)),
        enacted=pl.coalesce(last_day("adopted"), last_day("published")),
        tabled=last_day("proposed"),
        applies=last_day("in_force"),
        ends=last_day("repealed"),
        runs_from=runs_from,
        runs_until=runs_until,
        assumed=pl.col("type").is_in(["strategy", "policy"]) & pl.col("period_end").is_null(),
    )


def _bound(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Directly applicable acts as specific laws of the countries they bind."""
    acts = frames["resolutions"].select(
        "id",
        "title",
        "body",
        "adopted",
        "in_force",
        "adopted_precision",
        "in_force_precision",
        "themes",
    )
    bound = frames["positions"].filter(pl.col("position") == "bound")
    return (
        bound.select("country", id="resolution")
        .join(acts, on="id")
        .with_columns(
            type=pl.lit("specific_law"),
            status=pl.lit("in_force"),
            scope=pl.lit(["cooperatives"]),
        )
        .rename({"body": "through"})
    )


def _first_known(*names: str) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in names)


def on(found: Frame, clock: Clock) -> Frame:
    """Rows of `texts` with what each was on the as-of date.

    Adds `state`: `in_force`, `adopted`, `proposed`, `draft`, `repealed`, `lapsed`, `not_yet` or
    `date_not_known`. Of a bill, `since` and its companions tell the day on which it was tabled.
    """
    is_bill = pl.col("state").is_in(BILL)
    stated: Any = found.with_columns(state=_state(clock))
    return stated.with_columns(
        since=pl.when(is_bill).then("proposed").otherwise("since"),
        since_precision=pl.when(is_bill).then("proposed_precision").otherwise("since_precision"),
        since_basis=pl.when(~is_bill)
        .then("since_basis")
        .when(pl.col("proposed").is_not_null())
        .then(pl.lit("proposed")),
    )


def _state(clock: Clock) -> pl.Expr:
    """Today the status, which a date may have overtaken; earlier what the dates say."""
    day, status = pl.lit(clock.as_of), pl.col("status")
    over = (pl.col("ends") <= day).fill_null(False)
    if not clock.is_past:
        began = (status == "adopted") & (pl.col("applies") <= day).fill_null(False)
        return (
            pl.when(over)
            .then(pl.lit("repealed"))
            .when(began)
            .then(pl.lit("in_force"))
            .otherwise(status)
        )
    began = pl.col("begins") <= day
    is_law = status.is_in(["in_force", "repealed"]) | pl.col("applies").is_not_null()
    undated_end = (status == "repealed") & pl.col("ends").is_null()
    return (
        pl.when(over)
        .then(pl.lit("repealed"))
        .when(undated_end & began)
        .then(pl.lit("date_not_known"))
        .when(is_law & began)
        .then(pl.lit("in_force"))
        .when(pl.col("enacted") <= day)
        .then(pl.lit("adopted"))
        .when((pl.col("tabled") <= day) & (status == "draft"))
        .then(pl.lit("draft"))
        .when(pl.col("tabled") <= day)
        .then(pl.lit("proposed"))
        .when(status.is_in([*BILL, "lapsed"]) | pl.col("begins").is_not_null())
        .then(pl.lit("not_yet"))
        .otherwise(pl.lit("date_not_known"))
    )


DECIDING = ("id", "title", "since", "since_precision", "since_basis", "through", "assumed")
"""Columns of the text that decides a country's level."""


def framework_level(
    frames: Mapping[str, pl.DataFrame],
    clock: Clock,
    lost: Collection[tuple[str, str]] = (),
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """The legal-framework level of every country and area on the as-of date, by name.

    `where` narrows the texts looked at (by theme or scope). Columns: `iso3 name level` (a code of
    `framework-level`); of the text that decides it, null without one: `id title since
    since_precision since_basis through assumed`; and counts of framework and specific laws:
    `in_force`, `drafts`, and `subnational` (of provinces and regions, adopted or in force).
    """
    # One lazy query: on small frames each eager step costs more than its work.
    found = frames["texts"].lazy()
    found = found if where is None else found.filter(where)
    ranked = on(found, clock).with_columns(rank=_rank(clock, _umbrella(frames)))
    is_law, own, state = pl.col("type").is_in(LAW_TYPES), pl.col("national"), pl.col("state")
    best = (
        ranked.filter(own & (pl.col("rank") < OPEN_RANK))
        .sort("rank", pl.col("through").is_not_null(), "since", nulls_last=True)
        .select("country", "rank", *DECIDING)
        .unique("country", keep="first", maintain_order=True)
    )
    counts = ranked.group_by("country").agg(
        in_force=(is_law & own & (state == "in_force")).sum(),
        drafts=(is_law & own & state.is_in(BILL)).sum(),
        subnational=(is_law & ~own & state.is_in(ENACTED)).sum(),
        # What would be reached if the texts whose dates are not known applied already.
        open=pl.col("rank").filter(own & (pl.col("rank") >= OPEN_RANK)).min() - OPEN_RANK,
    )
    countries = frames["countries"].lazy().select("iso3", "name", coverage="coverage_law")
    return (
        countries.join(best, left_on="iso3", right_on="country", how="left")
        .join(counts, left_on="iso3", right_on="country", how="left")
        .select(
            "iso3",
            "name",
            _level(lost).alias("level"),
            *DECIDING,
            *(pl.col(name).fill_null(0) for name in ("in_force", "drafts", "subnational")),
        )
        .sort("name")
        .collect()
    )


ENACTED, BILL = ("in_force", "adopted"), ("proposed", "draft")
OPEN_RANK = 10
"""Added to the rank of a text of which the dates leave open whether it applied."""


def _umbrella(frames: Mapping[str, pl.DataFrame]) -> list[str]:
    columns = ("codelist", "code", "umbrella")
    return [
        code
        for codelist, code, umbrella in frames["codes"].select(columns).iter_rows()
        if codelist == "scope" and umbrella
    ]


def _rank(clock: Clock, umbrella: list[str]) -> pl.Expr:
    """The place in `LEVELS` that a text gives its country; null for none."""
    state, kind, day = pl.col("state"), pl.col("type"), pl.lit(clock.as_of)
    enacted, framework, specific = state.is_in(ENACTED), kind == LAW_TYPES[0], kind == LAW_TYPES[1]
    names_sse = holds_any("scope", umbrella)
    runs = day.is_between(pl.col("runs_from"), pl.col("runs_until"))
    strategy = kind.is_in(["strategy", "policy"]) & names_sse & runs
    undated = state == "date_not_known"
    return (
        pl.when(framework & (state == "in_force"))
        .then(0)
        .when((framework | strategy) & enacted)
        .then(1)
        .when(specific & enacted)
        .then(2)
        .when((framework | specific) & state.is_in(BILL))
        .then(3)
        .when(framework & undated)
        .then(OPEN_RANK)
        .when(specific & undated)
        .then(OPEN_RANK + 2)
    )


def _level(lost: Collection[tuple[str, str]]) -> pl.Expr:
    unreadable = [country for country, kind in lost if kind == "law"]
    rank, coverage = pl.col("rank"), pl.col("coverage")
    level = rank.replace_strict(dict(enumerate(LEVELS)), default=None, return_dtype=pl.String)
    return (
        pl.when(pl.col("iso3").is_in(unreadable))
        .then(pl.lit("not_readable"))
        .when(pl.col("open") < rank.fill_null(OPEN_RANK))
        .then(pl.lit("date_not_known"))
        .when(rank.is_not_null())
        .then(level)
        .when(coverage.is_in(["none_known", "complete"]))
        .then(pl.lit("none_known"))
        .when(coverage == "partial")
        .then(pl.lit("nothing_found"))
        .otherwise(pl.lit("not_researched"))
    )


def actions_on(frames: Mapping[str, pl.DataFrame], clock: Clock) -> pl.DataFrame:
    """The actions with their plan's title, and `standing` on the as-of date.

    `standing`: `overdue` (planned, under way or delayed after the due interval), `due_not_reported`
    (due date passed, status not reported), `due_soon` (within 180 days), else the status. A due
    date of 2025 is missed from 2026-01-01.
    """
    due, status, day = last_day("due"), pl.col("status"), pl.lit(clock.as_of)
    is_open = status.is_in(OPEN)
    standing = (
        pl.when(is_open & (due < day))
        .then(pl.lit("overdue"))
        .when((status == "not_reported") & (due < day))
        .then(pl.lit("due_not_reported"))
        .when((is_open | (status == "not_reported")) & due.is_between(day, day + DUE_SOON))
        .then(pl.lit("due_soon"))
        .otherwise(status)
    )
    plans = (
        frames["action_plans"]
        .lazy()
        .select(plan="id", plan_title="title", jurisdiction="jurisdiction")
    )
    return (
        frames["actions"]
        .lazy()
        .join(plans, on="plan", how="left")
        .with_columns(standing.alias("standing"), due.alias("due_last"))
        .collect()
    )


def plan_progress(frames: Mapping[str, pl.DataFrame], clock: Clock) -> pl.DataFrame:
    """Per plan with actions: `plan actions reported completed overdue` and `progress`.

    `progress` is completed / (actions - not reported - dropped), null unless at least half of the
    actions are reported.
    """
    status = pl.col("status")
    counted = (
        actions_on(frames, clock)
        .lazy()
        .group_by("plan")
        .agg(
            actions=pl.len(),
            reported=(status != "not_reported").sum(),
            dropped=(status == "dropped").sum(),
            completed=(status == "completed").sum(),
            overdue=(pl.col("standing") == "overdue").sum(),
        )
    )
    base = pl.col("reported") - pl.col("dropped")
    enough = (pl.col("reported") * 2 >= pl.col("actions")) & (base > 0)
    progress = pl.when(enough).then(pl.col("completed") / base)
    return counted.with_columns(progress=progress, base=base).sort("plan").collect()


def period_over(clock: Clock) -> pl.Expr:
    """Whether a plan's period ended without a reported outcome: derived, never called lapsed."""
    outcome = pl.col("status").is_in(["completed", "lapsed"]).fill_null(False)
    return ~outcome & (last_day("period_end") < pl.lit(clock.as_of)).fill_null(False)


UNCONFIRMED_AFTER = {
    "draft": 18,
    "proposed": 18,
    "in_preparation": 18,
    "planned": 12,
    "under_way": 12,
    "delayed": 12,
    "in_force": 60,
}
"""Months after which a status that was not confirmed again is flagged."""


def is_stale(clock: Clock) -> pl.Expr:
    """Whether a status was last confirmed longer ago than its kind allows; null where not known."""
    months = pl.col("status").replace_strict(UNCONFIRMED_AFTER, default=None, return_dtype=pl.Int32)
    limit = last_day("status_as_of").dt.offset_by(pl.format("{}mo", months))
    return limit < pl.lit(clock.as_of)
