"""How many events a country has hosted."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from dashboard.filters import FROM, OF_EVENTS, THEME, Selection
from dashboard.language import N_, _, count
from dashboard.queries import workshops
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class, numbers
from dashboard.style import number_class
from loaders import Snapshot
from loaders.measures import Clock
from loaders.tuples import tuples

ACTS = (THEME.key, *(choice.key for choice in OF_EVENTS), FROM)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    held: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    # Of the region the hosts are taken below.
    events = workshops.chosen(snapshot, selection.only(*ACTS), clock)
    for host, standing, event, title in tuples(events, "host", "standing", "id", "title"):
        if host and standing == "held":
            held[host].append((event, title))
    found: dict[str, Class] = {}
    for host, latest in held.items():
        (event, title), number = latest[0], len(latest)
        said = _("{n}, the latest: {title}").format(n=count(number), title=title)
        found[host] = (number_class(number), event, said)
    labels = numbers() | no_class(_("None found so far"), _("None known"))
    return classed(snapshot, selection, labels, "workshop", found)


MEASURE = Measure(
    "events-hosted",
    N_("Events hosted"),
    N_("Workshops, conferences and other events that took place in the country up to the day."),
    rows,
    ACTS,
    moved_by=("workshops",),
)
