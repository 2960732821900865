"""A corpus of mistakes: each folder of `samples/bad`, named after one, is laid over a data folder.

Its `expected.txt` says what `sse check` then finds, no more and no less: under `file:line:column
code` the sentence, which tells what is wrong and what to write instead.
"""

import shutil
from pathlib import Path

import pytest

from loaders import load
from loaders.commands import check, main
from loaders.problems import SENTENCES

SAMPLES = Path(__file__).parents[1] / "samples" / "bad"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())

WITHOUT_SAMPLE = {
    "missing-folder": "git keeps no empty folder, and an overlay takes nothing away",
    "closed-folder": "needs a folder that is closed to its reader",
    "missing-file": "an overlay takes nothing away",
    "not-a-file": "git keeps no pipe",
    "symbolic-link": "a link in the repository would be followed by other tools",
    "too-large": "20 MB",
    "too-many-problems": "a thousand faults",
    "too-many-values": "2 million values",
    "cannot-read": "needs a file that vanishes or is closed to its reader",
    "probable-duplicate": "`sse check` asks for it, a load does not",
    "status-without-its-day": "tells of a change, and a load sees none",
    "overdue-without-update": "depends on the day of the check",
    "stale-status": "depends on the day of the check",
    "due-not-reported": "depends on the day of the check",
    "due-soon": "depends on the day of the check",
    "law-without-date": "`sse check --all` asks for it, a load does not",
    "plan-without-period": "`sse check --all` asks for it, a load does not",
    "coverage-not-said": "`sse check --all` asks for it, a load does not",
    "never-reviewed": "`sse check --all` asks for it, a load does not",
    "undated-source": "`sse check --all` asks for it, a load does not",
    "binary": "git and editors treat such a file differently",
}
"""Codes whose file is made by a test, and why."""


def expected(folder):
    return (folder / "expected.txt").read_text("utf-8").splitlines()


def told(problem):
    """A problem as `expected.txt` has it."""
    field = f"{problem.field}: " if problem.field else ""
    place = problem.place.removeprefix("data/")
    return [f"{place} {problem.code}", f"    {field}{problem.sentence()}"]


def test_the_corpus_is_large():
    assert len(FOLDERS) >= 60


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_is_told_with_its_place_and_its_remedy(tree, folder, capsys, monkeypatch):
    shutil.copytree(
        folder, tree.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    loaded = []
    monkeypatch.setattr(check, "load", lambda root: loaded.append(load(root)) or loaded[-1])
    status = main(["check", str(tree.root)])
    [snapshot] = loaded
    found = sorted(snapshot.problems + snapshot.warnings)
    assert [line for problem in found for line in told(problem)] == expected(folder)
    for problem in found:
        assert "{" not in str(problem)
        assert str(problem).isprintable()
    assert status == (1 if snapshot.problems else 0)
    shown = capsys.readouterr().out
    assert all(str(problem) in shown for problem in found)


def test_every_code_has_a_sample_or_a_test_that_makes_its_file():
    lines = (line for folder in FOLDERS for line in expected(folder))
    sampled = {line.split()[-1] for line in lines if not line.startswith(" ")}
    assert set(SENTENCES) - sampled == set(WITHOUT_SAMPLE)
    tests = "".join(
        path.read_text() for path in Path(__file__).parent.glob("*.py") if path != Path(__file__)
    )
    assert [code for code in WITHOUT_SAMPLE if f'"{code}"' not in tests] == []
