"""Fixtures for all tests: a small data folder to write into, and the shipped data."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import loaders
from loaders import Snapshot, documents
from loaders.documents import Node, Report
from loaders.problems import Problem

PROJECT = Path(__file__).parents[1]

# How long an example takes says how busy the machine is; what never ends is a test of its own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """Moves modules and tests out of the garbage collector's sight: they live as long as the run.

    Streamlit collects after every run of a page, and would look through all of them each time.
    """
    gc.collect()
    gc.freeze()


LAW = """\
- id: tur-law-1
  title: A law
  type: specific_law
  scope: [cooperatives]
  status: in_force
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/law
"""


@pytest.fixture(scope="session", autouse=True)
def _code_lists_parsed_once() -> Iterator[None]:
    """Hundreds of small data folders hold the shipped code lists and reference as they are.

    To parse their YAML takes a quarter of the time of reading such a folder.
    """
    parse = documents.parse
    shipped = {
        text: parse(text, pytest.fail)
        for name in ("codelists", "reference")
        for text in (file.read_text("utf-8") for file in (PROJECT / "data" / name).rglob("*.yaml"))
    }

    def known(text: str, report: Report) -> Node | None:
        return shipped[text] if text in shipped else parse(text, report)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "parse", known)
        yield


class Tree:
    """A data folder with the shipped code lists and reference; records are what a test writes."""

    law = LAW
    """A file of one law without a fault; tests write it with one thing changed or added."""
    laws = "countries/TUR/laws.yaml"

    def __init__(self, folder: Path) -> None:
        self.root = folder / "data"
        for name in ("codelists", "reference"):
            shutil.copytree(PROJECT / "data" / name, self.root / name)
        for name in ("countries", "international"):
            (self.root / name).mkdir()

    def write(self, path: str, content: str | bytes) -> Path:
        """Writes a file; `path` is relative to the data folder. Text is written as UTF-8."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def load(self) -> Snapshot:
        return loaders.load(self.root)

    def faults(self) -> list[str]:
        """Errors and warnings of a load as `file:line:column code`, without `data/`."""
        snapshot = self.load()
        found = sorted(snapshot.problems + snapshot.warnings)
        return [f"{problem.place.removeprefix('data/')} {problem.code}" for problem in found]

    def found(self, content: str | bytes, path: str = laws) -> list[tuple[int, int, str]]:
        """Writes a file and gives (line, column, code) of all that a load then finds wrong.

        Nothing may be found in any other file.
        """
        self.write(path, content)
        snapshot = self.load()
        assert {problem.file for problem in snapshot.problems} <= {f"data/{path}"}
        return places(snapshot.problems + snapshot.warnings)


def places(problems: Iterable[Problem]) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in problems]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The shipped data, loaded once."""
    return loaders.load()


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def python() -> Run:
    """Runs `python *arguments` on its own, so that a crash or a hang is a failure and no more."""

    def run(*arguments: object, timeout: float = 20) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=timeout)

    return run
