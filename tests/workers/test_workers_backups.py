"""Backups: at once after the first change, then once a pause at most; the last change is never left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.core.account import Account
from desktop.core.backed_up import Restored
from desktop.core.errors import AppError, BackupsDamaged, BackupTooNew
from desktop.core.note import NoteKey
from desktop.services.account_scope import AccountScope
from desktop.store import backup_files
from desktop.store.backup_files import FORMAT, NAMES, BackupFiles
from desktop.workers.backups import Backups
from desktop.workers.task_pool import TaskPool

ACCOUNT = Account("https://a.example", 1, 2, "d@a.example")
KEY = NoteKey.call("CA1")
LONG_MS, SHORT_MS = 600_000, 1


class Desk:
    """The worker on a real account."""

    def __init__(self, folder: Path, every_ms: int) -> None:
        self.folder = folder
        self.owner = QObject()
        self.tasks = TaskPool(self.owner)
        self.scope = AccountScope(ACCOUNT, folder)
        self.backups = Backups(self.tasks, self.owner, every_ms)
        self.restored: list[Restored] = []
        self.failed: list[AppError] = []
        self.backups.restored.connect(self.restored.append)
        self.backups.failed.connect(self.failed.append)

    def write(self, text: str) -> None:
        self.scope.notes.hold(KEY, text)
        self.scope.notes.write()
        self.backups.request()

    def saved(self) -> str:
        """The note as the newest backup has it."""
        newest = BackupFiles(self.folder).newest()
        return str(newest.content["notes"][0]["text"]) if newest is not None else ""

    def close(self) -> None:
        self.backups.set_scope(None)
        assert self.tasks.close(20_000)
        self.scope.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    made = Desk(tmp_path, request.param)
    yield made
    made.close()


def settle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.busy)


@pytest.mark.parametrize("desk", [LONG_MS], indirect=True)
def test_the_first_change_is_saved_at_once_the_next_after_the_pause_or_the_end(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.backups.set_scope(desk.scope)
    settle(desk, qtbot)
    desk.write("one")
    qtbot.waitUntil(lambda: desk.saved() == "one")
    desk.write("two")
    settle(desk, qtbot)
    assert desk.saved() == "one"
    desk.close()
    assert desk.saved() == "two"


@pytest.mark.parametrize("desk", [SHORT_MS], indirect=True)
def test_the_last_of_many_changes_is_saved(desk: Desk, qtbot: QtBot) -> None:
    desk.backups.set_scope(desk.scope)
    for number in range(20):
        desk.write(f"text {number}")
    qtbot.waitUntil(lambda: desk.saved() == "text 19")


@pytest.mark.parametrize("desk", [LONG_MS], indirect=True)
def test_what_an_unclean_end_left_is_saved_at_the_start(desk: Desk, qtbot: QtBot) -> None:
    desk.scope.notes.hold(KEY, "written, not backed up")
    desk.scope.notes.write()
    desk.backups.set_scope(desk.scope)
    qtbot.waitUntil(lambda: desk.saved() == "written, not backed up")


@pytest.mark.parametrize("desk", [LONG_MS], indirect=True)
def test_what_came_back_is_told(desk: Desk, qtbot: QtBot) -> None:
    content = {
        "notes": [{"kind": "call", "id": "CA1", "text": "a", "changed_at": "2026-11-14T10:02:00+00:00"}]
    }
    now = desk.scope.clock.now()
    BackupFiles(desk.folder).write(content, now)
    desk.backups.set_scope(desk.scope)
    qtbot.waitUntil(lambda: desk.restored == [Restored(1, 0, 0, now)])
    assert desk.scope.notes.text(KEY) == "a"


@pytest.mark.parametrize("desk", [LONG_MS], indirect=True)
def test_backups_that_cannot_be_read_are_told(desk: Desk, qtbot: QtBot) -> None:
    (desk.folder / NAMES[0]).write_bytes(b"")
    desk.backups.set_scope(desk.scope)
    qtbot.waitUntil(lambda: len(desk.failed) == 1)
    assert isinstance(desk.failed[0], BackupsDamaged)


@pytest.mark.parametrize("desk", [SHORT_MS], indirect=True)
def test_a_backup_of_a_later_version_is_told_once_and_left_alone(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(backup_files, "FORMAT", FORMAT + 1)
        BackupFiles(desk.folder).write({"notes": []}, desk.scope.clock.now())
    before = (desk.folder / NAMES[0]).read_bytes()
    desk.backups.set_scope(desk.scope)
    qtbot.waitUntil(lambda: len(desk.failed) == 1)
    desk.write("a")
    settle(desk, qtbot)
    desk.write("b")
    settle(desk, qtbot)
    assert [type(error) for error in desk.failed] == [BackupTooNew]
    desk.close()
    assert [(path.name, path.read_bytes()) for path in desk.folder.glob("backup*")] == [(NAMES[0], before)]
