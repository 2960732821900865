"""Coverage counts each thing once."""

from dashboard.queries import completeness


def test_coverage_counts_each_country_once_per_kind(snapshot):
    found = completeness.coverage(snapshot)
    assert found.height == 5
    for row in found.iter_rows():
        assert sum(row[2:]) == snapshot.frames["countries"].height
    assert found.filter(Kind="Laws")["Records"].item() == snapshot.frames["laws"].height
