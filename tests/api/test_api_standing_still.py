"""A server that stands still, drips, is not there or speaks another language is given up in time."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import suppress
from functools import partial

import pytest

from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.api.watchdog import Watchdog
from desktop.core.errors import FileIncomplete, NotOurServer, Offline
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer, Fault
from tests.api.api_kit import (
    MakeClient,
    MemorySink,
    RawServer,
    always,
    deaf_port,
    http_answer,
    needs_deaf_port,
    quiet_until_closed,
    until,
)


def test_a_stalled_answer_is_given_up(server: DemoServer, make_client: MakeClient, client: ApiClient) -> None:
    impatient = _impatient(server, make_client)
    server.faults.add(Fault("/api/calls", "stall", at_bytes=200))
    with pytest.raises(Offline):
        impatient.calls(100, 0)


def test_a_drip_is_given_up_though_bytes_come(server: DemoServer, make_client: MakeClient) -> None:
    impatient = _impatient(server, make_client)
    sid = server.world.add_call().sid
    until(lambda: impatient.prepare_recording(sid).status.value == "ready")
    server.faults.add(Fault("/stream$", "drip", bytes_per_second=100))
    with pytest.raises(Offline) as caught:
        impatient.stream_recording(sid, MemorySink())
    assert not isinstance(caught.value, FileIncomplete)


def test_a_slow_line_is_no_drip(server: DemoServer, make_client: MakeClient) -> None:
    impatient = _impatient(server, make_client)
    sid, sink = server.world.add_call(duration=5).sid, MemorySink()
    until(lambda: impatient.prepare_recording(sid).status.value == "ready")
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
