"""Decisions on their way to the server: what it refuses, loses, says late; what a sync and damage bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.decision_state import DecisionState
from desktop.core.errors import DiskFull, Offline, ServerBusy, ServerFailed, SignedOut
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import HISTORY_DAYS, HISTORY_KEPT, DecisionReason, Mark
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.sessions import COLLEAGUE
from desktop.services.account_scope import AccountScope
from desktop.services.decision_sending import FAILED_TIMES, SentDecision
from desktop.store import outbox_repository
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests import prepared
from tests.services.conftest import account_of, damage, sync_all
from tests.services.outbox_world import LOST, MARK

APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED
TO_REVIEW = ReceiptStatus.PENDING_REVIEW


@pytest.fixture
def both(data_dir: Path) -> Iterator[tuple[AccountScope, DemoServer]]:
    with account_of(data_dir, DemoOptions(calls=3, receipts=8)) as (opened, running):
        for receipt in list(running.world.receipts):
            running.world.decide_elsewhere(receipt.id, TO_REVIEW)
        prepared.sync(opened)
        yield opened, running


@pytest.fixture
def scope(both: tuple[AccountScope, DemoServer]) -> AccountScope:
    return both[0]


@pytest.fixture
def server(both: tuple[AccountScope, DemoServer]) -> DemoServer:
    return both[1]


@pytest.fixture
def ids(scope: AccountScope) -> list[int]:
    """Of what is to be reviewed."""
    return list(scope.receipts.ids(ReceiptQuery(statuses=(TO_REVIEW,))))


def decide(scope: AccountScope, receipt_id: int, status: ReceiptStatus) -> None:
    scope.outbox.decide((Mark(receipt_id, status),))


def send(scope: AccountScope) -> SentDecision | None:
    assert scope.online is not None
    return scope.online.decisions.send_next()


def full(*_: object, **__: object) -> None:
    raise DiskFull


def shown(scope: AccountScope, receipt_id: int) -> ReceiptStatus:
    receipt = scope.receipts.receipt(receipt_id)
    assert receipt is not None
    return receipt.status


def counted(scope: AccountScope) -> dict[ReceiptStatus, int]:
    """As the sums of the list say."""
    return scope.receipts.summary(ReceiptQuery()).by_status


# -- shown at once -------------------------------------------------------------------------------


def test_what_waits_is_found_counted_and_summed_as_decided(scope: AccountScope, ids: list[int]) -> None:
    before = counted(scope)
    decide(scope, ids[0], APPROVED)
    assert list(scope.receipts.ids(ReceiptQuery(statuses=(APPROVED,)))) == [ids[0]]
    assert counted(scope) == before | {APPROVED: 1, TO_REVIEW: before[TO_REVIEW] - 1}
    assert scope.receipts.rows([ids[0]])[0].decision is DecisionState.WAITING


def test_a_sync_leaves_what_waits_as_it_is_and_knows_what_the_server_said(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    decide(scope, ids[0], APPROVED)
    server.world.decide_elsewhere(ids[0], REJECTED)
    sync_all(scope)
    assert shown(scope, ids[0]) is APPROVED
    entry = scope.outbox.history()[0].decision.entry_id
    assert scope.outbox.take_back([entry]).ids == [ids[0]]
    assert shown(scope, ids[0]) is REJECTED


def test_a_page_asked_for_before_a_decision_was_sent_brings_the_old_word_and_changes_nothing(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    receipts = ReceiptsRepository(scope.database)
    assert scope.online is not None
    number = receipts.last_sent()
    late = scope.online.client.receipts(1, 100).rows
    decide(scope, ids[0], APPROVED)
    assert send(scope) is not None
    assert receipts.upsert(late, number) == 0
    assert shown(scope, ids[0]) is APPROVED
    assert receipts.upsert(late, receipts.last_sent()) == 1, "somebody may have put it back"


# -- once ----------------------------------------------------------------------------------------


def test_an_answer_that_was_lost_is_not_sent_for_again(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    decide(scope, ids[0], APPROVED)
    server.faults.add(LOST)
    with pytest.raises(Offline):
        send(scope)
    assert scope.outbox.counts() == (1, 0)
    assert send(scope) is not None
    assert server.counters.marks == [(ids[0], APPROVED)]
    assert scope.outbox.history()[0].decision.state is DecisionState.SENT


def test_what_was_perhaps_sent_is_undone_at_the_server_too(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    decide(scope, ids[0], APPROVED)
    server.faults.add(LOST)
    with pytest.raises(Offline):
        send(scope)
    decide(scope, ids[0], TO_REVIEW)
    send(scope)
    assert server.counters.marks == [(ids[0], APPROVED), (ids[0], TO_REVIEW)]
    assert shown(scope, ids[0]) is TO_REVIEW


def test_the_last_wish_alone_is_sent_and_the_servers_own_word_not_at_all(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    for status in (APPROVED, REJECTED, APPROVED, REJECTED):
        decide(scope, ids[0], status)
    decide(scope, ids[1], APPROVED)
    decide(scope, ids[1], TO_REVIEW)
    assert scope.outbox.counts() == (1, 0)
    assert send(scope) is not None and send(scope) is None
    assert server.counters.marks == [(ids[0], REJECTED)]


def test_nobody_elses_equal_word_is_taken_for_ones_own(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    """What was lost on its way out may stand there by somebody else: that is no wish of this user's."""
    decide(scope, ids[0], APPROVED)
    server.faults.add(Fault(path=MARK, kind="reset", times=1))
    with pytest.raises(Offline):
        send(scope)
    server.world.decide_elsewhere(ids[0], APPROVED)
    decide(scope, ids[0], REJECTED)
    sent = send(scope)
    assert sent is not None and sent.conflict
    theirs = scope.outbox.history()[0].decision.theirs
    assert theirs is not None and (theirs.status, theirs.by_id) == (APPROVED, COLLEAGUE)


