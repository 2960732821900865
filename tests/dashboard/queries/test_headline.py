"""What changed last, what is due: the few rows beside the map."""

from datetime import date

import pytest

from dashboard.filters import Selection
from dashboard.queries import headline
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)


@pytest.fixture
def few(records, tree):
    records("Text")
    return tree.load()


def due(few, selection=None, clock=NOW):
    found = headline.due(few, selection or Selection(), clock)
    return dict(found.select("id", "standing").iter_rows())


def test_what_is_due_stands_in_order_of_urgency(few):
    assert list(due(few).items()) == [
        ("tur-p1-a02", "overdue"),
        ("tur-p1-a01", "overdue"),
        ("tur-p1-a03", "due_soon"),
        ("tur-p1-a04", "due_not_reported"),
    ]


def test_of_what_is_due_soon_the_nearest_day_comes_first(few):
    found = due(few, clock=Clock(date(2025, 12, 31), date(2025, 12, 31)))
    soon = [action for action, standing in found.items() if standing == "due_soon"]
    assert soon == ["tur-p1-a01", "tur-p1-a04", "tur-p1-a02"]


def test_an_action_is_overdue_the_day_after_its_last_day(few):
    later = due(few, clock=Clock(date(2026, 7, 1), date(2026, 7, 1)))
    assert later["tur-p1-a03"] == "overdue"
    assert due(few)["tur-p1-a03"] == "due_soon"


def test_what_is_completed_or_dropped_is_never_due(few):
    far = Clock(date(2090, 1, 1), date(2090, 1, 1))
    assert set(due(few, clock=far)) == {f"tur-p1-a{n:02}" for n in (1, 2, 3, 4, 6)}


def test_what_is_due_follows_the_region(few):
    assert due(few, Selection(region="ilo-africa")) == {}
    assert len(due(few, Selection(region="ilo-europe-central-asia"))) == 4


def ids_of(events):
    return [event["id"] for event in events]


def test_the_latest_events_come_newest_first_one_per_record_up_to_the_day(few):
    found = headline.latest(few, Selection(), NOW)
    ids, dates = ids_of(found), [row["date"] for row in found]
    assert ids[:4] == ["tur-w1", "tur-l3", "int-w1", "tur-p1"]
    assert len(set(ids)) == len(ids) <= headline.SHOWN
    assert dates == sorted(dates, reverse=True)
    assert max(dates) <= TODAY


def test_news_actions_and_dates_of_a_year_only_are_no_latest_events(few):
    found = headline.latest(few, Selection(), NOW)
    assert not {row["kind"] for row in found} & {"news", "action"}
    assert "tur-l4" not in ids_of(found), "2018 may be any day"


def test_the_latest_events_of_an_earlier_date_end_there(few):
    found = headline.latest(few, Selection(), Clock(date(2015, 6, 1), TODAY))
    assert ids_of(found) == ["tur-l2", "tur-l1", "ita-l1"]


def test_an_event_of_a_month_is_one_of_the_latest_when_the_month_is_over(few):
    for day, there in ((29, False), (30, True)):
        found = headline.latest(few, Selection(), Clock(date(2025, 11, day), TODAY))
        assert ("int-w1" in ids_of(found)) is there


def test_the_latest_events_follow_the_region(few):
    assert headline.latest(few, Selection(region="ilo-asia-pacific"), NOW) == []


def test_no_more_than_a_few_are_shown_of_the_shipped_data(snapshot):
    assert len(headline.latest(snapshot, Selection(), NOW)) == headline.SHOWN


@pytest.mark.parametrize("ask", [headline.latest, headline.due])
def test_without_records_nothing_is_late_or_latest(empty, ask):
    assert len(ask(empty.load(), Selection(), NOW)) == 0
