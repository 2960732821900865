"""Coverage and freshness count each thing once."""

from dashboard.queries import completeness


def test_coverage_counts_each_country_once_per_kind(snapshot):
    found = completeness.coverage(snapshot)
    assert found.height == 5
    for row in found.iter_rows():
        assert sum(row[2:]) == snapshot.frames["countries"].height
    assert found.filter(Kind="Laws")["Records"].item() == snapshot.frames["laws"].height


def test_freshness_counts_each_record_once(snapshot, clock):
    for _kind, records, dated, stale, unknown in completeness.freshness(
        snapshot, clock
    ).iter_rows():
        assert dated + unknown == records
        assert stale <= dated
