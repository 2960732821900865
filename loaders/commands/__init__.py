"""The commands that need no dashboard. A new command is one module and its entry in `COMMANDS`.

Each module has `add(commands)`, which declares the command and the function that runs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from loaders.annotated import Unreadable
from loaders.asking import Stopped
from loaders.calls import Unusable
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
from loaders.files import NoDataFolder
from loaders.layout import Unwritable
from loaders.workbook import Refused
from loaders.writing import Overtaken

COMMANDS = (check, worklist, show, new, set, sheet, format, schema, release)
"""Those of officers."""
UPKEEP = (geometry, guide)
"""Those that make again what is kept in the repository."""
UNUSABLE = (Unusable, NoDataFolder, Stopped, Refused, Unwritable, Overtaken)
"""What a command raises where a call cannot be carried out; the message says what to do."""


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
    """Runs the command of a call, and says what keeps it from being carried out.

    Quiet where the reader of a pipe, such as `head`, has gone.
    """
    try:
        status = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 2
    except UNUSABLE as error:
        print(f"sse {options.command}: {error}", file=sys.stderr)
        return 2
    except Unreadable as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"sse: {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 2
    return status
