"""The commands that need no dashboard. A new command is one module and its entry in `COMMANDS`.

Each module has `add(commands)`, which declares the command and the function that runs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from loaders.commands import (
    check,
    format,
    geometry,
    guide,
    new,
    release,
    schema,
    set,
    sheet,
    show,
    worklist,
)

COMMANDS = (check, worklist, show, new, set, sheet, format, schema, release)
"""Those of officers."""
UPKEEP = (geometry, guide)
"""Those that make again what is kept in the repository."""


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds the officers' commands to a command line."""
    for command in COMMANDS:
        command.add(commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m loaders`: the same commands without the dashboard, and those of upkeep."""
    parser = argparse.ArgumentParser(prog="python -m loaders")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_commands(commands)
    for command in UPKEEP:
        command.add(commands)
    return run(parser.parse_args(arguments))


def run(options: argparse.Namespace) -> int:
    """Runs the command of a call; quiet where the reader of a pipe, such as `head`, has gone."""
    try:
        status = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 2
    except OSError as error:
        print(f"sse: {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 2
    return status
