"""`sse check`, start of Python included: against bare imports, and on many records.

Each measurement is a process of its own; what is compared takes turns, so that a busy machine slows
both.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
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
    """Wall time of a process that must find no error."""
    start = time.perf_counter()
    done = subprocess.run(
        list(map(str, command)), cwd=PROJECT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stdout[-2_000:] + done.stderr)
    return seconds
