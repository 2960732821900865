"""Each folder of `samples/bad` is laid over a data folder and brings exactly the faults it marks.

A fault is marked on its line by `# <code>` (or `# <code>, <code>`), or in `expected.txt`, by
`file:line:column code`, where a comment cannot stand.
"""

import re
import shutil
from pathlib import Path

import pytest

from loaders.problems import SENTENCES

SAMPLES = Path(__file__).parents[1] / "samples" / "bad"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
MARK = re.compile(r"  # ([a-z0-9-]+(?:, [a-z0-9-]+)*)$")

WITHOUT_SAMPLE = {
    "missing-folder": "git keeps no empty folder, and an overlay takes nothing away",
    "missing-file": "an overlay takes nothing away",
    "not-a-file": "git keeps no pipe",
    "symbolic-link": "a link in the repository would be followed by other tools",
    "too-large": "20 MB",
    "too-many-problems": "a thousand faults",
    "too-many-values": "2 million values",
    "cannot-read": "needs a file that vanishes or is closed to its reader",
    "probable-duplicate": "`sse check` asks for it, a load does not",
    "overdue-without-update": "depends on the day of the check",
    "stale-status": "depends on the day of the check",
    "undated-source": "`sse check --all` asks for it, a load does not",
    "binary": "git and editors treat such a file differently",
}
"""Codes whose file is made by a test, and why."""


def marked(folder):
    """What the sample says is wrong, as `file:line code`."""
    for path in sorted(folder.rglob("*.yaml")):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if mark := MARK.search(line.decode("utf-8", "replace")):
                for code in mark[1].split(", "):
                    yield f"{path.relative_to(folder)}:{number} {code}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_sample_brings_exactly_the_faults_it_marks(tree, folder):
    shutil.copytree(
        folder, tree.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    found = tree.faults()
    expected = folder / "expected.txt"
    if expected.exists():
        assert sorted(found) == sorted(expected.read_text().splitlines())
    else:
        assert [re.sub(r":\d+ ", " ", fault) for fault in found] == list(marked(folder))
    assert any(fault.endswith(f" {folder.name}") for fault in found)
    for problem in tree.load().problems:
        assert "{" not in str(problem)
        assert str(problem).isprintable()


def test_every_code_has_a_sample_or_a_test_that_makes_its_file():
    sampled = {folder.name for folder in FOLDERS}
    assert sampled <= set(SENTENCES)
    assert set(SENTENCES) - sampled == set(WITHOUT_SAMPLE)
    tests = "".join(
        path.read_text() for path in Path(__file__).parent.glob("*.py") if path != Path(__file__)
    )
    assert [code for code in WITHOUT_SAMPLE if f'"{code}"' not in tests] == []
