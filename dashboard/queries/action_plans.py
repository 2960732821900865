"""Where national and subnational action plans stand, and how much of them is reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import polars as pl

from dashboard import language
from dashboard.filters import Selection
from dashboard.kept import with_snapshot
from dashboard.language import N_, _, country, current, distinct, fold, labelled, of_action
from loaders import Snapshot, measures
from loaders.dates import end, last_day
from loaders.measures import NOT_RECORDED, PROGRESS, Clock, progress
from loaders.reference import Reference
from loaders.tuples import taken, tuples

STATES = {
    "running": N_("In its period"),
    "to_come": N_("Adopted, period to come"),
    "in_preparation": N_("In preparation"),
    "period_over": N_("Period over, no outcome reported"),
    "completed": N_("Completed"),
    "lapsed": N_("Lapsed"),
    "date_not_known": N_("Dates not known"),
}
"""In the order in which a reader looks for them."""
OPEN_ENDED = N_("Adopted or under way")
"""What a running plan is called whose period is not known: nobody can say that it is in it."""
STATE_ORDER = {state: place for place, state in enumerate(STATES)}
OUTCOMES = ("completed", "lapsed")


STANDINGS = {
    "overdue": N_("Overdue"),
    "due_soon": N_("Due soon"),
    "due_not_reported": N_("Due date passed, not reported"),
    NOT_RECORDED: N_("Status on that date not recorded"),
}
"""Standings of an action that are derived; the others are codes of `action-status`."""
STANDING_ORDER = (
    "completed",
    "under_way",
    "planned",
    "due_soon",
    "delayed",
    "overdue",
    "due_not_reported",
    "not_reported",
    NOT_RECORDED,
    "dropped",
)
"""From done to unknown, as a bar is stacked; a status added to the code list comes last."""


def standing_label(reference: Reference, code: str) -> str:
    """A standing in the page's language."""
    if code in STANDINGS:
        return _(STANDINGS[code])
    return of_action(reference.label("action-status", code))


# A page asks several times: for its counts, its chart, its list of what is due.
@lru_cache(maxsize=8)
def actions_on(snapshot: Snapshot, clock: Clock) -> pl.DataFrame:
    """What `loaders.measures.actions_on` says of every action on the date."""
    return measures.actions_on(snapshot.frames, clock)


def actions(snapshot: Snapshot, plans: Collection[str], clock: Clock) -> pl.DataFrame:
    """The actions of some plans, in the order of the plans and then their own.

    Columns: those of `actions_on`, and `label order` of the standing, `place` and `plan_title`,
    `responsible_names`, `horizon_label`, and `first` and `last`: from the start to the end of the
    due interval, the due interval alone where no start is known, null without a due date.
    """
    reference = snapshot.reference
    every = actions_on(snapshot, clock)
    rank = {plan: place for place, plan in enumerate(plans)}
    order = {standing: place for place, standing in enumerate(STANDING_ORDER)}
    ordered = sorted(
        (rank[plan], n, at)
        for at, (plan, n) in enumerate(tuples(every, "plan", "n"))
        if plan in rank
    )
    found = taken(every, [at for *_rest, at in ordered])
    areas = dict(tuples(snapshot.frames["action_plans"], "id", "area_name"))
    label, horizon = reference.label, found["horizon"].to_list()
    standing, starts = found["standing"].to_list(), tuples(found, "start", "due", "due_last")
    words = {
        "label": [standing_label(reference, code) for code in standing],
        "place": [
            ", ".join(filter(None, [country(reference, iso3), areas[plan]]))
            for iso3, plan in tuples(found, "country", "plan")
        ],
        "responsible_names": [
            ", ".join(map(reference.organisation_name, bodies or ()))
            for bodies in found["responsible"].to_list()
        ],
        "horizon_label": [_(label("horizon", code)) for code in horizon],
        "order": [order.get(code, len(order)) for code in standing],
        "first": [(start or due) if last else None for start, due, last in starts],
        "last": found["due_last"],
    }
    texts = ("label", "place", "responsible_names", "horizon_label")
    schema = dict.fromkeys(texts, pl.String) | {
        "order": pl.Int64,
        "first": pl.Date,
        "last": pl.Date,
    }
    return found.hstack(pl.DataFrame(words, schema=schema))


def updates(snapshot: Snapshot, plan: str, clock: Clock) -> pl.DataFrame:
    """The statuses reported of a plan's actions by the date, the newest first.

    Columns: those of `updates`, `title` of the action, and `told`: the last day of the date.
    """
    every = _updates(snapshot, plan)
    told = every["told"].to_list()
    return taken(every, [at for at, day in enumerate(told) if day and day <= clock.as_of])


@with_snapshot(64)
def _updates(snapshot: Snapshot, plan: str) -> pl.DataFrame:
    """Whatever the date, with the last day on which each can have been `told`."""
    titles = snapshot.frames["planned"].filter(plan=plan).select("title", action="id")
    reported = snapshot.frames["updates"].join(titles, on="action")
    told = reported.with_columns(told=last_day("date"))
    return told.sort("told", "action", "n", descending=[True, False, True])


