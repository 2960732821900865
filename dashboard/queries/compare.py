"""Countries side by side: where each stands by every measure, and which levers it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.filters import PLACE, Selection
from dashboard.kept import with_snapshot
from dashboard.language import _, count, countries, day
from dashboard.queries.levers import named, using
from dashboard.queries.map_measures import MEASURES, Measure
from dashboard.queries.map_measures.position import MEASURE as POSITION
from dashboard.queries.map_measures.position import resolutions
from dashboard.shown import DASH
from dashboard.style import NUMBER_CLASSES, number_class
from loaders import Snapshot
from loaders.measures import Clock

LEAST, MOST = 2, 6
"""Countries."""
LEFT_OUT = ("coverage", "last-review", "policy-lever")
"""Measures that say something about the data, not about the country; levers have a table."""
NEIGHBOURS = "ilo-subregions"
"""The scheme of groups whose members are compared with each other."""


@dataclass(frozen=True)
class Cell:
    """What a measure says of one country, and the record that decides it."""

    label: str
    """The class; '' where the detail says it."""
    detail: str = ""
    record: str = ""
    level: str = ""
    """The code of the class."""


NONE = Cell(DASH, level="nothing_found")
"""Of a lever or an instrument, where nothing is recorded."""


@dataclass(frozen=True)
class Line:
    """One measure of every country compared."""

    title: str
    cells: tuple[Cell, ...]
    instrument: str = ""
    """The id, of a line on the positions on one."""


def neighbours(snapshot: Snapshot, countries: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-region of the first country, in words, and as many others of it as still fit.

    Those with the most records come first; one without records is none of them. '' and nothing
    where no more fit, there is no other, or the country is in no sub-region.
    """
    for group in snapshot.reference.groups.values():
        if group["scheme"] == NEIGHBOURS and countries and countries[0] in group["members"]:
            others = {*group["members"]} - {*countries}
            if found := _richest(snapshot, others)[: MOST - len(countries)]:
                return _(str(group["name"])), found
    return "", []


def _richest(snapshot: Snapshot, among: Iterable[str]) -> list[str]:
    """The countries that have records, those with the most first."""
    numbers = _numbers(snapshot)
    return sorted(
        (code for code in among if numbers[code]), key=lambda code: (-numbers[code], code)
    )


@with_snapshot(1)
def _numbers(snapshot: Snapshot) -> Counter[str]:
    """How many records each country has."""
    return Counter(snapshot.frames["records"]["country"].to_list())


def chosen(snapshot: Snapshot, selection: Selection) -> list[str]:
    """The countries that a selection names; else of its region, or of all, those with the most
    records. Six at most."""
    named_ones = selection.chosen.get(PLACE.key)
    members = selection.members(snapshot.reference) or snapshot.reference.countries
    return list(named_ones or _richest(snapshot, members))[:MOST]


_ROWS = {
    "part": pl.String,
    "n": pl.Int64,
    "line": pl.String,
    "country": pl.String,
    "name": pl.String,
    "level": pl.String,
    "label": pl.String,
    "detail": pl.String,
    "id": pl.String,
}


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The comparison of the countries that are `chosen`, cell by cell, in the order of the lines.

    Columns: `part` ('measure', 'lever' or 'position'), `n` and `line` (number and title),
    `country`, `name`, `level` (the code of the class), `label`, `detail`, and `id` of a record
    behind the cell: a lever has a row for each, any other cell one. No rows for fewer than two
    countries.
    """
    compared = chosen(snapshot, selection)
    if len(compared) < LEAST:
        return pl.DataFrame(schema=_ROWS)
    names = countries(snapshot.reference)
    used = using(snapshot, clock)
    lines: list[tuple[str, str, list[list[Cell]]]] = [
        ("measure", line.title, [[cell] for cell in line.cells])
        for line in measures(snapshot, compared, clock)
    ]
    lines += [
        ("lever", label, [_lever(used.get((lever, code), [])) for code in compared])
        for lever, label in named(snapshot).items()
        if any((lever, code) in used for code in compared)
    ]
    lines += [
        ("position", line.title, [[cell if cell.record else NONE] for cell in line.cells])
        for line in positions(snapshot, compared, clock)
    ]
    found = [
        (part, n, title, code, names[code], one.level, one.label, one.detail, one.record or None)
        for n, (part, title, cells) in enumerate(lines)
        for code, behind in zip(compared, cells, strict=True)
        for one in behind
    ]
    return pl.DataFrame(found, schema=_ROWS, orient="row")


def _lever(records: Sequence[str]) -> list[Cell]:
    if not records:
        return [NONE]
    label, level = count(len(records)), number_class(len(records))
    return [Cell(label, record=record, level=level) for record in records]


def measures(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> Sequence[Line]:
    """A line per measure that says something of a country as a whole."""
    return [
        Line(_(measure.title), _cells(snapshot, measure, countries, clock))
        for measure in MEASURES.values()
        if measure.code not in LEFT_OUT and measure is not POSITION
    ]


def positions(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> Sequence[Line]:
    """A line per resolution with a position of any of the countries."""
    lines = [
        Line(name, _cells(snapshot, POSITION, countries, clock, instrument), instrument)
        for instrument, name in resolutions(snapshot).items()
    ]
    return [line for line in lines if any(cell.record for cell in line.cells)]


def _cells(
    snapshot: Snapshot, measure: Measure, countries: Sequence[str], clock: Clock, option: str = ""
) -> tuple[Cell, ...]:
    rows = measure.rows(snapshot, Selection(chosen={PLACE.key: tuple(countries)}), clock, option)
    of_country = {row["iso3"]: row for row in rows.iter_rows(named=True)}
    return tuple(_cell(of_country[country]) for country in countries)


def _cell(row: Mapping[str, Any]) -> Cell:
    detail = row.get("detail") or row.get("title") or ""
    if row.get("since"):
        detail += f", {day(row['since'], row['since_precision'])}"
    # 'Four or more: 5 laws in force' would say it twice.
    label = "" if row["level"] in NUMBER_CLASSES and detail else row["label"]
    return Cell(label, detail, row["id"] or "", row["level"])


def lever_records(
    snapshot: Snapshot, countries: Sequence[str], clock: Clock, lever: str
) -> dict[str, Sequence[str]]:
    """By country: the ids of the records that `levers` counts for one lever."""
    found = using(snapshot, clock)
    return {country: found.get((lever, country), []) for country in countries}


def levers(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> dict[str, list[int]]:
    """By lever: how many records of each country use it; see `queries.levers`."""
    found = using(snapshot, clock)
    return {
        lever: [len(found.get((lever, country), ())) for country in countries]
        for lever in named(snapshot)
    }
