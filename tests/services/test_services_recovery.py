"""What others did to files, and what a kill left: it is never whole again by itself, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFailed, FileIncomplete
from desktop.core.models import Call, FileKey, KeptFile, Priority, Receipt, ReceiptFile
from desktop.core.query import CallQuery
from desktop.core.transfer import KeptTransfer, TransferState, Way
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Tell
from desktop.store.calls_repository import CallsRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.prepared import kept_of, recover, sync
from tests.services.conftest import OpenScope, until_ready

SID = f"CA{7:032x}"
KEY = FileKey.recording(SID)
NOW = datetime.now(UTC)


def wav(seconds: float) -> bytes:
    """Silence, 8 kHz, 16 bit, mono."""
    sound = bytes(int(seconds * 16_000))
    form = (16).to_bytes(4, "little") + bytes.fromhex("0100 0100 401f0000 803e0000 0200 1000")
    chunks = b"WAVEfmt " + form + b"data" + len(sound).to_bytes(4, "little") + sound
    return b"RIFF" + len(chunks).to_bytes(4, "little") + chunks


@pytest.fixture
def online(accounts: AccountService, server: DemoServer) -> Iterator[AccountScope]:
    """Signed in."""
    signed_in = accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True))
    with closing(accounts.open(signed_in)) as opened:
        yield opened


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    """An account that has never seen its server."""
    return open_scope()


def put(scope: AccountScope, key: FileKey, data: bytes, extension: str) -> KeptFile:
    """A file in its place that nobody noted yet."""
    with scope.files.part(key) as part:
        part.write(data)
        path, size, digest = part.commit(extension)
    return KeptFile(key, path, size, digest, extension, NOW)


def keep(scope: AccountScope, age: float = 1, data: bytes = wav(20)) -> KeptFile:
    """The recording of a call that is `age` days old."""
    made = NOW - timedelta(days=age)
    CallsRepository(scope.database).upsert([Call(SID, made, has_recording=True, duration_s=20)])
    kept = put(scope, KEY, data, "wav")
    scope.kept_files.record(kept)
    return kept


def wanted(scope: AccountScope) -> dict[FileKey, TransferState]:
    return {one.key: one.state for one in scope.kept_queue.load(0.0).transfers}


def test_a_recording_that_was_cut_is_marked_and_wanted_again(scope: AccountScope) -> None:
    kept = keep(scope)
    os.truncate(kept.path, 160_044)
    assert recover(scope) == 1
    found = scope.kept_files.find(KEY)
    assert found is not None
    assert (found.size, found.seconds, found.shorter, found.cut) == (160_044, 10.0, True, True)
    assert found.kept_at == kept.kept_at
    assert found.sha256 != kept.sha256
    assert wanted(scope) == {KEY: TransferState.WAITING}
    # The start after that finds nothing else, and asks no second time.
    assert recover(scope) == 0
    assert scope.kept_files.find(KEY) == found
    assert wanted(scope) == {KEY: TransferState.WAITING}
    [row] = scope.calls.rows(scope.calls.ids(CallQuery()))
    assert (row.kept, row.shorter, row.cut) == (True, True, True)


def test_of_an_empty_file_nothing_is_noted(scope: AccountScope) -> None:
    kept = keep(scope)
    os.truncate(kept.path, 0)
    assert recover(scope) == 1
    assert recover(scope) == 0
    assert scope.kept_files.noted(KEY) is None


def test_cut_before_it_was_noted_its_header_tells(scope: AccountScope) -> None:
    """As after damage, when the lists are made anew from the files."""
    whole = put(scope, KEY, wav(20), "wav")
    os.truncate(whole.path, 160_044)
    assert recover(scope) == 1
    found = scope.kept_files.find(KEY)
    assert found is not None and found.cut and found.shorter


def test_a_file_written_before_1970_is_taken_for_one_of_then(scope: AccountScope) -> None:
    """As some programs that unpack say: of such a moment Windows knows no time."""
    whole = put(scope, KEY, wav(20), "wav")
    os.utime(whole.path, (-1e9, -1e9))
    assert recover(scope) == 1
    found = scope.kept_files.find(KEY)
    assert found is not None and found.kept_at == datetime(1970, 1, 1, tzinfo=UTC)


def test_what_was_tried_since_is_not_tried_at_each_start(scope: AccountScope) -> None:
    kept = keep(scope)
    os.truncate(kept.path, 160_044)
    came = KeptTransfer(KEY, Priority.ASKED, 1, TransferState.DONE, -90.0, ended_at=-80.0)
    scope.kept_queue.take({KEY: came}, None, 0.0)
    recover(scope)
    assert wanted(scope) == {KEY: TransferState.WAITING}, "it came, and was cut after that"
    scope.kept_queue.take({KEY: replace(came, state=TransferState.FAILED, ended_at=-1.0)}, None, 0.0)
    recover(scope)
    assert wanted(scope) == {KEY: TransferState.FAILED}


@pytest.mark.parametrize("age", [7.5, 30])
def test_what_the_server_has_no_longer_stays_as_it_is(scope: AccountScope, age: float) -> None:
    kept = keep(scope, age)
    os.truncate(kept.path, 160_044)
    recover(scope)
    assert wanted(scope) == {}
    found = scope.calls.kept(SID)
    assert found is not None
    assert found.path.read_bytes() == wav(20)[:160_044], "it can be played"


def test_what_cannot_be_read_is_not_taken_for_whole(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(scope)
    os.truncate(kept.path, 160_044)

    def broken(_: Path) -> AbstractContextManager[None]:
        raise DiskFailed("I/O error")

    with monkeypatch.context() as during:
        during.setattr("desktop.services.recovery.disk_errors", broken)
        recover(scope)
    assert scope.kept_files.find(KEY) is None
    assert scope.kept_files.noted(KEY) == kept
    recover(scope)
    found = scope.kept_files.find(KEY)
    assert found is not None and found.cut


def test_played_before_the_next_start_it_is_marked_too(scope: AccountScope) -> None:
    kept = keep(scope)
    os.truncate(kept.path, 160_044)
    lost = scope.recovery.forget_gone(KEY)
    assert lost is not None
    assert (lost.kept, lost.left) == (kept, 160_044)
    found = scope.kept_files.find(KEY)
    assert found is not None and found.cut
    assert scope.recovery.forget_gone(KEY) is None


# -- receipts ----------------------------------------------------------------------------------------


def keep_receipt(scope: AccountScope, gone_at: datetime | None) -> KeptFile:
    receipt = Receipt(9, source_file=ReceiptFile(0), gone_at=gone_at)
    ReceiptsRepository(scope.database).upsert([receipt])
    kept = put(scope, FileKey.source(9), b"%PDF-1.4 " + b"x" * 5_000, "pdf")
    scope.kept_files.record(kept)
    return kept


def test_a_receipt_that_was_cut_is_put_aside(scope: AccountScope) -> None:
    """The server has it still: a half one goes into no ZIP."""
    kept = keep_receipt(scope, None)
    os.truncate(kept.path, 2_000)
    recover(scope)
    recover(scope)
    assert scope.kept_files.noted(kept.key) is None
    [aside] = kept.path.parent.iterdir()
    assert aside.stat().st_size == 2_000
    assert put(scope, kept.key, b"%PDF-1.4 again", "pdf").path == kept.path
    assert recover(scope) == 1
    assert aside.exists()


def test_a_receipt_that_is_only_here_keeps_what_is_left(scope: AccountScope) -> None:
    kept = keep_receipt(scope, NOW)
    os.truncate(kept.path, 2_000)
    recover(scope)
    found = scope.kept_files.find(kept.key)
    assert found is not None
    assert (found.path, found.size, found.cut) == (kept.path, 2_000, True)


def test_one_that_is_held_open_is_put_aside_the_next_time(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep_receipt(scope, None)
    os.truncate(kept.path, 2_000)

    def held(*_: object) -> None:
        raise DiskFailed("in use")

    with monkeypatch.context() as during:
        during.setattr(scope.files, "put_aside", held)
        recover(scope)
    assert scope.kept_files.find(kept.key) is None
    recover(scope)
    assert scope.kept_files.noted(kept.key) is None


# -- and the server ----------------------------------------------------------------------------------


def fetch(scope: AccountScope, key: FileKey) -> KeptFile:
    """Of what the server has ready."""
    assert scope.online is not None
    kept = kept_of(scope.online.transfers.attempt(key, Way.FETCH, CancelToken(), Tell()))
    assert isinstance(kept, KeptFile)
    return kept


def cut_one(scope: AccountScope, server: DemoServer, left: int) -> KeptFile:
    """A recording of 12 s that came, and lost its end after that."""
    key = FileKey.recording(server.world.add_call(duration=12).sid)
    sync(scope)
    assert scope.online is not None
    until_ready(scope.online.transfers, key)
    kept = fetch(scope, key)
    os.truncate(kept.path, left)
    recover(scope)
    return kept


def test_fetched_again_it_is_whole(online: AccountScope, server: DemoServer) -> None:
    kept = cut_one(online, server, 50_000)
    assert wanted(online) == {kept.key: TransferState.WAITING}
    again = fetch(online, kept.key)
    assert online.kept_files.find(kept.key) == again
    assert (again.cut, again.shorter, again.sha256) == (False, False, kept.sha256)
    assert kept.path.read_bytes() == server.world.recording_bytes(kept.key.id)
    assert wanted(online)[kept.key] is TransferState.DONE


def test_what_the_server_has_less_of_takes_nothings_place(online: AccountScope, server: DemoServer) -> None:
    """It fetched the recording anew, and got a part of it alone."""
    kept = cut_one(online, server, 150_000)
    left = kept.path.read_bytes()
    call = server.world.calls.find(kept.key.id)
    assert call is not None
    server.world.calls.replace(replace(call, duration=3))
    with pytest.raises(FileIncomplete):
        fetch(online, kept.key)
    stays = fetch(online, kept.key)
    assert stays.path.read_bytes() == left
    assert online.kept_files.find(kept.key) == stays
    assert (stays.cut, stays.shorter) == (False, True), "there is no more of it to be had"
    assert TransferState.WAITING not in wanted(online).values()
