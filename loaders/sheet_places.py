"""Which cell of a workbook says what an error of the changed files is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from loaders.additions import NoPlace, Value
from loaders.annotated import Unreadable
from loaders.answers import number_in
from loaders.files import file_kind
from loaders.problems import Problem
from loaders.sheet_differences import Touched
from loaders.sheet_edits import Proposal
from loaders.sheet_rows import GivenRow, Slip
from loaders.sheets import Key, step
from loaders.stated import places_of, value_of


def told(
    found: Proposal, errors: Iterable[Problem]
) -> tuple[tuple[Slip, ...], tuple[Problem, ...]]:
    """The errors that can be told at a cell, and those that can not."""
    slips = {problem: _slip(found, problem) for problem in errors}
    elsewhere = tuple(problem for problem, slip in slips.items() if slip is None)
    return tuple(sorted(filter(None, slips.values()))), elsewhere


def _slip(found: Proposal, problem: Problem) -> Slip | None:
    """The error told at its cell; `None` where no row that says something new is about it."""
    path = PurePosixPath(problem.file.partition("/")[2])
    text, kind = found.texts.get(path), file_kind(path)
    if text is None or kind is None:
        return None
    try:
        owner, field = places_of(text, kind, [problem])[0]
        said = value_of(text, kind, owner)
    except (NoPlace, Unreadable):
        return None
    touched = [(row, key) for row, key in found.touched if row.owner == owner]
    about = {within: row for within, row in _places(found, touched, said) if _leads(within, field)}
    if not about:
        return None
    within = max(about, key=len)
    row = about[within]
    column = _column(row, field.removeprefix(within).lstrip(".") or problem.field)
    return Slip(row.sheet.name, row.place(column), "value", {"said": problem.phrase})


def _leads(within: str, field: str) -> bool:
    return not within or f"{field}.".startswith(f"{within}.")


def _places(
    found: Proposal, touched: list[Touched], said: dict[str, Value]
) -> Iterator[tuple[str, GivenRow]]:
    """Where in its record each row stands in the changed file: 'sources.2'; '' for a record's."""
    for place, (row, key) in enumerate(touched):
        if not row.sheet.is_nested:
            yield "", row
        elif key.number:
            before = [one for one in found.gone if _list_of(one) == _list_of(key)]
            gone = sum(one.number < key.number for one in before)
            yield step(key.within, key.table, key.number - gone), row
        else:
            # New entries stand at the end, in the order of their rows.
            later = sum(one == key for _row, one in touched[place + 1 :])
            number = _length(said, f"{key.within}.{key.table}".lstrip(".")) - later
            yield step(key.within, key.table, number), row


def _list_of(key: Key) -> Key:
    return Key(key.table, key.owner, key.within)


def _length(said: Value, path: str) -> int:
    """How many entries the list at a path has; 0 where there is none."""
    value: Value | None = said
    for name in path.split("."):
        if isinstance(value, list) and 0 < (number := number_in(name)) <= len(value):
            value = value[number - 1]
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return len(value) if isinstance(value, list) else 0


def _column(row: GivenRow, field: str) -> str:
    """The column of a field, of what holds it or of what is in it; the field itself where none."""
    columns = [name for name in row.cells if f"{field}.".startswith(f"{name}.")]
    inner = [name for name in row.cells if name.startswith(f"{field}.")]
    return next(iter([*columns, *inner]), field)
