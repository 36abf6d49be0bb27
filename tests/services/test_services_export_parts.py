"""What a kill left of an export that nobody goes on with goes at the next start, and nothing else does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.export import ExportProgress
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.store import export_parts_repository
from desktop.store.replace_file import hidden_part, is_hidden_part
from tests.services.export_kit import EXPORT_WORDS, DirectSource, content, export
from tests.services.test_services_export_resume import paused


@pytest.fixture
def left(synced: AccountScope, folder: Path) -> Path:
    """Part of the same batch again, as a kill leaves it."""
    part = hidden_part(folder)
    synced.export_ledger.note_part(part)
    part.write_bytes(b"PK")
    return part


def start(scope: AccountScope, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a kill: nothing is known any more but what is written down."""
    monkeypatch.setattr(export_parts_repository, "_OURS", set())
    put_right(scope, CancelToken())


def test_what_is_left_goes_at_the_next_start(
    synced: AccountScope, left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_right(synced, CancelToken())
    assert left.exists()  # It is of this run: somebody writes into it.
    start(synced, monkeypatch)
    assert not left.exists()
    left.write_bytes(b"another's")
    start(synced, monkeypatch)
    assert left.exists()


def test_what_can_be_gone_on_with_stays(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = paused(synced, target, after=5)
    start(synced, monkeypatch)
    assert record.part is not None and record.part.exists()
    synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), lambda _: None)
    assert content(target)
    start(synced, monkeypatch)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_could_not_be_removed_when_it_ended_goes_later(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, while a virus scanner reads it."""
    token = CancelToken()

    def stop(progress: ExportProgress) -> None:
        if progress.files_done >= 3:
            token.cancel()

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", _refuse)
        with pytest.raises(Cancelled):
            export(synced, target, token=token, on_progress=stop)
    assert len(list(target.parent.iterdir())) == 1
    start(synced, monkeypatch)
    assert list(target.parent.iterdir()) == []


def _refuse(path: Path, *, missing_ok: bool = False) -> None:
    raise PermissionError(13, "in use", str(path))


def test_what_lies_on_a_drive_that_is_away_is_looked_for_again(
    synced: AccountScope, left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = left.parent.with_name("away")
    left.parent.rename(away)
    start(synced, monkeypatch)
    shutil.move(away, left.parent)
    assert left.exists()
    start(synced, monkeypatch)
    assert not left.exists()


def test_a_damaged_list_removes_nothing_of_the_users(
    synced: AccountScope, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder / "receipts.zip"
    own.write_bytes(b"PK")
    with synced.database.transaction() as connection:
        connection.execute("INSERT INTO export_parts VALUES (?)", (os.fsencode(own),))
    start(synced, monkeypatch)
    assert own.exists()


def test_a_part_of_which_the_system_does_not_say_whether_it_is_there_stays_noted(
    synced: AccountScope, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a network drive on Windows; here by a name that no system takes."""
    name = os.fsencode(folder / f"{'a' * 300}.part")
    with synced.database.transaction() as connection:
        connection.execute("INSERT INTO export_parts VALUES (?)", (name,))
    start(synced, monkeypatch)
    with synced.database.reader() as connection:
        assert connection.execute("SELECT part FROM export_parts").fetchall() == [(name,)]


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        (".0123456789abcdef.part", True),
        ("0123456789abcdef.part", False),
        (".0123.part", False),
        (".a.zip", False),
    ],
)
def test_a_part_is_known_by_its_name(name: str, is_part: bool) -> None:
    assert is_hidden_part(Path("/x") / name) == is_part
    assert is_hidden_part(hidden_part(Path("/x")))
