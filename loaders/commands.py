"""The commands that need no dashboard: `check`, and `geometry` for who changes the maps."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from loaders import releases
from loaders.checks import in_scope
from loaders.problems import Problem
from loaders.snapshot import DATA, load


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds `check` and `release` to a command line."""
    check = commands.add_parser(
        "check",
        help="read the data and report every problem with its place and its remedy",
        description="Exit status: 0 no error, 1 errors, 2 the call cannot be carried out.",
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a data folder, a country or a file"
    )
    check.set_defaults(run=lambda options: run_check(options.paths))
    release = commands.add_parser(
        "release",
        help="write today's data as a release that is never changed",
        description="Pages can then show the data as known on that day, and what changed since. "
        "Exit status: 0 written, 1 the data has errors or today is released already.",
    )
    release.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="a data folder")
    release.set_defaults(run=lambda options: run_release(options.data, date.today()))


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m loaders`: the same commands without the dashboard, and `geometry`."""
    parser = argparse.ArgumentParser(prog="python -m loaders")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_commands(commands)
    make = commands.add_parser("geometry", help="make the boundary layer from its source")
    make.set_defaults(run=lambda _options: run_geometry(DATA / "geometry"))
    options = parser.parse_args(arguments)
    return options.run(options)


def run_check(paths: Sequence[Path]) -> int:
    """Prints the problems of the files named (all where none is) and returns the exit status."""
    try:
        roots = group_by_root(paths or [DATA])
    except FileNotFoundError as error:
        print(f"sse check: {error}", file=sys.stderr)
        return 2
    errors = 0
    for root, wanted in roots.items():
        snapshot = load(root)
        found = [p for p in snapshot.problems + snapshot.warnings if in_scope(p, wanted)]
        _print(found)
        records = snapshot.frames["records"].height
        failed = sum(not problem.is_warning for problem in found)
        warned = len(found) - failed
        print(f"{records:,} records read: {_count(failed, 'error')}, {_count(warned, 'warning')}")
        errors += failed
    return 1 if errors else 0


def run_release(root: Path, day: date) -> int:
    """Writes the release of a day and says where; 1 where there is a reason not to."""
    try:
        written = releases.write(load(root), day)
    except releases.ReleaseError as error:
        print(f"sse release: {error}", file=sys.stderr)
        return 1
    print(f"{written.records:,} records released as {written.folder}")
    return 0


def run_geometry(folder: Path) -> int:
    """Makes the files of the boundary layer again and prints their names."""
    # geopandas takes a second to import; no other command needs it.
    from loaders import geometry

    for path in geometry.build(folder):
        print(path.relative_to(folder.parent.parent))
    return 0


def group_by_root(paths: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """Each data folder that the paths lie in, and the parts of it that are asked for.

    Raises `FileNotFoundError`, with what to do, for a path that is not there or in no data folder.
    """
    roots: dict[Path, tuple[str, ...]] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"'{path}' is not there. Name a data folder, country or file")
        path = Path(os.path.abspath(path))  # noqa: PTH100 (a link is not followed)
        root = next((p for p in (path, *path.parents) if (p / "countries").is_dir()), None)
        if root is None:
            raise FileNotFoundError(
                f"'{path}' is not inside a data folder (one that holds a folder 'countries')"
            )
        part = (Path(root.resolve().name) / path.relative_to(root)).as_posix()
        roots[root] = (*roots.get(root, ()), part)
    return roots


def _print(problems: Sequence[Problem]) -> None:
    for _, of_one_file in groupby(sorted(problems), key=lambda problem: problem.file):
        for problem in of_one_file:
            print(f"{problem}{'  (warning)' if problem.is_warning else ''}")
        print()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
