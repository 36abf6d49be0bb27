"""As on Windows, where shutting a connection wakes no read that waits: reads look by themselves."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.api import looked_at
from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, Offline
from desktop.core.resources import resource_path
from desktop.demo.server import DemoServer
from tests.api.api_kit import MakeClient, MemorySink, RawServer, http_answer, quiet_until_closed, until

_LONG = Timeouts(read=3600, stall_seconds=3600, headers=3600)
"""So a request that is not ended never ends."""

End = Callable[[ApiClient, CancelToken], None]


@pytest.fixture(autouse=True)
def looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_at, "SHUTTING_WAKES", False)


@contextmanager
def shutting_does_nothing() -> Iterator[None]:
    """Within a server, which ends its own connections by it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "shutdown", lambda *_: None)
        yield


def _by_token(_: ApiClient, token: CancelToken) -> None:
    token.cancel()


def _by_shutdown(client: ApiClient, _: CancelToken) -> None:
    client.session.shutdown()


def _by_giving_up(client: ApiClient, _: CancelToken) -> None:
    client.session.give_lines_up()


@pytest.mark.parametrize(
    ("end", "kind"), [(_by_token, Cancelled), (_by_shutdown, Cancelled), (_by_giving_up, Offline)]
)
def test_a_read_that_waits_for_an_answer_ends(
    make_client: MakeClient, end: End, kind: type[Exception]
) -> None:
    with RawServer(quiet_until_closed) as server, ThreadPoolExecutor(1) as threads:
        client, token = make_client(server.url, timeouts=_LONG), CancelToken()
        asked = threads.submit(client.session.request_json, "GET", "/api/x", token=token)
        until(lambda: len(server.heads) == 1)
        with shutting_does_nothing():
            end(client, token)
            assert type(asked.exception()) is kind


def _stalls(connection: socket.socket, head: bytes) -> None:
    connection.sendall(http_answer(b"{" + b" " * 9000 + b"}")[:-4000])
    quiet_until_closed(connection, head)


@pytest.mark.parametrize("has_tls", [False, True])
def test_a_read_in_the_middle_of_an_answer_ends(make_client: MakeClient, has_tls: bool) -> None:
    certificate = resource_path("demo", "certificate.pem")
    tls = _context_of(certificate) if has_tls else None
    with RawServer(_stalls, tls) as server, ThreadPoolExecutor(1) as threads:
        client, token = make_client(server.url, timeouts=_LONG, verify=str(certificate)), CancelToken()
        asked = threads.submit(client.session.request_json, "GET", "/api/x", token=token)
        until(lambda: len(server.heads) == 1)
        with shutting_does_nothing():
            token.cancel()
            assert type(asked.exception()) is Cancelled


def _context_of(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_an_answer_that_does_not_come_has_its_limit(make_client: MakeClient) -> None:
    with RawServer(quiet_until_closed) as server:
        client = make_client(server.url, timeouts=Timeouts(read=0.2))
        with pytest.raises(Offline):
            client.me()


def test_what_comes_is_whole(server: DemoServer, client: ApiClient) -> None:
    sid, sink = server.world.add_call(duration=20).sid, MemorySink()
    until(lambda: client.prepare_recording(sid).status.value == "ready")
    client.stream_recording(sid, sink)
    assert bytes(sink.data) == server.world.recording_bytes(sid)
