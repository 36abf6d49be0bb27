"""Decisions as they are kept: over damage and a restart, with as long a history as they may have."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import HISTORY_DAYS, HISTORY_KEPT, Mark
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.store import outbox_repository
from tests import prepared
from tests.services.conftest import damage
from tests.services.outbox_books import TO_REVIEW, Books, decide, send, shown

APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED


@pytest.fixture
def scope(books: Books) -> AccountScope:
    return books.scope


@pytest.fixture
def server(books: Books) -> DemoServer:
    return books.server


@pytest.fixture
def ids(books: Books) -> list[int]:
    """Of what is to be reviewed."""
    return books.ids


def test_what_waits_comes_back_after_damage_and_arrives_once(
    scope: AccountScope, server: DemoServer, ids: list[int], data_dir: Path
) -> None:
    decide(scope, ids[0], APPROVED)
    decide(scope, ids[1], REJECTED)
    scope.close()
    damage(scope.folder)
    again = prepared.open_scope(data_dir, server.url)
    restored = again.backup.restore()
    assert restored is not None and restored.decisions == 2
    prepared.sync(again)
    assert (shown(again, ids[0]), shown(again, ids[1])) == (APPROVED, REJECTED)
    assert again.receipts.rows([ids[0]])[0].decision is DecisionState.WAITING
    while send(again) is not None:
        pass
    assert server.counters.marks == [(ids[0], APPROVED), (ids[1], REJECTED)]
    again.close()


def test_what_was_sent_since_the_backup_is_not_sent_again(
    scope: AccountScope, server: DemoServer, ids: list[int], data_dir: Path
) -> None:
    decide(scope, ids[0], APPROVED)
    assert scope.backup.save()
    send(scope)
    scope.end_by(0.0)
    scope.close()
    damage(scope.folder)
    again = prepared.open_scope(data_dir, server.url)
    again.backup.restore()
    prepared.sync(again)
    assert send(again) is not None
    assert server.counters.marks == [(ids[0], APPROVED)] and again.outbox.counts() == (0, 0)
    again.close()


def test_what_was_held_when_the_account_closed_is_written(
    scope: AccountScope, server: DemoServer, ids: list[int], data_dir: Path
) -> None:
    scope.outbox.hold(partial(scope.outbox.decide, (Mark(ids[0], APPROVED),)))
    scope.close()
    again = prepared.open_scope(data_dir, server.url)
    assert shown(again, ids[0]) is APPROVED
    again.close()


def test_the_history_is_as_long_as_it_may_be(
    scope: AccountScope, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (HISTORY_KEPT, HISTORY_DAYS) == (10_000, 30)
    monkeypatch.setattr(outbox_repository, "HISTORY_KEPT", 100)
    steps = [Mark(ids[0], status) for _ in range(105) for status in (APPROVED, TO_REVIEW)]
    scope.outbox.decide(tuple(steps))
    decide(scope, ids[1], REJECTED)
    decide(scope, ids[2], REJECTED)
    assert send(scope) is not None and send(scope) is not None and send(scope) is None
    history = scope.outbox.history()
    assert len(history) == 100
    assert [row.decision.receipt_id for row in history[:2]] == [ids[2], ids[1]]


def make_older(scope: AccountScope, receipt_id: int, days: int) -> None:
    """As if that had been decided, and was over, so long ago."""
    with scope.database.transaction() as connection:
        sql = "UPDATE outbox SET decided_at = decided_at - ?1, ended_at = ended_at - ?1 WHERE receipt_id = ?2"
        connection.execute(sql, (days * 86_400 * 1_000_000, receipt_id))


def entries(scope: AccountScope) -> set[int]:
    """Of which receipts decisions are kept on the disk."""
    with scope.database.reader() as connection:
        return {row[0] for row in connection.execute("SELECT receipt_id FROM outbox")}


def test_what_was_over_a_month_ago_goes_and_what_waits_stays(
    scope: AccountScope, server: DemoServer, ids: list[int], data_dir: Path
) -> None:
    old, young, waiting, late = ids[:4]
    for receipt_id in (old, young):
        decide(scope, receipt_id, APPROVED)
        assert send(scope) is not None
    decide(scope, late, APPROVED)
    make_older(scope, late, 40)
    assert send(scope) is not None
    make_older(scope, old, 31)
    make_older(scope, young, 29)
    scope.go_offline()
    decide(scope, waiting, REJECTED)
    make_older(scope, waiting, 40)
    assert {row.decision.receipt_id for row in scope.outbox.history()} == {young, waiting, late}
    scope.close()
    again = prepared.open_scope(data_dir, server.url)
    assert {row.decision.receipt_id for row in again.outbox.history()} == {young, waiting, late}
    assert send(again) is not None and send(again) is None
    assert entries(again) == {young, waiting, late}
    again.close()


@pytest.mark.parametrize("days", [-60, 60])
def test_where_this_computers_clock_is_wrong_the_history_stays(
    scope: AccountScope, ids: list[int], days: int
) -> None:
    """A computer may show another year one morning; and what was decided then would be as old as that."""
    decide(scope, ids[0], APPROVED)
    assert send(scope) is not None
    make_older(scope, ids[0], 31)
    scope.clock.offset = timedelta(days=days)
    assert send(scope) is None
    assert entries(scope) == {ids[0]}
    scope.clock.offset = timedelta()
    assert send(scope) is None
    assert entries(scope) == set()
