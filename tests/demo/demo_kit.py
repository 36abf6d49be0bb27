"""A visitor of the demo server: a plain HTTP client that follows nothing and hides nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import requests

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.demo.world import DemoCall

PLAY = {"X-User-Action": "play"}


class Visitor:
    """One signed-in user, or nobody with an empty e-mail."""

    def __init__(self, server: DemoServer, email: str = DEMO_EMAIL) -> None:
        self.server = server
        self.http = requests.Session()
        self.http.trust_env = False
        if email:
            body = {"email": email, "password": DEMO_PASSWORD, "remember_me": False}
            assert self.post("/api/auth/login", json=body).status_code == 200

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.http.close()

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        options = {"allow_redirects": False, "timeout": 20, **options}
        return self.http.request(method, self.server.url + path, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.ask("POST", path, **options)

    def stream(self, sid: str, **headers: str) -> requests.Response:
        return self.get(f"/api/recordings/{sid}/stream", headers=PLAY | headers)

    def until_ready(
        self, sid: str, ask: Callable[[str], requests.Response] | None = None
    ) -> requests.Response:
        """Asks for a recording until it is there."""
        ask = ask or self.stream
        deadline = time.monotonic() + 20
        while True:
            response = ask(sid)
            if response.status_code != 202 or time.monotonic() > deadline:
                return response


def fetch_link(url: str, **headers: str) -> requests.Response:
    """Follows a signed link letter by letter, as a stranger."""
    with requests.Session() as stranger:
        stranger.trust_env = False
        request = requests.Request("GET", url, headers=headers).prepare()
        request.url = url
        return stranger.send(request, allow_redirects=False, timeout=20)


def recorded(server: DemoServer, fate: str = "kept") -> DemoCall:
    """The newest call whose recording ends as `fate` says and is still young."""
    now = server.world.clock.now()
    return next(
        call for call in server.world.calls if call.fate == fate and call.created_at and not call.is_gone(now)
    )
