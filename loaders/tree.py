"""The files of a data folder: which are read, as what, and which do not belong there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from loaders import documents
from loaders.documents import Document, Node
from loaders.kinds import KINDS, Kind
from loaders.kinds.country import COUNTRY
from loaders.phrases import Phrase
from loaders.problems import did_you_mean, nearest, quoted
from loaders.records import Reading, Seen, TooManyProblems
from loaders.reference import (
    CODES,
    COUNTRIES,
    GROUPING,
    GROUPS,
    ORGANISATIONS,
    Reference,
    frozen,
)
from loaders.values import Row

FOLDERS = ("codelists", "reference", "countries", "international", "geometry")
WRITTEN = "releases"
"""The folder that `loaders.releases` writes; nothing in it is read here."""
CODELISTS = {name for kind in KINDS for name in kind.table.codelists} | set(COUNTRY.codelists)
"""Every list that a declaration names."""


class Tree:
    """Reads a data folder into a `Reading`; every fault of every file is reported there."""

    def __init__(self, root: Path, instead: Mapping[Path, bytes | None] | None = None) -> None:
        """`instead`: what files would hold, by their paths; they need not be there.

        `None`: the file would be gone.
        """
        self.root = root
        self._instead = instead or {}
        self.reading = Reading(Reference())
        self._digest = hashlib.blake2b(digest_size=8)

    @property
    def digest(self) -> str:
        """Of the names and contents of all files read so far."""
        return self._digest.hexdigest()

    def read(self) -> None:
        """Reads everything: what records refer to first, then the records in path order."""
        if not _seen(self.root.is_dir):
            return self._complain(self.root, "missing-folder")
        for path in self._entries(self.root):
            if path.name not in (*FOLDERS, WRITTEN):
                self._complain(path, "unexpected-file", remedy=_belongs(path.name))
        self._reference()
        self._countries()
        for path in self._entries(self.root / "international"):
            self._records(path, None)

    def read_again(self, reference: Reference, ids: Mapping[str, Seen]) -> None:
        """Reads only the files that are given anew, and the other files of their countries.

        `ids` are those of all other files, so that links to them are not missing.
        """
        self.reading.reference = reference
        self.reading.ids |= ids
        home = self.root / "international"
        for folder in sorted({path.parent for path in self._instead}):
            for path in self._entries(folder):
                if folder != home:
                    self._of_country(path, folder.name)
                elif path in self._instead:
                    self._records(path, None)

    def _place(self, path: Path) -> str:
        return quoted((Path(self.root.name) / path.relative_to(self.root)).as_posix(), 500)

    def _complain(self, path: Path, code: str, country: str | None = None, **values: Any) -> None:
        self.reading.enter(self._place(path), country)
        self.reading.report_at(code, 1, 1, **values)

    def _entries(self, folder: Path) -> Iterator[Path]:
        """The entries of a folder in order of name; hidden files and notes are left out."""
        if _seen(folder.is_symlink):
            return self._lose(folder, "symbolic-link")
        if not self._is_folder(folder):
            return self._lose(folder, "missing-folder")
        planned = {folder / path.relative_to(folder).parts[0] for path in self._planned(folder)}
        try:
            there = list(folder.iterdir()) if _seen(folder.is_dir) else []
        except OSError as error:
            return self._lose(folder, "closed-folder", reason=error.strerror)
        for entry in sorted(planned.union(there)):
            is_note = _is_note(entry) and not self._is_folder(entry)
            is_gone = self._instead.get(entry, b"") is None
            if not entry.name.startswith(".") and not is_note and not is_gone:
                yield entry

    def _lose(self, folder: Path, code: str, **values: Any) -> None:
        """Reports a folder of which nothing is read; what it holds is not known to be absent."""
        country = folder.name if folder.parent == self.root / "countries" else ""
        self._complain(folder, code, **values)
        if country or folder == self.root / "international":
            kinds = [kind.name for kind in KINDS if _is_at_home(kind, country)]
            if country:
                kinds.append(COUNTRY.name)
            self.reading.lost |= {(country, kind) for kind in kinds}
            self.reading.unread.add(country.lower())

    def _planned(self, folder: Path) -> Iterator[Path]:
        planned = (path for path, content in self._instead.items() if content is not None)
        return (path for path in planned if folder in path.parents)

    def _is_folder(self, path: Path) -> bool:
        return _seen(path.is_dir) or any(self._planned(path))

    def _read(self, path: Path) -> Document:
        content = self._instead.get(path)
        if content is None:
            return documents.read(path, self.reading.report_at)
        return documents.read_content(content, self.reading.report_at)

    def _file(self, path: Path, take: Callable[[Node], None], country: str | None = None) -> bool:
        """Hands the tree of a file to `take`; returns whether all of the file was read."""
        self.reading.enter(self._place(path), country)
        before = len(self.reading.problems)
        try:
            document = self._read(path)
            self._digest.update(f"{self._place(path)}\0{len(document.content)}\0".encode())
            self._digest.update(document.content)
            if document.root is not None:
                take(document.root)
            elif len(self.reading.problems) == before:
                self.reading.report_at("empty-file", 1, 1)
        except TooManyProblems:
            return False
        return document.root is not None

    def _reference(self) -> None:
        """Code lists first, since all else is written in them; then countries; then the rest."""
        reading = self.reading
        codelists: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        reading.reference = Reference(codelists)
        folder = self.root / "codelists"
        paths = {path.stem: path for path in self._entries(folder) if path.suffix == ".yaml"}
        for path in self._entries(folder):
            if path.suffix != ".yaml":
                self._complain(path, "unexpected-file", remedy=_belongs(path.name))
        organisations = paths.pop("organisations", None)
        for name, path in paths.items():
            codes = self._rows(path, CODES, "code")
            codelists[name] = frozen(
                {code: row | {"codelist": name} for code, row in codes.items()}
            )
        absent = CODELISTS - paths.keys() | (set() if organisations else {"organisations"})
        for name in sorted(absent):
            self._complain(folder / f"{name}.yaml", "missing-file")
        files = {path.name: path for path in self._entries(self.root / "reference")}
        countries = frozen(self._countries_list(files.pop("countries.yaml", None)))
        reading.reference = Reference(codelists, countries)
        groups: dict[str, Row] = {}
        for path in self._entries(files.pop("groupings", self.root / "reference" / "groupings")):
            self._file(path, partial(self._grouping, groups))
        for path in files.values():
            self._complain(path, "unexpected-file", remedy=_belongs(path.name))
        known = self._rows(organisations, ORGANISATIONS, "id") if organisations else {}
        reading.reference = Reference(codelists, countries, frozen(groups), frozen(known))

    def _countries_list(self, path: Path | None) -> dict[str, Row]:
        if path is None:
            self._complain(self.root / "reference" / "countries.yaml", "missing-file")
            return {}
        return self._rows(path, COUNTRIES, "iso3")

    def _rows(self, path: Path, table: Any, key: str) -> dict[str, Row]:
        """The rows of a reference file by their key; a key given twice is reported."""
        found: dict[str, Row] = {}

        def take(root: Node) -> None:
            for row in self.reading.table(root, table):
                self._keep(found, row, key)

        self._file(path, take)
        return found

    def _keep(self, found: dict[str, Row], row: Row, key: str) -> None:
        """Adds a row to those found; of two with one key the first stays, the other is reported."""
        first = found.setdefault(row[key], row)
        if first is not row:
            values = {"value": row[key], "file": first["file"], "line": first["line"]}
            self.reading.report_at("repeated-id", row["line"], 1, key, **values)

    def _grouping(self, groups: dict[str, Row], root: Node) -> None:
        row, nested = self.reading.mapping(root, GROUPING)
        if row is not None:
            for group in nested[GROUPS.name]:
                self._keep(groups, group | {"scheme": row["id"]}, "id")

    def _countries(self) -> None:
        known = self.reading.reference.countries
        for folder in self._entries(self.root / "countries"):
            if not _seen(folder.is_symlink) and not self._is_folder(folder):
                self._complain(folder, "unexpected-file", remedy=_INTO_A_COUNTRY)
            elif known and folder.name not in known:
                hint = self.reading.reference.country_hint(folder.name)
                values = {"value": quoted(folder.name), "hint": hint}
                self._complain(folder, "unknown-country", **values)
                meant = self.reading.reference.country_meant(folder.name)
                self.reading.unread |= {folder.name.lower(), meant.lower()} - {""}
            else:
                for path in self._entries(folder):
                    self._of_country(path, folder.name)

    def _of_country(self, path: Path, country: str) -> None:
        if path.name != "country.yaml":
            return self._records(path, country)

        def take(root: Node) -> None:
            row, _nested = self.reading.mapping(root, COUNTRY)
            if row is None:
                self.reading.lost.add((country, "country"))
            else:
                self.reading.rows[COUNTRY.name].append(row | {"country": country})

        if not self._file(path, take, country):
            self.reading.lost.add((country, "country"))

    def _records(self, path: Path, country: str | None) -> None:
        kind = next((kind for kind in KINDS if kind.file == path.name), None)
        if kind is None or not _is_at_home(kind, country):
            remedy = _remedy(kind, path, country)
            if kind is not None or nearest(path.name, [kind.file for kind in KINDS]):
                # It may hold records that others name.
                self.reading.unread.add((country or "").lower())
            return self._complain(path, "unexpected-file", country, remedy=remedy)
        if not self._file(path, lambda root: self.reading.records(root, kind), country):
            self.reading.lost.add((country or "", kind.name))
            self.reading.unread.add((country or "").lower())


def _seen(look: Callable[[], bool]) -> bool:
    """What a look at a path says; no where its folder may be listed but not looked into."""
    try:
        return look()
    except OSError:
        return False


def _is_note(path: Path) -> bool:
    """Whether a file is for people by its name: README.md, LICENSE; 'laws' has lost its ending."""
    return path.suffix == ".md" or (not path.suffix and path.name.isupper())


def _is_at_home(kind: Kind, country: str | None) -> bool:
    return kind.in_countries if country else kind.international


_INTO_A_COUNTRY = Phrase("Move it into a country's folder")
_TO_A_COUNTRY = Phrase("Move it to a folder under countries/")
_TO_INTERNATIONAL = Phrase("Move it to international/")


def _remedy(kind: Kind | None, path: Path, country: str | None) -> str:
    if kind is not None:
        return _TO_INTERNATIONAL if country else _TO_A_COUNTRY
    here = [kind.file for kind in KINDS if _is_at_home(kind, country)]
    name = path.name if path.suffix else f"{path.name}.yaml"
    return did_you_mean(name, [*here, *(["country.yaml"] if country else [])]).strip()


def _belongs(name: str) -> str:
    kind = next((kind for kind in KINDS if kind.file == name), None)
    if kind is None:
        return Phrase("Move it to one of: {folders}", folders=", ".join(FOLDERS))
    return _TO_A_COUNTRY if kind.in_countries else _TO_INTERNATIONAL
