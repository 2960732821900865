"""How a record kind is declared: fields with types, from which reading and frames follow.

A type reads a node of the document tree into the columns of a row, and says which those are. Those
of single values are in `loaders.values`; here are those that hold fields or entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from loaders.documents import Mapping, Node, Scalar, Sequence
from loaders.phrases import hint
from loaders.problems import quoted
from loaders.values import WEB_ADDRESS, Code, Columns, Row, Single, Type, single

if TYPE_CHECKING:
    from loaders.records import Reading


Fault = tuple[str, str, dict[str, object]]
"""What a rule yields: the problem's code, the field it stands at, what its sentence quotes."""
Rule = Callable[[Row], Iterable[Fault]]


def as_label(name: str) -> str:
    """A declared name as a page shows it: 'in_force' as 'In force'."""
    return _IN_WORDS.get(name) or name.replace("_", " ").capitalize()


_IN_WORDS = {"id": "Identifier", "url": "Web address"}
"""Names that are no words."""


@dataclass(frozen=True)
class Field:
    """One line of a record: its name, its type, and what an officer has to know about it."""

    name: str
    type: Type
    doc: str
    required: bool = False
    event: bool = False
    """A date that is an event of its own on the timeline."""
    checked_later: bool = False
    """Compared with other records: the row keeps the value's line and column under '@<name>'."""

    @property
    def label(self) -> str:
        """The name as a page shows it: 'In force'."""
        return as_label(self.name)


@dataclass(frozen=True)
class Table:
    """Fields that belong together; becomes the frame of the same name."""

    name: str
    singular: str
    """With its article, as a sentence needs it: 'a law'."""
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    owner: str = "record"
    """Of a nested table: the column that holds the id of the record it stands in."""
    shared: bool = False
    """Nested in many tables, some without ids: rows then say in `part` where they stand."""

    @property
    def noun(self) -> str:
        """Without its article: 'law'."""
        return self.singular.split(" ", 1)[1]

    @property
    def label(self) -> str:
        """The name as a page shows it: 'Action plans'."""
        return as_label(self.name)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def required(self) -> tuple[tuple[Field, tuple[str, ...]], ...]:
        """Each field that must be given, with the columns it fills."""
        return tuple(
            (field, tuple(field.type.columns(field.name)))
            for field in self.fields
            if field.required
        )

    @property
    def required_names(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields if field.required)

    @cached_property
    def columns(self) -> Columns:
        """Names and types of the columns that the fields fill, in declared order."""
        return {
            name: dtype
            for field in self.fields
            for name, dtype in field.type.columns(field.name).items()
        }

    @cached_property
    def docs(self) -> dict[str, str]:
        """What each column holds, as far as the fields say it."""
        found: dict[str, str] = {}
        for field in self.fields:
            if isinstance(field.type, Group):
                inner = field.type.table.docs.items()
                found |= {f"{field.name}_{name}": f"{field.doc}: {doc}" for name, doc in inner}
            elif field.type.columns(field.name):
                found[field.name] = field.doc
        return found

    @cached_property
    def codelists(self) -> frozenset[str]:
        """The code lists that fields of this table or of one nested in it are written in."""
        found: set[str] = set()
        for field in self.fields:
            kind = getattr(field.type, "of", field.type)
            if isinstance(kind, Code):
                found.add(kind.codelist)
            elif isinstance(kind, Group | Structs | Records):
                found |= kind.table.codelists
        return frozenset(found)

    @cached_property
    def nested(self) -> tuple[Table, ...]:
        """The tables that records of this one carry inside them, at any depth."""
        found: list[Table] = []
        for field in self.fields:
            if isinstance(field.type, Records):
                found += [field.type.table, *field.type.table.nested]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Many:
    """A list of single values, each given once."""

    of: Single

    def columns(self, name: str) -> Columns:
        return {name: pl.List(self.of.dtype)}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        values: dict[Any, None] = {}
        texts: set[str] = set()
        for item in entries(node, name, reading):
            if (scalar := single(item, name, reading)) is None:
                continue
            if scalar.text in texts:
                reading.report("repeated-value", item, name, value=quoted(scalar.text))
                continue
            texts.add(scalar.text)
            value = self.of.value(scalar, name, reading)
            if value in values:
                reading.report("repeated-value", item, name, value=quoted(str(value)))
            elif value is not None:
                values[value] = None
        row[name] = list(values)


@dataclass(frozen=True)
class Group:
    """Fields nested under one name: `period: {start, end}` gives `period_start`, `period_end`."""

    table: Table

    def columns(self, name: str) -> Columns:
        return {f"{name}_{column}": dtype for column, dtype in self.table.columns.items()}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        inner = reading.fields(node, self.table, name) or {}
        # Every column is set, so that a rule can tell a group that failed from one left out.
        nothing = dict.fromkeys(self.table.columns)
        row.update({f"{name}_{key}": value for key, value in (nothing | inner).items()})


@dataclass(frozen=True)
class Structs:
    """A list of small mappings, kept in the row as a list of structs."""

    table: Table

    def columns(self, name: str) -> Columns:
        return {name: pl.List(pl.Struct(self.table.columns))}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        items = entries(node, name, reading, self.table)
        found = [reading.fields(item, self.table, name) for item in items]
        row[name] = [{**dict.fromkeys(self.table.columns), **inner} for inner in found if inner]


@dataclass(frozen=True)
class Records:
    """A list of records of another table; their rows go to its frame, with the owner's id."""

    table: Table

    def columns(self, name: str) -> Columns:
        return {}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        for number, item in enumerate(entries(node, name, reading, self.table), start=1):
            reading.nested(item, self.table, number)


def entries(node: Node, name: str, reading: Reading, table: Table | None = None) -> Iterator[Node]:
    """The entries of a list, each by the fields of `table`, if any; anything else is reported."""
    if type(node) is Sequence:
        if not node.items:
            reading.report("empty-list", node, name)
        yield from node.items
    elif type(node) is Scalar and not node.text:
        reading.report("empty-value", node, name)
    else:
        reading.report("not-a-list", node, name, hint=as_list(node, name, table))


def as_list(node: Node, name: str = "", table: Table | None = None) -> str:
    """How to write as a list what is none."""
    if type(node) is Mapping and node.entries:
        return hint("Write '- ' before '{value}'", value=quoted(next(iter(node.entries))))
    if type(node) is not Scalar or not name:
        return ""
    if table is None:
        return hint("Write {field}", field=f"{name}: [{quoted(node.text)}]")
    return hint(
        "Write '- ' and its fields, each on a line of its own: {names}",
        names=_as_fields(node.text, table),
    )


FEW = 8
"""Fields that a sentence still names; of a table with more it names those that are required."""


def as_fields(text: str, table: Table) -> str:
    """How to write as a mapping what is a text: ' Write its fields on lines of their own: ...'."""
    names = _as_fields(text, table)
    return hint("Write its fields, each on a line of its own: {names}", names=names)


def _as_fields(text: str, table: Table) -> str:
    names = [field.name for field in table.fields if field.required or len(table.fields) <= FEW]
    for field in table.fields:
        if field.name in names and field.type is WEB_ADDRESS and WEB_ADDRESS.matches(text):
            names[names.index(field.name)] = f"{field.name}: {quoted(text)}"
    return ", ".join(names)
