"""The as-of date is changed, on each page: how soon are its charts repainted, and at what cost?

Beside pages of the dashboard stands a bare Streamlit page with the overview's map, served in the
same way. Every date is new. Of pages without a chart only the cost is measured.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.exhibit import Exhibit
from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from loaders import load
from loaders.legal_framework import framework_level
from loaders.measures import Clock
from tests.benchmarks import pages
from tests.benchmarks.pages import BROWSER, CPU, TIMES, WARM, Control, Measured, Server, row, rows
from tests.benchmarks.row import Row

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


def in_words(day: date) -> str:
    """As the words of a chart write the date."""
    return f"{day.day} {day:%B} {day.year}"


def type_day(page: Page, day: date) -> None:
    """Types a day into the as-of field and leaves it."""
    page.locator("[data-testid=stDateInput] [role=spinbutton]").first.focus()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.mouse.click(900, 20)


AS_OF = Control(DAYS, in_words, type_day)
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


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    ours, static, bare = {}, {}, Measured([])
    with (
        sync_playwright() as playwright,
        pages.served("dashboard.commands", ["serve", "--port"]) as server,
        pages.served("tests.benchmarks.serve_bare", []) as bare_server,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        for path, exhibits in PAGES.items():
            beside = bare_server if path == "/" else None
            found = pages.measured(browser, server, dated(path), AS_OF, drawn(exhibits), beside)
            ours[path], static[path], *others = found
            bare = others[0] if others else bare
        costs = {path: _cost(browser, server, path) for path in WITHOUT_CHART}
        browser.close()
    change = "as-of date changed to map repainted"
    first, still = ours["/"], static["/"]
    cpu = f"{CPU} (of the bare page {bare.cpu:.1f} ms)"
    return [
        row(f"{change}, p50", "ms", first.p50, "static page", still.p50, 1.8),
        row(f"{change}, p50", "ms", first.p50, "bare Streamlit page", bare.p50, 1.3),
        row(f"{change}, p95", "ms", first.p95, "bare Streamlit page", bare.p95, 1.5),
        row(cpu, "ms", first.cpu, "limit", 20, 1),
        row("bytes on the wire per change", "B", first.wire, "limit", 10_000, 1),
        *(one for path in PAGES for one in rows(path, ours[path], static[path])),
        *(row(f"{path} {CPU}", "ms", cost, "limit", 15, 1) for path, cost in costs.items()),
    ]


def dated(path: str) -> str:
    """An address with a date in it, so that each change is one from date to date."""
    return f"{path}{'&' if '?' in path else '?'}asof={FIRST}"


def drawn(exhibits: Mapping[str, str]) -> dict[str, list[Exhibit]]:
    """What a page shows on each of the dates."""
    snapshot = load()
    return {
        str(day): [
            EXHIBITS[code].draw(snapshot, Selection(), Clock(day, date.today()), option)
            for code, option in exhibits.items()
        ]
        for day in DAYS
    }


def _cost(browser: Browser, server: Server, path: str) -> float:
    """Milliseconds of CPU that a change of the date takes on a page without a chart, the median."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(server.address(dated(path)))
    page.wait_for_selector("[data-testid=stDateInput]", timeout=60_000)
    page.wait_for_timeout(2000)
    added = []
    for day in DAYS:
        readings = [server.meter()]
        type_day(page, day)
        for _ in range(2):  # with the change, and as long without one
            page.wait_for_timeout(SETTLES)
            readings.append(server.meter())
        before, after, idle = readings
        added.append((after - before) - (idle - after))
    page.close()
    return pages.median(added[WARM:])
