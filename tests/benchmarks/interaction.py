"""The as-of date is changed: how soon are the charts of a page repainted, and at what cost?

In one run, in one browser: pages of the dashboard, a bare Streamlit page with the overview's map
served in the same way, and for each page a hand-made static one that redraws the same charts with
`Plotly.react`. They are open at once and take each date in turn: machines change their speed within
minutes. Every date is new. Of pages without a chart only the cost is measured.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from loaders import load
from loaders.legal_framework import framework_level
from loaders.measures import Clock
from tests.benchmarks import static_page
from tests.benchmarks.relay import relay
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
    ?.closest('[data-testid=stPlotlyChart], [role=figure], .js-plotly-plot, #map')
  const left = () => { if (!last) start = performance.now() }
  for (const event of ['focusout', 'change']) document.addEventListener(event, left, true)
  setTimeout(() => failed(new Error('not repainted within 10 s')), 10000)
  const observer = new MutationObserver((all) => {
    if (all.some((one) => chart(one.target))) last = performance.now()
  })
  observer.observe(document.body, {subtree: true, childList: true, attributes: true})
  const look = () => {
    const close = (text) => text.replaceAll(/\\s/g, '')  // words that go on in another line
    const drawn = [...document.querySelectorAll('.js-plotly-plot text, [role=figure] > div')]
      .some((text) => close(text.textContent).includes(close(said)))
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
    """Milliseconds of each repaint; what one costs the server (median, in ms) and the wire (mean of
    the bytes)."""

    times: list[float]
    cpu: float = 0
    wire: float = 0
    far: float = 0
    """The median time over an emulated network, in milliseconds."""

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def in_words(day: date) -> str:
    """As the words of a chart write the date."""
    return f"{day.day} {day:%B} {day.year}"


OF, PLAN = "ohada-uniform-act-cooperatives", "mar-strategy-2010-2020-plan"
"""An instrument and a plan whose charts show something on every one of the dates."""
PAGES: Mapping[str, Mapping[str, str]] = {
    "/": {"legal-framework": ""},
    "/map": {"legal-framework": ""},
    "/plans": {"action-standings": ""},
    "/plans?section=periods": {"plan-periods": ""},
    f"/plans?plan={PLAN}": {"action-schedule": PLAN, "chain": PLAN},
    "/resolutions": {"positions": ""},
    f"/resolutions?of={OF}": {"position": OF, "chain": OF},
    "/workshops": {"events-calendar": ""},
    "/workshops?section=places": {"events-hosted": ""},
    "/timeline": {"timeline": "kind"},
}
"""By address: the exhibits on the page, and of which of its options each is."""
WITHOUT_CHART = (
    "/workshops?section=list",
    "/workshops?section=outcomes",
    "/compare?countries=FRA,ESP,SEN",
    "/compare?countries=FRA,ESP,SEN&section=levers",
    "/compare?countries=FRA,ESP,SEN&section=positions",
    "/country?country=TUR",
    "/country?country=TUR&section=action_plan",
)
SETTLES = 700
"""Milliseconds in which a page without a chart takes a change."""
LATENCY = 0.1
"""Seconds that an emulated network takes there and back."""


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        process, port = stack.enter_context(served("dashboard.commands", ["serve", "--port"]))
        bare_process, bare_port = stack.enter_context(served("tests.benchmarks.serve_bare", []))
        ours, static, bare = {}, {}, Measured([])
        for path, exhibits in PAGES.items():
            with static_page.served(exhibits, DAYS) as static_port:
                compared = [
                    opened(browser, port, path=path, meter=partial(_cpu, process)),
                    _opened_static(browser, static_port),
                ]
                if path == "/":
                    meter = partial(_cpu, bare_process)
                    compared.append(opened(browser, bare_port, date.isoformat, meter=meter))
                _take_in_turn(compared)
            here, still, *others = [Measured(one.times, _median(one.added)) for one in compared]
            ours[path], static[path] = replace(here, **_wire(browser, port, path)), still
            bare = others[0] if others else bare
        costs = {path: _cost(browser, process, port, path) for path in WITHOUT_CHART}
        browser.close()
    change = "as-of date changed to map repainted"
    first, still = ours["/"], static["/"]
    cpu = f"{CPU} (of the bare page {bare.cpu:.1f} ms)"
    return [
        _row(f"{change}, p50", "ms", first.p50, "static page", still.p50, 1.8),
        _row(f"{change}, p50", "ms", first.p50, "bare Streamlit page", bare.p50, 1.3),
        _row(f"{change}, p95", "ms", first.p95, "bare Streamlit page", bare.p95, 1.5),
        _row(cpu, "ms", first.cpu, "limit", 20, 1),
        _row("bytes on the wire per change", "B", first.wire, "limit", 10_000, 1),
        *(row for path in PAGES for row in _of_page(path, ours[path], static[path])),
        *(_row(f"{path} {CPU}", "ms", cost, "limit", 15, 1) for path, cost in costs.items()),
    ]


CPU = "server CPU that a change takes"


def _of_page(path: str, ours: Measured, static: Measured) -> Iterator[Row]:
    said = f"{path} repainted, p50 (p95 {ours.p95:,.0f} ms, p50 over a network of "
    said += f"{1000 * LATENCY:.0f} ms {ours.far:,.0f} ms)"
    yield _row(said, "ms", ours.p50, "static page", static.p50, 1.6)
    yield _row(f"{path} {CPU}", "ms", ours.cpu, "limit", 15, 1)


def _row(what: str, unit: str, ours: float, other: str, theirs: float, most: float) -> Row:
    figures = [f"{value:,.1f} {unit}" for value in (ours, theirs)]
    return Row(what, figures[0], f"{other} {figures[1]}", ours / theirs, f"<= {most}")


@dataclass
class Opened:
    """A page with its charts painted, and what was measured of it."""

    page: Page
    said: Callable[[date], str]
    """The words by which a chart shows that it is of a date."""
    pick: Callable[[Page, date], None]
    meter: Callable[[], float] | None = None
    times: list[float] = field(default_factory=list)
    """Milliseconds of each change."""
    added: list[float] = field(default_factory=list)
    """What each change added to the meter."""

    def change(self, day: date) -> None:
        """A server that nobody asks anything works too (its clock ticks, the data folder is
        watched): what the meter goes on by while nothing is changed, as long after the change as
        it took, is no part of what the change costs."""
        begun, before = time.monotonic(), self.meter() if self.meter else 0
        self.times.append(repaint(self.page, self.said(day), partial(self.pick, self.page, day)))
        if self.meter:
            took, after = time.monotonic() - begun, self.meter()
            self.page.wait_for_timeout(1000 * took)
            self.added.append((after - before) - (self.meter() - after))


def _take_in_turn(pages: Sequence[Opened]) -> None:
    """Each date on each of the pages, which are closed then."""
    for day in DAYS[WARM:]:
        for one in pages:
            one.change(day)
    for one in pages:
        one.page.close()


def _wire(browser: Browser, port: int, path: str) -> dict[str, float]:
    """The bytes of a change, and its time from afar; through a relay, which slows it down."""
    with relay(port) as (through, wire):
        near = opened(browser, through, path=path, meter=lambda: wire[0])
        _take_in_turn([near])
    with relay(port, LATENCY / 2) as (through, _bytes):
        far = opened(browser, through, path=path)
        _take_in_turn([far])
    return {"wire": statistics.fmean(near.added), "far": _median(far.times)}


def _cost(browser: Browser, process: psutil.Process, port: int, path: str) -> float:
    """Milliseconds of CPU that a change of the date takes on a page without a chart, the median."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(_address(port, path))
    page.wait_for_selector("[data-testid=stDateInput]", timeout=60_000)
    page.wait_for_timeout(2000)
    added = []
    for day in DAYS:
        readings = [_cpu(process)]
        type_day(page, day)
        for _ in range(2):  # with the change, and as long without one
            page.wait_for_timeout(SETTLES)
            readings.append(_cpu(process))
        before, after, idle = readings
        added.append((after - before) - (idle - after))
    page.close()
    return _median(added[WARM:])


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else 0


