"""A status never looks fresher than its sources."""

from datetime import date

import pytest

from dashboard.queries import freshness
from loaders.measures import Clock

LAW = """- id: tur-1
  title: Law 1
  type: specific_law
  scope: [cooperatives]
  status: in_force
{lines}  sources:
{sources}"""
SOURCE = "    - {title: t, publisher: p, reference: r"


@pytest.mark.parametrize(
    ("lines", "dates", "said"),
    [
        ("  status_as_of: 2026-03\n", ["2021-05-02"], "last confirmed March 2026"),
        ("", ["2019", "2021-05-02", ""], "as reported in a source of 2 May 2021"),
        ("", ["2021", "2021-05-02"], "as reported in a source of 2021"),
        ("", [""], "date of confirmation unknown"),
    ],
)
def test_a_status_says_when_it_was_last_confirmed_or_told(tree, lines, dates, said):
    told = "".join(SOURCE + (f", published: {d}" if d else "") + "}\n" for d in dates)
    tree.write("countries/TUR/laws.yaml", LAW.format(lines=lines, sources=told))
    snapshot = tree.load()
    assert [str(problem) for problem in snapshot.problems] == []
    row = freshness.with_told(snapshot.frames["laws"], snapshot).row(0, named=True)
    assert freshness.says(row) == said


def test_each_record_is_counted_once(snapshot, clock):
    rows = list(freshness.table(snapshot, clock).iter_rows())
    assert [row[0] for row in rows] == ["Laws and policies", "Resolutions", "Action plans"]
    for _kind, records, confirmed, stale, told, unknown in rows:
        assert confirmed + told + unknown == records
        assert stale <= confirmed
        assert told > 0


def test_a_record_page_says_how_fresh_its_status_is(visit, snapshot, texts):
    laws = freshness.with_told(snapshot.frames["laws"], snapshot)
    undated = laws.filter(laws["status_as_of"].is_null() & laws["told"].is_not_null())
    row = undated.row(0, named=True)
    page = visit("record", id=row["id"])
    cells = page.table[0].value.to_string()
    assert "as reported in a source of" in cells


def test_the_table_is_of_today_whatever_date_is_asked_about(snapshot, clock):
    then = Clock(date(2012, 1, 1), clock.today)
    assert freshness.table(snapshot, then).equals(freshness.table(snapshot, clock))
