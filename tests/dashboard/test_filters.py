"""A filter acts, speaks and travels; what an address asks for in vain is reported, not erased."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from dashboard import filters
from dashboard.filters import (
    CHOICES,
    FUNDER,
    KIND,
    PROGRAMME,
    SCOPE,
    STATUS,
    THEME,
    TYPE,
    Selection,
    from_query,
)
from dashboard.language import fold

REFERENCE = loaders.load().reference
DASH = "\N{EN DASH}"
YEARS = st.none() | st.integers(1500, 2199)


def codes(choice):
    return st.lists(st.sampled_from(sorted(choice.codes(REFERENCE))), unique=True).map(tuple)


SELECTIONS = st.builds(
    lambda as_of, region, since, until, chosen: Selection(
        as_of, region, since, until, {key: some for key, some in chosen.items() if some}
    ),
    as_of=st.none() | st.dates(filters.FIRST_DAY, filters.LAST_DAY),
    region=st.sampled_from(["", *REFERENCE.groups]),
    since=YEARS,
    until=YEARS,
    chosen=st.fixed_dictionaries({choice.key: codes(choice) for choice in CHOICES}),
)
EVERYTHING = {
    "asof": "2024-02-29",
    "region": "ilo-africa",
    "from": "1990",
    "to": "2020",
    "kind": "law,news",
    "theme": "finance",
    "scope": "cooperatives,mutuals",
    "status": "in_force",
    "type": "workshop",
    "programme": "medup",
    "funder": "european-union,deu-giz",
}


# Travelling


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_own_address(selection):
    assert from_query(selection.to_query(), REFERENCE) == selection


@given(SELECTIONS)
def test_an_address_holds_codes_and_nothing_that_is_empty(selection):
    query = selection.to_query()
    assert set(query) <= set(filters.KEYS)
    assert all(value.isascii() and " " not in value and value for value in query.values())


@given(st.dictionaries(st.sampled_from(filters.KEYS), st.text(max_size=40)))
def test_any_address_is_read_and_what_was_read_is_an_address(query):
    selection = from_query(query, REFERENCE)
    assert from_query(selection.to_query(), REFERENCE) == replace(selection, complaints=())


def test_an_address_without_parameters_selects_everything():
    assert from_query({}, REFERENCE) == Selection()
    assert Selection().to_query() == {}


@pytest.mark.parametrize("key", filters.KEYS)
def test_an_empty_value_is_the_same_as_none(key):
    assert from_query({key: ""}, REFERENCE) == Selection()


def test_a_code_given_twice_counts_once_in_the_order_given():
    found = from_query({"theme": "gender,finance,gender,,"}, REFERENCE)
    assert (found.chosen, found.complaints) == ({"theme": ("gender", "finance")}, ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("region", "atlantis"),
        ("region", "ILO-AFRICA"),
        ("region", "x" * 10_000),
        ("region", "<script>alert(1)</script>"),
        ("asof", "2024-02-30"),
        ("asof", "2023-02-29"),
        ("asof", "1980"),
        ("asof", "yesterday"),
        ("asof", "20240101"),
        ("asof", "2024-1-1"),
        ("asof", "0001-01-01"),
        ("asof", "9999-12-31"),
        ("asof", "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0661"),
        ("asof", "2024-01-01\n"),
        ("asof", "1" * 10_000),
        ("from", "15"),
        ("from", "-1990"),
        ("from", "1e3"),
        ("from", "\u0661\u0669\u0669\u0660"),
        ("from", "9" * 10_000),
        ("to", "2200"),
        ("to", "1499"),
        ("to", "2015\n"),
        ("kind", "laws"),
        ("theme", "Finance"),
        ("scope", "![x](https://evil.example)"),
        ("status", "x" * 10_000),
        ("type", "framework_law"),
        ("programme", "MedUp"),
        ("programme", "unga-res-77-281"),
        ("funder", "European Union"),
    ],
)
def test_a_bad_value_is_reported_and_nothing_else_is_lost(key, value):
    selection = from_query(EVERYTHING | {key: value}, REFERENCE)
    [complaint] = selection.complaints
    assert (complaint.key, complaint.value) == (key, value)
    assert complaint.remedy.endswith(".")
    kept = {name: said for name, said in EVERYTHING.items() if name != key}
    assert selection.to_query() == kept


def test_a_bad_code_among_good_ones_is_reported_alone():
    selection = from_query({"theme": "finance,nonsense,gender"}, REFERENCE)
    assert selection.chosen == {"theme": ("finance", "gender")}
    assert [complaint.value for complaint in selection.complaints] == ["nonsense"]


def test_every_bad_value_is_reported_at_once():
    query = dict.fromkeys(filters.KEYS, "nonsense")
    complaints = from_query(query, REFERENCE).complaints
    assert sorted(complaint.key for complaint in complaints) == sorted(filters.KEYS)


def test_a_bad_code_given_many_times_is_reported_once():
    selection = from_query({"theme": ",".join(["nonsense"] * 5_000)}, REFERENCE)
    assert len(selection.complaints) == 1


@pytest.mark.parametrize("day", ["1900-01-01", "1980-01-01", "2100-12-31"])
def test_a_day_long_ago_or_ahead_is_a_day(day):
    selection = from_query({"asof": day}, REFERENCE)
    assert (selection.as_of, selection.complaints) == (date.fromisoformat(day), ())


# Acting

EVENTS = pl.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "kind": ["law", "news", "law", None],
        "themes": [["finance", "gender"], ["gender"], [], None],
        "countries": [["TUR"], ["TUR", "SEN"], [], ["SEN"]],
        "date": [date(2010, 1, 1), date(2015, 6, 1), date(2020, 12, 31), date(2021, 1, 1)],
        "date_precision": ["year", "month", "day", "day"],
    },
    schema_overrides={"themes": pl.List(pl.String), "countries": pl.List(pl.String)},
)


def kept(selection, frame=EVENTS):
    return frame.filter(selection.where(frame.columns, REFERENCE))["id"].to_list()


def test_no_choice_keeps_every_row():
    assert kept(Selection()) == ["a", "b", "c", "d"]


def test_a_choice_on_a_single_column_keeps_the_rows_with_one_of_the_codes():
    assert kept(Selection(chosen={"kind": ("law",)})) == ["a", "c"]
    assert kept(Selection(chosen={"kind": ("law", "news")})) == ["a", "b", "c"]


def test_a_choice_on_a_list_keeps_the_rows_that_share_a_code():
    assert kept(Selection(chosen={"theme": ("finance",)})) == ["a"]
    assert kept(Selection(chosen={"theme": ("procurement", "gender")})) == ["a", "b"]


def test_two_filters_both_have_to_fit():
    assert kept(Selection(chosen={"theme": ("gender",), "kind": ("news",)})) == ["b"]


def test_a_choice_on_a_column_that_a_frame_lacks_keeps_nothing():
    assert kept(Selection(chosen={"scope": ("cooperatives",)})) == []


def test_a_region_keeps_events_of_any_of_its_countries():
    assert kept(Selection(region="ilo-africa")) == ["b", "d"]


@pytest.mark.parametrize("column", ["country", "iso3"])
def test_a_region_acts_on_frames_with_one_country_per_row(column):
    frame = pl.DataFrame({"id": ["t", "s", "none"], column: ["TUR", "SEN", None]})
    assert kept(Selection(region="ilo-africa"), frame) == ["s"]


def test_years_count_an_event_that_may_have_happened_in_them():
    assert kept(Selection(since=2010)) == ["a", "b", "c", "d"]
    assert kept(Selection(since=2011)) == ["b", "c", "d"]
    assert kept(Selection(until=2020)) == ["a", "b", "c"]
    assert kept(Selection(since=2011, until=2019)) == ["b"]
    assert kept(Selection(since=2030, until=2000)) == []


def test_programme_and_funder_keep_the_rows_that_name_their_ids():
    frame = pl.DataFrame(
        {
            "id": ["a", "b", "c"],
            "type": ["workshop", "forum", "forum"],
            "programme": ["medup", None, "eucan"],
            "funders": [["european-union", "A club"], ["deu-giz"], None],
        }
    )
    assert kept(Selection(chosen={"programme": ("medup", "eucan")}), frame) == ["a", "c"]
    assert kept(Selection(chosen={"funder": ("deu-giz", "european-union")}), frame) == ["a", "b"]
    assert kept(Selection(chosen={"type": ("forum",), "funder": ("deu-giz",)}), frame) == ["b"]


def test_years_count_what_begins_in_them_where_a_row_has_a_beginning():
    frame = EVENTS.rename({"date": "start", "date_precision": "start_precision"})
    assert kept(Selection(since=2011, until=2019), frame) == ["b"]


@given(SELECTIONS)
@settings(max_examples=40)
def test_every_selection_acts_on_every_frame_that_pages_filter(snapshot, selection):
    for name in ("laws", "timeline", "action_plans", "actions", "workshops", "programmes", "news"):
        frame = snapshot.frames[name]
        assert frame.filter(selection.where(frame.columns, REFERENCE)).height <= frame.height


def test_a_region_has_members_and_the_world_has_no_list():
    assert Selection().members(REFERENCE) is None
    assert "SEN" in (Selection(region="ilo-africa").members(REFERENCE) or ())


def test_of_a_region_those_countries_count_that_are_named():
    named = {"place": ("SEN", "FRA")}
    assert Selection(chosen=named).members(REFERENCE) == ("SEN", "FRA")
    assert Selection(chosen=named, region="ilo-africa").members(REFERENCE) == ("SEN",)


def test_a_named_country_keeps_what_is_its_own_and_what_names_it(snapshot):
    of_senegal = Selection(chosen={"place": ("SEN",)})
    plans, events = (snapshot.frames[name] for name in ("action_plans", "timeline"))
    assert set(of_senegal.narrow(plans, REFERENCE)["country"]) == {"SEN"}
    found = of_senegal.narrow(events, REFERENCE)["countries"].to_list()
    assert found
    assert all("SEN" in countries for countries in found)


def test_equal_selections_are_one_key():
    one, same = (Selection(chosen={"theme": ("finance",)}, since=1990) for _ in range(2))
    other = Selection(chosen={"theme": ("taxation",)}, since=1990)
    assert {one: 1, same: 2, other: 3} == {one: 2, other: 3}


def test_only_drops_the_filters_that_a_page_lacks():
    selection = from_query(EVERYTHING, REFERENCE)
    assert selection.only(THEME.key).to_query() == {"asof": "2024-02-29", "theme": "finance"}
    assert selection.only("region", "from").to_query() == {
        "asof": "2024-02-29",
        "region": "ilo-africa",
        "from": "1990",
        "to": "2020",
    }


def test_the_clock_runs_on_the_day_asked_for_else_today():
    today = date(2026, 6, 30)
    assert Selection().clock(today) == loaders.measures.Clock(today, today)
    asked = Selection(as_of=date(2010, 1, 1)).clock(today)
    assert (asked.as_of, asked.today, asked.is_past) == (date(2010, 1, 1), today, True)


# Speaking


def test_a_selection_says_what_it_holds_in_labels():
    today = date(2026, 6, 30)
    assert Selection().says(REFERENCE, today) == "World\xa0· as of 30 June 2026"
    said = from_query(EVERYTHING, REFERENCE).says(REFERENCE, today)
    labels = THEME.codes(REFERENCE) | SCOPE.codes(REFERENCE) | STATUS.codes(REFERENCE)
    assert said == "\xa0· ".join(
        [
            str(REFERENCE.groups["ilo-africa"]["name"]),
            f"{KIND.codes(REFERENCE)['law']}, {KIND.codes(REFERENCE)['news']}",
            labels["finance"],
            f"{labels['cooperatives']}, {labels['mutuals']}",
            labels["in_force"],
            "Workshop",
            REFERENCE.programmes["medup"],
            ", ".join(FUNDER.codes(REFERENCE)[code] for code in ("european-union", "deu-giz")),
            "1990\N{EN DASH}2020",
            "as of 29 February 2024",
        ]
    )


@pytest.mark.parametrize(
    ("since", "until", "said"), [(1990, None, "1990-"), (None, 2020, "-2020"), (7, 9, "7-9")]
)
def test_an_open_period_is_said_as_open(since, until, said):
    selection = Selection(since=since, until=until)
    assert selection.says(
        REFERENCE, date(2026, 6, 30), with_date=False
    ) == f"World\xa0· {said}".replace("-", DASH)


@given(SELECTIONS)
@settings(max_examples=40)
def test_every_choice_is_heard(selection):
    said = selection.says(REFERENCE, date(2026, 6, 30))
    for choice in CHOICES:
        labels = choice.codes(REFERENCE)
        assert all(labels[code] in said for code in selection.chosen.get(choice.key, ()))


def test_every_choice_offers_codes_with_labels():
    for choice in CHOICES:
        offered = choice.codes(REFERENCE)
        assert offered, choice.key
        assert all(code and label for code, label in offered.items())
        assert not any("," in code for code in offered), "a comma parts codes in addresses"


def test_of_ids_only_those_that_occur_are_offered_in_order_of_names(snapshot):
    events = snapshot.frames["workshops"]
    for choice, column in ((PROGRAMME, events["programme"]), (FUNDER, events["funders"].explode())):
        offered = choice.offered(snapshot)
        assert set(offered) == set(column.drop_nulls()) & choice.known(snapshot.reference)
        names = list(offered.values())
        assert names == sorted(names, key=fold)
    assert list(TYPE.offered(snapshot)) == list(TYPE.codes(snapshot.reference))


def test_what_is_offered_is_in_the_order_of_names_whatever_their_accents(tree):
    tree.write(
        "countries/TUR/workshops.yaml",
        "- {id: tur-w1, title: E, type: workshop, level: national, funders: [one, two, three],"
        " sources: [{title: t, publisher: p, reference: r}]}\n",
    )
    names = {"one": "Zagreb", "two": "Économie sociale", "three": "Ankara"}
    choice = replace(FUNDER, names=lambda _reference: names)
    assert list(choice.offered(tree.load()).values()) == ["Ankara", "Économie sociale", "Zagreb"]
