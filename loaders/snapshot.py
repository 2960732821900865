"""`load(root)` reads a data folder once and returns all of it, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import polars as pl

from loaders import frames, measures, texts
from loaders.checks import CHECKS
from loaders.problems import Problem
from loaders.records import Reading
from loaders.reference import Reference
from loaders.texts import Text
from loaders.tree import Tree

DATA = Path(__file__).resolve().parent.parent / "data"
"""The data that is shipped beside the packages."""


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
    (every text that may apply in a country, with the dates that decide it) and `planned` (every
    action with its plan)."""
    reference: Reference
    problems: tuple[Problem, ...]
    """Errors, in the order of files and lines."""
    warnings: tuple[Problem, ...]
    lost: frozenset[tuple[str, str]]
    """(Country, kind) of which a file or record could not be read; country '': international."""
    digest: str
    """Of the content of all files read (BLAKE2b, 16 hexadecimal digits)."""

    @cached_property
    def texts(self) -> dict[str, list[Text]]:
        """The rows of the frame `texts`, by country."""
        return texts.by_country(self.frames["texts"])


def load(root: str | Path = DATA, instead: Mapping[Path, bytes] | None = None) -> Snapshot:
    """The snapshot of a data folder.

    Every fault of every file is collected in `problems`; what is readable is in the frames. Raises
    nothing for any content of the folder, nor where it is missing. `instead` holds what files would
    hold, by their paths from the data folder: so a change is checked before it is written.
    """
    folder = Path(root).resolve()
    tree = Tree(folder, {folder / path: content for path, content in (instead or {}).items()})
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
        "records": frames.index(read),
        "timeline": frames.timeline(read),
    }
