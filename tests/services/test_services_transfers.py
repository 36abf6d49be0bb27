"""One attempt at one file: what is kept is whole, as far as anybody can tell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFailed, DiskFull, DiskReason, FileIncomplete, NotARecording
from desktop.core.models import FileKey, FileKind, KeptFile
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import Way
from desktop.demo.faults import Fault
from desktop.demo.samples.receipts import DemoFile
from desktop.demo.server import DemoServer
from desktop.services import transfers as services_transfers
from desktop.services.account_scope import AccountScope
from desktop.services.receipts import has_file
from desktop.services.transfers import Answered, Arrived, Tell, TransferService
from desktop.store import part_file
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.replace_file import PATIENCE_SECONDS, replace_file
from tests.prepared import keep, kept_of, sync
from tests.services.conftest import sync_all, until_ready
from tests.store.held_file import windows_error
from tests.waiting import wait_until


@pytest.fixture
def transfers(scope: AccountScope) -> TransferService:
    assert scope.online is not None
    return scope.online.transfers


@pytest.fixture
def key(server: DemoServer, transfers: TransferService) -> FileKey:
    """A recording that the server has ready."""
    found = FileKey.recording(server.world.add_call(duration=12).sid)
    until_ready(transfers, found)
    return found


def fetch(transfers: TransferService, key: FileKey) -> KeptFile | Answered:
    return kept_of(transfers.attempt(key, Way.FETCH, CancelToken(), Tell()))


GROWING = Fault(path="/stream$", kind="growing", times=1)
WITHOUT_LENGTH = Fault(path="/stream$", kind="cut", times=1, at_bytes=20_000, keep_length=False)


@pytest.mark.parametrize("fault", [GROWING, WITHOUT_LENGTH])
def test_a_recording_that_may_still_grow_is_not_kept(
    server: DemoServer, scope: AccountScope, transfers: TransferService, key: FileKey, fault: Fault
) -> None:
    """The server names the bytes it has so far, or none; the WAV says how many there must be."""
    server.faults.add(fault)
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    assert scope.kept_files.find(key) is None
    assert not list(scope.folder.rglob("*.wav"))
    kept = fetch(transfers, key)
    assert isinstance(kept, KeptFile)
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)


def test_what_grows_no_more_is_kept_although_its_header_promises_more(
    server: DemoServer, transfers: TransferService, key: FileKey
) -> None:
    """A recording with a wrong header is better than none."""
    server.faults.add(Fault(path="/stream$", kind="growing"))
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    kept = fetch(transfers, key)
    assert isinstance(kept, KeptFile)
    assert kept.size < len(server.world.recording_bytes(key.id))


def test_a_recording_without_a_sound_is_none(
    server: DemoServer, scope: AccountScope, transfers: TransferService, key: FileKey
) -> None:
    """A header alone: who sees "kept" does not look again before it is gone from the server."""
    server.faults.add(Fault(path="/stream$", kind="cut", at_bytes=44, keep_length=False))
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    with pytest.raises(NotARecording):
        fetch(transfers, key)
    assert scope.kept_files.find(key) is None
    assert not list(scope.folder.rglob("*.wav"))


def test_room_is_asked_for_again_while_a_file_comes(
    server: DemoServer,
    scope: AccountScope,
    transfers: TransferService,
    key: FileKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For all of it, once its length is known; and now and then, since not every body has an end."""
    whole = len(server.world.recording_bytes(key.id))
    asked: list[int] = []

    def room(coming: int) -> None:
        asked.append(coming)
        if len(asked) == 3:
            raise DiskFull("for a file")

    monkeypatch.setattr(transfers, "_room", room)
    monkeypatch.setattr(services_transfers, "ROOM_EVERY_BYTES", 1)
    with pytest.raises(DiskFull):
        fetch(transfers, key)
    assert asked[:2] == [0, whole]
    assert scope.kept_files.find(key) is None
    assert not [path for path in scope.folder.rglob("*") if path.suffix in (".part", ".wav")]


def a_receipt(scope: AccountScope, server: DemoServer) -> FileKey:
    """Whose file is larger than what the fault below lets through."""
    listed = (scope.receipts.receipt(row_id) for row_id in scope.receipts.ids(ReceiptQuery()))
    sizes = {one.id: len(server.world.source_bytes(one.id) or b"") for one in listed if one is not None}
    return FileKey.source(next(number for number, size in sizes.items() if size > 9_000))


