"""One process started from any folder: its routes, its headers, its options.

Streamlit's test client needs httpx, which is no dependency; so asked is the server of the browser
tests.
"""

import asyncio
import gzip
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from streamlit import config

from dashboard import geometry, language, server
from dashboard.parts import figure
from dashboard.style import DARK, LIGHT

ROUTES = ["/", "/timeline", "/country?country=TUR", "/_stcore/health", "/assets/none", "/nothing"]


class Served:
    """The server's address, its answers and what it printed."""

    def __init__(self, server):
        self.address, self.said = server.address, server.said

    def get(self, path, method="GET", **headers):
        """Status, headers and body; a status of 400 and above is an answer as well."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = Request(self.address + path, headers=names, method=method)
        try:
            answer = urlopen(asked, timeout=10)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers, answer.read()


@pytest.fixture
def served(server):
    """`sse serve` with the shipped data, started from `/`, where no configuration lies."""
    return Served(server)


@pytest.fixture(scope="module")
def assets(snapshot):
    layers = geometry.layers(snapshot)
    return layers.areas, layers.stripes, figure.program()


def test_it_is_healthy(served):
    status, _headers, body = served.get("/_stcore/health")
    assert (status, body) == (200, b"ok")


def test_what_a_page_is_sent_is_packed_by_the_last_32_kb(served):
    """So that a chart which is sent ahead costs next to nothing when it comes in its place."""
    host = served.address.removeprefix("http://")
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyEhIQ==\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
    )
    with socket.create_connection(host.split(":"), timeout=10) as connection:
        connection.sendall(asked.encode())
        answer = connection.recv(4096).decode("latin-1").lower()
    [packed] = re.findall(r"^sec-websocket-extensions: (.*?)\r$", answer, re.MULTILINE)
    assert packed.startswith("permessage-deflate")
    # Both say how far less than 32 kB, or nothing at all, is looked back over.
    assert "server_max_window_bits" not in packed
    assert "server_no_context_takeover" not in packed


def test_it_says_what_was_read_and_where_it_is(served, snapshot):
    records = snapshot.frames["records"].height
    said = served.said()
    assert re.search(rf"^{records:,} records read from .*data$", said, re.MULTILINE)
    assert f"The dashboard is at {served.address}\n" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_carries_the_security_headers(served, path):
    _status, headers, _body = served.get(path)
    for name, value in server.HEADERS.items():
        assert headers.get_all(name) == [value]


def test_geometry_carries_them_too(served, assets):
    for asset in assets:
        _status, headers, _body = served.get(asset.path)
        assert headers["content-security-policy"] == server.HEADERS["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_policy_lets_nothing_come_from_another_host():
    policy = server.HEADERS["content-security-policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == "'self'"
    assert parts["object-src"] == "'none'"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'self'"
    words = {word for sources in parts.values() for word in sources.split()}
    assert words <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:", "ws:", "wss:"}
    assert "'unsafe-inline'" not in parts["connect-src"]


def test_geometry_is_kept_for_a_year_by_its_address(served, assets):
    for asset in assets:
        status, headers, body = served.get(asset.path)
        assert status == 200
        assert body == asset.content
        assert headers["content-type"].partition(";")[0] == asset.media_type
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "accept-encoding" in headers["vary"].lower()
        assert headers["content-encoding"] is None


def test_geometry_is_sent_compressed_to_who_can_read_it(served, assets):
    for asset in assets:
        _status, headers, body = served.get(asset.path, accept_encoding="gzip, br")
        assert headers["content-encoding"] == "gzip"
        assert len(body) < len(asset.content) / 2
        assert gzip.decompress(body) == asset.content


@pytest.mark.parametrize(
    "path",
    ["/assets/areas.json", "/assets/areas-0000000000000000.json", "/assets/app.py"],
)
def test_geometry_that_was_never_made_is_not_found(served, path):
    status, headers, body = served.get(path)
    assert (status, body) == (404, b"")
    assert headers["cache-control"] is None


@pytest.mark.parametrize(
    "path", ["/app/static/../app.py", "/assets/..%2fapp.py", "/..%2fetc/passwd", "/data/"]
)
def test_no_file_of_the_machine_is_served(served, path):
    _status, _headers, body = served.get(path)
    assert b"root:" not in body
    assert b"import" not in body.split(b"<script")[0]


def test_each_page_has_an_address_of_its_own(served):
    for path in ("/", "/overview", "/timeline", "/country?country=TUR&asof=2010-01-01"):
        status, headers, body = served.get(path)
        assert status == 200
        assert headers["content-type"].startswith("text/html")
        assert b"<noscript" in body


@pytest.mark.parametrize(
    ("path", "spoken", "opening"),
    [
        ("/", "", b'<html lang="en" dir="ltr">'),
        ("/?lang=fr", "", b'<html lang="fr" dir="ltr">'),
        ("/country?country=TUR&lang=es", "fr", b'<html lang="es" dir="ltr">'),
        ("/map", "fr-CA,fr;q=0.9,en;q=0.8", b'<html lang="fr" dir="ltr">'),
        ("/map?lang=%22%3E%3Cscript%3E", "de", b'<html lang="en" dir="ltr">'),
    ],
)
def test_the_document_says_its_language_and_direction(served, path, spoken, opening):
    _status, headers, body = served.get(
        path, accept="text/html", accept_language=spoken, accept_encoding="gzip"
    )
    assert opening in body
    assert body.count(b"<html") == 1
    assert int(headers["content-length"]) == len(body)
    assert "accept-language" in headers["vary"].lower()
    assert headers["etag"] is None


def test_the_head_of_the_document_is_that_of_the_whole(served):
    """Also where a part of it is asked for: its length changes with its language."""
    whole = served.get("/?lang=fr", accept="text/html")
    head = served.get("/?lang=fr", "HEAD", accept="text/html")
    part = served.get("/?lang=fr", accept="text/html", range="bytes=0-9")
    assert head[1]["content-length"] == whole[1]["content-length"] and not head[2]
    assert (part[0], part[2]) == (200, whole[2])


def test_the_document_of_a_language_written_from_right_to_left_says_so(monkeypatch):
    monkeypatch.setattr(language, "offered", lambda: {"en": "English", "ar": "العربية"})
    sent = []

    async def streamlit(scope, receive, send):
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"16")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'<html lang="', "more_body": True})
        await send({"type": "http.response.body", "body": b'en">'})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "query_string": b"", "path": "/"}
    headers = [(b"accept", b"text/html"), (b"accept-language", b"ar-EG")]
    asked = server.DocumentLanguage(streamlit)({**scope, "headers": headers}, None, send)
    # In a thread of its own: where browser tests ran before, theirs has a loop that goes on.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked).result()
    start, body = sent
    assert body == {"type": "http.response.body", "body": b'<html lang="ar" dir="rtl">'}
    assert (b"content-length", b"26") in start["headers"]


def test_what_is_no_document_is_left_as_it_is(served, assets):
    for asset in assets:
        _status, headers, body = served.get(asset.path, accept="text/html", accept_language="fr")
        assert body == asset.content
        assert "accept-language" not in headers["vary"].lower()


# Options: started from `/`, Streamlit does not find its own file


def test_the_options_are_read_flat_from_the_projects_file():
    options = dict(server.options())
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"
    assert options["client.toolbarMode"] == "viewer"
    assert options["server.fileWatcherType"] == "none"
    # Fewer, and many quick changes on a slow network end with "Cached ForwardMsg MISS".
    assert options["global.maxCachedMessageAge"] >= 30
    assert options["theme.light.backgroundColor"] == LIGHT.paper
    assert options["theme.dark.backgroundColor"] == DARK.paper


def test_every_option_is_one_that_streamlit_knows():
    known = config.get_config_options()
    assert [name for name, _value in server.options() if name not in known] == []


def test_a_calendar_program_can_subscribe(served):
    status, headers, body = served.get("/worklist.ics?country=tur")
    assert status == 200
    assert headers["content-type"].startswith("text/calendar")
    assert body.startswith(b"BEGIN:VCALENDAR")
    assert f"URL:{served.address}/record?id=".encode() in body.replace(b"\r\n ", b"")
    for asked, headers in (("&lang=fr", {}), ("", {"Accept-Language": "fr-CH,de"})):
        _status, _headers, body = served.get(f"/worklist.ics?country=deu{asked}", **headers)
        lines = body.replace(b"\r\n ", b"").decode()
        assert "NAME:SSE Allemagne" in lines
        assert ("/record?lang=fr&id=" in lines) == bool(asked)
    status, _headers, body = served.get("/worklist.ics?country=Turkey")
    assert status == 404
    assert b"Write its code of three letters" in body


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("sse.example.org", "http://sse.example.org:8501"),
        ("::1", "http://[::1]:8501"),
    ],
)
def test_the_address_that_is_told_can_be_typed(address, typed):
    assert server.web_address(address, 8501) == typed
