"""What the API's tests share: a sink in memory, and a raw server for what no HTTP library would send."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import pytest

from desktop.api.client import ApiClient
from desktop.core.begun_file import BegunFile
from tests.waiting import wait_until

MakeClient = Callable[..., ApiClient]
"""Makes an ApiClient for an address, with any of ApiSession's arguments."""

Serve = Callable[[socket.socket, bytes], None]
"""Answers one request, whose head came as bytes, on the socket."""


class MemorySink:
    """A FileSink that keeps everything."""

    def __init__(self, begun: BegunFile | None = None) -> None:
        self.data = bytearray()
        self.pieces: list[int] = []
        self.restarts = 0
        self.total: int | None = None
        self._begun = begun

    def write(self, data: bytes | memoryview) -> None:
        self.data += data
        self.pieces.append(len(data))

    def restart(self) -> None:
        self.data.clear()
        self.restarts += 1

    def expect(self, total: int | None) -> None:
        self.total = total

    def begun(self) -> BegunFile | None:
        return self._begun


class RawServer:
    """Listens on 127.0.0.1 and hands each request's head to `serve`, which writes what it likes."""

    def __init__(self, serve: Serve, tls: ssl.SSLContext | None = None) -> None:
        self.heads: list[bytes] = []
        self.arrived = threading.Event()
        """Set when the first bytes are there."""
        self._serve = serve
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept, name="raw-server")

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            thread = threading.Thread(target=self._talk, args=(connection,), name="raw-talk")
            self._threads.append(thread)
            thread.start()

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.recv(1, socket.MSG_PEEK)
            self.arrived.set()
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                while head := _read_head(connection):
                    self.heads.append(head)
                    self._serve(connection, head)
        connection.close()


def _read_head(connection: socket.socket) -> bytes:
    """The head of the next request, its body read away; b"" at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        ),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head


def http_answer(
    body: bytes, *headers: str, status: str = "200 OK", content_type: str = "application/json"
) -> bytes:
    """A whole answer with its length."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def always(answer: bytes) -> Serve:
    """Gives the same answer to every request."""
    return lambda connection, _head: connection.sendall(answer)


def quiet_until_closed(connection: socket.socket, _head: bytes) -> None:
    """Never answers."""
    connection.recv(1)


def until(condition: Callable[[], bool]) -> None:
    """Waits for something that a server counts: there is nothing to be told by."""
    wait_until(condition, "what a server counts")


@contextlib.contextmanager
def deaf_port() -> Iterator[int]:
    """A port whose queue of new connections is full: connecting to it hangs."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        yield address[1]
        for filler in fillers:
            filler.close()


needs_deaf_port = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows refuses what does not fit into the queue: nothing hangs"
)
