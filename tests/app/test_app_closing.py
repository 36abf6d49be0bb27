"""An account that is left is closed beside the window, however long its backup and its database take; and the
end of the program waits for neither longer than it may."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.store import backup_files
from desktop.store.backup_files import NAMES, BackupFiles
from desktop.store.database import Database
from tests.app.accounts_kit import OTHER_EMAIL, change_account, choose_account, open_both, settle, shows
from tests.app.conftest import Driver
from tests.app.note_writing import write_call
from tests.app.test_app_opening import LONGEST_GAP_MS, Gaps, is_open

Start = Callable[[str], Driver]
SECONDS = 0.6


@pytest.fixture
def slow_closing(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The databases that were closed, each of which took long."""
    closed: list[Path] = []
    close = Database.close

    def slowly(self: Database) -> None:
        time.sleep(SECONDS)
        close(self)
        closed.append(self.path)

    monkeypatch.setattr(Database, "close", slowly)
    return closed


def slow_backups(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """From now on: so long for each line of one."""
    document = backup_files._document

    def slowly(*content: Any) -> Iterator[str]:
        for piece in document(*content):
            time.sleep(seconds)
            yield piece

    monkeypatch.setattr(backup_files, "_document", slowly)


def notes_backed_up(folder: Path) -> list[str]:
    newest = BackupFiles(folder).newest()
    return [note["text"] for note in newest.content["notes"]] if newest is not None else []


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
    start: Start, server: DemoServer, slow_closing: list[Path]
) -> None:
    driver = start("en")
    open_both(driver, server)
    gaps = Gaps()
    change_account(driver, OTHER_EMAIL)
    # Back at once: it is opened once more only after it was closed.
    choose_account(driver, DEMO_EMAIL)
    driver.wait(lambda: shows(driver, DEMO_EMAIL))
    assert gaps.longest < LONGEST_GAP_MS
    settle(driver, DEMO_EMAIL)
    first, second = slow_closing[:2]
    assert first != second and slow_closing == [first, second, first, second]
    assert len(driver.calls.model.ids) > 0


def test_signing_out_with_a_backup_due_does_not_hold_the_window(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = leave_a_note_due(signed_in)
    slow_backups(monkeypatch, 0.05)
    gaps = Gaps()
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    # The same account at once, while it is still being backed up and closed.
    assert is_open(folder / "lists.db")
    signed_in.sign_in(server)
    signed_in.wait(lambda: shows(signed_in, DEMO_EMAIL))
    assert gaps.longest < LONGEST_GAP_MS
    assert notes_backed_up(folder) == ["one two"]
    settle(signed_in, DEMO_EMAIL)


def test_the_end_waits_for_no_backup_and_the_next_start_writes_it(
    signed_in: Driver, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = leave_a_note_due(signed_in)
    with monkeypatch.context() as busy:
        slow_backups(busy, 0.2)
        begun = time.monotonic()
        signed_in.program.close()
        assert time.monotonic() - begun < 2.0
    assert notes_backed_up(folder) == ["one"]
    assert not is_open(folder / "lists.db"), "the lists were closed as they should be"
    assert not list(folder.glob("*.part"))
    again = start("en")
    again.wait(lambda: notes_backed_up(folder) == ["one two"])


def test_the_end_ends_a_backup_under_way(signed_in: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the account that is shown, or of one that was signed out a moment ago."""
    folder = leave_a_note_due(signed_in)
    slow_backups(monkeypatch, 0.2)
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait((folder / f"{NAMES[0]}.part").exists)
    begun = time.monotonic()
    signed_in.program.close()
    assert time.monotonic() - begun < 2.0
    assert notes_backed_up(folder) == ["one"]
    assert not is_open(folder / "lists.db")
