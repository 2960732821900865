"""What waits is named by its record; what is not due is left alone."""

from datetime import date

import polars as pl
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


INCOMPLETE = {"law-without-date", "plan-without-period", "coverage-not-said"}
"""What the small records of these tests are as well."""


def waiting(tree, today=TODAY, beside=INCOMPLETE):
    """(File, line, code) of what waits in the records of a tree."""
    found = worklist.waiting(tree.load(), Clock(today, today))
    return [(p.file.rpartition("/")[2], p.line, p.code) for p in found if p.code not in beside]


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
    assert waiting(tree, date(2025, 12, 31)) == [("action-plans.yaml", 4, "due-soon")]
    update = "under_way\n      updates:\n        - date: {}\n          status: under_way\n"
    tree.write("countries/TUR/action-plans.yaml", PLAN.replace("under_way\n", update.format(2025)))
    assert waiting(tree) == [("action-plans.yaml", 4, "overdue-without-update")]
    # Nothing at all is reported of it.
    silent = PLAN.replace("under_way", "not_reported")
    tree.write("countries/TUR/action-plans.yaml", silent)
    assert waiting(tree) == [("action-plans.yaml", 4, "due-not-reported")]
    assert waiting(tree, date(2025, 6, 1)) == []
    assert waiting(tree, date(2025, 8, 1)) == [("action-plans.yaml", 4, "due-soon")]
    told = PLAN.replace("under_way\n", update.format("2026-02"))
    tree.write("countries/TUR/action-plans.yaml", told)
    assert waiting(tree) == []
    # A month is over on its last day, as everywhere.
    tree.write("countries/TUR/action-plans.yaml", told.replace("due: 2025", "due: 2026-02-10"))
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
        ("Law on cooperatives\n  adopted: 2011", "Law on cooperatives\n  adopted: 2011-03", True),
        (
            "Law on cooperatives\n  jurisdiction: subnational\n  area: {name: Ankara}",
            "Law on cooperatives\n  jurisdiction: subnational\n  area: {name: Bursa}",
            False,
        ),
        (
            "Law on cooperatives\n  adopted: 2011-04",
            "Law on cooperatives\n  adopted: 2011-03",
            False,
        ),
    ],
)
def test_two_records_of_nearly_one_title_and_no_other_date_may_be_one(tree, one, other, same):
    first = dated(tree.law).replace("A law", one)
    second = dated(tree.law).replace("A law", other).replace("law-1", "law-2")
    tree.write(tree.laws, f"{first}\n{second}")
    codes = [code for _, _, code in waiting(tree)]
    assert codes == (["probable-duplicate"] if same else [])


def test_what_is_incomplete_waits(tree):
    tree.write(tree.laws, dated(tree.law))
    tree.write("countries/TUR/action-plans.yaml", PLAN.replace("2025", "2030"))
    assert waiting(tree, beside={}) == [
        ("action-plans.yaml", 1, "plan-without-period"),
        ("country.yaml", 1, "coverage-not-said"),
        ("laws.yaml", 1, "law-without-date"),
    ]
    tree.write(tree.laws, dated(tree.law) + "  published: 2011\n")
    period = PLAN.replace("2025", "2030").replace("  actions", "  period: {start: 2026}\n  actions")
    tree.write("countries/TUR/action-plans.yaml", period)
    kinds = ("law", "action_plan", "institution", "workshop", "news")
    folder = "researched: 2026-11\ncoverage:\n" + "".join(f"  {kind}: partial\n" for kind in kinds)
    tree.write("countries/TUR/country.yaml", folder)
    assert waiting(tree, beside={}) == [("country.yaml", 1, "never-reviewed")]
    tree.write("countries/TUR/country.yaml", f"{folder}reviewed: 2026-11-20\n")
    assert waiting(tree, beside={}) == []


def test_a_country_file_that_cannot_be_read_is_not_missing(tree):
    """Its fault is told; to add another file of the name would be refused."""
    tree.write(tree.laws, dated(tree.law) + "  published: 2011\n")
    tree.write("countries/TUR/country.yaml", "researched: soon\n")
    assert waiting(tree, beside={}) == []


def test_the_most_urgent_comes_first_with_its_day(tree):
    tree.write(tree.laws, dated(tree.law).replace("in_force\n", "in_force\n  status_as_of: 2011\n"))
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    snapshot = tree.load()
    items = worklist.items(snapshot, Clock(TODAY, TODAY))
    assert [(item.urgency, item.day, item.record) for item in items[:3]] == [
        ("late", date(2016, 12, 31), "tur-law-1"),
        ("late", date(2025, 12, 31), "tur-plan-a01"),
        ("open", None, "tur-law-1"),
    ]
    frame = worklist.table(snapshot, items)
    assert frame["title"][:2].to_list() == ["A law", "An action"]
    assert frame["what"][:2].to_list() == ["stale-status", "overdue-without-update"]


def test_every_item_of_the_shipped_data_names_a_record_or_a_folder(snapshot):
    frame = worklist.table(snapshot, worklist.items(snapshot, Clock(TODAY, TODAY)))
    assert frame.filter(pl.col("record").is_null() & pl.col("country").is_null()).is_empty()
    assert frame.filter(pl.col("record").is_not_null() & pl.col("title").is_null()).is_empty()
    assert set(frame["urgency"]) == set(worklist.URGENCIES)


def test_a_status_of_any_kind_that_says_when_it_was_confirmed_waits(tree):
    tree.write(
        "international/resolutions.yaml",
        "- id: int-r1\n  title: R\n  body: B\n  type: resolution\n  status: draft\n"
        "  status_as_of: 2020\n  sources: [{title: t, publisher: p, url: https://example.org/r,"
        " published: 2020}]\n",
    )
    assert waiting(tree) == [("resolutions.yaml", 1, "stale-status")]
