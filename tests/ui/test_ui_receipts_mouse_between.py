"""The mouse between two keys: a filter is chosen, an undo is clicked, and the keys are the list's still."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
from desktop.ui.receipts.rare_filters import RareFilter
from desktop.ui.widgets.buttons import LinkButton
from tests.double_click import double_click
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


def test_so_does_the_cross_of_one_that_is_taken_away(desk: ReceiptsDesk) -> None:
    """By its key the next one along takes them: there is no chip any more that could."""
    bar, table = desk.page.filter_bar, desk.page.table
    chip = bar.rare_chips[RareFilter.AMONG]
    for by_mouse in (True, False):
        bar.take_query(ReceiptQuery(among=tuple(desk.page.model.ids[:3])))
        desk.qtbot.waitUntil(lambda: chip.isVisible() and not desk.page.loading.busy, timeout=10_000)
        table.setFocus()
        if by_mouse:
            QTest.mouseClick(
                chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2)
            )
        else:
            chip.setFocus()
            QTest.keyClick(chip, Qt.Key.Key_Delete)
        assert bar.query.among is None
        assert (table if by_mouse else bar.more_chip).hasFocus()


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


def test_so_does_the_way_to_suspected_duplicates(desk: ReceiptsDesk) -> None:
    """It goes as soon as another receipt is current, and the keys went on to the tags."""
    bar = desk.page.completeness.bar
    desk.page.table.setFocus()
    bar.show_doubts("One similar receipt", "")
    assert bar.compare_button.isVisible()
    QTest.mousePress(bar.compare_button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(bar.compare_button, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert desk.page.table.hasFocus()


def test_a_double_click_is_a_decision_about_the_receipt_that_was_seen(desk: ReceiptsDesk) -> None:
    ids, button = desk.ids_with(TO_REVIEW), desk.page.preview.bar.approve_button
    desk.take(ids[0])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    double_click(button, button.rect().center())
    desk.wait_for_message(MESSAGE, "1 receipt approved")
    desk.qtbot.waitUntil(lambda: not desk.page.decisions.busy, timeout=10_000)
    assert [desk.receipt(one).status for one in ids[:2]] == [ReceiptStatus.APPROVED, TO_REVIEW]
    assert desk.page.table.current_id() == ids[1], "the next one is there, and waits to be looked at"


def test_so_does_a_decision_that_was_clicked(desk: ReceiptsDesk) -> None:
    """Space shows the next one large then, and does not decide about it."""
    ids, page = desk.ids_with(TO_REVIEW), desk.page
    desk.take(ids[0])
    page.table.setFocus()
    QTest.mouseClick(page.preview.bar.approve_button, Qt.MouseButton.LeftButton)
    assert page.window().focusWidget() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.commands.show_large.isChecked()
    desk.qtbot.waitUntil(lambda: not page.decisions.busy, timeout=10_000)
    assert [desk.receipt(one).status for one in ids[:2]] == [ReceiptStatus.APPROVED, TO_REVIEW]


def test_a_tag_that_was_begun_is_not_meant_for_the_receipt_after_a_click(desk: ReceiptsDesk) -> None:
    ids, field = desk.ids_with(TO_REVIEW), desk.page.extras.tagging.bar.field
    desk.take(ids[0])
    desk.page.commands.tag.trigger()
    QTest.keyClicks(field, "re")
    QTest.mouseClick(desk.page.preview.bar.approve_button, Qt.MouseButton.LeftButton)
    assert desk.page.table.current_id() == ids[1]
    assert field.text() == ""


def test_no_button_of_the_page_takes_the_keyboard_by_a_click(desk: ReceiptsDesk) -> None:
    buttons = (one for one in desk.page.findChildren(QAbstractButton) if one.isVisible())
    taking = [one for one in buttons if one.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    assert [one.accessibleName() or one.text() for one in taking] == []


def test_a_digit_under_an_open_menu_decides_nothing(desk: ReceiptsDesk) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    desk.page.table.setFocus()
    click(desk.page.filter_bar.status_chip)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    assert not desk.page.decisions.can_undo
    menu.close()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: desk.receipt(receipt.id).status is ReceiptStatus.APPROVED, timeout=10_000)


def test_one_under_the_lists_own_menu_does_what_stands_beside_it(desk: ReceiptsDesk) -> None:
    ids, table = desk.ids_with(TO_REVIEW), desk.page.table
    desk.take(ids[0])
    table.setFocus()
    place = table.visualRect(table.currentIndex()).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), asked)
    assert QApplication.activePopupWidget() is not None
    QTest.keyClick(table, Qt.Key.Key_1)
    assert QApplication.activePopupWidget() is None
    desk.qtbot.waitUntil(lambda: desk.receipt(ids[0]).status is ReceiptStatus.APPROVED, timeout=10_000)
    assert desk.receipt(ids[1]).status is TO_REVIEW
