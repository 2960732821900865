"""What waits is named by its record; what is not due is left alone."""

from datetime import date

import pytest

from loaders import worklist
from loaders.measures import Clock

TODAY = date(2026, 11, 24)

PLAN = """\
- id: tur-plan
  title: A plan
  actions:
    - id: tur-plan-a01
      title: An action
      due: 2025
      status: under_way
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/plan
      published: 2011
"""


def waiting(tree, today=TODAY):
    """(File, line, code) of what waits in the records of a tree."""
    found = worklist.waiting(tree.load(), Clock(today, today))
    return [(p.file.rpartition("/")[2], p.line, p.code) for p in found if p.is_warning]


def dated(law):
    return law.replace("org/law\n", "org/law\n      accessed: 2026-01\n")


@pytest.mark.parametrize(
    ("status", "confirmed", "stale"),
    [
        ("in_force", "2021-10", True),
        ("in_force", "2021-12", False),
        ("draft", "2025", True),
        ("draft", "2025-06", False),
        ("repealed", "1990", False),
    ],
)
def test_a_status_confirmed_too_long_ago_waits(tree, status, confirmed, stale):
    law = dated(tree.law).replace("in_force\n", f"{status}\n  status_as_of: {confirmed}\n")
    tree.write(tree.laws, law)
    # A draft of 2025 was confirmed by 2025-12-31 at the latest.
    today = date(2027, 7, 2) if confirmed == "2025" else TODAY
    today = date(2026, 12, 1) if confirmed == "2025-06" else today
    found = [("laws.yaml", 1, "stale-status")] if stale else []
    assert waiting(tree, today) == found


def test_an_overdue_action_waits_until_something_is_reported_after_its_date(tree):
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    assert waiting(tree) == [("action-plans.yaml", 4, "overdue-without-update")]
    assert waiting(tree, date(2025, 12, 31)) == []
    update = "under_way\n      updates:\n        - date: {}\n          status: under_way\n"
    tree.write("countries/TUR/action-plans.yaml", PLAN.replace("under_way\n", update.format(2025)))
    assert waiting(tree) == [("action-plans.yaml", 4, "overdue-without-update")]
    told = PLAN.replace("under_way\n", update.format("2026-02"))
    tree.write("countries/TUR/action-plans.yaml", told)
    assert waiting(tree) == []


def test_a_source_without_any_date_waits(tree):
    tree.write(tree.laws, tree.law)
    assert waiting(tree) == [("laws.yaml", 7, "undated-source")]
    tree.write(tree.laws, dated(tree.law))
    assert waiting(tree) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Cooperatives Law", "Cooperatives Law (the)", True),
        ("Law No. 12 on cooperatives", "Law No. 13 on cooperatives", False),
        ("Law on mutual societies", "Law on cooperatives", False),
        ("Law on co-operatives\n  adopted: 2011", "Law on cooperatives", True),
        ("Law on cooperatives\n  adopted: 2011", "Law on cooperatives\n  adopted: 2012", False),
    ],
)
def test_two_records_of_nearly_one_title_and_no_other_date_may_be_one(tree, one, other, same):
    first = dated(tree.law).replace("A law", one)
    second = dated(tree.law).replace("A law", other).replace("law-1", "law-2")
    tree.write(tree.laws, f"{first}\n{second}")
    codes = [code for _, _, code in waiting(tree)]
    assert codes == (["probable-duplicate"] if same else [])
