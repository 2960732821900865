"""`load(root)` reads a data folder once and returns all of it, frozen."""

from __future__ import annotations

import gc
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import polars as pl

from loaders import frames, measures, texts
from loaders.checks import CHECKS
from loaders.problems import Problem
from loaders.records import Reading, Seen
from loaders.reference import Reference
from loaders.texts import Text
from loaders.tree import Tree

DATA = Path(__file__).resolve().parent.parent / "data"
"""The data that is shipped beside the packages."""


Instead = Mapping[Path, bytes | None]
"""What files would hold, by their paths from the data folder; `None`: the file would be gone."""


def version(digest: str) -> str:
    """The beginning of a digest, by which readers tell one state of the data from another."""
    return digest[:8]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the data. Nothing after `load` changes it, so one copy serves every session.

    Compared and hashed by identity: what is worked out from one can be kept by it.
    """

    root: Path
    frames: Mapping[str, pl.DataFrame]
    """By name: a frame per record kind (`laws`, `resolutions`, `action_plans`, `institutions`,
    `workshops`, `programmes`, `news`) and per nested table (`sources`, `positions`, `uptake`,
    `actions`, `updates`); the reference (`countries`, `groups`, `codes`, `organisations`); and,
    for all kinds, `records` (one row per record), `timeline` (one row per dated event), `texts`
    (every text that may apply in a country, with the dates that decide it), `planned` (every
    action with its plan) and `reports` (every status of an action that is told with a date)."""
    reference: Reference
    problems: tuple[Problem, ...]
    """Errors, in the order of files and lines."""
    warnings: tuple[Problem, ...]
    lost: frozenset[tuple[str, str]]
    """(Country, kind) of which a file, a record or an entry of one, such as an action, could not be
    read; country '': international."""
    digest: str
    """Of the content of all files read (BLAKE2b, 16 hexadecimal digits)."""

    @property
    def version(self) -> str:
        """What pages and files call this state of the data."""
        return version(self.digest)

    def is_lost(self, country: str, kind: str) -> bool:
        """Whether a file or record of the kind could not be read: the country's own, or an
        international one, which may concern it."""
        return not self.lost.isdisjoint({(country, kind), ("", kind)})

    @cached_property
    def named(self) -> pl.DataFrame:
        """All that has an id: see `loaders.frames.named`."""
        return frames.named(self.frames)

    @cached_property
    def texts(self) -> dict[str, list[Text]]:
        """The rows of the frame `texts`, by country."""
        return texts.by_country(self.frames["texts"])


@contextmanager
def _uncollected() -> Generator[None]:
    """Keeps the garbage collector still.

    Nothing that is read holds itself, yet the collector looks through all of it again and again:
    for 100,000 records in 42 % of the time, and in no less memory without it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def load(root: str | Path = DATA, instead: Instead | None = None) -> Snapshot:
    """The snapshot of a data folder.

    Every fault of every file is collected in `problems`; what is readable is in the frames. Raises
    nothing for any content of the folder, nor where it is missing. `instead` holds what files would
    hold, by their paths from the data folder: so a change is checked before it is written.
    """
    tree = _tree(Path(root).resolve(), instead or {})
    tree.read()
    reading = tree.reading
    for check in CHECKS:
        reading.problems += check(reading)
    found = sorted(set(reading.problems))
    read = _frames(reading)
    return Snapshot(
        root=tree.root,
        frames=MappingProxyType(read),
        reference=replace(reading.reference, programmes=frames.programmes(read)),
        problems=tuple(problem for problem in found if not problem.is_warning),
        warnings=tuple(problem for problem in found if problem.is_warning),
        lost=frozenset(reading.lost),
        digest=tree.digest,
    )


def faults(snapshot: Snapshot, instead: Instead) -> tuple[Problem, ...]:
    """Errors and warnings of files as they would be, in a hundredth of the time of a load.

    What a change breaks in other files is found by a load only, such as a link to what it removes.
    """
    tree = _tree(snapshot.root, instead)
    changed = {(Path(snapshot.root.name) / path).as_posix() for path in instead}
    countries = {file.rpartition("/")[0] for file in changed if "/countries/" in file}
    ids = {
        identifier: Seen(kind, file, line, 1)
        for identifier, kind, file, line in snapshot.named.select(
            "id", "kind", "file", "line"
        ).iter_rows()
        if file not in changed and file.rpartition("/")[0] not in countries
    }
    reading = tree.reading
    reading.unread = {country.lower() for country, _kind in snapshot.lost}
    tree.read_again(snapshot.reference, ids)
    for check in CHECKS:
        reading.problems += check(reading)
    return tuple(sorted({problem for problem in reading.problems if problem.file in changed}))


def _tree(folder: Path, instead: Instead) -> Tree:
    return Tree(folder, {folder / path: content for path, content in instead.items()})


def _frames(reading: Reading) -> dict[str, pl.DataFrame]:
    found = frames.record_frames(reading.rows)
    found |= frames.reference_frames(reading.reference)
    found["countries"] = frames.countries(reading.rows["country"], reading.reference)
    return found | derived(found)


def derived(read: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames that follow from those that were read."""
    return {
        "texts": texts.that_may_apply(read),
        "planned": measures.planned(read),
        "reports": measures.reports(read),
        "records": frames.index(read),
        "timeline": frames.timeline(read),
    }
