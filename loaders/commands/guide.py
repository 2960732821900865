"""`guide`: writes what the officers' guide says of every field."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loaders import calls
from loaders.guide import GUIDE, NoMarkers, with_fields
from loaders.snapshot import load
from loaders.writing import write


def add(commands: argparse._SubParsersAction) -> None:
    guide = commands.add_parser(
        "guide", help="write the fields into the officers' guide, after a change to a declaration"
    )
    guide.set_defaults(run=lambda _options: run(calls.folder()))


def run(data: Path) -> int:
    """Writes the fields between the markers of the guide; 1 where it has none."""
    path = data / GUIDE
    try:
        text = with_fields(path.read_text("utf-8"), load(data).reference)
    except NoMarkers as error:
        print(f"guide: {error}", file=sys.stderr)
        return 1
    write(path, text)
    print(f"{path} written")
    return 0
