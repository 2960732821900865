"""What countries did about one resolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, current, day, labelled, offered
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock
from loaders.tuples import tuples

POSITIONS = (
    "bound",
    "ratified",
    "adherent",
    "co_sponsor",
    "signatory",
    "in_favour",
    "supporter",
    "abstained",
    "against",
)
"""The furthest first."""


def place(position: str) -> int:
    """The place of a position in that order; one that was added to the code list comes last."""
    return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, resolution: str) -> pl.DataFrame:
    found: dict[str, Class] = {}
    for country, position, happened, said in _taken(snapshot, current()).get(resolution, ()):
        # A position without any date had been taken by now; by when, nobody knows.
        if happened > clock.as_of if happened else clock.is_past:
            continue
        before = found.get(country)
        if before is None or place(position) < place(before[0]):
            found[country] = (position, resolution, said)
    codes = snapshot.reference.codes("position") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    known = {code: labels[code] for code in POSITIONS if code in labels}
    nothing = _("No position recorded")
    if ("", "resolution") in snapshot.lost:
        nothing = _("No position readable")
    return classed(snapshot, selection, known | no_class(nothing, nothing) | labels, "", found)


Taken = tuple[str, str, date | None, str]
"""Country, position, the last day on which it can have been taken, and what is said of it."""


# Comparing countries asks of each resolution on every date.
@lru_cache(maxsize=2 * len(offered()))
def _taken(snapshot: Snapshot, _language: str) -> Mapping[str, Sequence[Taken]]:
    """The positions by resolution; one without a date of its own is of the resolution's."""
    texts = snapshot.frames["resolutions"].select(resolution="id", adopted=last_day("adopted"))
    every = snapshot.frames["positions"].join(
        texts, on="resolution", how="left", maintain_order="left"
    )
    happened = every.select(pl.coalesce(last_day("date"), "adopted")).to_series().to_list()
    columns = ("resolution", "country", "position", "date", "date_precision", "note")
    found: dict[str, list[Taken]] = {}
    for day_of_it, row in zip(happened, tuples(every, *columns), strict=True):
        resolution, country, position, taken_on, precision, note = row
        said = ", ".join(filter(None, [day(taken_on, precision), note]))
        found.setdefault(resolution, []).append((country, position, day_of_it, said))
    return found


def resolutions(snapshot: Snapshot) -> Mapping[str, str]:
    """Resolutions on which a position is recorded, those with the most first."""
    return _resolutions(snapshot, current())


@lru_cache(maxsize=2 * len(offered()))
def _resolutions(snapshot: Snapshot, _language: str) -> Mapping[str, str]:
    counts = snapshot.frames["positions"].group_by("resolution").len()
    known = snapshot.frames["resolutions"].join(counts, left_on="id", right_on="resolution")
    ordered = known.sort("len", "adopted", "id", descending=[True, True, False], nulls_last=True)
    names = tuples(ordered, "id", "number", "title")
    return MappingProxyType(
        {record: labelled(number, title) if number else title for record, number, title in names}
    )


MEASURE = Measure(
    "position",
    N_("Positions on a resolution"),
    N_(
        "What countries did about one text, as far as a source says so: a country without "
        "a recorded position may have taken one."
    ),
    rows,
    options=resolutions,
    option_label=N_("Resolution"),
    moved_by=("resolutions", "positions"),
)
