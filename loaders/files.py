"""Which file of a data folder holds what: one declaration for each kind of file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from loaders.fields import Table
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.reference import CODES, COUNTRIES, GROUPING, ORGANISATIONS


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what it is called, where it stands, what it holds."""

    name: str
    table: Table
    places: tuple[str, ...]
    """Patterns of its path from the data folder."""
    is_list: bool = True
    """A list of entries; else one mapping."""
    spaced: bool = False
    """An empty line stands between two entries."""

    def holds(self, path: PurePath) -> bool:
        return any(
            path.match(place) and len(path.parts) == place.count("/") + 1 for place in self.places
        )


FILES: tuple[FileKind, ...] = (
    *(
        FileKind(
            kind.file.removesuffix(".yaml"),
            kind.table,
            (
                *([f"countries/*/{kind.file}"] if kind.in_countries else []),
                *([f"international/{kind.file}"] if kind.international else []),
            ),
            spaced=True,
        )
        for kind in KINDS
    ),
    FileKind("country", COUNTRY, ("countries/*/country.yaml",), is_list=False),
    FileKind("organisations", ORGANISATIONS, ("codelists/organisations.yaml",)),
    FileKind("codelist", CODES, ("codelists/*.yaml",)),
    FileKind("reference-countries", COUNTRIES, ("reference/countries.yaml",)),
    FileKind("grouping", GROUPING, ("reference/groupings/*.yaml",), is_list=False),
)
"""Of two that fit a path, the first is meant."""


def file_kind(path: PurePath) -> FileKind | None:
    """What the file at a path from the data folder holds; `None` for one that is not read."""
    return next((kind for kind in FILES if kind.holds(path)), None)


class NoDataFolder(Exception):
    """A path is not there or in no data folder; the message says what to do."""


def group_by_root(paths: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """Each data folder that the paths lie in, and the parts of it that are asked for.

    A part begins with the folder's name, as a problem's file does. Raises `NoDataFolder`.
    """
    roots: dict[Path, tuple[str, ...]] = {}
    for path in paths:
        root, inside = within_root(path)
        part = (Path(root.resolve().name) / inside).as_posix()
        roots[root] = (*roots.get(root, ()), part)
    return roots


def is_data_folder(path: Path) -> bool:
    """Whether a folder holds one for countries; no where one may not look into it."""
    return os.path.isdir(path / "countries")  # noqa: PTH112 (`Path.is_dir` raises there)


def within_root(path: Path) -> tuple[Path, PurePath]:
    """The data folder that a path lies in, and the path from there; raises `NoDataFolder`."""
    if not path.exists():
        raise NoDataFolder(f"'{path}' is not there. {_remedy(path)}")
    path = Path(os.path.abspath(path))  # noqa: PTH100 (a link is not followed)
    root = next(filter(is_data_folder, (path, *path.parents)), None)
    if root is None:
        raise NoDataFolder(
            f"'{path}' is not inside a data folder (one that holds a folder 'countries')"
        )
    return root, path.relative_to(root)


def _remedy(path: Path) -> str:
    """What to name instead: the folder of a country whose code was given."""
    for countries in (Path("data/countries"), Path("countries")):
        if (meant := countries / path.name.upper()).is_dir():
            return f"Did you mean '{meant}'?"
    return "Name a data folder, a country's folder or a file"


def lies_in(file: str, parts: tuple[str, ...]) -> bool:
    """Whether a problem's file is one of the parts of a data folder, or lies in one."""
    return any(PurePath(file).is_relative_to(part) for part in parts)
