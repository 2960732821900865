"""A country as a workbook: one sheet per table of the declarations, one row per record or entry.

A row is known by its keys: a record or an action by its id; an entry of a list, such as a source,
by the record it is of and its number there.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import xlsxwriter

from loaders.additions import Answers, Value
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.reference import Reference
from loaders.stated import Said, has_ids
from loaders.values import Code, Country, Flag
from loaders.workbook import LONGEST, letters, plain

WITHIN, NUMBER = "within", "no"
KEY_DOCS = {
    WITHIN: "Empty; 'updates.2' for what belongs to the second update of the action",
    NUMBER: "Its place in the list of its record; leave it empty in a new row",
}


@dataclass(frozen=True)
class Column:
    """A column that holds a field, or a field inside one: 'period.start'."""

    path: str
    field: Field
    doc: str
    required: bool = False

    @property
    def many(self) -> bool:
        return isinstance(self.field.type, Many)

    @property
    def of(self) -> Any:
        """The type of the value, or of each of several."""
        return getattr(self.field.type, "of", self.field.type)

    def text(self, value: Value | None) -> str:
        """A value as its cell says it: several on lines of their own, codes and ids with '; '."""
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, str)]
            return plain((JOINED if self.has_codes else "\n").join(parts))
        return plain(value) if isinstance(value, str) else ""

    def value(self, text: str) -> Value:
        """What a cell says, as a file says it."""
        if not self.many:
            return text
        if self.has_codes:
            text = text.replace(",", "\n").replace(";", "\n")
        return [part.strip() for part in text.split("\n") if part.strip()]

    @property
    def has_codes(self) -> bool:
        return self.of.is_code


JOINED = "; "
AS_IT_WAS = " (was)"
"""Behind the name of the hidden copy of a sheet."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook."""

    table: Table
    keys: tuple[str, ...]
    """The columns before the fields, by which a row is known."""
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return self.table.label[: 31 - len(AS_IT_WAS)]

    @cached_property
    def by_path(self) -> dict[str, Column]:
        return {column.path: column for column in self.columns}

    @property
    def headings(self) -> frozenset[str]:
        return frozenset((*self.keys, *self.by_path))

    @property
    def has_ids(self) -> bool:
        return "id" in self.table.required_names

    @property
    def is_nested(self) -> bool:
        """Whether its rows are entries of lists, without ids."""
        return NUMBER in self.keys


def inner_table(field: Field) -> Table | None:
    """The table of what a field lists, where that has no ids of its own."""
    listed = isinstance(field.type, Records | Structs) and not has_ids(field)
    return field.type.table if listed else None


def _columns(table: Table, prefix: str = "") -> Iterator[Column]:
    for field in table.fields:
        if isinstance(field.type, Group):
            for column in _columns(field.type.table, f"{field.name}."):
                required = field.required and column.required
                yield Column(column.path, column.field, f"{field.doc}: {column.doc}", required)
        elif not isinstance(field.type, Records | Structs):
            yield Column(f"{prefix}{field.name}", field, field.doc, field.required)


def _sheets() -> Iterator[Sheet]:
    yield Sheet(COUNTRY, (), tuple(_columns(COUNTRY)))
    tables = [kind.table for kind in KINDS if kind.in_countries]
    yield from (Sheet(table, (), tuple(_columns(table))) for table in tables)
    for table in dict.fromkeys(inner for each in tables for inner in _listed(each)):
        keys = (table.owner,) if "id" in table.required_names else (table.owner, NUMBER)
        if table.shared:
            keys = (table.owner, WITHIN, NUMBER)
        yield Sheet(table, keys, tuple(_columns(table)))


def _listed(table: Table) -> Iterator[Table]:
    for field in table.fields:
        if isinstance(field.type, Records | Structs):
            yield field.type.table
            yield from _listed(field.type.table)


SHEETS: tuple[Sheet, ...] = tuple(_sheets())
SHEET_OF = {sheet.table.name: sheet for sheet in SHEETS}

# --- Rows ---


@dataclass(frozen=True)
class Key:
    """Which row: of what table; the record's or action's id; where inside it; its number there."""

    table: str
    owner: str
    within: str = ""
    number: int = 0


@dataclass(frozen=True)
class Row:
    """What a row says, by the path of its columns."""

    key: Key
    cells: Mapping[str, str]
    parent: str = ""
    """Of an action: its plan."""


def rows(found: Iterable[Said]) -> Iterator[Row]:
    """Every row of what files say, records before what is inside them."""
    for said in found:
        key = Key(said.table.name, said.id)
        yield Row(key, _cells(SHEET_OF[said.table.name], said.answers), said.owner)
        yield from _entries(said.table, said.answers, said.id, "")


def _entries(table: Table, answers: Answers, owner: str, within: str) -> Iterator[Row]:
    for field in table.fields:
        inner, listed = inner_table(field), answers.get(field.name)
        if inner is None or not isinstance(listed, list):
            continue
        for number, each in enumerate(listed, start=1):
            if isinstance(each, dict):
                key = Key(inner.name, owner, within, number)
                yield Row(key, _cells(SHEET_OF[inner.name], each))
                yield from _entries(inner, each, owner, step(within, field.name, number))


def step(within: str, name: str, number: int) -> str:
    """One step further in: 'updates.2'."""
    return ".".join(filter(None, (within, name, str(number))))


def _cells(sheet: Sheet, answers: Answers) -> dict[str, str]:
    return {column.path: column.text(at(answers, column.path)) for column in sheet.columns}


