"""`format`: puts files into the canonical layout."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from loaders import calls, documents
from loaders.annotated import Unreadable
from loaders.files import FILES, FileKind, file_kind, group_by_root, lies_in
from loaders.layout import Unwritable, formatted
from loaders.problems import Problem
from loaders.reports import counted
from loaders.writing import Overtaken, replace


def add(commands: argparse._SubParsersAction) -> None:
    layout = commands.add_parser(
        "format",
        help="put files into the canonical layout; comments and values stay as they are",
        description="Keys in declared order, two spaces, 100 columns, quotation marks only where "
        "they make a difference. Exit status: 0 done, 1 a file cannot be read or, with --check, "
        "would change, 2 the call cannot be carried out.",
    )
    layout.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a data folder, a country or a file"
    )
    layout.add_argument(
        "--check", action="store_true", help="write nothing, name what would change"
    )
    layout.set_defaults(run=run, command="format")


def run(options: argparse.Namespace) -> int:
    """Writes the files that are laid out otherwise, or names them; returns the exit status."""
    roots = group_by_root(options.paths or [calls.folder()])
    read = changed = faulty = 0
    for root, wanted in roots.items():
        for path, kind in _files(root):
            name = (Path(root.resolve().name) / path.relative_to(root)).as_posix()
            if not lies_in(name, wanted):
                continue
            read += 1
            try:
                changed += _format(path, kind, name, only_check=options.check)
            except Unreadable as error:
                faulty += 1
                print(*error.problems, sep="\n", file=sys.stderr)
            except (Unwritable, Overtaken) as error:
                faulty += 1
                print(f"{name}: {error}", file=sys.stderr)
    said = "would be laid out anew" if options.check else "laid out anew"
    left = f", {faulty} left alone: mend what is named" if faulty else ""
    print(f"{counted(read, 'file')} read: {changed} {said}{left}")
    return 1 if faulty or (options.check and changed) else 0


def _files(root: Path) -> Iterator[tuple[Path, FileKind]]:
    """The files of a data folder that have a layout; links to elsewhere are not followed."""
    places = {place for kind in FILES for place in kind.places}
    for path in sorted({path for place in places for path in root.glob(place)}):
        kind = file_kind(path.relative_to(root))
        if kind is not None and path.resolve().is_relative_to(root.resolve()):
            yield path, kind


def _format(path: Path, kind: FileKind, name: str, *, only_check: bool) -> bool:
    """Whether a file is laid out otherwise; it is written unless only checked."""
    problems: list[Problem] = []

    def report(code: str, line: int, column: int, **values: object) -> None:
        problems.append(Problem(name, line, column, code, "", values))

    text = documents.text(path, report)
    if text is None or problems:
        raise Unreadable(problems)
    laid_out = formatted(text, kind, name)
    if laid_out == text:
        return False
    print(name)
    if not only_check:
        replace({path: (text, laid_out)})
    return True
