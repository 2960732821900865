"""Something else is chosen from a list: how soon are the charts of a page repainted, at what cost?

The regions on pages of several kinds of chart, and the instruments whose positions a map shows;
each is chosen once, so nothing is kept of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from playwright.sync_api import Page, sync_playwright

from dashboard.exhibit import Exhibit
from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from loaders import Snapshot, load
from loaders.measures import Clock
from tests.benchmarks import pages
from tests.benchmarks.pages import TIMES, WARM, Control
from tests.benchmarks.row import Row

REGION, INSTRUMENT = "Region or group", "Resolution"
"""What the lists are called."""
PAGES = {
    "/": ("legal-framework", "", REGION),
    "/map?show=position": ("position", "", INSTRUMENT),
    "/plans": ("action-standings", "", REGION),
    "/workshops": ("events-calendar", "", REGION),
    "/timeline": ("timeline", "kind", REGION),
}
"""By address: the exhibit, of which of its options it is, and the list that is chosen from."""


@dataclass(frozen=True)
class Chosen:
    """An entry of a list, and what the page shows of it."""

    name: str
    exhibit: Exhibit

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        return self.exhibit.words.subtitle


def run() -> list[Row]:
    """The rows of the benchmark table; prints nothing."""
    snapshot, found = load(), []
    with (
        sync_playwright() as playwright,
        pages.served("dashboard.commands", ["serve", "--port"]) as server,
    ):
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=pages.BROWSER)
        for path, (code, option, label) in PAGES.items():
            offered = (
                _instruments(snapshot) if label == INSTRUMENT else _regions(snapshot, code, option)
            )
            values = [one for one in offered if not one.exhibit.rows.is_empty()][: TIMES + WARM]
            control = Control(values, lambda one: one.said, partial(choose, label=label))
            exhibits = {str(one): [one.exhibit] for one in values}
            ours, static = pages.measured(browser, server, path, control, exhibits)
            what = f"{path}, {len(values) - WARM} of '{label}'"
            found += pages.rows(what, ours, static)
        browser.close()
    return found


def _regions(snapshot: Snapshot, code: str, option: str) -> Iterator[Chosen]:
    today = date.today()
    named = {str(row["name"]): group for group, row in snapshot.reference.groups.items()}
    for name, group in named.items():
        drawn = EXHIBITS[code].draw(snapshot, Selection(region=group), Clock(today, today), option)
        yield Chosen(name, drawn)


def _instruments(snapshot: Snapshot) -> Iterator[Chosen]:
    """All but the first, which the page shows when it is opened."""
    today, drawing = date.today(), EXHIBITS["position"]
    assert drawing.options
    for option, name in [*drawing.options(snapshot).items()][1:]:
        yield Chosen(name, drawing.draw(snapshot, Selection(), Clock(today, today), option))


def choose(page: Page, one: Chosen, label: str) -> None:
    """Types the entry's name and takes it with Enter."""
    picker = page.get_by_role("combobox", name=label)
    picker.fill(one.name)
    page.get_by_role("option", name=one.name, exact=True).wait_for()
    picker.press("Enter")
