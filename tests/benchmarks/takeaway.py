"""What a presenter waits for: a slide, an image through the running server, the briefs of all."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, of, outlines
from dashboard.filters import Selection
from loaders import load
from loaders.measures import Clock
from tests.benchmarks.pages import BROWSER, served
from tests.benchmarks.row import Row

TIMES, AT_ONCE = 10, 10
GIGABYTE = 1e9


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    return [*_slide(), *_images(), *_briefs()]


def _limit(what: str, unit: str, measured: float, most: float) -> Row:
    return Row(what, f"{measured:,.2f} {unit}", f"limit {most:g} {unit}", measured / most, "<= 1")


def _slide() -> Iterator[Row]:
    """A slide with a world map, its outlines not yet worked out."""
    snapshot, today = load(), date.today()
    exhibit = EXHIBITS["legal-framework"].draw(snapshot, Selection(), Clock(today, today), "")
    outlines._outlines.cache_clear()
    begun = time.perf_counter()
    content = FORMATS["pptx"].write(of(exhibit, snapshot))
    yield _limit("slide with a world map", "s", time.perf_counter() - begun, 1.5)
    yield _limit("slide with a world map", "kB", len(content) / 1000, 250)


def _images() -> Iterator[Row]:
    """From the click on the button to the file, the server's browser being warm."""
    serve = ["serve", "--port"]
    with sync_playwright() as playwright, served("dashboard.commands", serve) as server:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        pages = [_menu(browser.new_page(), server.port) for _ in range(AT_ONCE)]
        _downloaded(pages[0])
        times = [_downloaded(pages[0]) for _ in range(TIMES)]
        yield _limit("PNG of a map through the server, p50", "s", statistics.median(times), 0.4)
        begun = time.perf_counter()
        files: list[object] = []
        for page in pages:
            page.on("download", lambda file: files.append(file))  # playwright marks what it calls
        for page in pages:
            page.get_by_role("button", name="PNG for screens").click(no_wait_after=True)
        while len(files) < AT_ONCE and time.perf_counter() - begun < 60:
            pages[0].wait_for_timeout(20)
        what = f"{AT_ONCE} PNGs asked for at once: all there after"
        seconds = time.perf_counter() - begun
        yield _limit(what, "s", seconds if len(files) == AT_ONCE else float("inf"), 60)
        browser.close()


def _menu(page: Page, port: int) -> Page:
    """A page on which the chart's menu of downloads is open."""
    page.goto(f"http://127.0.0.1:{port}/map")
    page.get_by_role("radio", name="Download", exact=True).click()
    page.get_by_role("button", name="PNG for screens").wait_for()
    return page


def _downloaded(page: Page) -> float:
    """Seconds from the click to the file."""
    begun = time.perf_counter()
    with page.expect_download() as file:
        page.get_by_role("button", name="PNG for screens").click()
    assert file.value.path().stat().st_size > 10_000
    return time.perf_counter() - begun


def _briefs() -> Iterator[Row]:
    """The briefs of every country with records, as the command writes them."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "dashboard.commands", "brief", "--all", "--output", folder]
        begun = time.perf_counter()
        process = psutil.Popen([sys.executable, *command], stdout=-3, stderr=-3)
        most = [0.0]
        watcher = threading.Thread(target=partial(_watch, process, most))
        watcher.start()
        process.wait()
        seconds = time.perf_counter() - begun
        watcher.join()
        written = len(list(Path(folder).iterdir()))
    yield _limit(f"briefs of {written} countries as PDF", "s", seconds, 120)
    yield _limit("the same, peak memory", "GB", most[0] / GIGABYTE, 1)


def _watch(process: psutil.Popen, most: list[float]) -> None:
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        try:
            most[0] = max(most[0], process.memory_info().rss)
        except psutil.NoSuchProcess:
            return
        time.sleep(0.05)
