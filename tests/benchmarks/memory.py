"""A thousand changes of the date in one session: does the server's memory stay where it was?"""

from __future__ import annotations

import shutil
from datetime import timedelta

import psutil
from playwright.sync_api import sync_playwright

from tests.benchmarks import pages
from tests.benchmarks.interaction import AS_OF, FIRST, dated
from tests.benchmarks.row import Row

CHANGES, SETTLED, LIMIT = 1_000, 100, 20
"""Changes in all; after how many the memory is first read; megabytes by which it may grow."""


def run() -> list[Row]:
    """The row of the benchmark table; prints nothing."""
    serve = ["serve", "--port"]
    with sync_playwright() as playwright, pages.served("dashboard.commands", serve) as server:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=pages.BROWSER)
        page = pages.opened(browser, server.address(dated("/")), AS_OF)
        settled = 0.0
        for number in range(1, CHANGES + 1):
            page.repaint(FIRST + timedelta(days=3 * number))
            if number == SETTLED:
                settled = _megabytes(server.process)
        grown = _megabytes(server.process) - settled
        browser.close()
    what = f"memory after {CHANGES:,} changes of the date, more than after {SETTLED}"
    return [Row(what, f"{grown:.1f} MB", f"limit {LIMIT} MB", grown / LIMIT, "<= 1")]


def _megabytes(process: psutil.Process) -> float:
    return process.memory_info().rss / 1e6
