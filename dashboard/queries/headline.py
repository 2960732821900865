"""What changed last, what is due: the few rows beside the map.

Worked out on every change of the date, so in loops: see `loaders.tuples`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.filters import Selection
from dashboard.queries.action_plans import actions_on
from loaders import Snapshot
from loaders.measures import Clock
from loaders.tuples import taken, tuples

SHOWN = 8
LEFT_OUT = ("news", "action")
ENOUGH = 40
"""Events among which the newest ones are nearly always found; else all are looked at."""


def latest(snapshot: Snapshot, selection: Selection, clock: Clock) -> list[dict[str, Any]]:
    """The newest dated events over by the as-of date, one per record; news and bare years left out.

    Each by the names of the columns of the frame `timeline`.
    """
    events = selection.narrow(snapshot.frames["timeline"], snapshot.reference)
    begun = events.head(bisect_right(events["date"], clock.as_of))
    found = _newest(begun.tail(ENOUGH), clock)
    return found if len(found) == SHOWN else _newest(begun, clock)


def _newest(begun: pl.DataFrame, clock: Clock) -> list[dict[str, Any]]:
    # A month is over by the date where it began before the month in which the next day lies.
    next_day = clock.as_of + timedelta(days=1)
    over = {"day": next_day, "month": next_day.replace(day=1), "year": date.min}
    newest: dict[str, int] = {}
    columns = tuples(begun, "id", "kind", "date", "date_precision")
    for place, (record, kind, day, precision) in reversed(list(enumerate(columns))):
        if kind not in LEFT_OUT and day < over[precision]:
            newest.setdefault(record, place)
        if len(newest) == SHOWN:
            break
    return [begun.row(place, named=True) for place in newest.values()]


PRESSING = ("overdue", "due_soon", "due_not_reported")


def due(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """Actions that are overdue, due soon, or whose due date passed with nothing reported.

    Columns: those of `actions_on`, the most pressing first; of those alike, what is due nearest to
    the date.
    """
    actions = selection.narrow(actions_on(snapshot, clock), snapshot.reference)
    pressing = [
        (PRESSING.index(standing), abs(last - clock.as_of), record, place)
        for place, (standing, last, record) in enumerate(
            tuples(actions, "standing", "due_last", "id")
        )
        if standing in PRESSING
    ]
    return taken(actions, [place for *_, place in sorted(pressing)])
