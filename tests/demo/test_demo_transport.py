"""Sockets, threads, places and pages."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
import requests

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import AddressTaken, DemoOptions, DemoServer, Fault
from desktop.demo.transport.listener import _has_ipv6
from tests.demo.demo_kit import Visitor


def test_listens_on_both_families_under_one_port(quick: DemoServer) -> None:
    hosts = ["127.0.0.1", "localhost"] + (["[::1]"] if _has_ipv6() else [])
    for url in (quick.url, quick.files_url):
        port = url.rpartition(":")[2]
        for host in hosts:
            assert requests.get(f"http://{host}:{port}/", timeout=5).status_code in (200, 403)


def test_storage_is_another_host_by_name(quick: DemoServer) -> None:
    assert quick.url.startswith("http://127.0.0.1:")
    assert quick.files_url.startswith("http://localhost:")
    assert quick.url.rpartition(":")[2] != quick.files_url.rpartition(":")[2]


def test_without_ipv6_it_listens_on_one_family(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "has_ipv6", False)
    with DemoServer(DemoOptions(calls=1, receipts=1)) as server, Visitor(server) as visitor:
        assert visitor.get("/api/auth/me").status_code == 200


def test_servers_of_one_process_know_nothing_of_each_other() -> None:
    """Asked at the same time, each answers from its own world."""
    options = [DemoOptions(calls=calls, receipts=1) for calls in (3, 7)]

    def totals(server: DemoServer) -> set[int]:
        with Visitor(server) as visitor:
            return {visitor.get("/api/calls").json()["pagination"]["total"] for _ in range(15)}

    with DemoServer(options[0]) as few, DemoServer(options[1]) as more, ThreadPoolExecutor(4) as pool:
        assert list(pool.map(totals, [few, more] * 2)) == [{3}, {7}] * 2


def test_goes_and_comes_back_on_the_same_ports_with_the_same_sessions(
    quick: DemoServer, visitor: Visitor
) -> None:
    addresses = quick.url, quick.files_url
    quick.stop()
    quick.stop()
    with pytest.raises(requests.ConnectionError):
        visitor.get("/api/auth/me")
    quick.start()
    assert (quick.url, quick.files_url) == addresses
    assert visitor.get("/api/auth/me").status_code == 200


def test_says_when_the_port_is_taken(quick: DemoServer) -> None:
    port = int(quick.url.rpartition(":")[2])
    before = threading.active_count()
    with pytest.raises(AddressTaken):
        DemoServer(DemoOptions(port=port)).start()
    with pytest.raises(AddressTaken):
        DemoServer(DemoOptions(files_port=port)).start()
    assert threading.active_count() == before


def test_connections_are_reused(quick: DemoServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(quick.url.rpartition(":")[2]), timeout=5)
    connection.connect()
    own_end = connection.sock.getsockname()
    for path in ("/", "/api/auth/me", "/x"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock.getsockname() == own_end
    connection.close()


def test_a_request_body_that_nobody_reads_does_not_disturb_the_next_one(
    quick: DemoServer, visitor: Visitor
) -> None:
    for _ in range(3):
        assert visitor.post("/api/auth/logout", data=b"x" * 5000).status_code == 200


def test_serves_four_requests_at_once_and_counts_those_that_wait(quick: DemoServer) -> None:
    quick.faults.add(Fault(path="^/api/auth/me$", kind="delay", seconds=30))
    with Visitor(quick) as visitor, ThreadPoolExecutor(7) as pool:
        answers = [pool.submit(visitor.get, "/api/auth/me") for _ in range(6)]
        late = None
        while quick.counters.requests_high < 6:
            time.sleep(0)
        late = pool.submit(visitor.get, "/")
        while quick.counters.requests_high < 7:
            time.sleep(0)
        # The page itself is quick, but all four places are taken.
        assert not late.done()
        quick.faults.clear()
        assert [answer.result().status_code for answer in answers] == [200] * 6
        assert late.result().status_code == 200


def test_one_client_after_another_is_never_counted_twice(quick: DemoServer, visitor: Visitor) -> None:
    quick.counters.reset()
    for _ in range(60):
        visitor.get("/api/calls?limit=5")
        visitor.get("/api/receipts?per_page=2")
        visitor.get("/api/auth/me")
    assert quick.counters.requests_high == 1
    assert quick.counters.hits["GET /api/auth/me"] == 60


@pytest.mark.parametrize("kind", ["stall", "drip", "delay"])
def test_stops_at_once_with_answers_under_way(kind: str) -> None:
    with DemoServer(DemoOptions(calls=5, receipts=1)) as server, Visitor(server) as visitor:
        fault = Fault(path="^/api/calls$", kind=kind, at_bytes=20, bytes_per_second=5, seconds=60)  # type: ignore[arg-type]  # the test's own kinds
        server.faults.add(fault)
        with ThreadPoolExecutor(6) as pool:
            answers = [pool.submit(visitor.get, "/api/calls") for _ in range(6)]
            while server.counters.requests_high < 6:
                time.sleep(0)
            server.stop()
            for answer in answers:
                with pytest.raises(requests.RequestException):
                    answer.result(timeout=5)


def test_outside_the_api_everything_is_a_page(quick: DemoServer) -> None:
    for path in ("/", "/login", "/calls/17", "/apiary", "/a/b/c.js"):
        answer = requests.get(quick.url + path, timeout=5)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert requests.get(quick.url + "/api/nothing", timeout=5).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/auth/login"), ("POST", "/api/calls"), ("DELETE", "/api/receipts/1001"), ("POST", "/page")],
)
def test_a_wrong_method_is_an_html_405(visitor: Visitor, method: str, path: str) -> None:
    answer = visitor.ask(method, path)
    assert answer.status_code == 405
    assert answer.headers["Content-Type"].startswith("text/html")


def test_lists_are_zipped_and_chunked(visitor: Visitor) -> None:
    answer = visitor.get("/api/calls?limit=50", stream=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in answer.headers
    assert "ETag" not in answer.headers
    packed = answer.raw.read(decode_content=False)
    assert len(gzip.decompress(packed)) == len(json.dumps(json.loads(gzip.decompress(packed))))
    plain = visitor.get("/api/calls?limit=50", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers


def test_the_date_is_the_server_clock() -> None:
    moment = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    with DemoServer(DemoOptions(calls=1, receipts=1, now=moment)) as server, Visitor(server, "") as visitor:
        assert parsedate_to_datetime(visitor.get("/").headers["Date"]) == moment


def test_nothing_is_said_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    with DemoServer(DemoOptions(calls=1, receipts=1)) as server, Visitor(server, "") as visitor:
        visitor.get("/")
        visitor.post("/api/auth/login", json={"email": DEMO_EMAIL, "password": DEMO_PASSWORD})
        with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) as rude:
            rude.sendall(b"NONSENSE\r\n\r\n")
            rude.recv(1000)
    assert capfd.readouterr() == ("", "")
