"""Frames as files: what goes in comes out, and no cell starts a formula."""

import csv
import io
import json
import zipfile

import polars as pl
import pytest

from dashboard.queries import downloads
from dashboard.queries.downloads import FORMATS

CSV = FORMATS["csv"].write


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_frame_can_be_taken_away(snapshot, form):
    for frame in snapshot.frames.values():
        assert form.write(frame)


def test_a_frame_comes_back_from_parquet_as_it_was(snapshot):
    for name in ("laws", "positions", "countries"):
        frame = snapshot.frames[name]
        assert pl.read_parquet(io.BytesIO(FORMATS["parquet"].write(frame))).equals(frame)


def test_a_row_comes_back_from_json(snapshot):
    rows = json.loads(FORMATS["json"].write(snapshot.frames["laws"]))
    assert len(rows) == snapshot.frames["laws"].height
    assert isinstance(rows[0]["scope"], list)


def test_a_csv_file_has_a_line_per_row_and_lists_in_one_cell(snapshot):
    laws = snapshot.frames["laws"]
    rows = read(CSV(laws))
    assert [row["id"] for row in rows] == laws["id"].to_list()
    [law] = [row for row in rows if row["id"] == "tur-law-7339"]
    assert law["adopted"] == "2021-10-21"
    assert json.loads(law["original_title"])["language"] == "tr"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "=HYPERLINK('x')"])
def test_no_cell_starts_a_formula(text):
    [row] = read(CSV(pl.DataFrame({"title": [text], "many": [[text, "b"]]})))
    assert row == {"title": f"'{text}", "many": f"'{text}; b"}


def test_numbers_and_dates_are_left_as_they_are():
    [row] = read(CSV(pl.DataFrame({"n": [-1], "text": ["a-b"], "none": [None]})))
    assert row == {"n": "-1", "text": "a-b", "none": ""}


def test_all_frames_are_in_the_archive(snapshot):
    content = downloads.all_together(snapshot, FORMATS["csv"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name.removesuffix(".csv") for name in archive.namelist()} == set(snapshot.frames)


def test_coverage_counts_each_country_once_per_kind(snapshot):
    found = downloads.coverage(snapshot)
    assert found.height == 5
    for row in found.iter_rows():
        assert sum(row[2:]) == snapshot.frames["countries"].height
    assert found.filter(Kind="Laws")["Records"].item() == snapshot.frames["laws"].height


def test_freshness_counts_each_record_once(snapshot, clock):
    for _kind, records, dated, stale, unknown in downloads.freshness(snapshot, clock).iter_rows():
        assert dated + unknown == records
        assert stale <= dated
