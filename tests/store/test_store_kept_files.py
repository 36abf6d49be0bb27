"""What is known of the files that are kept: found while they are whole, forgotten when they are gone."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.errors import DiskFailed, DiskFull, DiskReason
from desktop.core.models import Call, FileKey, FileKind, KeptFile, LostFile
from desktop.store import database as database_module
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.file_rows import FileRows
from desktop.store.file_store import FileStore
from desktop.store.gone_rows import GoneRows
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.full_disk import no_page_left
from tests.store.store_kit import KEY, files, keep

NOW = datetime(2024, 1, 15, tzinfo=UTC)


@pytest.fixture
def kept_files(database: Database, tmp_path: Path) -> KeptFilesRepository:
    return KeptFilesRepository(database, tmp_path)


def kept_file(
    store: FileStore, key: FileKey = KEY, data: bytes = b"RIFF", extension: str = "wav"
) -> KeptFile:
    path = keep(store, key, data, extension)
    return KeptFile(key, path, len(data), hashlib.sha256(data).hexdigest(), extension, NOW)


def file_rows(database: Database, kept_files: KeptFilesRepository) -> FileRows:
    calls, receipts = CallsRepository(database), ReceiptsRepository(database)
    return FileRows(database, kept_files, calls, receipts, GoneRows(database))


def test_a_kept_file_is_found(store: FileStore, kept_files: KeptFilesRepository) -> None:
    kept = kept_file(store)
    assert kept_files.find(KEY) is None
    kept_files.record(kept)
    assert kept_files.find(KEY) == kept
    assert kept_files.find(FileKey(FileKind.RECEIPT_SOURCE, KEY.id)) is None


@pytest.mark.parametrize("crc", [None, 0, 0xFFFFFFFF])
def test_its_crc32_is_noted(store: FileStore, kept_files: KeptFilesRepository, crc: int | None) -> None:
    kept = replace(kept_file(store), crc32=crc)
    kept_files.record(kept)
    assert kept_files.find(KEY) == kept


def test_a_file_that_is_gone_or_cut_is_not_found(store: FileStore, kept_files: KeptFilesRepository) -> None:
    kept = kept_file(store)
    kept_files.record(kept)
    kept.path.write_bytes(b"RI")
    assert kept_files.find(KEY) is None
    kept.path.write_bytes(b"RIFF")
    assert kept_files.find(KEY) == kept
    kept.path.unlink()
    assert kept_files.find(KEY) is None
    kept.path.mkdir()
    assert kept_files.find(KEY) is None


def test_the_same_file_as_another_type_makes_the_old_one_go(
    store: FileStore, kept_files: KeptFilesRepository, tmp_path: Path
) -> None:
    kept_files.record(kept_file(store, extension="mp3"))
    kept = kept_file(store, data=b"RIFFWAVE", extension="wav")
    kept_files.record(kept)
    assert kept_files.find(KEY) == kept
    assert [name for name in files(tmp_path) if name.startswith("recordings/")] == [
        f"recordings/{KEY.id}.wav"
    ]


def test_the_old_one_stays_until_the_row_of_the_new_one_is_there(
    store: FileStore, kept_files: KeptFilesRepository, database: Database
) -> None:
    kept_files.record(kept_file(store, extension="mp3"))
    kept = kept_file(store, data=b"RIFFWAVE", extension="wav")
    rows = file_rows(database, kept_files)
    with no_page_left(database):
        [failure] = rows.record([(kept, Call(KEY.id, NOW, transcript="x" * 100_000))])
        assert isinstance(failure, DiskFull)
        before = kept_files.find(KEY)
        assert before is not None
        assert before.extension == "mp3"
    assert rows.record([(kept, Call(KEY.id, NOW))]) == [None]
    assert kept_files.find(KEY) == kept
    assert not before.path.exists()


def test_several_wait_once_for_another_program_that_holds_the_lists(
    store: FileStore, kept_files: KeptFilesRepository, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other they would wait for as long again, each."""
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.0)
    keys = [FileKey.recording(f"CA{number:032d}") for number in range(4)]
    several = [(kept_file(store, key), Call(key.id, NOW)) for key in keys]
    rows, tries = file_rows(database, kept_files), list[str]()
    database._writer.set_trace_callback(tries.append)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        failures = rows.record(several)
    database._writer.set_trace_callback(None)
    reasons = [one.reason for one in failures if isinstance(one, DiskFailed)]
    assert reasons == [DiskReason.IN_USE] * len(keys)
    assert tries.count("BEGIN IMMEDIATE") == 1
    assert rows.record(several) == [None] * len(keys)


