"""Keys of decisions: one that cannot be made now says why, and what is typed in a search makes none."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.core.models import ReceiptStatus
from desktop.demo.server import DemoServer
from desktop.ui.receipts.decisions.decision_messages import ALREADY_MESSAGE
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.refused_keys import REFUSED_MESSAGE
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
OFFLINE = "You are offline, and this needs the server."


def said(desk: ReceiptsDesk) -> str | None:
    message = desk.message(REFUSED_MESSAGE)
    return message.sentence if message is not None else None


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier])
def test_a_decision_by_key_is_made_offline_too_and_the_next_receipt_is_there(
    desk: ReceiptsDesk, key: Qt.Key, large: bool, held: Qt.KeyboardModifier
) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    row = desk.page.table.currentIndex().row()
    desk.go_offline()
    desk.page.set_no_server(OFFLINE)
    desk.page.commands.show_large.setChecked(large)
    place = desk.page.preview.view if large else desk.page.table
    place.setFocus()
    QTest.keyClick(place, key, held)
    assert desk.page.table.currentIndex().row() == row + 1, "before anything was written, read or sent"
    following = desk.page.model.id_at(row + 1)
    shown = desk.page.preview
    desk.qtbot.waitUntil(lambda: shown.receipt is not None and shown.receipt.id == following)
    desk.wait_for_message(MESSAGE, "1")
    assert desk.receipt(receipt.id).status is not TO_REVIEW
    assert said(desk) is None


def test_the_next_receipt_is_the_next_to_be_decided_about(desk: ReceiptsDesk) -> None:
    """One that was decided lies between: a key pressed in a row would overturn it."""
    ids, undecided = list(desk.page.model.ids), (TO_REVIEW, ReceiptStatus.INCOMPLETE)
    open_rows = [row for row, one in enumerate(desk.listed()) if one.status in undecided]
    before, after = next((a, b) for a, b in pairwise(open_rows) if b > a + 1)
    desk.take(ids[before])
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    assert desk.page.table.current_id() == ids[after]
    desk.page.table.set_current_id(ids[before + 1])
    other = Qt.Key.Key_2 if desk.receipt(ids[before + 1]).status is ReceiptStatus.APPROVED else Qt.Key.Key_1
    QTest.keyClick(desk.page.table, other)
    assert desk.page.table.current_id() == ids[before + 2], "who changes decisions goes row by row"


def test_the_key_of_what_a_receipt_is_already_confirms_it_and_goes_on(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    """Else the key that was meant for the next receipt decides about this one."""
    ids = list(desk.page.model.ids)
    is_approved = [receipt.status is ReceiptStatus.APPROVED for receipt in desk.listed()]
    row = next(row for row, found in enumerate(is_approved) if found and not is_approved[row + 1])
    desk.take(ids[row])
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    assert desk.page.table.current_id() == ids[row + 1], "at once"
    told = desk.message(ALREADY_MESSAGE)
    assert told is not None and told.sentence == "Already approved." and said(desk) is None
    assert told.kind is MessageKind.SUCCESS, "of the one before: it goes by itself"
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    desk.wait_for_message(MESSAGE, "1 receipt approved")
    desk.qtbot.waitUntil(lambda: len(server.counters.marks) == 1, timeout=10_000)
    assert server.counters.marks == [(ids[row + 1], ReceiptStatus.APPROVED.value)]
    assert desk.receipt(ids[row]).status is ReceiptStatus.APPROVED


def test_one_two_three_in_a_hurry_are_of_three_receipts_whatever_those_are(desk: ReceiptsDesk) -> None:
    ids = list(desk.page.model.ids)[:3]
    for receipt_id in ids:
        desk.page.decisions.decide([receipt_id], ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: all(one.status is ReceiptStatus.APPROVED for one in desk.listed()[:3]))
    desk.take(ids[0])
    desk.page.table.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        QTest.keyClick(desk.page.table, key)
    wanted = [ReceiptStatus.APPROVED, ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT]
    desk.qtbot.waitUntil(lambda: [desk.receipt(one).status for one in ids] == wanted)


def test_a_decision_that_is_on_its_way_is_not_taken_for_what_the_receipt_is(desk: ReceiptsDesk) -> None:
    """Back on it before the list knows: the last key counts."""
    receipt_id = desk.ids_with(ReceiptStatus.APPROVED)[0]
    desk.take(receipt_id)
    desk.page.table.setFocus()
    for key in (Qt.Key.Key_2, Qt.Key.Key_Up, Qt.Key.Key_1):
        QTest.keyClick(desk.page.table, key)
    desk.qtbot.waitUntil(lambda: not desk.page.decisions.busy)
    assert desk.receipt(receipt_id).status is ReceiptStatus.APPROVED


def test_what_the_last_receipt_is_already_is_said_until_another_is_current(desk: ReceiptsDesk) -> None:
    last = desk.page.model.ids[-1]
    desk.take(last)
    desk.page.decisions.decide([last], ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: not desk.page.commands.approve.isEnabled())
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    assert said(desk) == "This receipt is that already."
    desk.take(desk.ids_with(TO_REVIEW)[0])
    assert said(desk) is None


def test_a_confirmed_receipt_leaves_undo_to_the_tag_before_it(desk: ReceiptsDesk) -> None:
    """What is confirmed changed nothing: it is no step of its own."""
    receipt_id = desk.ids_with(ReceiptStatus.APPROVED)[0]
    desk.take(receipt_id)
    steps = desk.page.extras.undoing.steps
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    desk.page.decisions.decide([receipt_id], ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: not desk.page.decisions.busy)
    assert desk.page.extras.undoing.steps == steps


def test_digits_in_a_field_are_digits(desk: ReceiptsDesk) -> None:
    desk.page.set_no_server(OFFLINE)
    field = desk.page.filter_bar.search_field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_1)
    assert field.text() == "1"
    assert said(desk) is None


def test_down_in_a_search_that_found_nothing_leaves_the_next_digits_to_it(desk: ReceiptsDesk) -> None:
    """Else the list takes the focus when it comes back, and a digit of the next amount decides."""
    field = desk.page.filter_bar.search_field
    field.setFocus()
    field.setText("zzqq")
    desk.qtbot.waitUntil(lambda: not desk.page.model.ids)
    QTest.keyClick(field, Qt.Key.Key_Down)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: bool(desk.page.model.ids) and desk.page.table.isVisible())
    assert field.hasFocus()
    assert not desk.page.table.hasFocus()


def test_on_a_button_beside_the_receipts_a_digit_decides_nothing(desk: ReceiptsDesk) -> None:
    page = desk.page
    receipt_id = desk.ids_with(TO_REVIEW)[0]
    desk.take(receipt_id)
    for button in page.filter_bar.findChildren(QAbstractButton):
        if button.isVisible():
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_1)
    assert not page.decisions.busy
    assert page.table.current_id() == receipt_id
    assert desk.receipt(receipt_id).status is TO_REVIEW


def test_in_the_thumbnails_and_the_document_it_decides(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.pictures.as_thumbnails.setChecked(True)
    for place in (page.pictures.grid, page.preview.view):
        receipt_id = desk.ids_with(TO_REVIEW)[0]
        desk.take(receipt_id)
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_1)
        desk.qtbot.waitUntil(partial(is_listed_as_decided, desk, receipt_id))


def is_listed_as_decided(desk: ReceiptsDesk, receipt_id: int) -> bool:
    return receipt_id not in desk.ids_with(TO_REVIEW)
