"""How thorough a sync is: when everything is walked again, and that nothing hides behind what left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.demo.faults import Fault
from desktop.demo.options import DemoOptions
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.sync import SyncHow, SyncProgress
from tests.prepared import sync
from tests.services.conftest import account_of, receipt_ids, sids, sync_all


@pytest.mark.parametrize(
    ("hours", "age", "walks"),
    [
        (6, 5.9, False),
        (6, 6.1, True),
        (24, 23.0, False),
        (24, 25.0, True),
        (0, 9999.0, False),
        (168, 169.0, True),
    ],
)
def test_the_setting_says_how_often_everything_is_walked(
    synced: AccountScope, server: DemoServer, hours: int, age: float, walks: bool
) -> None:
    before = datetime.now(UTC) - timedelta(hours=age)
    synced.meta.set("calls_walked_at", before.isoformat())
    sync(synced, SyncHow(full_walk_hours=hours))
    assert (synced.meta.moment("calls_walked_at") != before) is walks


@pytest.mark.parametrize("hours", [-1, 10**12])
def test_hours_beyond_all_sense_walk_nothing(synced: AccountScope, hours: int) -> None:
    before = synced.meta.get("calls_walked_at")
    sync(synced, SyncHow(full_walk_hours=hours))
    assert synced.meta.get("calls_walked_at") == before


def test_a_walk_that_is_yet_to_come_by_a_wrong_clock_is_none(synced: AccountScope) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    synced.meta.set("calls_walked_at", ahead.isoformat())
    sync(synced)
    walked_at = synced.meta.moment("calls_walked_at")
    assert walked_at is not None and walked_at < ahead


def test_a_late_transcript_comes_with_the_next_sync(data_dir: Path) -> None:
    """Of yesterday's call, behind a page on which nothing changed."""
    with account_of(data_dir, DemoOptions(calls=40, receipts=5)) as (scope, server):
        old = server.world.add_call(created_at=server.world.clock.now() - timedelta(hours=30))
        for _ in range(150):
            server.world.add_call()
        sync_all(scope)
        server.world.calls.replace(replace(old, transcript="it came late", status="completed"))
        sync(scope)
        found = scope.calls.call(old.sid)
        assert found is not None and found.transcript == "it came late"


def test_what_changed_long_ago_comes_with_a_whole_walk(data_dir: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=300, receipts=5)) as (scope, server):
        sync_all(scope)
        old = server.world.calls[290]
        server.world.calls.replace(replace(old, transcript="it came late"))
        sync(scope)
        before = scope.calls.call(old.sid)
        sync_all(scope)
        after = scope.calls.call(old.sid)
        assert before is not None and before.transcript != "it came late"
        assert after is not None and after.transcript == "it came late"


def test_new_calls_behind_those_without_a_date_are_found(data_dir: Path) -> None:
    """The server puts undated calls first: whole pages of them say nothing about what is new."""
    with account_of(data_dir, DemoOptions(calls=40, receipts=5)) as (scope, server):
        for _ in range(120):
            server.world.add_call(created_at=None)
        sync_all(scope)
        call = server.world.add_call(behind=120)
        sync(scope)
        assert call.sid in sids(scope)


def test_more_at_the_server_than_here_is_looked_for_within_the_hour(
    synced: AccountScope, server: DemoServer
) -> None:
    """A call of an old day came in behind everything that a later sync reads."""
    for _ in range(120):
        server.world.add_call(created_at=server.world.clock.now() - timedelta(days=3))
    sync_all(synced)
    late = server.world.add_call(115, created_at=server.world.clock.now() - timedelta(days=4))
    sync(synced)
    assert late.sid not in sids(synced)
    hour = (datetime.now(UTC) - timedelta(hours=1.1)).isoformat()
    synced.meta.set("calls_walked_at", hour)
    sync(synced)
    assert late.sid in sids(synced)


def test_rows_that_leave_during_a_walk_do_not_hide_others(data_dir: Path) -> None:
    """Thirty leave between two pages: what moved up past the overlap is not seen, though the count fits."""
    with account_of(data_dir, DemoOptions(calls=600, receipts=450)) as (scope, server):
        doomed = [call.sid for call in server.world.calls[100:130]]
        doomed_receipts = [receipt.id for receipt in server.world.receipts[10:40]]

        def leave(progress: SyncProgress) -> None:
            if progress.what == "calls" and progress.seen > 300:
                while doomed:
                    server.world.calls.remove(doomed.pop())
            if progress.what == "receipts" and progress.seen >= 200:
                while doomed_receipts:
                    server.world.receipts.remove(doomed_receipts.pop())

        assert scope.online is not None
        scope.online.sync.run(CancelToken(), leave)
        assert {call.sid for call in server.world.calls} <= sids(scope)
        assert {receipt.id for receipt in server.world.receipts} <= receipt_ids(scope)


def test_rows_that_left_while_a_first_sync_was_cut_do_not_hide_others(data_dir: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=700, receipts=5)) as (scope, server):
        server.faults.add(Fault(r"^/api/calls$", "reset", after=4, times=1))
        with pytest.raises(AppError):
            sync_all(scope)
        for call in server.world.calls[5:255]:
            server.world.calls.remove(call.sid)
        sync_all(scope)
        assert {call.sid for call in server.world.calls} <= sids(scope)


def test_rows_that_left_before_an_earlier_cut_are_not_forgotten(data_dir: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=1500, receipts=5)) as (scope, server):
        for pages in (4, 4, 3):
            server.faults.add(Fault(r"^/api/calls$", "reset", after=pages, times=1))
            with pytest.raises(AppError):
                sync_all(scope)
            for call in server.world.calls[5:105]:
                server.world.calls.remove(call.sid)
        server.faults.clear()
        sync(scope)
        assert {call.sid for call in server.world.calls} <= sids(scope)


def test_as_many_that_came_as_left_before_two_cuts_hide_nothing(data_dir: Path) -> None:
    """The list is as long as before; the second cut comes while the new ones are read."""
    with account_of(data_dir, DemoOptions(calls=1200, receipts=5)) as (scope, server):
        for pages in (5, 1):
            server.faults.add(Fault(r"^/api/calls$", "reset", after=pages, times=1))
            with pytest.raises(AppError):
                sync_all(scope)
            if pages == 5:
                for call in server.world.calls[5:205]:
                    server.world.calls.remove(call.sid)
                for _ in range(200):
                    server.world.add_call()
        server.faults.clear()
        sync(scope)
        assert {call.sid for call in server.world.calls} <= sids(scope)
