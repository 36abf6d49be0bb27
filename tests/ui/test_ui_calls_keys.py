"""Where the keyboard is on the calls page: it stays with the list, and no key does nothing without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.server import DemoServer
from desktop.ui.calls.recording.call_recordings import NOTHING_MESSAGE
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE
from desktop.ui.widgets.buttons import IconButton
from tests.ui.calls_desk import CallsDesk, calls_desk

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        made.window.activateWindow()
        made.wait(made.window.isActiveWindow)
        made.page.table.setFocus()
        yield made


@pytest.mark.parametrize("name", ["keep_button", "play_button"])
def test_a_click_on_a_button_that_goes_leaves_the_keyboard_with_the_list(desk: CallsDesk, name: str) -> None:
    row = desk.playable()[0]
    desk.take(row)
    bar = desk.page.details.recording
    button: QWidget = getattr(bar, name)
    desk.qtbot.mouseClick(button, LEFT)
    assert desk.page.table.hasFocus()
    desk.wait(bar.kept_button.isVisible)
    assert desk.page.table.hasFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down)
    place = desk.page.model.row_of(row.row_id)
    assert place is not None and desk.page.table.currentIndex().row() == place + 1


def test_a_button_that_goes_under_the_keyboard_gives_it_to_the_list(desk: CallsDesk) -> None:
    desk.take(desk.playable()[0])
    bar = desk.page.details.recording
    bar.keep_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.keep_button, Qt.Key.Key_Return)
    desk.wait(bar.kept_button.isVisible)
    assert desk.page.table.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_call_without_a_recording_says_so(desk: CallsDesk, key: Qt.Key) -> None:
    silent = next(row for row in desk.rows() if not row.call.has_recording)
    desk.take(silent)
    QTest.keyClick(desk.page.table, key)
    said = desk.message(NOTHING_MESSAGE)
    assert said is not None
    assert said.sentence == "This call has no recording."
    assert list(desk.page.table.selected_ids()) == [silent.row_id]
    desk.take(desk.playable()[0])
    assert desk.message(NOTHING_MESSAGE) is None, "it was said of another call"


def test_space_says_why_nothing_can_be_fetched(desk: CallsDesk) -> None:
    desk.go_offline()
    desk.page.set_no_server("You are offline, and this needs the server.")
    desk.take(desk.playable()[0])
    with desk.qtbot.waitSignal(desk.page.server_wanted):
        QTest.keyClick(desk.page.table, Qt.Key.Key_Space)
    assert desk.wait_for_message(PLAY_MESSAGE).sentence.startswith("You are offline")
    desk.page.set_no_server("")
    assert desk.message(PLAY_MESSAGE) is None, "it can be by now"


def test_of_several_nothing_is_cancelled_while_none_of_them_comes(desk: CallsDesk) -> None:
    desk.go_offline()
    rows, cancel = desk.playable()[:3], desk.page.commands.cancel
    desk.page.table.select_ids([row.row_id for row in rows[:2]])
    assert not cancel.isEnabled()
    assert cancel.toolTip() == "Nothing is being downloaded."
    desk.queue.request(FileKey.recording(rows[2].call.sid))
    desk.wait(cancel.isEnabled)
    cancel.trigger()
    assert desk.wait_for_message(NOTHING_MESSAGE).sentence == "Nothing is being downloaded."
    assert desk.state(rows[2]) is TransferState.WAITING
    desk.page.table.select_ids([row.row_id for row in rows[1:]])
    cancel.trigger()
    assert desk.state(rows[2]) is TransferState.CANCELLED
    desk.wait(lambda: not cancel.isEnabled())


def test_what_is_not_asked_for_yet_is_cancelled_too(desk: CallsDesk) -> None:
    desk.go_offline()
    asked: list[int] = []

    def cancel(count: int) -> None:
        asked.append(count)
        desk.page.recordings.cancel_selected()

    desk.page.keeper.asked.connect(cancel)
    desk.page.table.selectAll()
    desk.page.commands.keep.trigger()
    desk.wait(lambda: len(asked) == 1)
    QApplication.processEvents()
    assert asked[0] > 20
    assert desk.queue.transfers() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_menus_of_the_filter_bar_open_by_key(desk: CallsDesk, key: Qt.Key) -> None:
    buttons = desk.page.filter_bar.findChildren(IconButton)
    assert len(buttons) == 3
    for button in buttons:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, key)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), button.accessibleName()
        menu.close()
