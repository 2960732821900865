"""Neither the browser nor the server asks any other machine.

That the browser does not is checked by the fixture `reader` after every test, and the test of
accessibility opens every page; here what can be opened on a page is opened.
"""

from __future__ import annotations

import ipaddress
import re
import shutil
import threading
import time

import psutil
import pytest

AS_OF = "asof=2026-11-20"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_asks_another_host_whatever_is_opened(reader, scheme):
    screen = reader(scheme=scheme)
    for path in (f"/?{AS_OF}", f"/timeline?{AS_OF}"):
        screen.open(path)
        screen.chart()
        for more in ("Table", "Sources", "Download"):
            screen.page.get_by_role("radio", name=more).click()
            screen.rest()
        screen.page.get_by_role("button", name="Filters", exact=True).click()
        screen.page.get_by_role("dialog").get_by_role("combobox").first.wait_for()
    screen.open(f"/country?country=TUR&{AS_OF}&section=all&full=1")


def test_the_browser_s_watch_sees_a_request_to_another_host(reader):
    """The check itself works: a picture from elsewhere is noticed although the policy stops it."""
    screen = reader()
    screen.open(f"/country?{AS_OF}")
    screen.page.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x.png'}))"
    )
    screen.becomes(lambda: screen.record.strangers[:1], ["https://evil.example/x.png"])
    screen.page.close()
    screen.record.strangers.clear()


def far(address: str) -> bool:
    """Whether an address is another machine's."""
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_unspecified)


def test_the_server_opens_no_connection_to_another_machine(reader, start_server, tmp_path):
    """From its start on; seen by strace where there is one, else by looking every 5 ms."""
    trace = tmp_path / "trace"
    calls = "connect,sendto,sendmsg,sendmmsg"
    strace = shutil.which("strace")
    under = [strace, "-f", "--seccomp-bpf", "-e", f"trace={calls}", "-o", str(trace)]
    server = start_server(under=under if strace else (), wait=False)
    seen: set[str] = set()
    looks = 0
    over = threading.Event()

    def look() -> None:
        nonlocal looks
        root = psutil.Process(server.process.pid)
        while not over.is_set():
            try:
                for process in (root, *root.children(recursive=True)):
                    for connection in process.net_connections("inet"):
                        if connection.raddr and far(connection.raddr.ip):
                            seen.add(connection.raddr.ip)
            except psutil.Error:
                pass  # a process that just ended
            looks += 1
            time.sleep(0.005)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        server.wait()
        screen = reader(server)
        screen.open(f"/?{AS_OF}")
        screen.chart()
        screen.open(f"/country?country=TUR&{AS_OF}")
    finally:
        over.set()
        watcher.join()
        server.stop()
    assert looks > 10
    assert seen == set()
    if strace:
        lines = trace.read_text("utf-8", "replace")
        asked = re.findall(r'inet_(?:addr|pton)\((?:AF_INET6?, )?"([^"]+)"', lines)
        assert [address for address in asked if far(address)] == []
