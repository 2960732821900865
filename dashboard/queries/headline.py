"""What changed last, what is due: the few rows beside the map."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from loaders import Snapshot
from loaders.measures import Clock, actions_on

SHOWN = 8


def latest(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The newest dated events up to the as-of date, one per record, news left out.

    Columns: those of the frame `timeline`.
    """
    events = snapshot.frames["timeline"]
    chosen = selection.where(events.columns, snapshot.reference)
    return (
        events.lazy()
        .filter(
            chosen
            & (pl.col("date") <= clock.as_of)
            & ~pl.col("kind").is_in(["news", "action"])
            & (pl.col("date_precision") != "year")
        )
        .sort("date", "id", descending=[True, False])
        .unique("id", keep="first", maintain_order=True)
        .head(SHOWN)
        .collect()
    )


def due(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """Actions that are overdue, due soon, or whose due date passed with nothing reported.

    Columns: those of `actions_on`, the most pressing first.
    """
    actions = actions_on(snapshot.frames, clock)
    order = {"overdue": 0, "due_soon": 1, "due_not_reported": 2}
    chosen = selection.where(actions.columns, snapshot.reference)
    return (
        actions.lazy()
        .filter(chosen & pl.col("standing").is_in(list(order)))
        .with_columns(pl.col("standing").replace_strict(order, return_dtype=pl.Int8).alias("order"))
        .sort("order", "due_last", "id", descending=[False, True, False])
        .collect()
    )
