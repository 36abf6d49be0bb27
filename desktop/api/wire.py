"""What requests is made to do underneath: connections that another thread can end, whatever they wait for.

`Response.close` does not end a blocked read, and before the headers are there is no response at all: so
each connection tells the `Wire` of the request that uses it which socket it is on, from the first packet.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from desktop.api.dial import dial
from desktop.api.looked_at import looked_at
from desktop.core.errors import Cancelled, Offline

# urllib3 logs whole URLs, signatures of storage links included; what this package does it logs itself.
logging.getLogger("urllib3.connectionpool").setLevel(logging.CRITICAL)
logging.getLogger("urllib3.connection").setLevel(logging.CRITICAL)


class Wire:
    """The socket of one request; `cut` ends, from any thread, whatever the request is waiting for."""

    def __init__(self, exact_target: str = "") -> None:
        self.exact_target = exact_target
        """Sent as the request's path and query letter by letter, where it is not ""."""
        self._lock = threading.Lock()
        self._cut = False
        self.gave_up = False
        """Whether nothing came for too long."""
        self._socket: socket.socket | None = None
        self._copy: socket.socket | None = None

    @property
    def is_cut(self) -> bool:
        return self._cut

    def check(self) -> None:
        """Raises Cancelled once it is cut, Offline once it was given up: what was read so far is not all."""
        if self._cut:
            raise Cancelled
        if self.gave_up:
            raise Offline("nothing came for too long")

    def attach(self, connection: socket.socket | None, *, copy: bool = False) -> None:
        """Names the socket that is in use. With `copy`, one that is about to be wrapped into another."""
        with self._lock:
            self._drop_copy()
            self._socket = connection
            if copy and connection is not None:
                self._socket = self._copy = connection.dup()
            if self._cut or self.gave_up:
                self._shut()

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            self._shut()

    def give_up(self) -> None:
        """Ends it as a line that is dead, not as what nobody wants any more."""
        with self._lock:
            self.gave_up = True
            self._shut()

    def release(self) -> None:
        """The request is over: its connection may serve another one."""
        with self._lock:
            self._drop_copy()
            self._socket = None

    def set_patience(self, seconds: float) -> None:
        """How long the next reads wait for a byte."""
        with self._lock, contextlib.suppress(OSError):
            if self._socket is not None:
                self._socket.settimeout(seconds)

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # Past SSLSocket's own shutdown, which would pull the TLS object from under the reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _drop_copy(self) -> None:
        if self._copy is not None:
            self._copy.close()
            self._copy = None


_thread = threading.local()


@contextlib.contextmanager
def on_wire(wire: Wire) -> Iterator[None]:
    """Connections that this thread makes or uses inside belong to `wire`."""
    _thread.wire = wire
    try:
        yield
    finally:
        _thread.wire = None


class _Answer(HTTPResponse):
    """An answer whose reading ends with the `Wire` of its request, on each system."""

    def __init__(self, connection: socket.socket, *args: Any, **kwargs: Any) -> None:
        wire: Wire = _thread.wire
        super().__init__(looked_at(connection, wire.check), *args, **kwargs)


class _Connection(HTTPConnection):
    """A connection that reports its socket."""

    response_class = _Answer
    wraps_its_socket = False

    def _new_conn(self) -> socket.socket:
        wire: Wire = _thread.wire
        limit = self.timeout or 0.0
        connected = dial(self._dns_host, self.port, limit, self.socket_options or (), wire.check)
        wire.attach(connected, copy=self.wraps_its_socket)
        return connected

    def connect(self) -> None:
        super().connect()
        self._report()

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        wire: Wire = _thread.wire
        if self.sock is not None:
            self._report()
        super().request(method, wire.exact_target or url, *args, **kwargs)

    def _report(self) -> None:
        # TLS inside TLS (an https proxy) has no socket of its own: it ends with its time limit only.
        _thread.wire.attach(self.sock if isinstance(self.sock, socket.socket) else None)


class _SecureConnection(_Connection, HTTPSConnection):
    wraps_its_socket = True


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


_cert_verify: Any = HTTPAdapter.cert_verify
"""Has no types of its own."""


class WireAdapter(HTTPAdapter):
    """requests' own adapter, with such connections, and the TLS context when one is given."""

    def __init__(self, context: ssl.SSLContext | None, *, alone: bool) -> None:
        """`alone`: what the context knows counts, and no file of certificates beside it."""
        self._context = context
        self._alone = alone
        super().__init__(pool_connections=2, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **self._with_context(kwargs))
        _use_wired_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **self._with_context(kwargs))
        if not proxy.lower().startswith("socks"):
            _use_wired_pools(manager)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        if not self._alone:
            _cert_verify(self, conn, url, verify, cert)

    def _with_context(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        return kwargs if self._context is None else {**kwargs, "ssl_context": self._context}


def _use_wired_pools(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
