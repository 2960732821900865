"""A chart as an image, drawn by one Chromium per process through kaleido.

It starts with the first image and anew after any failure. Waiting and drawing are bounded, so that
a burst of exports can neither fill the memory nor hold the pages up.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import logging
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import kaleido
import orjson
from choreographer.browsers.chromium import Chromium

from dashboard import assets
from dashboard.charts.chart import Figure
from dashboard.exhibit import Exhibit
from dashboard.export.handout import Handout
from dashboard.language import _

WIDTH = 1_200
"""Pixels of a chart at scale 1."""
LARGEST = 16_000
"""Pixels on either side; Chromium draws no larger picture."""
TITLE = "title"
"""Among the options of an image: that of its document, where it is a PDF."""
SECONDS, WAITING = 30, 16
"""For one image with its turn; images that may wait."""


class NoImageError(RuntimeError):
    """No image came of it; the message says what to do."""


def writer(form: str, scale: float = 1) -> Callable[[Handout], bytes]:
    """Draws a handout as 'png', 'svg' or 'pdf', on white paper whatever the page's theme is."""

    def write(handout: Handout) -> bytes:
        exhibit = handout.exhibit
        return draw(exhibit.on_paper(WIDTH), form, scale, exhibit.words.title)

    return write


def height(exhibit: Exhibit) -> int:
    """Pixels of an exhibit's image at scale 1."""
    return int(exhibit.on_paper(WIDTH)["layout"]["height"])


def draw(figure: Figure, form: str, scale: float = 1, title: str = "") -> bytes:
    """The figure as an image, whose document has this title where it is a PDF; raises
    `NoImageError`."""
    if not available():
        raise NoImageError(_("No Chromium is installed here; choose a format that needs none."))
    tall = int(figure["layout"]["height"])
    options = {
        "format": form,
        "width": WIDTH,
        "height": tall,
        "scale": min(scale, LARGEST / max(WIDTH, tall)),
        TITLE: title,
    }
    return _browser.image(_self_contained(figure), options)


@cache
def available() -> bool:
    """Whether a Chromium is installed."""
    found = Chromium.find_browser(skip_local=False)
    return bool(found and Path(found).exists())


def _self_contained(figure: Figure) -> dict[str, Any]:
    """The figure with the areas of maps in local files: the browser asks no server."""
    return figure | {
        "data": [
            trace | {"geojson": _file(trace["geojson"]).as_uri()} if "geojson" in trace else trace
            for trace in figure["data"]
        ]
    }


@cache
def _file(path: str) -> Path:
    """A published file of the boundary layer, written once."""
    asset = assets.published(path)
    assert asset is not None, "a figure names published files only"
    file = _folder() / Path(path).name
    file.write_bytes(asset.content)
    return file


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="sse-geometry-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _image(answer: Any, form: str) -> bytes:
    """The image in an answer of the DevTools protocol; a drawing that failed has none."""
    result = answer.get("result", {})
    if "exceptionDetails" in result or "error" in answer:
        raise RuntimeError(result.get("exceptionDetails") or answer["error"])
    drawn = result["result"]["value"]
    return drawn.encode() if form == "svg" else base64.b64decode(drawn)


class Browser:
    """One kaleido, and the loop on which it runs."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(WAITING)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: kaleido.Kaleido | None = None

    def image(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """Waits for its turn, draws, and tries once more with a new browser if that fails."""
        if not self._places.acquire(blocking=False):
            raise NoImageError(_("Too many images are being made. Try again in a minute."))
        try:
            if not self._turn.acquire(timeout=SECONDS):
                raise NoImageError(_("The image took too long. Try again in a minute."))
            try:
                return self._drawn(figure, options)
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def _drawn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        for _attempt in range(2):
            try:
                return self._run(self._draw(figure, options))
            except Exception:
                # Whatever happened to the browser, the next image gets a new one.
                logging.getLogger(__name__).warning("An image failed", exc_info=True)
                self.stop()
        raise NoImageError(_("The image could not be made. Choose another format."))

    async def _draw(self, figure: dict[str, Any], options: Any) -> bytes:
        if self._kaleido is None:
            # MathJax would come from another host.
            self._kaleido = kaleido.Kaleido(n=1, timeout=SECONDS, mathjax=False)
            await self._kaleido.open()
        [tab] = self._kaleido.tabs.values()
        title = options.get(TITLE, "")
        how: Any = {name: value for name, value in options.items() if name != TITLE}
        if how["format"] == "pdf":
            # What is printed is called as the page.
            named = {"expression": f"document.title = {orjson.dumps(title).decode()}"}
            await tab.send_command("Runtime.evaluate", named)
            return await self._kaleido.calc_fig(figure, opts=how)
        # Kaleido loads its page anew after each image and the boundaries again for the next, which
        # takes as long as to draw a map. Asked directly, the page keeps both.
        drawing = [figure, how | {"imageDataOnly": True}]
        answer = await tab.send_command(
            "Runtime.evaluate",
            {
                "expression": f"Plotly.toImage(...{orjson.dumps(drawing).decode()})",
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        return _image(answer, how["format"])

    def _run(self, work: Any) -> Any:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def stop(self) -> None:
        """Ends the browser, whether it still answers or not."""
        ended, self._kaleido = self._kaleido, None
        loop, self._loop = self._loop, None
        if loop is None:
            return
        try:
            if ended is not None:
                asyncio.run_coroutine_threadsafe(ended.close(), loop).result(5)
        except Exception:
            logging.getLogger(__name__).debug("The browser was gone already", exc_info=True)
        loop.call_soon_threadsafe(loop.stop)


_browser = Browser()
atexit.register(_browser.stop)
