"""SignIn: one sign-in's cookies and CSRF token, thrown away with it."""

from __future__ import annotations

import threading
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlsplit

SESSION_COOKIE = "al_sess"

Identity = tuple[str, int, int]
"""Server, business, user."""


class SignIn:
    """What one sign-in (or one refresh of it) has; any thread.

    The server re-issues the session with nearly every answer. An answer writes only into the jar of the
    sign-in that its request was sent with: a late one revives nothing.
    """

    def __init__(self, email: str = "") -> None:
        self.email = email
        self.csrf = ""
        self.identity: Identity | None = None
        """Whose it is, as the server said when it began; None where it did not."""
        self.over = False
        """Neither a refresh nor the password helped: only the user can sign in again."""
        self._lock = threading.Lock()
        self._jar = CookieJar()

    def holds_session(self, url: str) -> bool:
        """Whether a session goes with requests for `url`; a `Secure` one does not go over http."""
        return f"{SESSION_COOKIE}=" in self.cookies_for(url)

    def cookies_for(self, url: str) -> str:
        """The Cookie header for `url`; "" for none."""
        with self._lock:
            return self._header(url)

    def take(self, url: str, raw: Any, sent: str, *, always: bool = False) -> None:
        """Keeps the cookies of the answer `raw` (urllib3's) to a request for `url` that carried `sent`.

        Of answers to the same cookie the first counts, as each holds the session that its request knew:
        a slow one would undo what a quick one brought. `always` is for what must not be lost.
        """
        if "Set-Cookie" not in raw.headers:
            return
        with self._lock:
            if always or self._header(url) == sent:
                self._jar.extract_cookies(raw, _as_request(_AskedFor(url)))

    def successor(self) -> SignIn:
        """A copy for a refresh, so that late answers to this one do not reach it."""
        fresh = SignIn(self.email)
        fresh.csrf, fresh.identity = self.csrf, self.identity
        with self._lock:
            for cookie in self._jar:
                fresh._jar.set_cookie(cookie)
        return fresh

    def _header(self, url: str) -> str:
        asked = _AskedFor(url)
        self._jar.add_cookie_header(_as_request(asked))
        return asked.cookies


class _AskedFor:
    """A URL as a cookie jar wants to be told of it; see `http.cookiejar.CookieJar.add_cookie_header`.

    A `urllib.request.Request` is that too, and takes longer than all that the jar does with it.
    """

    unverifiable = False

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._url = url
        self.type, self.host = parts.scheme, parts.netloc
        self.origin_req_host = parts.hostname or ""
        self.cookies = ""

    def get_full_url(self) -> str:
        return self._url

    def has_header(self, _: str) -> bool:
        return False

    def get_header(self, _: str, default: str | None = None) -> str | None:
        return default

    def header_items(self) -> list[tuple[str, str]]:
        return []

    def add_unredirected_header(self, name: str, value: str) -> None:
        if name == "Cookie":
            self.cookies = value


def _as_request(asked: _AskedFor) -> Any:
    """typeshed knows no other way to name a URL to a cookie jar than a Request."""
    return asked
