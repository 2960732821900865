"""Everything of one country, each part ready to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

import polars as pl

from dashboard.filters import Selection
from dashboard.kept import with_snapshot
from dashboard.language import _, count, listed, share
from dashboard.queries import action_plans, sources, workshops
from loaders import Snapshot, measures
from loaders.dates import PRECISION, end, last_day
from loaders.measures import PROGRESS, Clock, confirm_by
from loaders.texts import ENACTED, Text, by_country, on, state
from loaders.tuples import taken, tuples

KEPT = 64
"""Countries whose records are kept as they are on every date. In loops what a date changes: for so
few records a query takes longer."""


@dataclass(frozen=True)
class Found:
    """Some rows of a frame, in an order.

    They are counted and read without Polars, which takes 0.5 to 1.5 ms to hand over a frame of a
    few rows: its threads sleep between two changes of a page.
    """

    every: pl.DataFrame
    places: Sequence[int]

    @property
    def height(self) -> int:
        return len(self.places)

    @cached_property
    def frame(self) -> pl.DataFrame:
        return taken(self.every, self.places)

    def rows(self) -> list[dict[str, Any]]:
        every = self.every.rows(named=True)
        return [every[at] for at in self.places]

    def tuples(self, *names: str) -> list[tuple[Any, ...]]:
        every = list(tuples(self.every, *names))
        return [every[at] for at in self.places]

    def narrow(self, snapshot: Snapshot, selection: Selection) -> Found:
        """Those that are chosen."""
        if not selection.narrows:
            return self
        chosen = selection.narrow(self.frame, snapshot.reference)
        return Found(chosen, range(chosen.height))


def laws(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> Found:
    """The country's laws and policies as of the date, newest first: columns of `on`, and `stale`.

    What came later is left out, as is a bill of which no date says that it was there. A text that
    another one had amended by then carries the ids of those in `amended_by`.
    """
    own = on(_own_texts(snapshot, country), clock)
    amended_by: defaultdict[str, list[str]] = defaultdict(list)
    for now, record, amends in tuples(own, "state", "id", "amends"):
        # A bill has changed nothing yet, one that lapsed never did.
        if now in (*ENACTED, "repealed"):
            for amended in amends or ():
                amended_by[amended].append(record)
    by = [amended_by.get(record) for record in own["id"].to_list()]
    found = own.hstack([pl.Series("amended_by", by, dtype=pl.List(pl.String)), _stale(own, clock)])
    there = [
        (begun or date.min, at)
        for at, (now, begun) in enumerate(tuples(found, "state", "since"))
        if now != "not_yet"
    ]
    newest = sorted(there, key=itemgetter(0), reverse=True)
    return Found(found, [at for _begun, at in newest]).narrow(snapshot, selection)


@with_snapshot(KEPT)
def _own_texts(snapshot: Snapshot, country: str) -> pl.DataFrame:
    """In the order of their ids."""
    own = snapshot.frames["texts"].filter(pl.col("country") == country, pl.col("through").is_null())
    return own.with_columns(confirm_by=confirm_by()).sort("id")


def _stale(found: pl.DataFrame, clock: Clock) -> pl.Series:
    """Whether a status was last confirmed longer ago than its kind allows; null where not known."""
    days = found["confirm_by"].to_list()
    stale = [day < clock.as_of if day else None for day in days]
    return pl.Series("stale", stale, dtype=pl.Boolean)


def bound(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> Found:
    """Acts of regional bodies that applied directly in the country on the date and are chosen.

    Columns: those of `resolutions`, and `since since_precision`: from when on they bind it.
    """
    binding = {
        text.id: (text.since, text.since_precision)
        for text in _binding(snapshot).get(country, ())
        if state(text, clock) in ENACTED
    }
    every = _acts(snapshot, country)
    acts = every["id"].to_list()
    begun = [binding.get(act, (None, None)) for act in acts]
    days, precisions = zip(*begun, strict=True) if begun else ((), ())
    since = pl.Series("since", days, dtype=pl.Date)
    every = every.hstack([since, pl.Series("since_precision", precisions, dtype=PRECISION)])
    there = [at for at, act in enumerate(acts) if act in binding]
    return Found(every, there).narrow(snapshot, selection)


@with_snapshot(KEPT)
def _acts(snapshot: Snapshot, country: str) -> pl.DataFrame:
    """Those that bind the country at any time."""
    binding = [text.id for text in _binding(snapshot).get(country, ())]
    return snapshot.frames["resolutions"].filter(pl.col("id").is_in(binding))


@with_snapshot(1)
def _binding(snapshot: Snapshot) -> Mapping[str, list[Text]]:
    return by_country(snapshot.frames["texts"].filter(pl.col("through").is_not_null()))


def plans(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> Found:
    """The country's action plans that had begun by the date, with `progress` and its counts.

    Adds `state` and `stale`, and `standing`: the status in words, on an earlier date what the dates
    tell.
    """
    own = _own_plans(snapshot, country)
    label = snapshot.reference.label
    done = measures.progress(_planned(snapshot, own["id"].to_list(), clock))
    states = action_plans.states(own, clock)
    columns = ("id", "status", "period_start", "period_end")
    standings, counts = [], []
    for now, (plan, status, *period) in zip(states, tuples(own, *columns), strict=True):
        told = _(label("plan-status", status)) if status else _("Status not reported")
        then = action_plans.state_label(now, is_dated=None not in period) if now else ""
        standings.append(then if clock.is_past else told)
        counts.append(done.get(plan, (None,) * len(PROGRESS)))
    by_column = zip(*counts, strict=True) if counts else ((),) * len(PROGRESS)
    numbers = zip(PROGRESS.items(), by_column, strict=True)
    found = own.hstack(
        [
            pl.Series("state", states, dtype=pl.String),
            pl.Series("standing", standings, dtype=pl.String),
            *(pl.Series(name, values, dtype=kind) for (name, kind), values in numbers),
            _stale(own, clock),
        ]
    )
    begun = [at for at, now in enumerate(states) if now]
    return Found(found, begun).narrow(snapshot, selection)


@with_snapshot(KEPT)
def _own_plans(snapshot: Snapshot, country: str) -> pl.DataFrame:
    """The newest first."""
    own = snapshot.frames["action_plans"].filter(pl.col("country") == country)
    newest = pl.coalesce("period_start", "adopted")
    return own.with_columns(confirm_by=confirm_by()).sort(newest, descending=True, nulls_last=True)


def actions(snapshot: Snapshot, plan: str, clock: Clock) -> pl.DataFrame:
    """The actions of a plan in the plan's order, with `standing`."""
    return _planned(snapshot, [plan], clock)


