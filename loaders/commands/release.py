"""`release`: keeps today's data as it is."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from loaders import calls, releases


def add(commands: argparse._SubParsersAction) -> None:
    release = commands.add_parser(
        "release",
        help="write today's data as a release that is never changed",
        description="Pages can then show the data as known on that day, and what changed since. "
        "Exit status: 0 written, 1 the data has errors or today is released already.",
    )
    calls.add_data(release)
    release.set_defaults(run=lambda options: run(options.data, date.today()), command="release")


def run(named: Path | None, day: date) -> int:
    """Writes the release of a day and says where; 1 where there is a reason not to."""
    try:
        written = releases.write(calls.opened(named), day)
    except releases.ReleaseError as error:
        print(f"sse release: {error}", file=sys.stderr)
        return 1
    print(f"{written.records:,} records released as {written.folder}")
    return 0
