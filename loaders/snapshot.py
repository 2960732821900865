"""`load(root)` reads a data folder once and returns all of it, frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from loaders import documents, frames
from loaders.checks import CHECKS
from loaders.documents import Node
from loaders.kinds import KINDS, Kind
from loaders.kinds.country import COUNTRY
from loaders.problems import Problem, did_you_mean, quoted
from loaders.records import Reading
from loaders.reference import (
    CODES,
    COUNTRIES,
    GROUPING,
    GROUPS,
    ORGANISATIONS,
    Reference,
    frozen,
)

DATA = Path(__file__).resolve().parent.parent / "data"
"""The data that is shipped beside the packages."""


@dataclass(frozen=True)
class Snapshot:
    """One state of the data. Nothing after `load` changes it, so one copy serves every session."""

    root: Path
    frames: Mapping[str, pl.DataFrame]
    """By name: a frame per record kind (`laws`, `resolutions`, `action_plans`, `institutions`,
    `workshops`, `programmes`, `news`), per nested table (`sources`, `positions`, `uptake`,
    `actions`, `updates`), the reference (`countries`, `groups`, `codes`, `organisations`), and what
    is derived for all kinds: `records` (one row per record), `timeline` (one row per dated event)."""
    reference: Reference
    problems: tuple[Problem, ...]
    """Errors, in the order of files and lines."""
    warnings: tuple[Problem, ...]
    lost: frozenset[tuple[str, str]]
    """(Country, kind) of which a file or record could not be read; country '': international."""
    digest: str
    """Of the content of all files read (BLAKE2b, 16 hexadecimal digits)."""


class _Load:
    """Reads the files of one folder into one `Reading`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reading = Reading(Reference())
        self._digest = hashlib.blake2b(digest_size=8)

    def digest(self) -> str:
        return self._digest.hexdigest()

    def place(self, path: Path) -> str:
        return quoted((Path(self.root.name) / path.relative_to(self.root)).as_posix(), 500)

    def document(self, path: Path, country: str | None = None) -> Node | None:
        """The tree of a file; an empty or unreadable one is reported and gives `None`."""
        self.reading.enter(self.place(path), country)
        before = len(self.reading.problems)
        document = documents.read(path, self.reading.report_at)
        self._digest.update(f"{self.place(path)}\0{len(document.content)}\0".encode())
        self._digest.update(document.content)
        if document.root is None and len(self.reading.problems) == before:
            self.reading.report_at("empty-file", 1, 1)
        return document.root

    def complain(self, path: Path, code: str, country: str | None = None, **values: Any) -> None:
        self.reading.enter(self.place(path), country)
        self.reading.report_at(code, 1, 1, **values)

    def folder(self, path: Path) -> Iterator[Path]:
        """The entries of a folder in order of name; hidden files and notes (*.md) are left out."""
        if path.is_symlink():
            return self.complain(path, "symbolic-link")
        if not path.is_dir():
            return self.complain(path, "missing-folder")
        for entry in sorted(path.iterdir()):
            if not entry.name.startswith(".") and entry.suffix != ".md":
                yield entry


def load(root: str | Path = DATA) -> Snapshot:
    """The snapshot of a data folder.

    Every fault of every file is collected in `problems`; what is readable is in the frames. Raises
    nothing for any content of the folder, nor where it is missing.
    """
    load = _Load(Path(root).resolve())
    reading = load.reading
    if not load.root.is_dir():
        load.complain(load.root, "missing-folder")
    else:
        reading.reference = _reference(load)
        _countries(load)
        for path in load.folder(load.root / "international"):
            _records(load, path, None)
        for check in CHECKS:
            reading.problems += check(reading)
    found = sorted(set(reading.problems))
    return Snapshot(
        root=load.root,
        frames=MappingProxyType(_frames(reading)),
        reference=reading.reference,
        problems=tuple(problem for problem in found if not problem.is_warning),
        warnings=tuple(problem for problem in found if problem.is_warning),
        lost=frozenset(reading.lost),
        digest=load.digest(),
    )


