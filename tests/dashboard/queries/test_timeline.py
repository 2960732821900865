"""All dated events that are chosen, each in its lane."""

from datetime import date

import polars as pl
import pytest

from dashboard.filters import KIND_LABELS, Selection
from dashboard.language import fold
from dashboard.queries import timeline

LANES = timeline.LANES
TODAY = date(2026, 6, 30)


@pytest.fixture
def few(records, tree):
    records("Text")
    return tree.load()


def lanes_of(rows, identifier):
    return rows.filter(pl.col("id") == identifier)["lane"].to_list()


def test_lanes_by_kind_hold_each_event_once(snapshot):
    rows = timeline.rows(snapshot, Selection(), "kind", TODAY)
    assert rows.height == snapshot.frames["timeline"].height
    assert rows.select("id", "event").is_unique().all()
    assert rows["lane"].equals(rows["kind"].rename("lane"))


def test_lanes_by_kind_stand_in_the_order_of_the_legend(snapshot):
    rows = timeline.rows(snapshot, Selection(), "kind", TODAY)
    lanes = rows["lane"].unique(maintain_order=True).to_list()
    assert lanes == [kind for kind in KIND_LABELS if kind in lanes]
    assert set(rows["lane_label"]) <= set(KIND_LABELS.values())


@pytest.mark.parametrize("lanes", LANES)
def test_the_events_of_a_lane_stand_together_and_in_order_of_time(snapshot, lanes):
    rows = timeline.rows(snapshot, Selection(), lanes, TODAY)
    assert rows["lane"].rle_id().max() == rows["lane"].n_unique() - 1
    assert all(part["date"].is_sorted() for part in rows.partition_by("lane"))
    assert rows["lane_label"].null_count() == 0
    assert (rows["last"] >= rows["date"]).all()


@pytest.mark.parametrize("lanes", LANES)
def test_no_event_is_lost_between_lanes(snapshot, lanes):
    rows = timeline.rows(snapshot, Selection(), lanes, TODAY)
    wanted = snapshot.frames["timeline"].select("id", "event").unique().height
    assert rows.select("id", "event").unique().height == wanted


def test_an_event_of_several_countries_stands_once_in_each_of_their_lanes(few):
    assert sorted(lanes_of(timeline.rows(few, Selection(), "country", TODAY), "tur-w1")) == [
        "ITA",
        "TUR",
    ]
    by_region = timeline.rows(few, Selection(), "region", TODAY)
    assert lanes_of(by_region, "tur-w1") == ["ilo-europe-central-asia"]


def test_an_event_of_no_country_is_international_and_comes_last(few):
    for lanes in ("region", "country"):
        rows = timeline.rows(few, Selection(), lanes, TODAY)
        resolution = rows.filter(pl.col("id") == "int-r1")
        assert "International" in resolution["lane_label"].to_list()
        assert rows["lane_label"].unique(maintain_order=True).to_list()[-1] == "International"


def test_lanes_by_country_stand_by_name(snapshot):
    labels = timeline.rows(snapshot, Selection(), "country", TODAY)["lane_label"]
    named = [label for label in labels.unique(maintain_order=True) if label != "International"]
    assert named == sorted(named, key=fold)


def test_a_region_keeps_only_lanes_of_its_members(snapshot):
    members = snapshot.reference.groups["ilo-africa"]["members"]
    rows = timeline.rows(snapshot, Selection(region="ilo-africa"), "country", TODAY)
    assert set(rows["lane"]) <= set(members)
    by_region = timeline.rows(snapshot, Selection(region="ilo-africa"), "region", TODAY)
    assert set(by_region["lane"]) == {"ilo-africa"}


def test_a_kind_filter_leaves_one_lane(snapshot):
    rows = timeline.rows(snapshot, Selection(chosen={"kind": ("workshop",)}), "kind", TODAY)
    assert set(rows["lane"]) == {"workshop"}
    assert rows.height == snapshot.frames["workshops"]["start"].drop_nulls().len()


def test_a_date_is_written_as_precisely_as_it_is_known(few):
    rows = timeline.rows(few, Selection(), "kind", TODAY)
    when = {(row["id"], row["event"]): row["when"] for row in rows.iter_rows(named=True)}
    assert when["tur-l1", "adopted"] == "March 2011"
    assert when["tur-l4", "adopted"] == "2018"
    assert when["tur-l2", "adopted"] == "1 June 2015"
    assert when["tur-w1", "start"] == "1\N{EN DASH}3 March 2026"
    assert when["int-w1", "start"] == "November 2025"


def test_an_imprecise_date_reaches_to_the_end_of_its_interval(few):
    rows = timeline.rows(few, Selection(), "kind", TODAY)
    last = {(row["id"], row["event"]): row["last"] for row in rows.iter_rows(named=True)}
    assert last["tur-l1", "adopted"] == date(2011, 3, 31)
    assert last["tur-l4", "adopted"] == date(2018, 12, 31)
    assert last["tur-w1", "start"] == date(2026, 3, 3)


def test_an_event_reaches_to_the_end_of_its_last_month(tree):
    tree.write(
        "countries/TUR/workshops.yaml",
        "- {id: tur-w1, title: E, type: workshop, level: national, start: 2019-06, end: 2019-08,"
        " sources: [{title: t, publisher: p, reference: r}]}\n",
    )
    rows = timeline.rows(tree.load(), Selection(), "kind", TODAY)
    assert rows["last"].to_list() == [date(2019, 8, 31)]


def test_an_event_to_come_is_not_said_to_have_been_held(few):
    def said(today):
        rows = timeline.rows(few, Selection(), "kind", today)
        return rows.filter(id="tur-w1")["event_label"].to_list()

    assert said(date(2026, 2, 28)) == ["To be held"]
    assert said(date(2026, 3, 1)) == ["Held"]


def test_every_event_has_a_label_in_words(snapshot):
    assert set(snapshot.frames["timeline"]["event"]) <= set(timeline.EVENTS)


def test_the_place_is_named_and_many_countries_are_counted(snapshot, few):
    rows = timeline.rows(few, Selection(), "kind", TODAY)
    [where] = rows.filter(pl.col("id") == "tur-w1")["where"]
    assert sorted(where.split(", ")) == ["Italy", "Türkiye"]
    many = timeline.rows(snapshot, Selection(), "kind", TODAY).filter(
        pl.col("countries").list.len() > 4
    )
    assert many["where"].str.contains(r" and \d+ more$").all()


@pytest.mark.parametrize("lanes", LANES)
def test_a_selection_without_events_gives_no_row(snapshot, lanes):
    assert timeline.rows(snapshot, Selection(since=2190), lanes, TODAY).is_empty()
