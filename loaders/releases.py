"""Releases: dated states of the data, written once and never changed.

A release is a folder `data/releases/<date>/` with `release.json` (what it is) and one Parquet file
per frame that was read; what is derived is worked out again when it is opened. So a later version
of this project, with more fields, still reads it: a column it lacks is null.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import polars as pl

from loaders.frames import REFERENCE_COLUMNS, record_columns, reference_of
from loaders.snapshot import Snapshot, derived, version
from loaders.tree import WRITTEN
from loaders.values import Columns

ABOUT = "release.json"


class ReleaseError(Exception):
    """A release cannot be written or read; the message says why and what to do."""


@dataclass(frozen=True)
class Release:
    """One release, as its `release.json` tells it."""

    folder: Path
    day: date
    digest: str
    """Of the files it was made from: equal to `Snapshot.digest` then."""
    records: int
    tables: Mapping[str, str] = field(compare=False)
    """SHA-256 of each table's file, by the table's name."""

    @property
    def version(self) -> str:
        """As `Snapshot.version`."""
        return version(self.digest)


def listed(root: Path) -> tuple[Release, ...]:
    """The releases of a data folder, the oldest first; a folder that is none is left out."""
    folder = root / WRITTEN
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue  # being written, or left where the writing was cut off
        try:
            about = json.loads((path / ABOUT).read_bytes())
            found.append(
                Release(
                    path,
                    date.fromisoformat(about["date"]),
                    str(about["digest"]),
                    int(about["records"]),
                    MappingProxyType(dict(about["tables"])),
                )
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return tuple(sorted(found, key=lambda release: release.day))


def known_on(found: tuple[Release, ...], day: date) -> Release | None:
    """The newest of these releases that was out on a day."""
    return next((release for release in reversed(found) if release.day <= day), None)


def write(snapshot: Snapshot, day: date) -> Release:
    """Writes a snapshot as the release of a day, whole or not at all.

    Raises `ReleaseError` where the data has errors or the day has a release already.
    """
    if snapshot.problems:
        raise ReleaseError(
            f"the data has errors ({len(snapshot.problems)}); mend what 'sse check' names first"
        )
    home = snapshot.root / WRITTEN
    folder = home / day.isoformat()
    if folder.exists():
        raise ReleaseError(f"{folder.name} is released already, and a release is never changed")
    try:
        home.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=home, prefix="."))
        try:
            _write_all(snapshot, day, made)
            made.chmod(0o755)
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"it could not be written: {error.strerror}") from error
    return next(release for release in listed(snapshot.root) if release.folder == folder)


def _write_all(snapshot: Snapshot, day: date, folder: Path) -> None:
    tables = {}
    for name in columns():
        path = folder / f"{name}.parquet"
        snapshot.frames[name].write_parquet(path)
        tables[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    about = {
        "date": day.isoformat(),
        "digest": snapshot.digest,
        "records": snapshot.frames["records"].height,
        "tables": tables,
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def columns() -> dict[str, Columns]:
    """The frames that a release holds, with the columns that this version gives them."""
    return {**record_columns(), **REFERENCE_COLUMNS}


@lru_cache(maxsize=4)
def opened(release: Release) -> Snapshot:
    """The snapshot that a release holds; kept, as a release never changes.

    Raises `ReleaseError` where a file is missing or was changed since.
    """
    read = {name: _table(release, name, wanted) for name, wanted in columns().items()}
    return Snapshot(
        root=release.folder.parent.parent,
        frames=MappingProxyType(read | derived(read)),
        reference=reference_of(read),
        problems=(),
        warnings=(),
        lost=frozenset(),
        digest=release.digest,
    )


def _table(release: Release, name: str, wanted: Columns) -> pl.DataFrame:
    """A table of a release in the columns of today: null where it lacks one."""
    if name not in release.tables:
        return pl.DataFrame(schema=wanted)
    path = release.folder / f"{name}.parquet"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{release.folder.name}: {path.name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != release.tables[name]:
        raise ReleaseError(f"{release.folder.name}: {path.name} was changed after its release")
    found = pl.read_parquet(content)
    return found.select(
        pl.col(column).cast(dtype, strict=False).alias(column)
        if column in found.columns
        else pl.lit(None, dtype).alias(column)
        for column, dtype in wanted.items()
    )
