"""Zoom, fit, turns and pages by the page's keys, from the list and from the document, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.demo.server import DemoServer
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