def opened(
    browser: Browser,
    port: int,
    said: Callable[[date], str] = in_words,
    path: str = "/",
    meter: Callable[[], float] | None = None,
) -> Opened:
    """A page of a server, warmed up."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(_address(port, path))
    return _warmed(Opened(page, said, type_day, meter))


def _address(port: int, path: str) -> str:
    return f"http://127.0.0.1:{port}{path}{'&' if '?' in path else '?'}asof={FIRST}"


def _opened_static(browser: Browser, port: int) -> Opened:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"http://127.0.0.1:{port}/")
    # No blur: PROBE would take it for the start, in the middle of the drawing.
    return _warmed(Opened(page, in_words, lambda page, day: page.fill("input", day.isoformat())))


def _warmed(one: Opened) -> Opened:
    one.page.wait_for_selector(".js-plotly-plot .plot-container", timeout=60_000)
    one.page.wait_for_timeout(1000)
    for day in DAYS[:WARM]:
        repaint(one.page, one.said(day), partial(one.pick, one.page, day))
    return one


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


@contextmanager
def served(module: str, arguments: list[str]) -> Iterator[tuple[psutil.Process, int]]:
    """A server in a process of its own, and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", module, *arguments, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            time.sleep(0.1)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(10)


def _cpu(process: psutil.Process) -> float:
    """Milliseconds of CPU that the process has taken, by the clock that Linux keeps of each.

    The number of that clock is what `clock_getcpuclockid(3)` gives; the times that psutil reads
    are in steps of 10 ms, half of a change.
    """
    return 1000 * time.clock_gettime(~process.pid << 3 | 2)
