"""The worklist on a page: counts, a table with links, files, a calendar to subscribe to."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.language import current
from dashboard.queries import worklist
from loaders.measures import Clock
from loaders.problems import WAITING


def part():
    from dashboard import session
    from dashboard.parts import worklist

    session.speak()
    worklist.show()


@pytest.fixture
def shown(records, serve, monkeypatch, today):
    """The part in a page, with a data folder of a few records."""
    monkeypatch.setattr(session, "today", lambda: today)

    def show(text="a title", **query):
        serve(records(text))
        page = AppTest.from_function(part, default_timeout=30)
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return show


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


def test_what_is_late_comes_first_with_its_day(shown):
    page = shown()
    assert not page.exception
    assert metrics(page) == {"Late": "4", "Due soon": "1", "Without a day": "8"}
    table = page.dataframe[0].value
    assert list(table["Urgency"]) == ["Late"] * 4 + ["Due soon"] + ["Without a day"] * 8
    assert list(table["Day"][:4].astype(str)) == sorted(table["Day"][:4].astype(str))
    assert parse_qs(table["id"][0].partition("?")[2])["id"][0].startswith("tur-")
    folders = table.filter(items=table.index[table["Record"] == "country.yaml"], axis=0)["id"]
    assert {link.partition("?")[0] for link in folders} == {"officers"}


def test_what_to_do_calls_fields_as_the_form_does(shown):
    said = set(shown(waits="never-reviewed,plan-without-period").dataframe[0].value["What to do"])
    assert any(each.endswith("and write 'Reviewed'") for each in said)
    assert any("Add 'Period'" in each for each in said)


@pytest.mark.parametrize(
    ("lang", "status"), [("en", "'Under way'"), ("fr", "En cours"), ("es", "«En curso»")]
)
def test_what_to_do_calls_a_status_as_the_form_does(shown, lang, status):
    page = shown(waits="overdue-without-update,due-soon,stale-status", lang=lang)
    said = " ".join(page.dataframe[0].value.iloc[:, -2])
    assert status in said
    assert "under_way" not in said


def test_one_kind_of_work_is_chosen_in_the_address(shown):
    page = shown(waits="due-soon,nonsense")
    assert set(page.dataframe[0].value["What waits"]) == {"Due soon"}
    page.pills(key="worklist-what").select("overdue-without-update").run()
    assert len(page.dataframe[0].value) > 1
    assert page.query_params["waits"] in (
        "due-soon,overdue-without-update",
        ["due-soon,overdue-without-update"],
    )


def test_one_country_has_its_own(shown):
    page = shown(country="ITA")
    assert set(page.dataframe[0].value["Country or area"]) == {"Italy"}
    assert "/worklist.ics?country=ITA`" in page.caption[-1].value
    assert "/worklist.ics?lang=fr`" in shown(lang="fr").caption[-1].value
    assert shown(country="FRA").success[0].value == "Nothing waits here."


def test_the_calendar_can_be_asked_for_twice_at_once(shown, monkeypatch):
    """Each press of a button writes its file on a thread of its own."""
    offered = {}

    def offer(_label, content, *, key, **_options):
        offered[key] = content

    monkeypatch.setattr(st, "download_button", offer)
    both = threading.Barrier(2, timeout=10)
    monkeypatch.setattr(worklist, "calendar", lambda *_: both.wait() >= 0 and current())
    shown(lang="fr")
    with ThreadPoolExecutor(2) as pressed:
        begun = [pressed.submit(offered["worklist-ics"]) for _ in range(2)]
    assert [one.result() for one in begun] == ["fr", "fr"]


def test_a_region_narrows_it(shown):
    page = shown(region="ilo-africa")
    assert page.success[0].value == "Nothing waits here."


def test_every_kind_of_work_and_every_urgency_has_its_words(snapshot, today):
    from dashboard.filters import Selection

    found = worklist.rows(snapshot, Selection(), Clock(today, today))
    assert found["label"].null_count() == found["urgent"].null_count() == 0
    counts = worklist.counts(found)
    assert sum(counts.values()) == found.height
    assert list(counts) == [code for code in worklist.WHATS if code in counts]


def test_all_that_may_wait_has_its_words():
    """Also what waits nowhere in the shipped data: the page would end without them."""
    assert set(worklist.WHATS) == WAITING | {"probable-duplicate"}
