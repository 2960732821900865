"""A status that was changed is confirmed by a day of its own."""

from pathlib import PurePath

import pytest

from loaders.confirming import unconfirmed

PLANS = PurePath("countries/TUR/action-plans.yaml")


def plan(*actions):
    listed = "".join(
        f"    - id: tur-p-a0{n}\n      status: {said}\n" for n, said in enumerate(actions, 1)
    )
    return f"- id: tur-p\n  status: adopted\n  status_as_of: 2025\n  actions:\n{listed}"


CONFIRMED = "\n      status_as_of: 2025-03"


def found(before, after):
    return [
        (problem.line, problem.column, problem.code)
        for problem in unconfirmed("data", PLANS, before, after)
    ]


def test_an_action_is_told_at_the_day_that_confirmed_another_status():
    before = plan(f"planned{CONFIRMED}", f"planned{CONFIRMED}")
    after = plan(f"planned{CONFIRMED}", f"under_way{CONFIRMED}")
    assert found(before, after) == [(10, 7, "status-without-its-day")]
    assert found(after, before) == [(10, 7, "status-without-its-day")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (plan("planned"), plan("under_way")),
        (plan(f"planned{CONFIRMED}"), plan(f"under_way{CONFIRMED}-11")),
        (plan(f"planned{CONFIRMED}"), plan("under_way")),
        (plan("planned"), plan("planned", f"under_way{CONFIRMED}")),
        (None, plan(f"planned{CONFIRMED}")),
        (plan(f"planned{CONFIRMED}"), None),
        (plan(f"planned{CONFIRMED}"), "- ["),
    ],
)
def test_what_no_other_day_confirms_is_not_told(before, after):
    assert found(before, after) == []
