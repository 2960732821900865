"""What an officer changes in a file, put into its text; all else stays byte for byte, comments too.

A change is worked out from what a record says and what it is to say: each difference is one entry
of a mapping or of a list that is put in, replaced or taken out, as lines. What is written in
brackets, or in a way that lines cannot be changed in, is laid out first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from loaders.additions import (
    Answers,
    NoPlace,
    Owner,
    Value,
    has_odd_lines,
    node,
    owner_of,
    owners,
)
from loaders.annotated import Block, Entry, Scalar, comments, parse
from loaders.annotated import values as tree_values
from loaders.answers import plain, with_value
from loaders.fields import Field, Records, Table
from loaders.files import FileKind
from loaders.layout import Unwritable, entry_lines, formatted, ranked
from loaders.problems import Problem

# --- What a file says ---


@dataclass(frozen=True)
class Said:
    """A record, or what has an id within one, and what the file says of it."""

    id: str
    table: Table
    answers: Answers
    """Without the lists whose entries have ids: those are said by themselves."""
    owner: str = ""
    """The id of the record that it stands in; '' for a record."""


def said(text: str, kind: FileKind) -> dict[str, Said]:
    """What a file says, by id, each record before what stands in it; raises `Unreadable`.

    The one record of a file that is one mapping has the id ''. Of two equal ids the first counts.
    """
    found: dict[str, Said] = {}
    last = ""
    for owner in owners(parse(text), kind):
        is_record = len(owner.chain) < 2
        last = owner.id if is_record else last
        answers = {
            name: value for name, value in _answers(owner.block).items() if not _is_own(owner, name)
        }
        one = Said(owner.id, owner.table, answers, "" if is_record else last)
        found.setdefault(owner.id, one)
    return found


def _is_own(owner: Owner, name: str) -> bool:
    """Whether a field of a record is a list of what has ids."""
    field = owner.table.by_name.get(name)
    return field is not None and has_ids(field)


def has_ids(field: Field) -> bool:
    """Whether what a field lists has ids of its own, as the actions of a plan."""
    return isinstance(field.type, Records) and "id" in field.type.table.required_names


def value_of(text: str, kind: FileKind, owner: str) -> dict[str, Value]:
    """What the record or action `owner` says, in the shape of answers, all that is in it included.

    `owner` is '' for a file that is one mapping. Raises `Unreadable`, and `NoPlace` where there is
    nothing of that id.
    """
    return _answers(owner_of(parse(text), kind, owner).block)


def _answers(mapping: Block) -> dict[str, Value]:
    return {_key(entry): _said(entry.value) for entry in mapping.entries}


def _said(value: Scalar | Block) -> Value:
    if isinstance(value, Scalar):
        return value.text.strip()
    return [_said(each.value) for each in value.entries] if value.is_list else _answers(value)


def _key(entry: Entry) -> str:
    return entry.key.text if entry.key else ""


def changes(before: Answers, after: Answers) -> dict[str, tuple[Value | None, Value | None]]:
    """The fields that two states of a record say differently: what was and what is, `None`: absent.

    In the order of the later state; what it has no longer comes last.
    """
    names = dict.fromkeys((*after, *before))
    pairs = {name: (before.get(name), after.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def places_of(text: str, kind: FileKind, problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Where each problem of a file stands: the id of the record or action, and the field.

    The field leads as far in as can be told, as `with_field` takes it: 'sources.2.url'; '' where it
    is the record as a whole. The id is '' where it is in no record. Raises `Unreadable`.
    """
    known = list(owners(parse(text), kind))
    return [_place_of(known, problem) for problem in problems]


def _place_of(known: list[Owner], problem: Problem) -> tuple[str, str]:
    for owner in reversed(known):
        entries = owner.block.entries
        if entries and entries[0].line <= problem.line <= entries[-1].last:
            steps = _steps(owner.block, problem)
            if not steps and problem.field in owner.table.by_name:
                steps = [problem.field]
            return owner.id, ".".join(steps)
    return "", ""


def _steps(inside: Block, problem: Problem) -> list[str]:
    """The way to a problem from a mapping or a list that it lies in."""
    first = inside.entries[0].line if inside.entries else 0
    of_whole = (problem.line, problem.column) == (first, inside.column + 1)
    if of_whole and not inside.is_list and problem.field and not inside.get(problem.field):
        return [problem.field]
    for number, entry in enumerate(inside.entries, start=1):
        if entry.line <= problem.line <= entry.last:
            step = str(number) if inside.is_list else _key(entry)
            return [step, *_further(entry.value, problem)]
    return []


def _further(value: Scalar | Block, problem: Problem) -> list[str]:
    """The way on within a value; what stands in brackets is not told apart."""
    if isinstance(value, Scalar) or (value.is_flow and value.entries):
        return []
    if not value.entries and not value.is_list and problem.code == "missing-field":
        return [problem.field]
    return _steps(value, problem)


# --- What is changed ---


