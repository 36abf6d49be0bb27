"""Rows that leave the server: only their own 404 counts, and what the user keeps of them stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, Offline, SignedOut
from desktop.core.models import FileKey, KeptFile
from desktop.core.note import NoteKey
from desktop.core.query import CallQuery, RecordingFilter
from desktop.demo.faults import Fault, FaultKind
from desktop.demo.options import DemoOptions
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.sync import MAX_ASKED, SyncProgress
from desktop.services.sync.unseen_check import MAX_FAILURES
from tests.prepared import sync
from tests.services.conftest import EVERYTHING, account_of, receipt_ids, sids, sync_all

DETAILS = r"^/api/(calls/[^/]+/details|receipts/\d+)$"


def keep(scope: AccountScope, key: FileKey) -> None:
    """Notes a file of this computer, as a finished download does."""
    path = scope.folder / f"{key.id}.bin"
    path.write_bytes(b"kept")
    scope.kept_files.record(KeptFile(key, path, 4, "00", "bin", datetime.now(UTC)))


def lose(scope: AccountScope, key: FileKey) -> None:
    """Somebody deletes the file, and that is noticed."""
    (scope.folder / f"{key.id}.bin").unlink()
    assert scope.recovery.forget_gone(key) is not None


def remove_some(server: DemoServer) -> tuple[str, int]:
    """A call and a receipt that leave the server: their sid and id."""
    call, receipt = server.world.calls[20], server.world.receipts[10]
    server.world.calls.remove(call.sid)
    server.world.receipts.remove(receipt.id)
    return call.sid, receipt.id


def test_what_left_the_server_goes_with_a_whole_walk_only(synced: AccountScope, server: DemoServer) -> None:
    sid, receipt_id = remove_some(server)
    sync(synced)
    assert sid in sids(synced)
    assert receipt_id in receipt_ids(synced)
    report = sync_all(synced)
    assert report.gone == 2
    assert sid not in sids(synced)
    assert receipt_id not in receipt_ids(synced)
    assert len(synced.calls.ids(CallQuery(text=sid))) == 0
    assert synced.calls.count() == len(server.world.calls)
    assert server.counters.requests_high == 1


def test_what_the_user_keeps_of_it_stays_and_says_so(synced: AccountScope, server: DemoServer) -> None:
    sid, receipt_id = remove_some(server)
    keep(synced, FileKey.recording(sid))
    keep(synced, FileKey.source(receipt_id))
    sync_all(synced)
    call, receipt = synced.calls.call(sid), synced.receipts.receipt(receipt_id)
    assert call is not None and call.gone_at is not None
    assert receipt is not None and receipt.gone_at is not None
    assert sid in {row.call.sid for row in synced.calls.rows(synced.calls.ids(CallQuery()))}
    # It is asked for no more.
    server.counters.reset()
    assert sync_all(synced).gone == 0
    assert not [path for path in server.counters.hits if "details" in path]


def test_a_kept_recording_that_goes_takes_the_gone_call_with_it(
    synced: AccountScope, server: DemoServer
) -> None:
    sid, _ = remove_some(server)
    keep(synced, FileKey.recording(sid))
    sync_all(synced)
    lose(synced, FileKey.recording(sid))
    sync(synced)
    assert sid not in sids(synced)


def test_a_call_that_is_shown_again_is_as_it_was(synced: AccountScope, server: DemoServer) -> None:
    call = server.world.add_call()
    sync_all(synced)
    server.world.calls.remove(call.sid)
    keep(synced, FileKey.recording(call.sid))
    sync_all(synced)
    server.world.calls.restore(call)
    sync(synced)
    found = synced.calls.call(call.sid)
    assert found is not None and found.gone_at is None


@pytest.mark.parametrize(
    "kind", ["status", "text_500", "html", "html_405", "empty", "broken_json", "wrong_json"]
)
def test_an_answer_that_is_no_404_of_its_own_marks_nothing(
    synced: AccountScope, server: DemoServer, kind: FaultKind
) -> None:
    sid, receipt_id = remove_some(server)
    server.faults.add(Fault(DETAILS, kind, status=403, body=b'{"error": "forbidden"}'))
    assert sync_all(synced).gone == 0
    assert sid in sids(synced) and receipt_id in receipt_ids(synced)
    server.faults.clear()
    # Remembered: it is asked for again without a whole walk.
    assert sync(synced).gone == 2


@pytest.mark.parametrize(("body", "kind"), [(b"", "text/plain"), (b"<html>nothing</html>", "text/html")])
def test_a_404_that_says_nothing_is_not_the_servers(
    synced: AccountScope, server: DemoServer, body: bytes, kind: str
) -> None:
    sid, _ = remove_some(server)
    server.faults.add(Fault(DETAILS, "status", status=404, body=body, content_type=kind))
    assert sync_all(synced).gone == 0
    assert sid in sids(synced)


@pytest.mark.parametrize("after", [0, 1])
def test_a_cut_while_asking_marks_nothing_and_is_made_good(
    synced: AccountScope, server: DemoServer, after: int
) -> None:
    sid, receipt_id = remove_some(server)
    server.faults.add(Fault(DETAILS, "reset", after=after))
    with pytest.raises(Offline):
        sync_all(synced)
    assert sid in sids(synced) and receipt_id in receipt_ids(synced)
    # The lists themselves had come.
    assert synced.synced_at is not None
    server.faults.clear()
    assert sync(synced).gone == 2


def test_asking_can_be_cancelled(synced: AccountScope, server: DemoServer) -> None:
    sid, _ = remove_some(server)
    token = CancelToken()

    def stop(progress: SyncProgress) -> None:
        if progress.what == "unseen":
            token.cancel()

    assert synced.online is not None
    with pytest.raises(Cancelled):
        synced.online.sync.run(token, stop, EVERYTHING)
    assert sid in sids(synced)


def test_a_row_that_the_walks_miss_and_the_server_has_is_asked_for_once(
    synced: AccountScope, server: DemoServer
) -> None:
    """From a server that counts and shows one call less than it has."""
    rows = [{"call_sid": "CA1", "direction": "inbound", "created_at": "2026-11-01T10:00:00"}]
    body = json.dumps({"calls": rows, "pagination": {"total": 1}}).encode()
    before = sids(synced)
    server.faults.add(Fault(r"/calls$", "status", status=200, body=body, times=1))
    assert sync_all(synced).gone == 0
    assert sids(synced) == before | {"CA1"}
    server.counters.reset()
    # The rest of them were shown since, and are not asked for.
    sync_all(synced)
    assert sids(synced) == before


def test_a_sync_asks_for_some_and_the_next_ones_for_the_rest(data_dir: Path) -> None:
    removed = MAX_ASKED + 20
    with account_of(data_dir, DemoOptions(calls=200, receipts=5)) as (scope, server):
        sync_all(scope)
        for call in server.world.calls[60 : 60 + removed]:
            server.world.calls.remove(call.sid)
        assert sync_all(scope).gone == MAX_ASKED
        assert sync(scope).gone == removed - MAX_ASKED
        assert sids(scope) == {call.sid for call in server.world.calls}


def test_what_cannot_be_asked_does_not_keep_others_waiting(synced: AccountScope, server: DemoServer) -> None:
    """The server fails over the first few, always the same."""
    gone = sorted(call.sid for call in server.world.calls[10:20])
    for sid in gone:
        server.world.calls.remove(sid)
    failing = "|".join(gone[:MAX_FAILURES])
    server.faults.add(Fault(rf"^/api/calls/({failing})/details$", "text_500"))
    assert sync_all(synced).gone == 0
    assert sync(synced).gone == len(gone) - MAX_FAILURES


def test_a_session_of_another_account_marks_nothing(synced: AccountScope, server: DemoServer) -> None:
    """Whose 404 is about everybody else's rows."""
    sid, _ = remove_some(server)
    me = {"user": {"id": 77, "business_id": 2, "email": "x@other.example"}, "tenant": {"id": 2, "name": "B"}}
    server.faults.add(Fault(r"/auth/me$", "status", status=200, body=json.dumps(me).encode()))
    with pytest.raises(SignedOut):
        sync_all(synced)
    assert sid in sids(synced)


