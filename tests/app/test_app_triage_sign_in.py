"""The session ends in the middle of triage: fast fingers do not answer the dialog, and go on after it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.sign_in_dialog import SignInDialog
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver
from tests.conftest import MemoryKeyring

A_MINUTE_MS = 60_000
TRIAGE_KEYS = (
    Qt.Key.Key_1,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
)


@pytest.fixture
def triage(signed_in: Driver, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """What is to be reviewed is listed, and the keyboard is there; no password is kept, and the start is long
    over."""
    page = signed_in.receipts
    signed_in.bring_to_front()
    signed_in.program.window.commands.receipts.trigger()
    page.filter_bar.take_query(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))
    signed_in.wait(lambda: not page.loading.busy and page.table.current_id() is not None)
    page.table.setFocus()
    memory_keyring.kept.clear()
    monkeypatch.setattr("desktop.ui.sign_in_flow.STARTING_SECONDS", -1.0)
    return signed_in


def ask(driver: Driver, server: DemoServer) -> SignInDialog:
    """A decision finds out that the session is over; the dialog stands before the user."""
    server.world.expire_sessions()
    QTest.keyClick(driver.receipts.table, Qt.Key.Key_1)
    driver.wait(lambda: driver.program.sign_in.dialog is not None)
    dialog = driver.program.sign_in.dialog
    assert dialog is not None
    driver.wait(dialog.isActiveWindow)
    return dialog


def window_of(dialog: SignInDialog) -> QWindow:
    """What the keyboard's keys come to: whatever has the focus in it gets them."""
    window = dialog.windowHandle()
    assert window is not None
    return window


def test_keys_of_triage_neither_fill_in_nor_answer_the_dialog(
    triage: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.sign_in_dialog.QUIET_MS", A_MINUTE_MS)
    dialog = ask(triage, server)
    before, asked = dialog.typed, list[None]()
    dialog.sign_in_requested.connect(lambda *_: asked.append(None))
    for key in TRIAGE_KEYS:
        QTest.keyClick(window_of(dialog), key)
    assert dialog.isVisible() and triage.program.sign_in.dialog is dialog
    assert (dialog.typed, asked) == (before, [])
    QTest.mouseClick(dialog.password_field, Qt.MouseButton.LeftButton)
    assert dialog.password_field.hasFocus(), "who clicks means it"
    QTest.keyClick(window_of(dialog), Qt.Key.Key_1)
    assert dialog.typed.password == "1"


def test_right_after_a_start_who_sees_it_types_the_password_at_once(
    triage: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.sign_in_dialog.QUIET_MS", A_MINUTE_MS)
    monkeypatch.setattr("desktop.ui.sign_in_flow.STARTING_SECONDS", A_MINUTE_MS)
    dialog = ask(triage, server)
    triage.wait(dialog.password_field.hasFocus)
    QTest.keyClick(window_of(dialog), Qt.Key.Key_1)
    assert dialog.typed.password == "1"


def test_after_it_triage_goes_on_where_it_was(triage: Driver, server: DemoServer) -> None:
    page = triage.receipts
    decided = page.table.current_id()
    dialog = ask(triage, server)
    triage.wait(lambda: not page.loading.busy and page.table.current_id() not in (None, decided))
    current = page.table.current_id()
    # Once nothing was typed for a moment, it waits for the password, and takes it.
    triage.wait(dialog.password_field.hasFocus)
    QTest.keyClick(window_of(dialog), Qt.Key.Key_1)
    assert dialog.typed.password == "1"
    triage.sign_in(server)
    triage.wait(lambda: triage.program.sign_in.dialog is None)
    window = triage.program.window
    triage.wait(lambda: triage.program.connection.state is ConnectionState.ONLINE)
    # As the system does where there is one.
    window.activateWindow()
    triage.wait(lambda: window.isActiveWindow() and page.table.hasFocus() and not page.loading.busy)
    assert page.table.current_id() == current
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_2)
    triage.wait(lambda: len(server.counters.marks) == 2)
    assert server.counters.marks[1] == (current, "rejected")