def states(plans: pl.DataFrame, clock: Clock) -> list[str]:
    """The state of each plan on the date; '' where it had not begun, or was in preparation then.

    Today a plan's status counts. On an earlier date its dates do, and an outcome that is known
    today counts from the end of the period.
    """
    decide = _state_then if clock.is_past else _state_today
    names = ("status", *_of("adopted"), "period_start", *_of("period_end"))
    return [
        decide(
            status,
            end(adopted, adopted_to) if adopted else start,
            to_come=start is not None and start > clock.as_of,
            over=last is not None and end(last, last_to) < clock.as_of,
            clock=clock,
        )
        # A loop, since overviews ask for every date: see `loaders.tuples`.
        for status, adopted, adopted_to, start, last, last_to in tuples(plans, *names)
    ]


def state_label(state: str, *, is_dated: bool) -> str:
    """A state in the page's language, of a plan whose beginning and end are known or not."""
    return _(OPEN_ENDED if state == "running" and not is_dated else STATES[state])


def _of(name: str) -> tuple[str, str]:
    """The columns of a date."""
    return name, f"{name}_precision"


def _state_today(
    status: str | None, begins: date | None, *, to_come: bool, over: bool, clock: Clock
) -> str:
    if status in (*OUTCOMES, "in_preparation"):
        return status
    if over:
        return "period_over"
    if status is None and begins is None:
        return "date_not_known"
    return "to_come" if to_come else "running"


def _state_then(
    status: str | None, begins: date | None, *, to_come: bool, over: bool, clock: Clock
) -> str:
    if status == "in_preparation":  # also one whose period is known already
        return ""
    if begins is None:
        return "date_not_known"
    if begins > clock.as_of:
        return ""
    if over:
        return status if status in OUTCOMES else "period_over"
    return "to_come" if to_come else "running"


def period(row: Mapping[str, Any]) -> str:
    """The period of a plan or programme in words, as precisely as it is known; else ''."""
    names = ("start", "start_precision", "end", "end_precision")
    return language.period(*(row[f"period_{name}"] for name in names))


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The plans that are chosen and had begun, by state, then by the end of their period.

    Columns: those of `action_plans` and `plan_progress`; `place` (country, and the area of a
    subnational plan), `state label order`; `period` in words; `first` and `last` (its days; null
    where its beginning or end is not known).
    """
    return selection.narrow(_every(snapshot, clock, current()), snapshot.reference)


# A page asks several times: for its list, its picker, its charts.
@lru_cache(maxsize=8)
def _every(snapshot: Snapshot, clock: Clock, language: str) -> pl.DataFrame:
    plans = _timeless(snapshot, language)
    first, last = plans["first"].to_list(), plans["last"].to_list()
    begun = sorted(
        (STATE_ORDER[state], last[at] or date.max, fold(place), record, state, at)
        for at, (state, place, record) in enumerate(
            zip(states(plans, clock), plans["place"].to_list(), plans["id"].to_list(), strict=True)
        )
        if state
    )
    state = [state for *_rest, state, _at in begun]
    stands = {
        "state": state,
        "label": [
            state_label(each, is_dated=bool(first[at] and last[at])) for *_rest, each, at in begun
        ],
        "order": [STATE_ORDER[each] for each in state],
    }
    of_plan = progress(actions_on(snapshot, clock))
    without_actions = (None,) * len(PROGRESS)
    counts = [of_plan.get(plan, without_actions) for *_rest, plan, _state, _at in begun]
    columns = stands | {name: [row[n] for row in counts] for n, name in enumerate(PROGRESS)}
    schema = {"state": pl.String, "label": pl.String, "order": pl.Int64, **PROGRESS}
    added = [pl.Series(name, columns[name], dtype=kind) for name, kind in schema.items()]
    return plans[[at for *_rest, at in begun]].hstack(added)


def titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Every plan by id: its place and title, in the order of these."""
    return _titles(snapshot, current())


@lru_cache(maxsize=4)
def _titles(snapshot: Snapshot, language: str) -> Mapping[str, str]:
    every = sorted(
        tuples(_timeless(snapshot, language), "place", "title", "id"),
        key=lambda plan: (fold(plan[0]), *plan),
    )
    named = {record: labelled(place, title) for place, title, record in every}
    return MappingProxyType(distinct(named))


@lru_cache(maxsize=4)
def _timeless(snapshot: Snapshot, _language: str) -> pl.DataFrame:
    """All plans, with what no date changes: `place`, `period`, `first` and `last`."""
    plans, reference = snapshot.frames["action_plans"], snapshot.reference
    texts = {
        "place": [
            ", ".join(filter(None, [country(reference, iso3), area]))
            for iso3, area in tuples(plans, "country", "area_name")
        ],
        "period": [period(row) for row in plans.iter_rows(named=True)],
    }
    return plans.with_columns(
        *(pl.Series(name, values, dtype=pl.String) for name, values in texts.items()),
        first=pl.when(pl.col("period_end").is_not_null()).then("period_start"),
        last=pl.when(pl.col("period_start").is_not_null()).then(last_day("period_end")),
    )
