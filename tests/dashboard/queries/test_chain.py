"""Chains hold what a source states, in its order, and nothing else."""

import pytest

import loaders
from dashboard.filters import Selection
from dashboard.queries import chain


@pytest.fixture
def data(records):
    return loaders.load(records("T"))


def drawn(node):
    return (node.id or node.title, node.how, [drawn(one) for one in node.after])


def test_what_follows_is_told_with_the_field_that_states_it(data):
    assert drawn(chain.following(data, "int-r1")) == (
        "int-r1",
        "",
        [("tur-p1", "responds_to", []), ("tur-p1", "uptake", []), ("tur-l3", "responds_to", [])],
    )


def test_an_action_stands_between_its_plan_and_what_it_delivers(small):
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n    - {id: tur-p1-a01, title: A, status: completed,"
        " delivers: [tur-law-1]}\n    - {id: tur-p1-a02, title: B, status: planned}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data = small.load()
    assert drawn(chain.following(data, "tur-p1")) == (
        "tur-p1",
        "",
        [("tur-p1-a01", "delivers", [("tur-law-1", "delivers", [])])],
    )
    assert [node.id for node in chain.before(data, "tur-law-1")] == ["tur-p1-a01", "tur-p1"]


def test_records_that_follow_from_each_other_end(small):
    one = small.law.replace("  sources:", "  responds_to: [tur-law-2]\n  sources:")
    two = small.law.replace("tur-law-1", "tur-law-2").replace(
        "  sources:", "  responds_to: [tur-law-1]\n  sources:"
    )
    small.write(small.laws, one + two)
    data = small.load()
    found = chain.following(data, "tur-law-1")
    assert [node.id for node in found.every()] == ["tur-law-1", "tur-law-2"]
    assert [node.id for node in chain.before(data, "tur-law-1")] == ["tur-law-2"]


def test_an_unknown_record_is_in_no_chain(data):
    assert chain.following(data, "nope") is None
    assert chain.before(data, "nope") == []


def test_a_chain_belongs_to_the_regions_of_its_countries(data):
    def first(region):
        return [one.id for one in chain.chains(data, Selection(region=region))]

    assert first("") == ["int-r1"]
    assert first("g20") == ["int-r1"]
    assert first("asean") == []


def test_the_seeds_are_one_chain(snapshot):
    """Resolutions, the workshop in Asia, the four plans: linked by hand, as sources state."""
    workshop = "ilo-asia-sse-sdg-workshop-2024"
    earlier = {node.id for node in chain.before(snapshot, workshop)}
    assert {"unga-res-77-281", "ilc-110-resolution-decent-work-sse"} <= earlier
    after = {node.country for node in chain.following(snapshot, workshop).after}
    assert after == {"KHM", "MNG", "THA", "VNM"}
    for one in chain.chains(snapshot, Selection()):
        assert not chain.before(snapshot, one.id)


# To be drawn


def test_a_record_is_drawn_with_all_before_and_after_it_each_once(snapshot):
    for record in chain.linked(snapshot):
        rows = chain.around(snapshot, record)
        keys = rows["key"].to_list()
        assert len(set(keys)) == rows.height >= 2
        assert rows.filter("own")["id"].to_list() == [record]
        assert rows["row"].to_list() == list(range(rows.height))
        assert {key for earlier in rows["earlier"].to_list() for key in earlier} <= set(keys)
        after = chain.following(snapshot, record)
        told = {node.id for node in [*after.every(), *chain.before(snapshot, record)]} - {""}
        assert set(rows["id"].drop_nulls()) == told


def test_only_stated_links_are_drawn(snapshot):
    stated = {(before, after) for before, after, _how in chain._stated(snapshot)}
    for record in chain.linked(snapshot):
        rows = chain.around(snapshot, record)
        for key, identifier, earlier in rows.select("key", "id", "earlier").iter_rows():
            assert identifier is None or {(one, key) for one in earlier} <= stated


def test_the_lanes_lead_from_a_resolution_to_a_law(snapshot):
    rows = chain.around(snapshot, "unga-res-77-281")
    lanes = {kind: int(min(rows.filter(kind=kind)["lane"])) for kind in rows["kind"].unique()}
    assert lanes["resolution"] == 0 < lanes["workshop"] < lanes["action_plan"] == 2


def test_a_record_without_links_is_not_drawn(snapshot):
    assert chain.around(snapshot, "fra-law-2014-856").is_empty()
    assert chain.around(snapshot, "no-such-record").is_empty()


def test_what_follows_stands_below_all_it_follows_from(snapshot):
    for record in chain.linked(snapshot):
        rows = chain.around(snapshot, record)
        place = dict(rows.select("key", "row").iter_rows())
        for key, earlier in rows.select("key", "earlier").iter_rows():
            assert all(place[one] < place[key] for one in earlier)
