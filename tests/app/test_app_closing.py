"""An account that is left is closed beside the window, however long its backup and its database take; and the
end of the program waits for neither longer than it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BufferedWriter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.models import FileKey
from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.launch import _end
from desktop.store import backup_files, part_file
from desktop.store.backup_files import NAMES, BackupFiles
from desktop.store.database import Database
from desktop.store.replace_file import sync_file
from desktop.workers.open_once import OpenOnce
from desktop.workers.quitting import BACKUP_WITHIN_SECONDS
from tests.app.accounts_kit import OTHER_EMAIL, change_account, choose_account, open_both, settle, shows
from tests.app.conftest import BACKUP_LIMIT, Driver
from tests.app.note_writing import write_call
from tests.app.test_app_opening import is_open
from tests.app.window_turns import WindowTurns
from tests.prepared import account_service

Start = Callable[[str], Driver]


@pytest.fixture
def turns(qapp: QApplication) -> Iterator[WindowTurns]:
    made = WindowTurns()
    yield made
    made.end()


@pytest.fixture
def slow_closing(turns: WindowTurns, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The databases that were closed, each of which took long."""
    closed: list[Path] = []
    close = Database.close

    def slowly(self: Database) -> None:
        turns.wait()
        close(self)
        closed.append(self.path)

    monkeypatch.setattr(Database, "close", slowly)
    return closed


def slow_backups(monkeypatch: pytest.MonkeyPatch, wait: Callable[[int], object]) -> None:
    """From now on each line of one, counted from 0, takes as long as `wait`."""
    document = backup_files._document

    def slowly(*content: Any) -> Iterator[str]:
        for number, piece in enumerate(document(*content)):
            wait(number)
            yield piece

    monkeypatch.setattr(backup_files, "_document", slowly)


def wait_for_backups_as_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as long as they take; for the threads, which end by themselves then, the test waits."""
    monkeypatch.setattr(BACKUP_LIMIT, BACKUP_WITHIN_SECONDS)


def notes_backed_up(folder: Path) -> list[str]:
    newest = BackupFiles(folder).newest()
    return [note["text"] for note in newest.content["notes"]] if newest is not None else []


class SlowDisk:
    """No file that came reaches the disk itself before it `may`."""

    def __init__(self) -> None:
        self.may, self.waiting = threading.Event(), threading.Event()

    def sync(self, file: BufferedWriter) -> None:
        self.waiting.set()
        self.may.wait(30)
        sync_file(file)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    made = SlowDisk()
    monkeypatch.setattr(part_file, "sync_file", made.sync)
    yield made
    made.may.set()


def ask_for_one(driver: Driver, server: DemoServer, disk: SlowDisk) -> FileKey:
    """A recording, all of which is here, and waits for the disk."""
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    row = next(row for row in driver.recordings() if row.call.sid in sound)
    key = FileKey.recording(row.call.sid)
    driver.program.queue.request(key)
    driver.wait(disk.waiting.is_set)
    return key


def leave_a_note_due(driver: Driver) -> Path:
    """Writes one that the last backup does not have; returns the account's folder."""
    scope = driver.program.scope
    assert scope is not None
    driver.bring_to_front()
    write_call(driver, driver.calls.model.ids[0], "one")
    driver.calls.table.setFocus()
    driver.wait((scope.folder / NAMES[0]).exists)
    driver.wait(lambda: not driver.program.tasks.busy)
    write_call(driver, driver.calls.model.ids[0], " two")
    return scope.folder


def test_closing_the_account_before_does_not_hold_the_window(
    start: Start, server: DemoServer, slow_closing: list[Path], turns: WindowTurns
) -> None:
    driver = start("en")
    open_both(driver, server)
    change_account(driver, OTHER_EMAIL)
    # Back at once: it is opened once more only after it was closed.
    choose_account(driver, DEMO_EMAIL)
    driver.wait(lambda: shows(driver, DEMO_EMAIL))
    assert not turns.missed
    settle(driver, DEMO_EMAIL)
    first, second = slow_closing[:2]
    assert first != second and slow_closing == [first, second, first, second]
    assert len(driver.calls.model.ids) > 0


