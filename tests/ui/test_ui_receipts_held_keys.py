"""Keys that are held: a decision is of the receipt that was seen when its key went down, and of no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.demo.server import DemoServer
from desktop.ui.receipts.preview.second_window import PreviewWindow
from tests.ui.doubtful_receipts import add_twins
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

KEYS = ("1", "2", "3", "4", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+Z")


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    add_twins(server)
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def repeating(widget: QWidget) -> list[QAction]:
    """What a held key of decisions, undo or downloads would do again and again."""
    keys = [QKeySequence(key) for key in KEYS]
    actions = (action for action in widget.findChildren(QAction) if action.shortcut() in keys)
    return [action for action in actions if action.autoRepeat()]


def hold(widget: QWidget, key: Qt.Key, times: int) -> None:
    event = QEvent.Type.KeyPress
    for number in range(times):
        pressed = QKeyEvent(event, key, Qt.KeyboardModifier.NoModifier, "", number > 0)
        QApplication.sendEvent(widget, pressed)


def test_no_key_of_a_decision_repeats_while_it_is_held(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.deciding.history.open()
    page.commands.second_window.setChecked(True)
    assert page.findChildren(PreviewWindow)
    assert repeating(page) == []


def test_nor_where_duplicates_are_compared(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.completeness.open_compare()
    desk.qtbot.waitUntil(lambda: page.completeness.compare_dialog is not None, timeout=10_000)
    dialog = page.completeness.compare_dialog
    assert dialog is not None and dialog.cards
    assert repeating(dialog) == []


def test_a_held_key_confirms_one_receipt_that_is_that_already(desk: ReceiptsDesk) -> None:
    ids = list(desk.page.model.ids)[:4]
    desk.page.decisions.decide(ids, ReceiptStatus.APPROVED)
    approved = {ReceiptStatus.APPROVED}
    desk.qtbot.waitUntil(lambda: {desk.receipt(one).status for one in ids} == approved)
    desk.qtbot.waitUntil(lambda: {one.status for one in desk.listed()[:4]} == approved)
    desk.take(ids[0])
    desk.qtbot.waitUntil(lambda: not desk.page.commands.approve.isEnabled())
    hold(desk.page.table, Qt.Key.Key_1, 4)
    assert desk.page.table.current_id() == ids[1]
