"""`worklist`: what officers should look at again, as text, as a table or as a calendar."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from loaders import agenda, calls, worklist
from loaders.cells import harmless
from loaders.measures import Clock
from loaders.reports import counted
from loaders.snapshot import Snapshot
from loaders.worklist import Item
from loaders.writing import write


def add(commands: argparse._SubParsersAction) -> None:
    found = commands.add_parser(
        "worklist",
        help="list what waits: overdue and due actions, statuses to confirm, what is incomplete",
        description="The most urgent first. Exit status: 0 listed, 2 there is no such country.",
    )
    found.add_argument("country", nargs="?", default="", help="its code, such as TUR; default: all")
    found.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    found.add_argument("--output", type=Path, metavar="FILE", help="default: the terminal")
    calls.add_data(found)
    found.set_defaults(run=run, command="worklist")


def run(options: argparse.Namespace) -> int:
    """Prints or writes the worklist; returns the exit status."""
    snapshot = calls.opened(options.data)
    country = calls.country(snapshot, options.country) if options.country else ""
    today = date.today()
    items = worklist.items(snapshot, Clock(today, today))
    mine = [item for item in items if country in ("", item.country)]
    made = FORMATS[options.format](snapshot, mine, country, today)
    if options.output is None:
        sys.stdout.write(made.decode())
    else:
        write(calls.outside(options.output, snapshot), made)
        print(f"{options.output} written", file=sys.stderr)
    return 0


def _text(snapshot: Snapshot, items: Sequence[Item], _country: str, _today: date) -> bytes:
    """The items under their urgency, one on a line; the counts at the end."""
    lines = []
    for urgency, group in groupby(items, key=lambda item: item.urgency):
        of_group = list(group)
        lines += [f"{HEADINGS[urgency]}: {counted(len(of_group), 'item')}", ""]
        for item in of_group:
            day = item.day.isoformat() if item.day else " " * 10
            where = item.record or f"{item.country} (folder)"
            lines += [f"{day}  {where}  {item.problem.sentence()}"]
        lines.append("")
    place = snapshot.root.name
    return "\n".join([*lines, f"{counted(len(items), 'item')} in {place}", ""]).encode()


HEADINGS = {"late": "Late", "soon": "Due soon", "open": "Without a day"}


def _csv(snapshot: Snapshot, items: Sequence[Item], _country: str, _today: date) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(worklist.COLUMNS)
    for row in worklist.table(snapshot, items).iter_rows():
        writer.writerow(["" if value is None else harmless(str(value)) for value in row])
    return held.getvalue().encode()


def _ics(snapshot: Snapshot, _items: Sequence[Item], country: str, today: date) -> bytes:
    name = f"SSE {snapshot.reference.country_name(country)}".strip()
    return agenda.ics(agenda.events(snapshot, country), name, today)


FORMATS: dict[str, Callable[[Snapshot, Sequence[Item], str, date], bytes]] = {
    "text": _text,
    "csv": _csv,
    "ics": _ics,
}
