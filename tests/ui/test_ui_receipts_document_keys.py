"""Zoom, fit, turns and pages by the page's keys, from the list and from the document, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.demo.server import DemoServer
from desktop.ui.receipts.document.document_view import DocumentView
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def desk(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def test_every_key_from_the_list_and_from_the_document(desk: ReceiptsDesk) -> None:
    page = desk.page
    receipt = next(one for one in desk.with_source() if str(one.source_file).count(".pdf"))
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    page.activateWindow()
    desk.qtbot.waitUntil(page.isActiveWindow)
    for place in (page.table, page.preview.view):
        place.setFocus()
        _zooms_and_turns(desk, place)


def _zooms_and_turns(desk: ReceiptsDesk, place: QWidget) -> None:
    view = desk.page.preview.view
    for key, fit in ((KEY.Key_9, "width"), (KEY.Key_0, "page")):
        QTest.keyClick(place, key)
        assert view.fit == fit
    fitted = view.zoom
    QTest.keyClick(place, KEY.Key_Plus)
    assert view.zoom > fitted
    QTest.keyClick(place, KEY.Key_Minus)
    assert view.zoom == pytest.approx(fitted)
    QTest.keyClick(place, KEY.Key_8)
    assert view.zoom == 1.0
    for _ in range(20):
        QTest.keyClick(place, KEY.Key_Plus)
    assert view.zoom == 8.0
    for _ in range(40):
        QTest.keyClick(place, KEY.Key_Minus)
    assert view.zoom == pytest.approx(0.1)
    turn = view.rotation
    QTest.keyClick(place, KEY.Key_R, CTRL | SHIFT)
    assert view.rotation == (turn + 90) % 360
    QTest.keyClick(place, KEY.Key_0, CTRL)
    assert view.zoom == pytest.approx(fitted, rel=0.5)


def test_a_zoomed_page_is_moved_by_mouse_and_arrows(desk: ReceiptsDesk) -> None:
    receipt = desk.with_source()[0]
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    view = desk.page.preview.view
    view.set_zoom(4.0)
    view.set_origin(QPointF(300, 300))
    port, at = view.viewport(), QPoint(200, 200)
    QTest.mousePress(port, Qt.MouseButton.MiddleButton, pos=at)
    QTest.mouseMove(port, at - QPoint(40, 25))
    QTest.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=at - QPoint(40, 25))
    assert view.origin() == QPointF(340, 325)
    for key, moved in ((KEY.Key_Right, QPointF(388, 325)), (KEY.Key_Left, QPointF(340, 325))):
        QTest.keyClick(view, key)
        assert view.origin() == moved


def _tall(desk: ReceiptsDesk, row: int) -> DocumentView:
    """A document that does not fit its place, of a row that has others around it."""
    receipts = [one for one in desk.with_source() if desk.page.model.row_of(one.id) not in (0, None)]
    desk.take(receipts[row].id)
    desk.wait_until_shown(receipts[row])
    view = desk.page.preview.view
    view.set_zoom(4.0)
    view.setFocus()
    return view


@pytest.mark.parametrize(("key", "by"), [(KEY.Key_Down, 1), (KEY.Key_Up, -1)])
def test_at_the_edge_of_a_document_an_arrow_goes_on_but_not_while_it_is_held(
    desk: ReceiptsDesk, key: Qt.Key, by: int
) -> None:
    view, table = _tall(desk, 2), desk.page.table
    row, bar = table.currentIndex().row(), view.verticalScrollBar()
    bar.setValue(bar.maximum() - 1 if by > 0 else 1)
    QTest.keyClick(view, key)
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(view, held)
    assert table.currentIndex().row() == row, "it scrolled to the edge, and is still down"
    QTest.keyClick(view, key)
    assert table.currentIndex().row() == row + by


@pytest.mark.parametrize("large", [False, True])
def test_keys_for_the_next_receipt_work_in_the_middle_of_a_document(desk: ReceiptsDesk, large: bool) -> None:
    desk.page.commands.show_large.setChecked(large)
    view, table = _tall(desk, 2), desk.page.table
    row = table.currentIndex().row()
    QTest.keyClick(view, KEY.Key_Down, CTRL)
    assert table.currentIndex().row() == row + 1
    QTest.keyClick(view, KEY.Key_Up, CTRL)
    assert table.currentIndex().row() == row
    commands = desk.page.preview.actions_of_document
    key = commands.next_receipt.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    assert key in commands.next_receipt.toolTip()
    assert set(commands.for_preview()) <= set(view.actions())
