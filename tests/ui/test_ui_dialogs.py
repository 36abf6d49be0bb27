"""Sign-in, settings, question and crash dialogs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import WrongCredentials
from desktop.core.models import Account
from desktop.core.settings import Settings
from desktop.ui.crash_dialog import CrashDialog, CrashReports
from desktop.ui.error_text import error_text
from desktop.ui.settings.settings_dialog import SettingsDialog
from desktop.ui.sign_in_dialog import SignInDialog, Typed
from desktop.ui.widgets.dialog import QuestionDialog

LEFT = Qt.MouseButton.LeftButton
ACCOUNT = Account("https://prosaas.example", 1, 2, "office@sample.example", "Office", "Sample Ltd")


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


@pytest.fixture
def sign_in(either_language: str, qtbot: QtBot) -> SignInDialog:
    dialog = SignInDialog(typed=Typed("https://prosaas.example", "office@sample.example"))
    _shown(qtbot, dialog)
    return dialog


def test_enter_signs_in(sign_in: SignInDialog, qtbot: QtBot) -> None:
    assert sign_in.focusWidget() is sign_in.password_field
    qtbot.keyClicks(sign_in.password_field, "secret word")
    with qtbot.waitSignal(sign_in.sign_in_requested) as asked:
        qtbot.keyClick(sign_in.password_field, Qt.Key.Key_Return)
    assert asked.args == ["https://prosaas.example", "office@sample.example", "secret word", False]
    assert sign_in.isVisible()


def test_keeping_the_password_is_asked_for(sign_in: SignInDialog, qtbot: QtBot) -> None:
    sign_in.password_field.setText("secret")
    qtbot.keyClick(sign_in.keep_box, Qt.Key.Key_Space)
    with qtbot.waitSignal(sign_in.sign_in_requested) as asked:
        qtbot.mouseClick(sign_in.sign_in_button, LEFT)
    assert asked.args is not None
    assert asked.args[3] is True


def test_an_empty_field_is_said(sign_in: SignInDialog, qtbot: QtBot) -> None:
    sign_in.email_field.clear()
    with qtbot.assertNotEmitted(sign_in.sign_in_requested):
        qtbot.mouseClick(sign_in.sign_in_button, LEFT)
    assert sign_in.error_box.isVisible()
    assert sign_in.focusWidget() is sign_in.email_field


def test_busy_can_be_cancelled_and_nothing_else(sign_in: SignInDialog, qtbot: QtBot) -> None:
    sign_in.set_demo_available(True)
    sign_in.set_busy(True)
    assert not sign_in.password_field.isEnabled()
    assert not sign_in.sign_in_button.isVisible()
    assert not sign_in.demo_button.isVisible()
    assert sign_in.busy_label.isVisible()
    with qtbot.waitSignal(sign_in.cancelled):
        qtbot.mouseClick(sign_in.cancel_button, LEFT)
    assert sign_in.sign_in_button.isVisible()
    assert sign_in.demo_button.isVisible()


def test_escape_cancels_first_and_closes_then(sign_in: SignInDialog, qtbot: QtBot) -> None:
    sign_in.set_busy(True)
    with qtbot.waitSignal(sign_in.cancelled):
        qtbot.keyClick(sign_in, Qt.Key.Key_Escape)
    assert sign_in.isVisible()
    with qtbot.waitSignal(sign_in.rejected):
        qtbot.keyClick(sign_in, Qt.Key.Key_Escape)


def test_an_error_is_said_in_the_dialog_and_nothing_typed_is_lost(sign_in: SignInDialog) -> None:
    height = sign_in.sizeHint().height()
    sign_in.password_field.setText("secret")
    sign_in.set_busy(True)
    sign_in.set_busy(False)
    sign_in.show_error(error_text(WrongCredentials()))
    assert sign_in.error_box.text() == error_text(WrongCredentials()).sentence
    assert sign_in.sizeHint().height() > height
    assert sign_in.password_field.selectedText() or sign_in.password_field.text() == "secret"
    sign_in.set_busy(True)
    assert not sign_in.error_box.isVisible()


def test_the_password_goes_with_the_dialog(sign_in: SignInDialog) -> None:
    sign_in.password_field.setText("secret")
    sign_in.close()
    assert sign_in.password_field.text() == ""


def test_the_eye_shows_the_password(sign_in: SignInDialog) -> None:
    eye = sign_in.password_field.eye
    said = eye.toolTip()
    eye.click()
    assert sign_in.password_field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == eye.toolTip() != said
    sign_in.set_busy(True)
    assert sign_in.password_field.echoMode() == QLineEdit.EchoMode.Password
    assert not eye.isEnabled()


def test_other_ways_in_only_when_there_are_any(sign_in: SignInDialog, qtbot: QtBot) -> None:
    assert not sign_in.offline_button.isVisible()
    assert not sign_in.demo_button.isVisible()
    sign_in.set_offline_hint("lists from 14:02")
    sign_in.set_demo_available(True)
    assert "lists from 14:02" in sign_in.offline_hint.text()
    with qtbot.waitSignal(sign_in.work_offline_requested):
        qtbot.mouseClick(sign_in.offline_button, LEFT)
    with qtbot.waitSignal(sign_in.demo_requested):
        qtbot.mouseClick(sign_in.demo_button, LEFT)
    sign_in.set_offline_hint(None)
    assert not sign_in.offline_hint.isVisible()


def test_the_other_language_is_offered(sign_in: SignInDialog, either_language: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sign_in.language_requested) as asked:
        qtbot.mouseClick(sign_in.language_button, LEFT)
    assert asked.args == ["en" if either_language == "he" else "he"]


def test_addresses_are_written_left_to_right(sign_in: SignInDialog) -> None:
    for field in (sign_in.server_field, sign_in.email_field, sign_in.password_field):
        assert field.layoutDirection() == Qt.LayoutDirection.LeftToRight
        assert field.accessibleName()


# -- settings ----------------------------------------------------------------------------------------


@pytest.fixture
def settings(either_language: str, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(Settings(language="he", theme="dark", volume=40), ACCOUNT)
    _shown(qtbot, dialog)
    return dialog


def test_ok_without_a_change_says_nothing(settings: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(settings.settings_changed), qtbot.waitSignal(settings.accepted):
        qtbot.mouseClick(settings.ok_button, LEFT)


def test_what_was_chosen_and_all_the_rest(settings: SettingsDialog, qtbot: QtBot) -> None:
    settings.general.language_box.setCurrentIndex(settings.general.language_box.findData("en"))
    settings.general.theme_choice.set_current("light")
    settings.general.rows_choice.set_current("compact")
    settings.general.full_walk_box.setCurrentIndex(settings.general.full_walk_box.findData(0))
    with qtbot.waitSignal(settings.settings_changed) as changed:
        qtbot.mouseClick(settings.ok_button, LEFT)
    chosen = Settings(language="en", theme="light", compact_rows=True, full_walk_hours=0, volume=40)
    assert changed.args == [chosen]


@pytest.mark.parametrize(
    ("hours", "shown"), [(6, 6), (24, 24), (168, 168), (0, 0), (-5, 0), (1, 6), (48, 24), (10**9, 168)]
)
def test_hours_of_another_hand_show_the_choice_below_them(qtbot: QtBot, hours: int, shown: int) -> None:
    dialog = SettingsDialog(Settings(full_walk_hours=hours), ACCOUNT)
    qtbot.addWidget(dialog)
    assert dialog.chosen().full_walk_hours == shown


def test_defaults_touch_only_what_the_dialog_shows(settings: SettingsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(settings.defaults_button, LEFT)
    assert settings.chosen() == Settings(volume=40)


def test_cancel_changes_nothing(settings: SettingsDialog, qtbot: QtBot) -> None:
    settings.general.theme_choice.set_current("light")
    with qtbot.assertNotEmitted(settings.settings_changed):
        qtbot.mouseClick(settings.cancel_button, LEFT)


def test_sign_out_from_the_account_page(settings: SettingsDialog, qtbot: QtBot) -> None:
    assert not settings.account.sign_out_button.isVisible()
    settings.show_page(settings.account)
    assert settings.account.sign_out_button.isVisible()
    texts = [label.text() for label in settings.findChildren(QLabel) if label.isVisible()]
    assert any("office@sample.example" in text for text in texts)
    qtbot.mouseClick(settings.account.sign_out_button, LEFT)
    settings.account.question.cancel_button.click()
    assert settings.isVisible()
    qtbot.mouseClick(settings.account.sign_out_button, LEFT)
    with qtbot.waitSignal(settings.sign_out_requested):
        settings.account.question.answer_button.click()
    assert not settings.isVisible()


def test_notices_of_third_parties_stand_under_about(settings: SettingsDialog, qtbot: QtBot) -> None:
    settings.show_page(settings.about)
    qtbot.mouseClick(settings.about.notices_button, LEFT)
    notices = settings.about.notices
    assert "requests" in notices.text.toPlainText()
    assert notices.text.isReadOnly()
    # English in a Hebrew window too, from the left.
    assert notices.text.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LeftToRight
    with qtbot.waitSignal(notices.accepted):
        qtbot.mouseClick(notices.close_button, LEFT)
    assert settings.isVisible()


def test_sign_out_everywhere_is_asked_twice(settings: SettingsDialog, qtbot: QtBot) -> None:
    settings.show_page(settings.account)
    settings.account.sign_out_button.click()
    with qtbot.assertNotEmitted(settings.sign_out_everywhere_requested):
        settings.account.question.other_button.click()
    with qtbot.waitSignal(settings.sign_out_everywhere_requested):
        settings.account.question.answer_button.click()


def test_without_an_account(look: QApplication, qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(), None)
    _shown(qtbot, dialog)
    dialog.show_page(dialog.account)
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Nobody is signed in." in texts


# -- question ----------------------------------------------------------------------------------------


def test_the_safe_answer_is_the_default(either_language: str, qtbot: QtBot) -> None:
    dialog = QuestionDialog("Sign out", "Sign out?", "Downloads stop.", "Sign out here", other="Everywhere…")
    _shown(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_the_third_answer_stands_apart(look: QApplication, qtbot: QtBot) -> None:
    dialog = QuestionDialog("Sign out", "Sign out?", "Downloads stop.", "Sign out here", other="Everywhere…")
    _shown(qtbot, dialog)
    with qtbot.waitSignals([dialog.rejected, dialog.other_chosen], order="strict"):
        qtbot.mouseClick(dialog.other_button, LEFT)
    plain = QuestionDialog("Delete", "Delete?", "For good.", "Delete")
    _shown(qtbot, plain)
    assert not plain.other_button.isVisible()
    with qtbot.waitSignal(plain.rejected):
        qtbot.keyClick(plain, Qt.Key.Key_Escape)


# -- crash -------------------------------------------------------------------------------------------


@pytest.fixture
def reports(look: QApplication, tmp_path: Path) -> Iterator[CrashReports]:
    before = (sys.excepthook, threading.excepthook)
    reports = CrashReports(tmp_path)
    yield reports
    reports.close()
    assert (sys.excepthook, threading.excepthook) == before


def _raise_somewhere(message: str) -> None:
    error = RuntimeError(message)
    sys.excepthook(RuntimeError, error, error.__traceback__)


def test_one_dialog_for_all_that_nobody_caught(
    reports: CrashReports, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    _raise_somewhere("first")
    _raise_somewhere("second")
    qtbot.waitUntil(lambda: reports.dialog is not None and reports.dialog.isVisible())
    dialog = reports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.details.toPlainText().count("RuntimeError") == 2)
    assert "first" in caplog.text
    assert "first" not in dialog.details.toPlainText(), "what an exception says may be private"
    dialog.close_button.click()
    assert reports.dialog is None


def test_a_thread_that_failed_is_said_on_the_ui_thread(reports: CrashReports, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reports.dialog is not None)
    assert reports.dialog is not None
    assert "ValueError" in reports.dialog.details.toPlainText()


def test_details_are_folded_and_copied(either_language: str, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("Details of it", tmp_path)
    _shown(qtbot, dialog)
    assert not dialog.details.isVisible()
    qtbot.mouseClick(dialog.details_button, LEFT)
    assert dialog.details.isVisible()
    qtbot.mouseClick(dialog.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "Details of it"
    qtbot.mouseClick(dialog.details_button, LEFT)
    assert not dialog.details.isVisible()
