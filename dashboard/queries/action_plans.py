"""Where national and subnational action plans stand, and how much of them is reported."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboard.filters import Selection
from dashboard.language import _
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock, period_over, plan_progress

STATES = {
    "running": "In its period",
    "to_come": "Adopted, period to come",
    "in_preparation": "In preparation",
    "period_over": "Period over, no outcome reported",
    "completed": "Completed",
}
"""In the order in which a reader looks for them."""


def states(plans: pl.DataFrame, clock: Clock) -> list[str]:
    """The state of each plan on the date; '' where it had not begun or is not known to have."""
    day = pl.lit(clock.as_of)
    # Today the status says that a plan is adopted; on an earlier date its dates have to.
    adopted = pl.lit(True) if not clock.is_past else (last_day("adopted") <= day).fill_null(False)
    known = plans.select(
        "status",
        adopted=adopted,
        begun=(pl.col("period_start") <= day).fill_null(True),
        over=period_over(clock),
    )
    return [_state(row, clock) for row in known.iter_rows(named=True)]


def _state(row: Mapping[str, object], clock: Clock) -> str:
    if row["status"] == "completed" and not clock.is_past:
        return "completed"
    if row["over"] or row["status"] == "lapsed":
        return "period_over"
    if row["status"] == "in_preparation":
        return "" if clock.is_past else "in_preparation"
    if not row["adopted"]:
        return ""
    return "running" if row["begun"] else "to_come"


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The plans that are chosen and had begun, by state, then by the end of their period.

    Columns: those of `action_plans` and `plan_progress`; `place` (country, and the area of a
    subnational plan), `state label order`; `first` and `last` (the days of the period; null where
    its beginning or end is not known).
    """
    plans = snapshot.frames["action_plans"]
    chosen = plans.filter(selection.where(plans.columns, snapshot.reference))
    name, order = snapshot.reference.country_name, list(STATES)
    found = chosen.with_columns(
        pl.Series("state", states(chosen, clock), dtype=pl.String),
        pl.Series(
            "place",
            [
                ", ".join(filter(None, [name(country), area]))
                for country, area in chosen.select("country", "area_name").iter_rows()
            ],
            dtype=pl.String,
        ),
        first=pl.when(pl.col("period_end").is_not_null()).then("period_start"),
        last=pl.when(pl.col("period_start").is_not_null()).then(last_day("period_end")),
    ).filter(pl.col("state") != "")
    labels = {state: _(label) for state, label in STATES.items()}
    return (
        found.join(plan_progress(snapshot.frames, clock), left_on="id", right_on="plan", how="left")
        .with_columns(
            label=pl.col("state").replace_strict(labels, return_dtype=pl.String),
            order=pl.col("state").replace_strict(
                {state: order.index(state) for state in order}, return_dtype=pl.Int64
            ),
        )
        .sort("order", "last", "place", "id", nulls_last=True)
    )