@pytest.mark.parametrize("listed", [True, False])
def test_a_receipt_of_unknown_length_is_kept_when_it_is_as_long_as_its_row_says(
    synced: AccountScope, server: DemoServer, listed: bool
) -> None:
    """Or, where the row says nothing of it, when it comes so long twice."""
    assert synced.online is not None
    key, transfers = a_receipt(synced, server), synced.online.transfers
    whole = server.world.source_bytes(int(key.id))
    receipt = synced.receipts.receipt(int(key.id))
    assert whole is not None and receipt is not None and receipt.source_file is not None
    assert receipt.source_file.size == len(whole)
    if not listed:
        forgotten = replace(receipt, source_file=replace(receipt.source_file, size=None))
        ReceiptsRepository(synced.database).upsert([forgotten])
    server.faults.add(Fault("^/storage/", "cut", times=1, at_bytes=5_000, keep_length=False))
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    server.faults.add(Fault("^/storage/", "cut", at_bytes=len(whole), keep_length=False))
    if not listed:
        with pytest.raises(FileIncomplete):
            fetch(transfers, key)
    kept = fetch(transfers, key)
    assert isinstance(kept, KeptFile)
    assert kept.path.read_bytes() == whole


def test_a_letter_is_kept_as_one_and_not_as_the_zip_that_it_is_packed_as(
    scope: AccountScope, server: DemoServer
) -> None:
    receipt, packed = server.world.add_receipt(), b"PK\x03\x04\x14\0" + bytes(3_000)
    letter = DemoFile(2 * (receipt.id + 10**6), "Invoice 7.docx", "application/zip", wrong=packed)
    server.world.receipts.replace(replace(receipt, attachment=letter))
    sync_all(scope)
    assert scope.online is not None
    kept = fetch(scope.online.transfers, FileKey.source(receipt.id))
    assert isinstance(kept, KeptFile)
    assert (kept.path.suffix, kept.extension) == (".docx", "docx")


@pytest.fixture
def patience() -> float:
    """In seconds."""
    return PATIENCE_SECONDS


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, patience: float) -> list[Path]:
    """Another program has what was kept before open; what waits for its place."""
    waiting: list[Path] = []

    def refuse(source: Path, target: Path) -> None:
        waiting.append(source)
        raise windows_error(32)

    patient = partial(replace_file, replace=refuse, patience=patience)
    monkeypatch.setattr(part_file, "replace_file", patient)
    return waiting


def fetched_again(transfers: TransferService, key: FileKey) -> tuple[KeptFile, int]:
    """And how many of its bytes were here before."""
    told: list[int] = []
    tell = Tell(lambda received, _: told.append(received))
    kept = kept_of(transfers.attempt(key, Way.FETCH, CancelToken(), tell))
    assert isinstance(kept, KeptFile)
    return kept, told[0]


@pytest.mark.parametrize("for_now", [True, False])
def test_the_end_does_not_wait_for_a_file_that_is_held_open(
    server: DemoServer,
    scope: AccountScope,
    transfers: TransferService,
    key: FileKey,
    held: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    for_now: bool,
) -> None:
    """What has come of it is gone on with by the next start, unless nobody wants it any more."""
    token = CancelToken()
    arrived = transfers.attempt(key, Way.FETCH, token, Tell())
    assert isinstance(arrived, Arrived)
    with ThreadPoolExecutor(1) as pool:
        keeping = pool.submit(keep, arrived)
        wait_until(lambda: bool(held), "the other file is waited for")
        token.cancel(for_now=for_now)
        with pytest.raises(Cancelled):
            keeping.result(20)
    left = list((scope.folder / "recordings").iterdir())
    assert [path.stat().st_size for path in left] == [len(server.world.recording_bytes(key.id))] * for_now
    monkeypatch.undo()
    kept, begun = fetched_again(transfers, key)
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)
    assert bool(begun) is for_now


