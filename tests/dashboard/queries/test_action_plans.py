"""Where plans stand, and the words for it."""

from datetime import date

import pytest

from dashboard.charts import plan_periods
from dashboard.filters import Selection
from dashboard.queries import action_plans
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
PLAN = """\
- {{id: tur-p1, title: P, status: adopted, adopted: 2024, period: {{{}}},
   sources: [{{title: t, publisher: p, reference: r}}]}}
"""


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("start: 2024, end: 2028", ["2024\N{EN DASH}2028"]),
        ("start: 2024-07, end: 2026-06", ["July 2024 \N{EN DASH} June 2026"]),
        ("start: 2024-07-15, end: 2026", ["15 July 2024 \N{EN DASH} 2026"]),
        ("start: 2024", []),
    ],
)
def test_the_table_says_a_period_as_precisely_as_it_is_known(small, period, said):
    small.write("countries/TUR/action-plans.yaml", PLAN.format(period))
    rows = action_plans.rows(small.load(), Selection(), NOW).drop_nulls(["first", "last"])
    assert plan_periods.table(rows)["Period"].to_list() == said
