"""Backups of an account: all that the server cannot give again comes back, and what is newer stays."""

from __future__ import annotations

import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BufferedWriter
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings

from desktop.core.backed_up import BackedUp, Restored
from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.core.errors import BackupTooNew
from desktop.core.models import Call, FileKey, KeptFile, Receipt
from desktop.core.note import Note, NoteKey
from desktop.core.saved_view import RemovedView, ViewPage, query_text
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.store import backup_files
from desktop.store.backed_up_repository import BackedUpRepository
from desktop.store.backup_files import FORMAT, NAMES, BackupFiles
from desktop.store.calls_repository import CallsRepository
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.replace_file import sync_file
from tests.services.conftest import ACCOUNT, OpenScope, damage, receipt_ids, sids, sync_all
from tests.services.test_services_sync_gone import remove_some
from tests.store.store_rows import BACKED_UP, NOW

KEY = NoteKey.call("CA1")
LATER = NOW + timedelta(hours=1)
QUERY = query_text(CallQuery(lost_soon=True))
GONE = BackedUp(
    (Note(KEY, "written", NOW),),
    (
        RemovedView(ViewPage.CALLS, "mine", 0, QUERY, "k1"),
        RemovedView(ViewPage.CALLS, "lost", 1, QUERY, "k2"),
    ),
    (Call("CA1", NOW, transcript="word " * 100, gone_at=NOW), Call("CA2", NOW, gone_at=NOW)),
    (Receipt(7, vendor="דנה", gone_at=NOW), Receipt(8, gone_at=NOW)),
)


def held(scope: AccountScope) -> BackedUp:
    return BackedUpRepository(scope.database).all()


def fill(scope: AccountScope, kept: BackedUp) -> None:
    assert scope.backup.restore() is None
    BackedUpRepository(scope.database).take_up(kept, NOW)


@settings(max_examples=30)
@given(BACKED_UP)
def test_what_is_backed_up_comes_back_as_it_was(kept: BackedUp) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = AccountScope(ACCOUNT, folder)
        fill(first, kept)
        before = held(first)
        assert before == kept
        assert first.backup.save() == (kept != BackedUp())
        first.close()
        damage(folder)
        again = AccountScope(ACCOUNT, folder)
        restored = again.backup.restore()
        assert held(again) == before
        counts = len(kept.notes), len(kept.views), len(kept.calls) + len(kept.receipts)
        assert (restored[:3] if restored is not None else (0, 0, 0)) == counts
        assert (restored.bookmarks if restored is not None else 0) == len(kept.bookmarks)
        assert (restored.decisions if restored is not None else 0) == len(kept.decisions)
        assert (restored.tags if restored is not None else 0) == len(kept.tags)
        assert not again.backup.save()
        again.close()


