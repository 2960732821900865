"""`show`: a country in the terminal, one record on a line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from loaders import calls
from loaders.dates import shown
from loaders.kinds import KINDS, Kind
from loaders.kinds.country import COUNTRY
from loaders.legal_framework import framework_level
from loaders.measures import Clock, actions_on, plan_progress
from loaders.problems import quoted
from loaders.reports import counted
from loaders.snapshot import Snapshot
from loaders.tuples import tuples
from loaders.values import Code

Row = Mapping[str, Any]


def add(commands: argparse._SubParsersAction) -> None:
    show = commands.add_parser(
        "show",
        help="show a country: its laws, plans, institutions, events and positions",
        description="One record on a line: id, status or type, dates, title. "
        "Exit status: 0 shown, 2 there is no such country.",
    )
    show.add_argument("country", metavar="COUNTRY", help="its code, such as TUR")
    calls.add_data(show)
    show.set_defaults(run=run, command="show")


def run(options: argparse.Namespace) -> int:
    """Prints what the data says of a country."""
    snapshot = calls.opened(options.data)
    code = calls.country(snapshot, options.country)
    for line in lines(snapshot, code, date.today()):
        print(line)
    kinds = (COUNTRY.name, *(kind.name for kind in KINDS))
    if any(snapshot.is_lost(code, kind) for kind in kinds):
        said = "Some records that may concern it cannot be read: 'sse check' names them"
        print(f"\n{said}", file=sys.stderr)
    return 0


def lines(snapshot: Snapshot, country: str, today: date) -> Iterator[str]:
    """The country's name and level, then each kind of record that concerns it, then positions."""
    clock = Clock(today, today)
    yield from _heading(snapshot, country, clock)
    for kind in KINDS:
        found = _concerning(snapshot.frames[kind.table.name], country)
        dates = [field.name for field in kind.events] or ["period_start"]
        found = found.sort(pl.coalesce(dates), nulls_last=True, maintain_order=True)
        if found.is_empty():
            continue
        yield ""
        yield _title(snapshot, kind, country, found.height)
        if kind.name == "action_plan":
            yield from _plans(snapshot, found, clock)
        else:
            yield from _aligned(_cells(snapshot, kind, row) for row in found.iter_rows(named=True))
    yield from _positions(snapshot, country)


def _heading(snapshot: Snapshot, country: str, clock: Clock) -> Iterator[str]:
    reference = snapshot.reference
    [about] = snapshot.frames["countries"].filter(iso3=country).to_dicts()
    yield f"{country}  {reference.country_name(country)}"
    gathered = shown(about["researched"], about["researched_precision"])
    has_records = country in snapshot.frames["records"]["country"]
    is_lost = snapshot.is_lost(country, "country")
    if not (gathered or has_records or is_lost):
        yield "Not researched: there is no folder for it"
        return
    [level] = framework_level(snapshot, clock).filter(iso3=country)["level"]
    yield f"Legal framework: {reference.label('framework-level', level)}"
    reviewed = shown(about["reviewed"], about["reviewed_precision"])
    if gathered:
        yield f"Gathered {gathered}, {f'reviewed {reviewed}' if reviewed else 'not reviewed yet'}"
    else:
        yield "country.yaml cannot be read" if is_lost else "country.yaml is not there yet"


def _concerning(frame: pl.DataFrame, country: str) -> pl.DataFrame:
    """The records of a country's folder, and those that name it as host or as taking part."""
    wanted = pl.col("country") == country
    if "host_country" in frame.columns:
        wanted |= pl.col("host_country") == country
    if "countries" in frame.columns:
        wanted |= pl.col("countries").list.contains(country)
    return frame.filter(wanted.fill_null(False))


def _title(snapshot: Snapshot, kind: Kind, country: str, count: int) -> str:
    [about] = snapshot.frames["countries"].filter(iso3=country).to_dicts()
    coverage = about.get(f"coverage_{kind.name}")
    said = f", coverage: {snapshot.reference.label('coverage', coverage).lower()}"
    name = kind.table.name.replace("_", " ").capitalize()
    return f"{name} ({count}{said if coverage else ''})"


