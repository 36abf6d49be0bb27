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
from contextlib import contextmanager

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


@contextmanager
def foreign_errors(wire: Wire, *, in_body: bool = False) -> Iterator[None]:
    """Around each use of the network. When `wire` was cut, whatever comes of it is Cancelled."""
    try:
        yield
    except AppError:
        raise
    except _FOREIGN as error:
        if wire.is_cut:
            raise Cancelled from None
        if wire.gave_up:
            raise Offline("nothing came for too long") from None
        causes = list(_causes(error))
        raise _translated(causes, in_body) from _innermost(causes)
    wire.check()


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
