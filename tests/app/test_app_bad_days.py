"""Bad input and bad days: each gets its sentence and a way on; nothing is lost, nothing half-written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo import DEMO_EMAIL
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.workers.connection import RETRY_SECONDS, ConnectionState
from tests.app.conftest import Driver
from tests.app.test_app_unsaved_note import allow_writing
from tests.conftest import MemoryKeyring
from tests.full_disk import take_nothing

STREAM = r"/api/recordings/[^/]+/stream"
Start = Callable[[str], Driver]


def state_of(driver: Driver, row: CallRow) -> TransferState | None:
    transfer = driver.program.queue.transfer(FileKey.recording(row.call.sid))
    return transfer.state if transfer is not None else None


def files_below(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.parent.name in ("recordings", "receipts")]


# -- signing in ----------------------------------------------------------------------------------


def test_a_wrong_password_is_said_in_the_dialog_which_stays(start: Start, server: DemoServer) -> None:
    driver = start("en")
    driver.sign_in(server, DEMO_EMAIL, "wrong")
    dialog = driver.program.sign_in.dialog
    assert dialog is not None
    driver.wait(lambda: "do not match" in dialog.error_box.text())
    assert dialog.isVisible()
    assert driver.program.scope is None


def test_an_address_that_is_no_server_is_said(start: Start, server: DemoServer) -> None:
    server.faults.add(Fault(path="^/api/auth/login", kind="html"))
    driver = start("en")
    driver.sign_in(server)
    dialog = driver.program.sign_in.dialog
    assert dialog is not None
    driver.wait(lambda: bool(dialog.error_box.text()))


def test_without_a_keyring_the_sentence_comes_and_the_lists_too(
    start: Start, server: DemoServer, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryKeyring, "priority", 0)
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    assert any("password" in text for text in driver.texts())
    assert memory_keyring.kept == {}


def test_without_a_keyring_the_next_start_says_why_it_asks(
    start: Start, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody signed him out."""
    monkeypatch.setattr(MemoryKeyring, "priority", 0)
    first = start("en")
    first.sign_in(server)
    first.wait_for_lists()
    first.program.close()
    later = start("en")
    later.wait(lambda: any("no safe place for your password" in text for text in later.texts()))
    assert not any("signed out" in text for text in later.texts())
    assert later.program.window.status.texts()[0].startswith("Not signed in, lists from")


@pytest.mark.parametrize(
    ("broken", "words"), [(False, "not kept on this computer"), (True, "password store did not answer")]
)
def test_without_a_kept_password_the_next_start_says_so(
    signed_in: Driver,
    start: Start,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    broken: bool,
    words: str,
) -> None:
    signed_in.program.close()
    if broken:
        monkeypatch.delattr(memory_keyring, "kept")
    else:
        memory_keyring.kept.clear()
    later = start("en")
    later.wait(lambda: any(words in text for text in later.texts()))


def test_sign_out_asks_for_the_password_at_the_next_start(
    signed_in: Driver, start: Start, memory_keyring: MemoryKeyring
) -> None:
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    assert signed_in.program.scope is None
    # A keyring may take its time, and the window does not wait for it.
    signed_in.wait(lambda: memory_keyring.kept == {})
    assert len(signed_in.calls.model.ids) == 0
    signed_in.program.close()
    later = start("en")
    later.wait(lambda: later.program.sign_in.dialog is not None)
    assert later.program.scope is None


@pytest.mark.parametrize("content", [b"[1, 2]", b'{"window": 3, "open_accounts": ["a"], "speed": {}}'])
def test_settings_that_make_no_sense_are_kept_aside_and_that_is_said_once(
    signed_in: Driver, start: Start, server: DemoServer, data_dir: Path, content: bytes
) -> None:
    shown = list(signed_in.calls.model.ids)
    signed_in.program.close()
    server.stop()
    (data_dir / "settings.json").write_bytes(content)
    later = start("en")
    [aside] = data_dir.glob("settings.damaged-*.json")
    later.wait(lambda: any(aside.name in text for text in later.texts()))
    assert list(later.calls.model.ids) == shown
    later.program.close()
    again = start("en")
    again.wait(lambda: any("Working offline" in text for text in again.texts()))
    assert not any(aside.name in text for text in again.texts())


