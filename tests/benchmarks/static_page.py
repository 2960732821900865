"""A hand-made static page that redraws charts of the dashboard with `Plotly.react`."""

from __future__ import annotations

import http.server
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import orjson
import plotly
from playwright.sync_api import Page

from dashboard import geometry
from dashboard.exhibit import Exhibit
from loaders import load

WIDTH = 1_200
"""Pixels of the static page's charts, which hold their words."""


@contextmanager
def served(exhibits: Mapping[str, Sequence[Exhibit]]) -> Iterator[int]:
    """A page written by hand that shows the charts of what is chosen, the last of these at first,
    with all figures inside; the port that serves it."""
    layers = geometry.layers(load())
    figures = {
        value: [drawn.on_paper(WIDTH) for drawn in of_value] for value, of_value in exhibits.items()
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for asset in (layers.areas, layers.stripes):
            file = folder / asset.path.lstrip("/")
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(asset.content)
        script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        shutil.copy(script, folder / "plotly.min.js")
        page = STATIC.replace("FIGURES", orjson.dumps(figures).decode())
        (folder / "index.html").write_text(page, "utf-8")
        handler = partial(_Quiet, directory=name)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.server_address[1]
            server.shutdown()


STATIC = """<!doctype html><meta charset=utf-8><script src=plotly.min.js></script>
<select></select><div id=charts></div><script>
const figures = FIGURES, input = document.querySelector('select'), values = Object.keys(figures)
const charts = document.querySelector('#charts')
for (const value of values) input.add(new Option(value))
input.value = values.at(-1)
for (const _ of figures[input.value]) charts.append(document.createElement('div'))
const draw = () => figures[input.value].forEach((one, n) => Plotly.react(charts.children[n], one))
input.addEventListener('change', draw)
draw()
</script>"""


def choose(page: Page, value: str) -> None:
    """Changes the page's only control."""
    page.select_option("select", value)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
