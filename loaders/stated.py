"""What a file says, record by record, and where in it a problem stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.additions import Answers, Owner, Value, owner_of, owners
from loaders.annotated import Block, Entry, Scalar, parse
from loaders.fields import Field, Records, Table
from loaders.files import FileKind
from loaders.problems import Problem


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
            name: value
            for name, value in answers_of(owner.block).items()
            if not _is_own(owner, name)
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
    return answers_of(owner_of(parse(text), kind, owner).block)


def answers_of(mapping: Block) -> dict[str, Value]:
    """What a mapping says, in the shape of answers."""
    return {key_of(entry): value_at(entry.value) for entry in mapping.entries}


def value_at(value: Scalar | Block) -> Value:
    """What stands at a place of the tree, in the shape of answers."""
    if isinstance(value, Scalar):
        return value.text.strip()
    return [value_at(each.value) for each in value.entries] if value.is_list else answers_of(value)


def key_of(entry: Entry) -> str:
    """The name of an entry of a mapping; '' in a list."""
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
            step = str(number) if inside.is_list else key_of(entry)
            return [step, *_further(entry.value, problem)]
    return []


def _further(value: Scalar | Block, problem: Problem) -> list[str]:
    """The way on within a value; what stands in brackets is not told apart."""
    if isinstance(value, Scalar) or (value.is_flow and value.entries):
        return []
    if not value.entries and not value.is_list and problem.code == "missing-field":
        return [problem.field]
    return _steps(value, problem)
