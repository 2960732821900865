"""Countries side by side: where each stands by every measure, and which levers it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.filters import Selection
from dashboard.language import _, day
from dashboard.queries.levers import named, using
from dashboard.queries.map_measures import MEASURES, Measure
from loaders import Snapshot
from loaders.measures import Clock

MOST = 6
LEFT_OUT = ("coverage", "last-review", "policy-lever")
"""Measures that say something about the data, not about the country; levers have a table."""
NEIGHBOURS = "ilo-subregions"
"""The scheme of groups whose members are compared with each other."""
COUNTED = ("four_or_more", "two_or_three", "one")


@dataclass(frozen=True)
class Cell:
    """What a measure says of one country, and the record that decides it."""

    label: str
    """The class; '' where the detail says it."""
    detail: str = ""
    record: str = ""


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
    numbers = Counter(snapshot.frames["records"]["country"].to_list())
    for group in snapshot.reference.groups.values():
        if group["scheme"] == NEIGHBOURS and countries and countries[0] in group["members"]:
            others = {code for code in group["members"] if numbers[code]} - {*countries}
            ordered = sorted(others, key=lambda code: (-numbers[code], code))
            if found := ordered[: MOST - len(countries)]:
                return _(str(group["name"])), found
    return "", []


def measures(snapshot: Snapshot, countries: Sequence[str], clock: Clock) -> Iterator[Line]:
    """A line per measure; of the measures of resolutions, one per resolution with positions of any
    of the countries."""
    for measure in MEASURES.values():
        if measure.code in LEFT_OUT:
            continue
        options = measure.options(snapshot) if measure.options else {"": ""}
        for option, name in options.items():
            cells = tuple(_cells(snapshot, measure, countries, clock, option))
            if not option:
                yield Line(_(measure.title), cells)
            elif any(cell.record for cell in cells):
                yield Line(name, cells, option)


def _cells(
    snapshot: Snapshot, measure: Measure, countries: Sequence[str], clock: Clock, option: str
) -> Iterator[Cell]:
    rows = measure.rows(snapshot, Selection(), clock, option)
    by_country = {row["iso3"]: row for row in rows.iter_rows(named=True)}
    for country in countries:
        row = by_country[country]
        detail = row.get("detail") or row.get("title") or ""
        if row.get("since"):
            detail += f", {day(row['since'], row['since_precision'])}"
        # 'Four or more: 5 laws in force' would say it twice.
        label = "" if row["level"] in COUNTED and detail else row["label"]
        yield Cell(label, detail, row["id"] or "")


def lever_records(
    snapshot: Snapshot, countries: Sequence[str], clock: Clock, lever: str
) -> dict[str, list[str]]:
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