def _cells(snapshot: Snapshot, kind: Kind, row: Row) -> tuple[str, ...]:
    """What stands on the line of a record."""
    return row["id"], _state(snapshot, kind, row), _dates(kind, row), quoted(row["title"], 500)


def _state(snapshot: Snapshot, kind: Kind, row: Row) -> str:
    """The status of a record, else its type."""
    for name in ("status", "type"):
        field = kind.table.by_name.get(name)
        if field and isinstance(field.type, Code) and row[name]:
            return snapshot.reference.label(field.type.codelist, row[name])
    return ""


def _dates(kind: Kind, row: Row) -> str:
    """The dates of a record, each with its name; 'start' and 'date' need none."""
    parts = []
    for field in kind.events:
        if row[field.name]:
            name = "" if field.name in ("start", "date") else f"{field.label.lower()} "
            parts.append(name + shown(row[field.name], row[f"{field.name}_precision"]))
    return ", ".join(parts)


def _plans(snapshot: Snapshot, plans: pl.DataFrame, clock: Clock) -> Iterator[str]:
    """Each plan with its progress, and under it its actions."""
    kind = next(kind for kind in KINDS if kind.name == "action_plan")
    stand = actions_on(snapshot.frames, clock)
    progress = plan_progress(stand)
    found = plans.join(progress, left_on="id", right_on="plan", how="left", maintain_order="left")
    actions = stand.sort("plan", "n")
    for row in found.iter_rows(named=True):
        yield from _aligned([_cells(snapshot, kind, row)])
        period = _period(row)
        said = [f"period {period}"] if period else []
        yield from (
            [f"    {'; '.join([*said, *_progress(row)])}"] if said or row["actions"] else []
        )
        of_plan = actions.filter(plan=row["id"]).iter_rows(named=True)
        yield from _aligned((_action(snapshot, action) for action in of_plan), indent=4)


def _period(plan: Row) -> str:
    """'2024 to 2029', 'from 2024', 'until 2029'; '' where neither end is known."""
    ends = ("start", "end")
    first, last = (shown(plan[f"period_{end}"], plan[f"period_{end}_precision"]) for end in ends)
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def _progress(plan: Row) -> Iterator[str]:
    if not plan["actions"]:
        return
    yield f"{plan['completed']} of {counted(plan['actions'], 'action')} completed"
    yield f"{plan['reported']} reported"
    if plan["progress"] is not None:
        yield f"progress {plan['progress']:.0%}"
    if plan["overdue"]:
        yield f"{plan['overdue']} overdue"


def _action(snapshot: Snapshot, row: Row) -> tuple[str, ...]:
    status = snapshot.reference.label("action-status", row["status"])
    late = {"overdue": ", overdue", "due_not_reported": ", due date passed"}
    due = f"due {shown(row['due'], row['due_precision'])}" if row["due"] else ""
    return row["id"], status + late.get(row["standing"], ""), due, quoted(row["title"], 500)


def _positions(snapshot: Snapshot, country: str) -> Iterator[str]:
    """The country's positions on resolutions, and what it did with them."""
    titles = dict(tuples(snapshot.frames["resolutions"], "id", "title"))
    for name, codelist, column in (
        ("positions", "position", "position"),
        ("uptake", "uptake", "what"),
    ):
        rows = snapshot.frames[name].filter(country=country).to_dicts()
        if rows:
            yield from ("", f"{name.capitalize()} ({len(rows)})")
        yield from _aligned(
            (
                row["resolution"],
                snapshot.reference.label(codelist, row[column]),
                shown(row["date"], row["date_precision"]),
                quoted(titles.get(row["resolution"], ""), 500),
            )
            for row in rows
        )


def _aligned(rows: Iterable[tuple[str, ...]], indent: int = 2) -> Iterator[str]:
    """The rows with their cells under each other; the last is as long as it is."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False) if width)
        yield f"{' ' * indent}{'  '.join([*cells, row[-1]])}".rstrip()
