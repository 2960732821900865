"""Fixtures for all tests: a small data folder to write into, the shipped data, and its server."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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

    def without_fault(text: str) -> Node | None:
        faults: list[object] = []
        root = parse(text, lambda *fault, **_: faults.append(fault))
        return None if faults else root

    folders = (PROJECT / "data" / name for name in ("codelists", "reference"))
    texts = [file.read_text("utf-8") for folder in folders for file in folder.rglob("*.yaml")]
    kept = {text: without_fault(text) for text in texts}

    def known(text: str, report: Report) -> Node | None:
        return kept.get(text) or parse(text, report)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "parse", known)
        yield


class Tree:
    """A data folder with the shipped code lists and reference; records are what a test writes."""

    law = LAW
    """A file of one law without a fault; tests write it with one thing changed or added."""
    laws = "countries/TUR/laws.yaml"
    loaded: Snapshot
    """What the last load gave."""

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
        self.loaded = loaders.load(self.root)
        return self.loaded

    def faults(self) -> list[str]:
        """Errors and warnings of a load as `file:line:column code`, without `data/`."""
        snapshot = self.load()
        found = sorted(snapshot.problems + snapshot.warnings)
        return [f"{problem.place.removeprefix('data/')} {problem.code}" for problem in found]

    def found(self, content: str | bytes, path: str = laws) -> list[tuple[int, int, str]]:
        """Writes a file and gives (line, column, code) of all that a load then finds wrong.

        Nothing may be found in any other file. What was loaded is then in `loaded`.
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


@dataclass(eq=False)
class Server:
    """`sse serve` in a process of its own, started from a folder that is not the project's."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + 120  # for a machine that does much else
        while time.monotonic() < until and self.process.poll() is None:
            if f"The dashboard is at {self.address}\n" in self.said():
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=10).close()
                return
            time.sleep(0.05)
        raise AssertionError(f"sse serve does not answer at {self.address}:\n{self.said()}")

    def stop(self) -> None:
        """Ends the process and what it started; they are a process group of their own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=10)


StartServer = Callable[..., Server]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts a server for a data folder; `under` is a command that runs it, such as strace."""
    started: list[Server] = []

    def start(data: Path | None = None, under: Sequence[str] = (), wait: bool = True) -> Server:
        port = free_port()
        log = tmp_path_factory.mktemp("server") / "log"
        sse = Path(sys.executable).with_name("sse")
        command = [*under, str(sse), "serve", "--port", str(port)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command + (["--data", str(data)] if data else []),
                cwd="/",
                env={**os.environ, "SSE_DRAFTS": str(log.parent / "drafts")},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Server(process, f"http://127.0.0.1:{port}", log)
        started.append(server)
        if wait:
            server.wait()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> Server:
    """The shipped data, served."""
    return start_server()