def test_what_is_newer_than_the_backup_stays(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    fill(scope, GONE)
    scope.backup.save()
    scope.close()
    damage(tmp_path)
    again = open_scope()
    other = CallQuery(text="other")
    again.notes.hold(KEY, "newer")
    again.notes.write()
    again.saved_views.save(ViewPage.CALLS, "new", CallQuery())
    again.saved_views.save(ViewPage.CALLS, "MINE", other)
    CallsRepository(again.database).upsert([Call("CA1", NOW)])
    ReceiptsRepository(again.database).upsert([Receipt(7, vendor="server")])
    restored = again.backup.restore()
    assert restored is not None and restored[:3] == (0, 1, 2)
    kept = held(again)
    assert [note.text for note in kept.notes] == ["newer"]
    assert [view.name for view in kept.views] == ["new", "MINE", "lost"]
    assert kept.views[1].text == query_text(other)
    assert (kept.calls, kept.receipts) == ((GONE.calls[1],), (GONE.receipts[1],))
    assert again.receipts.receipt(7) == Receipt(7, vendor="server")


def test_each_change_of_a_view_is_to_be_backed_up(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    views = scope.saved_views
    saved: list[list[str]] = []

    def backed_up() -> None:
        assert scope.backup.due and scope.backup.save()
        newest = BackupFiles(tmp_path).newest()
        assert newest is not None
        saved.append([view["name"] for view in newest.content["views"]])

    views.save(ViewPage.CALLS, "a", CallQuery())
    backed_up()
    views.save(ViewPage.CALLS, "b", CallQuery())
    backed_up()
    a, b = views.views(ViewPage.CALLS)
    views.move(b, 0)
    backed_up()
    views.rename(a, "c")
    backed_up()
    removed = views.remove(b)
    backed_up()
    assert removed is not None
    views.put_back(removed)
    backed_up()
    views.update(a, CallQuery(lost_soon=True))
    scope.close()
    assert saved == [["a"], ["a", "b"], ["b", "a"], ["b", "c"], ["c"], ["b", "c"]]
    newest = BackupFiles(tmp_path).newest()
    assert newest is not None and "lost_soon" in newest.content["views"][1]["query"]


def test_a_backup_of_the_version_before_is_read(
    open_scope: OpenScope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = {"kind": "call", "id": "CA1", "text": "a", "changed_at": NOW.isoformat()}
    with monkeypatch.context() as before:
        before.setattr(backup_files, "FORMAT", 1)
        BackupFiles(tmp_path).write({"notes": [note]}, NOW)
    scope = open_scope()
    assert scope.backup.restore() == Restored(1, 0, 0, NOW)
    assert not scope.backup.save()
    scope.saved_views.save(ViewPage.CALLS, "a", CallQuery())
    assert scope.backup.save()
    assert [BackupFiles(tmp_path).newest() is not None, (tmp_path / NAMES[1]).exists()] == [True, True]


def test_a_backup_of_a_later_version_waits_for_it(
    open_scope: OpenScope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = open_scope()
    fill(scope, GONE)
    with monkeypatch.context() as later:
        later.setattr(backup_files, "FORMAT", FORMAT + 1)
        scope.backup.save()
    scope.close()
    damage(tmp_path)
    before = (tmp_path / NAMES[0]).read_bytes()
    again = open_scope()
    again.saved_views.save(ViewPage.CALLS, "new", CallQuery())
    for work in (again.backup.restore, again.backup.save):
        with pytest.raises(BackupTooNew):
            work()
    again.close()
    assert {path.name: path.read_bytes() for path in tmp_path.glob("backup*")} == {NAMES[0]: before}
    with monkeypatch.context() as later:
        later.setattr(backup_files, "FORMAT", FORMAT + 1)
        newer = open_scope()
        assert newer.backup.restore() is not None
        assert [view.name for view in held(newer).views] == ["new", "mine", "lost"]
        newer.close()


# -- rows that are only here, with a server ------------------------------------------------------


def keep(scope: AccountScope, key: FileKey) -> None:
    """As a finished download does."""
    with scope.files.part(key) as part:
        part.write(b"kept")
        path, size, digest = part.commit("bin")
    scope.kept_files.record(KeptFile(key, path, size, digest, "bin", NOW))


def only_here(scope: AccountScope, server: DemoServer) -> tuple[str, int]:
    """A call and a receipt that have left the server, kept and backed up; then the lists are damaged."""
    sid, receipt_id = remove_some(server)
    keep(scope, FileKey.recording(sid))
    keep(scope, FileKey.source(receipt_id))
    sync_all(scope)
    scope.backup.save()
    scope.close()
    damage(scope.folder)
    return sid, receipt_id


def again(accounts: AccountService, server: DemoServer) -> AccountScope:
    signed_in = accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True))
    return accounts.open(signed_in)


@pytest.mark.parametrize("restored_first", [True, False])
def test_a_row_that_is_only_here_comes_back_and_outlives_the_next_sync(
    accounts: AccountService, synced: AccountScope, server: DemoServer, restored_first: bool
) -> None:
    sid, receipt_id = only_here(synced, server)
    made_anew = again(accounts, server)
    try:
        if restored_first:
            # Nobody has looked for the files on the disk yet: they keep their rows all the same.
            assert made_anew.backup.restore() is not None
            sync_all(made_anew)
        else:
            sync_all(made_anew)
            assert made_anew.backup.restore() is not None
            sync_all(made_anew)
        assert sid in sids(made_anew)
        assert receipt_id in receipt_ids(made_anew)
        assert made_anew.recovery.adopt_files(CancelToken()) == 2
        sync_all(made_anew)
        assert made_anew.kept_files.find(FileKey.recording(sid)) is not None
        kept = made_anew.kept_files.find(FileKey.source(receipt_id))
        assert kept is not None and kept.crc32 == crc32(kept.path.read_bytes())
        call, receipt = made_anew.calls.call(sid), made_anew.receipts.receipt(receipt_id)
        assert call is not None and call.gone_at is not None
        assert receipt is not None and receipt.gone_at is not None
    finally:
        made_anew.close()


def test_a_row_of_which_nothing_is_kept_any_more_goes_after_it_came_back(
    accounts: AccountService, synced: AccountScope, server: DemoServer
) -> None:
    sid, receipt_id = only_here(synced, server)
    for path in synced.folder.glob("*/*.bin"):
        path.unlink()
    made_anew = again(accounts, server)
    try:
        made_anew.backup.restore()
        assert sid in sids(made_anew)
        sync_all(made_anew)
        assert sid not in sids(made_anew)
        assert receipt_id not in receipt_ids(made_anew)
        assert made_anew.backup.save()
    finally:
        made_anew.close()


def test_a_save_under_way_is_waited_for_when_the_account_closes(
    open_scope: OpenScope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def begin(file: BufferedWriter) -> None:
        begun.set()
        sync_file(file)

    monkeypatch.setattr(backup_files, "sync_file", begin)
    scope = open_scope()
    fill(scope, BackedUp(calls=tuple(Call(f"CA{number}", NOW, gone_at=NOW) for number in range(3_000))))
    scope.notes.hold(KEY, "the last one")
    scope.notes.write()
    with ThreadPoolExecutor(1) as thread:
        saving = thread.submit(scope.backup.save)
        assert begun.wait(20)
        scope.close()
        assert saving.result()
    newest = BackupFiles(tmp_path).newest()
    assert newest is not None
    assert [note["text"] for note in newest.content["notes"]] == ["the last one"]
