"""Reads documents by their declarations into rows, and collects every fault on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loaders.documents import Mapping, Node, Scalar, Sequence
from loaders.fields import Field, Records, Table, as_fields, as_list
from loaders.kinds.kind import Kind
from loaders.phrases import Phrase, capital, hint, small
from loaders.problems import Problem, did_you_mean, nearest, quoted
from loaders.reference import Reference
from loaders.values import SLUG, Row


@dataclass(frozen=True)
class Seen:
    """An id and where it was first given."""

    kind: str
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Use:
    """An id that a record names: where, and of which kinds the named record may be."""

    target: str
    owner: str
    kinds: tuple[str, ...]
    field: str
    file: str
    line: int
    column: int


MAX_PROBLEMS = 1_000
"""Of one file; a file with more is set aside, for its problems say nothing more."""
MAX_HINTS = 100


class TooManyProblems(Exception):
    """A file has more problems than anyone reads; the last one reported says so."""


class Reading:
    """What a load has gathered so far, and the place where it is."""

    def __init__(self, reference: Reference, today: date | None = None) -> None:
        self.reference = reference
        # Where the day begins earliest it is tomorrow for half a day.
        self.latest = (today or date.today()) + timedelta(days=1)
        """The last day on which something can have happened."""
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        self.problems: list[Problem] = []
        self.ids: dict[str, Seen] = {}
        self.links: list[Use] = []
        self.names: list[Use] = []
        """Names of bodies that are written as an id is."""
        self.lost: set[tuple[str, str]] = set()
        """(Country or '', kind) of which a file, a record or a part of one could not be read."""
        self.unread: set[str] = set()
        """Countries in lower case ('' for international) of whose files no id is known."""
        self._file = ""
        self._in_file = 0
        self._country: str | None = None
        self._pending: list[tuple[Table, Row]] = []
        self._links: list[Use] = []
        self._names: list[Use] = []
        self._is_torn = False
        """Whether the record lacks an action, a position ...: what it counts is not known."""

    def enter(self, file: str, country: str | None) -> None:
        """From here on, problems and rows belong to this file."""
        self._file, self._country, self._in_file = file, country, 0

    def report_at(
        self, code: str, line: int, column: int, field: str = "", /, **values: Any
    ) -> None:
        self._in_file += 1
        if self._in_file > MAX_PROBLEMS:
            limit = {"limit": MAX_PROBLEMS}
            self.problems.append(Problem(self._file, line, column, "too-many-problems", "", limit))
            raise TooManyProblems
        self.problems.append(Problem(self._file, line, column, code, field, values))

    def report(self, code: str, node: Node, field: str = "", /, **values: Any) -> None:
        self.report_at(code, node.line, node.column, field, **values)

    def link(self, scalar: Scalar, field: str, kinds: tuple[str, ...]) -> None:
        """A record names another one; checked when all ids are known.

        As it is written: white space around an id is a fault, as around a code.
        """
        self._links.append(self._use(scalar.text, scalar, field, kinds))

    def name(self, text: str, scalar: Scalar, field: str) -> None:
        """A record names a body; that it is no id is checked when all ids are known."""
        if SLUG.matches(text):
            self._names.append(self._use(text, scalar, field))

    def _use(self, text: str, scalar: Scalar, field: str, kinds: tuple[str, ...] = ()) -> Use:
        return Use(text, "", kinds, field, self._file, scalar.line, scalar.column)

    def records(self, root: Node, kind: Kind) -> None:
        """All records of a file, each to its frame's rows."""
        if type(root) is not Sequence:
            self.lost.add((self._country or "", kind.name))
            return self.report("not-a-list", root, hint=as_list(root))
        if not root.items:
            self.report("empty-list", root)
        for node in root.items:
            self._record(node, kind)

    def _record(self, node: Node, kind: Kind) -> None:
        self._pending, self._links, self._names, self._is_torn = [], [], [], False
        row = self.fields(node, kind.table)
        identifier = _text_of(node, "id")
        if not self._is_new(identifier, kind, node):
            row = None
        if row is None or self._is_torn:
            self.lost.add((self._country or "", kind.name))
        if row is None:
            return
        self._keep(kind.table, row, node)
        for table, nested in self._pending:
            nested.setdefault(table.owner, identifier)
            if "country" not in table.columns:
                nested["country"] = self._country
            self.rows[table.name].append(nested)
        self.links += [_owned(use, identifier) for use in self._links]
        self.names += [_owned(use, identifier) for use in self._names]

    def _is_new(self, identifier: str, kind: Kind, node: Node) -> bool:
        """Registers the record's id and those of what is nested in it; faulty records count too."""
        new, pasted = True, False
        for name, (found, line, column) in _ids(node, kind.table, kind.name):
            first = self.ids.setdefault(found, Seen(name, self._file, line, column))
            if (first.file, first.line, first.column) != (self._file, line, column):
                # Of a record pasted twice the record is named, not each action in it.
                if not pasted:
                    values = {"value": quoted(found), "file": first.file, "line": first.line}
                    self.report_at("repeated-id", line, column, "id", **values)
                new, pasted = False, pasted or found == identifier
            elif SLUG.matches(found):
                self._belongs(found, name, identifier, (line, column))
        return new and bool(identifier)

    def _belongs(self, found: str, what: str, owner: str, place: tuple[int, int]) -> None:
        """Reports an id that does not begin as those of its folder or of its record do."""
        prefix = f"{(self._country or '').lower()}-"
        if self._country and not found.startswith(prefix):
            head, _, rest = found.partition("-")
            remedy = prefix + (rest if head.upper() in self.reference.countries else found)
            self.report_at("wrong-prefix", *place, "id", prefix=prefix, remedy=quoted(remedy))
        elif found != owner and SLUG.matches(owner) and not found.startswith(f"{owner}-"):
            values = {"what": Phrase(f"an {what}"), "owner": owner}
            remedy = quoted(f"{owner}-{found.rpartition('-')[2]}")
            self.report_at("not-of-its-record", *place, "id", **values, remedy=remedy)

    def nested(self, node: Node, table: Table, number: int) -> None:
        """One entry of a list inside a record; kept if the record is."""
        start = len(self._pending)
        row = self.fields(node, table)
        if row is None:
            del self._pending[start:]
            self._is_torn = self._is_torn or not table.shared
            return
        for inner, inside in self._pending[start:]:
            if "id" in table.by_name and table.by_name["id"].required:
                inside.setdefault(inner.owner, row.get("id"))
            elif inner.shared:
                inside.setdefault("part", f"{table.name}/{number}")
        self._pending.append((table, row | {"n": number, "file": self._file, "line": node.line}))

    def mapping(self, root: Node, table: Table) -> tuple[Row | None, dict[str, list[Row]]]:
        """The row of a file that is one mapping, and the rows nested in it by table."""
        self._pending = []
        row = self.fields(root, table)
        nested: dict[str, list[Row]] = defaultdict(list)
        for inner, inside in self._pending:
            nested[inner.name].append(inside)
        return None if row is None else row | {"file": self._file, "line": root.line}, nested

    def table(self, root: Node, table: Table) -> Iterator[Row]:
        """The rows of a reference file, which is a list."""
        if type(root) is not Sequence:
            return self.report("not-a-list", root, hint=as_list(root))
        for node in root.items:
            self._pending = []
            if (row := self.fields(node, table)) is not None:
                yield row | {"file": self._file, "line": node.line}

    def _keep(self, table: Table, row: Row, node: Node) -> None:
        if "country" not in table.columns:
            row["country"] = self._country
        row["file"], row["line"] = self._file, node.line
        self.rows[table.name].append(row)

    def fields(self, node: Node, table: Table, name: str = "") -> Row | None:
        """The row of a mapping read by its declaration; `None` where a required field failed."""
        if type(node) is not Mapping:
            return self._no_mapping(node, table, name)
        row: Row = {}
        by_name = table.by_name
        start = len(self._pending)
        meant: set[str] = set()
        for key, (label, value) in node.entries.items():
            if (field := by_name.get(key)) is not None:
                field.type.read(value, key, row, self)
                if field.checked_later:
                    row[f"@{key}"] = (value.line, value.column)
            else:
                meant.add(self._unknown(label, node, table))
        complete = True
        for field, columns in table.required:
            if field.name not in node.entries:
                complete = False
                # A field under a slip of its name has been reported: one fault, one problem.
                if field.name not in meant:
                    values = {"owner": capital(table.singular), "doc": small(field.doc)}
                    self.report("missing-field", node, field.name, **values)
            elif not self._was_read(field, columns, row, start):
                complete = False
        self._obey(table, row, node)
        return row if complete else None

    def _no_mapping(self, node: Node, table: Table, name: str) -> None:
        if type(node) is Scalar and not node.text:
            return self.report("empty-value", node, name)
        is_text = type(node) is Scalar
        remedy = as_fields(node.text, table) if is_text else hint("Remove the '- '")
        return self.report("not-a-mapping", node, name, hint=remedy)

    def _unknown(self, label: Scalar, node: Mapping, table: Table) -> str:
        """Reports a key that is no field; the name of the field that is probably meant, or ''."""
        free = [name for name in table.by_name if name not in node.entries]
        has_note = "note" in table.by_name
        else_ = (
            hint("Remove the line, or say it in 'note'") if has_note else hint("Remove the line")
        )
        values = {"key": quoted(label.text), "owner": Phrase(table.singular)}
        # A name may have 19 MB; what it is nearly shows at its beginning.
        text = label.text[:100]
        meant = nearest(text, free) or ""
        near = did_you_mean(text, [meant] if meant else free) or else_
        self.report("unknown-field", label, **values, hint=near)
        return meant

    def _was_read(self, field: Field, columns: tuple[str, ...], row: Row, start: int) -> bool:
        if isinstance(field.type, Records):
            return any(table is field.type.table for table, _ in self._pending[start:])
        return any(row.get(column) not in (None, []) for column in columns)

    def _obey(self, table: Table, row: Row, node: Mapping) -> None:
        for rule in table.rules:
            for code, name, values in rule(row):
                place = node.entries[name][1] if name in node.entries else node
                self.report(code, place, name, **values)


def _owned(use: Use, identifier: str) -> Use:
    return Use(use.target, identifier, use.kinds, use.field, use.file, use.line, use.column)


def _text_of(node: Node, key: str) -> str:
    if type(node) is Mapping and key in node.entries:
        value = node.entries[key][1]
        return value.text if type(value) is Scalar else ""
    return ""


def _ids(node: Node, table: Table, kind: str):
    """Every id that a record gives: its own and those of nested records such as actions."""
    if type(node) is not Mapping:
        return
    for field in table.fields:
        value = node.entries[field.name][1] if field.name in node.entries else None
        if field.name == "id" and field.required and type(value) is Scalar and value.text:
            yield kind, (value.text, value.line, value.column)
        nested = getattr(field.type, "table", None)
        if nested is not None and type(value) is Sequence:
            for item in value.items:
                yield from _ids(item, nested, nested.name.removesuffix("s"))
