"""What is derived from the records, each measure for an as-of date.

An imprecise date has happened only when its interval is over: 2013 on 2013-12-31. Today a status
says what applies; on an earlier date the record's dates do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import polars as pl

from loaders.dates import last_day
from loaders.tuples import tuples

OPEN = ("planned", "under_way", "delayed")
"""Statuses of an action that is still to be completed."""
NOT_RECORDED = "not_recorded"
"""In place of an action's status on an earlier date for which none is known."""
DUE_SOON = timedelta(days=180)


@dataclass(frozen=True)
class Clock:
    """The date asked about and today's, which decides whether statuses or dates speak."""

    as_of: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.as_of < self.today

    def has_seen(self, day: date | None) -> bool:
        """Whether what happened on the day had happened by the date; what is undated has today."""
        return day <= self.as_of if day else not self.is_past


def planned(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The actions with `plan_title` and `jurisdiction` of their plan, and `due_last`: the last day
    of the due interval."""
    plans = frames["action_plans"].select("jurisdiction", plan="id", plan_title="title")
    return (
        frames["actions"]
        .join(plans, on="plan", how="left", maintain_order="left")
        .with_columns(due_last=last_day("due"))
    )


def reports(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """When which status of an action was told: `action status told`, the earliest day first.

    Of one day: an update, then a status that was confirmed, then a completion.
    """
    actions = frames["actions"]
    dated = pl.concat(
        [
            frames["updates"].select("action", "status", told=last_day("date")),
            actions.select("status", action="id", told=last_day("status_as_of")),
            actions.select(
                status=pl.lit("completed"), action=pl.col("id"), told=last_day("completed")
            ),
        ],
        how="diagonal",
    )
    return dated.drop_nulls("told").sort("told", maintain_order=True)


def standing(status: str, due: date | None, clock: Clock) -> str:
    """Where an action stands that is due by the last day `due`.

    `overdue` (planned, under way or delayed after that day), `due_not_reported` (day passed, status
    not reported), `due_soon` (within 180 days), else the status. A due date of 2025 is missed from
    2026-01-01.
    """
    if due is None or status not in (*OPEN, "not_reported"):
        return status
    if due < clock.as_of:
        return "overdue" if status in OPEN else "due_not_reported"
    return "due_soon" if due <= clock.as_of + DUE_SOON else status


def actions_on(frames: Mapping[str, pl.DataFrame], clock: Clock) -> pl.DataFrame:
    """The rows of `planned` with their `status` and `standing` on the as-of date.

    On an earlier date the status is the last that was reported or confirmed by then, or that of a
    completion by then; `not_recorded` where there is none: today's is not known to have been so.
    """
    actions = frames["planned"]
    if clock.is_past:
        # A loop, since overviews ask for every date: see `loaders.tuples`.
        told = tuples(frames["reports"], "action", "status", "told")
        last = {action: status for action, status, day in told if day <= clock.as_of}
        then = [last.get(action, NOT_RECORDED) for action in actions["id"].to_list()]
        place = actions.get_column_index("status")
        actions = actions.clone().replace_column(place, pl.Series("status", then, dtype=pl.String))
    # Most have no due date: no call for them.
    found = [
        standing(status, due, clock) if due else status
        for status, due in tuples(actions, "status", "due_last")
    ]
    return actions.hstack([pl.Series("standing", found, dtype=pl.String)])


def plan_progress(actions: pl.DataFrame) -> pl.DataFrame:
    """Per plan with actions: `plan actions reported dropped completed overdue base progress`.

    Of the rows of `actions_on`. `base` is reported - dropped; `progress` is completed / base, null
    unless at least half of the actions are reported and base is above 0; on an earlier date:
    reported by then.
    """
    rows = [(plan, *counts) for plan, counts in sorted(progress(actions).items())]
    return pl.DataFrame(rows, schema={"plan": pl.String, **PROGRESS}, orient="row")


PROGRESS: Mapping[str, Any] = {
    **dict.fromkeys(("actions", "reported", "dropped", "completed", "overdue", "base"), pl.UInt32),
    "progress": pl.Float64,
}
"""The columns of `plan_progress` after the plan."""


class Progress(NamedTuple):
    """A plan's row of `plan_progress`."""

    actions: int
    reported: int
    dropped: int
    completed: int
    overdue: int
    base: int
    progress: float | None


def progress(actions: pl.DataFrame) -> dict[str, Progress]:
    """By plan what stands in its row, for who makes a frame of it with columns of its own."""
    # A loop, since overviews ask for every date: see `loaders.tuples`. A plan's actions stand
    # together, so that its id is looked up once and not for each of them.
    of_plans = defaultdict(list)
    columns = tuples(actions, "plan", "status", "standing")
    for plan, stands in groupby(columns, key=itemgetter(0)):
        of_plans[plan] += stands
    return {plan: _progress(stands) for plan, stands in of_plans.items()}


def _progress(actions: Sequence[tuple[str, str, str]]) -> Progress:
    """Of the status and standing of each action of a plan."""
    statuses = [status for _plan, status, _standing in actions]
    untold = statuses.count("not_reported") + statuses.count(NOT_RECORDED)
    dropped, completed = statuses.count("dropped"), statuses.count("completed")
    overdue = [standing for *_status, standing in actions].count("overdue")
    reported = len(actions) - untold
    base = reported - dropped
    done = completed / base if 2 * reported >= len(actions) and base else None
    return Progress(len(actions), reported, dropped, completed, overdue, base, done)


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


def last_told(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Per record with a dated source: `record told told_precision`, when its newest was published.

    Where nobody dated the confirmation of a status, that is when it was last told.
    """
    of_records = frames["sources"].filter(
        pl.col("part").is_null() & pl.col("published").is_not_null()
    )
    newest = of_records.sort(last_day("published")).group_by("record").last()
    return newest.select("record", told="published", told_precision="published_precision")


def confirm_by() -> pl.Expr:
    """The day by which a status is to be confirmed again; null where none is known or none is."""
    months = pl.col("status").replace_strict(UNCONFIRMED_AFTER, default=None, return_dtype=pl.Int32)
    return last_day("status_as_of").dt.offset_by(pl.format("{}mo", months))


def is_stale(clock: Clock) -> pl.Expr:
    """Whether a status was last confirmed longer ago than its kind allows; null where not known."""
    return confirm_by() < pl.lit(clock.as_of)
