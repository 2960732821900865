"""What is derived from the records, each measure for an as-of date.

An imprecise date has happened only when its interval is over: 2013 on 2013-12-31. Today a status
says what applies; on an earlier date the record's dates do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from loaders.dates import last_day

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


@dataclass(frozen=True)
class Clock:
    """The date asked about and today's, which decides whether statuses or dates speak."""

    as_of: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.as_of < self.today


def laws_on(laws: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """The laws with what each was on the as-of date.

    Adds `state` (`in_force`, `adopted`, `proposed`, `draft`, `repealed`, `lapsed`, `not_yet`,
    `date_not_known`), `since` and `since_precision` (the date on which it began to apply, else was
    adopted or proposed), and `since_basis` (the field that date stands in). A law begins on
    `in_force`, else `published`, else `adopted`.
    """
    begins = _first_known("in_force", "published", "adopted")
    when = pl.when(pl.col("state").is_in(["proposed", "draft"]))
    basis = when.then(_first_known("proposed")).otherwise(begins)
    return (
        laws.with_columns(_state(clock).alias("state"))
        .with_columns(basis.alias("since_basis"))
        .with_columns(
            _chosen("since_basis", "in_force", "published", "adopted", "proposed").alias("since"),
            _chosen(
                "since_basis", "in_force", "published", "adopted", "proposed", suffix="_precision"
            ).alias("since_precision"),
        )
    )


def _first_known(*names: str) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in names)


def _chosen(basis: str, *names: str, suffix: str = "") -> pl.Expr:
    return pl.coalesce(
        pl.when(pl.col(basis) == name).then(pl.col(f"{name}{suffix}")) for name in names
    )


def _state(clock: Clock) -> pl.Expr:
    day = pl.lit(clock.as_of)
    status, happened = pl.col("status"), lambda name: last_day(name) <= day
    if not clock.is_past:
        began = (status == "adopted") & happened("in_force").fill_null(False)
        ended = happened("repealed").fill_null(False)
        return (
            pl.when(ended).then(pl.lit("repealed")).when(began).then(pl.lit("in_force"))
        ).otherwise(status)
    begins = pl.coalesce(last_day("in_force"), last_day("published"), last_day("adopted"))
    enacted = pl.coalesce(last_day("adopted"), last_day("published"))
    is_law = status.is_in(["in_force", "repealed"]) | pl.col("in_force").is_not_null()
    over = happened("repealed").fill_null(False)
    undated_end = (status == "repealed") & pl.col("repealed").is_null()
    return (
        pl.when(over)
        .then(pl.lit("repealed"))
        .when(undated_end & (begins <= day))
        .then(pl.lit("date_not_known"))
        .when(is_law & (begins <= day))
        .then(pl.lit("in_force"))
        .when(enacted <= day)
        .then(pl.lit("adopted"))
        .when(happened("proposed"))
        .then(pl.when(status == "draft").then(pl.lit("draft")).otherwise(pl.lit("proposed")))
        .when(status.is_in(["draft", "proposed", "lapsed"]) | begins.is_not_null())
        .then(pl.lit("not_yet"))
        .otherwise(pl.lit("date_not_known"))
    )


def runs_on(clock: Clock) -> pl.Expr:
    """Whether the period of a strategy or policy includes the as-of date (five years if unknown)."""
    day = pl.lit(clock.as_of)
    start = pl.coalesce(
        pl.col("period_start"), last_day("in_force"), last_day("adopted"), last_day("published")
    )
    end = pl.coalesce(last_day("period_end"), start.dt.offset_by(f"{ASSUMED_YEARS}y"))
    return (start <= day) & (day <= end)


