"""Which events are chosen, which of them were held, and what they led to."""

from datetime import date

import pytest

from dashboard.filters import Selection
from dashboard.queries import chain, country, workshops
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
EVENT = (
    "- {{id: tur-w{}, title: E, type: workshop, level: national, {}"
    " sources: [{{title: t, publisher: p, reference: r}}]}}\n"
)


def on(*day):
    return Clock(date(*day), TODAY)


def found(tree, *fields, selection=None, clock=NOW):
    content = "".join(EVENT.format(n, more) for n, more in enumerate(fields, 1))
    tree.write("countries/TUR/workshops.yaml", content)
    snapshot = tree.load()
    assert not snapshot.problems
    return workshops.rows(snapshot, selection or Selection(), clock)


@pytest.mark.parametrize(
    ("start", "clock", "standing"),
    [
        ("2026-06-30", NOW, "held"),
        ("2026-07-01", NOW, "to_come"),
        ("2026-06", NOW, "held"),
        ("2026-06", on(2026, 6, 29), "to_come"),
        ("2026", NOW, "to_come"),
        ("2025", NOW, "held"),
        ("2015", on(2015, 7, 1), "to_come"),
        ("2015", on(2015, 12, 31), "held"),
    ],
)
def test_an_event_was_held_when_the_time_in_which_it_began_is_over(tree, start, clock, standing):
    assert found(tree, f"start: {start},", clock=clock)["standing"].to_list() == [standing]


def test_an_event_without_a_date_counts_today_and_on_no_earlier_day(tree):
    assert found(tree, "")["standing"].to_list() == ["held"]
    assert found(tree, "", clock=on(2026, 6, 29)).is_empty()


def test_a_month_that_is_not_known_is_none(tree):
    rows = found(tree, "start: 2024-03-01,", "start: 2023-02,", "start: 2022,", "")
    assert rows.select("year", "month").rows() == [(2024, 3), (2023, 2), (2022, None), (None, None)]


@pytest.mark.parametrize(
    ("fields", "host", "where"),
    [
        ("host: {country: SEN, city: Dakar},", "SEN", "Dakar, Senegal"),
        ("", "TUR", "Türkiye"),
        ("format: online,", None, ""),
        ("format: online, host: {country: SEN},", "SEN", "Senegal"),
    ],
)
def test_a_region_has_the_events_that_took_place_in_it(tree, fields, host, where):
    """Also those of which nobody lists the countries that took part."""
    [row] = found(tree, fields).to_dicts()
    assert (row["host"], row["where"]) == (host, where)
    africa = found(tree, fields, selection=Selection(region="ilo-africa"))
    assert africa.height == (host == "SEN")


def test_what_an_event_led_to_is_what_names_it(tree):
    tree.write(tree.laws, tree.law + "  responds_to: [tur-w1]\n")
    rows = found(tree, "start: 2024,", "start: 2023, responds_to: [tur-w1],")
    assert rows.select("id", "led_to").rows() == [("tur-w1", 2), ("tur-w2", 0)]
    followed = chain.answers(tree.load(), NOW)
    assert [followed.get(event, []) for event in rows["id"]] == [["tur-law-1", "tur-w2"], []]


def test_on_an_earlier_date_an_event_has_not_yet_led_to_what_came_later(tree):
    following = "start: 2024-05-02, responds_to: [tur-w1],"
    for day, number in ((1, 0), (2, 1)):
        rows = found(tree, "start: 2023,", following, clock=on(2024, 5, day))
        assert rows.filter(id="tur-w1")["led_to"].item() == number


def test_programme_and_funders_are_named(snapshot):
    rows = workshops.rows(snapshot, Selection(chosen={"programme": ("eucan",)}), NOW)
    assert rows["programme_title"].to_list() == [snapshot.reference.programmes["eucan"]]
    funded = workshops.rows(snapshot, Selection(chosen={"funder": ("european-union",)}), NOW)
    name = snapshot.reference.organisation_name("european-union")
    assert funded.height and all(name in said for said in funded["funder_names"])


@pytest.mark.parametrize(
    "fields",
    ["", "countries: [TUR],", "format: online,", "host: {country: SEN}, countries: [TUR],"],
)
def test_the_page_of_a_country_and_the_map_name_the_same_host(tree, fields):
    [host] = found(tree, fields)["host"].to_list()
    [row] = country.concerning(tree.loaded, "workshops", "TUR", Selection()).to_dicts()
    assert (row["role"] == "host") == (host == "TUR")