def test_the_whole_folder_may_move(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    database = Database(old / "lists.db")
    kept = kept_file(FileStore(old))
    KeptFilesRepository(database, old).record(kept)
    database.close()
    old.rename(new)
    database = Database(new / "lists.db")
    moved = replace(kept, path=new / kept.path.relative_to(old))
    assert KeptFilesRepository(database, new).find(KEY) == moved
    database.close()


def _kept(kept_files: KeptFilesRepository, store: FileStore, key: FileKey) -> KeptFile:
    with store.part(key) as part:
        part.write(b"ID3 x")
        path, size, sha256 = part.commit("mp3")
    kept = KeptFile(key, path, size, sha256, "mp3", datetime.now(UTC))
    kept_files.record(kept)
    return kept


def test_what_is_gone_or_cut_is_found_and_forgotten(
    store: FileStore, kept_files: KeptFilesRepository
) -> None:
    there, gone, cut = (_kept(kept_files, store, FileKey.recording(f"CA{n:032x}")) for n in range(3))
    gone.path.unlink()
    cut.path.write_bytes(b"I")
    assert kept_files.lost(there.key) == []
    lost = kept_files.lost()
    assert lost == [LostFile(gone, None), LostFile(cut, 1)]
    assert kept_files.forget([one.kept for one in lost]) == 2
    assert kept_files.lost() == []
    assert kept_files.find(there.key) == there
    assert kept_files.recordings() == {there.key}


def test_what_came_again_meanwhile_is_not_noted_as_it_was_found(
    store: FileStore, kept_files: KeptFilesRepository
) -> None:
    before = _kept(kept_files, store, KEY)
    found = replace(before, size=3, shorter=True, cut=True)
    again = replace(before, kept_at=before.kept_at + timedelta(seconds=1))
    kept_files.record(again)
    assert not kept_files.note_found(found, before)
    assert not kept_files.note_found(found, None)
    assert kept_files.noted(KEY) == again
    assert kept_files.note_found(found, again)
    assert kept_files.noted(KEY) == found


def test_what_was_cut_stays_that_however_long_its_sound_is(
    store: FileStore, kept_files: KeptFilesRepository
) -> None:
    cut = replace(_kept(kept_files, store, KEY), shorter=True, cut=True)
    kept_files.record(cut)
    kept_files.note_length(cut, 12.0, shorter=False)
    assert kept_files.find(KEY) == replace(cut, seconds=12.0)


@pytest.mark.parametrize("held", [2**62, 253_402_300_799_000_000, 32_503_680_000_000_000, -1_000_000])
def test_a_day_that_only_a_damaged_file_can_hold_does_not_hide_it(
    store: FileStore, kept_files: KeptFilesRepository, database: Database, held: int
) -> None:
    """In no calendar; the last in any, which no zone east of Greenwich has; in 3000, and before 1970, of
    which Windows tells no local time."""
    kept = _kept(kept_files, store, KEY)
    with database.transaction() as connection:
        connection.execute("UPDATE kept_files SET kept_at = ?", (held,))
    found = kept_files.find(KEY)
    assert found is not None
    assert (found.path, found.kept_at) == (kept.path, datetime(1970, 1, 1, tzinfo=UTC))


def test_a_folder_that_may_come_back_is_not_forgotten(
    store: FileStore, kept_files: KeptFilesRepository
) -> None:
    kept = _kept(kept_files, store, FileKey.recording(f"CA{1:032x}"))
    folder = kept.path.parent
    away = folder.rename(folder.with_name("elsewhere"))
    assert kept_files.lost() == []
    away.rename(folder)
    assert kept_files.find(kept.key) == kept
