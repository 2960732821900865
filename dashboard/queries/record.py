"""One record in full: all that it says, and what names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dashboard.kept import with_snapshot
from dashboard.language import current
from dashboard.queries.facts import Fact, Names, Row
from dashboard.queries.records import HEADING, catalogue
from loaders import Snapshot
from loaders.fields import Records, Table
from loaders.kinds import KINDS, Kind

Rows = tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True)
class Record:
    """A record in full."""

    kind: Kind
    row: Row
    facts: tuple[Fact, ...]
    nested: tuple[tuple[str, Rows], ...]
    """Name of each nested table that has rows for this record (its sources too), and the rows."""
    linked_from: tuple[tuple[str, str], ...]
    """Id of each record that names this one, and the label of the field in which it does."""


def record(snapshot: Snapshot, identifier: str) -> Record | None:
    """All that is known of a record; None where the data holds no such id."""
    return _record(snapshot, identifier, current())


@with_snapshot(64)
def _record(snapshot: Snapshot, identifier: str, _language: str) -> Record | None:
    place = snapshot.frames["records"].filter(pl.col("id") == identifier)
    if place.is_empty():
        return None
    kind = next(kind for kind in KINDS if kind.name == place["kind"][0])
    row = snapshot.frames[kind.table.name].filter(pl.col("id") == identifier).row(0, named=True)
    every = catalogue(snapshot)
    return Record(
        kind,
        row,
        tuple(every.names.facts(kind.table, row, HEADING)),
        tuple(_nested(snapshot, every.names, kind.table, identifier)),
        every.linked_from.get(identifier, ()),
    )


def plan_of(snapshot: Snapshot, identifier: str) -> str | None:
    """The plan in which an action stands; `None` for an id that is no action's."""
    found = snapshot.frames["actions"].filter(pl.col("id") == identifier)["plan"].to_list()
    return found[0] if found else None


def _nested(
    snapshot: Snapshot, names: Names, table: Table, identifier: str
) -> Iterator[tuple[str, Rows]]:
    for field in table.fields:
        if not isinstance(field.type, Records):
            continue
        inner = field.type.table
        rows = snapshot.frames[inner.name].filter(pl.col(inner.owner) == identifier).sort("n")
        if inner.shared:
            rows = rows.filter(pl.col("part").is_null())
        if not rows.is_empty():
            said = (tuple(names.facts(inner, row)) for row in rows.iter_rows(named=True))
            yield field.name, tuple(said)
