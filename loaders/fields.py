"""How a record kind is declared: fields with types, from which reading and frames follow.

A type reads a node of the document tree into the columns of a row, and says which those are.
Scalars stay text until their type speaks: `NO` is a country's code, `012` a number of a law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from loaders import dates, remedies
from loaders.documents import Mapping, Node, Scalar, Sequence
from loaders.phrases import Phrase, hint
from loaders.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from loaders.records import Reading

Row = dict[str, Any]
Columns = dict[str, Any]
Fault = tuple[str, str, dict[str, object]]
"""What a rule yields: the problem's code, the field it stands at, what its sentence quotes."""
Rule = Callable[[Row], Iterable[Fault]]


def as_label(name: str) -> str:
    """A declared name as a page shows it: 'in_force' as 'In force'."""
    return _IN_WORDS.get(name) or name.replace("_", " ").capitalize()


_IN_WORDS = {"id": "Identifier", "url": "Web address"}
"""Names that are no words."""


class Type(Protocol):
    """Reads a node into `row`, under `name` or columns that start with it."""

    def columns(self, name: str) -> Columns: ...

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None: ...


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


def single(node: Node, name: str, reading: Reading) -> Scalar | None:
    """The node as a piece of text that is not empty; else `None`, reported."""
    if type(node) is not Scalar:
        return reading.report("not-a-value", node, name, hint=_value_in(node))
    if not node.text.strip() or (not node.quoted and node.text in ("~", "null")):
        return reading.report("empty-value", node, name)
    return node


def _value_in(node: Node) -> str:
    """How to write as a single value what stands in a list of one; else that it is to be one."""
    items = node.items if type(node) is Sequence else []
    if len(items) == 1 and type(items[0]) is Scalar:
        return hint("Write {value} without brackets or dash", value=quoted(items[0].text))
    return hint("Write one value behind the colon")


def within(limit: int, scalar: Scalar, name: str, reading: Reading) -> str | None:
    """The text without white space around it; a longer one is reported."""
    text = scalar.text.strip()
    if len(text) > limit:
        return reading.report("too-long", scalar, name, length=len(text), limit=limit)
    return text


class Single:
    """A type whose value is one column; `value` returns `None` for what it has reported."""

    @property
    def dtype(self) -> Any:
        return pl.String

    def columns(self, name: str) -> Columns:
        return {name: self.dtype}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        # What could not be read is there as None: a rule then does not call it missing.
        scalar = single(node, name, reading)
        row[name] = None if scalar is None else self.value(scalar, name, reading)

    def value(self, scalar: Scalar, name: str, reading: Reading) -> Any:
        raise NotImplementedError


NAME_LIMIT, ADDRESS_LIMIT = 300, 2_000
"""Characters of an organisation's name or a link; of an address or anything else of fixed form."""


@dataclass(frozen=True)
class Text(Single):
    """Any text up to `limit` characters."""

    limit: int = 5_000

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        return within(self.limit, scalar, name, reading)


@dataclass(frozen=True)
class Matching(Single):
    """Text of a given form; `code` is the problem of text that has another."""

    pattern: str
    code: str
    example: str = ""
    likely: Callable[[str], str] = str
    """What was probably meant by a text of another form."""

    @cached_property
    def matches(self) -> Callable[[str], object]:
        return re.compile(self.pattern).fullmatch

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        if len(scalar.text) > ADDRESS_LIMIT:
            return within(ADDRESS_LIMIT, scalar, name, reading)
        if self.matches(scalar.text):
            return scalar.text
        quote = quoted(scalar.text)
        likely = self.likely(scalar.text)
        example = quoted(likely, 100) if self.matches(likely) else self.example
        return reading.report(self.code, scalar, name, value=quote, example=example)


