"""The README tells the truth: what it names is there, and what is there is named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.kinds import KINDS

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_record_kind_is_named(kind):
    assert kind.name.replace("_", " ") in README


def test_every_folder_of_the_code_has_its_contract():
    folders = {
        f"{path.relative_to(PROJECT)}/"
        for top in ("loaders", "dashboard")
        for path in (PROJECT / top).rglob("*/")
        if path.is_dir() and any(path.glob("*.py")) and path.name != "__pycache__"
    }
    assert not {folder for folder in folders if f"`{folder}`" not in README}


def test_every_path_that_is_named_exists():
    named = re.findall(r"`([a-z.]+/[\w./-]*)`", README)
    assert named
    assert not [path for path in named if not (PROJECT / path).exists()]


def test_every_frame_that_is_named_exists(snapshot):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    named = set(re.findall(r"\b[a-z_]{4,}\b", code.group(1).split("snapshot.problems")[0]))
    assert set(snapshot.frames) <= named


@pytest.mark.parametrize(
    "command",
    [["serve"], ["check"], ["worklist"], ["sheet"], ["show"], ["format"], ["export"], ["brief"]],
)
def test_every_option_that_is_named_is_understood(command):
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.commands", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    row = next(line for line in README.splitlines() if line.startswith(f"| `sse {command[0]}"))
    assert all(option in done.stdout for option in re.findall(r"--[a-z-]+", row))


def test_ci_runs_the_test_command_of_the_readme():
    steps = (PROJECT / ".ci" / "run").read_text("utf-8").splitlines()[1:]
    assert steps == ["sh tests/run"]
    assert "\nsh tests/run\n" in README


def test_the_image_has_the_folder_that_the_readme_names_for_its_drafts():
    [folder] = re.findall(r"-e SSE_DRAFTS=(\S+) -v sse-drafts:\1`", README)
    made = (PROJECT / "Containerfile").read_text("utf-8")
    assert re.search(rf"install -d -o sse .* {folder}\n", made)
