"""A record shows all that it says, and what names it."""

from contextvars import copy_context

import pytest

from dashboard import language
from dashboard.queries.record import record
from dashboard.queries.records import catalogue
from loaders import load


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


def test_a_record_shows_every_field_that_says_something(snapshot):
    found = record(snapshot, "tur-law-7339")
    said = {fact.label: [one.text for one in fact.said] for fact in found.facts}
    assert said["Adopted"] == ["21 October 2021"]
    assert said["Type"] == ["Amendment"]
    linked = [one.record for fact in found.facts for one in fact.said if one.record]
    assert linked[0] == "tur-law-1163"
    assert set(linked) <= set(snapshot.frames["records"]["id"])
    assert dict(found.nested)["sources"]


def test_a_date_is_called_by_what_happened_on_it_and_a_status_by_what_holds(snapshot):
    def told():
        language.use("es")
        return {fact.label: fact.said[0].text for fact in record(snapshot, "tur-law-7339").facts}

    said = copy_context().run(told)
    assert said["Estado"] == "En vigor"
    assert said["Entrada en vigor"].startswith("26")


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
    index = catalogue(snapshot).index
    assert sorted(index["id"]) == sorted(snapshot.frames["records"]["id"])
    for identifier in index["id"].gather_every(23):
        found = record(snapshot, identifier)
        assert found.facts
        assert "sources" in dict(found.nested)
