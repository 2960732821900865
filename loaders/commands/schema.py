"""`schema`: writes the JSON Schemas that editors check and complete by."""

from __future__ import annotations

import argparse
from pathlib import Path

from loaders.calls import opened
from loaders.schema import schemas
from loaders.snapshot import DATA
from loaders.writing import write

SCHEMAS = DATA.parent / ".vscode" / "schemas"


def add(commands: argparse._SubParsersAction) -> None:
    schema = commands.add_parser(
        "schema",
        help="write the JSON Schemas of the data files, after a change to a field or a code list",
        description="Exit status: 0 written, 2 the call cannot be carried out.",
    )
    schema.add_argument("--output", type=Path, default=SCHEMAS, metavar="DIR")
    schema.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="a data folder")
    schema.set_defaults(run=run, command="schema")


def run(options: argparse.Namespace) -> int:
    """Writes one schema per kind of file and says how many."""
    made = schemas(opened(options.data).reference)
    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        write(options.output / name, text)
    print(f"{len(made)} schemas written to {options.output}")
    return 0
