"""FrontDoor: what stands before an application: counting, the four places, and the planned faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop.demo.clock import DemoClock
from desktop.demo.counters import Counters
from desktop.demo.faults import Fault, Faults
from desktop.demo.transport.exchange import KEY, Cut, Drip, Dropped, Exchange, Stall
from desktop.demo.transport.gate import Gate

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HINT_KEY = "demo.hint"
"""Where the environ names a fault that the application itself has to play."""

HTML_PAGE = b"<!doctype html><html><head><title>ProSaaS</title></head><body><div id=root></div></body></html>"
_HTML_405 = (
    b"<!doctype html>\n<html lang=en>\n<title>405 Method Not Allowed</title>\n<h1>Method Not Allowed</h1>\n"
)
HTML_502 = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>"
    b"</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>InternalError</Code></Error>'
_NO_SLOT = b'{"success": false, "status": "failed", "error": "No slot available"}'
_CSRF = b'{"error": "forbidden", "reason": "csrf", "message": "CSRF token missing or invalid"}'

_ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "html": (200, "text/html; charset=utf-8", HTML_PAGE),
    "html_405": (405, "text/html; charset=utf-8", _HTML_405),
    "html_502": (502, "text/html", HTML_502),
    "xml": (503, "application/xml", _XML),
    "text_500": (500, "text/plain; charset=utf-8", b"Internal Server Error"),
    "empty": (200, "application/json", b""),
    "wrong_json": (200, "application/json", b'[1, "two", null]'),
    "broken_json": (200, "application/json", b'{"success": true, "calls": [{"sid": "CA'),
    "not_audio": (200, "audio/mpeg", HTML_PAGE),
    "json_ready": (200, "application/json", b'{"success": true, "status": "ready"}'),
    "no_slot": (500, "application/json", _NO_SLOT),
    "session_lost": (401, "application/json", b'{"error": "Session expired"}'),
    "csrf": (403, "application/json", _CSRF),
}  # fmt: skip

RouteOf = Callable[["WSGIEnvironment"], tuple[str, bool]]
"""The name of the route that a request takes, and whether it asks for a file."""


class FrontDoor:
    """A WSGI application around another one."""

    def __init__(
        self,
        app: WSGIApplication,
        route_of: RouteOf,
        clock: DemoClock,
        counters: Counters,
        faults: Faults,
        gate: Gate | None,
    ) -> None:
        self._app = app
        self._route_of = route_of
        self.clock = clock
        self._counters = counters
        self._faults = faults
        self._gate = gate

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        exchange: Exchange = environ[KEY]
        if self._faults.offline:
            raise Dropped
        route, file = self._route_of(environ)
        api, gone = self._gate is not None, exchange.gone
        exchange.ends.append(self._counters.arrive(route, api=api, file=file, gone=gone))
        self._wait_for_place(exchange)
        answer = self._spoil(environ, exchange)
        if answer is None:
            return self._app(environ, start_response)
        status, content_type, body, headers = answer
        start_response(
            f"{status} {_REASONS.get(status, 'Answer')}",
            [("Content-Type", content_type), ("Content-Length", str(len(body))), *headers],
        )
        return [body]

    def _wait_for_place(self, exchange: Exchange) -> None:
        if self._gate is not None:
            if not self._gate.enter():
                raise Dropped
            exchange.closing.append(self._gate.leave)
            if self._faults.slow_seconds and not self._faults.hold(exchange.gone)(self._faults.slow_seconds):
                raise Dropped

    def _spoil(self, environ: WSGIEnvironment, exchange: Exchange) -> _Answer | None:
        """Plays the faults that are due; an answer in place of the application's, or None."""
        if self._faults.broken:
            return 502, "text/html", HTML_502, ()
        method, path = (
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"),
        )
        answer: _Answer | None = None
        for fault in self._faults.due(method, path, environ.get("HTTP_X_CSRFTOKEN", "")):
            answer = self._play(fault, environ, exchange) or answer
        return answer

    def _play(self, fault: Fault, environ: WSGIEnvironment, exchange: Exchange) -> _Answer | None:
        hold = self._faults.hold(exchange.gone, environ["PATH_INFO"])
        exchange.keep_length = exchange.keep_length and fault.keep_length
        match fault.kind:
            case "delay":
                if not hold(fault.seconds):
                    raise Dropped
            case "reset":
                exchange.reset = True
            case "cut":
                exchange.shape = Cut(fault.at_bytes, abrupt=fault.abrupt)
            case "stall":
                exchange.shape = Stall(fault.at_bytes, hold)
            case "drip":
                exchange.shape = Drip(fault.bytes_per_second, hold)
            case "short_length":
                exchange.promised_extra = fault.extra_bytes
            case "status":
                return fault.status, fault.content_type, fault.body, fault.headers
            case _:
                return self._ready_made(fault, environ)
        return None

    @staticmethod
    def _ready_made(fault: Fault, environ: WSGIEnvironment) -> _Answer | None:
        if fault.kind not in _ANSWERS:
            environ[HINT_KEY] = fault.kind
            return None
        status, content_type, body = _ANSWERS[fault.kind]
        return status, content_type, body, fault.headers


_Answer = tuple[int, str, bytes, tuple[tuple[str, str], ...]]
_REASONS = {200: "OK", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT FOUND", 405: "METHOD NOT ALLOWED",
            429: "TOO MANY REQUESTS", 500: "INTERNAL SERVER ERROR", 502: "Bad Gateway",
            503: "Service Unavailable", 504: "Gateway Time-out"}  # fmt: skip
