"""A load collects every fault of a folder and shows what is readable."""

import dataclasses
import errno
import gc
import os
import re
import shutil
from pathlib import Path

import pytest

import loaders
from loaders.problems import Problem
from loaders.records import Reading


def test_the_garbage_collector_stands_still_while_a_folder_is_read_and_only_then(tree, monkeypatch):
    tree.write(tree.laws, tree.law)
    while_reading: list[bool] = []

    def check(reading: Reading) -> list[Problem]:
        while_reading.append(gc.isenabled())
        return []

    monkeypatch.setattr("loaders.snapshot.CHECKS", [check])
    tree.load()
    assert (while_reading, gc.isenabled()) == ([False], True)


# What is missing, in the wrong place, or no file at all


def test_a_data_folder_that_is_not_there_is_a_problem_not_an_exception(tmp_path):
    snapshot = loaders.load(tmp_path / "nothing")
    assert [str(problem) for problem in snapshot.problems] == [
        "nothing:1:1  the folder is not there."
        " Name a folder that holds 'countries' and 'international'"
    ]
    assert snapshot.frames["laws"].is_empty()


def test_a_file_in_place_of_the_data_folder_is_a_problem_too(tmp_path):
    (tmp_path / "data").write_text("")
    assert [problem.code for problem in loaders.load(tmp_path / "data").problems] == [
        "missing-folder"
    ]


@pytest.mark.parametrize("name", ["countries", "international", "codelists", "reference/groupings"])
def test_a_folder_that_is_missing_is_one_problem_and_the_rest_is_shown(tree, name):
    kept = "international/news.yaml" if name == "countries" else tree.laws
    tree.write(kept, _news() if name == "countries" else tree.law)
    shutil.rmtree(tree.root / name)
    snapshot = tree.load()
    places = [(problem.place, problem.code) for problem in snapshot.problems]
    assert (f"data/{name}:1:1", "missing-folder") in places
    assert len(places) == 1 or name == "codelists"
    assert snapshot.frames["records"].height == 1


def _news():
    return "- {id: n-1, title: N, type: news, sources: [{title: t, publisher: p, reference: r}]}\n"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("countries/tur/laws.yaml", "unknown-country"),
        ("countries/XXX/laws.yaml", "unknown-country"),
        ("countries/laws.yaml", "unexpected-file"),
        ("countries/TUR/resolutions.yaml", "unexpected-file"),
        ("countries/TUR/law.yaml", "unexpected-file"),
        ("countries/TUR/laws.yml", "unexpected-file"),
        ("countries/TUR/laws.yaml~", "unexpected-file"),
        ("countries/TUR/old/laws.yaml", "unexpected-file"),
        ("international/laws.yaml", "unexpected-file"),
        ("international/country.yaml", "unexpected-file"),
        ("laws.yaml", "unexpected-file"),
        ("reference/laws.yaml", "unexpected-file"),
        ("reference/TUR/laws.yaml", "unexpected-file"),
        ("codelists/scope2.yml", "unexpected-file"),
    ],
)
def test_a_file_in_the_wrong_place_is_one_problem_and_is_not_read(tree, path, code):
    tree.write(path, tree.law)
    snapshot = tree.load()
    assert [problem.code for problem in snapshot.problems] == [code]
    assert snapshot.frames["records"].is_empty()


@pytest.mark.parametrize("path", [".laws.yaml.swp", "README.md", "countries/TUR/.DS_Store"])
def test_hidden_files_and_notes_are_left_alone(tree, path):
    tree.write(path, b"\0\xff")
    assert tree.load().problems == ()


@pytest.mark.parametrize(
    "path",
    [
        "countries",
        "countries/TUR",
        "countries/TUR/laws.yaml",
        "international",
        "international/news.yaml",
        "codelists",
        "codelists/scope.yaml",
        "codelists/organisations.yaml",
        "reference",
        "reference/countries.yaml",
        "reference/groupings",
        "reference/groupings/eu.yaml",
    ],
)
def test_a_symbolic_link_out_of_the_tree_is_reported_and_nothing_behind_it_is_read(tree, path):
    tree.write(tree.laws, tree.law)
    tree.write("international/news.yaml", _news())
    whole = tree.load()
    outside = tree.root.with_name("outside")
    (tree.root / path).rename(outside)
    (tree.root / path).symlink_to(outside)
    snapshot = tree.load()
    linked = [problem.place for problem in snapshot.problems if problem.code == "symbolic-link"]
    assert linked == [f"data/{path}:1:1"]
    read = sum(frame.height for frame in snapshot.frames.values())
    assert read < sum(frame.height for frame in whole.frames.values())
    if "organisations" in path or path == "codelists":
        assert snapshot.reference.organisations == {}
    if path in ("reference", "reference/countries.yaml"):
        assert snapshot.reference.countries == {}


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("countries/TUR", "symbolic-link"),
        ("countries/TUR", "closed-folder"),
        ("international", "symbolic-link"),
        ("international", "closed-folder"),
        ("international", "missing-folder"),
    ],
)
def test_a_folder_that_cannot_be_read_is_one_problem_and_what_it_held_is_not_called_absent(
    tree, monkeypatch, folder, code
):
    home = "TUR" if "TUR" in folder else ""
    linked = "tur-n-1" if home else "n-1"
    tree.write(f"{folder}/news.yaml", _news().replace("n-1", linked))
    linking = _news().replace("n-1", "fra-n-1").replace("type", f"responds_to: [{linked}], type")
    tree.write("countries/FRA/news.yaml", linking)
    assert (tree.faults(), tree.load().lost) == ([], frozenset())
    if code == "closed-folder":
        _close(monkeypatch, tree.root / folder)
    else:
        (tree.root / folder).rename(tree.root.with_name("elsewhere"))
    if code == "symbolic-link":
        (tree.root / folder).symlink_to(tree.root.with_name("elsewhere"))
    assert tree.faults() == [f"{folder}:1:1 {code}"]
    assert (home, "news") in tree.load().lost


