"""The as-of date is changed: how soon is the map repainted, and at what cost?

Three pages in one run, in one browser: the dashboard, a bare Streamlit page with the same map
served in the same way, and a hand-made static page that redraws with `Plotly.react`. Every date
is new.
"""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import plotly
import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from plotly.utils import PlotlyJSONEncoder

from dashboard import geometry
from dashboard.charts import country_map
from dashboard.charts.chart import Words
from dashboard.filters import Selection
from dashboard.queries import legal_framework
from dashboard.style import LIGHT
from loaders import load
from loaders.boundary_layer import WORLD
from loaders.legal_framework import framework_level
from loaders.measures import Clock
from tests.benchmarks.row import Row

TIMES, WARM = 30, 2
FIRST = date(2012, 3, 4)


def _days() -> list[date]:
    """All distinct, and the map differs from each to the next; the first two only warm up."""
    snapshot, days, shown = load(), [], None
    for number in range(1, 1000):
        day = FIRST + timedelta(days=37 * number)
        levels = framework_level(snapshot, Clock(day, date.today()))["level"].to_list()
        if levels != shown:
            days.append(day)
            shown = levels
        if len(days) == TIMES + WARM:
            return days
    raise ValueError("The data holds too few changes of level to measure with.")


DAYS = _days()
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# From the moment the date's field is left (or changed) to the last change inside the chart.
PROBE = """(said) => { window.probe = new Promise((done, failed) => {
  let start = 0, last = 0
  const chart = (node) => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest('[data-testid=stPlotlyChart], #map')
  const left = () => { if (!last) start = performance.now() }
  for (const event of ['focusout', 'change']) document.addEventListener(event, left, true)
  setTimeout(() => failed(new Error('not repainted within 10 s')), 10000)
  const observer = new MutationObserver((all) => {
    if (all.some((one) => chart(one.target))) last = performance.now()
  })
  observer.observe(document.body, {subtree: true, childList: true, attributes: true})
  const look = () => {
    const drawn = [...document.querySelectorAll('.js-plotly-plot text')]
      .some((text) => text.textContent.includes(said))
    if (start && last && drawn && performance.now() - last > 250) {
      observer.disconnect()
      for (const event of ['focusout', 'change']) document.removeEventListener(event, left, true)
      done(last - start)
    } else setTimeout(look, 20)
  }
  look()
}) }"""


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each repaint; what one costs the server (ms) and the wire (bytes)."""

    times: list[float]
    cpu: float = 0
    wire: float = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def in_words(day: date) -> str:
    """As the map's subtitle writes the date."""
    return f"as of {day.day} {day:%B} {day.year}"


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        ours = _streamlit(browser, "dashboard.commands", ["serve", "--port"], in_words)
        bare = _streamlit(browser, "tests.benchmarks.serve_bare", [], date.isoformat)
        static = _static(browser)
        browser.close()
    change = "as-of date changed to map repainted"
    return [
        _row(f"{change}, p50", "ms", ours.p50, "static page", static.p50, 1.8),
        _row(f"{change}, p50", "ms", ours.p50, "bare Streamlit page", bare.p50, 1.3),
        _row(f"{change}, p95", "ms", ours.p95, "bare Streamlit page", bare.p95, 1.5),
        _row("server CPU per change", "ms", ours.cpu, "limit", 20, 1),
        _row("bytes on the wire per change", "B", ours.wire, "limit", 10_000, 1),
    ]


def _row(what: str, unit: str, ours: float, other: str, theirs: float, most: float) -> Row:
    figures = [f"{value:,.1f} {unit}" for value in (ours, theirs)]
    return Row(what, figures[0], f"{other} {figures[1]}", ours / theirs, f"<= {most}")


