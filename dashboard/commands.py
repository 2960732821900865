"""The `sse` command: the officers' commands of `loaders`, and `serve`."""

from __future__ import annotations

import argparse
import errno
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from loaders.commands import add_commands, run
from loaders.snapshot import DATA


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; exit status 0 done, 1 problems in the data, 2 an unusable call."""
    parser = argparse.ArgumentParser(prog="sse", description="The SSE Policy Tracker.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_commands(commands)
    serve = commands.add_parser("serve", help="show the dashboard in a browser")
    serve.add_argument("--address", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="a data folder")
    serve.set_defaults(run=run_serve)
    return run(parser.parse_args(arguments))


def run_serve(options: argparse.Namespace) -> int:
    """Serves until interrupted; says what to do where it cannot start."""
    if not (options.data / "countries").is_dir():
        print(
            f"sse serve: '{options.data}' is no data folder. Name one that holds 'countries'",
            file=sys.stderr,
        )
        return 2
    if busy := _why_not(options.address, options.port):
        print(f"sse serve: {busy}", file=sys.stderr)
        return 2
    # Streamlit takes a second to import; the other commands do not wait for it.
    from dashboard import server

    try:
        server.serve(options.data.resolve(), options.address, options.port)
    except KeyboardInterrupt:
        print()
    return 0


def _why_not(address: str, port: int) -> str:
    """Why the address cannot be listened on, and what to do; '' where it can."""
    if not 0 < port < 65536:
        return f"{port} is no port. Use one from 1 to 65535, such as --port 8502"
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, TypeError, UnicodeError) as error:
            code = getattr(error, "errno", None)
            if code == errno.EADDRINUSE:
                return f"port {port} is taken. Try --port {port + 1}"
            if code == errno.EACCES:
                return f"port {port} is for the system. Try --port 8501"
            return f"'{address}' is no address of this machine. Try --address 127.0.0.1"
    return ""


if __name__ == "__main__":
    sys.exit(main())
