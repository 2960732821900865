"""A relay in front of a server, which counts bytes and slows them down."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def relay(port: int, delay: float = 0) -> Iterator[tuple[int, list[int]]]:
    """A relay in front of a server; counts the bytes in both directions, each `delay` s late."""
    total = [0]

    def read(source: socket.socket, held: queue.Queue[tuple[float, bytes]]) -> None:
        with suppress(OSError):
            while chunk := source.recv(65536):
                total[0] += len(chunk)
                held.put((time.monotonic() + delay, chunk))
        held.put((0, b""))

    def write(held: queue.Queue[tuple[float, bytes]], target: socket.socket) -> None:
        with suppress(OSError):
            while (one := held.get())[1]:
                time.sleep(max(0, one[0] - time.monotonic()))
                target.sendall(one[1])
            target.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _address = listening.accept()
                server = socket.create_connection(("127.0.0.1", port))
                for one, other in ((client, server), (server, client)):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    held: queue.Queue[tuple[float, bytes]] = queue.Queue()
                    threading.Thread(target=read, args=(one, held), daemon=True).start()
                    threading.Thread(target=write, args=(held, other), daemon=True).start()

    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listening.getsockname()[1], total
    finally:
        listening.close()
