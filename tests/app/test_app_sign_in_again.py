"""Signing in where somebody is signed in already, and leaving while the server takes its time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool

from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.widgets.buttons import PlainButton
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
LISTS = r"^/api/(calls|receipts)$"
LOGIN = r"^/api/auth/login$"


def sign_in_again(driver: Driver, server: DemoServer) -> None:
    """By the command of the menu, as the same user."""
    driver.program.window.commands.sign_in.trigger()
    driver.sign_in(server)
    driver.wait(lambda: driver.program.sign_in.dialog is None)


def test_downloads_use_the_new_sign_in(signed_in: Driver, server: DemoServer) -> None:
    sign_in_again(signed_in, server)
    connection, queue = signed_in.program.connection, signed_in.program.queue
    signed_in.wait(lambda: connection.state is ConnectionState.ONLINE)
    row = signed_in.recordings()[0]
    key = FileKey.recording(row.call.sid)
    queue.request(key)

    def is_here() -> bool:
        transfer = queue.transfer(key)
        return transfer is not None and transfer.state is TransferState.DONE

    signed_in.wait(is_here, 10_000)


def test_a_sync_that_the_new_sign_in_ended_begins_anew(signed_in: Driver, server: DemoServer) -> None:
    connection = signed_in.program.connection
    server.faults.add(Fault(path=LISTS, kind="stall", times=1))
    connection.go()
    # The first sync it must be that stalls: it asks who is signed in before it asks for a list.
    signed_in.wait(lambda: bool(server.faults.stalled()))
    assert connection.state is ConnectionState.SYNCING
    sign_in_again(signed_in, server)
    signed_in.wait(lambda: connection.state is ConnectionState.ONLINE, 10_000)


def test_a_slow_refusal_does_not_end_the_new_sign_in(
    signed_in: Driver, start: Start, server: DemoServer
) -> None:
    """The kept password is refused long after the user typed the new one."""
    signed_in.program.close()
    server.faults.add(Fault(path=LOGIN, kind="delay", seconds=50, times=1))
    server.faults.add(Fault(path=LOGIN, kind="status", status=401, body=b"{}", times=1))
    again = start("en")
    connection = again.program.connection
    again.wait(lambda: bool(server.faults.stalled()))
    sign_in_again(again, server)
    again.wait(lambda: connection.state is ConnectionState.ONLINE, 10_000)
    server.faults.release()
    again.wait(lambda: not again.program.tasks.busy, 10_000)
    assert connection.state is ConnectionState.ONLINE
    assert again.program.sign_in.dialog is None


@pytest.mark.parametrize("at_start", [True, False])
def test_leaving_does_not_wait_for_a_sign_in(
    signed_in: Driver, start: Start, server: DemoServer, at_start: bool
) -> None:
    signed_in.program.close()
    server.faults.add(Fault(path=LOGIN, kind="stall", at_bytes=0))
    again = start("en")
    if not at_start:
        again.program.window.commands.sign_in.trigger()
        again.sign_in(server)
    hits = server.counters.hits
    again.wait(lambda: hits["POST /api/auth/login"] >= 2)
    again.program.close()
    threads = again.program.tasks.findChild(QThreadPool)
    assert isinstance(threads, QThreadPool)
    assert threads.waitForDone(20_000)


def test_settings_that_cannot_be_written_count_for_this_run(
    signed_in: Driver, data_dir: Path, uncaught: list[BaseException]
) -> None:
    program = signed_in.program
    # A folder where the file is to be: what a disk refuses, even to an administrator.
    [path] = data_dir.rglob("settings.json")
    path.unlink()
    path.mkdir()
    program.window.settings_chosen.emit(program.accounts.settings._replace(compact_rows=True))
    assert program.accounts.settings.compact_rows
    signed_in.wait(lambda: bool(signed_in.texts()))
    program.window.sign_out_asked.emit(False)
    assert program.scope is None
    assert uncaught == []


def test_signed_out_the_empty_pages_say_so_and_lead_back(signed_in: Driver) -> None:
    """The lists are on this computer: that they were never synced would be untrue, and trying is no way."""
    window, flow = signed_in.program.window, signed_in.program.sign_in
    window.sign_out_asked.emit(False)
    signed_in.wait(lambda: flow.dialog is not None)
    assert flow.dialog is not None
    flow.dialog.reject()
    signed_in.wait(lambda: flow.dialog is None)
    window.resize(1440, 900)
    for page, show in (
        (signed_in.calls, window.commands.calls),
        (signed_in.receipts, window.commands.receipts),
    ):
        show.trigger()
        signed_in.wait(page.empty.isVisible)
        assert page.empty.accessibleName() == "You are not signed in. Your lists are shown once you sign in."
        button = page.empty.findChild(PlainButton)
        assert button is not None and button.text() == "Sign in…"
        button.click()
        signed_in.wait(lambda: flow.dialog is not None)
        assert flow.dialog is not None
        flow.dialog.reject()
        signed_in.wait(lambda: flow.dialog is None)
