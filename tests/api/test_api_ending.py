"""Ending what is under way: by a token, by shutdown, and by rules when the server stands still."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import pytest

from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.api.watchdog import Watchdog
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, FileIncomplete, NotOurServer, Offline
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer, Fault
from tests.api.api_kit import (
    MakeClient,
    MemorySink,
    RawServer,
    always,
    http_answer,
    quiet_until_closed,
    until,
)

AT_ONCE_SECONDS = 0.5
"""What `at once` may take on a busy computer; it is a few milliseconds on an idle one."""


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def assert_ends_at_once(end: Callable[[], None], *futures: Future[Any]) -> None:
    began = time.monotonic()
    end()
    wait(futures, timeout=20)
    took = time.monotonic() - began
    assert [type(future.exception(0)) for future in futures] == [Cancelled] * len(futures)
    assert took < AT_ONCE_SECONDS


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_a_read_that_waits_for_an_answer_ends_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=60))
    token = CancelToken()
    call = pool.submit(client.calls, 10, 0, token)
    until(lambda: server.counters.hits["GET /api/calls"] == 1)
    assert_ends_at_once(token.cancel if by == "token" else client.session.shutdown, call)


@pytest.mark.parametrize("by", ["token", "shutdown"])
def test_three_stalled_files_end_at_once(
    server: DemoServer, client: ApiClient, pool: ThreadPoolExecutor, by: str
) -> None:
    sids = [server.world.add_call().sid for _ in range(3)]
    for sid in sids:
        until(lambda sid=sid: client.prepare_recording(sid).value == "ready")  # type: ignore[misc]
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


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port whose queue of new connections is full: connecting to it hangs."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        yield address[1]
        for filler in fillers:
            filler.close()


needs_deaf_port = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows refuses what does not fit into the queue: nothing hangs"
)


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


# -- standing still ------------------------------------------------------------------------------


def test_a_stalled_answer_is_given_up(server: DemoServer, make_client: MakeClient, client: ApiClient) -> None:
    impatient = _impatient(server, make_client)
    server.faults.add(Fault("/api/calls", "stall", at_bytes=200))
    with pytest.raises(Offline):
        impatient.calls(100, 0)


def test_a_drip_is_given_up_though_bytes_come(server: DemoServer, make_client: MakeClient) -> None:
    impatient = _impatient(server, make_client)
    sid = server.world.add_call().sid
    until(lambda: impatient.prepare_recording(sid).value == "ready")
    server.faults.add(Fault("/stream$", "drip", bytes_per_second=100))
    began = time.monotonic()
    with pytest.raises(Offline) as caught:
        impatient.stream_recording(sid, MemorySink())
    assert not isinstance(caught.value, FileIncomplete)
    assert time.monotonic() - began < 5


def test_a_slow_line_is_no_drip(server: DemoServer, make_client: MakeClient) -> None:
    impatient = _impatient(server, make_client)
    sid, sink = server.world.add_call(duration=5).sid, MemorySink()
    until(lambda: impatient.prepare_recording(sid).value == "ready")
    size = len(server.world.recording_bytes(sid))
    server.faults.add(Fault("/stream$", "drip", bytes_per_second=size / 1.2))
    impatient.stream_recording(sid, sink)
    assert len(sink.data) == size


def test_an_answer_that_does_not_come_has_its_limit(make_client: MakeClient) -> None:
    with RawServer(quiet_until_closed) as server:
        client = make_client(server.url, timeouts=Timeouts(read=0.2))
        with pytest.raises(Offline):
            client.me()


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_EMPTY_PIECES = gzip.compress(b"") * 500
_WITHOUT_END = {
    "headers": (_HEAD + b"X-Header: ", b"a"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "trailers": (_CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-Trailer: a\r\n"),
    "extension of a chunk": (_CHUNKED + b"1;", b"a"),
    "empty pieces": (
        _HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"%x\r\n%b\r\n" % (len(_EMPTY_PIECES), _EMPTY_PIECES),
    ),
}


@pytest.mark.parametrize("what", _WITHOUT_END)
def test_what_comes_without_end_and_brings_nothing_is_given_up(make_client: MakeClient, what: str) -> None:
    start, endless = _WITHOUT_END[what]

    def serve(connection: socket.socket, _head: bytes) -> None:
        with suppress(OSError):
            connection.sendall(start)
            while True:
                connection.sendall(endless)
                time.sleep(0.01)

    timeouts = Timeouts(stall_seconds=0.2, stall_bytes=1, headers=0.5)
    with RawServer(serve) as server:
        client = make_client(server.url, timeouts=timeouts)
        with pytest.raises(Offline):
            client.me()
        client.session.shutdown()


def test_a_watchdog_barks_once_and_only_at_what_is_late() -> None:
    barked: list[str] = []
    watchdog = Watchdog()
    late, forgotten, lively = (partial(barked.append, name) for name in ("late", "forgotten", "lively"))
    watchdog.expect(lively, 60)
    watchdog.expect(forgotten, 0.05)
    watchdog.expect(late, 0.1)
    watchdog.forget(forgotten)
    until(lambda: bool(barked))
    watchdog.forget(lively)
    until(lambda: not any(thread.name == "api-watchdog" for thread in threading.enumerate()))
    assert barked == ["late"]


def test_nobody_there(make_client: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Offline) as caught:
        make_client(f"http://127.0.0.1:{port}").me()
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)


def test_a_server_that_stops_and_comes_back(server: DemoServer, client: ApiClient) -> None:
    server.stop()
    with pytest.raises(Offline):
        client.me()
    server.start()
    assert client.me().business_id == 1


def test_a_name_that_nobody_has(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "nobody")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Offline) as caught:
        make_client("https://prosaas.example").me()
    assert isinstance(caught.value.__cause__, socket.gaierror)


@needs_deaf_port
def test_a_dead_first_address_costs_a_moment_only(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        RawServer(always(http_answer(b'{"user": {"id": 1, "business_id": 1}}'))) as server,
        deaf_port() as deaf,
    ):
        both = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in (deaf, server.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)
        client = make_client("http://localhost:1")
        began = time.monotonic()
        assert client.me().business_id == 1
        assert time.monotonic() - began < 3
        client.session.shutdown()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", NotOurServer),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", NotOurServer),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000, NotOurServer),
        (b"\x00\x01\x02\r\n\r\n", NotOurServer),
        (b"", Offline),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{", Offline),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
            Offline,
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
            Offline,
        ),
    ],
)
def test_what_is_no_http(make_client: MakeClient, answer: bytes, kind: type[Exception]) -> None:
    def serve(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)

    with RawServer(serve) as server:
        client = make_client(server.url)
        with pytest.raises(kind):
            client.me()
        client.session.shutdown()


def _impatient(server: DemoServer, make_client: MakeClient) -> ApiClient:
    timeouts = Timeouts(stall_seconds=0.5, stall_bytes=1000)
    client = make_client(server.url, timeouts=timeouts)
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    return client
