"""What a measure is, and the rows that a map is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from dashboard.filters import BEGINS, Selection
from dashboard.language import _, countries, current
from loaders import Snapshot
from loaders.kinds.country import COUNTRY
from loaders.measures import Clock

Rows = Callable[[Snapshot, Selection, Clock, str], pl.DataFrame]


@dataclass(frozen=True)
class Measure:
    """One thing that a map can show of each country."""

    code: str
    """In addresses and file names."""
    title: str
    explained: str
    rows: Rows
    """`iso3 name level label order` (the class), `id` (of the record that decides it, or null) and
    `detail` (what it says), one row per country and area of the region, in the order of names."""
    choices: tuple[str, ...] = ()
    """Keys of the filters that act on it, beside the region."""
    options: Callable[[Snapshot], Mapping[str, str]] | None = None
    """What has to be chosen first, by code: a resolution, a kind of record."""
    option_label: str = ""
    moved_by: tuple[str, ...] = ()
    """Frames with the dates by which another as-of date gives another map; none where it does
    not."""

    def option(self, snapshot: Snapshot, asked: str) -> str:
        """The option asked for, else the first; '' where the measure has none."""
        offered = list(self.options(snapshot)) if self.options else [""]
        return asked if asked in offered else next(iter(offered), "")

    def first_year(self, snapshot: Snapshot, option: str) -> int | None:
        """From when on there is something to show; `None` where no date is known."""
        return _first_year(self.moved_by, snapshot, option)


# The map asks twice on every date: 2 of the 25 ms that a change took.
@lru_cache(maxsize=4)
def _first_year(moved_by: tuple[str, ...], snapshot: Snapshot, option: str) -> int | None:
    first = []
    for frame in map(snapshot.frames.get, moved_by):
        if frame is not None:
            # A position may be of a day before its resolution was adopted.
            key = "resolution" if "resolution" in frame.columns else "id"
            own = frame.filter(pl.col(key) == option)
            dated = own if own.height else frame
            columns = [name for name in (*BEGINS, "proposed") if name in dated.columns]
            first += [dated[name].min() for name in columns]
    return min((one.year for one in first if isinstance(one, date)), default=None)


Class = tuple[str, str | None, str]
"""Code, id of the deciding record, what it says."""

COLUMNS = {
    "iso3": pl.String,
    "name": pl.String,
    "level": pl.String,
    "label": pl.String,
    "order": pl.Int64,
    "id": pl.String,
    "detail": pl.String,
}


def classed(
    snapshot: Snapshot,
    selection: Selection,
    labels: Mapping[str, str],
    kind: str,
    found: Mapping[str, Class],
) -> pl.DataFrame:
    """The countries of the region with the class found; else what is known of their not having one.

    `labels`: of all classes by code, the furthest first. `kind`: the kind of record whose coverage
    tells why a country has no class, '' where none does. A country is not readable where records
    of that kind are not, or where its own file, which states the coverage, is not and the class
    rests on it. Columns: `COLUMNS`.
    """
    members = selection.members(snapshot.reference)
    order = {code: (label, place) for place, (code, label) in enumerate(labels.items())}
    rows = []
    for iso3, name, without, is_readable in _coverage(snapshot, kind, current()):
        if members is not None and iso3 not in members:
            continue
        level, record, detail = found.get(iso3) or (without, None, "")
        if not is_readable:
            level, record, detail = "not_readable", None, ""
        rows.append((iso3, name, level, *order.get(level, (level, len(order))), record, detail))
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    typed = zip(COLUMNS.items(), columns, strict=True)
    return pl.DataFrame([pl.Series(name, values, dtype=dtype) for (name, dtype), values in typed])


# Comparing countries asks twenty times on each date.
@lru_cache(maxsize=32)
def _coverage(
    snapshot: Snapshot, kind: str, _language: str
) -> Sequence[tuple[str, str, str, bool]]:
    """Of every country: code, name, its level without a class, whether its records of the kind are
    readable."""
    folders = snapshot.frames["countries"]
    covered = folders[f"coverage_{kind}"].to_list() if kind else ["partial"] * folders.height
    coverage = dict(zip(folders["iso3"].to_list(), covered, strict=True))
    known = []
    for iso3, name in countries(snapshot.reference).items():
        is_told = not kind or (iso3, COUNTRY.name) not in snapshot.lost
        without = _without(coverage[iso3]) if is_told else "not_readable"
        known.append((iso3, name, without, (iso3, kind) not in snapshot.lost))
    return known


def _without(coverage: str | None) -> str:
    if coverage in ("none_known", "complete"):
        return "none_known"
    return "nothing_found" if coverage == "partial" else "not_researched"


def no_class(nothing: str, none: str) -> dict[str, str]:
    """Labels of the classes of countries that have nothing to show."""
    return {
        "nothing_found": nothing,
        "none_known": none,
        "not_readable": _("Not readable"),
        "not_researched": _("Not researched"),
    }


def numbers() -> dict[str, str]:
    """Labels of the classes of `style.number_class`."""
    return {
        "four_or_more": _("Four or more"),
        "two_or_three": _("Two or three"),
        "one": _("One"),
    }
