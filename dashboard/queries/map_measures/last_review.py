"""How long ago an officer reviewed a country."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, day
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class
from loaders import Snapshot
from loaders.dates import last_day
from loaders.kinds.country import COUNTRY
from loaders.measures import Clock

REVIEWED = ("within_a_year", "within_two_years", "longer_ago")
"""By full years since."""


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    folders = snapshot.frames["countries"].select(
        "iso3", "researched", "reviewed", "reviewed_precision", last=last_day("reviewed")
    )
    today = clock.today
    found: dict[str, Class] = {}
    for iso3, researched, reviewed, precision, last in folders.iter_rows():
        if reviewed:
            is_to_come = (today.month, today.day) < (last.month, last.day)
            years = max(today.year - last.year - is_to_come, 0)
            found[iso3] = (REVIEWED[min(years, 2)], None, day(reviewed, precision))
        elif researched:
            found[iso3] = ("not_reviewed", None, "")
        elif (iso3, COUNTRY.name) in snapshot.lost:
            found[iso3] = ("not_readable", None, "")
        else:
            found[iso3] = ("not_researched", None, "")
    labels = {
        "within_a_year": _("Within a year"),
        "within_two_years": _("One to two years ago"),
        "longer_ago": _("Longer ago"),
        "not_reviewed": _("Gathered, not yet reviewed"),
    } | no_class("", "")
    return classed(snapshot, selection, labels, "", found)


MEASURE = Measure(
    "last-review",
    N_("Last review by an officer"),
    N_("When an officer of the country last went through its records."),
    rows,
)
