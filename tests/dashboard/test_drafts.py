"""Drafts are kept outside the data, bounded, whole, and found by their id alone."""

import json
import os
import stat
import time

import pytest

from dashboard import drafts
from dashboard.commands import main
from dashboard.drafts import Change, DraftError, Drafts

PATH = "countries/TUR/laws.yaml"


@pytest.fixture
def kept(tmp_path):
    return Drafts(tmp_path / "drafts")


def test_a_draft_is_there_again_for_another_server(kept):
    one = kept.start()
    kept.change(one, lambda draft: {PATH: Change("a\n", "b\n")})
    again = Drafts(kept.folder).read(one)
    assert again.files == {PATH: Change("a\n", "b\n")}
    assert again.text(PATH, "published") == "b\n"
    assert again.text("countries/TUR/news.yaml", "published") == "published"
    assert again.instead()


def test_nobody_else_reads_the_folder(kept):
    one = kept.start()
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    kept.folder.chmod(0o755)
    Drafts(kept.folder)
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    assert len(one) == 22


def test_a_link_to_elsewhere_is_no_folder_of_drafts(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "drafts").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="not a folder of this user"):
        Drafts(tmp_path / "drafts")


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "x",
        "../../etc/passwd",
        "a" * 22,
        "/etc/passwd",
        "a/../" + "b" * 17,
        "é" * 22,
        "a\n" * 11,
    ],
)
def test_an_id_that_is_none_opens_nothing(kept, identifier):
    with pytest.raises(DraftError, match="no draft"):
        kept.read(identifier)
    with pytest.raises(DraftError, match="no draft"):
        kept.change(identifier, lambda draft: {})


CONTENTS = [
    b"",
    b"[]",
    b'{"files": 1}',
    b'{"files": {"countries/TUR/laws.yaml": 1}}',
    b'{"files": {"countries/TUR/laws.yaml": {"base": null, "text": 1}}}',
    b"\xff",
]


@pytest.mark.parametrize("content", CONTENTS)
def test_a_draft_that_was_tampered_with_opens_nothing(kept, content):
    one = kept.start()
    (kept.folder / f"{one}.json").write_bytes(content)
    with pytest.raises(DraftError, match="no draft"):
        kept.read(one)


@pytest.mark.parametrize(
    "path",
    ["countries/../laws.yaml", "codelists/scope.yaml", "/etc/passwd", "countries/TUR/x.yaml"],
)
def test_a_draft_holds_files_of_records_only(kept, path):
    one = kept.start()
    with pytest.raises(DraftError, match="no such file"):
        kept.change(one, lambda draft: {path: Change(None, "x")})
    kept_text = json.dumps({"files": {path: {"base": None, "text": "x"}}})
    (kept.folder / f"{one}.json").write_text(kept_text)
    assert kept.read(one).files == {}


def test_a_file_that_says_what_is_published_is_in_it_no_more(kept):
    one = kept.start()
    kept.change(one, lambda draft: {PATH: Change("a", "b")})
    assert kept.change(one, lambda draft: {PATH: Change("a", "a")}).files == {}


def test_what_is_too_large_is_refused_and_what_was_there_stays(kept):
    one = kept.start()
    kept.change(one, lambda draft: {PATH: Change("a", "b")})
    with pytest.raises(DraftError, match="more than a draft may hold"):
        kept.change(one, lambda draft: {PATH: Change("a", "x" * (2 * drafts.MAX_BYTES + 1))})
    assert kept.read(one).files == {PATH: Change("a", "b")}


def test_as_many_are_kept_as_may_be_and_no_draft_in_use_goes(kept, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 3)
    first, second, third = kept.start(), kept.start(), kept.start()
    kept.change(first, lambda draft: {PATH: Change("a", "b")})
    with pytest.raises(DraftError, match="as many drafts"):
        kept.start()
    old = time.time() - 2 * 86_400
    for each in (first, second):
        os.utime(kept.folder / f"{each}.json", (old, old))
    kept.start()
    assert kept.read(first).files
    with pytest.raises(DraftError):
        kept.read(second)
    ages = time.time() - (drafts.MAX_DAYS + 1) * 86_400
    os.utime(kept.folder / f"{first}.json", (ages, ages))
    kept.start()
    with pytest.raises(DraftError):
        kept.read(first)
    kept.read(third)


def aged(kept, identifier, days):
    then = time.time() - days * 86_400
    os.utime(kept.folder / f"{identifier}.json", (then, then))


def test_who_begins_many_drafts_does_not_keep_others_from_it_for_long(kept, monkeypatch):
    """One changed within the week stays; of the others the one goes that was left the longest."""
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 4)
    names = [kept.start() for _number in range(4)]
    for each, days in zip(names, (6, 8, 30, 20), strict=True):
        kept.change(each, lambda draft: {PATH: Change("a", "b")})
        aged(kept, each, days)
    recent, last, longest, next_longest = names
    for goes in (longest, next_longest, last):
        new = kept.start()
        kept.change(new, lambda draft: {PATH: Change("a", "b")})
        with pytest.raises(DraftError, match="no draft"):
            kept.read(goes)
    with pytest.raises(DraftError, match="as many drafts"):
        kept.start()
    assert kept.read(recent).files


def test_what_holds_nothing_gives_way_before_what_holds_something(kept, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 3)
    full, empty, begun = kept.start(), kept.start(), kept.start()
    kept.change(full, lambda draft: {PATH: Change("a", "b")})
    aged(kept, full, 30)
    aged(kept, empty, 2)
    kept.start()
    assert kept.read(full).files
    with pytest.raises(DraftError):
        kept.read(empty)
    assert kept.read(begun).files == {}


def test_a_folder_that_cannot_be_written_is_said(kept, monkeypatch):
    def fails(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "write", fails)
    with pytest.raises(DraftError, match="cannot write the draft"):
        kept.start()


def test_serve_keeps_no_drafts_in_the_data(empty, capsys):
    folder = str(empty.root / "countries" / "drafts")
    assert main(["serve", "--data", str(empty.root), "--drafts", folder]) == 2
    assert "may not lie in the data" in capsys.readouterr().err
    (empty.root.parent / "file").write_text("")
    wrong = str(empty.root.parent / "file")
    assert main(["serve", "--data", str(empty.root), "--drafts", wrong]) == 2
    assert "Name another folder" in capsys.readouterr().err
