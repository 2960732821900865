"""The data being served: loaded at start, read again when its files change.

A new tree replaces the old one only if it brings no error; the last good snapshot stays, and the
problems of the rejected one are there for a banner.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from loaders import Snapshot, load
from loaders.problems import Problem
from loaders.releases import Release, listed
from loaders.snapshot import DATA

EVERY = 3.0
"""Seconds between two looks at the files: 900 files are looked at in about 3 ms."""


@dataclass(frozen=True)
class Served:
    """What the pages show, and what kept newer files from being shown."""

    snapshot: Snapshot
    rejected: tuple[Problem, ...] = ()
    releases: tuple[Release, ...] = ()
    """The states of the data that were released, the oldest first."""


class Live:
    """One data folder, watched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: tuple[tuple[str, int, int], ...] = signature(root)
        self.served = Served(load(root), releases=listed(root))
        settle()

    def refresh(self) -> bool:
        """Reads the folder again if a file changed; returns whether it did."""
        now = signature(self.root)
        if now == self._seen:
            return False
        self._seen = now
        fresh, shown, released = load(self.root), self.served.snapshot, listed(self.root)
        if not fresh.frames["records"].height and shown.frames["records"].height:
            self.served = Served(shown, fresh.problems or (_EMPTY,), released)
        elif brought := _brought(fresh.problems, shown.problems):
            self.served = Served(shown, brought, released)
        else:
            self.served = Served(fresh, (), released)
        settle()
        return True

    def watch(self, stop: threading.Event) -> None:
        """Refreshes until told to stop."""
        while not stop.wait(EVERY):
            try:
                self.refresh()
            except OSError:
                # A folder went away while it was read; the next look reads again.
                self._seen = ()
            except Exception:
                # Files that the reading breaks on are read again when they change.
                _log.exception("The changed files could not be read; the data stays as it was")


_log = logging.getLogger(__name__)
_EMPTY = Problem("data", 1, 1, "empty-file")


def _brought(fresh: Sequence[Problem], shown: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems of a file of which it had fewer before; their lines may have moved."""
    more = Counter(map(_sort, fresh)) - Counter(map(_sort, shown))
    return tuple(problem for problem in fresh if _sort(problem) in more)


def _sort(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.field


def signature(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Path, time of change and size of every file: another signature means other data."""
    found, folders = [], [str(root)]
    while folders:
        # What is removed meanwhile, or closed, is left out; the next look sees the rest.
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))


def settle() -> None:
    """Moves what lives as long as the process out of the collector's sight.

    Streamlit collects garbage after every run; over a loaded snapshot that took 60 to 100 ms. What
    was moved before is looked at again: of it, sessions that have ended since hold themselves.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


_live: Live | None = None
_starting = threading.Lock()


def start(root: Path = DATA) -> Live:
    """Loads the folder that this process serves."""
    global _live
    _live = Live(root)
    return _live


def live() -> Live:
    """The folder being served; the shipped data where nothing was started, as in tests of pages."""
    with _starting:
        return _live or start()
