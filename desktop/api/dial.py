"""Connections that can be given up while they are made: name look-up and connect, ended by `check`."""

from __future__ import annotations

import ipaddress
import os
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

LOOK_SECONDS = 0.05
"""How often a look-up or a connect under way looks whether anybody still wants it."""

NEXT_ADDRESS_SECONDS = 0.25
"""A host's next address is tried beside the one before when that has not answered (RFC 8305)."""

Check = Callable[[], None]
"""Raises when the connection is no longer wanted."""

AddressInfo = tuple[int, int, int, str, Any]
SocketOptions = Iterable[tuple[int, int, int | bytes]]


def dial(host: str, port: int, seconds: float, options: SocketOptions, check: Check) -> socket.socket:
    """A connected socket with `seconds` as its time limit, which bounds all of this too.

    Raises OSError (gaierror, TimeoutError, ...) and whatever `check` raises.
    """
    deadline = time.monotonic() + seconds
    connected = _Race(_look_up(host, port, deadline, check), deadline, check).winner()
    for option in options:
        connected.setsockopt(*option)
    connected.settimeout(seconds)
    return connected


def _look_up(host: str, port: int, deadline: float, check: Check) -> list[AddressInfo]:
    if _is_address(host):
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
    return _LookUp(host, port).answer(deadline, check)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _LookUp:
    """The system's look-up cannot be interrupted, so it runs in a thread that can be left behind."""

    def __init__(self, host: str, port: int) -> None:
        self._where = (host, port)
        self._found: list[AddressInfo] = []
        self._error: OSError | None = None
        self._done = threading.Event()
        threading.Thread(target=self._run, name="look-up", daemon=True).start()

    def answer(self, deadline: float, check: Check) -> list[AddressInfo]:
        while not self._done.wait(LOOK_SECONDS):
            check()
            if time.monotonic() > deadline:
                raise TimeoutError("the look-up of the host name timed out")
        if self._error is not None:
            raise self._error
        return self._found

    def _run(self) -> None:
        try:
            self._found = list(socket.getaddrinfo(*self._where, type=socket.SOCK_STREAM))
        except OSError as error:
            self._error = error
        except UnicodeError:
            self._error = socket.gaierror(socket.EAI_NONAME, "no such host name")
        self._done.set()


class _Race:
    """The first address that answers wins; a dead one (IPv6 that leads nowhere) costs no ten seconds."""

    def __init__(self, addresses: list[AddressInfo], deadline: float, check: Check) -> None:
        self._waiting = list(addresses)
        self._deadline = deadline
        self._check = check
        self._selector = selectors.DefaultSelector()
        self._error: OSError = OSError("the host has no address")

    def winner(self) -> socket.socket:
        won: socket.socket | None = None
        try:
            while won is None:
                won = self._start_next() if self._waiting else None
                won = won or self._watch(NEXT_ADDRESS_SECONDS if self._waiting else None)
            return won
        finally:
            self._drop_all_but(won)

    def _start_next(self) -> socket.socket | None:
        """Begins the next address; the socket when it is connected at once."""
        family, kind, protocol, _, address = self._waiting.pop(0)
        try:
            trying = socket.socket(family, kind, protocol)
        except OSError as error:
            self._error = error
            return None
        trying.setblocking(False)
        try:
            trying.connect(address)
        except BlockingIOError:
            self._selector.register(trying, selectors.EVENT_WRITE, trying)
            return None
        except OSError as error:
            self._error = error
            trying.close()
            return None
        return trying

    def _watch(self, seconds: float | None) -> socket.socket | None:
        """Waits for one to connect: None after `seconds`, or when all that run have failed."""
        until = self._deadline if seconds is None else min(self._deadline, time.monotonic() + seconds)
        while self._selector.get_map():
            self._check()
            left = until - time.monotonic()
            if left <= 0:
                break
            for key, _ in self._selector.select(min(LOOK_SECONDS, left)):
                trying: socket.socket = key.data
                if self._has_connected(trying):
                    return trying
        self._raise_if_over()
        return None

    def _raise_if_over(self) -> None:
        if time.monotonic() >= self._deadline:
            raise TimeoutError("the connection timed out")
        if not self._waiting and not self._selector.get_map():
            raise self._error

    def _has_connected(self, trying: socket.socket) -> bool:
        code = trying.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code == 0:
            return True
        self._error = OSError(code, os.strerror(code))
        self._selector.unregister(trying)
        trying.close()
        return False

    def _drop_all_but(self, won: socket.socket | None) -> None:
        for key in list(self._selector.get_map().values()):
            if key.data is not won:
                key.data.close()
        self._selector.close()
