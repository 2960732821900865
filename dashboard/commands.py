"""The `sse` command: the officers' commands of `loaders`, `serve`, `export` and `brief`."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard import drafts, hosting
from dashboard.filters import CHOICES, OPTIONS
from dashboard.hosting import Hosting, HostingError
from loaders import calls
from loaders.calls import Unusable
from loaders.commands import add_commands, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; exit status 0 done, 1 problems in the data, 2 an unusable call."""
    parser = argparse.ArgumentParser(prog="sse", description="The SSE Policy Tracker.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_commands(commands)
    serve = commands.add_parser("serve", help="show the dashboard in a browser")
    serve.add_argument("--address", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=int, default=8501)
    calls.add_data(serve)
    serve.add_argument(
        "--framed-by",
        nargs="*",
        default=os.environ.get("SSE_FRAMED_BY", "").split(),
        metavar="SITE",
        help="other sites that may show the pages inside their own; else SSE_FRAMED_BY",
    )
    serve.add_argument(
        "--report-to",
        default=os.environ.get("SSE_REPORT_TO", ""),
        metavar="ADDRESS",
        help="https://... or mailto:... where readers report errors, {id} for the record's id; "
        "else SSE_REPORT_TO",
    )
    serve.add_argument(
        "--propose-to",
        default=os.environ.get("SSE_PROPOSE_TO", ""),
        metavar="ADDRESS",
        help="https://... where a data file is edited, {path} for data/countries/TUR/laws.yaml; "
        "else SSE_PROPOSE_TO",
    )
    serve.add_argument(
        "--drafts",
        type=Path,
        default=os.environ.get("SSE_DRAFTS") or drafts.default_folder(),
        metavar="DIR",
        help="where officers' drafts are kept; else SSE_DRAFTS, else the temporary folder",
    )
    serve.set_defaults(run=run_serve, command="serve")
    _add_export(commands)
    _add_brief(commands)
    return run(parser.parse_args(arguments))


def _add_export(commands: argparse._SubParsersAction) -> None:
    export = commands.add_parser(
        "export",
        help="write a chart to a file: a slide that can be edited, a workbook, an image",
        description="Exit status: 0 the file is written, 2 the call cannot be carried out.",
    )
    export.add_argument("chart", nargs="?", metavar="CHART", help="a code that --list shows")
    export.add_argument("--list", action="store_true", help="list charts, options and formats")
    export.add_argument("--format", help="default: as the output ends")
    export.add_argument("--output", type=Path, metavar="FILE", help="default: a telling name, here")
    export.add_argument("--option", default="", help="what it shows: a resolution, lanes ...")
    several = {choice.key for choice in CHOICES}
    for name, key in OPTIONS.items():
        said = "as in the address of the page"
        if key in several:
            # '--place FRA --place SEN' is '--place FRA,SEN'.
            said += "; may be given several times"
            export.add_argument(f"--{name}", action="append", default=[], help=said)
        else:
            export.add_argument(f"--{name}", default="", help=said)
    export.add_argument("--country", default="", metavar="ISO3", help="that country only: TUR")
    _add_of_files(export)
    export.set_defaults(run=run_export, command="export")


def run_export(options: argparse.Namespace) -> int:
    """Writes a chart to a file; raises `Unusable`."""
    # Plotly and what writes files take a second to import; the other commands do not wait for it.
    from dashboard import export_commands

    return export_commands.run(options)


def _add_brief(commands: argparse._SubParsersAction) -> None:
    brief = commands.add_parser(
        "brief",
        help="write one or two pages on a country, for a meeting",
        description="Exit status: 0 written, 2 the call cannot be carried out.",
    )
    brief.add_argument("country", nargs="?", metavar="COUNTRY", help="ISO 3166-1 alpha-3: TUR")
    brief.add_argument("--all", action="store_true", help="every country with records")
    brief.add_argument("--format", help="pdf, docx or pptx; default: as the output ends, else pdf")
    brief.add_argument("--output", type=Path, metavar="FILE", help="with --all a folder")
    brief.add_argument("--as-of", default="", help="a day such as 2025-06-30; default: today")
    _add_of_files(brief)
    brief.set_defaults(run=run_brief, command="brief")


def _add_of_files(command: argparse.ArgumentParser) -> None:
    """What charts and briefs have in common."""
    command.add_argument("--language", default="", metavar="CODE", help="en, es or fr; default: en")
    command.add_argument(
        "--template", type=Path, metavar="FILE.pptx", help="slides on the master of this file"
    )
    calls.add_data(command)


def run_brief(options: argparse.Namespace) -> int:
    """Writes the brief of one country or of all; raises `Unusable`."""
    from dashboard import export_commands

    return export_commands.run_brief(options)


def run_serve(options: argparse.Namespace) -> int:
    """Serves until interrupted; raises `Unusable` where it cannot start."""
    data = calls.folder(options.data).resolve()
    try:
        hosting.use(Hosting(tuple(options.framed_by), options.report_to, options.propose_to))
    except HostingError as error:
        raise Unusable(str(error)) from error
    if unfit := _use_drafts(options.drafts, data) or _why_not(options.address, options.port):
        raise Unusable(unfit)
    # Streamlit takes a second to import; the other commands do not wait for it.
    from dashboard import server

    try:
        server.serve(data, options.address, options.port)
    except KeyboardInterrupt:
        print()
    return 0


def _use_drafts(folder: Path, data: Path) -> str:
    """Why drafts cannot be kept in a folder, and what to do; '' where they can."""
    if folder.resolve().is_relative_to(data):
        return f"drafts may not lie in the data, '{folder}'. Name another folder with --drafts"
    try:
        drafts.use(folder.resolve())
    except OSError as error:
        return (
            f"drafts cannot be kept in '{folder}': {error.strerror or error}. Name another folder"
        )
    return ""


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
