"""The YAML language server, the one that editors run, for the tests of schemas; the workbook of a
small country."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders import sheet_edits, sheets, workbook
from tests.loaders.officers_workbook import FILES, said_of

SERVER = (
    Path(__file__).parents[1] / "node_modules" / "yaml-language-server/bin/yaml-language-server"
)

Diagnostics = dict[Path, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def language_server() -> Iterator[Callable[[Path, Mapping[str, Any]], LanguageServer]]:
    """Starts a language server for a folder with an editor's settings."""
    if shutil.which("node") is None or not SERVER.exists():
        pytest.fail(
            "No YAML language server here. 'sh tests/run' as root sets it up; or install nodejs and"
            " npm, then: npm ci --prefix tests"
        )
    running: list[LanguageServer] = []

    def start(root: Path, settings: Mapping[str, Any]) -> LanguageServer:
        running.append(LanguageServer(root, settings))
        return running[-1]

    yield start
    for server in running:
        server.close()


class LanguageServer:
    """One process of the server; speaks the Language Server Protocol over its pipes."""

    def __init__(self, root: Path, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        call = ["node", str(SERVER), "--stdio"]
        self._process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = {"uri": root.as_uri(), "name": root.name}
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self._send(
            "initialize",
            {"rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": capabilities},
            id=1,
        )
        while self._next().get("id") != 1:
            pass
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": settings})

    def diagnostics(self, paths: Iterable[Path]) -> Diagnostics:
        """What the server says of each file, as an editor underlines it."""
        waiting = {path.as_uri(): path for path in paths}
        for uri, path in waiting.items():
            text = path.read_bytes().decode("utf-8", "replace")
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._send("textDocument/didOpen", {"textDocument": document})
        found: Diagnostics = {}
        while waiting:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                said = message["params"]
                if (path := waiting.pop(said["uri"], None)) is not None:
                    found[path] = said["diagnostics"]
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, method: str, parameters: object, **more: object) -> None:
        self._write({"method": method, "params": parameters, **more})

    def _write(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message; a question about the settings is answered on the way."""
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise RuntimeError("the language server has ended")
        message = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            self._write({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: Mapping[str, Any]) -> object:
        if message["method"] != "workspace/configuration":
            return None
        sections = [item.get("section", "") for item in message["params"]["items"]]
        return [self._settings.get(section) for section in sections]


COVERAGE = "action_plan: partial, institution: partial, workshop: partial, news: partial"


@pytest.fixture
def load(tree):
    """Loads files that must be without a fault."""

    def load(laws="", coverage="partial", **files):
        if laws:
            tree.write("countries/TUR/laws.yaml", laws)
        if coverage:
            tree.write(
                "countries/TUR/country.yaml",
                f"researched: 2026\ncoverage: {{law: {coverage}, {COVERAGE}}}\n",
            )
        for name, text in files.items():
            folder = "countries/TUR" if name == "action_plans" else "international"
            tree.write(f"{folder}/{name.replace('_', '-')}.yaml", text)
        snapshot = tree.load()
        assert [str(problem) for problem in snapshot.problems] == []
        return snapshot

    return load


@pytest.fixture
def book(snapshot):
    """The workbook of `FILES`, as a spreadsheet program has it open."""
    return openpyxl.load_workbook(io.BytesIO(sheets.workbook(said_of(FILES), snapshot.reference)))


@pytest.fixture
def back(book, snapshot):
    """Saves the workbook and reads it back against the files."""

    def read(files=FILES, **options):
        held = io.BytesIO()
        book.save(held)
        grids = workbook.read(held.getvalue(), "TUR.xlsx")
        return sheet_edits.proposal(grids, files, "TUR", snapshot.reference, **options)

    return read
