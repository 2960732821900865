"""`schema`: writes the JSON Schemas that editors check and complete by."""

from __future__ import annotations

import argparse
from pathlib import Path

from loaders import calls
from loaders.schema import schemas
from loaders.writing import write

SCHEMAS = Path(".vscode") / "schemas"
"""From the folder that holds the data."""


def add(commands: argparse._SubParsersAction) -> None:
    schema = commands.add_parser(
        "schema",
        help="write the JSON Schemas of the data files, after a change to a field or a code list",
        description="Exit status: 0 written, 2 the call cannot be carried out.",
    )
    schema.add_argument(
        "--output", type=Path, metavar="DIR", help="default: where editors look, beside the data"
    )
    calls.add_data(schema)
    schema.set_defaults(run=run, command="schema")


def run(options: argparse.Namespace) -> int:
    """Writes one schema per kind of file and says how many."""
    snapshot = calls.opened(options.data)
    made, output = schemas(snapshot.reference), options.output or snapshot.root.parent / SCHEMAS
    output.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        write(output / name, text)
    print(f"{len(made)} schemas written to {output}")
    return 0
