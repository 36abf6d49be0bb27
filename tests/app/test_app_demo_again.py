"""The demo started a second time on the same folder goes on with what is there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.core.models import FileKey
from desktop.core.note import NoteKey
from desktop.launch import _start_demo
from desktop.store.app_dirs import AppDirs
from desktop.ui.application import make_application
from tests.app.conftest import Driver
from tests.conftest import MemoryKeyring

Demo = Callable[[], Driver]


@pytest.fixture
def demo(qapp: QApplication, qtbot: QtBot, data_dir: Path) -> Iterator[Demo]:
    """`python -m desktop --demo --data-dir DIR`; each call ends what ran before."""
    with ExitStack() as all_of_it:
        running = all_of_it.enter_context(ExitStack())

        def begin() -> Driver:
            running.close()
            dirs = AppDirs(data_dir)
            program = Program(make_application(), dirs, "en", _start_demo(running, dirs))
            running.callback(program.close)
            program.show()
            qtbot.waitUntil(lambda: program.is_complete, timeout=30_000)
            return Driver(program, qtbot)

        yield begin


def test_the_second_start_opens_the_lists_of_the_first(demo: Demo, memory_keyring: MemoryKeyring) -> None:
    first = demo()
    first.wait_for_lists()
    row = first.recordings()[0]
    first.press_play(row)
    first.wait(lambda: first.player.playing)
    scope = first.scope
    account, ids = scope.account, list(first.calls.model.ids)
    scope.notes.hold(NoteKey.call(row.call.sid), "of the first time")
    second = demo()
    again = second.program.scope
    # Before any server was asked.
    assert again is not None and again.account == account
    assert sorted(second.calls.model.ids[:20]) == sorted(ids[:20])
    second.wait_for_lists()
    assert second.program.scope is again
    assert second.program.sign_in.dialog is None
    assert again.kept_files.find(FileKey.recording(row.call.sid)) is not None
    assert again.notes.text(NoteKey.call(row.call.sid)) == "of the first time"
    assert [one.identity for one in second.program.accounts.known()] == [account.identity]
    assert not memory_keyring.writes


def test_the_list_has_the_keys_when_it_comes(demo: Demo) -> None:
    """At the first start, when a button of the empty list had them, and at any later one."""
    look_for_the_keys(demo())
    look_for_the_keys(demo())


def look_for_the_keys(driver: Driver) -> None:
    table, window = driver.calls.table, driver.program.window
    driver.wait(window.isActiveWindow)
    driver.wait_for_lists()
    driver.wait(table.hasFocus)
    driver.wait(lambda: table.currentIndex().isValid() and len(driver.calls.model.ids) > 20)
    row = table.currentIndex().row()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    assert table.currentIndex().row() == row + 1


def test_an_address_that_is_taken_meanwhile_is_no_hindrance(demo: Demo) -> None:
    first = demo()
    first.wait_for_lists()
    scope = first.scope
    port = urlsplit(scope.account.server).port
    first.program.close()
    assert first.program._demo is not None
    first.program._demo.stop()
    with socket.create_server(("127.0.0.1", port or 0)):
        second = demo()
        second.wait_for_lists()
        assert second.program.scope is not None
        assert second.program.scope.account.server != scope.account.server
