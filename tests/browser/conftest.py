"""A browser and pages that tell on every request they make; the server is in tests/conftest.py."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

if TYPE_CHECKING:
    from tests.conftest import Server

Scheme = Literal["light", "dark"]

PATIENCE = 30
"""Seconds to wait for something that takes one or two on a machine with nothing else to do."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # A request to another host is recorded, and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail(
            "The browser tests need Chromium and there is none. Run 'sh tests/run' as root, or "
            "install Debian's package 'chromium'.",
            pytrace=False,
        )
    return path


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, chromium: str) -> Iterator[Browser]:
    launched = driver.chromium.launch(executable_path=chromium, args=FLAGS)
    yield launched
    launched.close()


@dataclass
class Record:
    """What a page did behind the reader's back."""

    server: Server
    start: int = 0
    """Length of the server's log when the test began."""
    strangers: list[str] = field(default_factory=list)
    """Requests to other hosts, also those that were blocked."""
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Forgets what was before."""
        self.start = len(self.server.said())
        for found in (self.strangers, self.errors, self.dialogs):
            found.clear()

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self._asked(request.url))
        page.on("websocket", lambda websocket: self._asked(websocket.url))
        page.on("popup", lambda popup: self.watch(popup))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._wrote)
        # A listener that does not answer would leave the page waiting for ever.
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error("
            "`Content-Security-Policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if (
            parts.scheme not in ("data", "blob")
            and parts.netloc != urlsplit(self.server.address).netloc
        ):
            self.strangers.append(url)

    def _wrote(self, message: ConsoleMessage) -> None:
        """A request that the page's own security policy stopped is told on the console only."""
        if re.search("content.security.policy", message.text, re.IGNORECASE):
            for url in re.findall(r"https?://[^'\"\s]+", message.text):
                self._asked(url)

    def faults(self) -> list[str]:
        said = self.server.said()[self.start :]
        return [
            *(f"asked another host: {url}" for url in self.strangers),
            *(f"error on the page: {text}" for text in self.errors),
            *(f"dialog: {text}" for text in self.dialogs),
            *([f"the server's log:\n{said}"] if "Traceback" in said or "Stack (" in said else []),
        ]


