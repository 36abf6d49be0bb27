"""Keys of decisions: one that cannot be made now says why, and what is typed in a search makes none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
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


def test_what_a_receipt_is_already_is_said_until_another_is_current(desk: ReceiptsDesk) -> None:
    desk.take(desk.ids_with(ReceiptStatus.APPROVED)[0])
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    assert said(desk) == "This receipt is that already."
    desk.take(desk.ids_with(TO_REVIEW)[0])
    assert said(desk) is None


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
