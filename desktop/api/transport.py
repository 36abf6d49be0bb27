"""Lines to a server: so many requests at once and no more, each of which can be ended at once."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from functools import partial

from urllib3 import BaseHTTPResponse

from desktop.api.foreign import foreign_errors
from desktop.api.reply import Reply, Timeouts
from desktop.api.sender import HttpRequest, Sender, Verify, target_of
from desktop.api.turns import Turns
from desktop.api.watchdog import Watchdog
from desktop.api.wire import Wire, on_wire
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled

log = logging.getLogger("desktop.api")


class Lines:
    """`count` requests at a time, the rest wait. Each `Sender` serves one thread at a time."""

    def __init__(self, count: int, timeouts: Timeouts, verify: Verify) -> None:
        self._timeouts = timeouts
        self._verify = verify
        self._turns = Turns(count)
        self._lock = threading.Lock()
        self._idle: list[Sender] = []
        self._wires: set[Wire] = set()
        self._watchdog = Watchdog()
        self._closed = False

    @contextlib.contextmanager
    def open(self, request: HttpRequest, token: CancelToken | None = None) -> Iterator[Reply]:
        """Sends `request`; the line is taken until the reply has been read. Raises AppError."""
        wire = Wire(target_of(request) if request.exact_url else "")
        with self._turns.turn(token), self._sender() as sender, self._watched(wire, token):
            started = time.monotonic()
            reply = self._send(sender, request, wire, started)
            why = ""
            try:
                with contextlib.closing(reply):
                    yield reply
            except AppError as error:
                why = f" {type(error).__name__}"
                raise
            finally:
                # Most of all what broke: the log is all that there is of it afterwards.
                self._log(request, f"{reply.status} {reply.received} bytes{why}", started)

    def give_up(self) -> None:
        """Ends every request under way as if nobody answered; later ones get lines of their own."""
        with self._lock:
            wires, idle = list(self._wires), self._idle
            self._idle = []
        for wire in wires:
            wire.give_up()
        for sender in idle:
            sender.close()

    def shutdown(self) -> None:
        """Ends every request under way, and those to come, at once."""
        self._turns.close()
        self._watchdog.close()
        with self._lock:
            self._closed = True
            wires, idle = list(self._wires), self._idle
            self._idle = []
        for wire in wires:
            wire.cut()
        for sender in idle:
            sender.close()

    def _send(self, sender: Sender, request: HttpRequest, wire: Wire, started: float) -> Reply:
        sent = request.sign_in.cookies_for(request.url) if request.sign_in else ""
        response: BaseHTTPResponse | None = None
        try:
            self._watchdog.expect(wire.give_up, self._timeouts.headers)
            with foreign_errors(wire), on_wire(wire):
                response = sender.send(request, sent)
        except AppError as error:
            if response is not None:
                # Cut just when the answer began.
                response.close()
            self._log(request, type(error).__name__, started)
            raise
        if request.sign_in:
            request.sign_in.take(request.url, response, sent, always=request.keeps_cookies)
        return Reply(response, wire, self._timeouts, partial(self._watchdog.expect, wire.give_up))

    def _log(self, request: HttpRequest, outcome: str, started: float) -> None:
        """Not once closed: another account may be open then, in whose time nothing is written of this one."""
        if not self._closed:
            took = 1000 * (time.monotonic() - started)
            log.info("%s %s %s %.0f ms", request.method, request.label, outcome, took)

    @contextlib.contextmanager
    def _sender(self) -> Iterator[Sender]:
        with self._lock:
            sender = self._idle.pop() if self._idle else Sender(self._timeouts, self._verify)
        try:
            yield sender
        finally:
            with self._lock:
                if not self._closed:
                    self._idle.append(sender)
            if self._closed:
                sender.close()

    @contextlib.contextmanager
    def _watched(self, wire: Wire, token: CancelToken | None) -> Iterator[None]:
        """While the wire is in use, `token` and `shutdown` can cut it."""
        with self._lock:
            if self._closed:
                raise Cancelled
            self._wires.add(wire)
        unhook = token.on_cancel(wire.cut) if token else None
        try:
            yield
        finally:
            self._watchdog.forget(wire.give_up)
            if unhook:
                unhook()
            with self._lock:
                self._wires.discard(wire)
            wire.release()
