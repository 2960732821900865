"""Records are found by any word in them, whatever the spelling, and show all they say."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import KIND, PLACE, SCOPE, STATUS, THEME, Selection
from dashboard.language import fold
from dashboard.queries import records as queries
from dashboard.queries.records import excerpt, record, search, searched, words_of
from loaders import load
from loaders.measures import Clock

ALL = Selection()


def ids(snapshot, query, selection=ALL):
    return search(snapshot, query, selection)["id"].to_list()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("Yasas\u0131, ISPARTA, \u0131l\u0131man", "yasasi, isparta, iliman"),
        ("Łódź København đak", "lodz kobenhavn dak"),
        ("Straße", "strasse"),
        ("Ǿ", "o"),
        ("Ελληνικός", "ελληνικοσ"),
        ("社会的経済", "社会的経済"),
    ],
)
def test_diacritics_and_capitals_are_ignored(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("  ,. ", []),
        ("Türk koop", [" turk", " koop"]),
        ('"Paul Singer" law', [" paul singer", " law"]),
        ("A/RES/77/281", [" a res 77 281"]),
        ("사회적경제", ["사회적경제"]),
        ('"', []),
        ("x " * 100, [" x"] * queries.MOST_WORDS),
    ],
)
def test_a_query_is_words_and_what_is_quoted_is_one(query, words):
    assert words_of(query) == words


@given(st.text(max_size=40))
def test_no_query_breaks_the_search(query):
    for word in words_of(query):
        assert word.strip()
        assert word.lstrip() in searched(query)


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


def test_a_sentence_calls_a_resolution_of_a_long_title_by_its_number(snapshot, clock):
    """The titles of a series are the same as far as a sentence shows them."""
    called = queries.named_in_sentences(snapshot, clock)
    assert called["unga-res-79-213"] == "A/RES/79/213"
    assert (
        called["ilo-r193-promotion-of-cooperatives"]
        == "Promotion of Cooperatives Recommendation, 2002"
    )
    assert called["tur-law-1163"] == "Cooperatives Law No. 1163"
    series = called["unga-resolutions-cooperatives-series"]
    assert series.startswith("Cooperatives in social development"), "its numbers are too many"
    earlier = Clock(clock.today.replace(year=2020), clock.today)
    assert queries.named_in_sentences(snapshot, earlier) == {}


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


def test_an_excerpt_shows_the_word_as_it_is_written(snapshot):
    [hit] = [
        row
        for row in search(snapshot, "isleri", ALL).iter_rows(named=True)
        if row["country"] == "TUR"
    ][:1]
    pieces = excerpt(snapshot, hit, "isleri")
    assert [is_hit for _text, is_hit in pieces] == [False, True, False]
    assert fold(pieces[1][0]) == "isleri"


def test_an_excerpt_shows_a_word_of_an_address_too(small):
    """The search takes addresses apart at what is no letter, and so at low lines."""
    small.write(small.laws, small.law.replace("org/law", "org/social_economy_act.pdf"))
    [hit] = search(data := small.load(), "economy", ALL).to_dicts()
    assert [text for text, is_hit in excerpt(data, hit, "economy") if is_hit] == ["economy"]


def test_a_word_that_stands_in_the_title_needs_no_excerpt(snapshot):
    hit = search(snapshot, "quebec", ALL).row(0, named=True)
    assert excerpt(snapshot, hit, "quebec") == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("{start: 2024}", "from 2024"),
        ("{end: 2030-06}", "until June 2030"),
        ("{start: 2024, end: 2028}", "2024\N{EN DASH}2028"),
    ],
)
def test_a_period_of_which_one_end_is_known_is_said_as_open(tree, period, said):
    tree.write("countries/TUR/laws.yaml", f"{tree.law}  period: {period}\n")
    found = record(load(tree.root), "tur-law-1")
    assert {fact.field: fact.said[0].text for fact in found.facts}["period"] == said


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_word_is_placed_where_it_stands(text, data):
    words = words_of(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    place = queries._place(text, word)
    if place is not None:
        first, last = place
        assert searched(word).strip() in searched(text[first:last])


def test_a_record_shows_every_field_that_says_something(snapshot):
    found = record(snapshot, "tur-law-7339")
    said = {fact.label: [one.text for one in fact.said] for fact in found.facts}
    assert said["Adopted"] == ["21 October 2021"]
    assert said["Type"] == ["Amendment"]
    linked = [one.record for fact in found.facts for one in fact.said if one.record]
    assert linked[0] == "tur-law-1163"
    assert set(linked) <= set(snapshot.frames["records"]["id"])
    assert dict(found.nested)["sources"]


def test_a_record_knows_what_names_it(snapshot):
    found = record(snapshot, "tur-law-1163")
    assert ("tur-law-7339", "Amends") in found.linked_from


def test_a_record_that_a_nested_row_names_knows_it(records):
    snapshot = load(records("A text"))
    assert ("int-r1", "Identifier") in record(snapshot, "tur-p1").linked_from
    uptake = dict(record(snapshot, "int-r1").nested)["uptake"][0]
    assert "tur-p1" in [said.record for fact in uptake for said in fact.said]


def test_an_id_that_does_not_exist_is_no_record(snapshot):
    assert record(snapshot, "nope") is None


def test_every_record_is_in_the_catalogue_and_can_be_shown(snapshot):
    index = queries.catalogue(snapshot).index
    assert sorted(index["id"]) == sorted(snapshot.frames["records"]["id"])
    for identifier in index["id"].gather_every(23):
        found = record(snapshot, identifier)
        assert found.facts
        assert "sources" in dict(found.nested)


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


def test_a_snippet_is_the_hit_else_how_the_summary_begins(snapshot):
    hit = search(snapshot, "2014-856", ALL).row(0, named=True)
    assert sum(marked for _text, marked in queries.snippet(snapshot, hit, "perimeter")) == 1
    [(text, marked)] = queries.snippet(snapshot, hit, "")
    assert not marked
    assert len(text) <= queries.SNIPPET


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
