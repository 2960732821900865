"""What an officer adds, put into the text of its file at its place.

All else in the file stays byte for byte, unless it is written in brackets: then the file is laid
out first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from loaders import documents
from loaders.annotated import EMPTY, Block, Entry, Scalar, parse
from loaders.fields import Field, Records, Table
from loaders.files import FILES, FileKind
from loaders.kinds import KINDS, Kind
from loaders.kinds.country import COUNTRY
from loaders.layout import entry_lines, formatted, ranked, written
from loaders.problems import Problem
from loaders.records import Reading, TooManyProblems
from loaders.reference import Reference
from loaders.remedies import slug

Value = str | list["Value"] | dict[str, "Value"]
Answers = Mapping[str, Value]
"""What is to be said, by field: a text, a list, or fields nested under one name."""


@dataclass(frozen=True)
class Addition:
    """A kind of thing that can be added."""

    name: str
    """As a command calls it: 'law', 'action-plan', 'update'."""
    table: Table
    kind: Kind | None = None
    """Of a record: its kind. Other things are added to a record, or are a country's file."""

    @property
    def is_country(self) -> bool:
        return self.table is COUNTRY


def _nested() -> Iterator[Table]:
    return iter(dict.fromkeys(table for kind in KINDS for table in kind.table.nested))


ADDITIONS: tuple[Addition, ...] = (
    *(Addition(kind.name.replace("_", "-"), kind.table, kind) for kind in KINDS),
    *(Addition(table.noun, table) for table in _nested()),
    Addition("country", COUNTRY),
)
"""From the declarations: a record kind or a nested table that is declared can be added."""


def is_added_later(field: Field) -> bool:
    """Whether a field holds what is added by a command of its own, such as a plan's actions."""
    return isinstance(field.type, Records) and not field.type.table.shared


# --- Ids ---

_FILLERS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"})
ID_LENGTH = 60


def proposed_id(kind: Kind, country: str, answers: Answers, taken: Collection[str]) -> str:
    """An id for a record that no other has: the country, then the number or the title's words."""
    number, title = slug(_text(answers.get("number"))), slug(_text(answers.get("title")))
    words = [word for word in title.split("-") if word not in _FILLERS]
    while len("-".join(words)) > ID_LENGTH and len(words) > 1:
        words.pop()
    name = kind.name.replace("_", "-")
    named = f"{name}-{number}" if number and country else number
    own = named or "-".join(words) or name
    return _free(f"{country.lower()}-{own}" if country else own, taken)


def _free(proposal: str, taken: Collection[str]) -> str:
    number, found = 1, proposal
    while found in taken:
        number += 1
        found = f"{proposal}-{number}"
    return found


def next_id(table: Table, owner: str, taken: Iterable[str]) -> str:
    """The next id of what is numbered within a record: '<plan>-a03' after '<plan>-a02'."""
    stem = f"{owner}-{table.name[0]}"
    numbers = [
        int(i[len(stem) :]) for i in taken if i.startswith(stem) and i[len(stem) :].isdecimal()
    ]
    return f"{stem}{max(numbers, default=0) + 1:02d}"


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


# --- From answers to a tree ---


def block(table: Table, answers: Answers) -> Block:
    """The mapping that says what was answered, its keys in declared order."""
    fields = [field for field in table.fields if field.name in answers]
    return Block([Entry(node(field, answers[field.name]), Scalar(field.name)) for field in fields])


def node(field: Field, value: Value) -> Scalar | Block:
    """The tree of an answer; white space around a text is left out."""
    table = getattr(field.type, "table", None)
    if isinstance(value, dict):
        return block(table, value) if table else Block()
    if isinstance(value, list):
        return Block([Entry(node(field, each)) for each in value], is_list=True)
    text = value.strip()
    return Scalar(text, quoted=text in EMPTY)


def faults(field: Field, value: Value, reference: Reference) -> list[Problem]:
    """What is wrong with an answer by itself, before anything is compared with other records."""
    reading = Reading(reference)
    lines = entry_lines(Entry(node(field, value), Scalar(field.name)), "")
    # Of too many, those that were found by then are told.
    with suppress(TooManyProblems):
        root = documents.parse("\n".join(lines), reading.report_at)
        if isinstance(root, documents.Mapping) and not reading.problems:
            field.type.read(root.entries[field.name][1], field.name, {}, reading)
    return reading.problems


# --- From a tree to its place ---


@dataclass(frozen=True)
class Added:
    """A file's text with what was added, and where that stands: first and last line, from 1."""

    text: str
    first: int
    last: int


class NoPlace(Exception):
    """There is nothing of that id in the file to add to."""


def file_kind_of(table: Table) -> FileKind:
    """The kind of file that holds a table."""
    return next(kind for kind in FILES if kind.table is table)


