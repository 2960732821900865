"""Everything of one country, each part ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.filters import Selection
from dashboard.language import _, count, listed, share
from dashboard.queries import action_plans, workshops
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock, is_stale, plan_progress
from loaders.texts import ENACTED, on
from loaders.tuples import tuples


def laws(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The country's laws and policies as of the date, newest first: columns of `on`, and `stale`.

    What came later is left out, as is a bill of which no date says that it was there. A text that
    another one had amended by then carries the ids of those in `amended_by`.
    """
    own = snapshot.frames["texts"].filter(
        (pl.col("country") == country) & pl.col("through").is_null()
    )
    there = on(own, clock).filter(pl.col("state") != "not_yet")
    # A bill has changed nothing yet, one that lapsed never did.
    amending = (
        there.filter(pl.col("state").is_in([*ENACTED, "repealed"]))
        .explode("amends")
        .drop_nulls("amends")
        .group_by("amends")
        .agg(pl.col("id").alias("amended_by"))
    )
    found = there.join(amending, left_on="id", right_on="amends", how="left")
    chosen = selection.where(found.columns, snapshot.reference)
    return (
        found.filter(chosen)
        .with_columns(is_stale(clock).alias("stale"))
        .sort("since", "id", descending=[True, False], nulls_last=True)
    )


def bound(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> pl.DataFrame:
    """Acts of regional bodies that applied directly in the country on the date and are chosen.

    Columns: those of `resolutions`, and `since since_precision`: from when on they bind it.
    """
    texts = snapshot.frames["texts"].filter(
        (pl.col("country") == country) & pl.col("through").is_not_null()
    )
    there = on(texts, clock).filter(pl.col("state").is_in(ENACTED))
    acts = snapshot.frames["resolutions"]
    chosen = acts.filter(selection.where(acts.columns, snapshot.reference))
    binding = there.select("id", "since", "since_precision")
    return chosen.join(binding, on="id", maintain_order="left")


def plans(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The country's action plans that had begun by the date, with `progress` and its counts.

    Adds `state` and `stale`, and `standing`: the status in words, on an earlier date what the dates
    tell.
    """
    found = snapshot.frames["action_plans"].filter(pl.col("country") == country)
    chosen = found.filter(selection.where(found.columns, snapshot.reference))
    states = action_plans.states(chosen, clock)
    label = snapshot.reference.label
    statuses = [
        _(label("plan-status", status)) if status else _("Status not reported")
        for status in chosen["status"].to_list()
    ]
    periods = tuples(chosen, "period_start", "period_end")
    then = [
        action_plans.state_label(state, is_dated=None not in period) if state else ""
        for state, period in zip(states, periods, strict=True)
    ]
    progress = plan_progress(action_plans.actions_on(snapshot, clock))
    standing = pl.Series("standing", then if clock.is_past else statuses, dtype=pl.String)
    return (
        chosen.with_columns(pl.Series("state", states, dtype=pl.String), standing)
        .filter(pl.col("state") != "")
        .join(progress, left_on="id", right_on="plan", how="left")
        .with_columns(is_stale(clock).alias("stale"))
        .sort(pl.coalesce("period_start", "adopted"), descending=True, nulls_last=True)
    )


def actions(snapshot: Snapshot, plan: str, clock: Clock) -> pl.DataFrame:
    """The actions of a plan in the plan's order, with `standing`."""
    return action_plans.actions_on(snapshot, clock).filter(pl.col("plan") == plan).sort("n")


def positions(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The country's positions on resolutions and what it did with them, newest first.

    Of the instruments that are chosen, up to the date; a position without a date counts from the
    instrument's adoption, an uptake without one today only. Columns: `resolution title number body
    position date date_precision note`; an uptake has its form in `what` and its record, if any, in
    `record`.
    """
    resolutions = snapshot.frames["resolutions"].select(
        *("title", "number", "body", "adopted", "adopted_precision", "status", "themes", "scope"),
        resolution="id",
    )
    taken = snapshot.frames["positions"].select(
        "resolution", "country", "position", "date", "date_precision", "note"
    )
    followed = snapshot.frames["uptake"].select(
        "resolution", "country", "what", "date", "date_precision", "note", record="id"
    )
    own = pl.concat([taken, followed], how="diagonal").filter(pl.col("country") == country)
    every = own.join(resolutions, on="resolution", how="left")
    # An instrument is taken up some time after its adoption; when is not known.
    undated = pl.when(pl.col("position").is_not_null()).then(last_day("adopted"))
    happened = pl.coalesce(last_day("date"), undated) <= pl.lit(clock.as_of)
    chosen = selection.where(every.columns, snapshot.reference)
    return every.filter(happened.fill_null(not clock.is_past) & chosen).sort(
        pl.coalesce("date", "adopted"), "resolution", descending=[True, False], nulls_last=True
    )


def concerning(snapshot: Snapshot, kind: str, country: str, selection: Selection) -> pl.DataFrame:
    """Records of a kind kept in the country's folder or naming the country, newest first.

    Adds `role` where the kind tells it apart: host, took part.
    """
    found = snapshot.frames[kind]
    is_own = pl.col("country") == country
    names = pl.col("countries").list.contains(country).fill_null(False)
    host = pl.lit(False)
    if kind == "workshops":
        host = (workshops.host() == country).fill_null(False)
    role = pl.when(host).then(pl.lit("host")).when(names).then(pl.lit("took_part"))
    when = next(name for name in ("start", "date", "period_start") if name in found.columns)
    chosen = selection.where([c for c in found.columns if c != "countries"], snapshot.reference)
    return (
        found.filter((is_own | names | host).fill_null(False) & chosen)
        .with_columns(role.alias("role"))
        .sort(when, "id", descending=[True, False], nulls_last=True)
    )


def institutions(snapshot: Snapshot, country: str, selection: Selection) -> pl.DataFrame:
    """The country's institutions that are chosen, those dissolved last."""
    found = snapshot.frames["institutions"].filter(pl.col("country") == country)
    chosen = selection.where(found.columns, snapshot.reference)
    return found.filter(chosen).sort(pl.col("dissolved").is_not_null(), "title")


def by_then(found: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Of institutions, events, programmes or news those that had begun by an earlier date than
    today; what has no date stays."""
    if not clock.is_past:
        return found
    begun = (
        pl.col("period_start")
        if "period_start" in found.columns
        else last_day(next(n for n in ("established", "start", "date") if n in found.columns))
    )
    return found.filter((begun <= pl.lit(clock.as_of)).fill_null(True))


def progress(plan: Mapping[str, Any]) -> str:
    """How much of a plan is reported and done, in words: of a row of `plans`."""
    if not plan["actions"]:
        return _("Actions not published.")
    reported = _("{reported} of {actions} actions reported").format(
        reported=count(plan["reported"]), actions=count(plan["actions"])
    )
    if plan["progress"] is None:
        return reported
    completed = _("{completed} of {base} completed ({share})").format(
        completed=count(plan["completed"]), base=count(plan["base"]), share=share(plan["progress"])
    )
    return listed([reported, completed])
