"""Sender: one request at a time to a server, over connections that stay open for the next one."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout

from desktop.api.address import LOOPBACK_NAMES, is_loopback
from desktop.api.authorities import system_context
from desktop.api.reply import Timeouts
from desktop.api.sign_in import SignIn
from desktop.api.wire import WireAdapter

ROUTE_SECONDS = 20.0
"""How long a change of the system's proxies may go unnoticed."""

Verify = bool | str | ssl.SSLContext
"""True: certifi's authorities and the system's; a file or folder of certificates; or a context, which alone
counts then."""


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


@dataclass(frozen=True, slots=True)
class _Route:
    """How requests for `origin` go: by `pool`, which asks for `prefix` and their target."""

    origin: str
    pool: HTTPConnectionPool
    prefix: str
    """The origin itself where a proxy is to fetch from it, else ""."""
    found_at: float

    def serves(self, origin: str, now: float) -> bool:
        return self.origin == origin and now - self.found_at < ROUTE_SECONDS


class Sender:
    """Used by one thread at a time. No redirects, cookies, .netrc, retries or headers of its own: all that
    is decided elsewhere.

    Of requests it has what that knows of systems, their proxies and authorities, and looks it up now and
    then; each request goes to the connections underneath, or half of its time would go into what is not used.
    """

    def __init__(self, timeouts: Timeouts, verify: Verify) -> None:
        alone = isinstance(verify, ssl.SSLContext)
        context = verify if isinstance(verify, ssl.SSLContext) else _own_context(verify)
        self._verify: Any = True if alone else verify
        self._timeout = Timeout(connect=timeouts.connect, read=timeouts.read)
        self._system = requests.Session()
        self._adapter = WireAdapter(context, alone=alone)
        self._route: _Route | None = None

    def send(self, request: HttpRequest, cookies: str) -> BaseHTTPResponse:
        """The answer, its body still to come. Raises what requests, urllib3 and sockets do."""
        parts = urlsplit(request.url)
        route = self._route_to(f"{parts.scheme}://{parts.netloc}")
        headers = {**request.headers}
        if cookies:
            headers["Cookie"] = cookies
        body = None
        if request.body is not None:
            body = json.dumps(dict(request.body), allow_nan=False).encode()
            headers["Content-Type"] = "application/json"
        return route.pool.urlopen(
            request.method,
            route.prefix + target_of(request),
            body,
            headers,
            self._adapter.max_retries,
            redirect=False,
            assert_same_host=False,
            timeout=self._timeout,
            preload_content=False,
            decode_content=False,
        )

    def close(self) -> None:
        self._adapter.close()

    def _route_to(self, origin: str) -> _Route:
        """That of the last request as a rule: the adapter closes what has not been used for long."""
        now = time.monotonic()
        if self._route is None or not self._route.serves(origin, now):
            self._route = self._found_route(origin, now)
        return self._route

    def _found_route(self, origin: str, now: float) -> _Route:
        asked = requests.PreparedRequest()
        asked.prepare_url(origin, None)
        url = asked.url or origin
        proxies = {"no_proxy": LOOPBACK_NAMES} if is_loopback(urlsplit(url).hostname or "") else {}
        found = self._system.merge_environment_settings(url, proxies, True, self._verify, None)
        pool = self._adapter.get_connection_with_tls_context(asked, found["verify"], found["proxies"])
        assert isinstance(pool, HTTPConnectionPool)
        self._adapter.cert_verify(pool, url, found["verify"], None)
        asked_for = self._adapter.request_url(asked, found["proxies"])
        return _Route(origin, pool, asked_for.removesuffix("/"), now)


def _own_context(verify: bool | str) -> ssl.SSLContext | None:
    return system_context() if verify is True else None


def target_of(request: HttpRequest) -> str:
    """What is asked for of the server: path and query."""
    parts = urlsplit(request.url)
    query = "&".join(filter(None, (parts.query, urlencode(request.params))))
    return f"{parts.path or '/'}?{query}" if query else parts.path or "/"
