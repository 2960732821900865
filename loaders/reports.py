"""What a check found, in words for a terminal or in a form that another program reads.

A new form is a function here and its entry in `FORMATS`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from loaders import documents
from loaders.problems import NAMED, SENTENCES, Problem, quoted


@dataclass(frozen=True)
class Checked:
    """The problems of the files that were asked for, in the order of files and lines."""

    problems: tuple[Problem, ...]
    records: int
    left_out: tuple[Problem, ...] = ()
    """Work that waits and was not asked for: counted only."""
    homes: tuple[Path, ...] = ()
    """The folders that hold the data folders: a problem's file is named from one of them."""
    lines: dict[str, list[str]] = field(default_factory=dict, compare=False)
    """Of files already looked at, or of what files would hold."""

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_warning)

    def line(self, problem: Problem) -> str:
        """The line that a problem stands in; '' where the problem is of no line."""
        if problem.code in _OF_NO_LINE:
            return ""
        if problem.file not in self.lines:
            paths = (home / problem.file for home in self.homes)
            path = next((path for path in paths if path.is_file()), None)
            self.lines[problem.file] = documents.lines(path) if path else []
        lines = self.lines[problem.file]
        return lines[problem.line - 1] if problem.line <= len(lines) else ""


_OF_NO_LINE = frozenset({"unexpected-file"})
WIDTH = 100
"""Columns of a line that is shown; a longer one is cut to what lies around the place."""


def text(checked: Checked) -> Iterator[str]:
    """Errors, then warnings, by file, each with its line and a mark under it; then counts."""
    yield from by_file(checked, checked.errors, "error")
    if checked.warnings:
        yield from (["Warnings", ""] if checked.errors else [])
        yield from by_file(checked, checked.warnings, "warning")
    errors = counted(len(checked.errors), "error")
    warnings = counted(len(checked.warnings), "warning")
    yield f"{counted(checked.records, 'record')} read: {errors}, {warnings}"
    if checked.left_out:
        counts = Counter(problem.code for problem in checked.left_out)
        parts = (counted(counts[code], noun) for code, noun in _WAITING.items() if counts[code])
        yield f"Work that waits: {', '.join(parts)}. 'sse check --all' lists it"


_WAITING = {
    "overdue-without-update": "overdue action without an update since|"
    "overdue actions without an update since",
    "due-not-reported": "due action not reported|due actions not reported",
    "due-soon": "action due soon|actions due soon",
    "stale-status": "status to confirm again|statuses to confirm again",
    "law-without-date": "law in force without a date|laws in force without a date",
    "plan-without-period": "plan without a period|plans without a period",
    "coverage-not-said": "folder without country.yaml|folders without country.yaml",
    "never-reviewed": "folder never reviewed|folders never reviewed",
    "undated-source": "source without a date|sources without a date",
}
"""How each is counted: its name, and its plural where that is more than an s."""


def counted(number: int, noun: str) -> str:
    """'1 error', '2 errors'; the plural follows a '|' where it is more than an s."""
    one, _, many = noun.partition("|")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def by_file(checked: Checked, problems: Sequence[Problem], noun: str) -> Iterator[str]:
    """Each file with its count, and its problems with the lines that they stand in."""
    for file, group in groupby(problems, key=lambda problem: problem.file):
        of_file = list(group)
        yield f"{file}: {counted(len(of_file), noun)}"
        for problem in of_file:
            yield str(problem)
            yield from marked(checked.line(problem), problem)
        yield ""


def marked(line: str, problem: Problem) -> Iterator[str]:
    """The line as it stands, and under it a mark at the place; nothing for an empty line."""
    if not line.strip():
        return
    start = max(0, problem.column - 1 - WIDTH // 2) if len(line) > WIDTH else 0
    shown = quoted(line[start:], WIDTH)
    before = shown[: problem.column - 1 - start]
    number = f"{problem.line:>6}"
    yield f"{number} | {shown}"
    yield f"{' ' * len(number)} | {' ' * _cells(before)}{'^' * _length(line, problem)}"


def _length(line: str, problem: Problem) -> int:
    """How many cells the mark takes: the value that the sentence quotes, else one."""
    here = line[problem.column - 1 :].lstrip("\"'")
    named = [str(problem.values.get(name, "")) for name in ("value", "key")]
    found = next((name for name in named if name and here.startswith(name)), "")
    return max(1, _cells(found))


def _cells(shown: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for accents."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in shown)
    return len(shown) + wide - sum(unicodedata.combining(character) > 0 for character in shown)


def _said(problem: Problem) -> str:
    return f"{problem.field}: {problem.sentence()}" if problem.field else problem.sentence()


def _level(problem: Problem) -> str:
    return "warning" if problem.is_warning else "error"


def as_json(checked: Checked) -> Iterator[str]:
    """One object: `records`, and `problems` with place, code, level, field, message and line."""
    problems = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "level": _level(problem),
            "code": problem.code,
            "field": problem.field,
            "message": problem.sentence(),
            "text": checked.line(problem),
        }
        for problem in checked.problems
    ]
    found = {"records": checked.records, "problems": problems}
    yield json.dumps(found, ensure_ascii=False, indent=2)


def github(checked: Checked) -> Iterator[str]:
    """Workflow commands that put each problem beside its line in a proposed change."""
    for problem in checked.problems:
        place = {"file": problem.file, "line": problem.line, "col": problem.column}
        values = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        title = f"title={_property(problem.code)}"
        yield f"::{_level(problem)} {values},{title}::{_message(_said(problem))}"


def _message(value: object) -> str:
    return str(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _message(value).replace(":", "%3A").replace(",", "%2C")


def sarif(checked: Checked) -> Iterator[str]:
    """A log in the Static Analysis Results Interchange Format 2.1.0 (an OASIS standard)."""
    codes = sorted({problem.code for problem in checked.problems})
    rules = [{"id": code, "shortDescription": {"text": _in_general(code)}} for code in codes]
    run = {
        "tool": {"driver": {"name": "sse check", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in checked.problems],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    yield json.dumps(log, ensure_ascii=False, indent=2)


def _in_general(code: str) -> str:
    """The sentence of a code without what it quotes."""
    return re.sub(r"\{(\w+)\}", lambda found: NAMED.get(found[1], "…"), SENTENCES[code])


def _result(problem: Problem, rule: int) -> dict[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": {"uri": quote(problem.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _level(problem),
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Checked], Iterator[str]]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
