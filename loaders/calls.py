"""What commands have in common: the data that they work on, and what keeps a call from being
carried out.
"""

from __future__ import annotations

from pathlib import Path

from loaders.problems import quoted
from loaders.snapshot import Snapshot, load


class Unusable(Exception):
    """A call cannot be carried out; the message says what to do."""


def folder(data: Path) -> Path:
    """The same, where it is a data folder; raises `Unusable`."""
    if not (data / "countries").is_dir():
        raise Unusable(f"'{data}' is no data folder. Name one that holds 'countries' after --data")
    return data


def opened(data: Path) -> Snapshot:
    """The data of a folder; raises `Unusable` where it is none."""
    return load(folder(data))


def country(snapshot: Snapshot, given: str) -> str:
    """The ISO3 code that a call gives in small or large letters; raises `Unusable`."""
    code = given.upper()
    if code not in snapshot.reference.countries:
        hint = snapshot.reference.country_hint(given)
        raise Unusable(f"'{quoted(given)}' is no country or area.{hint}")
    return code
