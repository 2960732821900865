"""When a status was last confirmed: in words for one record, in numbers for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.filters import KIND_LABELS
from dashboard.language import _, day
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.measures import Clock, is_stale, last_told


def with_told(frame: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """The records with `told` and `told_precision`: see `loaders.measures.last_told`."""
    return frame.join(
        last_told(snapshot.frames),
        left_on="id",
        right_on="record",
        how="left",
        maintain_order="left",
    )


def says(row: Mapping[str, Any]) -> str:
    """How fresh the status of a row of `with_told` is; never more than is known."""
    if row["status_as_of"]:
        confirmed = day(row["status_as_of"], row["status_as_of_precision"])
        return _("last confirmed {date}").format(date=confirmed)
    if row["told"]:
        told = day(row["told"], row["told_precision"])
        return _("as reported in a source of {date}").format(date=told)
    return _("date of confirmation unknown")


def table(snapshot: Snapshot, clock: Clock) -> pl.DataFrame:
    """By kind of record with a status: of how many it is known when it was last confirmed.

    As of today, whatever date is asked about: the statuses are today's.
    """
    now = Clock(clock.today, clock.today)
    rows = []
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name]
        if "status_as_of" not in frame.columns:
            continue
        confirmed = frame["status_as_of"].count()
        told = with_told(frame.filter(pl.col("status_as_of").is_null()), snapshot)["told"].count()
        stale = frame.select(is_stale(now).fill_null(False).sum()).item()
        unknown = frame.height - confirmed - told
        rows.append((_(KIND_LABELS[kind.name]), frame.height, confirmed, stale, told, unknown))
    names = (
        _("Kind"),
        _("Records"),
        _("Status confirmed on a known date"),
        _("Of these long ago"),
        _("As a dated source reported it"),
        _("Date of confirmation unknown"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")
