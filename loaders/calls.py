"""What commands have in common: the data that they work on, and what keeps a call from being
carried out.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from loaders.files import is_data_folder
from loaders.problems import quoted
from loaders.snapshot import DATA, Snapshot, load


class Unusable(Exception):
    """A call cannot be carried out; the message says what to do."""


def add_data(command: argparse.ArgumentParser) -> None:
    """Adds the option that names the data folder, as `folder` takes it."""
    default = "the one you stand in, or a folder 'data' there or above; else the tracker's own"
    command.add_argument(
        "--data", type=Path, metavar="DIR", help=f"a data folder; default: {default}"
    )


def folder(named: Path | None = None) -> Path:
    """The data folder that a call names; raises `Unusable` where it is none.

    Where it names none, the nearest: the one in which one stands, or a folder `data` there or
    above, so that who keeps a copy changes the copy; elsewhere what is shipped beside the packages.
    """
    if named is None:
        stood = Path.cwd()
        near = (place for home in (stood, *stood.parents) for place in (home, home / "data"))
        return next(filter(is_data_folder, near), DATA)
    if not is_data_folder(named):
        raise Unusable(f"'{named}' is no data folder. Name one that holds 'countries' after --data")
    return named


def opened(named: Path | None) -> Snapshot:
    """The data of the folder that a call means; raises `Unusable` where it is none."""
    return load(folder(named))


def outside(path: Path, snapshot: Snapshot) -> Path:
    """Where a command writes what it made; raises `Unusable` in the data folder, where the next
    check would meet it as a file that is no data."""
    root = snapshot.root.resolve()
    if path.resolve().is_relative_to(root):
        instead = os.path.relpath(root.parent / path.name)
        raise Unusable(
            f"'{path}' would be in the data folder, where only data may be. Stand outside it, or "
            f"name another place: --output {instead}"
        )
    return path


def country(snapshot: Snapshot, given: str) -> str:
    """The ISO3 code that a call gives in small or large letters; raises `Unusable`."""
    code = given.upper()
    if code not in snapshot.reference.countries:
        hint = snapshot.reference.country_hint(given)
        raise Unusable(f"'{quoted(given)}' is no country or area.{hint}")
    return code
