"""Signing in, staying signed in, and out again, against the embedded server."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest

from desktop.api.client import ApiClient
from desktop.core.errors import (
    AnswerNotUnderstood,
    Cancelled,
    InsecureAddress,
    NotAllowed,
    NotOurServer,
    Offline,
    RequestRefused,
    SessionNotKept,
    SignedOut,
    WrongCredentials,
)
from desktop.core.models import ReceiptStatus
from desktop.core.password_errors import KeyringMissing
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer, Fault
from tests.api.api_kit import MakeClient, RawServer, always, http_answer, until

LOGIN, REFRESH, CSRF = "POST /api/auth/login", "POST /api/auth/refresh", "GET /api/auth/csrf"
ACCOUNT = b'{"user": {"id": 1, "business_id": 2}, "tenant": {"id": 2}}'


def test_sign_in_says_who_it_is(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url + "/app/")
    account = client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    assert (account.server, account.business_id, account.email) == (server.url, 1, DEMO_EMAIL)
    assert account.business_name
    assert account.role == "admin"
    assert client.me() == account


@pytest.mark.parametrize(
    ("email", "password"),
    [(DEMO_EMAIL, "wrong"), (DEMO_EMAIL.upper(), DEMO_PASSWORD), ("nobody@sample.example", DEMO_PASSWORD)],
)
def test_every_wrong_combination(
    server: DemoServer, make_client: MakeClient, email: str, password: str
) -> None:
    with pytest.raises(WrongCredentials):
        make_client(server.url).sign_in(email, password)
    assert server.counters.hits[REFRESH] == 0


def test_missing_fields_are_refused(server: DemoServer, make_client: MakeClient) -> None:
    with pytest.raises(RequestRefused):
        make_client(server.url).sign_in("", "")


def test_a_secure_cookie_over_http_is_no_session(make_client: MakeClient) -> None:
    with (
        DemoServer(DemoOptions(calls=1, receipts=1, secure_cookie=True)) as server,
        pytest.raises(SessionNotKept),
    ):
        make_client(server.url).sign_in(DEMO_EMAIL, DEMO_PASSWORD)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault("login", "html"), NotOurServer),
        (Fault("login", "html_405"), RequestRefused),
        (Fault("login", "html_502"), Offline),
        (Fault("login", "empty"), AnswerNotUnderstood),
        (Fault("login", "wrong_json"), AnswerNotUnderstood),
        (Fault("login", "broken_json"), AnswerNotUnderstood),
        (Fault("login", "reset"), Offline),
        (Fault("login", "status", status=404, body=b'{"error": "Not found"}'), NotOurServer),
        (Fault("login", "status", status=401, body=b"<html>", content_type="text/html"), NotOurServer),
        (
            Fault("login", "status", status=301, headers=(("Location", "https://other.example/"),)),
            NotOurServer,
        ),
    ],
)
def test_a_wrong_address_or_a_bad_day_at_sign_in(
    server: DemoServer, make_client: MakeClient, fault: Fault, kind: type[Exception]
) -> None:
    server.faults.add(fault)
    client = make_client(server.url)
    with pytest.raises(kind):
        client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    server.faults.clear()
    assert client.sign_in(DEMO_EMAIL, DEMO_PASSWORD).email == DEMO_EMAIL


def test_plain_http_elsewhere_is_refused_before_anything_is_sent(make_client: MakeClient) -> None:
    with pytest.raises(InsecureAddress):
        make_client("http://prosaas.example")


def test_without_a_session_everything_is_signed_out(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url)
    with pytest.raises(SignedOut):
        client.me()
    assert server.counters.hits[REFRESH] == server.counters.hits[LOGIN] == 0


# -- a session that ends -------------------------------------------------------------------------


def test_a_refresh_mends_a_session_for_all_threads_at_once(server: DemoServer, client: ApiClient) -> None:
    server.world.expire_sessions(refresh_works=True)
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda n: client.calls(10, n), range(8)))
    assert all(page.total == 60 for page in pages)
    assert server.counters.hits[REFRESH] == 1
    assert server.counters.hits[LOGIN] == 0
    assert server.counters.requests_high <= 4


def test_when_the_refresh_fails_the_password_signs_in_anew_once(
    server: DemoServer, client: ApiClient
) -> None:
    server.world.expire_sessions()
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda n: client.calls(10, n), range(8)))
    assert all(page.total == 60 for page in pages)
    assert server.counters.hits[REFRESH] == 1
    assert server.counters.hits[LOGIN] == 1


def test_without_a_password_it_is_signed_out_and_asks_no_more(
    server: DemoServer, make_client: MakeClient
) -> None:
    client = make_client(server.url)
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    server.world.expire_sessions()
    with ThreadPoolExecutor(6) as pool:
        futures = [pool.submit(client.calls, 10, n) for n in range(6)]
        wait(futures, timeout=20)
    assert {type(future.exception()) for future in futures} == {SignedOut}
    assert server.counters.hits[REFRESH] == 1
    before = sum(server.counters.hits.values())
    with pytest.raises(SignedOut):
        client.receipts(1, 10)
    assert sum(server.counters.hits.values()) == before
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    assert client.receipts(1, 10).total == 40


def test_a_password_that_was_changed_is_tried_once(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url, password_source=lambda: "old-password")
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    server.world.expire_sessions()
    server.counters.reset()
    for _ in range(3):
        with pytest.raises(SignedOut):
            client.calls(10, 0)
    assert server.counters.hits[LOGIN] == 1


def test_no_keyring_means_signed_out(server: DemoServer, make_client: MakeClient) -> None:
    def no_keyring() -> str:
        raise KeyringMissing

    client = make_client(server.url, password_source=no_keyring)
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    server.world.expire_sessions()
    with pytest.raises(SignedOut):
        client.calls(10, 0)


def test_at_start_the_kept_password_is_enough(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url, email=DEMO_EMAIL, password_source=lambda: DEMO_PASSWORD)
    assert client.me().email == DEMO_EMAIL
    assert server.counters.hits[REFRESH] == 0


def test_a_session_that_stays_refused_ends_in_signed_out(server: DemoServer, client: ApiClient) -> None:
    server.faults.add(Fault("/api/calls", "session_lost"))
    with pytest.raises(SignedOut):
        client.calls(10, 0)
    assert server.counters.hits[REFRESH] == 1
    assert server.counters.hits[LOGIN] == 1
    assert server.counters.hits["GET /api/calls"] == 3


def test_a_refresh_that_finds_no_server_leaves_the_session_alone(
    server: DemoServer, client: ApiClient
) -> None:
    server.world.expire_sessions(refresh_works=True)
    server.faults.add(Fault("/api/auth/refresh", "html_502", times=1))
    with pytest.raises(Offline):
        client.calls(10, 0)
    assert client.calls(10, 0).total == 60
    assert server.counters.hits[LOGIN] == 0


def test_nothing_refreshes_but_after_a_401(server: DemoServer, client: ApiClient) -> None:
    server.faults.add(Fault("/api/calls", "status", status=403, body=b'{"error": "forbidden"}', times=1))
    with pytest.raises(NotAllowed):
        client.calls(10, 0)
    client.calls(10, 0)
    client.me()
    assert server.counters.hits[REFRESH] == 0


def test_an_agent_may_not_see_receipts(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url)
    client.sign_in("agent@sample.example", DEMO_PASSWORD)
    assert client.calls(10, 0).total == 60
    with pytest.raises(NotAllowed) as caught:
        client.receipts(1, 10)
    assert caught.value.reason == "insufficient_role"
    assert caught.value.server_text


# -- late answers --------------------------------------------------------------------------------


def test_a_late_answer_does_not_bring_the_old_user_back(server: DemoServer, client: ApiClient) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=30, times=1))
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(client.calls, 10, 0)
        until(lambda: server.counters.hits["GET /api/calls"] == 1)
        assert client.sign_in("second@other.example", DEMO_PASSWORD).business_id == 2
        server.faults.release()
        assert late.result(10).total == 60
    assert client.me().business_id == 2


def test_what_one_user_asked_for_is_not_asked_for_in_the_name_of_another(
    server: DemoServer, client: ApiClient
) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=30, times=1))
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(client.calls, 10, 0)
        until(lambda: server.counters.hits["GET /api/calls"] == 1)
        client.sign_in("second@other.example", DEMO_PASSWORD)
        server.world.expire_sessions()
        client.sign_in("second@other.example", DEMO_PASSWORD)
        server.faults.release()
        with pytest.raises(SignedOut):
            late.result(10)
    assert server.counters.hits["GET /api/calls"] == 1


def test_a_late_answer_after_signing_out_revives_nothing(server: DemoServer, client: ApiClient) -> None:
    server.faults.add(Fault("/api/calls", "delay", seconds=30, times=1))
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(client.calls, 10, 0)
        until(lambda: server.counters.hits["GET /api/calls"] == 1)
        client.session.forget()
        server.faults.release()
        late.result(10)
    with pytest.raises(SignedOut):
        client.me()


def test_of_answers_to_one_cookie_the_first_counts(make_client: MakeClient) -> None:
    """A slow answer holds the session as it was when it was asked for."""
    slow_came, go_on = threading.Event(), threading.Event()

    def serve(connection: socket.socket, head: bytes) -> None:
        name = "start"
        if b"/api/calls " in head or b"/api/calls?" in head:
            slow_came.set()
            go_on.wait(10)
            name = "slow"
        elif b"/api/auth/me" in head:
            name = "quick"
        connection.sendall(http_answer(ACCOUNT, f"Set-Cookie: al_sess={name}; Path=/"))

    with RawServer(serve) as server, ThreadPoolExecutor(1) as pool:
        client = make_client(server.url)
        client.sign_in("a@x.example", "p")
        slow = pool.submit(client.session.request_json, "GET", "/api/calls")
        slow_came.wait(10)
        client.me()
        go_on.set()
        slow.result(10)
        client.me()
        assert b"al_sess=quick" in server.heads[-1]
        client.session.shutdown()


# -- CSRF ----------------------------------------------------------------------------------------


def test_writes_carry_a_token_and_a_referer_and_reads_do_not(make_client: MakeClient) -> None:
    def serve(connection: socket.socket, head: bytes) -> None:
        body = b'{"csrfToken": "t0ken"}' if b"/csrf" in head else ACCOUNT
        connection.sendall(http_answer(body, "Set-Cookie: al_sess=s; Path=/"))

    with RawServer(serve) as server:
        referer = b"Referer: " + server.url.encode()
        client = make_client(server.url)
        client.sign_in("a@x.example", "p")
        client.me()
        client.mark_receipt(5, ReceiptStatus.APPROVED)
        client.mark_receipt(6, ReceiptStatus.REJECTED)
        client.session.shutdown()
        login, me, csrf, mark, second = server.heads
    assert referer in login
    assert b"X-CSRFToken" not in me
    assert b"Referer" not in me
    assert b"GET /api/auth/csrf" in csrf
    for head in (mark, second):
        assert b"X-CSRFToken: t0ken" in head
        assert referer in head
        assert b"Content-Type: application/json" in head
    assert b"User-Agent: ProSaaS-Desktop/test" in me


def test_a_403_that_speaks_of_csrf_is_answered_with_a_fresh_token_once(
    server: DemoServer, client: ApiClient
) -> None:
    receipt = client.receipts(1, 10).rows[0]
    client.mark_receipt(receipt.id, ReceiptStatus.PENDING_REVIEW)
    server.faults.add(Fault("/mark", "csrf"))
    client.mark_receipt(receipt.id, ReceiptStatus.REJECTED)
    assert client.receipt(receipt.id).status is ReceiptStatus.REJECTED
    assert server.counters.hits[CSRF] == 2
    client.mark_receipt(receipt.id, ReceiptStatus.APPROVED)
    assert server.counters.hits[CSRF] == 2


def test_a_csrf_refusal_that_stays_is_said(server: DemoServer, client: ApiClient) -> None:
    refusal = b'{"error": "forbidden", "reason": "csrf", "message": "CSRF token missing"}'
    server.faults.add(Fault("/mark", "status", status=403, body=refusal))
    with pytest.raises(NotAllowed) as caught:
        client.mark_receipt(1, ReceiptStatus.REJECTED)
    assert caught.value.reason == "csrf"
    assert sum(n for route, n in server.counters.hits.items() if "mark" in route) == 2


def test_writes_go_on_where_there_is_no_csrf_endpoint(server: DemoServer, client: ApiClient) -> None:
    receipt = client.receipts(1, 10).rows[0]
    server.faults.add(Fault("/api/auth/csrf", "html"))
    client.mark_receipt(receipt.id, ReceiptStatus.NOT_RECEIPT)
    assert client.receipt(receipt.id).status is ReceiptStatus.NOT_RECEIPT


def test_a_write_survives_the_end_of_the_session(server: DemoServer, client: ApiClient) -> None:
    receipt = client.receipts(1, 10).rows[0]
    server.world.expire_sessions()
    client.mark_receipt(receipt.id, ReceiptStatus.REJECTED)
    assert client.receipt(receipt.id).status is ReceiptStatus.REJECTED


# -- out -----------------------------------------------------------------------------------------


def test_signing_out_everywhere_ends_the_other_sessions_too(
    server: DemoServer, client: ApiClient, make_client: MakeClient
) -> None:
    other = make_client(server.url)
    other.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    client.sign_out_everywhere()
    with pytest.raises(SignedOut):
        client.me()
    with pytest.raises(SignedOut):
        other.me()


def test_after_shutdown_nothing_is_asked(server: DemoServer, client: ApiClient) -> None:
    client.session.shutdown()
    client.session.shutdown()
    with pytest.raises(Cancelled):
        client.me()
    assert server.counters.hits["GET /api/auth/me"] == 0


def test_the_servers_clock(make_client: MakeClient) -> None:
    date = (datetime.now(UTC) + timedelta(hours=3)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    with RawServer(always(http_answer(ACCOUNT, f"Date: {date}"))) as server:
        client = make_client(server.url)
        client.me()
        client.session.shutdown()
    offset = client.session.clock_offset
    assert offset is not None
    assert abs(offset - timedelta(hours=3)) < timedelta(seconds=5)


@pytest.mark.parametrize("date", ["Fri, 31 Dec 9999 23:59:58 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"])
def test_a_date_that_no_clock_shows_is_nobodys_clock(make_client: MakeClient, date: str) -> None:
    with RawServer(always(http_answer(ACCOUNT, f"Date: {date}"))) as server:
        client = make_client(server.url)
        client.me()
        client.session.shutdown()
    assert client.session.clock_offset is None
