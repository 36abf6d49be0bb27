"""Clients of the embedded server, each ended with its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.api.client import ApiClient
from desktop.api.session import ApiSession
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from tests.api.api_kit import MakeClient


@pytest.fixture
def make_client() -> Iterator[MakeClient]:
    """Makes a client for an address, with any of ApiSession's arguments; all are shut down at the end."""
    made: list[ApiClient] = []

    def make(address: str, **options: object) -> ApiClient:
        options = {"user_agent": "ProSaaS-Desktop/test", **options}
        made.append(ApiClient(ApiSession(address, **options)))  # type: ignore[arg-type]  # as the test says
        return made[-1]

    yield make
    for client in made:
        client.session.shutdown()


@pytest.fixture
def client(server: DemoServer, make_client: MakeClient) -> ApiClient:
    """Signed in to the embedded server, with a password to come back by itself."""
    made = make_client(server.url, password_source=lambda: DEMO_PASSWORD)
    made.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    server.counters.reset()
    return made
