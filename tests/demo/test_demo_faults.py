"""Each fault does what its name says, to the requests it is meant for and to no other."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from typing import Any

import pytest
import requests

from desktop.demo.faults import Fault, Faults
from desktop.demo.server import DemoServer
from tests.demo.demo_kit import PLAY, Visitor, fetch_link, recorded

CALLS = "/api/calls"


def raw_answer(
    server: DemoServer, visitor: Visitor, path: str
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    """The answer with its body unread."""
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=10)
    cookie = f"al_sess={visitor.http.cookies['al_sess']}"
    connection.request("GET", path, headers=PLAY | {"Cookie": cookie, "Accept-Encoding": "identity"})
    return connection.getresponse(), connection


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "begins"),
    [
        ("html", 200, "text/html", b"<!doctype"),
        ("html_405", 405, "text/html", b"<!doctype"),
        ("html_502", 502, "text/html", b"<html>"),
        ("xml", 503, "application/xml", b"<?xml"),
        ("text_500", 500, "text/plain", b"Internal"),
        ("empty", 200, "application/json", b""),
        ("wrong_json", 200, "application/json", b"[1"),
        ("broken_json", 200, "application/json", b"{"),
        ("not_audio", 200, "audio/mpeg", b"<!doctype"),
        ("json_ready", 200, "application/json", b'{"success": true, "status": "ready"}'),
        ("no_slot", 500, "application/json", b'{"success": false'),
        ("session_lost", 401, "application/json", b'{"error": "Session expired"}'),
    ],
)
def test_answers_in_place_of_the_right_one(
    quick: DemoServer, visitor: Visitor, kind: Any, status: int, content_type: str, begins: bytes
) -> None:
    quick.faults.add(Fault(path="^/api/calls$", kind=kind, times=1))
    answer = visitor.get(CALLS)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith(content_type)
    assert answer.content.startswith(begins)
    assert visitor.get(CALLS).json()["success"] is True


def test_any_status_with_any_body(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(
        Fault(path=CALLS, kind="status", status=429, body=b"slow down", content_type="text/plain",
              headers=(("Retry-After", "7"),))
    )  # fmt: skip
    answer = visitor.get(CALLS)
    assert (answer.status_code, answer.text, answer.headers["Retry-After"]) == (429, "slow down", "7")


def test_a_fault_knows_its_method_its_path_and_its_turn(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="/receipts/[0-9]+/mark", method="PATCH", kind="text_500", after=1, times=2))
    receipt_id = quick.world.receipts[0].id
    codes = []
    for _ in range(4):
        assert visitor.get(f"/api/receipts/{receipt_id}").status_code == 200
        mark = visitor.ask("PATCH", f"/api/receipts/{receipt_id}/mark", json={"status": "approved"})
        codes.append(mark.status_code)
    assert codes == [200, 500, 500, 200]


def test_cut(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    whole = visitor.until_ready(sid).content
    quick.faults.add(Fault(path="/stream$", kind="cut", at_bytes=70_000, times=1))
    answer, connection = raw_answer(quick, visitor, f"/api/recordings/{sid}/stream")
    assert int(answer.headers["Content-Length"]) == len(whole)
    with pytest.raises(http.client.IncompleteRead) as error:
        answer.read()
    assert error.value.partial == whole[:70_000]
    connection.close()


def test_a_cut_that_looks_complete(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    whole = visitor.until_ready(sid).content
    quick.faults.add(Fault(path="/stream$", kind="cut", at_bytes=5000, keep_length=False))
    answer, connection = raw_answer(quick, visitor, f"/api/recordings/{sid}/stream")
    assert answer.headers["Content-Length"] is None
    assert answer.read() == whole[:5000]
    connection.close()


def test_a_cut_list_ends_without_its_last_chunk(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path=CALLS, kind="cut", at_bytes=200, times=1))
    with pytest.raises(requests.RequestException):
        visitor.get(CALLS)


def test_short_length(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="/me$", kind="short_length", extra_bytes=11, times=1))
    answer, connection = raw_answer(quick, visitor, "/api/auth/me")
    with pytest.raises(http.client.IncompleteRead) as error:
        answer.read()
    assert error.value.expected == 11
    connection.close()


def test_stall_until_released(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    whole = visitor.until_ready(sid).content
    quick.faults.add(Fault(path="/stream$", kind="stall", at_bytes=1000))
    answer, connection = raw_answer(quick, visitor, f"/api/recordings/{sid}/stream")
    assert answer.read(1000) == whole[:1000]
    connection.sock.settimeout(0.2)
    with pytest.raises(TimeoutError):
        answer.read(1)
    connection.close()
    again, connection = raw_answer(quick, visitor, f"/api/recordings/{sid}/stream")
    assert again.read(1000) == whole[:1000]
    quick.faults.release()
    assert again.read() == whole[1000:]
    connection.close()


def test_a_reader_that_gave_up_frees_its_place(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    visitor.until_ready(sid)
    quick.faults.add(Fault(path="/stream$", kind="stall", at_bytes=1000))
    for _ in range(9):
        answer, connection = raw_answer(quick, visitor, f"/api/recordings/{sid}/stream")
        answer.read(1000)
        answer.close()
        connection.close()
    assert visitor.get("/api/auth/me").status_code == 200


def test_drip(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="/me$", kind="drip", bytes_per_second=1000, times=1))
    began = time.monotonic()
    assert visitor.get("/api/auth/me").json()["user"]
    assert time.monotonic() - began > 0.1


def test_delay(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="/me$", kind="delay", seconds=0.3, times=1))
    quick.faults.add(Fault(path="/me$", kind="text_500", times=1))
    began = time.monotonic()
    assert visitor.get("/api/auth/me").status_code == 500
    assert time.monotonic() - began >= 0.3


def test_reset(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="/me$", kind="reset", times=1))
    with socket.create_connection(("127.0.0.1", int(quick.url.rpartition(":")[2]))) as connection:
        connection.sendall(b"GET /api/auth/me HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            connection.recv(100)
    assert visitor.get("/api/auth/me").status_code == 200


def test_the_switches(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    quick.faults.full = True
    assert visitor.stream(sid).json()["error"] == "No slot available"
    quick.faults.full = False
    assert visitor.stream(sid).status_code == 202
    quick.faults.broken = True
    assert visitor.get("/api/auth/me").status_code == 502
    quick.faults.clear()
    quick.faults.offline = True
    with pytest.raises(requests.ConnectionError):
        visitor.get("/api/auth/me")
    with pytest.raises(requests.ConnectionError):
        fetch_link(quick.files_url + "/x")
    quick.faults.clear()
    quick.faults.slow_seconds = 0.2
    began = time.monotonic()
    assert visitor.get("/api/auth/me").status_code == 200
    assert time.monotonic() - began >= 0.2


def test_a_worker_that_is_down_says_queued_until_it_is_up(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    quick.faults.add(Fault(path="^/api/recordings", kind="worker_down"))
    assert visitor.stream(sid).json()["status"] == "queued"
    for _ in range(3):
        assert visitor.get(f"/api/recordings/{sid}/status").json()["status"] == "queued"
    quick.faults.clear()
    assert visitor.until_ready(sid).status_code == 200


def test_a_fetch_that_is_lost(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    quick.faults.add(Fault(path="/stream$", kind="lost", times=1))
    assert visitor.stream(sid).status_code == 202
    assert visitor.get(f"/api/recordings/{sid}/status").json()["status"] == "unknown"
    assert visitor.until_ready(sid).status_code == 200


def test_a_recording_that_still_grows(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    whole = visitor.until_ready(sid).content
    quick.faults.add(Fault(path="/stream$", kind="growing", times=1))
    assert visitor.stream(sid).content == whole[: len(whole) // 2]
    assert visitor.stream(sid).content == whole


def test_csrf_wants_a_fresh_token(quick: DemoServer, visitor: Visitor) -> None:
    path = f"/api/receipts/{quick.world.receipts[0].id}/mark"
    old = visitor.get("/api/auth/csrf").json()["csrfToken"]
    quick.faults.add(Fault(path="/mark$", kind="csrf"))

    def mark(token: str) -> requests.Response:
        return visitor.ask("PATCH", path, json={"status": "approved"}, headers={"X-CSRFToken": token})

    refused = mark(old)
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["message"]
    fresh = visitor.get("/api/auth/csrf").json()["csrfToken"]
    assert mark(fresh).status_code == 200
    assert mark("").status_code == 403


def test_faults_reach_the_storage_too(quick: DemoServer, visitor: Visitor) -> None:
    quick.faults.add(Fault(path="^/storage/", kind="xml", times=1))
    url = visitor.get(f"/api/receipts/{quick.world.receipts[0].id}/download").headers["Location"]
    assert fetch_link(url).status_code == 503
    assert fetch_link(url).status_code == 200


def test_faults_may_be_changed_from_many_threads() -> None:
    faults = Faults()
    faults.add(Fault(path="x", kind="empty", times=1000))
    found: list[int] = []

    def take() -> None:
        found.append(sum(len(faults.due("GET", "/x")) for _ in range(400)))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 1000
