"""Lines to a server: so many requests at once and no more, each of which can be ended at once."""

from __future__ import annotations

import contextlib
import logging
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests

from desktop.api.address import LOOPBACK_NAMES, is_loopback
from desktop.api.foreign import foreign_errors
from desktop.api.reply import Reply, Timeouts
from desktop.api.sign_in import SignIn
from desktop.api.turns import Turns
from desktop.api.watchdog import Watchdog
from desktop.api.wire import Wire, WireAdapter, on_wire
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled

log = logging.getLogger("desktop.api")

ENVIRONMENT_SECONDS = 20.0
"""How long a change of the system's proxies may go unnoticed."""

Verify = bool | str | ssl.SSLContext
"""True: certifi's authorities; a file or folder of certificates; or a context, which alone counts then."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request. `label` is how logs name it: never with a query."""

    method: str
    url: str
    label: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    body: Mapping[str, object] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    sign_in: SignIn | None = None
    keeps_cookies: bool = False
    """Whether the answer's cookies count even when another answer was quicker."""
    exact_url: bool = False
    """Whether the URL's path and query go out letter by letter, as signatures demand."""


class Lines:
    """`count` requests at a time, the rest wait. Each requests.Session serves one thread at a time."""

    def __init__(self, count: int, timeouts: Timeouts, verify: Verify) -> None:
        self._timeouts = timeouts
        self._verify = verify
        self._turns = Turns(count)
        self._lock = threading.Lock()
        self._idle: list[_Session] = []
        self._wires: set[Wire] = set()
        self._watchdog = Watchdog()
        self._closed = False

    @contextlib.contextmanager
    def open(self, request: HttpRequest, token: CancelToken | None = None) -> Iterator[Reply]:
        """Sends `request`; the line is taken until the reply has been read. Raises AppError."""
        wire = Wire(_target(request.url) if request.exact_url else "")
        with self._turns.turn(token), self._session() as session, self._watched(wire, token):
            started = time.monotonic()
            reply = self._send(session, request, wire, started)
            with contextlib.closing(reply):
                yield reply
            self._log(request, f"{reply.status} {reply.received} bytes", started)

    def give_up(self) -> None:
        """Ends every request under way as if nobody answered; later ones get lines of their own."""
        with self._lock:
            wires, idle = list(self._wires), self._idle
            self._idle = []
        for wire in wires:
            wire.give_up()
        for session in idle:
            session.close()

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
        for session in idle:
            session.close()

    def _send(self, session: _Session, request: HttpRequest, wire: Wire, started: float) -> Reply:
        with foreign_errors(wire):
            prepared = _prepared(request)
        sent = request.sign_in.cookies_for(request.url) if request.sign_in else ""
        if sent:
            prepared.headers["Cookie"] = sent
        response: requests.Response | None = None
        try:
            self._watchdog.expect(wire.give_up, self._timeouts.headers)
            with foreign_errors(wire), on_wire(wire):
                response = session.send_once(prepared, self._timeouts)
        except AppError as error:
            if response is not None:
                # Cut just when the answer began.
                response.close()
            self._log(request, type(error).__name__, started)
            raise
        if request.sign_in:
            request.sign_in.take(request.url, response.raw, sent, always=request.keeps_cookies)
        return Reply(response, wire, self._timeouts, partial(self._watchdog.expect, wire.give_up))

    def _log(self, request: HttpRequest, outcome: str, started: float) -> None:
        """Not once closed: another account may be open then, in whose time nothing is written of this one."""
        if not self._closed:
            took = 1000 * (time.monotonic() - started)
            log.info("%s %s %s %.0f ms", request.method, request.label, outcome, took)

    @contextlib.contextmanager
    def _session(self) -> Iterator[_Session]:
        with self._lock:
            session = self._idle.pop() if self._idle else _Session(self._verify)
        try:
            yield session
        finally:
            with self._lock:
                if not self._closed:
                    self._idle.append(session)
            if self._closed:
                session.close()

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


class _Session(requests.Session):
    """No redirects, no cookies, no .netrc, no headers of its own: all that is decided elsewhere."""

    def __init__(self, verify: Verify) -> None:
        super().__init__()
        context = verify if isinstance(verify, ssl.SSLContext) else None
        self.verify = True if isinstance(verify, ssl.SSLContext) else verify
        self.headers.clear()
        self._environments: dict[str, tuple[float, dict[str, Any]]] = {}
        for scheme in ("https://", "http://"):
            self.mount(scheme, WireAdapter(context))

    def send_once(self, prepared: requests.PreparedRequest, timeouts: Timeouts) -> requests.Response:
        settings = self._environment(prepared.url or "")
        limits = (timeouts.connect, timeouts.read)
        # Not by `Session.send`: cookies, redirects and hooks are what it adds, and none of them is wanted.
        return self.get_adapter(prepared.url or "").send(prepared, timeout=limits, **settings)

    def _environment(self, url: str) -> dict[str, Any]:
        """Proxies and authorities as the system has them: looked up now and then, not for each request."""
        parts, now = urlsplit(url), time.monotonic()
        origin = f"{parts.scheme}://{parts.netloc}"
        found_at, found = self._environments.get(origin, (-ENVIRONMENT_SECONDS, {}))
        if now - found_at >= ENVIRONMENT_SECONDS:
            proxies = {"no_proxy": LOOPBACK_NAMES} if is_loopback(parts.hostname or "") else {}
            found = {**self.merge_environment_settings(url, proxies, True, self.verify, None)}
            self._environments[origin] = (now, found)
        return found


def _prepared(request: HttpRequest) -> requests.PreparedRequest:
    """Step by step: half of the time of `prepare` goes into cookies and a sign-in that are not used."""
    prepared = requests.PreparedRequest()
    prepared.prepare_method(request.method)
    prepared.prepare_url(request.url, dict(request.params) or "")
    prepared.prepare_headers(dict(request.headers))
    prepared.prepare_body(None, None, None if request.body is None else dict(request.body))
    return prepared


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
