"""Where plans stand, and the words for it."""

from contextvars import copy_context
from datetime import date

import pytest

from dashboard import language
from dashboard.charts import plan_periods
from dashboard.filters import Selection
from dashboard.queries import action_plans, country
from dashboard.queries.map_measures.action_plan import MEASURE
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
PLAN = "- {{id: tur-p1, title: P, {}, sources: [{{title: t, publisher: p, reference: r}}]}}\n"


@pytest.mark.parametrize(
    ("fields", "clock", "is_over"),
    [
        ("period: {start: 2016, end: 2020}", Clock(date(2020, 12, 31), TODAY), False),
        ("period: {start: 2016, end: 2020}", Clock(date(2021, 1, 1), TODAY), True),
        ("status: completed, period: {start: 2016, end: 2020}", NOW, False),
        ("status: adopted, period: {start: 2016, end: 2020}", NOW, True),
        ("status: in_preparation, period: {start: 2016, end: 2020}", NOW, False),
        ("status: adopted, period: {start: 2016, end: 2026-06-30}", NOW, False),
        ("status: adopted, period: {start: 2016, end: 2026-06-29}", NOW, True),
        ("period: {start: 2016}", NOW, False),
        ("summary: S", NOW, False),
    ],
)
def test_a_period_that_has_ended_without_an_outcome_is_over(small, fields, clock, is_over):
    small.write("countries/TUR/action-plans.yaml", PLAN.format(fields))
    [state] = action_plans.states(small.load().frames["action_plans"], clock)
    assert (state == "period_over") is is_over


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("period: {start: 2024, end: 2028}", "In its period"),
        ("period: {start: 2024}", "Adopted or under way"),
        ("summary: S", "Adopted or under way"),
    ],
)
def test_no_plan_is_told_to_be_in_a_period_that_is_not_known(small, period, said):
    content = PLAN.format(f"status: adopted, adopted: 2024, {period}")
    small.write("countries/TUR/action-plans.yaml", content)
    data, then = small.load(), Clock(date(2025, 1, 1), TODAY)
    assert action_plans.rows(data, Selection(), NOW)["label"].to_list() == [said]
    assert country.plans(data, "TUR", Selection(), then).frame["standing"].to_list() == [said]
    on_map = MEASURE.rows(data, Selection(), NOW, "").filter(iso3="TUR")
    assert on_map["label"].to_list() == ["Adopted or under way"]


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
    content = PLAN.format(f"status: adopted, adopted: 2024, period: {{{period}}}")
    small.write("countries/TUR/action-plans.yaml", content)
    rows = action_plans.rows(small.load(), Selection(), NOW).drop_nulls(["first", "last"])
    assert plan_periods.table(rows)["Period"].to_list() == said


def test_plans_follow_their_countries_names_whatever_accents_these_have(small):
    for iso3 in ("MEX", "MNG"):
        plan = PLAN.replace("tur", iso3.lower()).format("period: {start: 2024, end: 2028}")
        small.write(f"countries/{iso3}/action-plans.yaml", plan)
    data = small.load()

    def told():
        language.use("es")
        found = action_plans.rows(data, Selection(), NOW)
        return found["place"].to_list(), list(action_plans.titles(data))

    places, titles = copy_context().run(told)
    assert places[-2:] == ["México", "Mongolia"]
    assert titles == ["mex-p1", "mng-p1"]


@pytest.mark.parametrize("later", ["2025", "2025-05-31"])
def test_the_newest_update_is_the_one_whose_status_holds(small, later):
    """A year is over on its last day: what was told of 2025 is newer than what was of its May.

    Of two of one day, the later in the list is the newer.
    """
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n    - id: tur-p1-a01\n      title: A\n"
        "      status: under_way\n      updates:\n        - {date: 2025-05, status: planned}\n"
        f"        - {{date: {later}, status: under_way}}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data, then = small.load(), Clock(date(2026, 1, 1), TODAY)
    newest = action_plans.updates(data, "tur-p1", then)["status"][0]
    assert newest == action_plans.actions(data, ["tur-p1"], then)["status"][0] == "under_way"


def test_a_status_that_was_added_to_the_code_list_comes_last(small):
    codes = small.root / "codelists/action-status.yaml"
    added = "- code: suspended\n  label: Suspended\n  definition: Held up\n"
    codes.write_text(codes.read_text() + added)
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n"
        "    - {id: tur-p1-a01, title: A, status: suspended}\n"
        "    - {id: tur-p1-a02, title: B, status: dropped}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    found = action_plans.actions(small.load(), ["tur-p1"], NOW)
    assert found.sort("order")["label"].to_list() == ["Dropped", "Suspended"]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2019, 12, 31), "running"), (date(2021, 1, 1), "completed"), (TODAY, "completed")],
)
def test_an_outcome_that_is_known_today_counts_from_the_end_of_the_period(small, day, state):
    content = PLAN.format("status: completed, period: {start: 2016, end: 2020}")
    small.write("countries/TUR/action-plans.yaml", content)
    plans = small.load().frames["action_plans"]
    assert action_plans.states(plans, Clock(day, TODAY)) == [state]


def test_an_action_has_no_time_without_a_due_date(small):
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n"
        "    - {id: tur-p1-a01, title: A, status: planned, start: 2025-03}\n"
        "    - {id: tur-p1-a02, title: B, status: planned, due: 2027}\n"
        "    - {id: tur-p1-a03, title: C, status: planned, start: 2025-03, due: 2027}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    found = action_plans.actions(small.load(), ["tur-p1"], NOW)
    assert found.select("first", "last").rows() == [
        (None, None),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2025, 3, 1), date(2027, 12, 31)),
    ]
