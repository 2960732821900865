"""What a map of countries can show. Each is one function to rows of classes; one per module."""

from dashboard.queries.map_measures import (
    action_plan,
    coverage,
    events_hosted,
    last_review,
    laws_in_force,
    legal_framework,
    plan_progress,
    policy_lever,
    position,
)
from dashboard.queries.map_measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        legal_framework.MEASURE,
        laws_in_force.MEASURE,
        position.MEASURE,
        action_plan.MEASURE,
        plan_progress.MEASURE,
        policy_lever.MEASURE,
        events_hosted.MEASURE,
        coverage.MEASURE,
        last_review.MEASURE,
    )
}

__all__ = ["MEASURES", "Measure"]
