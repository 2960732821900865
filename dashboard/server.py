"""One uvicorn process that serves pages, their large files and its health, and watches the data.

Every option of Streamlit is set here from the project's own file: started from another folder,
Streamlit would not find it, ask for telemetry and show tracebacks.
"""

from __future__ import annotations

import importlib
import socket
import threading
import tomllib
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from dashboard import assets, geometry, hosting, language, session, stand_ins
from dashboard.live import live, settle, start
from dashboard.parts import figure
from dashboard.queries import records, worklist

APP = Path(__file__).with_name("app.py")

CONFIG = Path(__file__).resolve().parent.parent / ".streamlit" / "config.toml"

POLICY = "content-security-policy"
HEADERS = {
    POLICY: (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


class SecurityHeaders:
    """Adds `HEADERS` to every response; a plain ASGI layer, so that nothing is buffered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        framing = f"frame-ancestors {hosting.current().frame_ancestors}"
        named = HEADERS | {POLICY: HEADERS[POLICY].replace("frame-ancestors 'self'", framing)}
        self.added = [(name.encode(), value.encode()) for name, value in named.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self.added]
            await send(message)

        await self.app(scope, receive, with_headers)


class Visits:
    """Keeps in a cookie on which day a browser was here last, so that a page can say what changed.

    Two days and nothing else: no name, no number, nothing that tells one reader from another.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_cookie(message: Message) -> None:
            headers = dict(message.get("headers", ()))
            if headers.get(b"content-type", b"").startswith(b"text/html"):
                days = visits(Request(scope).cookies.get(session.VISITS, ""), session.today())
                kept = f"{session.VISITS}={days}; Path=/; Max-Age=31536000; SameSite=Lax"
                added = (b"set-cookie", kept.encode())
                message["headers"] = [*message.get("headers", []), added]
            await send(message)

        await self.app(scope, receive, with_cookie if scope["type"] == "http" else send)


def visits(kept: str, today: date) -> str:
    """What the cookie says from now on: the day of the last visit, a dot, today."""
    before, latest = (_day_or_nothing(part) for part in (kept.partition(".")[::2]))
    return f"{before if latest == today.isoformat() else latest}.{today}"


def _day_or_nothing(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


DOCUMENT = b'<html lang="en">'
"""How Streamlit's document begins, whatever the language."""


class DocumentLanguage:
    """Says in the document which language the page is in and in which direction it is written.

    The choice is that of `session.speak`: the address, else the browser. Only the document, of
    8 kB, is held back until it is whole; Streamlit is kept from compressing it or sending a part,
    and sends it also where its head alone is asked for, so that its length is known.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope) if scope["type"] == "http" else None
        if request is None or "text/html" not in request.headers.get("accept", ""):
            await self.app(scope, receive, send)
            return
        code = language.chosen(
            request.query_params.get(language.KEY, ""), request.headers.get("accept-language", "")
        )
        held: list[Message] = []

        async def in_language(message: Message) -> None:
            if not held and not _starts_document(message):
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for one in _in_language(held, code):
                    await send(one)

        asked = MutableHeaders(raw=[*scope["headers"]])
        del asked["accept-encoding"], asked["range"]
        method = scope["method"].replace("HEAD", "GET")
        await self.app({**scope, "method": method, "headers": asked.raw}, receive, in_language)


def _starts_document(message: Message) -> bool:
    kind = Headers(raw=message.get("headers", [])).get("content-type", "")
    return message["type"] == "http.response.start" and kind.startswith("text/html")


def _in_language(held: list[Message], code: str) -> tuple[Message, Message]:
    start, *parts = held
    tag = code.replace("_", "-")
    opening = f'<html lang="{tag}" dir="{language.direction(code)}">'.encode()
    body = b"".join(part.get("body", b"") for part in parts).replace(DOCUMENT, opening, 1)
    headers = MutableHeaders(raw=[*start["headers"]])
    headers["content-length"] = str(len(body))
    headers.add_vary_header("Accept-Language")
    # They tell versions of the file apart, not languages.
    del headers["etag"], headers["last-modified"]
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}


def serve_asset(request: Request) -> Response:
    """Boundaries or plotly.js; its address changes with its content, so it is kept a year.

    On a thread of its own: what is asked for the first time is compressed here.
    """
    asset = assets.published(request.url.path)
    if asset is None:
        return Response(status_code=404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(asset.compressed, media_type=asset.media_type, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def serve_worklist(request: Request) -> Response:
    """The days that officers wait for, of one country or of all, as a calendar to subscribe to.

    Its language is chosen as that of a page is.
    """
    snapshot = live().served.snapshot
    iso3 = request.query_params.get("country", "").upper()
    if iso3 and iso3 not in snapshot.reference.countries:
        said = "No such country. Write its code of three letters, such as ?country=TUR"
        return Response(said, status_code=404, media_type="text/plain")
    asked = request.query_params.get(language.KEY, "")
    spoken = request.headers.get("accept-language", "")
    language.use(language.chosen(asked, spoken), asked=asked in language.offered())
    page = f"{request.base_url}record?{urlencode({**language.to_query(), 'id': ''})}"
    made = worklist.calendar(snapshot, iso3, session.today(), page)
    headers = {"cache-control": "public, max-age=3600", "vary": "accept-language"}
    return Response(made, media_type="text/calendar", headers=headers)


WARM = ("pandas", "dashboard.parts.country_sections")
"""Imported before the first page, which would wait for them: tables need pandas."""


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncGenerator[None]:
    """Warms what the first page needs, then watches the data for as long as the server runs."""
    layers = geometry.layers(live().served.snapshot)
    for asset in (layers.areas, layers.stripes, figure.program()):
        asset.compressed  # noqa: B018 - compressed here, not while a reader waits
    records.catalogue(live().served.snapshot)
    for name in WARM:
        importlib.import_module(name)
    settle()
    stop = threading.Event()
    watcher = threading.Thread(target=live().watch, args=(stop,), name="watch-data", daemon=True)
    watcher.start()
    yield
    stop.set()
    watcher.join(timeout=10)


def options() -> Iterator[tuple[str, Any]]:
    """Each option of `.streamlit/config.toml` by its dotted name."""

    def flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", value

    return flat(tomllib.loads(CONFIG.read_text("utf-8")), "")


def build() -> st.App:
    """The application; the data must have been started."""
    for name, value in options():
        config.set_option(name, value)
    routes = [
        Route(f"{assets.PREFIX}{{name}}", serve_asset),
        Route(worklist.CALENDAR, serve_worklist),
    ]
    stand_ins.install()
    layers = (SecurityHeaders, Visits, DocumentLanguage)
    middleware = [Middleware(layer) for layer in layers]
    return st.App(APP, routes=routes, middleware=middleware, lifespan=lifespan)


LEVEL = 3
"""How hard zlib looks for what was sent before. Its own, 6, makes of the 52 kB of a change of the
overview 4.6 and takes 0.85 ms, in the turmoil of a run 1.5; 3 makes 7.6 of them and takes 0.5."""


class WebSocket(WebSocketsSansIOProtocol):
    """Packs what it sends by the last 32 kB that it has sent; uvicorn's own looks back over 4 kB.

    A chart is much like the one before it, and what `parts.figure` sends ahead comes once more. It
    takes 140 kB of memory for each page that is open, in place of 30.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looks_back = ServerPerMessageDeflateFactory(
            client_max_window_bits=12, compress_settings={"memLevel": 5, "level": LEVEL}
        )
        self.conn.available_extensions = [looks_back]


def serve(root: Path, address: str, port: int) -> None:
    """Loads the data and serves it until interrupted."""
    started = start(root)
    problems = len(started.served.snapshot.problems)
    records = started.served.snapshot.frames["records"].height
    print(f"{records:,} records read from {root}" + (f", {problems} problems" if problems else ""))
    app = build()
    config.set_option("server.address", address)
    config.set_option("server.port", port)
    how = uvicorn.Config(app, host=address, port=port, log_level="warning", ws=WebSocket)
    with suppress(KeyboardInterrupt):
        Server(how).run()


class Server(uvicorn.Server):
    """Says where the dashboard is once it answers there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"The dashboard is at {web_address(self.config.host, self.config.port)}", flush=True)


def web_address(address: str, port: int) -> str:
    """What a reader types; an IPv6 address stands in brackets there (RFC 3986)."""
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"