@pytest.mark.parametrize("patience", [0.0])
def test_what_is_held_for_longer_than_anybody_waits_does_not_come_once_more(
    server: DemoServer,
    scope: AccountScope,
    transfers: TransferService,
    key: FileKey,
    held: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrived = transfers.attempt(key, Way.FETCH, CancelToken(), Tell())
    assert isinstance(arrived, Arrived)
    with pytest.raises(DiskFailed) as failure:
        keep(arrived)
    assert failure.value.reason is DiskReason.IN_USE and held
    monkeypatch.undo()
    kept, begun = fetched_again(transfers, key)
    whole = server.world.recording_bytes(key.id)
    assert kept.path.read_bytes() == whole
    assert begun == len(whole), "all of it is here already"


# -- its row goes meanwhile --------------------------------------------------------------------------


def fetch_while(
    scope: AccountScope, server: DemoServer, key: FileKey, path: str, meanwhile: Callable[[], None]
) -> KeptFile | Answered:
    """The file's bytes stop on their way until `meanwhile` is done."""
    assert scope.online is not None
    attempt, begun = scope.online.transfers.attempt, threading.Event()
    server.faults.add(Fault(path=path, kind="stall", times=1))
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(attempt, key, Way.FETCH, CancelToken(), Tell(lambda *_: begun.set()))
        try:
            assert begun.wait(20)
            meanwhile()
        finally:
            server.faults.release()
        return kept_of(future.result(20))


def test_a_recording_that_comes_while_its_call_goes_brings_the_call_back(
    synced: AccountScope, server: DemoServer
) -> None:
    assert synced.online is not None
    sid = server.world.add_call(duration=12, lead_name="Dana").sid
    sync(synced)
    before = synced.calls.call(sid)
    key = FileKey.recording(sid)
    until_ready(synced.online.transfers, key)

    def go() -> None:
        server.world.calls.remove(sid)
        sync_all(synced)
        assert synced.calls.call(sid) is None

    kept = fetch_while(synced, server, key, "/stream$", go)
    assert isinstance(kept, KeptFile)
    call = synced.calls.call(sid)
    assert before is not None and call is not None and call.gone_at is not None
    assert call == before._replace(gone_at=call.gone_at)
    assert synced.calls.kept(sid) == kept
    # It stays, and is found.
    sync_all(synced)
    assert list(synced.calls.ids(CallQuery(text="Dana"))) == list(synced.calls.ids(CallQuery(text=sid)))
    assert len(synced.calls.ids(CallQuery(text=sid))) == 1


def test_a_file_that_comes_while_its_receipt_goes_brings_the_receipt_back(
    synced: AccountScope, server: DemoServer
) -> None:
    listed = (synced.receipts.receipt(row_id) for row_id in synced.receipts.ids(ReceiptQuery()))
    before = next(one for one in listed if one is not None and one.source_file is not None)

    def go() -> None:
        server.world.receipts.remove(before.id)
        sync_all(synced)
        assert synced.receipts.receipt(before.id) is None

    kept = fetch_while(synced, server, FileKey.source(before.id), "^/storage/", go)
    assert isinstance(kept, KeptFile)
    receipt = synced.receipts.receipt(before.id)
    assert receipt is not None and receipt.gone_at is not None
    sync_all(synced)
    assert synced.receipts.receipt(before.id) == receipt


def test_a_recording_whose_call_went_before_it_was_asked_for_has_a_row_all_the_same(
    scope: AccountScope, transfers: TransferService, key: FileKey
) -> None:
    """As one that waited in the queue; here nothing was synced yet."""
    assert isinstance(fetch(transfers, key), KeptFile)
    call = scope.calls.call(key.id)
    assert call is not None and call.gone_at is not None
    assert len(scope.calls.ids(CallQuery())) == 1
    sync_all(scope)
    call = scope.calls.call(key.id)
    assert call is not None and call.gone_at is None, "the server has it"


def test_a_receipt_that_went_before_its_file_was_asked_for_names_the_file(
    scope: AccountScope, transfers: TransferService, server: DemoServer
) -> None:
    files = ((one.id, one.attachment) for one in server.world.receipts)
    held = next(number for number, file in files if file is not None and file.storage == "sound")
    assert isinstance(fetch(transfers, FileKey.source(held)), KeptFile)
    receipt = scope.receipts.receipt(held)
    assert receipt is not None and receipt.gone_at is not None
    assert has_file(receipt, FileKind.RECEIPT_SOURCE)
    assert not has_file(receipt, FileKind.RECEIPT_PREVIEW)
