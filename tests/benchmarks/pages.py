"""Pages in a browser whose control is given one value after the other, and what each change takes.

Of a page of the dashboard and a hand-made static one that redraws the same charts with
`Plotly.react`: both are open at once and take each value in turn, since machines change their speed
within minutes.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import psutil
from playwright.sync_api import Browser, Page

from dashboard.exhibit import Exhibit
from tests.benchmarks import static_page
from tests.benchmarks.relay import relay
from tests.benchmarks.row import Row

TIMES, WARM = 30, 2
"""Values that are measured, and those before them that only warm up."""
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# From the moment a field is left or changed, or Enter is pressed in it, to the last change inside
# the chart.
PROBE = """(said) => { window.probe = new Promise((done, failed) => {
  let start = 0, last = 0
  const chart = (node) => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest('[data-testid=stPlotlyChart], [role=figure], .js-plotly-plot, #charts')
  const events = ['focusout', 'change', 'keydown']
  const left = ({type, key}) => {
    if (!last && (type !== 'keydown' || key === 'Enter')) start = performance.now()
  }
  for (const event of events) document.addEventListener(event, left, true)
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
      for (const event of events) document.removeEventListener(event, left, true)
      done(last - start)
    } else setTimeout(look, 20)
  }
  look()
}) }"""


@dataclass(frozen=True)
class Control:
    """A control of a page, and the values that it is given; all are new to the server."""

    values: Sequence[Any]
    said: Callable[[Any], str]
    """The words by which a chart shows that it is of a value."""
    pick: Callable[[Page, Any], None]


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


CPU = "server CPU that a change takes"
LATENCY = 0.1
"""Seconds that an emulated network takes there and back."""


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    process: psutil.Process
    port: int

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def meter(self) -> float:
        return cpu(self.process)


def measured(
    browser: Browser,
    server: Server,
    path: str,
    control: Control,
    exhibits: Mapping[str, Sequence[Exhibit]],
    bare: Server | None = None,
) -> tuple[Measured, ...]:
    """A page of the dashboard, the static one of the same charts (by the control's values, as
    text), and a bare page of Streamlit where there is one."""
    with static_page.served(exhibits) as static_port:
        compared = [
            opened(browser, server.address(path), control, server.meter),
            opened(
                browser,
                f"http://127.0.0.1:{static_port}/",
                replace(control, pick=lambda page, value: static_page.choose(page, str(value))),
            ),
        ]
        if bare:
            said = replace(control, said=str)
            compared.append(opened(browser, bare.address("/"), said, bare.meter))
        _take_in_turn(compared)
    ours, *others = [Measured(one.times, median(one.added)) for one in compared]
    return replace(ours, **_wire(browser, server.port, path, control)), *others


def rows(what: str, ours: Measured, static: Measured) -> Iterator[Row]:
    """The rows of the benchmark table of a page; `what` names it and its control."""
    said = f"{what} repainted, p50 (p95 {ours.p95:,.0f} ms, p50 over a network of "
    said += f"{1000 * LATENCY:.0f} ms {ours.far:,.0f} ms)"
    yield row(said, "ms", ours.p50, "static page", static.p50, 1.6)
    yield row(f"{what} {CPU}", "ms", ours.cpu, "limit", 15, 1)


def row(what: str, unit: str, ours: float, other: str, theirs: float, most: float) -> Row:
    figures = [f"{value:,.1f} {unit}" for value in (ours, theirs)]
    return Row(what, figures[0], f"{other} {figures[1]}", ours / theirs, f"<= {most}")


@dataclass
class Opened:
    """A page with its charts painted, and what was measured of it."""

    page: Page
    control: Control
    meter: Callable[[], float] | None = None
    times: list[float] = field(default_factory=list)
    """Milliseconds of each change."""
    added: list[float] = field(default_factory=list)
    """What each change added to the meter."""

    def repaint(self, value: Any) -> float:
        """Milliseconds from the change to the chart on which its words stand."""
        self.page.evaluate(PROBE, self.control.said(value))
        self.control.pick(self.page, value)
        return self.page.evaluate("window.probe")

    def change(self, value: Any) -> None:
        """A server that nobody asks anything works too (its clock ticks, the data folder is
        watched): what the meter goes on by while nothing is changed, as long after the change as
        it took, is no part of what the change costs."""
        begun, before = time.monotonic(), self.meter() if self.meter else 0
        self.times.append(self.repaint(value))
        if self.meter:
            took, after = time.monotonic() - begun, self.meter()
            self.page.wait_for_timeout(1000 * took)
            self.added.append((after - before) - (self.meter() - after))


def _take_in_turn(pages: Sequence[Opened]) -> None:
    """Each value on each of the pages, which are closed then."""
    for value in pages[0].control.values[WARM:]:
        for one in pages:
            one.change(value)
    for one in pages:
        one.page.close()


def _wire(browser: Browser, port: int, path: str, control: Control) -> dict[str, float]:
    """The bytes of a change, and its time from afar; through a relay, which slows it down."""
    with relay(port) as (through, wire):
        near = opened(browser, f"http://127.0.0.1:{through}{path}", control, lambda: wire[0])
        _take_in_turn([near])
    with relay(port, LATENCY / 2) as (through, _bytes):
        far = opened(browser, f"http://127.0.0.1:{through}{path}", control)
        _take_in_turn([far])
    return {"wire": statistics.fmean(near.added), "far": median(far.times)}


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else 0


def opened(
    browser: Browser, address: str, control: Control, meter: Callable[[], float] | None = None
) -> Opened:
    """A page, warmed up."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .plot-container", timeout=60_000)
    page.wait_for_timeout(1000)
    one = Opened(page, control, meter)
    for value in control.values[:WARM]:
        one.repaint(value)
    return one


@contextmanager
def served(module: str, arguments: list[str]) -> Iterator[Server]:
    """A server of this command, which takes a port."""
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
        yield Server(psutil.Process(process.pid), port)
    finally:
        process.terminate()
        process.wait(10)


def cpu(process: psutil.Process) -> float:
    """Milliseconds of CPU that the process has taken, by the clock that Linux keeps of each.

    The number of that clock is what `clock_getcpuclockid(3)` gives; the times that psutil reads
    are in steps of 10 ms, half of a change.
    """
    return 1000 * time.clock_gettime(~process.pid << 3 | 2)
