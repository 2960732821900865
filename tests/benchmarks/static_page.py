"""A hand-made static page that redraws charts of the dashboard with `Plotly.react`."""

from __future__ import annotations

import http.server
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import orjson
import plotly

from dashboard import geometry
from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from loaders import load
from loaders.measures import Clock

WIDTH = 1_200
"""Pixels of the static page's charts, which hold their words."""


@contextmanager
def served(exhibits: Mapping[str, str], days: Sequence[date]) -> Iterator[int]:
    """A page with all dates' figures inside, written by hand; the port that serves it."""
    snapshot = load()
    layers = geometry.layers(snapshot)
    figures = {
        day.isoformat(): [
            EXHIBITS[code]
            .draw(snapshot, Selection(), Clock(day, date.today()), option)
            .on_paper(WIDTH)
            for code, option in exhibits.items()
        ]
        for day in days
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
        (folder / "index.html").write_text(page.replace("FIRST", days[-1].isoformat()), "utf-8")
        handler = partial(_Quiet, directory=name)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.server_address[1]
            server.shutdown()


STATIC = """<!doctype html><meta charset=utf-8><script src=plotly.min.js></script>
<input type=date value=FIRST><div id=map></div><script>
const figures = FIGURES, input = document.querySelector('input')
for (const _ of figures[input.value]) map.append(document.createElement('div'))
const draw = () => figures[input.value].forEach((one, n) => Plotly.react(map.children[n], one))
input.addEventListener('change', draw)
draw()
</script>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