# -- refused -------------------------------------------------------------------------------------


def test_of_a_receipt_that_is_gone_the_decision_is_given_up_and_the_others_go_on(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    for receipt_id in ids[:2]:
        decide(scope, receipt_id, APPROVED)
    server.world.receipts.remove(ids[0])
    sent = send(scope)
    assert sent is not None and sent.reason is DecisionReason.GONE
    gone = scope.receipts.receipt(ids[0])
    assert gone is not None and gone.gone_at is not None and gone.status is TO_REVIEW
    assert send(scope) is not None
    assert server.counters.marks == [(ids[1], APPROVED)]


def test_a_bare_404_gives_nothing_up(scope: AccountScope, server: DemoServer, ids: list[int]) -> None:
    decide(scope, ids[0], APPROVED)
    server.faults.add(
        Fault(path=MARK, kind="status", status=404, body=b"", content_type="text/html", times=1)
    )
    with pytest.raises(ServerFailed):
        send(scope)
    assert scope.outbox.counts() == (1, 0)
    assert send(scope) is not None and server.counters.marks == [(ids[0], APPROVED)]


def test_what_is_not_allowed_is_undone(scope: AccountScope, server: DemoServer, ids: list[int]) -> None:
    decide(scope, ids[0], APPROVED)
    body = b'{"error": "forbidden", "reason": "insufficient_permissions"}'
    server.faults.add(Fault(path=MARK, kind="status", status=403, body=body, times=1))
    sent = send(scope)
    assert sent is not None and sent.reason is DecisionReason.NOT_ALLOWED
    assert shown(scope, ids[0]) is TO_REVIEW and scope.outbox.counts() == (0, 0)
    assert scope.outbox.history()[0].decision.state is DecisionState.REFUSED


@pytest.mark.parametrize(("status", "kind"), [(429, ServerBusy), (503, ServerBusy), (500, ServerFailed)])
def test_a_server_that_fails_keeps_everything_waiting_in_its_order(
    scope: AccountScope, server: DemoServer, ids: list[int], status: int, kind: type[Exception]
) -> None:
    for receipt_id in ids[:2]:
        decide(scope, receipt_id, APPROVED)
    server.faults.add(Fault(path=MARK, kind="status", status=status, times=2))
    for _ in range(2):
        with pytest.raises(kind):
            send(scope)
    assert scope.outbox.counts() == (2, 0)
    while send(scope) is not None:
        pass
    assert server.counters.marks == [(receipt_id, APPROVED) for receipt_id in ids[:2]]


def test_one_receipt_at_which_the_server_always_fails_holds_the_others_up_for_a_while_alone(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    for receipt_id in ids[:3]:
        decide(scope, receipt_id, APPROVED)
    server.faults.add(Fault(path=rf"^/api/receipts/{ids[0]}\b", kind="text_500"))
    for _ in range(FAILED_TIMES):
        with pytest.raises(ServerFailed):
            send(scope)
    assert send(scope) is not None and send(scope) is not None
    with pytest.raises(ServerFailed):
        send(scope)
    server.faults.clear()
    assert send(scope) is not None
    assert server.counters.marks == [(receipt_id, APPROVED) for receipt_id in (*ids[1:3], ids[0])]


def test_the_end_of_the_session_loses_nothing(
    scope: AccountScope, server: DemoServer, ids: list[int], data_dir: Path
) -> None:
    decide(scope, ids[0], APPROVED)
    server.world.expire_sessions()
    with pytest.raises(SignedOut):
        send(scope)
    assert scope.outbox.counts() == (1, 0) and shown(scope, ids[0]) is APPROVED


def test_what_arrived_but_could_not_be_noted_is_asked_for_and_not_sent_again(
    scope: AccountScope, server: DemoServer, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(scope, ids[0], APPROVED)
    with monkeypatch.context() as patched:
        patched.setattr(outbox_repository, "_answer_later", full)
        with pytest.raises(DiskFull):
            send(scope)
    assert scope.outbox.counts() == (1, 0)
    assert send(scope) is not None and send(scope) is None
    assert server.counters.marks == [(ids[0], APPROVED)] and scope.outbox.counts() == (0, 0)


def test_a_404_of_which_nobody_says_whose_it_is_is_tried_again(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    decide(scope, ids[0], APPROVED)
    said = b'{"error": "Receipt not found"}'
    server.faults.add(Fault(path=MARK, kind="status", status=404, body=said, times=1))
    server.faults.add(Fault(path=r"^/api/auth/me$", kind="reset"))
    with pytest.raises(Offline):
        send(scope)
    server.faults.clear()
    assert send(scope) is not None
    assert server.counters.marks == [(ids[0], APPROVED)] and scope.outbox.counts() == (0, 0)


# -- kept ----------------------------------------------------------------------------------------


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


def test_a_request_that_ends_with_the_session_is_asked_for_by_the_next_one(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    """As after a kill in the middle of sending."""
    outbox = OutboxRepository(scope.database)
    decide(scope, ids[0], APPROVED)
    waiting = outbox.next_waiting()
    assert waiting is not None and outbox.begin(waiting)
    assert scope.online is not None
    scope.online.client.mark_receipt(ids[0], APPROVED, CancelToken())
    assert send(scope) is not None
    assert server.counters.marks == [(ids[0], APPROVED)] and scope.outbox.counts() == (0, 0)


def test_what_the_server_did_not_take_is_told_apart_from_what_waits(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    assert scope.online is not None
    for receipt_id in ids[:3]:
        decide(scope, receipt_id, APPROVED)
    server.faults.add(Fault(path=MARK, kind="status", status=500, times=1))
    with pytest.raises(ServerFailed):
        send(scope)
    assert list(scope.online.decisions.refused.values()) == ids[:1]
    assert send(scope) is not None and scope.online.decisions.refused == {}


def test_what_was_undone_is_not_counted_as_not_taken(
    scope: AccountScope, server: DemoServer, ids: list[int]
) -> None:
    assert scope.online is not None
    decide(scope, ids[0], APPROVED)
    server.faults.add(Fault(path=rf"^/api/receipts/{ids[0]}\b", kind="text_500", times=1))
    with pytest.raises(ServerFailed):
        send(scope)
    decide(scope, ids[0], TO_REVIEW)
    while send(scope) is not None:
        pass
    assert scope.online.decisions.refused == {}


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