def with_field(text: str, kind: FileKind, owner: str, field: str, value: Value | None) -> str:
    """A file's text with a field of the record or action `owner` set, replaced or taken out.

    `field` may lead further in: 'period.start'; 'sources.2.title', the second source; 'sources.2',
    all of it; one number more than there are adds an entry. `None` takes a field out, and with it
    the comment right above and beside it, and what held nothing else. Setting what is said already
    changes nothing. Raises `NoPlace` where there is no such record, field or entry, and
    `Unreadable` for a text that is no YAML or a value with control characters.
    """
    wanted = with_value(value_of(text, kind, owner), field.split("."), plain(value))
    if not isinstance(wanted, dict):
        raise NoPlace(owner)
    return with_answers(text, kind, owner, wanted)


class NoId(Unwritable):
    """A record or an action would be left without its id."""


def with_answers(text: str, kind: FileKind, owner: str, answers: Answers) -> str:
    """A file's text in which the record or action `owner` says `answers` and nothing else.

    What it says already stays as it stands. Raises as `with_field` does, `NoId` where the id of
    what has one would go, and `Unwritable` where no lines say it.
    """
    wanted = plain(dict(answers))
    if not isinstance(wanted, dict) or not wanted:
        raise NoPlace(owner)
    if owner and not (isinstance(wanted.get("id"), str) and wanted["id"]):
        raise NoId(f"'{owner}' would be left without an id")
    for start in (text, None):
        # What lines could not say as it is written, they can in canonical layout.
        found = _towards(formatted(text, kind) if start is None else start, kind, owner, wanted)
        if found is not None:
            return found
    raise Unwritable(f"'{owner}' cannot be changed by itself as its file is written")


def without_record(text: str, kind: FileKind, owner: str) -> str:
    """A file's text without a record or an action, its comment right above it, and nothing moved.

    '' where no record is left: the file is then to be removed. Raises `NoPlace`, `Unreadable`.
    """
    root = parse(text)
    found = owner_of(root, kind, owner)
    if not found.chain or (len(found.chain) == 1 and len(root.entries) == 1):
        return ""
    if _needs_layout(text, found):
        return without_record(formatted(text, kind), kind, owner)
    # What would be left empty goes too: the list of a plan whose only action it was.
    holder, entry = next(
        (pair for pair in reversed(found.chain) if len(pair[0].entries) > 1), found.chain[0]
    )
    lines = text.split("\n")
    first = _taken_out(lines, holder, entry)
    if holder is root and kind.spaced:
        # Of the empty lines before and after it one is enough.
        blank = [n for n in (first - 1, first - 2) if 0 <= n < len(lines) and not lines[n].strip()]
        if blank and (len(blank) > 1 or first == 1):
            del lines[blank[0]]
    return "\n".join(lines)


# --- From answers to lines ---

MAX_STEPS = 20_000
"""Differences between two states of one record; more than any record has values."""


def _towards(text: str, kind: FileKind, owner: str, wanted: dict[str, Value]) -> str | None:
    """The text, changed until the record says what is wanted; `None` where lines cannot say it."""
    first = parse(text)
    index = [found.id for found in owners(first, kind)].index(owner)
    expected = _others(first, kind, index)
    for _ in range(MAX_STEPS):
        root = parse(text)
        found = list(owners(root, kind))
        if len(found) <= index or _others(root, kind, index) != expected:
            return None
        if _needs_layout(text, found[index]):
            return None
        lines, here = text.split("\n"), found[index]
        if not _one_step(lines, here.block, here.table, wanted):
            return text if _answers(here.block) == wanted else None
        text = "\n".join(lines)
    return None


def _others(root: Block, kind: FileKind, index: int) -> object:
    """All that a file says beside one of its records."""
    chain = list(owners(root, kind))[index].chain
    if not chain:
        return None
    found: list[object] = []
    for holder, entry in chain:
        found += [
            (number, _key(each), tree_values(each.value) if each is not entry else None)
            for number, each in enumerate(holder.entries)
        ]
    return found


def _needs_layout(text: str, owner: Owner) -> bool:
    """Whether a record cannot be changed by lines: it stands in brackets, or lines are odd."""
    in_brackets = owner.block.is_flow or any(holder.is_flow for holder, _ in owner.chain)
    return in_brackets or has_odd_lines(text)


def _one_step(lines: list[str], mapping: Block, table: Table, wanted: dict[str, Value]) -> bool:
    """Makes one of the changes that lead to what is wanted; whether there was any to make."""
    for entry in mapping.entries:
        if _key(entry) not in wanted:
            _taken_out(lines, mapping, entry)
            return True
    for name, value in wanted.items():
        entry = mapping.get(name)
        field = table.by_name.get(name)
        if entry is None:
            _put_in(lines, mapping, table, name, value)
            return True
        if _changed(lines, mapping, entry, field, value):
            return True
    return False


def _changed(
    lines: list[str], holder: Block, entry: Entry, field: Field | None, value: Value
) -> bool:
    """Makes a change within an entry, as far in as it goes; whether there was any to make."""
    old = entry.value
    if _said(old) == value:
        return False
    if isinstance(old, Block) and old.entries and not old.is_flow and value:
        inner = getattr(field.type, "table", None) if field else None
        if isinstance(value, dict) and not old.is_list and inner is not None:
            return _one_step(lines, old, inner, value)
        if isinstance(value, list) and old.is_list:
            return _changed_list(lines, old, field, value)
    _replaced(lines, holder, entry, field, value)
    return True