def test_signing_out_with_a_backup_due_does_not_hold_the_window(
    signed_in: Driver, server: DemoServer, turns: WindowTurns, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = leave_a_note_due(signed_in)
    slow_backups(monkeypatch, lambda line: None if line else turns.wait())
    turns.hold()
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    # The same account at once, while it is still being backed up and closed.
    assert is_open(folder / "lists.db")
    signed_in.sign_in(server)
    turns.go_on()
    signed_in.wait(lambda: shows(signed_in, DEMO_EMAIL))
    assert not turns.missed
    assert notes_backed_up(folder) == ["one two"]
    settle(signed_in, DEMO_EMAIL)


def test_signing_out_loses_nothing_that_has_come(
    signed_in: Driver, server: DemoServer, slow_disk: SlowDisk
) -> None:
    folder = signed_in.scope.folder
    key = ask_for_one(signed_in, server, slow_disk)
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    # The same account at once: it is opened when the one before has kept what came.
    signed_in.sign_in(server)
    assert is_open(folder / "lists.db")
    assert not shows(signed_in, DEMO_EMAIL)
    slow_disk.may.set()
    signed_in.wait(lambda: shows(signed_in, DEMO_EMAIL))
    kept = signed_in.scope.kept_files.find(key)
    assert kept is not None
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)
    settle(signed_in, DEMO_EMAIL)


def test_nobody_else_has_the_folder_while_a_disk_takes_its_time(
    signed_in: Driver,
    server: DemoServer,
    slow_disk: SlowDisk,
    data_dir: Path,
    hurried_end: None,
) -> None:
    """The window goes within two seconds; what has come is kept after that, and only then another start may
    write there."""
    folder, key = signed_in.scope.folder, ask_for_one(signed_in, server, slow_disk)
    once, taken = OpenOnce(data_dir), list[bool]()
    assert once.take()
    once.listen()

    def look() -> None:
        other = OpenOnce(data_dir)
        other.start_ms = 0
        taken.extend((other.take(), other.call(), is_open(folder / "lists.db")))
        slow_disk.may.set()

    assert not signed_in.program.close(), "it went before the disk was done"
    after = threading.Timer(0.2, look)
    after.start()
    _end(signed_in.program, once)
    assert taken == [False, False, True]
    assert not is_open(folder / "lists.db"), "the lists were closed as they should be"
    once.release()
    scope = account_service(data_dir).open_last()
    assert scope is not None
    with closing(scope):
        assert scope.kept_files.find(key) is not None


def test_the_end_waits_for_no_backup_and_the_next_start_writes_it(
    signed_in: Driver, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = leave_a_note_due(signed_in)
    wait_for_backups_as_the_program_does(monkeypatch)
    with monkeypatch.context() as busy:
        slow_backups(busy, lambda _line: time.sleep(0.2))
        signed_in.program.close()
    assert notes_backed_up(folder) == ["one"]
    assert not is_open(folder / "lists.db"), "the lists were closed as they should be"
    assert not list(folder.glob("*.part"))
    again = start("en")
    again.wait(lambda: notes_backed_up(folder) == ["one two"])


def test_the_end_ends_a_backup_under_way(signed_in: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the account that is shown, or of one that was signed out a moment ago."""
    folder = leave_a_note_due(signed_in)
    wait_for_backups_as_the_program_does(monkeypatch)
    closing_begins = threading.Event()
    slow_backups(monkeypatch, lambda line: time.sleep(0.2) if line else closing_begins.wait(30))
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait((folder / f"{NAMES[0]}.part").exists)
    closing_begins.set()
    signed_in.program.close()
    assert notes_backed_up(folder) == ["one"]
    assert not is_open(folder / "lists.db")
