"""The sheet of keys: all that the window's own commands have, and a line that finds one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.ui.formatting import strip_marks
from desktop.ui.keys.key_lines import KeyLine
from desktop.ui.keys.keys_dialog import KeysDialog
from desktop.ui.widgets.key_words import native
from tests.app.conftest import Driver


@pytest.fixture
def sheet(driver: Driver) -> KeysDialog:
    driver.bring_to_front()
    QTest.keyClick(driver.calls.table, Qt.Key.Key_F1)
    driver.wait(lambda: driver.program.window.keys_sheet.dialog is not None)
    dialog = driver.program.window.keys_sheet.dialog
    assert dialog is not None
    driver.wait(dialog.isActiveWindow)
    return dialog


def is_named(action: QAction, lines: list[KeyLine]) -> bool:
    text, key = action.text().rstrip("…"), native(action.shortcut())
    return any(line.text == text and key in line.keys for line in lines)


def test_each_key_is_named_at_its_place_and_found(driver: Driver, sheet: KeysDialog) -> None:
    window, shown = driver.program.window, sheet.shown()
    assert len(shown) == 6
    anywhere, calls, receipts, player, document, _ = shown.values()
    expected = (
        (anywhere, window.commands.find),
        (anywhere, window.commands.keys),
        (calls, driver.calls.commands.keep),
        (calls, driver.calls.commands.remove),
        (receipts, driver.receipts.commands.approve),
        (player, window.player_bar.commands.forward),
        (document, driver.receipts.preview.actions_of_document.zoom_in),
    )
    for lines, action in expected:
        assert is_named(action, lines), action.text()
    every = [line for lines in shown.values() for line in lines]
    assert all(line.text and line.keys for line in every)
    assert not any("Media" in key for line in every for key in line.keys)
    assert all(len(lines) == len(set(lines)) for lines in shown.values())
    QTest.keyClicks(sheet.field, "ctrl+shift+s")
    driver.wait(lambda: len(sheet.shown()) == 1)
    [[line]] = sheet.shown().values()
    assert line.text == driver.receipts.commands.download_preview.text()
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    assert sheet.list.hasFocus()
    assert sheet.layoutDirection() is window.layoutDirection()
    sheet.field.setText("zzzz")
    driver.wait(lambda: sheet.shown() == {} and not sheet.list.isVisible())
    sheet.field.setText("")
    driver.wait(lambda: sheet.shown() == shown)
    # It stands beside the window; the key a second time shows it as things are then.
    window.activateWindow()
    driver.wait(window.isActiveWindow)
    driver.player.set_steps(5, 15, 0)
    window.commands.keys.trigger()
    again = window.keys_sheet.dialog
    assert again is not None and again is not sheet
    assert is_named(window.player_bar.commands.back, list(again.shown().values())[3])
    again.close()
    assert window.keys_sheet.dialog is None
    assert any(window.commands.keys in menu.actions() for menu in window.rail.findChildren(QMenu))


def test_buttons_say_their_keys(signed_in: Driver) -> None:
    window, page = signed_in.program.window, signed_in.calls
    assert page.table.set_current_id(signed_in.recordings()[0].row_id)
    tips = {
        page.details.copy_phone_button.toolTip(): page.commands.copy_phone,
        page.details.recording.keep_button.toolTip(): page.commands.keep,
        page.details.recording.remove_button.toolTip(): page.commands.remove,
        window.commands.receipts.toolTip(): window.commands.receipts,
    }
    for tip, action in tips.items():
        assert strip_marks(tip).endswith(f"({native(action.shortcut())})"), tip
