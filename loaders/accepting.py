"""A change to a file is checked as part of the whole data before it is written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath

from loaders import worklist
from loaders.additions import Added
from loaders.confirming import unconfirmed
from loaders.documents import lines_of
from loaders.measures import Clock
from loaders.problems import WAITING, Problem
from loaders.reports import Checked, by_file
from loaders.snapshot import Snapshot, load
from loaders.writing import replace


def accept(
    before: Snapshot, place: PurePath, read: str | None, change: Added, *, only_show: bool
) -> bool:
    """Writes a file if its change brings no error; says what is wrong, and whether it is written.

    `place` is the file from the data folder, `read` the text that the change was made on, `None`
    where there was none. With `only_show` nothing is written. Raises `Overtaken`.
    """
    file = f"{before.root.name}/{place}"
    after = load(before.root, {Path(place): change.text.encode()})
    checked = Checked(
        problems=(
            *_brought(before, after, file, change),
            *unconfirmed(before.root.name, place, read, change.text),
        ),
        records=after.frames["records"].height,
        homes=(before.root.parent,),
        lines={file: lines_of(change.text)},
    )
    for line in by_file(checked, checked.errors, "error"):
        print(line, file=sys.stderr)
    for line in by_file(checked, checked.warnings, "warning"):
        print(line, file=sys.stderr)
    if checked.errors:
        print("Nothing is written", file=sys.stderr)
        return False
    if not only_show:
        path = before.root / place
        path.parent.mkdir(exist_ok=True)
        replace({path: (read, change.text)})
    return True


def _brought(before: Snapshot, after: Snapshot, file: str, change: Added) -> Iterator[Problem]:
    """The errors that a change brings; the warnings that it brings, or on lines that it adds."""
    known = Counter(map(_apart_from_lines, before.problems))
    for problem in after.problems:
        if known[_apart_from_lines(problem)]:
            known[_apart_from_lines(problem)] -= 1
        else:
            yield problem
    today = date.today()
    doubts = (*after.warnings, *worklist.waiting(after, Clock(today, today)))
    doubted = set(map(_apart_from_lines, before.warnings))
    for problem in doubts:
        is_here = problem.file == file and change.first <= problem.line <= change.last
        # A change of one field may make another one doubtful.
        is_new = problem in after.warnings and _apart_from_lines(problem) not in doubted
        if (is_here or is_new) and problem.code not in WAITING:
            yield problem


def _apart_from_lines(problem: Problem) -> tuple[str, ...]:
    """What a problem says, wherever it stands: lines below a change have moved."""
    values = {name: said for name, said in problem.values.items() if name not in ("first", "line")}
    return problem.file, problem.code, problem.field, repr(sorted(values.items()))
