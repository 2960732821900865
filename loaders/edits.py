"""What an officer changes in a file, put into its text; all else stays byte for byte, comments too.

A change is worked out from what a record says and what it is to say: each difference is one entry
of a mapping or of a list that is put in, replaced or taken out, as lines. What is written in
brackets, or in a way that lines cannot be changed in, is laid out first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from textwrap import indent

from loaders.additions import (
    Answers,
    NoPlace,
    Owner,
    Value,
    end_line,
    has_odd_lines,
    owner_of,
    owners,
)
from loaders.annotated import Block, Entry, parse
from loaders.annotated import values as tree_values
from loaders.answers import plain, with_value
from loaders.fields import Field, Table
from loaders.files import FileKind
from loaders.layout import Unwritable, formatted
from loaders.line_edits import first_line, put_after, put_in, replaced, taken_out, tree_of
from loaders.stated import answers_of, key_of, value_at, value_of


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
    _take_out(lines, holder, entry, is_spaced=holder is root and kind.spaced)
    return "\n".join(lines)


def without_records(text: str, kind: FileKind, identifiers: Collection[str]) -> str:
    """The same without many records of a file, on one parse of it."""
    text, root = _as_lines(text, kind)
    records = _records(root, kind)
    gone = [records[identifier] for identifier in records if identifier in identifiers]
    if len(gone) == len(root.entries):
        return ""
    lines = text.split("\n")
    for entry in reversed(gone):
        _take_out(lines, root, entry, is_spaced=kind.spaced)
    return "\n".join(lines)


def _take_out(lines: list[str], holder: Block, entry: Entry, *, is_spaced: bool) -> None:
    """Takes out an entry; of the empty lines before and after a record one is enough."""
    first = taken_out(lines, holder, entry)
    if is_spaced:
        blank = [n for n in (first - 1, first - 2) if 0 <= n < len(lines) and not lines[n].strip()]
        if blank and (len(blank) > 1 or first == 1):
            del lines[blank[0]]


def each_by_itself(text: str, kind: FileKind, wanted: Mapping[str, Answers]) -> str:
    """A file's text in which records, or actions, by their ids, say what is wanted of each.

    Each is changed on its own lines, as a file of its own: so many changes take one parse of the
    file, not some for each. None of them holds another. Raises as `with_answers` does.
    """
    if not kind.is_list:
        return with_answers(text, kind, "", wanted[""]) if "" in wanted else text
    root = parse(text)
    if any(_needs_layout(text, owner) for owner in owners(root, kind) if owner.id in wanted):
        text = formatted(text, kind)
        root = parse(text)
    found: dict[str, Owner] = {}
    for owner in owners(root, kind):
        found.setdefault(owner.id, owner)
    lines = text.split("\n")
    # From the last to the first, so that the lines of those before stay where they are.
    for owner in reversed(found.values()):
        if owner.id in wanted:
            holder, entry = owner.chain[-1]
            first = first_line(lines, holder, entry) - 1
            last = end_line(lines, entry, holder.column)
            own = "\n".join(lines[first:last]) + "\n"
            own = with_answers(own, replace(kind, table=owner.table), owner.id, wanted[owner.id])
            # What had to be laid out stands at the margin.
            margin = " " * (0 if own.startswith(" ") else holder.column)
            lines[first:last] = indent(own.removesuffix("\n"), margin).split("\n")
    return "\n".join(lines)


def _as_lines(text: str, kind: FileKind) -> tuple[str, Block]:
    """A list of records whose lines can be changed, laid out where it must be; and its tree."""
    root = parse(text)
    if not root.is_flow and not has_odd_lines(text):
        return text, root
    text = formatted(text, kind)
    return text, parse(text)


def _records(root: Block, kind: FileKind) -> dict[str, Entry]:
    """The records of a file by their ids, from the first to the last; of two alike the first."""
    found: dict[str, Entry] = {}
    for owner in owners(root, kind):
        if len(owner.chain) == 1:
            found.setdefault(owner.id, owner.chain[0][1])
    return found


# --- From answers to lines ---

MAX_STEPS = 20_000
"""Differences between two states of one record; more than any record has values."""


def _towards(text: str, kind: FileKind, owner: str, wanted: dict[str, Value]) -> str | None:
    """The text, changed until the record says what is wanted; `None` where lines cannot say it."""
    first = parse(text)
    ids = [found.id for found in owners(first, kind)]
    if owner not in ids:
        raise NoPlace(owner)
    index = ids.index(owner)
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
            return text if answers_of(here.block) == wanted else None
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
            (number, key_of(each), tree_values(each.value) if each is not entry else None)
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
        if key_of(entry) not in wanted:
            taken_out(lines, mapping, entry)
            return True
    for name, value in wanted.items():
        entry = mapping.get(name)
        field = table.by_name.get(name)
        if entry is None:
            put_in(lines, mapping, table, name, value)
            return True
        if _changed(lines, mapping, entry, field, value):
            return True
    return False


def _changed(
    lines: list[str], holder: Block, entry: Entry, field: Field | None, value: Value
) -> bool:
    """Makes a change within an entry, as far in as it goes; whether there was any to make."""
    old = entry.value
    if value_at(old) == value:
        return False
    if isinstance(old, Block) and old.entries and not old.is_flow and value:
        inner = getattr(field.type, "table", None) if field else None
        if isinstance(value, dict) and not old.is_list and inner is not None:
            return _one_step(lines, old, inner, value)
        if isinstance(value, list) and old.is_list:
            return _changed_list(lines, old, field, value)
    replaced(lines, holder, entry, field, value)
    return True


def _changed_list(lines: list[str], listed: Block, field: Field | None, value: list[Value]) -> bool:
    """Makes one of the changes between two lists, so that what is in both stays as it stands."""
    before = [_comparable(value_at(entry.value)) for entry in listed.entries]
    after = [_comparable(each) for each in value]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    _tag, first, last, new_first, new_last = steps[0]
    if first < last and new_first < new_last:
        return _changed(lines, listed, listed.entries[first], field, value[new_first])
    if first < last:
        taken_out(lines, listed, listed.entries[first])
    else:
        new = Entry(tree_of(field, value[new_first]))
        put_after(lines, listed, listed.entries[first - 1] if first else None, new)
    return True


def _comparable(value: Value) -> str:
    return json.dumps(value, sort_keys=True)
