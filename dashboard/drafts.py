"""What officers have changed and not handed in yet, kept on the server outside the data folder.

A draft is one file under an unguessable id that stands in the address, so that it survives a reload
and a closed browser. Who has the address has the draft.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from dashboard.language import N_
from loaders.files import file_kind
from loaders.writing import alone, write

MAX_DRAFTS = 500
MAX_BYTES = 3_000_000
"""Of the changed texts of one draft; all of the shipped data has 2 MB."""
MAX_DAYS = 90
"""A draft that nobody changed for so long goes when another is begun."""
KEPT_DAYS = 7
"""Where as many are kept as may be, one that nobody changed for so long gives way to another.

Else whoever begins drafts enough keeps all others from it until theirs are too old.
"""
EMPTY_DAYS = 1
"""Likewise one that holds nothing: begun today, it may be filled yet."""

_ID = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_PLACE = re.compile(r"(countries/[A-Z]{3}|international)/[a-z-]+\.yaml", re.ASCII)


class DraftError(Exception):
    """A draft cannot be opened or kept; the message says why and what to do."""


GONE = N_(
    "There is no draft under this address: it was handed in long ago, or the address is not whole."
)
FULL = N_("The server keeps as many drafts as it may. Ask those who run it, or try again tomorrow.")
TOO_LARGE = N_(
    "This is more than a draft may hold (3 MB). Nothing of it is kept; what was there stays."
)
NOT_A_FILE = N_("The draft has no such file.")
UNWRITABLE = N_("The server cannot write the draft. Copy your text before you leave the page.")


@dataclass(frozen=True)
class Change:
    """A file in a draft; `None` for a text: there is no such file."""

    base: str | None
    """What was published when the change began."""
    text: str | None


@dataclass(frozen=True)
class Draft:
    """Changed files by their paths from the data folder."""

    files: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, path: str, published: str | None) -> str | None:
        """What a file says in this draft."""
        found = self.files.get(path)
        return found.text if found else published

    def instead(self) -> dict[Path, bytes | None]:
        """The files as `loaders.load` takes them."""
        texts = {Path(path): change.text for path, change in self.files.items()}
        return {path: None if text is None else text.encode() for path, text in texts.items()}


class Drafts:
    """A folder of drafts that nobody but this server's user reads."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder where it is not there; raises `OSError` where it is no safe place."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
            raise PermissionError(f"'{folder}' is not a folder of this user")
        folder.chmod(0o700)

    def read(self, identifier: str) -> Draft:
        """The draft of an id; raises `DraftError` where there is none."""
        try:
            kept = json.loads(self._path(identifier).read_bytes())
            files = {
                path: Change(_text(change["base"]), _text(change["text"]))
                for path, change in kept["files"].items()
                if _is_place(path)
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DraftError(GONE) from error
        return Draft(MappingProxyType(files))

    def start(self) -> str:
        """The id of a new draft, empty; raises `OSError`, `DraftError` where there is no room."""
        with alone(self.folder):
            self._make_room()
            identifier = secrets.token_urlsafe(16)
            self._write(identifier, {})
        return identifier

    def change(self, identifier: str, change: Callable[[Draft], Mapping[str, Change]]) -> Draft:
        """Changes a draft from what it holds now, whichever tab wrote that; gives what it holds.

        A file that says what was published is in the draft no more. Raises `DraftError`, `OSError`.
        """
        with alone(self.folder):
            files = {
                path: each
                for path, each in change(self.read(identifier)).items()
                if each.text != each.base
            }
            if not all(map(_is_place, files)):
                raise DraftError(NOT_A_FILE)
            self._write(identifier, files)
        return Draft(MappingProxyType(files))

    def _path(self, identifier: str) -> Path:
        if not _ID.fullmatch(identifier):
            raise DraftError(GONE)
        return self.folder / f"{identifier}.json"

    def _write(self, identifier: str, files: Mapping[str, Change]) -> None:
        texts = [text for each in files.values() for text in (each.base, each.text) if text]
        if sum(len(text.encode(errors="replace")) for text in texts) > 2 * MAX_BYTES:
            raise DraftError(TOO_LARGE)
        kept = {"files": {path: vars(each) for path, each in files.items()}}
        try:
            write(self._path(identifier), json.dumps(kept))
        except OSError as error:
            raise DraftError(UNWRITABLE) from error

    def _make_room(self) -> None:
        """Takes out what is too old and, where as many are kept as may be, what gives way: first
        what holds nothing, then what was changed the longest ago."""
        days = {path: _days_since(path) for path in self.folder.glob("*.json")}
        gone = {path for path, since in days.items() if since > MAX_DAYS}
        kept = sorted(days.keys() - gone, key=lambda path: (not _is_empty(path), -days[path]))
        lacking = max(0, len(kept) - MAX_DRAFTS + 1)
        yielding = [path for path in kept if days[path] > _least_days(path)][:lacking]
        for path in [*gone, *yielding]:
            path.unlink(missing_ok=True)
        if len(yielding) < lacking:
            raise DraftError(FULL)


def _days_since(path: Path) -> float:
    return (time.time() - path.stat().st_mtime) / 86_400


def _least_days(path: Path) -> int:
    return EMPTY_DAYS if _is_empty(path) else KEPT_DAYS


def _is_empty(path: Path) -> bool:
    return path.stat().st_size <= len('{"files": {}}')


def _text(kept: object) -> str | None:
    if kept is None or isinstance(kept, str):
        return kept
    raise TypeError("no text")


def _is_place(path: str) -> bool:
    """Whether a path is that of a file of records, and leads nowhere else."""
    return bool(_PLACE.fullmatch(path)) and file_kind(PurePosixPath(path)) is not None


def default_folder() -> Path:
    """In the system's temporary folder: kept until the machine starts again."""
    return Path(tempfile.gettempdir()) / f"sse-drafts-{os.getuid()}"


_drafts: Drafts | None = None


def use(folder: Path) -> Drafts:
    """From here on, this process keeps drafts in a folder; raises `OSError`."""
    global _drafts
    _drafts = Drafts(folder)
    return _drafts


def current() -> Drafts:
    return _drafts or use(default_folder())
