"""The second window: it follows the list, decides, has its own zoom and file, and remembers its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKind, Receipt, ReceiptStatus
from desktop.demo.server import DemoServer
from desktop.ui.receipts.preview import second_window
from desktop.ui.receipts.preview.second_window import PreviewWindow, other_screen
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.theme import apply_theme, theme
from desktop.ui.widgets.window_size import FRAME
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def either(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """The desk in English, then in Hebrew."""
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def opened(desk: ReceiptsDesk) -> PreviewWindow:
    desk.page.commands.second_window.trigger()
    window = desk.page.second.window
    assert window is not None
    return window


def wait_until_shown(desk: ReceiptsDesk, where: PreviewWindow | ReceiptsPage, receipt: Receipt) -> None:
    shown = where.preview.shown
    desk.qtbot.waitUntil(
        lambda: shown.receipt == receipt and shown.kept is not None and where.preview.view.sharp,
        timeout=20_000,
    )


def take_focus(desk: ReceiptsDesk, place: QWidget) -> None:
    """As a click would: keys go to the window in front."""
    place.window().activateWindow()
    desk.qtbot.waitUntil(place.window().isActiveWindow)
    place.setFocus()


def test_it_follows_the_list_and_decides(either: ReceiptsDesk) -> None:
    desk = either
    receipts = [one for one in desk.with_source() if one.status is ReceiptStatus.PENDING_REVIEW]
    desk.take(receipts[0].id)
    window = opened(desk)
    assert window.isVisible() and window.isWindow()
    wait_until_shown(desk, window, receipts[0])
    assert window.layoutDirection() == QApplication.layoutDirection()
    desk.take(receipts[1].id)
    wait_until_shown(desk, window, receipts[1])
    wait_until_shown(desk, desk.page, receipts[1])
    take_focus(desk, window.preview.view)
    before, of_page = window.preview.view.zoom, desk.page.preview.view.zoom
    QTest.keyClick(window.preview.view, Qt.Key.Key_Plus)
    assert window.preview.view.zoom > before
    assert desk.page.preview.view.zoom == of_page, "each has its own"
    QTest.keyClick(window.preview.view, Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: desk.receipt(receipts[1].id).status is ReceiptStatus.APPROVED)
    window.preview.view.fit_page()
    row = desk.page.table.currentIndex().row()
    window.preview.view.step_wanted.emit(1)
    assert desk.page.table.currentIndex().row() == row + 1


def test_it_fits_on_its_screen_with_its_frame(desk: ReceiptsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_window, "FIRST_SIZE", QSize(900, 5000))
    window = opened(desk)
    room = window.screen().availableGeometry()
    desk.qtbot.waitUntil(lambda: room.contains(window.frameGeometry()))
    # Also where it was larger, on another screen, and not wholly on this one.
    window.resize(900, 5000)
    window.move(room.right() - 100, room.top() + 40)
    window.close()
    window = opened(desk)
    desk.qtbot.waitUntil(lambda: room.contains(window.frameGeometry()))


def test_there_is_room_for_its_frame_before_the_system_gives_it_one(
    desk: ReceiptsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_window, "FIRST_SIZE", QSize(9000, 5000))
    window = opened(desk)
    room = window.screen().availableGeometry().size()
    assert window.size() == room - FRAME


@pytest.mark.parametrize(("left", "top"), [(30_000, 20_000), (-30_000, -20_000)])
def test_from_a_screen_that_is_gone_it_comes_back_onto_one(desk: ReceiptsDesk, left: int, top: int) -> None:
    window = opened(desk)
    window.setGeometry(left, top, 620, 540)
    desk.page.commands.second_window.trigger()
    again = opened(desk)
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    desk.qtbot.waitUntil(lambda: any(room.contains(again.frameGeometry()) for room in rooms))


def test_it_closes_and_comes_back_where_it_was(desk: ReceiptsDesk) -> None:
    window = opened(desk)
    window.setGeometry(40, 60, 620, 540)
    take_focus(desk, window.preview.view)
    QTest.keySequence(window.preview.view, QKeySequence(QKeySequence.StandardKey.Close))
    assert desk.page.second.window is None
    assert not desk.page.commands.second_window.isChecked()
    again = opened(desk)
    assert again.geometry() == QRect(40, 60, 620, 540)
    desk.page.commands.second_window.trigger()
    assert desk.page.second.window is None


def test_its_full_screen_is_left_by_escape(desk: ReceiptsDesk) -> None:
    window = opened(desk)
    view = window.preview.view
    take_focus(desk, view)
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.FullScreen))
    assert window.isFullScreen()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.isVisible()


def test_without_a_receipt_and_without_an_account_it_says_so(desk: ReceiptsDesk) -> None:
    window = opened(desk)
    desk.page.set_scope(None)
    assert window.preview.receipt is None
    assert window.preview.view.notes.sentence == "No receipt is chosen in the list."


def test_one_key_shows_the_other_file_in_the_window_that_has_the_focus(desk: ReceiptsDesk) -> None:
    receipt = next(one for one in desk.with_source() if one.preview_file)
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    window = opened(desk)
    wait_until_shown(desk, window, receipt)
    take_focus(desk, window.preview.view)
    QTest.keyClick(window.preview.view, Qt.Key.Key_5)
    assert window.preview.kind is FileKind.RECEIPT_PREVIEW
    assert desk.page.preview.kind is FileKind.RECEIPT_SOURCE
    take_focus(desk, desk.page.table)
    for kind in (FileKind.RECEIPT_PREVIEW, FileKind.RECEIPT_SOURCE):
        QTest.keyClick(desk.page.table, Qt.Key.Key_5)
        assert desk.page.preview.kind is kind


def test_source_and_preview_are_told_apart_by_word_and_colour(desk: ReceiptsDesk) -> None:
    receipt = next(one for one in desk.with_source() if one.preview_file)
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    strip = desk.page.preview.strip
    for choice in ("light", "dark"):
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, choice)
        for kind, color in ((FileKind.RECEIPT_PREVIEW, "preview"), (FileKind.RECEIPT_SOURCE, "accent")):
            desk.page.preview.shown.show_kind(kind)
            assert strip.switch.current() == kind.value
            image = strip.grab().toImage()
            assert image.pixelColor(image.width() // 2, image.height() - 1) == theme().color(color)


def test_a_receipt_with_one_file_says_that_there_is_no_other(desk: ReceiptsDesk) -> None:
    receipt = next(one for one in desk.with_source() if not one.preview_file)
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    action = desk.page.preview.actions_of_document.switch_file
    assert not action.isEnabled()
    assert action.toolTip() == "This receipt has one file only."


def test_the_other_screen_is_chosen_where_there_is_one(look: QApplication) -> None:
    screen = look.primaryScreen()
    assert other_screen([screen], screen) is screen