def _planned(snapshot: Snapshot, plans: Sequence[str], clock: Clock) -> pl.DataFrame:
    """The actions of these plans, as they stand in `planned`."""
    places = sorted(at for plan in plans for at in _actions(snapshot).get(plan, ()))
    return taken(action_plans.actions_on(snapshot, clock), places)


@with_snapshot(1)
def _actions(snapshot: Snapshot) -> Mapping[str, list[int]]:
    """By plan where in `planned` its actions stand, which is in the plan's order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, plan in enumerate(snapshot.frames["planned"]["plan"].to_list()):
        found[plan].append(at)
    return found


def positions(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> Found:
    """The country's positions on resolutions and what it did with them, newest first.

    Of the instruments that are chosen, up to the date; a position without a date counts from the
    instrument's adoption, an uptake without one today only. Columns: `resolution title number body
    position date date_precision note`; an uptake has its form in `what` and its record, if any, in
    `record`.
    """
    every = _own_positions(snapshot, country)
    # When an instrument was taken up is not known where no date is told.
    there = [at for at, day in enumerate(every["happened"].to_list()) if clock.has_seen(day)]
    return Found(every, there).narrow(snapshot, selection)


@with_snapshot(KEPT)
def _own_positions(snapshot: Snapshot, country: str) -> pl.DataFrame:
    """Whatever the date, with the day by which each had `happened`."""
    resolutions = snapshot.frames["resolutions"].select(
        *("title", "number", "body", "adopted", "adopted_precision", "status", "themes", "scope"),
        resolution="id",
    )
    positions = snapshot.frames["positions"].select(
        "resolution", "country", "position", "date", "date_precision", "note"
    )
    followed = snapshot.frames["uptake"].select(
        "resolution", "country", "what", "date", "date_precision", "note", record="id"
    )
    own = pl.concat([positions, followed], how="diagonal").filter(pl.col("country") == country)
    every = own.join(resolutions, on="resolution", how="left")
    undated = pl.when(pl.col("position").is_not_null()).then(last_day("adopted"))
    return every.with_columns(happened=pl.coalesce(last_day("date"), undated)).sort(
        pl.coalesce("date", "adopted"), "resolution", descending=[True, False], nulls_last=True
    )


def concerning(snapshot: Snapshot, kind: str, country: str, selection: Selection) -> pl.DataFrame:
    """Records of a kind kept in the country's folder or naming the country, newest first.

    Adds `role` where the kind tells it apart: host, took part.
    """
    return selection.narrow(_concerning(snapshot, kind, country), snapshot.reference)


@with_snapshot(3 * KEPT)
def _concerning(snapshot: Snapshot, kind: str, country: str) -> pl.DataFrame:
    found = snapshot.frames[kind]
    is_own = pl.col("country") == country
    names = pl.col("countries").list.contains(country).fill_null(False)
    host = pl.lit(False)
    if kind == "workshops":
        host = (workshops.host() == country).fill_null(False)
    role = pl.when(host).then(pl.lit("host")).when(names).then(pl.lit("took_part"))
    when = next(name for name in ("start", "date", "period_start") if name in found.columns)
    return (
        found.filter((is_own | names | host).fill_null(False))
        .with_columns(role.alias("role"))
        .sort(when, "id", descending=[True, False], nulls_last=True)
    )


def institutions(snapshot: Snapshot, country: str, selection: Selection) -> pl.DataFrame:
    """The country's institutions that are chosen, those dissolved last."""
    return selection.narrow(_institutions(snapshot, country), snapshot.reference)


@with_snapshot(KEPT)
def _institutions(snapshot: Snapshot, country: str) -> pl.DataFrame:
    found = snapshot.frames["institutions"].filter(pl.col("country") == country)
    return found.sort(pl.col("dissolved").is_not_null(), "title")


@with_snapshot(KEPT)
def cited(snapshot: Snapshot, country: str) -> pl.DataFrame:
    """What the records in the country's folder cite: see `sources.of`."""
    own = snapshot.frames["records"].filter(pl.col("country") == country)
    return sources.of(snapshot, own["id"].to_list())


def by_then(found: pl.DataFrame, clock: Clock) -> Found:
    """Of institutions, events, programmes or news those that had begun by an earlier date than
    today; what has no date stays."""
    if not clock.is_past:
        return Found(found, range(found.height))
    names = ("period_start", "established", "start", "date")
    begins = next(name for name in names if name in found.columns)
    days = found[begins].to_list()
    if begins != "period_start":
        known = zip(days, found[f"{begins}_precision"].to_list(), strict=True)
        days = [end(*pair) if pair[0] else None for pair in known]
    return Found(found, [at for at, day in enumerate(days) if day is None or day <= clock.as_of])


def overdue(snapshot: Snapshot, country: str, clock: Clock) -> list[dict[str, Any]]:
    """The country's overdue actions, each by the columns of `actions_on`; those first whose due
    date passed last."""
    every = action_plans.actions_on(snapshot, clock)
    late = [
        (clock.as_of - last, record, at)
        for at, (where, standing, last, record) in enumerate(
            tuples(every, "country", "standing", "due_last", "id")
        )
        if standing == "overdue" and where == country
    ]
    return [every.row(at, named=True) for _days, _record, at in sorted(late)]


@with_snapshot(1)
def folders(snapshot: Snapshot) -> Mapping[str, dict[str, Any]]:
    """By country what its own file says of its records: the columns of `countries`."""
    return {row["iso3"]: row for row in snapshot.frames["countries"].iter_rows(named=True)}


def is_researched(snapshot: Snapshot, country: str, kind: str) -> bool:
    """Whether somebody has looked for a country's records of a kind: else none does not mean 0."""
    said = folders(snapshot).get(country, {}).get(f"coverage_{kind}")
    return said not in (None, "not_researched")


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