def _close(monkeypatch, closed):
    """Who runs the tests may be root, to whom no folder is closed."""
    iterdir = Path.iterdir

    def refuse(folder):
        if folder == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)


def test_a_note_in_a_folder_that_may_be_listed_only_stops_nothing(tree, monkeypatch):
    tree.write(tree.laws, tree.law)
    tree.write("countries/TUR/README.md", "A note")
    is_dir = Path.is_dir

    def refuse(path):
        if path.parent.name == "TUR":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert tree.faults() == []
    assert tree.load().frames["laws"].height == 1


def test_a_link_in_a_circle_ends(tree):
    (tree.root / "countries/TUR").symlink_to(tree.root)
    assert tree.faults() == ["countries/TUR:1:1 symbolic-link"]


def test_a_folder_a_pipe_or_a_socket_in_place_of_a_file_is_one_problem(tree):
    (tree.root / "countries/TUR/laws.yaml").mkdir(parents=True)
    os.mkfifo(tree.root / "international/news.yaml")
    assert tree.faults() == [
        "countries/TUR/laws.yaml:1:1 not-a-file",
        "international/news.yaml:1:1 not-a-file",
    ]


@pytest.mark.parametrize("folder", ["countries/TUR", "international", "codelists"])
@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", b"a\x1b[31m.yaml"])
def test_a_file_name_of_any_bytes_is_reported_in_one_printable_line(tree, folder, name):
    (tree.root / folder).mkdir(exist_ok=True)
    (tree.root / folder / os.fsdecode(name)).write_text("- [")
    problems = tree.load().problems
    assert len(problems) == 1
    str(problems[0]).encode()
    assert str(problems[0]).isprintable()


# What a load gives


def test_what_is_readable_is_shown_beside_what_is_not(tree):
    tree.write(tree.laws, "- [")
    tree.write("countries/FRA/laws.yaml", tree.law.replace("tur-", "fra-"))
    snapshot = tree.load()
    assert tree.faults() == ["countries/TUR/laws.yaml:2:1 syntax"]
    assert snapshot.frames["laws"]["id"].to_list() == ["fra-law-1"]
    assert snapshot.lost == {("TUR", "law")}


@pytest.mark.parametrize(
    ("path", "content", "lost"),
    [
        ("countries/TUR/news.yaml", "", ("TUR", "news")),
        ("countries/TUR/laws.yaml", b"\xff", ("TUR", "law")),
        ("countries/TUR/laws.yaml", "a: b\n", ("TUR", "law")),
        ("international/news.yaml", "- 1\n", ("", "news")),
        ("countries/TUR/laws.yaml", "- &a 1\n---\n- 2\n", ("TUR", "law")),
    ],
)
def test_what_could_not_be_read_is_named_so_that_a_map_can_show_it(tree, path, content, lost):
    tree.write(path, content)
    assert tree.load().lost == {lost}


def test_what_is_international_may_concern_every_country(tree):
    tree.write(tree.laws, "- [")
    tree.write("international/news.yaml", "- [")
    snapshot = tree.load()
    asked = [(country, kind) for country in ("TUR", "ITA") for kind in ("law", "news", "workshop")]
    assert [each for each in asked if snapshot.is_lost(*each)] == [
        ("TUR", "law"),
        ("TUR", "news"),
        ("ITA", "news"),
    ]


def test_a_country_file_that_cannot_be_read_makes_its_country_not_readable(tree):
    tree.write("countries/TUR/country.yaml", "- [")
    assert "TUR" in {country for country, _ in tree.load().lost}


def test_a_snapshot_is_frozen(tree):
    snapshot = tree.load()
    with pytest.raises(dataclasses.FrozenInstanceError):
        snapshot.digest = "x"
    with pytest.raises(TypeError):
        snapshot.frames["laws"] = snapshot.frames["news"]


def test_the_digest_follows_the_content_and_the_names_of_files(tree):
    tree.write(tree.laws, tree.law)
    first = tree.load().digest
    assert tree.load().digest == first
    tree.write(tree.laws, f"{tree.law}# a comment\n")
    second = tree.load().digest
    (tree.root / "countries/TUR").rename(tree.root / "countries/FRA")
    assert len({first, second, tree.load().digest}) == 3
    assert re.fullmatch("[0-9a-f]{16}", first)


def test_a_change_is_read_before_it_is_written(tree):
    tree.write(tree.laws, tree.law)
    law = tree.law.replace("law-1", "law-2")
    there, new = Path(tree.laws), Path("countries/FRA/laws.yaml")
    instead = {there: law.encode(), new: law.replace("tur-", "fra-").encode()}
    changed = loaders.load(tree.root, instead)
    assert changed.problems == ()
    assert sorted(changed.frames["laws"]["id"]) == ["fra-law-2", "tur-law-2"]
    assert changed.digest != tree.load().digest
    assert not (tree.root / new).exists()
