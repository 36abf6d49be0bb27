"""Decisions on their way to the server: what a sync brings meanwhile, what is lost, refused, said late."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.decision_state import DecisionState
from desktop.core.errors import DiskFull, Offline, ServerBusy, ServerFailed, SignedOut
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import DecisionReason
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.demo.sessions import COLLEAGUE
from desktop.services.account_scope import AccountScope
from desktop.services.decision_sending import FAILED_TIMES
from desktop.store import outbox_repository
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.services.conftest import sync_all
from tests.services.outbox_books import TO_REVIEW, Books, decide, send, shown
from tests.services.outbox_world import LOST, MARK

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


def full(*_: object, **__: object) -> None:
    raise DiskFull


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
