"""What is derived from actions and statuses, on any date."""

from datetime import date

import polars as pl
import pytest

from loaders import legal_framework, measures
from loaders.measures import Clock
from tests.loaders.on_dates import NOW, SOURCES, TODAY, law, on, today_on


def plan(*actions, **fields):
    given = "".join(f"  {name}: {value}\n" for name, value in fields.items())
    listed = "".join(
        f"    - {{id: tur-plan-a{number}, title: A, {action}}}\n"
        for number, action in enumerate(actions, start=1)
    )
    listed = f"  actions:\n{listed}" if actions else ""
    return f"- id: tur-plan\n  title: A plan\n{given}{listed}  {SOURCES}\n"


@pytest.mark.parametrize(
    ("action", "clock", "standing"),
    [
        ("status: under_way, due: 2025", today_on(2025, 12, 31), "due_soon"),
        ("status: under_way, due: 2025", today_on(2026, 1, 1), "overdue"),
        ("status: planned, due: 2025-06", today_on(2025, 7, 1), "overdue"),
        ("status: delayed, due: 2025-06-30", today_on(2025, 6, 30), "due_soon"),
        ("status: under_way, due: 2025", today_on(2024, 1, 1), "under_way"),
        # 180 days before, and the day before that.
        ("status: under_way, due: 2025", today_on(2025, 7, 4), "due_soon"),
        ("status: under_way, due: 2025", today_on(2025, 7, 3), "under_way"),
        ("status: completed, due: 2020", NOW, "completed"),
        ("status: dropped, due: 2020", NOW, "dropped"),
        ("status: not_reported, due: 2020", NOW, "due_not_reported"),
        ("status: not_reported, due: 2030", NOW, "not_reported"),
        ("status: planned", NOW, "planned"),
        ("status: not_reported", NOW, "not_reported"),
    ],
)
def test_where_an_action_stands(load, action, clock, standing):
    frames = load(action_plans=plan(action)).frames
    actions = measures.actions_on(frames, clock)
    assert actions.select("standing", "plan_title", "country").rows() == [
        (standing, "A plan", "TUR")
    ]


UPDATES = """status: delayed, status_as_of: 2026-03, due: 2029, updates: [
      {date: 2024, status: planned}, {date: 2025-06-15, status: under_way}]"""


@pytest.mark.parametrize(
    ("action", "clock", "standing"),
    [
        (UPDATES, on(2024, 12, 30), "not_recorded"),
        (UPDATES, on(2024, 12, 31), "planned"),
        (UPDATES, on(2025, 6, 15), "under_way"),
        (UPDATES, on(2026, 3, 30), "under_way"),
        (UPDATES, on(2026, 3, 31), "delayed"),
        (UPDATES, NOW, "delayed"),
        ("status: completed, completed: 2025-05", on(2025, 5, 30), "not_recorded"),
        ("status: completed, completed: 2025-05", on(2025, 5, 31), "completed"),
        ("status: under_way, due: 2020", on(2025), "not_recorded"),
        ("status: under_way, status_as_of: 2024, due: 2024", on(2025), "overdue"),
        ("status: not_reported, due: 2020", on(2025), "not_recorded"),
    ],
)
def test_on_an_earlier_date_a_status_is_one_that_was_dated_by_then(load, action, clock, standing):
    frames = load(action_plans=plan(action)).frames
    assert measures.actions_on(frames, clock)["standing"].to_list() == [standing]


def test_progress_of_an_earlier_date_counts_what_was_dated_by_then(load):
    actions = ("status: completed, completed: 2025-03", "status: completed", "status: planned")
    frames = load(action_plans=plan(*actions)).frames
    row = measures.plan_progress(measures.actions_on(frames, on(2025, 6, 1))).row(0, named=True)
    assert (row["actions"], row["reported"], row["completed"], row["progress"]) == (3, 1, 1, None)


@pytest.mark.parametrize(
    ("statuses", "progress"),
    [
        (["completed", "planned"], 0.5),
        (["completed", "not_reported"], 1.0),
        (["completed", "not_reported", "not_reported"], None),
        (["completed", "dropped", "under_way"], 0.5),
        (["dropped", "dropped"], None),
        (["not_reported", "not_reported"], None),
        (["planned", "delayed"], 0.0),
    ],
)
def test_progress_is_shown_only_where_half_is_reported(load, statuses, progress):
    frames = load(action_plans=plan(*(f"status: {status}" for status in statuses))).frames
    row = measures.plan_progress(measures.actions_on(frames, NOW)).row(0, named=True)
    assert row["progress"] == progress
    assert row["actions"] == len(statuses)
    assert row["reported"] == len(statuses) - statuses.count("not_reported")
    assert row["completed"] == statuses.count("completed")


@pytest.mark.parametrize(
    ("fields", "stale"),
    [
        ({"status": "draft", "status_as_of": "2024-12-29"}, True),
        ({"status": "draft", "status_as_of": "2024-12-30"}, False),
        ({"status": "draft", "status_as_of": "2024"}, False),
        ({"status": "in_force", "status_as_of": "2020"}, True),
        ({"status": "in_force", "status_as_of": "2021-07"}, False),
        ({"status": "repealed", "status_as_of": "1990"}, None),
        ({"status": "draft"}, None),
    ],
)
def test_a_status_that_nobody_confirmed_for_long_is_stale(load, fields, stale):
    laws = load(law(**fields)).frames["laws"]
    assert laws.select(stale=measures.is_stale(NOW))["stale"].to_list() == [stale]


def test_every_measure_takes_the_shipped_data_on_any_date(snapshot):
    for clock in (NOW, on(1900), on(2000), Clock(date(2100, 1, 1), TODAY)):
        levels = legal_framework.framework_level(snapshot, clock)
        assert levels.height == snapshot.frames["countries"].height
        assert set(levels["level"]) <= {*legal_framework.LEVELS, *legal_framework.NO_LEVEL}
        actions = measures.actions_on(snapshot.frames, clock)
        assert actions.height == snapshot.frames["actions"].height
        progress = measures.plan_progress(measures.actions_on(snapshot.frames, clock))
        assert progress.filter(~pl.col("progress").is_between(0, 1)).is_empty()


@pytest.mark.parametrize(
    ("day", "as_of", "seen"),
    [
        (date(2010, 5, 6), date(2010, 5, 6), True),
        (date(2010, 5, 7), date(2010, 5, 6), False),
        (None, date(2010, 5, 6), False),
        (None, TODAY, True),
    ],
)
def test_what_is_undated_has_happened_today_and_on_no_earlier_date(day, as_of, seen):
    assert Clock(as_of, TODAY).has_seen(day) is seen