@pytest.mark.parametrize("lost", ["settings.json", "account.json"])
def test_a_damaged_file_and_no_server_show_the_lists(
    signed_in: Driver, start: Start, server: DemoServer, data_dir: Path, lost: str
) -> None:
    shown, title = list(signed_in.calls.model.ids), signed_in.program.window.windowTitle()
    signed_in.program.close()
    server.stop()
    [file] = data_dir.rglob(lost)
    file.write_bytes(b"\0" * 500)
    later = start("en")
    assert list(later.calls.model.ids) == shown
    later.wait(lambda: any("Working offline" in text for text in later.texts()))
    assert later.program.window.windowTitle() == title


# -- the disk takes nothing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "There is no room left"), (errno.EROFS, "Nothing can be written")]
)
def test_a_disk_that_takes_nothing_shows_the_lists(
    signed_in: Driver,
    start: Start,
    server: DemoServer,
    monkeypatch: pytest.MonkeyPatch,
    uncaught: list[BaseException],
    number: int,
    words: str,
) -> None:
    shown = list(signed_in.calls.model.ids)
    signed_in.program.close()
    take_nothing(monkeypatch, number)
    later = start("en")
    assert list(later.calls.model.ids) == shown
    later.wait(lambda: any(words in text for text in later.texts()))
    later.wait(lambda: not later.program.tasks.busy)
    page = later.calls
    page.filter_bar.search_field.setText("a")
    later.wait(lambda: 0 < len(page.model.ids) < len(shown) and not page.loading.busy)
    page.table.set_current_id(page.model.ids[0])
    page.commands.reviewed.trigger()
    later.program.window.commands.receipts.trigger()
    later.wait(lambda: len(later.receipts.model.ids) > 0)
    later.wait(lambda: not later.program.tasks.busy)
    assert len([text for text in later.texts() if "lists.db" in text or words in text]) == 1, (
        "it is said once"
    )
    assert later.program.connection.state is ConnectionState.ONLINE, "the server answered"
    assert not any("offline" in text for text in later.texts())
    later.program.close()
    assert uncaught == []


def test_a_disk_that_becomes_read_only_is_not_called_offline(signed_in: Driver) -> None:
    program = signed_in.program
    signed_in.wait(lambda: not program.tasks.busy)
    allow_writing(signed_in.scope, False)
    program.connection.sync_everything()
    signed_in.wait(lambda: any("may only be read" in text for text in signed_in.texts()))
    assert program.connection.state is ConnectionState.ONLINE and program.connection.retry_in is None
    assert not any("offline" in text for text in signed_in.texts())
    assert program.window.status._connection.text() == "Online, not everything is up to date"
    allow_writing(signed_in.scope, True)
    program.connection.sync_everything()
    signed_in.wait(lambda: not any("may only be read" in text for text in signed_in.texts()))


# -- the server goes -----------------------------------------------------------------------------


def test_a_start_without_a_server_shows_the_lists_at_once(
    signed_in: Driver, start: Start, server: DemoServer
) -> None:
    shown = len(signed_in.calls.model.ids)
    signed_in.program.close()
    server.stop()
    later = start("en")
    assert len(later.calls.model.ids) == shown
    later.wait(lambda: any("Working offline" in text for text in later.texts()))


def test_the_server_comes_back(signed_in: Driver, server: DemoServer) -> None:
    connection = signed_in.program.connection
    server.stop()
    connection.go()
    signed_in.wait(lambda: connection.state is ConnectionState.OFFLINE)
    server.start()
    connection.go()
    signed_in.wait(lambda: connection.state is ConnectionState.ONLINE)
    assert not any("Working offline" in text for text in signed_in.texts())


def test_a_list_that_the_server_cannot_give_holds_nothing_else_up(
    signed_in: Driver, server: DemoServer
) -> None:
    connection = signed_in.program.connection
    server.faults.add(Fault(path=r"^/api/receipts$", kind="text_500"))
    connection.go()
    signed_in.wait(lambda: any("receipts could not be" in text for text in signed_in.texts()))
    assert connection.state is ConnectionState.ONLINE
    [row] = signed_in.recordings()[:1]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE)
    server.faults.clear()
    connection.try_now()
    signed_in.wait(lambda: not any("receipts could not be" in text for text in signed_in.texts()))


def test_a_try_that_the_user_asks_for_does_not_lengthen_the_wait(
    signed_in: Driver, server: DemoServer
) -> None:
    connection = signed_in.program.connection
    server.stop()
    for _ in range(4):
        connection.try_now()
        signed_in.wait(lambda: connection.state is ConnectionState.OFFLINE)
        assert connection.retry_in is not None
        assert connection.retry_in <= RETRY_SECONDS[0]