class Screen:
    """What a page shows, once it has come to rest."""

    def __init__(self, page: Page, record: Record) -> None:
        self.page = page
        self.record = record

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.rest()

    def go(self, path: str) -> None:
        """Goes on to another page as by a link: its program is there, half of the work of `open`.

        A page is known by its heading; for the same page with another query it is `open`.
        """
        now = urlsplit(self.page.url)
        if now.scheme == "about" or now.path == urlsplit(path).path:
            return self.open(path)
        heading = self.page.get_by_role("heading", level=1).inner_text()
        self.page.evaluate(
            """path => {
              history.pushState(null, '', path);
              dispatchEvent(new PopStateEvent('popstate', {state: null}));
            }""",
            path,
        )
        self.page.wait_for_function(
            "was => document.querySelector('h1')?.innerText !== was", arg=heading
        )
        self.rest()

    def rest(self) -> None:
        """Until the page is drawn and its script has ended."""
        expect(self.page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
        self.page.wait_for_selector('[data-test-script-state="notRunning"]')

    def chart(self) -> None:
        """Until the chart is painted."""
        self.page.wait_for_selector(
            ":is(.choroplethlayer path[d], .scatterlayer path.point)", state="attached"
        )
        self.rest()

    def says(self) -> str:
        """The chart's text alternative: title, selection, date and every count."""
        return self.page.get_by_role("figure").first.get_attribute("aria-label") or ""

    def legend(self) -> list[str]:
        return self.page.locator(".legendtext").all_text_contents()

    def areas(self) -> dict[str, int]:
        """How many areas of each colour are painted on the map."""
        return self.page.evaluate(
            """() => {
              const found = {};
              for (const path of document.querySelectorAll('.choroplethlayer path[d]'))
                if (path.getAttribute('d')) {
                  const rgb = getComputedStyle(path).fill.match(/\\d+/g).slice(0, 3).map(Number);
                  const hex = '#' + rgb.map(n => n.toString(16).padStart(2, '0')).join('');
                  found[hex] = (found[hex] || 0) + 1;
                }
              return found;
            }"""
        )

    def at(self, lon: float, lat: float) -> str | None:
        """The code of the country that is painted at a place of the map; None for the sea."""
        return self.page.evaluate(
            """([lon, lat]) => {
              const chart = document.querySelector('.js-plotly-plot');
              const [x, y] = chart._fullLayout.geo._subplot.projection([lon, lat]);
              const paths = [...chart.querySelectorAll('path.choroplethlocation[d]')];
              const hit = paths.find(path => path.isPointInFill(new DOMPoint(x, y)));
              return hit ? hit.__data__.loc : null;
            }""",
            [lon, lat],
        )

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where on the screen a place of the map is; scrolls the map into view."""
        self.page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
        x, y = self.page.evaluate(
            """([lon, lat]) => {
              const chart = document.querySelector('.js-plotly-plot');
              const [x, y] = chart._fullLayout.geo._subplot.projection([lon, lat]);
              const frame = chart.querySelector('svg.main-svg').getBoundingClientRect();
              return [frame.x + x, frame.y + y];
            }""",
            [lon, lat],
        )
        return x, y

    def choose(self, control: str, name: str) -> None:
        """Types the name of an option and takes it with Enter.

        A click is lost now and then on a busy machine: the list moves while it opens.
        """
        picker = self.page.get_by_role("combobox", name=control)
        picker.click()
        picker.press_sequentially(name)
        self.page.get_by_role("option", name=name, exact=True).wait_for()
        picker.press("Enter")

    def type_day(self, digits: str) -> None:
        """Types ddmmyyyy and stays in the control, which takes the day when it is left."""
        self.page.get_by_role("spinbutton", name="day, As of").click()
        self.page.keyboard.type(digits)

    def set_day(self, digits: str) -> None:
        """Types ddmmyyyy and leaves the control."""
        self.type_day(digits)
        self.page.get_by_role("heading", level=1).click()

    def address(self) -> str:
        """Path and query of the page, read in the page itself."""
        return self.page.evaluate("location.pathname + decodeURIComponent(location.search)")

    def becomes(self, get: Callable[[], Any], expected: Any) -> None:
        """Waits until `get` gives what is expected; says what it gave when time is up."""
        until = time.monotonic() + PATIENCE
        while (found := get()) != expected and time.monotonic() < until:
            self.page.wait_for_timeout(100)
        assert found == expected


class Windows:
    """The windows of a server's readers: they share a cache and no session.

    The next test takes a window that another has left. To open one, and to have a new process
    translate the program of the page, takes longer than all that most tests do in it.
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        self._context = browser.new_context(base_url=server.address)
        self._context.set_default_timeout(PATIENCE * 1000)
        self._server = server
        self._left: list[Screen] = []

    def take(self, width: int, height: int, scheme: Scheme) -> Screen:
        """An empty window."""
        if not self._left:
            opened = Screen(self._context.new_page(), Record(self._server))
            opened.record.watch(opened.page)
            self._left.append(opened)
        screen = self._left.pop()
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.emulate_media(color_scheme=scheme)
        screen.record.begin()
        return screen

    def leave(self, screen: Screen) -> None:
        """Ends the session, and takes away what a new window does not have."""
        page = screen.page
        for other in self._context.pages:
            if other.opener() == page:
                other.close()
        if page.is_closed():
            return
        page.unroute_all()
        page.mouse.move(0, 0)
        page.evaluate("location.protocol === 'about:' || sessionStorage.clear()")
        page.goto("about:blank")
        self._context.clear_cookies()
        self._left.append(screen)


Reader = Callable[..., Screen]


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Callable[[Server], Windows]:
    return cache(lambda server: Windows(browser, server))


@pytest.fixture
def reader(
    windows: Callable[[Server], Windows], request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """Opens a page with a session of its own.

    At the end of the test it fails if a page asked another host, met an error or opened a dialog.
    """
    opened: list[tuple[Windows, Screen]] = []

    def new(
        at: Server | None = None,
        *,
        width: int = 1280,
        height: int = 1000,
        scheme: Scheme = "light",
    ) -> Screen:
        used = windows(at or request.getfixturevalue("server"))
        screen = used.take(width, height, scheme)
        opened.append((used, screen))
        return screen

    yield new
    for used, screen in opened:
        used.leave(screen)
    faults = [fault for _used, screen in opened for fault in screen.record.faults()]
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.fixture
def screen(reader: Reader) -> Screen:
    """A screen on a desk: 1280 by 1000 pixels, light."""
    return reader()
