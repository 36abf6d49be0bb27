"""Signing in and out, the cookie, refresh, roles, tenants."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer
from tests.demo.demo_kit import Visitor

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ME = "/api/auth/me"


def payload(cookie: str) -> dict[str, object]:
    text = cookie.partition(".")[0]
    content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert isinstance(content, dict)
    return content


def test_the_body_of_a_sign_in(quick: DemoServer) -> None:
    with Visitor(quick, "") as visitor:
        answer = visitor.post("/api/auth/login", json={"email": DEMO_EMAIL, "password": DEMO_PASSWORD})
        body = answer.json()
        assert set(body) == {"user", "tenant", "impersonating"}
        assert set(body["user"]) == {"id", "name", "role", "business_id", "email", "is_active"}
        assert body["tenant"] == {"id": 1, "name": "Sample Business Ltd"}
        assert visitor.get(ME).json() == body
        assert visitor.post("/api/auth/refresh", json={}).json() == body


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"email": DEMO_EMAIL, "password": "wrong"}, 401),
        ({"email": DEMO_EMAIL.upper(), "password": DEMO_PASSWORD}, 401),
        ({"email": "nobody@sample.example", "password": DEMO_PASSWORD}, 401),
        ({"email": DEMO_EMAIL}, 400),
        ({"password": DEMO_PASSWORD}, 400),
        ({"email": 7, "password": []}, 400),
    ],
)
def test_a_sign_in_that_fails(quick: DemoServer, body: dict[str, object], status: int) -> None:
    with Visitor(quick, "") as visitor:
        answer = visitor.post("/api/auth/login", json=body)
        assert answer.status_code == status
        assert "Set-Cookie" not in answer.headers
        if status == 401:
            assert answer.json() == {"success": False, "error": "Invalid credentials"}


def test_a_sign_in_without_json_is_an_html_415(quick: DemoServer) -> None:
    with Visitor(quick, "") as visitor:
        answer = visitor.post("/api/auth/login", data="email=a")
        assert answer.status_code == 415
        assert answer.headers["Content-Type"].startswith("text/html")


def test_the_cookie_is_readable_and_issued_with_every_answer(visitor: Visitor) -> None:
    cookie = visitor.http.cookies["al_sess"]
    assert "refresh_token" in payload(cookie)
    for path in (ME, "/api/calls", "/api/receipts/424242", "/api/recordings/none/status"):
        header = visitor.get(path).headers["Set-Cookie"]
        assert header.startswith("al_sess=")
        assert "HttpOnly" in header
        assert "Max-Age=28800" in header
        assert "Secure" not in header


def test_a_secure_cookie_is_lost_over_plain_http() -> None:
    with (
        DemoServer(DemoOptions(calls=1, receipts=1, secure_cookie=True)) as server,
        Visitor(server) as visitor,
    ):
        assert visitor.get(ME).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (ME, {"error": "Not authenticated"}),
        ("/api/calls", {"error": "forbidden", "reason": "no_session"}),
        ("/api/receipts", {"error": "unauthorized"}),
        (
            "/api/recordings/CA1/status",
            {"success": False, "error": "Unauthorized", "message": "Please sign in"},
        ),
    ],
)
def test_without_a_session_each_part_says_it_in_its_own_way(
    quick: DemoServer, path: str, body: dict[str, object]
) -> None:
    with Visitor(quick, "") as visitor:
        answer = visitor.get(path)
        assert (answer.status_code, answer.json()) == (401, body)
        visitor.http.cookies["al_sess"] = "eyJ1c2VyX2lkIjoxMX0.MTc5.c2ln"
        assert visitor.get(path).status_code == 401


def test_eight_hours_without_traffic_end_the_cookie() -> None:
    with DemoServer(DemoOptions(calls=1, receipts=1, now=NOW)) as server, Visitor(server) as visitor:
        for _ in range(3):
            server.world.clock.advance(timedelta(hours=7, minutes=59))
            assert visitor.get(ME).status_code == 200
        server.world.clock.advance(timedelta(hours=8, minutes=1))
        # requests, whose own clock did not move, still sends it.
        assert visitor.get(ME).status_code == 401
        assert visitor.post("/api/auth/refresh", json={}).json()["error"] == "No refresh token provided"


def test_refresh_checks_the_idle_time_that_other_calls_reset() -> None:
    with DemoServer(DemoOptions(calls=1, receipts=1, now=NOW)) as server, Visitor(server) as visitor:
        server.world.clock.advance(timedelta(minutes=80))
        assert visitor.get(ME).status_code == 200
        assert visitor.post("/api/auth/refresh", json={}).status_code == 200
        server.world.clock.advance(timedelta(minutes=76))
        answer = visitor.post("/api/auth/refresh", json={})
        assert (answer.status_code, answer.json()["error"]) == (401, "Invalid or expired refresh token")
        assert visitor.get(ME).status_code == 401


def test_sessions_that_a_refresh_mends(quick: DemoServer, visitor: Visitor) -> None:
    quick.world.expire_sessions(refresh_works=True)
    answer = visitor.get(ME)
    assert (answer.status_code, answer.json()) == (401, {"error": "Session expired"})
    assert visitor.post("/api/auth/refresh", json={}).status_code == 200
    assert visitor.get(ME).status_code == 200


def test_sessions_that_only_a_new_sign_in_mends(quick: DemoServer, visitor: Visitor) -> None:
    quick.world.expire_sessions()
    assert visitor.get(ME).status_code == 401
    assert visitor.post("/api/auth/refresh", json={}).status_code == 401


def test_signing_out_ends_every_session_of_the_user_and_no_other(quick: DemoServer, visitor: Visitor) -> None:
    with Visitor(quick) as browser, Visitor(quick, "agent@sample.example") as agent:
        late = browser.http.cookies["al_sess"]
        answer = visitor.post("/api/auth/logout")
        assert (answer.status_code, answer.json()) == (200, {"success": True})
        assert "al_sess" not in visitor.http.cookies
        assert browser.get(ME).status_code == 401
        assert agent.get(ME).status_code == 200
        browser.http.cookies.clear()
        browser.http.cookies["al_sess"] = late
        assert browser.get("/api/calls").status_code == 401
    with Visitor(quick, "") as nobody:
        assert nobody.post("/api/auth/logout").status_code == 200


def test_somebody_locked_out(quick: DemoServer, visitor: Visitor) -> None:
    quick.world.sessions.set_active(DEMO_EMAIL, False)
    assert visitor.get(ME).status_code == 401
    answer = visitor.post("/api/auth/refresh", json={})
    assert (answer.status_code, answer.json()["error"]) == (401, "User not found or inactive")
    body = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    assert visitor.post("/api/auth/login", json=body).status_code == 401


@pytest.mark.parametrize("email", ["agent@sample.example", "manager@sample.example"])
def test_some_may_see_calls_but_no_receipts(quick: DemoServer, email: str) -> None:
    with Visitor(quick, email) as visitor:
        assert visitor.get("/api/calls").status_code == 200
        for path in ("/api/receipts", "/api/receipts/1001", "/api/attachments/2002002/file"):
            answer = visitor.get(path)
            assert answer.status_code == 403
            assert answer.json()["error"] == "forbidden"
            assert answer.json()["reason"] == "insufficient_role"


def test_the_other_business_is_not_there(quick: DemoServer, visitor: Visitor) -> None:
    sid = quick.world.calls[5].sid
    receipt = quick.world.receipts[5]
    assert receipt.attachment is not None
    paths = [
        f"/api/calls/{sid}/details",
        f"/api/calls/{sid}/download",
        f"/api/recordings/{sid}/status",
        f"/api/recordings/file/{sid}",
        f"/api/receipts/{receipt.id}",
        f"/api/receipts/{receipt.id}/download",
        f"/api/receipts/{receipt.id}/preview/download",
        f"/api/attachments/{receipt.attachment.id}/file",
    ]
    with Visitor(quick, "second@other.example") as other:
        assert [other.get(path).status_code for path in paths] == [404] * len(paths)
        mark = other.ask("PATCH", f"/api/receipts/{receipt.id}/mark", json={"status": "rejected"})
        assert mark.status_code == 404
        assert other.get("/api/calls").json()["pagination"]["total"] == 24
        own = {item["sid"] for item in other.get("/api/calls?limit=100").json()["calls"]}
    assert own.isdisjoint(call.sid for call in quick.world.calls)
    assert quick.world.receipts.find(receipt.id) == receipt


def test_csrf_tokens_are_given_out_and_not_asked_for(visitor: Visitor, quick: DemoServer) -> None:
    assert visitor.get("/api/auth/csrf").json()["csrfToken"]
    receipt_id = quick.world.receipts[0].id
    marked = visitor.ask("PATCH", f"/api/receipts/{receipt_id}/mark", json={"status": "approved"})
    assert marked.status_code == 200
