"""How many laws on the SSE are in force."""

from __future__ import annotations

import polars as pl

from dashboard.filters import SCOPE, THEME, Selection
from dashboard.language import N_, _, plural
from dashboard.queries import legal_framework
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class, numbers
from dashboard.style import number_class
from loaders import Snapshot
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    levels = legal_framework.rows(snapshot, selection, clock)
    columns = ("iso3", "id", "in_force", "undated")
    found: dict[str, Class] = {}
    for iso3, record, number, undated in zip(*(levels[c].to_list() for c in columns), strict=True):
        if number:
            said = plural("{n} law in force", "{n} laws in force", number)
            found[iso3] = (number_class(number), record, said)
        elif undated:
            found[iso3] = ("date_not_known", None, "")
    labels = numbers() | {"date_not_known": _("Date not known")}
    labels |= no_class(_("None found so far"), _("None known"))
    return classed(snapshot, selection, labels, "law", found)


MEASURE = Measure(
    "laws-in-force",
    N_("Laws on the SSE in force"),
    N_(
        "National framework and specific laws in force, with directly applicable acts of "
        "regional bodies. More laws do not mean a better framework."
    ),
    rows,
    (SCOPE.key, THEME.key),
    moved_by=("texts",),
)
