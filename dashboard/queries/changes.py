"""What changed between two states of the data, record by record and field by field, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, current, labelled, listed
from dashboard.queries.facts import Fact, Names, Row
from dashboard.queries.records import countries_of
from dashboard.queries.titles import titles
from loaders import Snapshot
from loaders.fields import Field, Records, Table
from loaders.kinds import KINDS

WHATS = {"added": N_("Added"), "changed": N_("Changed"), "removed": N_("Removed")}

COLUMNS = {
    "id": pl.String,
    "kind": pl.String,
    "country": pl.String,
    "countries": pl.List(pl.String),
    "title": pl.String,
    "what": pl.String,
    "within": pl.String,
    "name": pl.String,
    "field": pl.String,
    "before": pl.String,
    "after": pl.String,
}


def rows(before: Snapshot, after: Snapshot, selection: Selection) -> pl.DataFrame:
    """The changes from one state to the other that are chosen, by country, kind and record.

    One row per record that was added or removed, and per field of one that changed. Columns: `id
    kind country` (of the folder; null: international) `countries title what` (a code of `WHATS`)
    `within` (of what has an id of its own in the record, such as an action, its title) `name` (of
    the field, in its declaration) `field` (its label) `before after` (in words; '' where it said
    nothing).
    """
    return selection.narrow(_every(before, after, current()), after.reference)


@lru_cache(maxsize=8)
def _every(before: Snapshot, after: Snapshot, _language: str) -> pl.DataFrame:
    old, new = State.of(before), State.of(after)
    found: list[tuple[Any, ...]] = []
    for kind in KINDS:
        was, now = old.records(kind.table), new.records(kind.table)
        for record in dict.fromkeys([*was, *now]):
            row = now.get(record) or was[record]
            of_record = (record, kind.name, row["country"], countries_of(row), row["title"])
            of_both = _compared(kind.table, (was.get(record), now.get(record)), (old, new))
            found += [(*of_record, *change) for change in of_both]
    frame = pl.DataFrame(found, schema=COLUMNS, orient="row")
    return frame.sort("country", "kind", "id", nulls_last=True, maintain_order=True)


def named(within: str, field: str) -> str:
    """A field as a table names it: after the title of the action that it belongs to."""
    return labelled(within, field) if within else field


def history(states: Sequence[Snapshot], record: str) -> list[list[Change]]:
    """What changed in one record from each of these states to the next; of the first whether it
    holds it. An empty list where nothing did."""
    known = [State.of(state) for state in states]
    for kind in KINDS:
        rows = [one.record(kind.table, record) for one in known]
        if any(rows):
            first = [Change("added")] if rows[0] else []
            pairs = zip(pairwise(rows), pairwise(known), strict=True)
            return [first, *(list(_compared(kind.table, *pair)) for pair in pairs)]
    return [[] for _state in states]


class Change(NamedTuple):
    """What the columns of that name say: see `rows`."""

    what: str
    within: str = ""
    name: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


def _compared(table: Table, rows: tuple[Row | None, Row | None], states: Pair) -> Iterator[Change]:
    """The changes of one record; nothing where neither state holds it."""
    was, now = rows
    if was and now:
        for change in _changes(table, (was, now), states):
            yield Change("changed", *change)
    elif was or now:
        yield Change("added" if now else "removed")


@dataclass(frozen=True)
class State:
    """One of the two states: its rows as they are compared, and what its ids are called."""

    snapshot: Snapshot
    names: Names
    inside: Mapping[str, Mapping[str, list[Row]]]
    """The rows of each nested table by the id of what they stand in; a row that has no id holds
    those that stand in it, such as the sources of a position."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> State:
        inside: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        parts: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        tables = {inner.name: inner for kind in KINDS for inner in kind.table.nested}.values()
        for table in sorted(tables, key=lambda table: not table.shared):
            for row in snapshot.frames[table.name].iter_rows(named=True):
                owner, content = row[table.owner], _content(row)
                if table.shared and row["part"]:
                    parts[owner, row["part"]][table.name].append(content)
                else:
                    content |= parts.get((owner, f"{table.name}/{row['n']}"), {})
                    inside[table.name][owner].append(content)
        return cls(snapshot, Names(snapshot.reference, titles(snapshot)), inside)

    def records(self, table: Table) -> dict[str, Row]:
        rows = self.snapshot.frames[table.name].iter_rows(named=True)
        return {row["id"]: _content(row) for row in rows}

    def record(self, table: Table, record: str) -> Row | None:
        rows = self.snapshot.frames[table.name].filter(id=record).iter_rows(named=True)
        return next(map(_content, rows), None)

    def nested(self, table: Table, owner: str) -> list[Row]:
        return self.inside[table.name].get(owner, [])


Pair = tuple[State, State]
PLACE = ("file", "line", "n", "part")
"""Where a row stands: moving it changes nothing."""


class Content(dict[str, Any]):
    """What a row says; of a column that its state lacks, nothing."""

    def __missing__(self, column: str) -> None:
        """Nothing is kept of having asked: two rows would no longer be the same."""


def _content(row: Row) -> Content:
    """What a row says, whatever columns its state has."""
    return Content(
        (name, value) for name, value in row.items() if value is not None and name not in PLACE
    )


Changed = tuple[str, str, str, str, str]
"""A `Change` without its `what`."""


def _changes(
    table: Table, rows: tuple[Row, Row], states: Pair, within: str = ""
) -> Iterator[Changed]:
    if rows[0] != rows[1]:
        before, after = (
            {
                (fact.field, fact.label): listed(one.text for one in fact.said)
                for fact in one.names.facts(table, row)
            }
            for one, row in zip(states, rows, strict=True)
        )
        for field in dict.fromkeys([*before, *after]):
            if before.get(field) != after.get(field):
                yield within, *field, before.get(field, ""), after.get(field, "")
    for field in table.fields:
        if isinstance(field.type, Records):
            yield from _inside(field, field.type.table, rows[1]["id"], states, within)


def _inside(field: Field, table: Table, owner: str, states: Pair, within: str) -> Iterator[Changed]:
    """Nested rows: one with an id of its own is compared field by field, others as a whole."""
    before, after = (one.nested(table, owner) for one in states)
    here = within, field.name, _(field.label)
    if "id" in table.required_names:
        was, now = ({row["id"]: row for row in rows} for rows in (before, after))
        for record in dict.fromkeys([*was, *now]):
            if record in was and record in now:
                title = now[record]["title"]
                yield from _changes(table, (was[record], now[record]), states, title)
            else:
                old, new = (rows.get(record, {}).get("title", "") for rows in (was, now))
                yield *here, old, new
    elif before != after:
        was, now = (
            [one.names.facts(table, row) for row in rows]
            for one, rows in zip(states, (before, after), strict=True)
        )
        gone, come = _without(was, now), _without(now, was)
        if gone or come:
            yield *here, _said(gone, come), _said(come, gone)


Facts = list[Fact]


def _without(rows: list[Facts], others: list[Facts]) -> list[Facts]:
    """The rows that say what none of the others says."""
    return [row for row in rows if row not in others]


def _said(rows: list[Facts], others: list[Facts]) -> str:
    """The rows in words; with addresses where nothing else tells a row from one of the others."""
    known = set(map(_in_short, others))
    texts = [_in_full(row) if _in_short(row) in known else _in_short(row) for row in rows]
    return listed(texts)


def _in_short(row: Facts) -> str:
    return ", ".join(one.text for fact in row for one in fact.said if not one.url)


def _in_full(row: Facts) -> str:
    return ", ".join(one.text for fact in row for one in fact.said)
