"""A table comes down as a file whose name says what it is."""

from __future__ import annotations

import csv
from pathlib import Path


def test_a_table_comes_down_with_every_row(screen, snapshot, tmp_path):
    screen.open("/data")
    with screen.page.expect_download() as awaited:
        screen.page.get_by_role("button", name="Download the table").click()
    found = awaited.value
    name = sorted(snapshot.frames)[0]
    assert found.suggested_filename == f"sse-policy-tracker_{snapshot.digest[:8]}_{name}.csv"
    path = Path(tmp_path / "table.csv")
    found.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == snapshot.frames[name].height
