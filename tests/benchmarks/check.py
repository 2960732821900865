"""`sse check`, start of Python included: against bare imports, and on many records.

Each measurement is a process of its own, and its processor time is what counts: on a shared machine
the clock on the wall says how busy the others are.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.generate import generate
from tests.benchmarks.row import Row

PROJECT = Path(__file__).parents[2]
SSE = Path(sys.executable).with_name("sse")
IMPORTS = [sys.executable, "-c", "import yaml, polars"]


def run() -> list[Row]:
    """The rows of the table: the shipped data, and growth to 100,000 records."""
    shipped, imports = [], []
    for _ in range(5):
        imports.append(_seconds(IMPORTS))
        shipped.append(_seconds([SSE, "check"]))
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small", "data"), Path(folder, "large", "data")
        generate(small, 10_000)
        generate(large, 100_000)
        few, many = [], []
        for _ in range(3):
            few += [_seconds([SSE, "check", small]) / 10_000 for _ in range(2)]
            many.append(_seconds([SSE, "check", large]) / 100_000)
    return [
        Row(
            "sse check on the shipped data",
            f"{min(shipped):.2f} s",
            f"{min(imports):.2f} s for python -c 'import yaml, polars'",
            min(shipped) / min(imports),
            "<= 5",
        ),
        Row(
            "sse check, time per record at 100,000",
            f"{min(many) * 1e6:.0f} µs",
            f"{min(few) * 1e6:.0f} µs at 10,000",
            min(many) / min(few),
            "<= 1.3",
        ),
    ]


def _seconds(command: Sequence[object]) -> float:
    """Processor time of a process that must find no error."""
    start = _used()
    done = subprocess.run(
        list(map(str, command)), cwd=PROJECT, capture_output=True, text=True, check=False
    )
    seconds = _used() - start
    if done.returncode:
        raise RuntimeError(done.stdout[-2_000:] + done.stderr)
    return seconds


def _used() -> float:
    """Processor seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
