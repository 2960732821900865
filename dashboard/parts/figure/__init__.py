"""A Plotly figure with its words on a page, drawn by `figure.js`.

It uses the plotly.js that the package plotly holds, so screen and export share one. A change is
redrawn in place, which keeps the reader's zoom; Streamlit's own chart would be put up anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import orjson
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import session
from dashboard.assets import OFFERED, Asset, asset, offer, publish
from dashboard.charts.chart import Figure, Words, on_paper
from dashboard.kept import KeptOf
from dashboard.language import _
from dashboard.parts.components import component
from dashboard.style import Style

COMPONENT = "figure"
MARK = secrets.token_hex(8)
"""Stands before every chart, by which `figure.js` finds it in a message; no record can hold it."""


@cache
def program() -> Asset:
    """The plotly.js of the installed plotly."""
    script = files("plotly") / "package_data" / "plotly.min.js"
    return publish("plotly.js", script.read_bytes(), "text/javascript")


WIDTH = 1_200
"""Pixels of the image that a reader saves."""


def show(
    figure: Figure,
    words: Words,
    style: Style,
    *,
    key: str,
    alt: str,
    file_name: str,
    selectable: bool = False,
    room: Sequence[str] = (),
    stays: bool = False,
) -> str:
    """Draws the figure under its words; returns the code of what the reader just clicked, or ''.

    `alt` is the text alternative, `file_name` that of the image which the reader may save. What is
    `selectable` has codes: the `location` of an area, the `customdata` of a point. `room`: labels
    that the legend of a map has on another date and keeps a place for, so that the map stays where
    it is. `stays`: see `Chart`.
    """
    file, packed = _traces(figure["data"], key) if stays else ("", orjson.dumps(figure["data"]))
    said = {
        "figure": figure | {"data": orjson.Fragment(packed)},
        "stays": file,
        # By these `figure.js` tells that only the layout is another one.
        "traces": file or blake2b(packed + repr(room).encode(), digest_size=8).hexdigest(),
        "title": words.title,
        "subtitle": words.subtitle,
        "caption": words.below,
        "colours": [style.ink, style.muted],
        "paper": on_paper(figure, words, style, WIDTH)["layout"] | {"width": WIDTH},
        "alt": alt,
        "file": file_name,
        "selectable": selectable,
        "room": list(room),
        "program": program().path,
        "save": _("Download the chart as an image"),
        "failed": _(
            "The chart cannot be drawn: a part of this page was not loaded. Load the page again; "
            "the table holds the same data."
        ),
        "outdated": [
            _("This page is of an earlier version: load it again."),
            _("Load the page again"),
        ],
    }
    # Bytes are sent as they are; of anything else Streamlit would make JSON twice. The WebSocket
    # makes them smaller on their way: packed here, a chart came 10 ms later, since a browser
    # unpacks only between what else it has to do.
    text = orjson.dumps(said)
    data = f"{MARK} {len(text)} {key}\n".encode() + text
    _send_ahead(data)
    return component(COMPONENT)(key=key, data=data, on_picked_change=_nothing).picked or ""


def _traces(traces: list[dict[str, Any]], name: str) -> tuple[str, bytes]:
    """The address of a file with the traces, and nothing in their place.

    Another date moves a line among the thousands of events of the timeline: 400 kB, which each
    change packed and sent.
    """
    file = _files.once(
        traces, lambda: asset(f"{name}.json", orjson.dumps(traces), "application/json")
    )
    offer(file)
    return file.path, b"[]"


_files: KeptOf[Asset] = KeptOf(OFFERED)


AHEAD = 28_000
"""Bytes of a chart, at most, that is sent ahead: what the WebSocket has sent within the last 32 kB
it finds again when it packs the same a second time; a larger chart would cost twice."""


def _send_ahead(data: bytes) -> None:
    """Sends a chart that stands on the page already before all else that the run draws.

    `figure.js` takes it out of its message and draws it. Streamlit, which hands it over later with
    its place on the page, works out the page for 15 to 30 ms first.
    """
    context = get_script_run_ctx()
    if context and session.runs_alone() and len(data) <= AHEAD:
        context.enqueue(carrier(data))


def carrier(data: bytes) -> ForwardMsg:
    """A message with a chart that Streamlit's page takes and does nothing about: that fragments
    which do not exist are no longer to be run by the clock."""
    message = ForwardMsg()
    message.stop_auto_rerun.fragment_ids.append(data.decode())
    return message


def is_carrier(message: ForwardMsg) -> bool:
    return any(one.startswith(MARK) for one in message.stop_auto_rerun.fragment_ids)


def _nothing() -> None:
    """Streamlit wants a callback for whatever a component may send."""
