"""`check`: reads the data and names every problem with its place and its remedy."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from loaders import calls, worklist
from loaders.files import group_by_root, lies_in
from loaders.measures import Clock
from loaders.problems import WAITING, Problem
from loaders.reports import FORMATS, Checked
from loaders.snapshot import load

EVERY = 0.5
"""Seconds between two looks at the files with `--watch`."""


def add(commands: argparse._SubParsersAction) -> None:
    check = commands.add_parser(
        "check",
        help="read the data and report every problem with its place and its remedy",
        description="Exit status: 0 no error, 1 errors, 2 the call cannot be carried out.",
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a data folder, a country or a file"
    )
    check.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    check.add_argument(
        "--all", action="store_true", help="list the work that waits too: statuses to confirm, ..."
    )
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved")
    check.set_defaults(run=run, command="check")


def run(options: argparse.Namespace) -> int:
    """Prints what is wrong in the files named (all where none is); returns the exit status."""
    roots = group_by_root(options.paths or [calls.folder()])
    return _watch(roots, options) if options.watch else _report(roots, options)


def _report(roots: dict[Path, tuple[str, ...]], options: argparse.Namespace) -> int:
    found = checked(roots, date.today(), everything=options.all)
    for line in FORMATS[options.format](found):
        print(line)
    sys.stdout.flush()
    return 1 if found.errors else 0


def _watch(roots: dict[Path, tuple[str, ...]], options: argparse.Namespace) -> int:
    """Checks at each change until interrupted; returns the last exit status."""
    seen, status = None, 0
    print("Watching. Press Ctrl-C to end", file=sys.stderr)
    try:
        while True:
            if (now := _saved(roots)) != seen:
                seen = now
                print(f"\n{time.strftime('%H:%M:%S')}", file=sys.stderr)
                status = _report(roots, options)
            time.sleep(EVERY)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return status


def _saved(roots: dict[Path, tuple[str, ...]]) -> set[tuple[Path, int, int]]:
    """Every YAML file with its size and the time it was saved."""
    found = set()
    for root in roots:
        for path in root.rglob("*.yaml"):
            try:
                status = path.lstat()
            except OSError:
                continue
            found.add((path, status.st_size, status.st_mtime_ns))
    return found


def checked(
    roots: dict[Path, tuple[str, ...]], today: date, *, everything: bool = False
) -> Checked:
    """What is wrong in the parts of data folders that are named; with `everything`, what waits."""
    problems: list[Problem] = []
    records = 0
    for root, wanted in roots.items():
        snapshot = load(root)
        records += snapshot.frames["records"].height
        waiting = worklist.waiting(snapshot, Clock(today, today))
        found = (*snapshot.problems, *snapshot.warnings, *waiting)
        problems += [problem for problem in found if lies_in(problem.file, wanted)]
    problems.sort()
    return Checked(
        problems=tuple(p for p in problems if everything or p.code not in WAITING),
        records=records,
        left_out=tuple(p for p in problems if not everything and p.code in WAITING),
        homes=tuple(root.resolve().parent for root in roots),
    )
