"""How many laws, institutions and plans use one policy lever."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, plural
from dashboard.queries import levers
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class, numbers
from dashboard.style import number_class
from loaders import Snapshot
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, lever: str) -> pl.DataFrame:
    found: dict[str, Class] = {}
    for (theme, country), records in levers.using(snapshot, clock).items():
        if theme == lever:
            said = plural(
                "{n} law, institution or plan", "{n} laws, institutions and plans", len(records)
            )
            found[country] = (number_class(len(records)), records[0], said)
    nothing = no_class(_("None found so far"), _("None known"))
    return classed(snapshot, selection, numbers() | nothing, "law", found)


MEASURE = Measure(
    "policy-lever",
    N_("Use of a policy lever"),
    N_(
        "Laws, institutions and plans in place on the day that use the lever, subnational ones "
        "included. A country without one may use it by other means."
    ),
    rows,
    options=levers.named,
    option_label=N_("Lever"),
    moved_by=("texts", "institutions", "action_plans"),
)
