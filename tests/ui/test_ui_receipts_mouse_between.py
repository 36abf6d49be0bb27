"""The mouse between two keys: a filter is chosen, an undo is clicked, and the keys are the list's still."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.models import ReceiptStatus
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
from desktop.ui.widgets.buttons import LinkButton
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))


@pytest.mark.parametrize("name", ["status_chip", "vendor_chip", "sort_button"])
def test_a_filter_that_was_clicked_leaves_the_keys_to_the_list(desk: ReceiptsDesk, name: str) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    desk.page.table.setFocus()
    click(getattr(desk.page.filter_bar, name))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert desk.page.table.hasFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: desk.receipt(receipt.id).status is ReceiptStatus.APPROVED, timeout=10_000)


def test_so_does_the_undo_of_a_message(desk: ReceiptsDesk) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    desk.wait_for_message(MESSAGE, "1 receipt approved")
    [undo] = [one for one in desk.page.message_bar.findChildren(LinkButton) if one.isVisible()]
    click(undo)
    assert desk.page.table.hasFocus()
    desk.wait_for_message(MESSAGE, "Undone for 1")
    assert desk.page.table.hasFocus()
    assert desk.receipt(receipt.id).status is TO_REVIEW
