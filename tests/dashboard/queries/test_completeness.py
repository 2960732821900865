"""Coverage counts each thing once."""

from dashboard.filters import KIND_LABELS
from dashboard.queries import completeness
from loaders.kinds import KINDS

PLAN = """\
- {id: tur-p1, title: P, status: adopted, adopted: 2024, carries_out: tur-law-1,
   sources: [{title: t, publisher: p, reference: r}]}
"""


def test_coverage_counts_each_country_once_per_kind(snapshot):
    found = completeness.coverage(snapshot)
    assert found.height == 5
    for row in found.iter_rows():
        assert sum(row[2:]) == snapshot.frames["countries"].height
    assert (
        found.filter(Kind="Laws and policies")["Records"].item() == snapshot.frames["laws"].height
    )


def test_a_country_whose_own_file_cannot_be_read_is_not_said_to_be_not_researched(small):
    before = completeness.coverage(small.load())
    assert before.columns[-1] == "Not researched"
    small.write("countries/TUR/country.yaml", "- [")
    found = completeness.coverage(small.load())
    assert found["Not readable"].to_list() == [1] * 5
    assert (before["Not researched"] - found["Not researched"]).to_list() == [1] * 5


def test_what_is_filled_counts_records_and_never_more(snapshot):
    found = completeness.filled(snapshot)
    assert found["Records"].sum() == snapshot.frames["records"].height
    for _kind, records, *filled in found.iter_rows():
        assert all(number <= records for number in filled)
    laws = snapshot.frames["laws"]
    assert (
        found.filter(Kind="Laws and policies")["With a summary"].item() == laws["summary"].count()
    )


def test_kinds_are_called_as_on_the_other_pages(snapshot):
    assert completeness.filled(snapshot)["Kind"].to_list() == [
        KIND_LABELS[kind.name] for kind in KINDS
    ]


def test_laws_with_one_undated_source_and_no_date_are_counted_as_such(small):
    small.write(small.laws, small.law)
    laws = completeness.filled(small.load()).row(0)
    assert laws == ("Laws and policies", 2, 0, 0, 0, 0)


def test_a_plan_that_is_one_text_with_a_dated_strategy_has_its_own_date(small):
    """Though the timeline shows the pair once."""
    strategy = small.law.replace("specific_law", "strategy") + "  adopted: 2024\n"
    small.write(small.laws, strategy)
    small.write("countries/TUR/action-plans.yaml", PLAN)
    snapshot = small.load()
    assert not snapshot.problems and "tur-p1" not in snapshot.frames["timeline"]["id"]
    plans = completeness.filled(snapshot).filter(Kind="Action plans")
    assert plans["With a date or period"].item() == 1
