"""Records are found by any word in them."""

from datetime import date

import polars as pl
import pytest

from dashboard.filters import KIND, PLACE, SCOPE, STATUS, THEME, Selection
from dashboard.queries import records as queries
from dashboard.queries.records import search

ALL = Selection()


def ids(snapshot, query, selection=ALL):
    return search(snapshot, query, selection)["id"].to_list()


def test_a_word_is_found_in_any_field_and_where_it_begins(snapshot):
    assert "tur-law-7339" in ids(snapshot, "7339")
    assert "tur-law-7339" in ids(snapshot, "kooperatifler kanunu turkiye")
    assert "unga-res-77-281" in ids(snapshot, "A/RES/77/281")
    assert ids(snapshot, "zzzqq") == []
    assert ids(snapshot, "ooperatifler") == []  # not in the middle of a word


def test_what_nested_rows_and_sources_say_is_found(snapshot):
    plan = "tur-cooperatives-action-plan-2012-2016"
    assert plan in ids(snapshot, '"Reorganise public agencies"')
    assert plan in ids(snapshot, "9lib.net")


def test_what_the_sources_of_actions_and_updates_say_is_found(small):
    def cited(title):
        return f"sources: [{{title: {title}, publisher: P, reference: R}}]"

    update = f"{{date: 2025, status: planned, {cited('Newsletter')}}}"
    action = (
        f"{{id: tur-p1-a01, title: A, status: planned, updates: [{update}], {cited('Decree')}}}"
    )
    plan = f"- {{id: tur-p1, title: P, actions: [{action}], {cited('Circular')}}}\n"
    small.write("countries/TUR/action-plans.yaml", plan)
    data = small.load()
    for word in ("circular", "decree", "newsletter"):
        assert ids(data, word) == ["tur-p1"]


def test_hits_in_the_title_come_first_then_the_newest(small):
    def law(identifier, title, summary, adopted=""):
        return small.law.replace("tur-law-1", identifier).replace(
            "title: A law", f"title: {title}"
        ) + (f"  summary: {summary}\n" + (f"  adopted: {adopted}\n" if adopted else ""))

    small.write(
        small.laws,
        law("tur-a", "An act", "On the social economy.", "2024")
        + law("tur-b", "Economy act", "Of social life.", "2010")
        + law("tur-c", "Social act", "Of the economy.", "2011-03")
        + law("tur-d", "Social economy act", "It says little.", "1999")
        + law("tur-e", "Social economy act", "It says little.")
        + law("tur-f", "Social economy act", "It says little.", "2001-02-03"),
    )
    data = small.load()
    order = ["tur-f", "tur-d", "tur-e", "tur-c", "tur-b", "tur-a"]
    assert ids(data, "social economy") == order
    every = [each for each in ids(data, "") if each in order]
    assert every == ["tur-a", "tur-c", "tur-b", "tur-f", "tur-d", "tur-e"]
    chosen = Selection(chosen={"kind": ("law",)})
    assert ids(data, "social economy", chosen) == order


def test_the_date_by_which_records_are_ordered_is_the_one_that_is_shown(snapshot):
    found = search(snapshot, "", ALL)
    shown = queries.newest(snapshot, found["id"])
    dates = [shown[each]["date"] if each in shown else None for each in found["id"]]
    assert found["date"].to_list() == dates
    dated = [day for day in dates if day]
    assert dated == sorted(dated, reverse=True) == dates[: len(dated)]


@pytest.mark.parametrize(
    ("typed", "country"), [("Turkey", "TUR"), ('"Ivory Coast"', "CIV"), ("Swaziland", "SWZ")]
)
def test_a_country_is_found_by_the_other_names_it_has(snapshot, typed, country):
    every = search(snapshot, "", ALL).filter(pl.col("countries").list.contains(country))
    assert not every.is_empty()
    assert set(every["id"]) <= set(ids(snapshot, typed))


def test_what_has_the_number_looked_for_comes_before_what_mentions_it(snapshot):
    assert ids(snapshot, "A/RES/77/281")[0] == "unga-res-77-281"


def test_without_words_all_records_that_are_chosen_are_found(snapshot):
    assert search(snapshot, "", ALL).height == snapshot.frames["records"].height
    chosen = Selection(region="ilo-africa", chosen={"kind": ("law",)})
    found = search(snapshot, "", chosen)
    members = set(snapshot.reference.groups["ilo-africa"]["members"])
    assert set(found["kind"]) == {"law"}
    assert set(found["country"]) <= members
    assert queries.counts(found, KIND) == {"law": found.height}


def test_a_record_given_twice_does_not_break_the_search(small):
    small.write(small.laws, small.law + small.law)
    snapshot = small.load()
    assert snapshot.problems
    assert len(ids(snapshot, "")) == snapshot.frames["records"].height


@pytest.mark.parametrize("choice", [KIND, PLACE, STATUS, SCOPE, THEME], ids=lambda c: c.key)
def test_the_count_of_each_choice_is_how_many_records_it_leaves(snapshot, choice):
    found = search(snapshot, "cooperative", Selection(region="ilo-europe-central-asia"))
    counted = queries.counts(found, choice)
    assert counted
    for code, number in counted.items():
        chosen = Selection(chosen={choice.key: (code,)})
        assert chosen.narrow(found, snapshot.reference).height == number, code


def test_a_plan_that_is_one_text_with_a_strategy_has_its_date_too(small):
    """The timeline shows the pair once, under the strategy."""
    small.write(small.laws, small.law + "  adopted: 2023-09-13\n")
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  adopted: 2023-09-13\n  carries_out: tur-law-1\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data = small.load()
    assert "tur-p1" not in data.frames["timeline"]["id"]
    [found] = search(data, "tur-p1", Selection(chosen={"kind": ("action_plan",)})).to_dicts()
    assert (found["date"], found["date_precision"]) == (date(2023, 9, 13), "day")
    assert queries.newest(data, ["tur-p1"])["tur-p1"]["event"] == "adopted"
