"""A receipt that is incomplete: what is decided about it cannot be undone: said before and at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.completeness.bulk_decisions import MANY
from desktop.ui.receipts.completeness.lasting_dialog import LastingDialog
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE, REFUSED_MESSAGE
from desktop.ui.widgets.messages import MessageKind
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

INCOMPLETE = ReceiptStatus.INCOMPLETE
ADDED = ("First Ltd", "Second Ltd")


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    for number, vendor in enumerate(ADDED):
        add(server, vendor, 5_000 + number, status="incomplete")
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def of(desk: ReceiptsDesk, vendor: str) -> int:
    return next(receipt.id for receipt in desk.listed() if receipt.vendor == vendor)


def decide_by_key(desk: ReceiptsDesk) -> int:
    first = of(desk, ADDED[0])
    desk.take(first)
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    question_of(desk).answer_button.click()
    return first


def question_of(desk: ReceiptsDesk) -> LastingDialog:
    bulk = desk.page.completeness.bulk
    desk.qtbot.waitUntil(lambda: bulk.question is not None, timeout=10_000)
    assert bulk.question is not None
    return bulk.question


def test_the_one_that_was_decided_about_is_named_and_undo_is_not_offered(desk: ReceiptsDesk) -> None:
    desk.take(of(desk, ADDED[0]))
    tip = strip_marks(desk.page.commands.approve.toolTip())
    assert tip.endswith("It cannot be undone: only the server can make a receipt incomplete again.")
    first = decide_by_key(desk)
    said = desk.wait_for_message(MESSAGE, "1 receipt approved.")
    words = strip_marks(said.sentence)
    assert "First Ltd" in words and words.endswith("was incomplete: this cannot be undone.")
    assert said.kind is MessageKind.WARNING and said.action is None
    desk.wait_until_sent(first)
    desk.page.commands.undo.trigger()
    said = desk.wait_for_message(MESSAGE, "Not undone")
    assert "First Ltd" in strip_marks(said.sentence)
    assert desk.receipt(first).status is ReceiptStatus.APPROVED


def test_it_is_undone_as_long_as_the_server_has_not_heard_of_it(desk: ReceiptsDesk) -> None:
    desk.go_offline()
    desk.page.set_no_server("You are offline.")
    first = decide_by_key(desk)
    said = desk.wait_for_message(MESSAGE, "1 receipt approved.")
    assert strip_marks(said.sentence).endswith("cannot be undone once the server has it.")
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(lambda: desk.receipt(first).status is INCOMPLETE)


def test_several_say_of_how_many_it_holds(desk: ReceiptsDesk) -> None:
    ids = [of(desk, vendor) for vendor in ADDED] + desk.ids_with(ReceiptStatus.PENDING_REVIEW)[:1]
    desk.page.decisions.decide(ids, ReceiptStatus.REJECTED)
    said = desk.wait_for_message(MESSAGE, "3 receipts rejected.")
    assert strip_marks(said.sentence).endswith("2 of them were incomplete: that cannot be undone.")
    assert said.action is not None


def test_a_question_about_many_promises_no_undo_for_them(desk: ReceiptsDesk) -> None:
    ids = list(desk.page.model.ids)
    desk.page.completeness.decide(ids * MANY, ReceiptStatus.NOT_RECEIPT, {})
    desk.qtbot.waitUntil(lambda: desk.page.completeness.bulk.dialog is not None)
    dialog = desk.page.completeness.bulk.dialog
    assert dialog is not None
    dialog.include_box.click()
    assert dialog.lines()[-1].startswith("It can be undone as one step, but for")
    dialog.cancel_button.click()


def test_one_is_asked_about_and_enter_decides_nothing(desk: ReceiptsDesk, server: DemoServer) -> None:
    first = of(desk, ADDED[0])
    desk.take(first)
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_2)
    question = question_of(desk)
    assert question.accessibleName() == "Reject this incomplete receipt?"
    QTest.keyClick(question, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.page.completeness.bulk.question is None)
    assert not desk.page.decisions.busy and not server.counters.marks
    assert desk.receipt(first).status is INCOMPLETE
    assert desk.page.table.current_id() == first


def test_decided_again_it_is_asked_about_again(desk: ReceiptsDesk, server: DemoServer) -> None:
    """The server refused it, so that nothing was decided: it cannot be undone this time either."""
    body = b'{"error": "forbidden", "reason": "insufficient_permissions"}'
    server.faults.add(Fault(path="/mark$", kind="status", status=403, body=body, times=1))
    first = decide_by_key(desk)
    desk.wait_for_message(REFUSED_MESSAGE, "not allowed")
    desk.page.decisions.history_asked.emit()
    history = desk.page.deciding.history
    desk.qtbot.waitUntil(lambda: history.dialog is not None and len(history.dialog.model.ids) == 1)
    dialog = history.dialog
    assert dialog is not None
    dialog.table.selectAll()
    desk.qtbot.waitUntil(dialog.again_button.isEnabled)
    dialog.again_button.click()
    question_of(desk).cancel_button.click()
    desk.qtbot.waitUntil(lambda: desk.page.completeness.bulk.question is None)
    assert desk.receipt(first).status is INCOMPLETE and not server.counters.marks
    dialog.again_button.click()
    question_of(desk).answer_button.click()
    desk.qtbot.waitUntil(lambda: server.counters.marks == [(first, "approved")], timeout=10_000)
    dialog.reject()


def test_the_next_receipt_is_there_once_it_is_decided(desk: ReceiptsDesk) -> None:
    first = of(desk, ADDED[0])
    row = desk.page.model.row_of(first)
    assert row is not None
    following = desk.page.model.id_at(row + 1)
    decide_by_key(desk)
    assert desk.page.table.current_id() == following


def test_few_are_asked_about_where_one_of_them_cannot_be_put_back(desk: ReceiptsDesk) -> None:
    ids = [of(desk, vendor) for vendor in ADDED] + desk.ids_with(ReceiptStatus.PENDING_REVIEW)[:1]
    desk.page.completeness.decide(ids, ReceiptStatus.REJECTED, {})
    desk.qtbot.waitUntil(lambda: desk.page.completeness.bulk.dialog is not None)
    dialog = desk.page.completeness.bulk.dialog
    assert dialog is not None and dialog.found.left == set(ids[:2])
    dialog.include_box.click()
    assert dialog.found.lasting(with_left=True) == 2 and dialog.cancel_button.isDefault()
    dialog.cancel_button.click()
    assert {desk.receipt(one).status for one in ids[:2]} == {INCOMPLETE}


def test_keys_that_were_meant_for_the_next_one_decide_nothing_and_are_answered(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    """Some while the question is on its way, some while it stands."""
    first = of(desk, ADDED[0])
    desk.take(first)
    desk.page.table.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(desk.page.table, key)
    question = question_of(desk)
    assert question.refused.isVisible()
    question.refused.hide()
    # The arrow would else lead to the answer, and Space give it.
    for key in (Qt.Key.Key_Down, Qt.Key.Key_3):
        QTest.keyClick(question.focusWidget(), key)
        assert question.refused.isVisible() and question.isVisible()
        assert question.cancel_button.hasFocus() or not question.isActiveWindow()
        question.refused.hide()
    question.answer_button.click()
    desk.wait_for_message(MESSAGE, "1 receipt approved.")
    desk.qtbot.waitUntil(lambda: len(server.counters.marks) == 1)
    assert server.counters.marks == [(first, "approved")]
    assert desk.receipt(first).status is ReceiptStatus.APPROVED


def test_to_decide_again_asks_as_the_first_time(desk: ReceiptsDesk, server: DemoServer) -> None:
    """What the server did not take is incomplete still."""
    first = of(desk, ADDED[0])
    body = b'{"error": "forbidden", "reason": "insufficient_permissions"}'
    server.faults.add(Fault(path="/mark$", kind="status", status=403, body=body, times=1))
    decide_by_key(desk)
    desk.wait_for_message(REFUSED_MESSAGE, "1")
    desk.page.commands.history.trigger()
    dialog = desk.page.deciding.history.dialog
    assert dialog is not None
    desk.qtbot.waitUntil(lambda: len(dialog.model.ids) == 1 and dialog.again_button.isVisible())
    dialog.table.selectAll()
    dialog.again_button.click()
    question_of(desk).cancel_button.click()
    desk.qtbot.waitUntil(lambda: not desk.page.decisions.busy)
    assert desk.receipt(first).status is INCOMPLETE
    dialog.again_button.click()
    question_of(desk).answer_button.click()
    desk.qtbot.waitUntil(lambda: desk.receipt(first).status is ReceiptStatus.APPROVED)
    dialog.reject()
