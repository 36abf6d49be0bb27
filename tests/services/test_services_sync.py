"""The server's lists on this computer, quirks included."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, NotAllowed, NotOurServer, Offline
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.demo import DEMO_PASSWORD
from desktop.demo.faults import Fault, FaultKind
from desktop.demo.options import DemoOptions
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.sync import MAX_BARREN_PAGES, MAX_WALKS, SyncProgress
from tests.services.conftest import account_of


def sync(scope: AccountScope, token: CancelToken | None = None) -> list[SyncProgress]:
    seen: list[SyncProgress] = []
    assert scope.online is not None
    scope.online.sync.run(token or CancelToken(), seen.append)
    return seen


def test_every_call_and_receipt_is_here_once(data_dir: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=430, receipts=260)) as (scope, server):
        progress = sync(scope)
        assert len(scope.calls.ids(CallQuery())) == 430
        assert len(scope.receipts.ids(ReceiptQuery())) == 260
        assert progress[-1] == SyncProgress("receipts", 260, 260)
        assert server.counters.requests_high == 1


def test_a_later_sync_reads_the_newest_pages_only(synced: AccountScope, server: DemoServer) -> None:
    server.counters.reset()
    sync(synced)
    assert server.counters.hits["GET /api/calls"] == 1
    assert server.counters.hits["GET /api/receipts"] == 1


def test_a_new_call_comes_with_the_next_sync(synced: AccountScope, server: DemoServer) -> None:
    before = len(synced.calls.ids(CallQuery()))
    server.world.add_call()
    sync(synced)
    assert len(synced.calls.ids(CallQuery())) == before + 1


def test_what_was_synced_stays_when_the_server_goes(synced: AccountScope, server: DemoServer) -> None:
    before = len(synced.calls.ids(CallQuery()))
    server.stop()
    with pytest.raises(Offline):
        sync(synced)
    assert len(synced.calls.ids(CallQuery())) == before > 0


@pytest.mark.parametrize(
    ("kind", "error"),
    [("html", NotOurServer), ("broken_json", AppError), ("wrong_json", AppError), ("text_500", AppError)],
)
def test_a_page_in_place_of_the_list_loses_nothing(
    synced: AccountScope, server: DemoServer, kind: FaultKind, error: type[AppError]
) -> None:
    before = len(synced.receipts.ids(ReceiptQuery()))
    server.faults.add(Fault(path=r"^/api/(calls|receipts)$", kind=kind))
    with pytest.raises(error):
        sync(synced)
    assert len(synced.receipts.ids(ReceiptQuery())) == before


@pytest.mark.parametrize(("spoilt", "kind"), [("receipts", "text_500"), ("calls", "html")])
def test_one_list_comes_without_the_other(
    scope: AccountScope, server: DemoServer, spoilt: str, kind: FaultKind
) -> None:
    server.faults.add(Fault(path=rf"^/api/{spoilt}$", kind=kind))
    assert scope.online is not None
    report = scope.online.sync.run(CancelToken(), lambda _: None)
    calls, receipts = scope.calls.ids(CallQuery()), scope.receipts.ids(ReceiptQuery())
    assert (len(calls) > 0, len(receipts) > 0) == (spoilt != "calls", spoilt != "receipts")
    assert report.failed is getattr(report, spoilt).failed is not None
    assert not scope.meta.get("synced_at")
    server.faults.clear()
    server.counters.reset()
    report = scope.online.sync.run(CancelToken(), lambda _: None)
    assert report.failed is None
    assert scope.meta.get("synced_at")
    assert len(scope.calls.ids(CallQuery())) == 60
    assert len(scope.receipts.ids(ReceiptQuery())) == 40


def test_an_agent_sees_calls_and_is_told_about_receipts(accounts: AccountService, server: DemoServer) -> None:
    signed_in = accounts.sign_in(SignIn(server.url, "agent@sample.example", DEMO_PASSWORD, keep=False))
    scope = accounts.open(signed_in)
    assert scope.online is not None
    report = scope.online.sync.run(CancelToken(), lambda _: None)
    assert isinstance(report.receipts.refused, NotAllowed)
    assert len(scope.calls.ids(CallQuery())) > 0
    scope.close()


def test_two_accounts_keep_apart(accounts: AccountService, server: DemoServer, synced: AccountScope) -> None:
    signed_in = accounts.sign_in(SignIn(server.url, "second@other.example", DEMO_PASSWORD, keep=False))
    other = accounts.open(signed_in)
    try:
        assert other.folder != synced.folder
        assert len(other.calls.ids(CallQuery())) == 0
        sync(other)
        mine = {row.call.sid for row in synced.calls.rows(synced.calls.ids(CallQuery())[:200])}
        theirs = {row.call.sid for row in other.calls.rows(other.calls.ids(CallQuery())[:200])}
        assert not mine & theirs
    finally:
        other.close()


def test_a_cancelled_sync_stops_and_keeps_its_pages(scope: AccountScope) -> None:
    token = CancelToken()
    assert scope.online is not None
    with pytest.raises(Cancelled):
        scope.online.sync.run(token, lambda _: token.cancel())
    assert len(scope.calls.ids(CallQuery())) > 0


def test_a_page_that_arrived_before_the_cut_is_kept(scope: AccountScope, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"^/api/receipts$", kind="reset"))
    with pytest.raises(Offline):
        sync(scope)
    assert len(scope.calls.ids(CallQuery())) == 60


def test_a_first_sync_that_was_cut_goes_on_where_it_was(data_dir: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=700, receipts=640)) as (scope, server):
        for path, pages in ((r"^/api/calls$", 5), (r"^/api/receipts$", 4)):
            server.faults.add(Fault(path, "reset", after=pages, times=1))
            with pytest.raises(Offline):
                sync(scope)
        server.world.add_call()
        server.world.clock.advance(timedelta(minutes=15))
        server.world.add_receipt()
        server.counters.reset()
        sync(scope)
        assert len(scope.calls.ids(CallQuery())) == 701
        assert len(scope.receipts.ids(ReceiptQuery())) == 641
        # Of some eight and seven pages: the newest two, and those that were not here.
        assert server.counters.hits["GET /api/calls"] <= 6
        assert server.counters.hits["GET /api/receipts"] <= 6


@pytest.mark.parametrize("path", [r"^/api/calls$", r"^/api/receipts$"])
def test_what_lay_beyond_a_cut_comes_with_the_next_sync(
    synced: AccountScope, server: DemoServer, path: str
) -> None:
    """A weekend's new rows fill more than a page, and the network goes after the first one."""
    calls, receipts = len(synced.calls.ids(CallQuery())), len(synced.receipts.ids(ReceiptQuery()))
    for _ in range(150):
        server.world.add_call()
        server.world.add_receipt()
    server.faults.add(Fault(path=path, kind="reset", after=1, times=1))
    with pytest.raises(Offline):
        sync(synced)
    sync(synced)
    assert len(synced.calls.ids(CallQuery())) == calls + 150
    assert len(synced.receipts.ids(ReceiptQuery())) == receipts + 150
    # Neither is walked again from end to end, though there are calls on three pages that may still change.
    server.counters.reset()
    sync(synced)
    assert server.counters.hits["GET /api/calls"] <= 3
    assert server.counters.hits["GET /api/receipts"] == 1


