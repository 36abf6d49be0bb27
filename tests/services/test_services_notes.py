"""Notes and their backup as one account has them: held, written, backed up, brought back after damage."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop.core.errors import AppError, BackupsDamaged, DiskFull
from desktop.core.note import NoteKey
from desktop.services.account_scope import AccountScope
from desktop.store import backup_files
from desktop.store.backup_files import NAMES
from tests.full_disk import no_page_left
from tests.services.conftest import ACCOUNT, OpenScope, damage

KEY, OTHER = NoteKey.call("CA1"), NoteKey.receipt(7)


def write(scope: AccountScope, key: NoteKey, text: str) -> None:
    scope.notes.hold(key, text)
    scope.notes.write()


def test_what_is_held_is_read_before_it_is_written(open_scope: OpenScope) -> None:
    scope = open_scope()
    scope.notes.hold(KEY, "one")
    assert (scope.notes.text(KEY), scope.notes.holds(KEY)) == ("one", True)
    assert scope.notes.write() == [KEY]
    assert (scope.notes.text(KEY), scope.notes.holds(KEY)) == ("one", False)
    assert scope.notes.write() == []


def test_closing_writes_what_is_held_and_its_backup(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    scope.notes.hold(KEY, "typed last")
    scope.close()
    assert (tmp_path / NAMES[0]).exists()
    assert open_scope().notes.text(KEY) == "typed last"


def test_a_write_that_fails_holds_the_text(open_scope: OpenScope) -> None:
    scope = open_scope()
    with no_page_left(scope.database):
        scope.notes.hold(KEY, "x" * 20_000)
        with pytest.raises(DiskFull):
            scope.notes.write()
        assert scope.notes.text(KEY) == "x" * 20_000
    assert scope.notes.write() == [KEY]


def test_what_is_typed_while_it_is_written_is_not_lost(open_scope: OpenScope) -> None:
    scope = open_scope()
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            scope.notes.write()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    for number in range(300):
        scope.notes.hold(KEY, f"text {number}")
    stop.set()
    writer.join()
    scope.notes.write()
    assert scope.notes.text(KEY) == "text 299"


def test_a_backup_that_would_say_the_same_is_not_written(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    assert not scope.backup.save()
    write(scope, KEY, "a")
    assert (scope.backup.save(), scope.backup.save()) == (True, False)
    write(scope, KEY, "")
    assert scope.backup.save()
    assert sorted(file.name for file in tmp_path.glob("backup*")) == sorted(NAMES[:2])


@pytest.mark.parametrize("newest_is_damaged", [False, True])
def test_after_damage_notes_come_back_from_the_newest_that_can_be_read(
    open_scope: OpenScope, tmp_path: Path, newest_is_damaged: bool
) -> None:
    scope = open_scope()
    for text in ("first", "second"):
        write(scope, KEY, text)
        write(scope, OTHER, "קבלה")
        scope.backup.save()
    scope.close()
    damage(tmp_path)
    if newest_is_damaged:
        (tmp_path / NAMES[0]).write_bytes(b"{")
    again = open_scope()
    assert again.damage is not None
    assert list(tmp_path.glob("lists.damaged-*"))
    restored = again.backup.restore()
    assert restored is not None
    assert restored.notes == 2
    assert again.notes.text(KEY) == ("first" if newest_is_damaged else "second")
    assert again.notes.text(OTHER) == "קבלה"
    assert again.backup.restore() is None


def test_killed_between_the_new_database_and_the_notes_they_come_back_at_the_next_start(
    open_scope: OpenScope, tmp_path: Path
) -> None:
    scope = open_scope()
    write(scope, KEY, "kept")
    scope.close()
    damage(tmp_path)
    # Nobody asks for notes before the end: the database is new, and the backup was not looked into.
    open_scope().close()
    again = open_scope()
    assert again.damage is None
    restored = again.backup.restore()
    assert restored is not None
    assert again.notes.text(KEY) == "kept"


def test_a_backup_never_replaces_one_that_was_not_looked_into(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    write(scope, KEY, "kept")
    scope.close()
    damage(tmp_path)
    again = open_scope()
    write(again, OTHER, "new")
    again.backup.save()
    assert (again.notes.text(KEY), again.notes.text(OTHER)) == ("kept", "new")


def test_backups_none_of_which_can_be_read_are_said_once(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    write(scope, KEY, "lost")
    scope.close()
    damage(tmp_path)
    (tmp_path / NAMES[0]).write_bytes(b"{")
    again = open_scope()
    with pytest.raises(BackupsDamaged):
        again.backup.restore()
    assert again.backup.restore() is None
    write(again, OTHER, "new")
    assert again.backup.save()


def test_a_backup_that_fails_stays_due(
    open_scope: OpenScope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = open_scope()
    write(scope, KEY, "a")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(backup_files, "sync_file", full)
        with pytest.raises(AppError):
            scope.backup.save()
    assert scope.backup.due
    assert not list(tmp_path.glob("backup*"))
    scope.close()
    assert (tmp_path / NAMES[0]).exists()


def test_an_account_sees_no_note_of_another(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    one, two = (AccountScope(ACCOUNT._replace(user_id=number), folders[number]) for number in (0, 1))
    write(one, KEY, "of the first")
    one.backup.save()
    assert two.notes.text(KEY) == ""
    assert two.backup.restore() is None
    one.close()
    two.close()