def path_of(addition: Addition, country: str) -> PurePosixPath:
    """The file of a record from the data folder; `country` is '' for international ones."""
    folder = PurePosixPath("countries") / country if country else PurePosixPath("international")
    return folder / (addition.kind.file if addition.kind else "country.yaml")


def with_record(text: str | None, kind: FileKind, *new: Block) -> Added:
    """A file's text with records at its end; `None`: there is no file yet. Raises `Unreadable`."""
    if text is None or not text.strip():
        root = Block([Entry(each) for each in new], is_list=True) if kind.is_list else new[0]
        made = written(root, kind)
        return Added(made, 1, made.count("\n"))
    root = parse(text)
    if root.is_flow or has_odd_lines(text):
        text = formatted(text, kind)
        root = parse(text)
    lines = text.rstrip().split("\n")
    return _spliced(lines, len(lines), map(Entry, new), root.column, [""] if kind.spaced else [])


def with_entry(text: str, kind: FileKind, owner: str, field: str, new: Block) -> Added:
    """A file's text with an entry in the list `field` of the record or action `owner`.

    Raises `Unreadable`, and `NoPlace` where no record or action of that id is there.
    """
    found = owner_of(parse(text), kind, owner)
    record, table = found.block, found.table
    entry = record.get(field)
    in_brackets = record.is_flow or (
        entry and isinstance(entry.value, Block) and entry.value.is_flow
    )
    if in_brackets or has_odd_lines(text):
        text = formatted(text, kind)
        record = owner_of(parse(text), kind, owner).block
        entry = record.get(field)
    lines = text.rstrip().split("\n")
    if entry is not None and isinstance(entry.value, Block) and entry.value.entries:
        column = entry.value.column
        last = end_line(lines, entry.value.entries[-1], column)
        return _spliced(lines, last, [Entry(new)], column)
    rank = list(table.by_name).index(field)
    before = [each for each_rank, each in ranked(record, table) if each_rank <= rank]
    listed = Entry(Block([Entry(new)], is_list=True), Scalar(field))
    return _spliced(lines, before[-1].last, [listed], record.column)


def end_line(lines: list[str], entry: Entry, column: int) -> int:
    """The last line of an entry at a column, with the comments that close what it holds."""
    end = entry.last
    while isinstance(entry.value, Block) and end < len(lines) and _closes(lines[end], column):
        end += 1
    return end


def _closes(line: str, column: int) -> bool:
    return line.lstrip(" ").startswith("#") and not is_comment(line, column)


def is_comment(line: str, column: int) -> bool:
    """Whether a line is a comment of an entry at a column: one that stands no further in."""
    found = line.lstrip(" ")
    return found.startswith("#") and len(line) - len(found) <= column


def has_odd_lines(text: str) -> bool:
    """Whether lines end in other ways than ours, so that they would be counted otherwise."""
    return bool(re.search("[\r\x85\u2028\u2029]", text))


def _spliced(
    lines: list[str], after: int, new: Iterable[Entry], column: int, between: Sequence[str] = ()
) -> Added:
    """The lines with entries put in after line `after`, each behind the lines `between`."""
    added = [line for each in new for line in (*between, *entry_lines(each, " " * column))]
    text = "\n".join([*lines[:after], *added, *lines[after:]]) + "\n"
    return Added(text, after + len(between) + 1, after + len(added))


@dataclass(frozen=True)
class Owner:
    """A mapping of a file that has an id, or the one of a file that is one mapping (id '')."""

    id: str
    block: Block
    table: Table
    chain: tuple[tuple[Block, Entry], ...] = ()
    """The way to it from the root: each collection with the entry that leads on."""


def owners(root: Block, kind: FileKind) -> Iterator[Owner]:
    """The records of a file, each followed by what has an id within it, such as its actions."""
    if not kind.is_list and not root.is_list:
        yield Owner("", root, kind.table)
    elif kind.is_list and root.is_list:
        yield from _owners(root, kind.table, ())


def _owners(block: Block, table: Table, chain: tuple[tuple[Block, Entry], ...]) -> Iterator[Owner]:
    for entry in block.entries:
        if not isinstance(entry.value, Block) or entry.value.is_list:
            continue
        way, record = (*chain, (block, entry)), entry.value
        identifier = record.get("id") if "id" in table.required_names else None
        if identifier and isinstance(identifier.value, Scalar):
            yield Owner(identifier.value.text, record, table, way)
        for inner in record.entries:
            field = table.by_name.get(inner.key.text) if inner.key else None
            if field and isinstance(field.type, Records) and isinstance(inner.value, Block):
                yield from _owners(inner.value, field.type.table, (*way, (record, inner)))


def owner_of(root: Block, kind: FileKind, identifier: str) -> Owner:
    """The mapping that has an id; raises `NoPlace` where none has."""
    for owner in owners(root, kind):
        if owner.id == identifier:
            return owner
    raise NoPlace(identifier)
