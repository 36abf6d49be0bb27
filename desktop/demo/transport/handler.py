"""DemoRequestHandler: runs the WSGI application for one connection, kept alive between requests.

Werkzeug's own handler closes the connection after each answer; the real server does not, and a client
must cope with connections that are reused or have gone stale.
"""

from __future__ import annotations

import io
import logging
import os
import select
import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC
from email.utils import format_datetime
from typing import Any, Protocol, cast

from werkzeug.serving import WSGIRequestHandler

from desktop.demo.clock import DemoClock
from desktop.demo.transport.exchange import KEY, DroppedAbruptly, Exchange, Write

_log = logging.getLogger("desktop.demo")

IDLE_SECONDS = 75.0
"""How long a connection stays open for the next request."""


class _Clocked(Protocol):
    """An application with a clock of its own."""

    clock: DemoClock


class DemoRequestHandler(WSGIRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS

    def run_wsgi(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.environ = environ = self.make_environ()
        environ["wsgi.input"] = io.BytesIO(body)
        exchange = environ[KEY] = Exchange(gone=self._client_gone)
        try:
            self._answer(environ, exchange)
        except OSError as error:
            if isinstance(error, DroppedAbruptly):
                self._reset()
            _log.debug("connection dropped: %s", type(error).__name__)
            self.close_connection = True
        finally:
            exchange.close()

    def _answer(self, environ: dict[str, Any], exchange: Exchange) -> None:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_error: object) -> Write:
            started[:] = [(status, headers)]
            return self._write

        pieces = self.server.app(environ, cast(Any, start_response))
        try:
            if exchange.reset:
                raise DroppedAbruptly
            self._send(*started[0], pieces, exchange)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()

    def _send(
        self, status: str, headers: list[tuple[str, str]], pieces: Iterable[bytes], exchange: Exchange
    ) -> None:
        code = int(status.split(None, 1)[0])
        bodiless = self.command == "HEAD" or code in (204, 304)
        headers, pieces = self._framed(headers, pieces, exchange, bodiless)
        chunked = ("Transfer-Encoding", "chunked") in headers
        length = next((value for name, value in headers if name.lower() == "content-length"), "")
        if bodiless or length == "0":
            exchange.finish()
        self._send_head(code, status.partition(" ")[2], headers)
        if not bodiless:
            self._send_body(iter(pieces), exchange, chunked)
        if exchange.promised_extra or not exchange.keep_length:
            self.close_connection = True

    @staticmethod
    def _framed(
        headers: list[tuple[str, str]], pieces: Iterable[bytes], exchange: Exchange, bodiless: bool
    ) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
        """Decides how the end of the body is known: by length, by chunks, by the end of the connection."""
        lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
        others = [(name, value) for name, value in headers if name.lower() != "content-length"]
        if exchange.promised_extra:
            body = b"".join(pieces)
            return [*others, ("Content-Length", str(len(body) + exchange.promised_extra))], [body]
        if not exchange.keep_length:
            return [*others, ("Connection", "close")], pieces
        if lengths or bodiless:
            return headers, pieces
        return [*others, ("Transfer-Encoding", "chunked")], pieces

    def _send_head(self, code: int, reason: str, headers: list[tuple[str, str]]) -> None:
        self.send_response(code, reason)
        for name, value in headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_body(self, pieces: Iterator[bytes], exchange: Exchange, chunked: bool) -> None:
        write = self._write_chunk if chunked else self._write
        waiting = next(pieces, b"")
        for piece in pieces:
            self._feed(waiting, write, exchange)
            waiting = piece
        if exchange.shape is None and not chunked:
            exchange.finish()
        elif waiting and not chunked:
            # The last byte waits for the count to be right.
            self._feed(waiting[:-1], write, exchange)
            waiting = waiting[-1:]
            exchange.finish()
        self._feed(waiting, write, exchange)
        if chunked:
            exchange.finish()
            self._write(b"0\r\n\r\n")

    @staticmethod
    def _feed(piece: bytes, write: Write, exchange: Exchange) -> None:
        if not piece:
            return
        if exchange.shape is None:
            write(piece)
        else:
            exchange.shape.feed(piece, write)

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)

    def _write_chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    # -- the connection ------------------------------------------------------------------------

    def _client_gone(self) -> bool:
        """Whether the client closed its end (a reader that gave up must not hold a place for ever)."""
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable and not self.connection.recv(1, socket.MSG_PEEK))
        except (OSError, ValueError):
            # TLS sockets cannot peek; a closed one cannot select.
            return bool(self.connection.fileno() < 0)

    def _reset(self) -> None:
        """Ends the connection by RST, as a proxy that crashes does."""
        with suppress(OSError):
            # Two shorts on Windows, two integers elsewhere: linger, for no time.
            linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        # Closed at once, although the readers still hold it: a shutdown before would say goodbye.
        socket.close(self.connection.detach())

    def date_time_string(self, _timestamp: float | None = None) -> str:
        """The `Date` header, by the server's own clock."""
        return format_datetime(cast(_Clocked, self.server.app).clock.now().astimezone(UTC), usegmt=True)

    def log(self, _level: str, message: str, *args: Any) -> None:
        # The path may hold a signed link: its query stays out of the log.
        _log.debug("%s", (message % args).partition("?")[0] if args else message)
