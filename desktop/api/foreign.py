"""Foreign exceptions (requests, urllib3, ssl, sockets) -> AppError, at one edge.

Their texts hold whole URLs, signatures included: an AppError's cause is therefore the socket's own error
underneath, or nothing.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from desktop.api.wire import Wire
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    Cancelled,
    CertificateRejected,
    NoEncryption,
    NotOurServer,
    Offline,
)

_FOREIGN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    UnicodeError,
)
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_NO_TLS_REASONS = frozenset(
    {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNSUPPORTED_PROTOCOL"}
)


class NoWay(Offline):
    """No connection was made: no network, no such name, or nobody listens there."""


class BrokenOff(Offline):
    """The connection ended in the middle of an answer's body."""


class ForeignErrors:
    """See `foreign_errors`. No generator: a file that comes passes by for each piece of it."""

    __slots__ = ("_in_body", "_wire")

    def __init__(self, wire: Wire, in_body: bool) -> None:
        self._wire = wire
        self._in_body = in_body

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if error is None:
            self._wire.check()
        elif isinstance(error, _FOREIGN):
            raise self._meaning(error) from self._cause(error)

    def _meaning(self, error: BaseException) -> AppError:
        if self._wire.is_cut:
            return Cancelled()
        if self._wire.gave_up:
            return Offline("nothing came for too long")
        return _translated(list(_causes(error)), self._in_body)

    def _cause(self, error: BaseException) -> BaseException | None:
        ended_here = self._wire.is_cut or self._wire.gave_up
        return None if ended_here else _innermost(list(_causes(error)))


def foreign_errors(wire: Wire, *, in_body: bool = False) -> ForeignErrors:
    """Around each use of the network. When `wire` was cut, whatever comes of it is Cancelled."""
    return ForeignErrors(wire, in_body)


def _translated(causes: list[BaseException], in_body: bool) -> AppError:
    detail = _detail(causes)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return CertificateRejected(detail)
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return Offline(detail)
    if any(isinstance(cause, urllib3.exceptions.DecodeError) for cause in causes):
        return AnswerNotUnderstood("the answer's compression is broken")
    if in_body:
        return BrokenOff(detail)
    if any(isinstance(cause, ssl.SSLError) and cause.reason in _NO_TLS_REASONS for cause in causes):
        return NoEncryption(detail)
    if any(map(_finds_no_way, causes)):
        return NoWay(detail)
    return NotOurServer(detail) if any(map(_speaks_otherwise, causes)) else Offline(detail)


def _finds_no_way(cause: BaseException) -> bool:
    refused = isinstance(cause, socket.gaierror | ConnectionRefusedError)
    return refused or (isinstance(cause, OSError) and cause.errno in _NO_WAY)


def _speaks_otherwise(cause: BaseException) -> bool:
    """Whether what answered speaks no HTTP, or is no place to ask at all."""
    if isinstance(cause, requests.exceptions.InvalidURL | requests.exceptions.InvalidHeader):
        return True
    if isinstance(cause, http.client.RemoteDisconnected | http.client.IncompleteRead):
        return False
    return isinstance(cause, http.client.HTTPException)


def _innermost(causes: list[BaseException]) -> BaseException | None:
    """The socket's own error, whose text holds no URL."""
    plain = [c for c in causes if isinstance(c, OSError) and not isinstance(c, requests.RequestException)]
    return plain[-1] if plain else None


def _detail(causes: list[BaseException]) -> str:
    inner = _innermost(causes)
    return f"{type(inner).__name__}: {inner}" if inner else type(causes[-1]).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made of, outermost first."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        within = [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
        waiting += [part for part in within if isinstance(part, BaseException)]
