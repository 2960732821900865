"""`geometry`: makes the boundary layer again."""

from __future__ import annotations

import argparse
from pathlib import Path

from loaders import calls


def add(commands: argparse._SubParsersAction) -> None:
    make = commands.add_parser("geometry", help="make the boundary layer from its source")
    make.set_defaults(run=lambda _options: run(calls.folder() / "geometry"))


def run(folder: Path) -> int:
    """Makes the files of the boundary layer again and prints their names."""
    # geopandas takes a second to import; no other command needs it.
    from loaders import geometry

    for path in geometry.build(folder):
        print(path.relative_to(folder.parent.parent))
    return 0
