"""Reading from a connection that another thread may shut, where that wakes nobody who waits for its bytes.

On Windows a read that waits is not ended by `shutdown`: only what is read afterwards is refused, so that who
waits for a server that stands still does so for as long as he was told to. There each read looks now and then
whether it is still wanted. Sources: Microsoft's reference of `shutdown` (winsock2.h), which speaks of
subsequent calls alone; issue 91913 of python/cpython.
"""

from __future__ import annotations

import socket
import sys
import time
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any

from desktop.api.dial import LOOK_SECONDS, Check

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SHUTTING_WAKES = sys.platform != "win32"
_SHORTEST_SECONDS = 0.001
"""None at all would mean not to wait."""


def looked_at(connection: socket.socket, check: Check) -> Any:
    """What http.client is to read from: `connection` itself where shutting it wakes who reads."""
    return connection if SHUTTING_WAKES else _LookedAt(connection, check)


class _LookedAt:
    """As much of a socket as http.client asks for."""

    def __init__(self, connection: socket.socket, check: Check) -> None:
        self._connection = connection
        self._check = check

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(_Looks(self._connection, self._check, mode))


class _Looks(RawIOBase):
    """Waits as long as the connection's own time limit says, `check` aside."""

    def __init__(self, connection: socket.socket, check: Check, mode: str) -> None:
        self._connection = connection
        self._check = check
        # Never read from: the connection stays open as long as this is.
        self._hold: Any = connection.makefile(mode, buffering=0)  # type: ignore[call-overload]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        limit = self._connection.gettimeout()
        try:
            return self._read(buffer, limit)
        finally:
            self._connection.settimeout(limit)

    def _read(self, buffer: WriteableBuffer, limit: float | None) -> int:
        until = time.monotonic() + limit if limit is not None else float("inf")
        while True:
            self._check()
            left = until - time.monotonic()
            self._connection.settimeout(max(_SHORTEST_SECONDS, min(LOOK_SECONDS, left)))
            try:
                return self._connection.recv_into(buffer)
            except TimeoutError:
                if left <= LOOK_SECONDS:
                    raise

    def close(self) -> None:
        self._hold.close()
        super().close()
