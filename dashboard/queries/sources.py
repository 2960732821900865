"""The sources of some records, each page once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from dashboard.kept import with_snapshot
from dashboard.language import day
from loaders import Snapshot


def of(snapshot: Snapshot, records: Collection[str | None]) -> pl.DataFrame:
    """Columns: those of the frame `sources`; each page or document once, in order of records."""
    wanted = [record for record in records if record]
    return (
        snapshot.frames["sources"]
        .filter(pl.col("record").is_in(wanted))
        .sort("record", "part", "n", nulls_last=False)
        .unique(["url", "reference", "title"], keep="first", maintain_order=True)
    )


def by_record(snapshot: Snapshot, records: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The sources of each of the records as a whole, by its id; an empty list where it has none."""
    rows, places = _of_wholes(snapshot)
    return {
        record: [rows.row(place, named=True) for place in places.get(record, ())]
        for record in records
    }


@with_snapshot(1)
def _of_wholes(snapshot: Snapshot) -> tuple[pl.DataFrame, Mapping[str, list[int]]]:
    """The sources of records as a whole, and by record the places of its own among them."""
    rows = snapshot.frames["sources"].filter(pl.col("part").is_null()).sort("record", "n")
    places: dict[str, list[int]] = {}
    for place, record in enumerate(rows["record"].to_list()):
        places.setdefault(record, []).append(place)
    return rows, places


def of_part(snapshot: Snapshot, record: str, part: str) -> pl.DataFrame:
    """The sources that one nested row of a record has of its own: 'positions/8'."""
    return snapshot.frames["sources"].filter(record=record, part=part).sort("n")


def line(row: Mapping[str, Any]) -> str:
    """Title, publisher, reference, date and address in one line of plain text."""
    published = day(row["published"], row["published_precision"])
    parts = (row["title"], row["publisher"], row["reference"], published, row["url"])
    return ", ".join(part for part in parts if part)
