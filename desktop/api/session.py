"""ApiSession: everything about speaking with one server but what is said.

Signs in, keeps the session alive, adds CSRF tokens, and never has more than four requests under way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from desktop.api import payloads
from desktop.api.address import is_loopback, normalise_server
from desktop.api.answers import Answer, is_json_type, json_object, parsed, speaks_of_csrf
from desktop.api.download import Download, Received
from desktop.api.foreign import NoWay
from desktop.api.reply import Reply, Timeouts
from desktop.api.sender import HttpRequest, Verify
from desktop.api.sign_in import Identity, SignIn
from desktop.api.storage import StorageLines
from desktop.api.transport import Lines
from desktop.api.turns import Turns
from desktop.core.cancel import CancelToken
from desktop.core.clock_offset import believed
from desktop.core.errors import (
    AnswerNotUnderstood,
    NotAllowed,
    NotFound,
    NotOurServer,
    SessionNotKept,
    SignedOut,
    WrongCredentials,
)
from desktop.core.password_errors import KeyringMissing

MAX_REQUESTS = 4
"""The server handles four at a time, all its users together."""

LOGIN = "/api/auth/login"
REFRESH = "/api/auth/refresh"
LOGOUT = "/api/auth/logout"
CSRF = "/api/auth/csrf"
_FILE_STATUSES = (200, 206)


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """One request of the API: `path` begins with `/api/` and holds no query."""

    method: str
    path: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    body: Mapping[str, object] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class ApiSession:
    """One server, one user after the other; any thread. Blocking; every method raises AppError."""

    def __init__(
        self,
        server: str,
        *,
        user_agent: str,
        timeouts: Timeouts = Timeouts(),
        verify: Verify = True,
        password_source: Callable[[], str | None] | None = None,
        email: str = "",
    ) -> None:
        """Raises AddressInvalid and InsecureAddress. `email` goes with a `password_source` at once;
        later it is that of the last sign-in."""
        self.server = normalise_server(server)
        self.user_agent = user_agent
        self.on_no_way: Callable[[], object] | None = None
        """Called, on the thread that asked, when a request found no way to the server."""
        self.clock_offset: timedelta | None = None
        """The server's clock minus this computer's; None before the first answer."""
        self._password_source = password_source
        self._lines = Lines(MAX_REQUESTS, timeouts, verify)
        on_loopback = is_loopback(urlsplit(self.server).hostname or "")
        self.storage = StorageLines(user_agent, timeouts, verify, from_loopback=on_loopback)
        self._renewing = Turns(1)
        self._replacing = threading.Lock()
        self._sign_in = SignIn(email)

    # -- asking ----------------------------------------------------------------------------------

    def request_json(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, object] | None = None,
        token: CancelToken | None = None,
    ) -> dict[str, Any]:
        """The JSON object of a 2xx answer, fractions as Decimal."""
        return json_object(self.ask(ApiRequest(method, path, params or {}, body), token))

    def ask(self, request: ApiRequest, token: CancelToken | None = None) -> Answer:
        """Whatever the server answers to a signed-in request, 401 aside (SignedOut)."""
        answer = self._ask(request, None, token)
        assert isinstance(answer, Answer)
        return answer

    def fetch(
        self, request: ApiRequest, download: Download, token: CancelToken | None = None
    ) -> Received | Answer:
        """A file into `download`, or the answer that came in its place."""
        files = {**request.headers, "Accept": "*/*", "Accept-Encoding": "identity"}
        return self._ask(replace(request, headers=files), download, token)

    def give_lines_up(self) -> None:
        """Every request under way raises Offline, and no line is used again: they lead nowhere any more."""
        self._lines.give_up()
        self.storage.give_up()

    def shutdown(self) -> None:
        """Ends every request at once, now and later: they raise Cancelled."""
        self._renewing.close()
        self._lines.shutdown()
        self.storage.shutdown()

    # -- signing in and out ----------------------------------------------------------------------

    def sign_in(self, email: str, password: str, token: CancelToken | None = None) -> dict[str, Any]:
        """Signs in; what was under way for another user stays with his session, and ends with it."""
        try:
            fresh, account = self._log_in(email, password, token)
        except NotFound as error:
            raise NotOurServer(error.detail) from error
        with self._replacing:
            self._sign_in = fresh
        return account

    def sign_out_everywhere(self, token: CancelToken | None = None) -> None:
        """Ends all of this user's sessions at the server, then forgets this one."""
        self.request_json("POST", LOGOUT, body={}, token=token)
        self.forget()

    def forget(self) -> None:
        """Drops the session here; the server is not asked."""
        gone = SignIn()
        gone.over = True
        with self._replacing:
            self._sign_in = gone

    # -- one request, with what a session needs --------------------------------------------------

    def _ask(
        self, request: ApiRequest, download: Download | None, token: CancelToken | None
    ) -> Answer | Received:
        renewals = 0
        while True:
            sign_in = self._sign_in
            if sign_in.over:
                raise SignedOut(str(request))
            answer = self._exchange(request, sign_in, token, download)
            if isinstance(answer, Received) or answer.status != 401:
                return answer
            self._renew(sign_in, renewals, token)
            renewals += 1

    def _exchange(
        self,
        request: ApiRequest,
        sign_in: SignIn,
        token: CancelToken | None,
        download: Download | None = None,
    ) -> Answer | Received:
        try:
            answer = self._once(request, sign_in, token, download)
        except NoWay:
            if self.on_no_way is not None:
                self.on_no_way()
            raise
        if isinstance(answer, Answer) and request.writes and speaks_of_csrf(answer):
            sign_in.csrf = self._csrf_token(sign_in, token)
            answer = self._once(request, sign_in, token, download)
        return answer

    def _once(
        self,
        request: ApiRequest,
        sign_in: SignIn,
        token: CancelToken | None,
        download: Download | None = None,
    ) -> Answer | Received:
        if request.writes and not sign_in.csrf and request.path not in (LOGIN, REFRESH):
            sign_in.csrf = self._csrf_token(sign_in, token)
        with self._lines.open(self._as_http(request, sign_in), token) as reply:
            self._note_date(reply)
            if download is not None and _is_file(reply):
                return download.receive(reply)
            return Answer.read(reply, str(request))

    def _as_http(self, request: ApiRequest, sign_in: SignIn) -> HttpRequest:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
        }
        if request.writes:
            headers["Referer"] = f"{self.server}/"
            headers |= {"X-CSRFToken": sign_in.csrf} if sign_in.csrf else {}
        return HttpRequest(
            request.method,
            self.server + request.path,
            request.path,
            params=request.params,
            body=request.body,
            headers={**headers, **request.headers},
            sign_in=sign_in,
            keeps_cookies=request.path == CSRF,
        )

    def _csrf_token(self, sign_in: SignIn, token: CancelToken | None) -> str:
        """A token for writes; "" when the server gives none, which at present does no harm."""
        answer = self._once(ApiRequest("GET", CSRF), sign_in, token)
        if not isinstance(answer, Answer) or not answer.succeeded or not answer.is_json:
            return ""
        try:
            data = parsed(answer.body)
        except ValueError:
            return ""
        csrf = data.get("csrfToken") if isinstance(data, dict) else None
        return csrf if isinstance(csrf, str) and csrf.isascii() and csrf.isprintable() else ""

    def _note_date(self, reply: Reply) -> None:
        date = reply.date
        if date is not None:
            self.clock_offset = believed(date - datetime.now(UTC))

    # -- after a 401 -----------------------------------------------------------------------------

    def _renew(self, stale: SignIn, renewals: int, token: CancelToken | None) -> None:
        """A newer session than `stale`, made by one thread for all; raises SignedOut when there is no way."""
        with self._renewing.turn(token):
            if self._sign_in is not stale:
                self._raise_if_other_user(stale)
                return
            if stale.over:
                raise SignedOut
            fresh = self._renewed(stale, renewals, token)
            if fresh is None:
                stale.over = True
                raise SignedOut
            self._replace(stale, fresh)

    def _replace(self, stale: SignIn, fresh: SignIn) -> None:
        """Unless the user signed in or out meanwhile, which counts for more."""
        with self._replacing:
            if self._sign_in is stale:
                self._sign_in = fresh

    def _renewed(self, stale: SignIn, renewals: int, token: CancelToken | None) -> SignIn | None:
        # A refreshed session that is refused again will not get better by refreshing.
        if renewals == 0 and stale.holds_session(self.server + REFRESH):
            refreshed = self._refresh(stale, token)
            if refreshed is not None:
                return refreshed
        return self._sign_in_anew(stale, token) if renewals < 2 else None

    def _refresh(self, stale: SignIn, token: CancelToken | None) -> SignIn | None:
        fresh = stale.successor()
        answer = self._exchange(ApiRequest("POST", REFRESH, body={}), fresh, token)
        assert isinstance(answer, Answer)
        if answer.status in (400, 401, 403, 404):
            return None
        return fresh if self._is_same(stale, json_object(answer)) else None

    def _sign_in_anew(self, stale: SignIn, token: CancelToken | None) -> SignIn | None:
        password = self._kept_password()
        if not password or not stale.email:
            return None
        try:
            fresh, account = self._log_in(stale.email, password, token)
        except WrongCredentials:
            return None
        return fresh if self._is_same(stale, account) else None

    def _is_same(self, stale: SignIn, account: dict[str, Any]) -> bool:
        """Whether it is the session of whom it was: what is asked for is written into his lists.

        A user can become another one of the same e-mail, or leave the business that he was a guest of.
        """
        known, found = stale.identity, self._identity(account)
        return known is None or found is None or known == found

    def _identity(self, account: dict[str, Any]) -> Identity | None:
        try:
            return payloads.account(account, self.server).identity
        except (AnswerNotUnderstood, NotAllowed):
            return None

    def _kept_password(self) -> str | None:
        try:
            return self._password_source() if self._password_source else None
        except KeyringMissing:
            return None

    def _log_in(self, email: str, password: str, token: CancelToken | None) -> tuple[SignIn, dict[str, Any]]:
        fresh = SignIn(email)
        body = {"email": email, "password": password, "remember_me": False}
        answer = self._exchange(ApiRequest("POST", LOGIN, body=body), fresh, token)
        assert isinstance(answer, Answer)
        if answer.status == 401:
            raise (WrongCredentials if answer.is_json else NotOurServer)(answer.request)
        account = json_object(answer)
        if not fresh.holds_session(self.server + REFRESH):
            raise SessionNotKept(answer.request)
        fresh.identity = self._identity(account)
        return fresh, account

    def _raise_if_other_user(self, stale: SignIn) -> None:
        """What one user asked for must not be asked for again in the name of another."""
        if self._sign_in.email != stale.email:
            raise SignedOut("another user has signed in")


def _is_file(reply: Reply) -> bool:
    """Whether the body is to be taken for a file: labels say little, but JSON and HTML mean an answer."""
    html = reply.content_type in ("text/html", "application/xhtml+xml")
    return reply.status in _FILE_STATUSES and not html and not is_json_type(reply.content_type)
