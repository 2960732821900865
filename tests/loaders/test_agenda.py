"""What is due stands in a calendar that any calendar program reads."""

from datetime import date

import pytest
from icalendar import Calendar

from loaders import agenda

TODAY = date(2026, 11, 24)

PLAN = """\
- id: tur-plan
  title: A plan; of action, with signs
  actions:
    - id: tur-plan-a01
      title: Due in a year
      due: 2025
      status: under_way
    - id: tur-plan-a02
      title: Done
      due: 2025
      status: completed
    - id: tur-plan-a03
      title: Due on a day
      due: 2027-03-04
      status: not_reported
  sources: [{title: t, publisher: p, reference: r}]
"""


@pytest.fixture
def events(tree):
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    law = tree.law.replace("in_force\n", "in_force\n  status_as_of: 2024-02\n")
    tree.write("countries/FRA/laws.yaml", law.replace("tur-", "fra-"))
    return agenda.events(tree.load())


def read(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_open_actions_and_statuses_to_confirm_have_their_day(events):
    assert [(event.day, event.what, event.record) for event in events] == [
        (date(2025, 12, 31), "due", "tur-plan-a01"),
        (date(2027, 3, 4), "due", "tur-plan-a03"),
        (date(2029, 2, 28), "confirm", "fra-law-1"),
    ]


def test_the_calendar_is_read_back_as_all_day_events_with_lasting_ids(events):
    made = agenda.ics(events, "SSE", TODAY, "https://example.org/record?id=")
    assert made == agenda.ics(events, "SSE", TODAY, "https://example.org/record?id=")
    found = read(made)
    assert [event["uid"] for event in found] == [
        "tur-plan-a01-due@sse-policy-tracker",
        "tur-plan-a03-due@sse-policy-tracker",
        "fra-law-1-confirm@sse-policy-tracker",
    ]
    first = found[0]
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2025, 12, 31), date(2026, 1, 1))
    assert first["summary"] == "Due: TUR Due in a year"
    assert first["description"] == "Action of: A plan; of action, with signs\ntur-plan-a01"
    assert first["url"] == "https://example.org/record?id=tur-plan-a01"


def test_the_calendar_speaks_the_language_that_is_asked_for(events):
    words = {"Due: {title}": "À faire : {title}", "Action of: {plan}": "Action de : {plan}"}
    first = read(agenda.ics(events, "SSE", TODAY, translate=lambda text: words.get(text, text)))[0]
    assert first["summary"] == "À faire : TUR Due in a year"
    assert first["description"].startswith("Action de : A plan")


def test_the_calendar_calls_a_status_as_it_is_told(events):
    confirm = read(agenda.ics(events, "SSE", TODAY))[-1]
    assert confirm["description"].startswith("'in_force' was last confirmed 2024-02")
    confirm = read(agenda.ics(events, "SSE", TODAY, named=lambda code: code.label))[-1]
    assert confirm["description"].startswith("'In force' was last confirmed 2024-02")


def test_a_title_cannot_begin_a_line_of_its_own(tree):
    plan = PLAN.replace("Due in a year", '"x\\r\\nATTACH:https://elsewhere.example\\nEND:VEVENT"')
    tree.write("countries/TUR/action-plans.yaml", plan)
    found = read(agenda.ics(agenda.events(tree.load()), "SSE", TODAY))
    assert len(found) == 2
    assert "attach" not in found[0]


def test_a_country_has_its_own_and_the_shipped_data_fits_in_one(snapshot):
    every = agenda.events(snapshot)
    mine = agenda.events(snapshot, "TUR")
    assert {event.country for event in mine} == {"TUR"}
    assert set(mine) < set(every)
    assert len({event.uid for event in every}) == len(every)
    assert len(read(agenda.ics(every, "SSE", TODAY))) == len(every)
