"""How many events a country has hosted."""

from __future__ import annotations

import polars as pl

from dashboard.filters import FROM, OF_EVENTS, THEME, Selection
from dashboard.language import N_, _, count
from dashboard.queries import workshops
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class, numbers
from dashboard.style import number_class
from loaders import Snapshot
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    latest = workshops.chosen(snapshot, selection, clock).filter(standing="held").drop_nulls("host")
    found: dict[str, Class] = {
        host: (
            number_class(number),
            ids[0],
            _("{n}, the latest: {title}").format(n=count(number), title=titles[0]),
        )
        for host, number, ids, titles in latest.group_by("host", maintain_order=True)
        .agg(pl.len().alias("n"), "id", "title")
        .iter_rows()
    }
    labels = numbers() | no_class(_("None found so far"), _("None known"))
    return classed(snapshot, selection, labels, "workshop", found)


MEASURE = Measure(
    "events-hosted",
    N_("Events hosted"),
    N_("Workshops, conferences and other events that took place in the country up to the day."),
    rows,
    (THEME.key, *(choice.key for choice in OF_EVENTS), FROM),
    moved_by=("workshops",),
)
