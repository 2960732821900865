"""A release is written whole or not at all, never changed, and read by later versions."""

import dataclasses
import hashlib
import json
from datetime import date

import polars as pl
import pytest

from loaders import releases
from loaders.commands.release import run as run_release
from loaders.releases import ReleaseError, known_on, listed, opened, write

DAY = date(2026, 3, 1)


@pytest.fixture
def released(tree):
    tree.write(tree.laws, tree.law)
    return write(tree.load(), DAY)


def test_an_opened_release_is_the_snapshot_it_was_made_from(snapshot, tmp_path):
    folder = write_elsewhere(snapshot, tmp_path)
    again = opened(listed(folder)[0])
    assert again.digest == snapshot.digest
    for name, frame in snapshot.frames.items():
        assert again.frames[name].equals(frame), name
    for code, row in snapshot.reference.countries.items():
        assert again.reference.country_name(code) == row["name"]
    assert list(again.reference.groups) == list(snapshot.reference.groups)
    assert again.reference.programmes == snapshot.reference.programmes
    assert again.reference.label("law-status", "in_force") == "In force"
    assert again.reference.organisation("ILO") == snapshot.reference.organisation("ILO")


def write_elsewhere(snapshot, folder):
    write(dataclasses.replace(snapshot, root=folder), DAY)
    return folder


def test_a_release_is_no_part_of_the_data_it_stands_in(tree, released):
    again = tree.load()
    assert again.problems == ()
    assert again.digest == released.digest


def test_a_day_is_released_once(tree, released):
    with pytest.raises(ReleaseError, match="2026-03-01 is released already"):
        write(tree.load(), DAY)
    assert len(listed(tree.root)) == 1


def test_data_with_an_error_is_not_released(tree):
    tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
    with pytest.raises(ReleaseError, match="sse check"):
        write(tree.load(), DAY)
    assert listed(tree.root) == ()


def test_a_release_that_cannot_be_written_leaves_nothing_behind(tree, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(ReleaseError, match="No space left on device"):
        write(tree.load(), DAY)
    assert list((tree.root / releases.WRITTEN).iterdir()) == []


def test_a_file_changed_after_the_release_is_found_out(tree, released):
    path = released.folder / "laws.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    opened.cache_clear()
    with pytest.raises(ReleaseError, match=r"laws\.parquet was changed"):
        opened(released)
    path.unlink()
    with pytest.raises(ReleaseError, match=r"laws\.parquet cannot be read"):
        opened(released)


def test_a_release_of_an_earlier_version_is_read_with_the_columns_of_today(tree, released):
    """Without a column and a table that were added since, and with one that is gone."""
    laws = pl.read_parquet(released.folder / "laws.parquet")
    older = laws.drop("status_as_of").with_columns(gone=pl.lit("x"))
    older.write_parquet(released.folder / "laws.parquet")
    about = json.loads((released.folder / releases.ABOUT).read_text())
    about["tables"]["laws"] = hash_of(released.folder / "laws.parquet")
    del about["tables"]["updates"]
    (released.folder / releases.ABOUT).write_text(json.dumps(about))
    opened.cache_clear()
    read = opened(listed(tree.root)[0])
    assert read.frames["laws"].schema == tree.load().frames["laws"].schema
    assert read.frames["laws"]["status_as_of"].to_list() == [None]
    assert read.frames["updates"].is_empty()


def hash_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_newest_release_of_a_day_is_the_one_known_then(tree):
    days = [date(2026, 1, 1), date(2026, 6, 1)]
    for day in days:
        write(tree.load(), day)
    found = listed(tree.root)
    assert [release.day for release in found] == days
    assert known_on(found, date(2025, 12, 31)) is None
    assert known_on(found, date(2026, 1, 1)) == found[0]
    assert known_on(found, date(2026, 5, 31)) == found[0]
    assert known_on(found, date(2027, 1, 1)) == found[1]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"date": "x"}'])
def test_a_folder_that_is_no_release_is_left_out(tree, content):
    tree.write("releases/2026-01-01/release.json", content)
    tree.write("releases/2026-02-01/notes.txt", "")
    assert listed(tree.root) == ()


def test_a_folder_that_is_still_being_written_is_left_out(tree):
    made = write(tree.load(), date(2026, 1, 1))
    made.folder.rename(made.folder.with_name(".written"))
    assert listed(tree.root) == ()


def test_the_command_says_what_it_wrote_and_what_kept_it_from_writing(tree, capsys):
    tree.write(tree.laws, tree.law)
    assert run_release(tree.root, DAY) == 0
    assert "1 records released" in capsys.readouterr().out
    assert run_release(tree.root, DAY) == 1
    assert "released already" in capsys.readouterr().err