def bound_by(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Directly applicable acts as laws of the countries they bind, with the columns of `laws`.

    `type` is specific_law, `through` the body that adopted the act (null for a country's own laws).
    """
    acts = frames["resolutions"].select(
        "id",
        "title",
        "body",
        "status",
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
        .select(
            "id",
            "country",
            "title",
            "adopted",
            "adopted_precision",
            "in_force",
            "in_force_precision",
            "themes",
            type=pl.lit("specific_law"),
            through="body",
            status=pl.lit("in_force"),
            scope=pl.lit(["cooperatives"]),
        )
    )


DECIDING = ("id", "title", "since", "since_precision", "since_basis", "through", "assumed")


def framework_level(
    frames: Mapping[str, pl.DataFrame],
    clock: Clock,
    lost: Collection[tuple[str, str]] = (),
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """The legal-framework level of every country and area on the as-of date.

    `where` narrows the laws looked at (by theme or scope). Columns: `iso3 name level` (a code of
    `framework-level`), `id title since since_precision since_basis through` (the text that decides
    it, null without one), `assumed` (its period is assumed), `in_force drafts subnational` (how many
    framework and specific laws are in force, draft or proposed; of provinces and regions), `coverage`.
    """
    umbrella = frames["codes"].filter((pl.col("codelist") == "scope") & pl.col("umbrella"))["code"]
    laws = pl.concat([frames["laws"], bound_by(frames)], how="diagonal")
    laws = laws_on(laws if where is None else laws.filter(where), clock)
    national = pl.col("jurisdiction").fill_null("national") == "national"
    ranked = laws.with_columns(_rank(clock, umbrella).alias("rank"), national.alias("national"))
    return _by_country(frames["countries"], ranked, lost)


def _rank(clock: Clock, umbrella: pl.Series) -> pl.Expr:
    """0 to 3: the place in `LEVELS` that a text gives its country; 9 where dates leave it open."""
    state, kind = pl.col("state"), pl.col("type")
    counts = state.is_in(["in_force", "adopted"])
    framework, specific = kind == "framework_law", kind == "specific_law"
    names_sse = pl.col("scope").list.set_intersection(umbrella.to_list()).list.len() > 0
    strategy = kind.is_in(["strategy", "policy"]) & names_sse
    return (
        pl.when(framework & (state == "in_force"))
        .then(0)
        .when(framework & counts)
        .then(1)
        .when(strategy & counts & runs_on(clock))
        .then(1)
        .when(specific & counts)
        .then(2)
        .when((framework | specific) & state.is_in(["proposed", "draft"]))
        .then(3)
        .when((framework | specific) & (state == "date_not_known"))
        .then(pl.when(framework).then(10).otherwise(12))
    )


def _by_country(
    countries: pl.DataFrame, ranked: pl.DataFrame, lost: Collection[tuple[str, str]]
) -> pl.DataFrame:
    is_law, own = pl.col("type").is_in(LAW_TYPES), pl.col("national")
    found = ranked.filter(own & pl.col("rank").is_not_null()).sort(
        "rank", pl.col("through").is_not_null(), "since", nulls_last=True
    )
    best = (
        found.filter(pl.col("rank") < 10)
        .with_columns(
            assumed=pl.col("type").is_in(["strategy", "policy"]) & pl.col("period_end").is_null()
        )
        .select("country", "rank", *DECIDING)
        .unique("country", keep="first", maintain_order=True)
    )
    open_ = (
        found.filter(pl.col("rank") >= 10)
        .group_by("country")
        .agg((pl.col("rank").min() - 10).alias("open"))
    )
    counts = ranked.group_by("country").agg(
        in_force=(is_law & own & (pl.col("state") == "in_force")).sum(),
        drafts=(is_law & own & pl.col("state").is_in(["proposed", "draft"])).sum(),
        subnational=(is_law & ~own & pl.col("state").is_in(["in_force", "adopted"])).sum(),
    )
    unreadable = [country for country, kind in lost if kind == "law"]
    level = pl.col("rank").replace_strict(
        dict(enumerate(LEVELS)), default=None, return_dtype=pl.String
    )
    return (
        countries.select("iso3", "name", coverage="coverage_law")
        .join(best.rename({"country": "iso3"}), on="iso3", how="left")
        .join(open_.rename({"country": "iso3"}), on="iso3", how="left")
        .join(counts.rename({"country": "iso3"}), on="iso3", how="left")
        .select(
            "iso3",
            "name",
            pl.when(pl.col("iso3").is_in(unreadable))
            .then(pl.lit("not_readable"))
            .when(pl.col("open") < pl.col("rank").fill_null(9))
            .then(pl.lit("date_not_known"))
            .when(pl.col("rank").is_not_null())
            .then(level)
            .when(pl.col("coverage").is_in(["none_known", "complete"]))
            .then(pl.lit("none_known"))
            .when(pl.col("coverage") == "partial")
            .then(pl.lit("nothing_found"))
            .otherwise(pl.lit("not_researched"))
            .alias("level"),
            *DECIDING,
            *(pl.col(name).fill_null(0) for name in ("in_force", "drafts", "subnational")),
            "coverage",
        )
        .sort("name")
    )


def actions_on(frames: Mapping[str, pl.DataFrame], clock: Clock) -> pl.DataFrame:
    """The actions with their plan's title and country, and `standing` on the as-of date.

    `standing`: `overdue` (planned, under way or delayed after the due interval), `due_not_reported`
    (due date passed, status not reported), `due_soon` (within 180 days), else the status. A due date
    of 2025 is missed from 2026-01-01.
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
    plans = frames["action_plans"].select(
        plan="id", plan_title="title", jurisdiction="jurisdiction"
    )
    return (
        frames["actions"]
        .join(plans, on="plan", how="left")
        .with_columns(standing.alias("standing"), due.alias("due_last"))
    )


def plan_progress(frames: Mapping[str, pl.DataFrame], clock: Clock) -> pl.DataFrame:
    """Per plan with actions: `plan actions reported completed overdue` and `progress`.

    `progress` is completed / (actions - not reported - dropped), null unless at least half of the
    actions are reported.
    """
    status = pl.col("status")
    counted = (
        actions_on(frames, clock)
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
    return counted.with_columns(
        progress=pl.when(enough).then(pl.col("completed") / base), base=base
    ).sort("plan")


def period_over(clock: Clock) -> pl.Expr:
    """Whether a plan's period has ended without a reported outcome: derived, never called lapsed."""
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