def test_a_server_that_does_not_say_who_is_signed_in_marks_nothing_and_is_no_failure(
    synced: AccountScope, server: DemoServer
) -> None:
    """It is the last question of a sync whose lists have come: no reason to call it offline."""
    sid, _ = remove_some(server)
    server.faults.add(Fault(path=r"^/api/auth/me$", kind="status", status=500))
    report = sync_all(synced)
    assert report.gone == 0
    assert sid in sids(synced)
    server.faults.clear()
    assert sync_all(synced).gone == 2


def test_a_note_that_is_being_typed_keeps_its_row(synced: AccountScope, server: DemoServer) -> None:
    sid, _ = remove_some(server)
    synced.notes.hold(NoteKey.call(sid), "not written yet")
    sync_all(synced)
    assert sid in sids(synced)
    assert synced.notes.text(NoteKey.call(sid)) == "not written yet"


def test_a_gone_call_has_no_recording_at_the_server(synced: AccountScope, server: DemoServer) -> None:
    sid = next(call.sid for call in server.world.calls if call.has_recording)
    keep(synced, FileKey.recording(sid))
    server.world.calls.remove(sid)
    sync_all(synced)
    kept = synced.calls.rows(synced.calls.ids(CallQuery(recording=RecordingFilter.KEPT_HERE)))
    assert sid in {row.call.sid for row in kept}
    lose(synced, FileKey.recording(sid))
    none = synced.calls.rows(synced.calls.ids(CallQuery(recording=RecordingFilter.NONE)))
    assert sid in {row.call.sid for row in none}
    soon = synced.calls.rows(synced.calls.ids(CallQuery(lost_soon=True)))
    assert sid not in {row.call.sid for row in soon}
