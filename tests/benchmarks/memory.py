"""A thousand changes of the date in one session: does the server's memory stay where it was?"""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial

import psutil
from playwright.sync_api import sync_playwright

from tests.benchmarks.interaction import BROWSER, FIRST, in_words, opened, repaint, served, type_day
from tests.benchmarks.row import Row

CHANGES, SETTLED, LIMIT = 1_000, 100, 20
"""Changes in all; after how many the memory is first read; megabytes by which it may grow."""


def run() -> list[Row]:
    """The row of the benchmark table; prints nothing."""
    with sync_playwright() as playwright, served("dashboard.commands", ["serve", "--port"]) as on:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        process, port = on
        page = opened(browser, port).page
        settled = 0.0
        for number in range(1, CHANGES + 1):
            day = FIRST + timedelta(days=3 * number)
            repaint(page, in_words(day), partial(type_day, page, day))
            if number == SETTLED:
                settled = _megabytes(process)
        grown = _megabytes(process) - settled
        browser.close()
    what = f"memory after {CHANGES:,} changes of the date, more than after {SETTLED}"
    return [Row(what, f"{grown:.1f} MB", f"limit {LIMIT} MB", grown / LIMIT, "<= 1")]


def _megabytes(process: psutil.Process) -> float:
    return process.memory_info().rss / 1e6