def at(answers: Answers, path: str) -> Value | None:
    """The value that a path leads to."""
    value: Value | None = dict(answers)
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


# --- The workbook ---

ROWS_WITH_LISTS = 5_000
"""Rows down to which a cell offers the codes of its field."""


def workbook(found: Iterable[Said], reference: Reference, country: str = "") -> bytes:
    """The workbook of what a country's files say: text cells, codes to choose, no formula."""
    held = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    by_table: dict[str, list[Row]] = {sheet.table.name: [] for sheet in SHEETS}
    for row in rows(found):
        by_table[row.key.table].append(row)
    with xlsxwriter.Workbook(held, options) as book:
        for sheet in SHEETS:
            _Writer(book, sheet, reference).write(by_table[sheet.table.name])
        _write_lists(book, reference, country)
        for sheet in SHEETS:
            _Writer(book, sheet, reference, copy=True).write(by_table[sheet.table.name])
    return held.getvalue()


LISTS = "lists"
"""The hidden sheet that holds what can be chosen, and behind that of which country it all is."""
OF = "workbook of"
"""The heading of that: a country without records has no id that would say it."""


def _choices(reference: Reference) -> dict[str, list[str]]:
    """What can be chosen, by the name of the list, in the order of its columns."""
    lists = {name: list(codes) for name, codes in reference.codelists.items()}
    return lists | {"true or false": ["true", "false"], "country": list(reference.countries)}


def _list_of(column: Column) -> str:
    """The name of the list that a column's single value is chosen from."""
    kind = column.field.type
    if isinstance(kind, Code):
        return kind.codelist
    return "country" if isinstance(kind, Country) else "true or false" * isinstance(kind, Flag)


def _write_lists(book: xlsxwriter.Workbook, reference: Reference, country: str) -> None:
    sheet = book.add_worksheet(LISTS)
    lists = _choices(reference) | ({OF: [country]} if country else {})
    for column, (name, codes) in enumerate(lists.items()):
        for row, text in enumerate([name, *codes]):
            sheet.write_string(row, column, text)
    sheet.hide()


class _Writer:
    """Writes one sheet."""

    def __init__(
        self, book: xlsxwriter.Workbook, sheet: Sheet, reference: Reference, *, copy: bool = False
    ) -> None:
        """`copy`: the hidden sheet that says what the files said, so that a change is known."""
        self.sheet, self.reference = sheet, reference
        self.page = book.add_worksheet(f"{sheet.name}{AS_IT_WAS}" if copy else sheet.name)
        if copy:
            self.page.hide()
        top = {"align": "left", "valign": "top", "num_format": "@"}
        self.body = book.add_format({**top, "text_wrap": True})
        self.key = book.add_format({**top, "font_color": "#595959"})
        head = {"bold": True, "bg_color": "#0b5a8c", "font_color": "#ffffff", "num_format": "@"}
        self.head = book.add_format(head)

    def write(self, found: list[Row]) -> None:
        self._heads()
        for number, row in enumerate(found, start=1):
            for column, text in enumerate(self._texts(row)):
                form = self.body if column >= len(self.sheet.keys) else self.key
                if text:
                    self.page.write_string(number, column, text[:LONGEST], form)
            self.page.set_row(number, 15)
        self.page.freeze_panes(1, len(self.sheet.keys) + (1 if self.sheet.has_ids else 0))

    def _heads(self) -> None:
        docs = [*self._key_docs(), *map(self._doc, self.sheet.columns)]
        names = [*self.sheet.keys, *self.sheet.by_path]
        for column, (name, doc) in enumerate(zip(names, docs, strict=True)):
            self.page.set_column(column, column, _width(name), self.body)
            self.page.write_string(0, column, name, self.head)
            self.page.write_comment(0, column, doc, {"x_scale": 2})
        choices = list(_choices(self.reference))
        for column, each in enumerate(self.sheet.columns, start=len(self.sheet.keys)):
            if (name := _list_of(each)) in choices:
                length = len(_choices(self.reference)[name])
                at_column = letters(choices.index(name))
                source = f"={LISTS}!${at_column}$2:${at_column}${length + 1}"
                rule = {
                    "validate": "list",
                    "source": source,
                    "error_title": each.path,
                    "error_message": "Choose from the list, or leave the cell empty.",
                }
                self.page.data_validation(1, column, ROWS_WITH_LISTS, column, rule)

    def _key_docs(self) -> Iterator[str]:
        for key in self.sheet.keys:
            yield KEY_DOCS.get(key, f"The id of the {key} that it belongs to")

    def _doc(self, column: Column) -> str:
        """What an officer should know of a column."""
        said = [column.doc, *(["Required"] if column.required else [])]
        if column.many:
            said.append("Several with '; ' between" if column.has_codes else "Each on its line")
        if column.many and isinstance(column.of, Code):
            said.append("Codes: " + ", ".join(self.reference.codes(column.of.codelist) or ()))
        return ". ".join(said)

    def _texts(self, row: Row) -> list[str]:
        key = row.key
        keys = {self.sheet.table.owner: row.parent or key.owner, WITHIN: key.within}
        keys[NUMBER] = str(key.number)
        return [*(keys[name] for name in self.sheet.keys), *row.cells.values()]


_WIDE = {"title": 40, "summary": 60, "note": 40, "url": 40, "text": 40, "id": 30, "publisher": 30}


def _width(name: str) -> int:
    return _WIDE.get(name, max(14, len(name) + 3))
