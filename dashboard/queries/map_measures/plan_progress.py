"""How much of the newest national action plan is done."""

from __future__ import annotations

from datetime import date

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, count, labelled
from dashboard.queries.action_plans import actions_on, states
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class
from loaders import Snapshot
from loaders.measures import Clock, progress
from loaders.tuples import tuples


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    plans = snapshot.frames["action_plans"]
    # A plan without dates has begun by now; whether it had by an earlier date nobody knows.
    not_begun = {"", "in_preparation"} | ({"date_not_known"} if clock.is_past else set())
    of_plans = progress(actions_on(snapshot, clock))
    columns = ("period_start", "adopted", "id", "country", "title", "jurisdiction")
    newest = sorted(
        (start or adopted or date.min, plan, country, title)
        for (start, adopted, plan, country, title, jurisdiction), state in zip(
            tuples(plans, *columns), states(plans, clock), strict=True
        )
        if state not in not_begun and jurisdiction in (None, "national") and plan in of_plans
    )
    found: dict[str, Class] = {}
    for _begun, plan, country, title in newest:
        of_plan = of_plans[plan]
        values = {"completed": count(of_plan.completed), "actions": count(of_plan.actions)}
        reported = _("{reported} reported").format(reported=count(of_plan.reported))
        said = _("{completed} of {actions} actions completed").format(**values)
        told = labelled(title, f"{said}, {reported}")
        found[country] = (_share_class(of_plan.progress), plan, told)
    labels = {
        "most_completed": _("Three quarters or more completed"),
        "half_completed": _("Half or more completed"),
        "some_completed": _("Some completed"),
        "none_completed": _("None completed"),
        "too_few": _("Less than half reported"),
    } | no_class(_("No plan in place with individual actions found so far"), _("No plan known"))
    return classed(snapshot, selection, labels, "action_plan", found)


def _share_class(progress: float | None) -> str:
    if progress is None:
        return "too_few"
    limits = (("most_completed", 0.75), ("half_completed", 0.5), ("some_completed", 1e-9))
    return next((code for code, least in limits if progress >= least), "none_completed")


MEASURE = Measure(
    "plan-progress",
    N_("Progress of action plans"),
    N_(
        "Completed actions of the newest national plan that publishes individual actions, of "
        "those reported and not dropped; told only where at least half are reported. "
        "On an earlier date: as reported by then."
    ),
    rows,
    moved_by=("action_plans",),
)