def _frames(reading: Reading) -> dict[str, pl.DataFrame]:
    found = frames.record_frames(reading.rows)
    found |= frames.reference_frames(reading.reference)
    found["countries"] = frames.countries(reading.rows["country"], reading.reference)
    found["records"] = frames.index(found)
    found["timeline"] = frames.timeline(found)
    return found


def _reference(load: _Load) -> Reference:
    """Code lists first, since all else is written in them; then countries; then what names them."""
    organisations = load.root / "codelists" / "organisations.yaml"
    reading, codelists = load.reading, {}
    reading.reference = Reference(codelists)
    for path in load.folder(load.root / "codelists"):
        if path != organisations and (root := load.document(path)) is not None:
            start = len(reading.rows[CODES.name])
            reading.table(root, CODES)
            codelists[path.stem] = frozen(_by(reading.rows[CODES.name][start:], "code"))
    if (root := load.document(load.root / "reference" / "countries.yaml")) is not None:
        reading.table(root, COUNTRIES)
    countries = frozen(_by(reading.rows[COUNTRIES.name], "iso3"))
    reading.reference = Reference(codelists, countries)
    for path in load.folder(load.root / "reference" / "groupings"):
        if (root := load.document(path)) is not None:
            _grouping(load, root)
    if organisations.exists() and (root := load.document(organisations)) is not None:
        reading.table(root, ORGANISATIONS)
    return Reference(
        codelists,
        countries,
        frozen(_by(reading.rows[GROUPS.name], "id")),
        frozen(_by(reading.rows[ORGANISATIONS.name], "id")),
    )


def _grouping(load: _Load, root: Node) -> None:
    reading = load.reading
    if (row := reading.mapping(root, GROUPING)) is None:
        return
    for table, nested in reading._pending:
        if table is GROUPS:
            reading.rows[GROUPS.name].append(nested | {"scheme": row["id"]})


def _by(rows: list[dict], key: str) -> dict[str, dict]:
    """By key, in the file's order; of two with one key the first stays."""
    found: dict[str, dict] = {}
    for row in rows:
        found.setdefault(row[key], row)
    return found


def _countries(load: _Load) -> None:
    known = load.reading.reference.countries
    for folder in load.folder(load.root / "countries"):
        if known and folder.name not in known:
            hint = load.reading.reference.country_hint(folder.name)
            load.complain(folder, "unknown-country", value=quoted(folder.name), hint=hint)
        elif folder.is_symlink() or folder.is_dir():
            for path in load.folder(folder):
                _country_file(load, path, folder.name)
        else:
            load.complain(folder, "unexpected-file", remedy="Move it into a country's folder")


def _country_file(load: _Load, path: Path, country: str) -> None:
    if path.name != "country.yaml":
        return _records(load, path, country)
    if (root := load.document(path, country)) is not None:
        row = load.reading.mapping(root, COUNTRY)
        if row is not None:
            load.reading.rows[COUNTRY.name].append(row | {"country": country})


def _records(load: _Load, path: Path, country: str | None) -> None:
    kind = next((kind for kind in KINDS if kind.file == path.name), None)
    if kind is None or not (kind.in_countries if country else kind.international):
        return load.complain(path, "unexpected-file", country, remedy=_remedy(kind, path, country))
    if (root := load.document(path, country)) is None:
        load.reading.lost.add((country or "", kind.name))
    else:
        load.reading.records(root, kind)


def _remedy(kind: Kind | None, path: Path, country: str | None) -> str:
    if kind is not None:
        return f"Move it to {'international' if country else 'a folder under countries'}/"
    here = [kind.file for kind in KINDS if (kind.in_countries if country else kind.international)]
    return did_you_mean(path.name, [*here, *(["country.yaml"] if country else [])]).strip()