def _changed_list(lines: list[str], listed: Block, field: Field | None, value: list[Value]) -> bool:
    """Makes one of the changes between two lists, so that what is in both stays as it stands."""
    before = [_comparable(_said(entry.value)) for entry in listed.entries]
    after = [_comparable(each) for each in value]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    _tag, first, last, new_first, new_last = steps[0]
    if first < last and new_first < new_last:
        return _changed(lines, listed, listed.entries[first], field, value[new_first])
    if first < last:
        _taken_out(lines, listed, listed.entries[first])
    else:
        new = Entry(_node(field, value[new_first]))
        _put_after(lines, listed, listed.entries[first - 1] if first else None, new)
    return True


def _comparable(value: Value) -> str:
    return json.dumps(value, sort_keys=True)


def _node(field: Field | None, value: Value) -> Scalar | Block:
    """The tree of a value; of a field that is not declared only a text is written."""
    made = node(field, value) if field else Scalar(value if isinstance(value, str) else "")
    if _said(made) != value:
        # It names fields that are not declared.
        raise NoPlace(field.name if field else "")
    return made


# --- Lines ---


def _replaced(
    lines: list[str], holder: Block, entry: Entry, field: Field | None, value: Value
) -> None:
    """Puts a value in the place of another; the comments beside and within it stay."""
    old, new = entry.value, _node(field, value)
    above = list(entry.inside)
    key = entry.key and Scalar(entry.key.text, entry.key.quoted, entry.key.beside)
    if isinstance(old, Block):
        above += comments(old)
    elif isinstance(new, Scalar):
        new.beside = old.beside
    elif old.beside:
        above.append(old.beside)
    first = _first(lines, holder, entry)
    lines[first - 1 : entry.last] = _lines(lines, holder, first, Entry(new, key, above))


def _lines(lines: list[str], holder: Block, line: int, entry: Entry) -> list[str]:
    """The lines of an entry that begins on a line of which what stands before its column stays."""
    column = holder.column
    count = len(entry.above)
    made = list(entry_lines(entry, " " * column))
    made[count] = lines[line - 1][:column] + made[count][column:]
    return made


def _put_in(lines: list[str], mapping: Block, table: Table, name: str, value: Value) -> None:
    """Puts a field in at its place in the declared order."""
    field = table.by_name.get(name)
    if field is None:
        raise NoPlace(name)
    rank = list(table.by_name).index(name)
    before = [entry for its_rank, entry in ranked(mapping, table) if its_rank < rank]
    new = Entry(_node(field, value), Scalar(name))
    _put_after(lines, mapping, before[-1] if before else None, new)


def _put_after(lines: list[str], holder: Block, before: Entry | None, new: Entry) -> None:
    """Puts an entry in behind another; `None`: as the first."""
    column = holder.column
    if before is not None:
        end = _end(lines, before, column)
        lines[end:end] = entry_lines(new, " " * column)
        return
    first = _first(lines, holder, holder.entries[0])
    # What stands before the column, such as the dash of the record, goes to the new first line.
    made = _lines(lines, holder, first, new)
    if not holder.is_list:
        lines[first - 1] = " " * column + lines[first - 1][column:]
    lines[first - 1 : first - 1] = made


def _taken_out(lines: list[str], holder: Block, entry: Entry) -> int:
    """Takes the lines of an entry out, and the comment right above it; gives the first of them."""
    column = holder.column
    number = holder.entries.index(entry)
    first = begin = _first(lines, holder, entry)
    floor = holder.entries[number - 1].last if number else 0
    while begin - 1 > floor and _is_comment(lines[begin - 2], column):
        begin -= 1
    prefix = lines[first - 1][:column]
    if prefix.strip() and not number and len(holder.entries) > 1:
        # The dash of the record goes to the line of the next field; nothing above it is its own.
        begin = first
        follower = _first(lines, holder, holder.entries[1])
        lines[follower - 1] = prefix + lines[follower - 1][column:]
    del lines[begin - 1 : _end(lines, entry, column)]
    return begin


def _first(lines: list[str], holder: Block, entry: Entry) -> int:
    """The line on which an entry begins: of a list, that of its dash."""
    line, column = entry.line, holder.column
    while holder.is_list and line > 1 and lines[line - 1][column : column + 1] != "-":
        line -= 1
    return line


def _end(lines: list[str], entry: Entry, column: int) -> int:
    """The last line of an entry, with the comments that close what it holds."""
    end = entry.last
    while isinstance(entry.value, Block) and end < len(lines) and _closes(lines[end], column):
        end += 1
    return end


def _closes(line: str, column: int) -> bool:
    return line.lstrip(" ").startswith("#") and not _is_comment(line, column)


def _is_comment(line: str, column: int) -> bool:
    """Whether a line is a comment of an entry at a column: one that stands no further in."""
    found = line.lstrip(" ")
    return found.startswith("#") and len(line) - len(found) <= column
