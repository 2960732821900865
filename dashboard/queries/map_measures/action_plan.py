"""Where the furthest national action plan stands."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.kept import with_snapshot
from dashboard.language import N_, _
from dashboard.queries.action_plans import OPEN_ENDED, STATES, states
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class
from loaders import Snapshot
from loaders.measures import Clock
from loaders.tuples import tuples

FURTHEST = (
    "running",
    "to_come",
    "completed",
    "in_preparation",
    "period_over",
    "lapsed",
    "date_not_known",
)
"""The states of plans, the furthest first."""


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    plans = _national(snapshot)
    found: dict[str, Class] = {}
    named = tuples(plans, "country", "id", "title")
    for (country, plan, title), state in zip(named, states(plans, clock), strict=True):
        before = found.get(country)
        if state and (before is None or FURTHEST.index(state) < FURTHEST.index(before[0])):
            found[country] = (state, plan, title)
    labels = {state: _(STATES[state]) for state in FURTHEST} | {"running": _(OPEN_ENDED)}
    labels |= no_class(_("No plan found so far"), _("No plan known"))
    return classed(snapshot, selection, labels, "action_plan", found)


@with_snapshot(1)
def _national(snapshot: Snapshot) -> pl.DataFrame:
    is_national = pl.col("jurisdiction").fill_null("national") == "national"
    return snapshot.frames["action_plans"].filter(is_national)


MEASURE = Measure(
    "action-plan",
    N_("National action plans"),
    N_(
        "The national plan that is furthest: adopted or under way, completed, in preparation, or "
        "past its period with no outcome reported."
    ),
    rows,
    moved_by=("action_plans",),
)
