"""Frames have the declared columns, whatever the records say."""

from datetime import date

import polars as pl
import pytest

from loaders.kinds import KINDS

WORKSHOP = """\
- id: event-1
  title: A meeting
  type: meeting
  level: regional
  start: 2024-05-02
  end: 2024-05-03
  host: {country: SEN, city: Dakar}
  countries: [TUR, SEN, FRA]
  sources: [{title: t, publisher: p, reference: r}]
"""


def test_an_empty_data_folder_has_the_same_columns_as_the_shipped_one(tree, snapshot):
    empty = tree.load()
    assert empty.problems == ()
    assert {name: frame.schema for name, frame in empty.frames.items()} == {
        name: frame.schema for name, frame in snapshot.frames.items()
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_frame_has_a_column_for_every_field_and_the_place_of_the_record(snapshot, kind):
    frame = snapshot.frames[kind.table.name]
    assert frame.columns[:2] == ["id", "country"]
    assert frame.columns[-2:] == ["file", "line"]
    for field in kind.table.fields:
        for name, dtype in field.type.columns(field.name).items():
            assert frame.schema[name] == dtype
    assert frame["id"].null_count() == frame["file"].null_count() == frame["line"].null_count() == 0


def test_a_date_is_its_first_day_beside_its_precision(tree):
    tree.write(tree.laws, f"{tree.law}  adopted: 2011-03\n  in_force: 2012\n")
    laws = tree.load().frames["laws"]
    columns = ["adopted", "adopted_precision", "in_force", "in_force_precision", "repealed"]
    assert laws.select(columns).rows() == [
        (date(2011, 3, 1), "month", date(2012, 1, 1), "year", None)
    ]


def test_the_index_has_one_row_per_record(snapshot):
    records = snapshot.frames["records"]
    assert records.height == sum(snapshot.frames[kind.table.name].height for kind in KINDS)
    assert records["id"].is_unique().all()
    assert set(records["kind"]) == {kind.name for kind in KINDS}


def test_the_timeline_has_one_row_per_event_in_order(tree):
    law = f"{tree.law}  adopted: 2011-03\n  in_force: 2012\n"
    tree.write(tree.laws, law)
    tree.write("international/workshops.yaml", WORKSHOP)
    events = tree.load().frames["timeline"]
    assert events.select("id", "kind", "event", "date", "end", "status").rows() == [
        ("tur-law-1", "law", "adopted", date(2011, 3, 1), None, "in_force"),
        ("tur-law-1", "law", "in_force", date(2012, 1, 1), None, "in_force"),
        ("event-1", "workshop", "start", date(2024, 5, 2), date(2024, 5, 3), None),
    ]
    assert events["countries"].to_list() == [["TUR"], ["TUR"], ["SEN", "TUR", "FRA"]]


@pytest.mark.parametrize(
    ("of_strategy", "plans"), [("adopted: 2011", 0), ("published: 2011", 0), ("in_force: 2011", 1)]
)
def test_a_plan_that_is_one_text_with_a_dated_strategy_stands_once(tree, of_strategy, plans):
    tree.write(tree.laws, f"{tree.law}  {of_strategy}\n")
    source = "sources: [{title: t, publisher: p, reference: r}]"
    plan = f"- {{id: tur-p, title: P, adopted: 2011, carries_out: tur-law-1, {source}}}\n"
    tree.write("countries/TUR/action-plans.yaml", plan)
    assert tree.load().frames["timeline"].filter(kind="action_plan").height == plans


def test_every_country_has_a_row_whether_or_not_it_has_a_folder(tree):
    tree.write(
        "countries/TUR/country.yaml",
        "researched: 2026-11\nnote: Seen.\ncoverage: {law: partial, action_plan: none_known,"
        " institution: none_known, workshop: none_known, news: complete}\n",
    )
    countries = tree.load().frames["countries"]
    assert countries.height > 190
    has = countries.filter(pl.col("coverage_law").is_not_null())
    columns = ["iso3", "name", "coverage_news", "folder_note", "file"]
    assert has.select(columns).rows() == [
        ("TUR", "Türkiye", "complete", "Seen.", "data/countries/TUR/country.yaml")
    ]