SLUG = Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "not-a-slug", "tur-law-1163", remedies.slug)
WEB_ADDRESS = Matching(
    r'https?://[^\s<>"\\.]+\.[^\s<>"\\]+',
    "not-a-web-address",
    Phrase("one that starts with https:// or http:// and has no space"),
    remedies.web_address,
)
LANGUAGE = Matching(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", "not-a-language")
SUBDIVISION = Matching(r"[A-Z]{2}-[A-Z0-9]{1,3}", "not-a-subdivision")


MANY = 1_000_000_000


@dataclass(frozen=True)
class Integer(Single):
    """A whole number between `least` and `most`."""

    least: int = 0
    most: int = MANY

    @property
    def dtype(self) -> Any:
        return pl.Int64

    def value(self, scalar: Scalar, name: str, reading: Reading) -> int | None:
        text = scalar.text
        is_number = text.isascii() and text.isdigit() and len(text) < 12
        if is_number and self.least <= (number := int(text)) <= self.most:
            return number
        limits = (
            hint("from {least} to {most}", least=self.least, most=self.most)
            if self.most < MANY
            else hint("from {least} up", least=self.least)
        )
        example = remedies.number(text[:100], self.least, self.most) or "40"
        values = {"value": quoted(text), "range": limits, "example": example}
        return reading.report("not-a-number", scalar, name, **values)


@dataclass(frozen=True)
class Flag(Single):
    """`true` or `false`."""

    @property
    def dtype(self) -> Any:
        return pl.Boolean

    def value(self, scalar: Scalar, name: str, reading: Reading) -> bool | None:
        if scalar.text in ("true", "false"):
            return scalar.text == "true"
        values = {"value": quoted(scalar.text), "remedy": remedies.flag(scalar.text)}
        return reading.report("not-true-or-false", scalar, name, **values)


@dataclass(frozen=True)
class Date:
    """A date as precise as its source: the column and `<name>_precision`."""

    past: bool = False
    """Whether it tells what happened, so that a day in the future is a mistake."""

    def columns(self, name: str) -> Columns:
        return {name: pl.Date, f"{name}_precision": dates.PRECISION}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        if (scalar := single(node, name, reading)) is None:
            return
        try:
            row[name], row[f"{name}_precision"] = dates.parse(scalar.text)
        except dates.NotADate as error:
            code, values = _date_meant(scalar.text) or (error.code, error.values)
            reading.report(code, scalar, name, value=quoted(scalar.text), **values)
        else:
            if self.past and row[name] > reading.latest:
                reading.report("day-in-the-future", scalar, name, value=scalar.text)


def _date_meant(text: str) -> tuple[str, dict[str, object]] | None:
    """The problem of a text that tells what to write instead."""
    if len(text) > 100:
        return None
    if remedies.says_unknown(text):
        return "date-not-known", {}
    for code, remedy in (
        ("date-in-doubt", remedies.date_in_doubt(text)),
        ("date-form", remedies.date_form(text)),
    ):
        if remedy:
            return code, {"remedy": remedy}
    return None


@dataclass(frozen=True)
class Code(Single):
    """A code of a code list under `data/codelists/`."""

    codelist: str
    what: str
    """With its article: 'a law status'."""

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        codes = reading.reference.codes(self.codelist)
        # A code list that is missing has been reported once; its codes then pass.
        if codes is None or scalar.text in codes:
            return scalar.text
        labels = {str(row.get("label")).casefold(): code for code, row in codes.items()}
        near = did_you_mean(labels.get(scalar.text.casefold(), scalar.text), codes)
        values = {"value": quoted(scalar.text), "what": Phrase(self.what), "hint": near}
        return reading.report("unknown-code", scalar, name, **values)


@dataclass(frozen=True)
class Country(Single):
    """An ISO 3166-1 alpha-3 code of the reference list (XKX for Kosovo)."""

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        reference = reading.reference
        if scalar.text in reference.countries or not reference.countries:
            return scalar.text
        near = reference.country_hint(scalar.text)
        return reading.report("unknown-country", scalar, name, value=quoted(scalar.text), hint=near)


@dataclass(frozen=True)
class GroupId(Single):
    """The id of a group of countries of `data/reference/groupings/`."""

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        groups = reading.reference.groups
        if scalar.text in groups or not groups:
            return scalar.text
        what, near = Phrase("a group of countries"), did_you_mean(scalar.text, groups)
        values = {"value": quoted(scalar.text), "what": what, "hint": near}
        return reading.report("unknown-code", scalar, name, **values)


@dataclass(frozen=True)
class Organisation(Single):
    """An id of `codelists/organisations.yaml`, or free text for one that does not recur."""

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        if (text := within(NAME_LIMIT, scalar, name, reading)) is None:
            return None
        known = reading.reference.organisation(text)
        if known:
            return known
        if near := reading.reference.nearly(text):
            values = {"value": quoted(text), "id": near[0], "spelling": near[1]}
            reading.report("near-organisation", scalar, name, **values)
        return text


@dataclass(frozen=True)
class Link(Single):
    """The id of another record, of one of `kinds` (any kind where that is empty)."""

    kinds: tuple[str, ...] = ()

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        text = within(NAME_LIMIT, scalar, name, reading)
        if text is not None:
            reading.link(scalar, name, self.kinds)
        return text


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
