"""The sign-in dialog by keyboard: its order, its rings, and what was typed when the language changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.ui.sign_in_dialog import SignInDialog, Typed
from desktop.ui.widgets.focus_ring import focus_ring
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
TYPED = Typed("127.0.0.1:8099", DEMO_EMAIL, "a password seen nowhere else", keep=True)


def opened(driver: Driver) -> SignInDialog:
    """The dialog, in front."""
    driver.wait(lambda: driver.program.sign_in.dialog is not None)
    dialog = driver.program.sign_in.dialog
    assert dialog is not None
    dialog.activateWindow()
    driver.wait(dialog.isActiveWindow)
    return dialog


def press(key: Qt.Key) -> QWidget:
    """Presses a key as the window system does; what has the keyboard then."""
    window = QApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def fill_in(dialog: SignInDialog, typed: Typed) -> None:
    dialog.server_field.setText(typed.server)
    dialog.email_field.setText(typed.email)
    dialog.password_field.setText(typed.password)
    dialog.keep_box.setChecked(typed.keep)


def test_tab_goes_through_the_fields_first_and_the_language_last(start: Start, language: str) -> None:
    dialog = opened(start(language))
    fields = [dialog.server_field, dialog.email_field, dialog.password_field, dialog.password_field.eye]
    buttons = [dialog.sign_in_button, dialog.demo_button, dialog.language_button]
    order = [*fields, dialog.keep_box, *buttons]
    order[0].setFocus()
    assert [press(Qt.Key.Key_Tab) for _ in order] == [*order[1:], order[0]]


def test_the_eye_is_pressed_by_key_and_types_nothing(start: Start) -> None:
    dialog = opened(start("en"))
    fill_in(dialog, TYPED)
    dialog.password_field.setFocus()
    assert press(Qt.Key.Key_Tab) is dialog.password_field.eye
    press(Qt.Key.Key_Space)
    assert dialog.password_field.echoMode() is dialog.password_field.EchoMode.Normal
    press(Qt.Key.Key_X)
    assert dialog.typed == TYPED


def test_what_was_typed_survives_the_language(
    start: Start, language: str, server: DemoServer, data_dir: Path
) -> None:
    driver = start(language)
    before = opened(driver)
    fill_in(before, TYPED)
    before.language_button.setFocus()
    press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.program.sign_in.dialog is not before)
    after = opened(driver)
    assert after.typed == TYPED
    directions = Qt.LayoutDirection
    was = directions.RightToLeft if language == "he" else directions.LeftToRight
    assert after.layoutDirection() != was
    kept = [path for path in data_dir.rglob("*") if path.is_file()]
    assert kept, "the language was kept"
    assert not [path for path in kept if TYPED.password.encode() in path.read_bytes()]
    assert TYPED.password not in repr(after.typed)
    after.reject()
    driver.program.window.commands.sign_in.trigger()
    assert opened(driver).typed.password == "", "it goes with the dialog that was closed"


def test_rings_are_drawn_again_after_a_window_that_is_gone(start: Start) -> None:
    driver = start("en")
    before = opened(driver)
    before.keep_box.setFocus()
    assert press(Qt.Key.Key_Tab) is before.sign_in_button
    assert focus_ring().frame.widget() is before.sign_in_button
    before.language_button.setFocus()
    press(Qt.Key.Key_Space)
    driver.wait(lambda: not isValid(before))
    after = opened(driver)
    after.keep_box.setFocus()
    assert press(Qt.Key.Key_Tab) is after.sign_in_button
    frame = focus_ring().frame
    assert frame.widget() is after.sign_in_button
    assert frame.isVisible()


@pytest.mark.parametrize("scheme", ["", "http://"])
def test_an_address_of_this_computer_needs_no_scheme(start: Start, server: DemoServer, scheme: str) -> None:
    driver = start("en")
    dialog = opened(driver)
    address = server.url.removeprefix("http://")
    fill_in(dialog, Typed(scheme + address, DEMO_EMAIL, DEMO_PASSWORD))
    dialog.sign_in_button.click()
    driver.wait_for_lists()


def test_a_server_without_https_is_said_with_what_to_type(start: Start, server: DemoServer) -> None:
    driver = start("en")
    dialog = opened(driver)
    address = server.url.removeprefix("http://")
    fill_in(dialog, Typed(f"https://{address}", DEMO_EMAIL, DEMO_PASSWORD))
    dialog.sign_in_button.click()
    driver.wait(dialog.error_box.isVisible)
    assert "does not speak https" in dialog.error_box.text()
    assert "http://" in dialog.error_box.text()
    assert dialog.password_field.text() == DEMO_PASSWORD
