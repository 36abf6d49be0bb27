"""Decisions of somebody else that this computer knows by now: none is overwritten unless it was seen."""

from __future__ import annotations

import pytest

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import OutboxCounts
from desktop.services.sync import SyncHow
from desktop.store import outbox_repository
from desktop.store.receipts_repository import ReceiptsRepository
from tests import prepared
from tests.services.outbox_books import Books

APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED
TO_REVIEW, NO_RECEIPT = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.NOT_RECEIPT


def assert_in_conflict(books: Books, receipt_id: int, theirs: ReceiptStatus) -> None:
    sent = books.send()
    assert sent is not None and sent.conflict
    assert books.at_server(receipt_id) == theirs and books.scope.outbox.counts() == OutboxCounts(0, 1)


def test_what_is_decided_against_what_the_list_no_longer_should_show_is_a_conflict(books: Books) -> None:
    one = books.ids[0]
    books.somebody_decides(one, REJECTED)
    books.decide(one, APPROVED, seen=TO_REVIEW)
    assert_in_conflict(books, one, REJECTED)


def test_what_was_seen_is_overwritten(books: Books) -> None:
    one = books.ids[0]
    books.somebody_decides(one, REJECTED)
    books.decide(one, APPROVED, seen=REJECTED)
    assert books.send() is not None and books.at_server(one) == APPROVED


def test_an_undo_by_key_of_what_somebody_changed_since_is_a_conflict(books: Books) -> None:
    one = books.ids[0]
    undo = books.decide(one, APPROVED).undo
    books.send()
    books.somebody_decides(one, REJECTED)
    books.scope.outbox.decide(undo)
    assert_in_conflict(books, one, REJECTED)


def test_an_undo_from_the_history_of_what_somebody_changed_since_is_a_conflict(books: Books) -> None:
    one = books.ids[0]
    books.decide(one, APPROVED)
    books.send()
    books.somebody_decides(one, REJECTED)
    assert books.scope.outbox.take_back([books.entry(one)]).ids == [one]
    assert_in_conflict(books, one, REJECTED)


def test_in_a_conflict_an_undo_by_key_leaves_the_other_decision(books: Books) -> None:
    one = books.ids[0]
    undo = books.decide(one, APPROVED).undo
    books.somebody_decides(one, REJECTED, known=False)
    assert_in_conflict(books, one, REJECTED)
    books.scope.outbox.decide(undo)
    assert books.scope.outbox.counts().unsent == 0 and books.shown(one) is REJECTED
    assert books.send() is None and not books.server.counters.marks


def test_in_a_conflict_a_decision_for_what_stood_there_before_both_is_no_undo(books: Books) -> None:
    one = books.ids[0]
    books.somebody_decides(one, REJECTED)
    books.decide(one, APPROVED)
    books.somebody_decides(one, NO_RECEIPT, known=False)
    assert_in_conflict(books, one, NO_RECEIPT)
    books.decide(one, REJECTED, seen=APPROVED)
    assert books.shown(one) is REJECTED
    assert_in_conflict(books, one, NO_RECEIPT)


def test_several_are_taken_back_together_and_those_that_are_gone_are_told(books: Books) -> None:
    one, two = books.ids[:2]
    for receipt_id in (one, two):
        books.decide(receipt_id, APPROVED)
        books.send()
    entries = [books.entry(receipt_id) for receipt_id in (one, two)]
    books.server.world.receipts.remove(two)
    prepared.sync(books.scope, SyncHow(everything=True))
    undoable = {row.decision.receipt_id for row in books.scope.outbox.history() if row.can_undo}
    assert undoable == {one}
    taken = books.scope.outbox.take_back(entries)
    assert (taken.ids, taken.gone) == ([one], 1)


def test_what_was_decided_first_and_sent_last_is_not_forgotten_first(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a page that the server gave before it bring the old word back."""
    monkeypatch.setattr(outbox_repository, "HISTORY_KEPT", 3)
    one = books.ids[0]
    books.decide(one, APPROVED)
    books.somebody_decides(one, REJECTED, known=False)
    assert_in_conflict(books, one, REJECTED)
    for receipt_id in books.ids[1:6]:
        books.decide(receipt_id, APPROVED)
        books.send()
    books.scope.outbox.choose([books.entry(one)], mine=True)
    receipts = ReceiptsRepository(books.scope.database)
    assert books.scope.online is not None
    number, late = receipts.last_sent(), books.scope.online.client.receipts(1, 100).rows
    assert books.send() is not None
    receipts.upsert(late, number)
    assert books.shown(one) is APPROVED
    assert books.send() is None
    history = books.scope.outbox.history()
    assert [row.decision.state for row in history] == [DecisionState.SENT] * 3
    assert one in {row.decision.receipt_id for row in history}
