"""Ending what is under way: by a token and by shutdown, connecting included."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any

import pytest

from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.api.sender import HttpRequest
from desktop.api.transport import Lines
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, Offline
from desktop.core.models import RecordingStatus
from desktop.demo.server import DemoServer, Fault
from tests.api.api_kit import (
    MakeClient,
    MemorySink,
    RawServer,
    deaf_port,
    http_answer,
    needs_deaf_port,
    quiet_until_closed,
    until,
)

AT_ONCE_SECONDS = Timeouts().read / 2
"""Without an end of its own a request stays twice as long. The figure is the benchmark `cancel`."""


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def assert_ends_at_once(end: Callable[[], None], *futures: Future[Any]) -> None:
    end()
    wait(futures, timeout=AT_ONCE_SECONDS)
    assert [type(future.exception(0)) for future in futures] == [Cancelled] * len(futures)


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_a_read_that_waits_for_an_answer_ends_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=60))
    token = CancelToken()
    call = pool.submit(client.calls, 10, 0, token)
    until(lambda: server.counters.hits["GET /api/calls"] == 1)
    assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, call)


def is_ready(client: ApiClient, sid: str) -> bool:
    return client.prepare_recording(sid).status is RecordingStatus.READY


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_three_stalled_files_end_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    sids = [server.world.add_call().sid for _ in range(3)]
    for sid in sids:
        until(partial(is_ready, client, sid))
    server.faults.add(Fault("/stream$", "stall", at_bytes=3000))
    token = CancelToken()
    files = [pool.submit(client.stream_recording, sid, MemorySink(), token) for sid in sids]
    until(lambda: server.counters.file_requests_high == 3)
    assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, *files)


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_a_stalled_file_of_the_other_host_ends_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    receipt = server.world.receipts[0]
    server.faults.add(Fault("/storage/", "stall", at_bytes=500))
    token = CancelToken()
    file = pool.submit(client.receipt_source, receipt.id, MemorySink(), token)
    until(lambda: server.counters.hits["GET files"] == 1)
    assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, file)


def test_a_token_ends_its_own_request_alone(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor
) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=60))
    token = CancelToken()
    mine = pool.submit(client.calls, 10, 0, token)
    other = pool.submit(client.calls, 10, 0)
    until(lambda: server.counters.hits["GET /api/calls"] == 2)
    assert_ends_at_once(token.cancel, mine)
    server.faults.release()
    assert other.result(20).total == 60


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_waiting_for_a_turn_ends_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=60))
    token = CancelToken()
    busy = [pool.submit(client.calls, 10, 0) for _ in range(4)]
    until(lambda: server.counters.hits["GET /api/calls"] == 4)
    waiting = pool.submit(client.receipts, 1, 10, token)
    if by == "token":
        assert_ends_at_once(token.cancel, waiting)
        client.session.shutdown()
    else:
        assert_ends_at_once(client.session.shutdown, waiting, *busy)
    assert server.counters.hits["GET /api/receipts"] == 0
    assert server.counters.requests_high == 4


def test_never_more_than_four_requests_with_their_bodies(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor
) -> None:
    server.faults.add(Fault("/api/", "drip", bytes_per_second=100_000))
    wait([pool.submit(client.calls, 100, 0) for _ in range(8)], timeout=30)
    assert server.counters.hits["GET /api/calls"] == 8
    assert server.counters.requests_high == 4


def test_waiting_for_the_one_refresh_ends_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor
) -> None:
    server.world.expire_sessions(refresh_works=True)
    server.faults.add(Fault("/api/auth/refresh", "delay", seconds=60))
    token = CancelToken()
    leader = pool.submit(client.calls, 10, 0)
    until(lambda: server.counters.hits["POST /api/auth/refresh"] == 1)
    follower = pool.submit(client.receipts, 1, 10, token)
    until(lambda: server.counters.hits["GET /api/receipts"] == 1)
    assert_ends_at_once(token.cancel, follower)
    server.faults.release()
    assert leader.result(20).total == 60
    assert server.counters.hits["POST /api/auth/refresh"] == 1


def test_a_cancelled_leader_leaves_the_refresh_to_another(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor
) -> None:
    server.world.expire_sessions(refresh_works=True)
    server.faults.add(Fault("/api/auth/refresh", "delay", seconds=60, times=1))
    token = CancelToken()
    leader = pool.submit(client.calls, 10, 0, token)
    until(lambda: server.counters.hits["POST /api/auth/refresh"] == 1)
    follower = pool.submit(client.receipts, 1, 10)
    until(lambda: server.counters.hits["GET /api/receipts"] == 1)
    assert_ends_at_once(token.cancel, leader)
    assert follower.result(20).total == 40
    assert server.counters.hits["POST /api/auth/refresh"] == 2


def test_a_cancelled_token_sends_nothing(server: DemoServer, client: ApiClient) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        client.calls(10, 0, token)
    assert server.counters.hits["GET /api/calls"] == 0


def test_a_session_serves_on_after_a_cancelled_request(server: DemoServer, client: ApiClient) -> None:
    for _ in range(6):
        token = CancelToken()
        server.faults.add(Fault("/api/calls", "stall", times=1))
        with ThreadPoolExecutor(1) as threads:
            call = threads.submit(client.calls, 10, 0, token)
            until(lambda: server.counters.hits["GET /api/calls"] == 1)
            token.cancel()
            assert isinstance(call.exception(20), Cancelled)
        server.counters.reset()
        assert client.calls(10, 0).total == 60
        server.counters.reset()


# -- while a connection is made ------------------------------------------------------------------


@needs_deaf_port
@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_a_connect_that_hangs_ends_at_once(
    make_client: MakeClient, pool: ThreadPoolExecutor, by: str
) -> None:
    with deaf_port() as port:
        client, token = make_client(f"http://127.0.0.1:{port}"), CancelToken()
        call = pool.submit(client.me, token)
        until(call.running)
        assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, call)


@needs_deaf_port
def test_a_connect_that_hangs_has_its_limit(make_client: MakeClient) -> None:
    with deaf_port() as port:
        client = make_client(f"http://127.0.0.1:{port}", timeouts=Timeouts(connect=0.2))
        with pytest.raises(Offline) as caught:
            client.me()
        assert "Timeout" in caught.value.detail


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_a_tls_handshake_that_hangs_ends_at_once(
    make_client: MakeClient, pool: ThreadPoolExecutor, by: str
) -> None:
    with RawServer(quiet_until_closed) as server:
        client, token = make_client(f"https://127.0.0.1:{server.port}"), CancelToken()
        call = pool.submit(client.me, token)
        assert server.arrived.wait(10)
        assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, call)


def test_a_look_up_that_hangs_ends_at_once(
    make_client: MakeClient, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def hang(*_args: object, **_options: object) -> list[object]:
        asked.set()
        answer.wait(30)
        raise socket.gaierror(socket.EAI_NONAME, "nobody")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    client, token = make_client("https://prosaas.example"), CancelToken()
    call = pool.submit(client.me, token)
    assert asked.wait(10)
    assert_ends_at_once(token.cancel, call)
    answer.set()


def test_what_was_read_when_the_account_was_left_is_in_no_log(
    server: DemoServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The log is another account's by then, and the path names a call."""
    caplog.set_level(logging.INFO, "desktop.api")
    lines = Lines(1, Timeouts(), verify=True)
    request = HttpRequest("GET", f"{server.url}/api/auth/me", "/api/auth/me")
    with lines.open(request) as reply:
        assert reply.body(10_000)
        lines.shutdown()
    assert not [record for record in caplog.records if record.name == "desktop.api"]


@pytest.mark.parametrize(("cut", "said"), [(0, "200 1000 bytes "), (400, "200 600 bytes BrokenOff ")])
def test_what_broke_is_in_the_log_as_what_came_is(
    caplog: pytest.LogCaptureFixture, cut: int, said: str
) -> None:
    caplog.set_level(logging.INFO, "desktop.api")

    def serve(connection: socket.socket, _: bytes) -> None:
        answer = http_answer(bytes(1_000))
        connection.sendall(answer[: len(answer) - cut])
        if cut:
            connection.shutdown(socket.SHUT_RDWR)

    lines = Lines(1, Timeouts(), verify=True)
    with RawServer(serve) as server:
        request = HttpRequest("GET", f"{server.url}/file", "/file")
        with contextlib.suppress(AppError), lines.open(request) as reply:
            for _ in reply.chunks():
                pass
    lines.shutdown()
    [line] = [record.getMessage() for record in caplog.records if record.name == "desktop.api"]
    assert line.startswith(f"GET /file {said}")
