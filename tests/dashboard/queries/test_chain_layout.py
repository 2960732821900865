"""A record is drawn with all that it follows from and all that followed, and nothing else."""

from itertools import pairwise

from dashboard.charts import chain as drawn
from dashboard.queries import chain, chain_layout
from dashboard.queries.links import stated
from dashboard.style import LIGHT


def test_a_record_is_drawn_with_all_before_and_after_it_each_once(snapshot, clock):
    for record in chain.linked(snapshot):
        rows = chain_layout.around(snapshot, record, clock)
        keys = rows["key"].to_list()
        assert len(set(keys)) == rows.height >= 2
        assert rows.filter("own")["id"].to_list() == [record]
        assert rows["row"].to_list() == list(range(rows.height))
        assert {key for earlier in rows["earlier"].to_list() for key in earlier} <= set(keys)
        after = chain.following(snapshot, record, clock)
        told = {node.id for node in [*after.every(), *chain.before(snapshot, record, clock)]} - {""}
        assert set(rows["id"].drop_nulls()) == told


def test_only_stated_links_are_drawn(snapshot, clock):
    pairs = {(before, after) for before, after, _how in stated(snapshot)}
    for record in chain.linked(snapshot):
        rows = chain_layout.around(snapshot, record, clock)
        for key, identifier, earlier in rows.select("key", "id", "earlier").iter_rows():
            assert identifier is None or {(one, key) for one in earlier} <= pairs


def test_the_lanes_lead_from_a_resolution_to_a_law(snapshot, clock):
    rows = chain_layout.around(snapshot, "unga-res-77-281", clock)
    lanes = {kind: int(min(rows.filter(kind=kind)["lane"])) for kind in rows["kind"].unique()}
    assert lanes["resolution"] == 0 < lanes["workshop"] < lanes["action_plan"] == 2


def test_a_record_without_links_is_not_drawn(snapshot, clock):
    assert chain_layout.around(snapshot, "fra-law-2014-856", clock).is_empty()
    assert chain_layout.around(snapshot, "no-such-record", clock).is_empty()


def test_what_follows_stands_below_all_it_follows_from(snapshot, clock):
    for record in chain.linked(snapshot):
        rows = chain_layout.around(snapshot, record, clock)
        place = dict(rows.select("key", "row").iter_rows())
        for key, earlier in rows.select("key", "earlier").iter_rows():
            assert all(place[one] < place[key] for one in earlier)


def test_no_line_runs_through_a_title(snapshot, clock):
    """A title stands to the right of its record, on a phone up to the edge."""
    for record in chain.linked(snapshot):
        rows = chain_layout.around(snapshot, record, clock)
        [lines, *_records] = drawn.figure(rows, LIGHT)["data"]
        for (x0, y0), (x1, y1) in pairwise(zip(lines["x"], lines["y"], strict=True)):
            if None in (x0, x1):
                continue
            low, high = sorted((y0, y1))
            passed = rows.filter(low < rows["row"], rows["row"] < high, rows["lane"] < x0)
            along = rows.filter(rows["row"] == y0, y0 == y1, rows["lane"] < max(x0, x1))
            assert passed.is_empty(), record
            assert along.is_empty(), record


def test_what_a_country_did_twice_is_drawn_twice(small, clock):
    """Without a note both are called alike: the day tells them apart."""
    small.write(
        "international/resolutions.yaml",
        "- id: int-r1\n  title: R\n  body: B\n  type: resolution\n  status: adopted\n"
        "  uptake:\n"
        "    - {country: TUR, what: statistics, date: 2019}\n"
        "    - {country: TUR, what: statistics, date: 2024}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    rows = chain_layout.around(small.load(), "int-r1", clock).filter(kind="uptake")
    assert sorted(rows["when"].to_list()) == ["2019", "2024"]
    assert rows["earlier"].to_list() == [["int-r1"], ["int-r1"]]
