"""Loading many records, against the usual way: PyYAML `safe_load` and pandas `json_normalize`.

Each measurement is a fresh process that imports first, then reads the clock around the load alone;
the two ways take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.benchmarks.generate import generate
from tests.benchmarks.row import Row

PROJECT = Path(__file__).parents[2]

OURS = """
import json, resource, sys, time
import loaders
start = time.perf_counter()
snapshot = loaders.load(sys.argv[1])
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
assert not snapshot.problems, str(snapshot.problems[0])
print(json.dumps([seconds, peak, snapshot.frames["records"].height]))
"""

USUAL = """
import json, pathlib, resource, sys, time
import pandas, yaml
start = time.perf_counter()
kinds = {}
for path in sorted(pathlib.Path(sys.argv[1], "countries").glob("*/*.yaml")):
    if path.name != "country.yaml":
        kinds.setdefault(path.name, []).extend(yaml.safe_load(path.read_text("utf-8")))
frames = {name: pandas.json_normalize(records) for name, records in kinds.items()}
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(json.dumps([seconds, peak, sum(map(len, frames.values()))]))
"""


def run() -> list[Row]:
    """The rows of the table: speed against the usual way, growth, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small", "data"), Path(folder, "large", "data")
        megabytes = generate(small, 10_000) / 1e6, generate(large, 50_000) / 1e6
        ours, usual, many = [], [], []
        for _ in range(3):
            usual.append(_measure(USUAL, small, 10_000))
            ours += [_measure(OURS, small, 10_000) for _ in range(2)]
            many.append(_measure(OURS, large, 50_000))
    peak = max(peak for _, peak in many)
    of_one = [seconds / 10_000 for seconds, _ in ours]
    of_many = [seconds / 50_000 for seconds, _ in many]
    speed = min(s for s, _ in usual) / min(s for s, _ in ours)
    growth = min(of_many) / min(of_one)
    return [
        Row(
            f"load 10,000 records ({megabytes[0]:.1f} MB, 200 folders)",
            _said([seconds for seconds, _ in ours]),
            f"{_said([seconds for seconds, _ in usual])} with safe_load and json_normalize",
            speed,
            ">= 6",
        ),
        Row(
            f"time per record at 50,000 ({megabytes[1]:.1f} MB)",
            _said(of_many, 1e6, "µs"),
            f"{_said(of_one, 1e6, 'µs')} at 10,000",
            growth,
            "<= 1.3",
        ),
        Row(
            "peak memory of a process that loads 50,000",
            f"{peak:.2f} GB",
            "1.5 GB",
            peak / 1.5,
            "<= 1",
        ),
    ]


def _measure(code: str, folder: Path, expected: int) -> tuple[float, float]:
    """Seconds of the load and peak gigabytes of a fresh process."""
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    seconds, peak, records = json.loads(done.stdout)
    assert records == expected, f"{records} records instead of {expected}"
    return seconds, peak


def _said(seconds: Sequence[float], factor: float = 1, unit: str = "s") -> str:
    least, middle = min(seconds) * factor, median(seconds) * factor
    return f"{least:.2f} {unit} (median {middle:.2f}, {len(seconds)} runs)"


def machine() -> str:
    """Where the figures were taken: processor, cores, versions."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("polars", "pyyaml", "pandas"))
    processor = names[0] if names else platform.processor()
    python = f"Python {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} cores, {python}, {libraries}"


if __name__ == "__main__":
    print(machine())
    for row in run():
        print(row, "kept" if row.kept else "NOT KEPT")