def test_play_offline_says_so(signed_in: Driver, server: DemoServer) -> None:
    connection = signed_in.program.connection
    server.stop()
    connection.go()
    signed_in.wait(lambda: connection.state is ConnectionState.OFFLINE)
    row = signed_in.recordings()[0]
    assert signed_in.calls.table.set_current_id(row.row_id)
    play = signed_in.calls.commands.play
    assert not play.isEnabled()
    assert "offline" in play.toolTip()
    QTest.keyClick(signed_in.calls.table, Qt.Key.Key_Return)
    signed_in.wait(lambda: any("needs the server" in text for text in signed_in.texts()))


# -- the session ends ----------------------------------------------------------------------------


def test_a_session_that_ends_in_the_queue_goes_on_by_itself(signed_in: Driver, server: DemoServer) -> None:
    rows = signed_in.recordings()[:4]
    for row in rows:
        signed_in.press_play(row)
    server.world.expire_sessions()
    signed_in.wait(lambda: all(state_of(signed_in, row) is TransferState.DONE for row in rows), 50_000)
    assert signed_in.program.sign_in.dialog is None


def test_without_a_kept_password_it_asks_once_and_loses_nothing(
    signed_in: Driver, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    rows = signed_in.recordings()[:4]
    server.world.expire_sessions()
    for row in rows:
        signed_in.press_play(row)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    assert TransferState.FAILED not in [state_of(signed_in, row) for row in rows]
    signed_in.sign_in(server)
    signed_in.wait(lambda: all(state_of(signed_in, row) is TransferState.DONE for row in rows), 50_000)


# -- files that are none -------------------------------------------------------------------------


def test_a_recording_that_is_a_page_is_refused(signed_in: Driver, server: DemoServer, data_dir: Path) -> None:
    server.faults.add(Fault(path=STREAM, kind="not_audio"))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.FAILED)
    signed_in.wait(lambda: bool(signed_in.texts()))
    assert files_below(data_dir) == []


def test_a_server_that_stops_in_the_file_is_tried_again_and_said(
    signed_in: Driver, server: DemoServer, data_dir: Path
) -> None:
    server.faults.add(Fault(path=STREAM, kind="cut", times=2, at_bytes=5000))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE, 50_000)
    [name] = files_below(data_dir)
    kept = next(data_dir.rglob(name))
    assert kept.read_bytes() == server.world.recording_bytes(row.call.sid)


def test_a_full_disk_is_said_and_leaves_nothing(
    signed_in: Driver, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    queue = signed_in.program.queue
    queue.disk.seconds = 0.5
    signed_in.wait(lambda: queue.disk.error is not None)
    signed_in.wait(lambda: any("room" in text.lower() for text in signed_in.texts()))
    assert state_of(signed_in, row) is TransferState.WAITING
    assert files_below(data_dir) == []
    monkeypatch.undo()
    # It goes on by itself.
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE)


def test_a_damaged_database_is_set_aside_and_recordings_stay(
    signed_in: Driver, start: Start, server: DemoServer, data_dir: Path
) -> None:
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE)
    signed_in.program.close()
    [database] = data_dir.rglob("lists.db")
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 20_000)
    later = start("en")
    assert later.texts()
    assert list(database.parent.glob("*damaged*"))
    later.wait_for_lists()
    later.wait(lambda: later.scope.calls.kept(row.call.sid) is not None)
    server.stop()
    again = next(one for one in later.recordings() if one.call.sid == row.call.sid)
    later.press_play(again)
    later.wait(lambda: later.player.position > 100)


def test_recordings_deleted_while_it_was_closed_are_not_called_kept(
    signed_in: Driver, start: Start, server: DemoServer, data_dir: Path
) -> None:
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE)
    signed_in.program.close()
    server.stop()
    [name] = files_below(data_dir)
    next(data_dir.rglob(name)).unlink()
    later = start("en")
    later.wait(lambda: all(not one.kept for one in later.recordings()))
    assert any(one.call.sid == row.call.sid for one in later.recordings())


def test_quitting_does_not_wait_for_files_that_are_taken_up(
    signed_in: Driver, start: Start, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: state_of(signed_in, row) is TransferState.DONE)
    signed_in.program.close()
    [name] = files_below(data_dir)
    # A hole, which takes no room on the disk and half a minute to read.
    os.truncate(next(data_dir.rglob(name)), 30 << 30)
    [database] = data_dir.rglob("lists.db")
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 20_000)
    later = start("en")
    later.wait_for_lists()
    assert later.program.tasks.busy
    later.program.close()
    assert later.program.tasks.close(0)
    assert "RECOVERY files=1" not in caplog.text