def _streamlit(
    browser: Browser, module: str, arguments: list[str], said: Callable[[date], str]
) -> Measured:
    """Times without the relay, which would slow them; then the bytes of the same changes."""
    with served(module, arguments) as (process, port):
        page = opened(browser, port, said)
        cpu = _cpu(process)
        times = [repaint(page, said(day), partial(type_day, page, day)) for day in DAYS[WARM:]]
        page.wait_for_timeout(300)
        cpu = _cpu(process) - cpu
        page.close()
        with _counted(port) as (through, wire):
            page = opened(browser, through, said)
            sent = wire[0]
            for day in DAYS[WARM:]:
                repaint(page, said(day), partial(type_day, page, day))
            page.wait_for_timeout(300)
            sent = wire[0] - sent
            page.close()
    return Measured(times, cpu / TIMES, sent / TIMES)


def opened(browser: Browser, port: int, said: Callable[[date], str] = in_words) -> Page:
    """The overview with its map painted, warmed up."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"http://127.0.0.1:{port}/?asof={FIRST}")
    page.wait_for_selector(".js-plotly-plot .choroplethlocation", timeout=60_000)
    for day in DAYS[:WARM]:
        repaint(page, said(day), partial(type_day, page, day))
    return page


def type_day(page: Page, day: date) -> None:
    """Types a day into the as-of field and leaves it."""
    page.locator("[data-testid=stDateInput] [role=spinbutton]").first.focus()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.mouse.click(900, 20)


def repaint(page: Page, said: str, change: Callable[[], None]) -> float:
    """Milliseconds from the change to the map on which these words stand."""
    page.evaluate(PROBE, said)
    change()
    return page.evaluate("window.probe")


def _static(browser: Browser) -> Measured:
    with _folder_of_static_page() as port:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".choroplethlocation")

        def pick(day: date) -> None:
            # No blur: PROBE would take it for the start, in the middle of the drawing.
            page.fill("input", day.isoformat())

        for day in DAYS[:WARM]:
            repaint(page, day.isoformat(), partial(pick, day))
        times = [repaint(page, day.isoformat(), partial(pick, day)) for day in DAYS[WARM:]]
        page.close()
    return Measured(times)


@contextmanager
def _folder_of_static_page() -> Iterator[int]:
    """A page with all dates' figures inside, written by hand; the port that serves it."""
    snapshot = load()
    layers = geometry.layers(snapshot)
    ground = country_map.Ground("areas.json", "stripes.json", layers.layer, WORLD)
    today = date.today()
    figures = {}
    for day in DAYS:
        rows = legal_framework.rows(snapshot, Selection(), Clock(day, today))
        words = Words("Map", f"World as of {day.isoformat()}", "")
        figures[day.isoformat()] = country_map.figure(rows, words, LIGHT, ground).to_plotly_json()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "areas.json").write_bytes(layers.areas.content)
        (folder / "stripes.json").write_bytes(layers.stripes.content)
        script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        shutil.copy(script, folder / "plotly.min.js")
        page = STATIC.replace("FIGURES", json.dumps(figures, cls=PlotlyJSONEncoder))
        (folder / "index.html").write_text(page.replace("FIRST", DAYS[-1].isoformat()), "utf-8")
        handler = partial(_Quiet, directory=name)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.server_address[1]
            server.shutdown()


STATIC = """<!doctype html><meta charset=utf-8><script src=plotly.min.js></script>
<input type=date value=FIRST><div id=map></div><script>
const figures = FIGURES, input = document.querySelector('input')
const draw = () => Plotly.react('map', figures[input.value])
input.addEventListener('change', draw)
draw()
</script>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(module: str, arguments: list[str]) -> Iterator[tuple[psutil.Process, int]]:
    """A server in a process of its own, and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", module, *arguments, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            time.sleep(0.1)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(10)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return 1000 * (times.user + times.system)


@contextmanager
def _counted(port: int) -> Iterator[tuple[int, list[int]]]:
    """A relay in front of a server; counts the bytes that pass in both directions."""
    total = [0]

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while chunk := source.recv(65536):
                total[0] += len(chunk)
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _address = relay.accept()
                server = socket.create_connection(("127.0.0.1", port))
                for one, other in ((client, server), (server, client)):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    threading.Thread(target=pass_on, args=(one, other), daemon=True).start()

    relay = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, daemon=True).start()
    try:
        yield relay.getsockname()[1], total
    finally:
        relay.close()
