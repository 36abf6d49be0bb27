"""Undos that cannot be written: each is said, none is lost, and what was done later counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.receipts.decisions.receipt_decisions import FAILED_MESSAGE
from desktop.ui.receipts.tags.tagging import FAILED_MESSAGE as TAGS_FAILED_MESSAGE
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.ui.test_ui_receipts_order import (
    APPROVED,
    REJECTED,
    TO_REVIEW,
    allow_writing,
    busy_pool,
    settle,
)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """Offline: what is decided waits, and is undone here alone."""
    with receipts_desk(qtbot, server, data_dir) as made:
        made.go_offline()
        made.page.filter_bar.take_query(ReceiptQuery(statuses=(TO_REVIEW, APPROVED, REJECTED)))
        settle(made)
        yield made


def decide(desk: ReceiptsDesk, receipt_id: int, status: ReceiptStatus) -> None:
    desk.page.decisions.decide([receipt_id], status)
    settle(desk)


def undo_twice_of_which_the_first_fails(desk: ReceiptsDesk) -> None:
    """The disk has room again when the second one's turn comes."""
    allow_writing(desk, False)
    with busy_pool(desk):
        desk.page.commands.undo.trigger()
        desk.scope.outbox.hold(partial(allow_writing, desk, True))
        desk.page.commands.undo.trigger()
    settle(desk)


def tag(desk: ReceiptsDesk, receipt_id: int, tag: str) -> None:
    desk.take(receipt_id)
    desk.page.extras.tagging.bar.added.emit([tag])
    settle(desk)


def statuses(desk: ReceiptsDesk, ids: list[int]) -> list[ReceiptStatus]:
    return [desk.receipt(one).status for one in ids]


def say_again(desk: ReceiptsDesk, key: str = FAILED_MESSAGE) -> Callable[[], object]:
    """What the message of what failed offers."""
    said = desk.message(key)
    assert said is not None and said.action is not None
    return said.action.run


def test_an_undo_that_could_not_be_written_is_said_and_the_next_one_to_be_undone(desk: ReceiptsDesk) -> None:
    ids = desk.ids_with(TO_REVIEW)[:2]
    for one in ids:
        decide(desk, one, APPROVED)
    undo_twice_of_which_the_first_fails(desk)
    assert statuses(desk, ids) == [TO_REVIEW, APPROVED]
    desk.wait_for_message(FAILED_MESSAGE, "Not undone for 1 receipt.")
    assert desk.page.commands.undo.isEnabled()
    desk.page.commands.undo.trigger()
    settle(desk)
    assert statuses(desk, ids) == [TO_REVIEW, TO_REVIEW]
    assert desk.message(FAILED_MESSAGE) is None
    assert not desk.page.commands.undo.isEnabled()


def test_two_of_the_same_receipt_are_undone_in_their_order_or_not_at_all(desk: ReceiptsDesk) -> None:
    [receipt_id] = ids = desk.ids_with(TO_REVIEW)[:1]
    decide(desk, receipt_id, APPROVED)
    decide(desk, receipt_id, REJECTED)
    undo_twice_of_which_the_first_fails(desk)
    assert statuses(desk, ids) == [REJECTED]
    desk.wait_for_message(FAILED_MESSAGE, "Not undone for 1 receipt.")
    say_again(desk)()
    settle(desk)
    assert statuses(desk, ids) == [TO_REVIEW]
    assert desk.message(FAILED_MESSAGE) is None
    assert not desk.page.commands.undo.isEnabled()


def test_what_failed_does_not_come_back_over_what_was_decided_later(desk: ReceiptsDesk) -> None:
    ids = desk.ids_with(TO_REVIEW)[:2]
    allow_writing(desk, False)
    desk.page.decisions.decide(ids, APPROVED)
    settle(desk)
    again = say_again(desk)
    allow_writing(desk, True)
    decide(desk, ids[0], REJECTED)
    desk.wait_for_message(FAILED_MESSAGE, "1 receipt not decided.")
    again()
    settle(desk)
    assert statuses(desk, ids) == [REJECTED, APPROVED]
    assert desk.message(FAILED_MESSAGE) is None


def test_what_failed_is_said_in_another_window_too(desk: ReceiptsDesk) -> None:
    """As it is after another language was chosen."""
    ids, decisions = desk.ids_with(TO_REVIEW)[:2], desk.page.decisions
    decide(desk, ids[0], APPROVED)
    allow_writing(desk, False)
    decisions.undo()
    decide(desk, ids[1], APPROVED)
    handed = decisions.hand_over()
    assert desk.message(FAILED_MESSAGE) is None
    decisions.set_scope(desk.scope)
    decisions.take_over(handed)
    desk.wait_for_message(FAILED_MESSAGE, "1 receipt not decided. Not undone for 1 receipt.")
    allow_writing(desk, True)
    say_again(desk)()
    settle(desk)
    assert statuses(desk, ids) == [TO_REVIEW, APPROVED]


def test_a_tag_whose_undo_could_not_be_written_is_said_and_can_be_undone(desk: ReceiptsDesk) -> None:
    [receipt_id, other] = desk.ids_with(TO_REVIEW)[:2]
    scope = desk.scope
    tag(desk, receipt_id, "first")
    tag(desk, other, "second")
    allow_writing(desk, False)
    desk.page.commands.undo.trigger()
    settle(desk)
    allow_writing(desk, True)
    # While that stands as it failed, something else is done and said.
    tag(desk, receipt_id, "third")
    assert desk.message(TAGS_FAILED_MESSAGE) is not None
    for _ in range(3):
        desk.page.commands.undo.trigger()
        settle(desk)
    assert [one.tag for one in scope.tags.of([receipt_id, other])] == []
    assert desk.message(TAGS_FAILED_MESSAGE) is None


def test_trying_it_again_takes_back_that_tag_and_nothing_that_was_done_later(desk: ReceiptsDesk) -> None:
    ids = desk.ids_with(TO_REVIEW)[:2]
    tag(desk, ids[0], "first")
    allow_writing(desk, False)
    desk.page.commands.undo.trigger()
    settle(desk)
    allow_writing(desk, True)
    tag(desk, ids[1], "second")
    say_again(desk, TAGS_FAILED_MESSAGE)()
    settle(desk)
    assert [row.tags for row in desk.scope.receipts.rows(ids)] == [(), ("second",)]
    assert desk.message(TAGS_FAILED_MESSAGE) is None
    desk.page.commands.undo.trigger()
    settle(desk)
    assert [row.tags for row in desk.scope.receipts.rows(ids)] == [(), ()]
    assert not desk.page.commands.undo.isEnabled()
