"""Listener: one listening socket, the connections that came through it, and a clean end for all of them."""

from __future__ import annotations

import os
import socket
import ssl
import sys
import threading
import time
from contextlib import suppress
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer

from desktop.demo.transport.handler import DemoRequestHandler

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class AddressTaken(Exception):
    """Somebody else listens there. `code` is the system's number of the error."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.code = error.errno


class Listener(ThreadedWSGIServer):
    """Werkzeug's threaded server, which knows its connections and can end them."""

    # On Windows the option would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"
    block_on_close = False

    def __init__(self, host: str, port: int, app: WSGIApplication, tls: ssl.SSLContext | None) -> None:
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__(host, port, app, DemoRequestHandler)
        self.ssl_context = tls

    def server_bind(self) -> None:
        # Werkzeug would print an OSError and end the program, and Python's own way here asks the network for
        # the computer's name, which some networks take seconds to answer.
        try:
            TCPServer.server_bind(self)
        except OSError as error:
            raise AddressTaken(error) from error
        host, self.server_port = self.server_address[:2]
        self.server_name = str(host)

    def accept_one(self) -> None:
        """Takes the connection that is waiting and serves it on a thread of its own."""
        try:
            request, client_address = self.get_request()
        except OSError:
            # The client is gone again.
            return
        self.process_request(request, client_address)

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(
            target=self._serve, args=(request, client_address), name="demo-connection", daemon=True
        )
        with self._lock:
            self._connections[thread] = request
        thread.start()

    def _serve(self, request: socket.socket, client_address: Any) -> None:
        try:
            if self.ssl_context is not None:
                request = self.ssl_context.wrap_socket(request, server_side=True)
                with self._lock:
                    self._connections[threading.current_thread()] = request
            self.process_request_thread(request, client_address)
        except OSError:
            # A handshake that failed: the client did not like the certificate.
            self.shutdown_request(request)
        finally:
            with self._lock:
                self._connections.pop(threading.current_thread(), None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def end_connections(self) -> list[threading.Thread]:
        """Shuts every connection; returns the threads that are still about to end."""
        with self._lock:
            connections = dict(self._connections)
        for request in connections.values():
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        return list(connections)


def listen_on_loopback(port: int, app: WSGIApplication, tls: ssl.SSLContext | None) -> list[Listener]:
    """Listeners on 127.0.0.1 and, where there is IPv6, on ::1, both on the same port (0: a free one).

    Raises AddressTaken when `port` is in use.
    """
    last: AddressTaken | None = None
    for _attempt in range(20 if port == 0 else 1):
        first = Listener("127.0.0.1", port, app, tls)
        try:
            return [first, Listener("::1", first.port, app, tls)] if _has_ipv6() else [first]
        except AddressTaken as error:
            first.server_close()
            last = error
    assert last is not None
    raise last


def _has_ipv6() -> bool:
    if not socket.has_ipv6:
        return False
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def join_all(threads: list[threading.Thread], seconds: float) -> None:
    """Waits for `threads` to end, `seconds` for all of them together."""
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(deadline - time.monotonic(), 0))