@pytest.mark.parametrize("offset", ["nan", "inf", "-inf", "1e30", "-1e11", "x", ""])
def test_a_clock_offset_that_nobody_can_believe_is_none(synced: AccountScope, offset: str) -> None:
    synced.meta.set("clock_offset_s", offset)
    opened = AccountScope(synced.account, synced.folder)
    try:
        assert abs(opened.clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    finally:
        opened.close()


@pytest.mark.parametrize("moment", ["2026-XX-27T", "2026-11-27T10:00:00", "yesterday"])
@pytest.mark.parametrize("name", ["calls_walked_at", "receipts_walked_at", "synced_at"])
def test_a_time_that_cannot_be_read_is_none_at_all(
    synced: AccountScope, server: DemoServer, name: str, moment: str
) -> None:
    synced.meta.set(name, moment)
    assert (synced.synced_at is None) is (name == "synced_at")
    sync(synced)
    assert synced.meta.moment(name) is not None
    assert synced.synced_at is not None


def test_a_total_that_is_a_lie_ends_the_walk(scope: AccountScope, server: DemoServer) -> None:
    """From a server that gives the same rows on every page."""
    calls = {"calls": [{"call_sid": "CA1", "direction": "inbound"}], "pagination": {"total": 2**62}}
    receipts = {"items": [{"id": 1, "vendor_name": "Example"}], "total": 2**62}
    for path, body in ((r"/calls$", calls), (r"/receipts$", receipts)):
        server.faults.add(Fault(path, "status", status=200, body=json.dumps(body).encode()))
    assert scope.online is not None
    report = scope.online.sync.run(CancelToken(), lambda _: None)
    assert report.calls.missing == 2**62 - 1
    assert server.counters.hits["GET /api/calls"] <= MAX_WALKS * (1 + MAX_BARREN_PAGES)
    assert server.counters.hits["GET /api/receipts"] <= MAX_WALKS * (1 + MAX_BARREN_PAGES)
    assert len(scope.calls.ids(CallQuery())) == len(scope.receipts.ids(ReceiptQuery())) == 1


def test_a_receipt_of_an_old_day_comes_with_the_next_sync(synced: AccountScope, server: DemoServer) -> None:
    """It reached the server just now, whatever its own date says; and so do many without any."""
    old = server.world.clock.now() - timedelta(days=900)
    for _ in range(120):
        server.world.add_receipt(received_at=None)
    sync(synced)
    server.world.clock.advance(timedelta(minutes=15))
    server.world.add_receipt(received_at=old)
    server.counters.reset()
    sync(synced)
    assert server.counters.hits["GET /api/receipts"] == 2
    assert len(synced.receipts.ids(ReceiptQuery())) == len(list(server.world.receipts))


def test_what_is_missing_is_looked_for_within_the_hour(scope: AccountScope, server: DemoServer) -> None:
    rows = [{"call_sid": f"CA{number}", "direction": "inbound"} for number in range(30)]
    body = {"calls": rows, "pagination": {"total": 31}}
    server.faults.add(Fault(r"/calls$", "status", status=200, body=json.dumps(body).encode()))
    assert scope.online is not None
    found = []
    for hours in (0, 0.9, 1.1):
        walked_at = scope.meta.moment("calls_walked_at")
        if walked_at is not None:
            scope.meta.set("calls_walked_at", (datetime.now(UTC) - timedelta(hours=hours)).isoformat())
        found.append(scope.online.sync.run(CancelToken(), lambda _: None).calls.missing)
    assert found == [1, 0, 1]


def test_who_may_not_see_calls_is_told(scope: AccountScope, server: DemoServer) -> None:
    refusal = json.dumps({"error": "forbidden"}).encode()
    server.faults.add(Fault(r"/calls$", "status", status=403, body=refusal))
    assert scope.online is not None
    report = scope.online.sync.run(CancelToken(), lambda _: None)
    assert isinstance(report.failed, NotAllowed)
    assert scope.synced_at is None
