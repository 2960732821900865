"""Captions say what they count."""

import re
from dataclasses import replace

import pytest

from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from dashboard.language import day
from dashboard.queries.map_measures import MEASURES


@pytest.fixture
def drawn(snapshot, clock):
    def draw(code, option=""):
        drawing = EXHIBITS[code]
        asked = option or next(iter(drawing.options(snapshot) if drawing.options else [""]), "")
        return drawing.draw(snapshot, Selection(), clock, asked)

    return draw


@pytest.mark.parametrize(
    ("code", "sort", "counted"),
    [
        ("legal-framework", "records: for each country", "id"),
        ("timeline", "dated records", "id"),
        ("plan-periods", "plans with a known period", "id"),
        ("action-standings", "plans with", "plan"),
        ("positions", "instruments with positions", "id"),
        ("events-calendar", "events", "id"),
        ("chain", "linked records", "id"),
        ("comparison", "records: for each measure and country", "id"),
    ],
)
def test_a_caption_counts_what_it_names(drawn, code, sort, counted):
    exhibit = drawn(code, "unga-res-77-281" if code == "chain" else "")
    number, said = re.search(r"Tracker, ([\d,]+) (.*?)\.", exhibit.words.caption).groups()
    assert said.startswith(sort)
    assert int(number.replace(",", "")) == exhibit.rows[counted].drop_nulls().n_unique()


def test_every_exhibit_says_of_which_day_it_speaks(drawn, clock):
    """An image of it goes on without the name of its file."""
    said = day(clock.as_of)
    for code in EXHIBITS:
        words = drawn(code).words
        assert said in f"{words.subtitle} {words.below}", code


def test_the_actions_of_a_caption_are_the_rows(drawn):
    exhibit = drawn("action-standings")
    assert f"with {exhibit.rows.height} actions." in exhibit.words.caption


def test_a_map_says_what_its_hatching_means_where_there_is_any(drawn):
    exhibits = [drawn(code) for code in MEASURES]
    hatched = ["not_researched" in exhibit.rows["level"] for exhibit in exhibits]
    assert ["Hatched: not researched." in exhibit.words.caption for exhibit in exhibits] == hatched
    assert any(hatched)


def test_the_timeline_says_why_its_legend_counts_more_than_there_are_records(drawn):
    exhibit = drawn("timeline")
    assert exhibit.rows.height > exhibit.rows["id"].n_unique()
    assert "A record counts with each of its dates." in exhibit.words.drawn


def test_every_exhibit_has_such_a_caption(drawn):
    for code in EXHIBITS:
        assert re.search(r"Source: SSE Policy Tracker, \d", drawn(code).words.caption), code


@pytest.mark.parametrize("code", ["legal-framework", "action-standings", "timeline"])
def test_a_caption_says_that_something_is_left_out(small, clock, code):
    """On a slide as well, which no banner stands above."""
    said = "1 problem in the data: what it concerns is not shown."
    assert said not in EXHIBITS[code].draw(small.load(), Selection(), clock, "").words.caption
    small.write("countries/TUR/action-plans.yaml", "- [")
    assert said in EXHIBITS[code].draw(small.load(), Selection(), clock, "").words.caption


@pytest.mark.parametrize("code", sorted(EXHIBITS.keys() - MEASURES.keys()))
def test_a_chart_is_called_what_the_list_of_exhibits_calls_it(drawn, monkeypatch, code):
    monkeypatch.setitem(EXHIBITS, code, replace(EXHIBITS[code], title="Another title"))
    assert drawn(code).words.title == "Another title"
