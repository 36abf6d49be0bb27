"""Lists that are damaged, of a newer version or of an older one: what the next start keeps and says."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from desktop.core.models import CallRow
from desktop.core.note import NoteKey
from desktop.demo.server import DemoServer
from desktop.store import database
from desktop.store.backup_files import NAMES
from desktop.store.database import Database
from tests.app.conftest import Driver
from tests.app.note_writing import (
    Start,
    call_at,
    damage,
    kept,
    lists,
    show_receipts,
    write_call,
    write_receipt,
)
from tests.full_disk import leave_free

# -- damage and upgrades -------------------------------------------------------------------------


def test_after_damage_the_notes_are_back_and_told(signed_in: Driver, start: Start, data_dir: Path) -> None:
    calls = signed_in.calls
    sid = call_at(signed_in, 4).call.sid
    write_call(signed_in, calls.model.ids[4], "on a call")
    show_receipts(signed_in)
    receipt_id = signed_in.receipts.model.ids[0]
    write_receipt(signed_in, receipt_id, "on a receipt")
    signed_in.program.close()
    damage(lists(data_dir))
    again = start("en")
    again.wait(
        lambda: any(text.startswith("2 note") and "from the backup of" in text for text in again.texts())
    )
    assert any("were damaged and are fetched anew" in text for text in again.texts())
    again.wait_for_lists()
    assert (kept(again, NoteKey.call(sid)), kept(again, NoteKey.receipt(receipt_id))) == (
        "on a call",
        "on a receipt",
    )
    again.wait(lambda: [row.call.sid for row in rows(again) if row.note] == [sid])


def rows(driver: Driver) -> list[CallRow]:
    found = (driver.calls.model.record_at(row) for row in range(len(driver.calls.model.ids)))
    return [row for row in found if row is not None]


PAGE_BYTES = 4096


def spoil(database: Database) -> None:
    """All but its first pages, while it is open."""
    database._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.path.open("r+b") as file:
        for place in range(2 * PAGE_BYTES, database.path.stat().st_size, PAGE_BYTES):
            file.seek(place)
            file.write(b"\xaa" * PAGE_BYTES)


def test_damage_that_is_met_while_it_runs_is_said_once(signed_in: Driver) -> None:
    program = signed_in.program
    signed_in.wait(lambda: not program.tasks.busy)
    spoil(signed_in.scope.database)
    # Rows that are painted are read then and there.
    signed_in.calls.model.invalidate()
    signed_in.calls.table.viewport().repaint()
    signed_in.wait(lambda: any("are damaged" in text for text in signed_in.texts()))
    program.window.lists.refresh()
    program.window.commands.receipts.trigger()
    signed_in.wait(lambda: not program.tasks.busy)
    program.connection.sync_everything()
    signed_in.wait(lambda: not program.connection.busy and not program.tasks.busy)
    assert len([text for text in signed_in.texts() if "are damaged" in text]) == 1
    assert not any("offline" in text for text in signed_in.texts())
    assert program.crashes.dialog is None


def test_a_damaged_newest_backup_is_passed_over(signed_in: Driver, start: Start, data_dir: Path) -> None:
    program, calls = signed_in.program, signed_in.calls
    assert program.scope is not None
    folder, key = program.scope.folder, NoteKey.call(call_at(signed_in, 0).call.sid)
    write_call(signed_in, calls.model.ids[0], "one")
    calls.table.setFocus()
    signed_in.wait((folder / NAMES[0]).exists)
    write_call(signed_in, calls.model.ids[0], " two")
    program.close()
    assert (folder / NAMES[1]).exists()
    (folder / NAMES[0]).write_bytes(b"\0" * 100)
    damage(lists(data_dir))
    again = start("en")
    again.wait(lambda: any(text.startswith("1 note") and "came back" in text for text in again.texts()))
    assert kept(again, key) == "one"


def test_a_newer_database_is_refused_with_its_sentence_and_left_alone(
    signed_in: Driver, start: Start, data_dir: Path
) -> None:
    signed_in.program.close()
    path = lists(data_dir)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    again = start("en")
    again.wait(lambda: any("written by a newer version" in text for text in again.texts()))
    again.wait(lambda: again.program.sign_in.dialog is not None)
    assert again.program.scope is None
    again.program.close()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("lists.damaged*"))


# -- a new version -------------------------------------------------------------------------------


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program as a later version of it is: with one more table."""
    folder = tmp_path / "next schema"
    shutil.copytree(database._SCHEMA, folder)
    (folder / "9999_next.sql").write_text("CREATE TABLE next (x TEXT) STRICT;")
    monkeypatch.setattr(database, "_SCHEMA", folder)
    return folder


def left_behind(start: Start, server: DemoServer, data_dir: Path) -> tuple[Path, list[int]]:
    """What this version leaves for the next: its database and the ids in its list."""
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    ids = list(driver.calls.model.ids)
    driver.program.close()
    return lists(data_dir), ids


def test_a_new_version_copies_the_lists_and_shows_them(
    start: Start, server: DemoServer, data_dir: Path, request: pytest.FixtureRequest
) -> None:
    path, ids = left_behind(start, server, data_dir)
    request.getfixturevalue("next_version")
    again = start("en")
    again.wait(lambda: list(again.calls.model.ids) == ids)
    assert len(list(path.parent.glob("lists.before-*.db"))) == 1


def test_a_new_version_without_room_says_so_and_changes_nothing(
    start: Start,
    server: DemoServer,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    path, ids = left_behind(start, server, data_dir)
    request.getfixturevalue("next_version")
    with monkeypatch.context() as full:
        leave_free(full, 1 << 20)
        again = start("en")
        again.wait(lambda: any("There is not enough room" in text for text in again.texts()))
        again.wait(lambda: again.program.sign_in.dialog is not None)
        again.program.close()
    assert not list(path.parent.glob("lists.before-*"))
    later = start("en")
    later.wait(lambda: list(later.calls.model.ids) == ids)
