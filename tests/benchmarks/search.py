"""Search over 100,000 generated records: how long a query takes once the catalogue stands."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from dashboard.filters import Selection
from dashboard.queries.records import catalogue, search
from loaders import load
from tests.benchmarks.generate import generate
from tests.benchmarks.row import Row

RECORDS, LIMIT = 100_000, 50
QUERIES = (
    "quebec",
    "cooperatives 1999",
    "loi cooperatives",
    '"register, a council and a fund"',
    "Ministry of Social Economy",
    "sociétés de secours mutuel",
    "accounting step 2",
    "law 07",
    "Union branch 41",
    "region 1",
    "finance workshop tur",
    "nothing holds this",
    "合作社",
    "第41号合作社",
    "협동조합",
)


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "data", RECORDS)
        snapshot = load(Path(folder) / "data")
        start = time.perf_counter()
        catalogue(snapshot)
        built = time.perf_counter() - start
        times = []
        for query in QUERIES * 3:
            start = time.perf_counter()
            search(snapshot, query, Selection())
            times.append(1000 * (time.perf_counter() - start))
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    records = snapshot.frames["records"].height
    what = f"search over {records:,} records"
    return [
        _row(f"{what}, p50", f"{p50:.1f} ms", p50),
        _row(f"{what}, p95 (catalogue made once in {built:.1f} s)", f"{p95:.1f} ms", p95),
    ]


def _row(what: str, measured: str, value: float) -> Row:
    return Row(what, measured, f"limit {LIMIT} ms", value / LIMIT, "<= 1")
