"""Recordings that are shorter than their calls: fetched once more, then kept and marked."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, FileIncomplete, RecordingMissing
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Way
from desktop.core.waveform import Peaks
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Answered, Tell
from tests.prepared import kept_of
from tests.services.conftest import sync_all, until_ready


def ready_call(scope: AccountScope, server: DemoServer, duration: int, recorded: int) -> FileKey:
    """A recording that the server has ready, of a call that is known here."""
    key = FileKey.recording(server.world.add_call(duration=duration, recorded=recorded).sid)
    sync_all(scope)
    assert scope.online is not None
    until_ready(scope.online.transfers, key)
    return key


def fetch(scope: AccountScope, key: FileKey, token: CancelToken | None = None) -> KeptFile | Answered:
    assert scope.online is not None
    return kept_of(scope.online.transfers.attempt(key, Way.FETCH, token or CancelToken(), Tell()))


def record(server: DemoServer, key: FileKey, seconds: int) -> None:
    """So much of the call is there now."""
    call = server.world.calls.find(key.id)
    assert call is not None
    server.world.calls.replace(replace(call, recorded=seconds))


@pytest.mark.parametrize(("duration", "recorded"), [(60, 50), (10, 6), (300, 280)])
def test_it_is_fetched_once_more_and_then_kept_and_marked(
    scope: AccountScope, server: DemoServer, duration: int, recorded: int
) -> None:
    key = ready_call(scope, server, duration, recorded)
    with pytest.raises(FileIncomplete):
        fetch(scope, key)
    assert scope.kept_files.find(key) is None
    kept = fetch(scope, key)
    assert isinstance(kept, KeptFile)
    assert (kept.seconds, kept.shorter) == (recorded, True)
    assert scope.kept_files.find(key) == kept


@pytest.mark.parametrize(("duration", "recorded"), [(60, 58), (10, 8), (300, 290), (30, 33)])
def test_what_rounding_explains_is_kept_at_once(
    scope: AccountScope, server: DemoServer, duration: int, recorded: int
) -> None:
    kept = fetch(scope, key := ready_call(scope, server, duration, recorded))
    assert isinstance(kept, KeptFile)
    assert (kept.seconds, kept.shorter) == (recorded, False)
    assert scope.kept_files.find(key) == kept


def test_one_that_has_grown_by_then_is_whole(scope: AccountScope, server: DemoServer) -> None:
    """While it was written its header said no more than was there."""
    key = ready_call(scope, server, 60, 20)
    with pytest.raises(FileIncomplete):
        fetch(scope, key)
    record(server, key, 40)
    with pytest.raises(FileIncomplete):
        fetch(scope, key)
    record(server, key, 60)
    kept = fetch(scope, key)
    assert isinstance(kept, KeptFile)
    assert (kept.seconds, kept.shorter) == (60, False)
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)


@pytest.mark.parametrize(("decoded", "shorter"), [(60, False), (57, False), (56, True), (20, True)])
def test_the_waveform_confirms_the_length(
    scope: AccountScope, server: DemoServer, decoded: int, shorter: bool
) -> None:
    """Whatever the headers said; only of the file that it was made of."""
    kept = fetch(scope, key := ready_call(scope, server, 60, 60))
    assert isinstance(kept, KeptFile)
    peaks = Peaks(8000, 160, decoded * 8000, bytes(decoded * 50), bytes(decoded * 50))
    scope.waveforms.keep(replace(kept, sha256="0" * 64), peaks)
    assert scope.kept_files.find(key) == kept
    scope.waveforms.keep(kept, peaks)
    assert scope.kept_files.find(key) == replace(kept, seconds=float(decoded), shorter=shorter)
    scope.kept_files.note_length(kept, 1.0, not shorter)
    found = scope.waveforms.find(key.id)
    assert found is not None
    assert scope.kept_files.find(key) == replace(kept, seconds=float(decoded), shorter=shorter)


@pytest.mark.parametrize("days_ago", [0, 2])
def test_one_that_decodes_shorter_is_to_be_fetched_once_more_while_the_server_has_it(
    scope: AccountScope, server: DemoServer, days_ago: int
) -> None:
    kept = fetch(scope, key := ready_call(scope, server, 60, 60))
    assert isinstance(kept, KeptFile)
    kept = replace(kept, kept_at=kept.kept_at - timedelta(days=days_ago))
    peaks = Peaks(8000, 160, 20 * 8000, bytes(20 * 50), bytes(20 * 50))
    assert scope.waveforms.keep(kept, peaks).is_short is (days_ago == 0)
    fetch(scope, key)
    scope.kept_files.note_length(kept, 60.0, False)
    assert not scope.waveforms.keep(kept, peaks).is_short, "once"


def test_what_comes_again_as_it_is_here_stays_as_it_is(scope: AccountScope, server: DemoServer) -> None:
    """On Windows it may be open in the player; and what was found of it since is still so."""
    kept = fetch(scope, key := ready_call(scope, server, 60, 60))
    assert isinstance(kept, KeptFile)
    scope.kept_files.note_length(kept, 20.0, True)
    before = kept.path.stat()
    again = fetch(scope, key)
    assert again == replace(kept, seconds=20.0, shorter=True) == scope.kept_files.find(key)
    assert (kept.path.stat().st_ino, kept.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(scope.folder.rglob("*.part")) == []


def test_what_others_changed_since_is_replaced_by_what_comes(scope: AccountScope, server: DemoServer) -> None:
    kept = fetch(scope, key := ready_call(scope, server, 60, 60))
    assert isinstance(kept, KeptFile)
    whole = kept.path.read_bytes()
    kept.path.write_bytes(bytes(kept.size))
    fetch(scope, key)
    assert kept.path.read_bytes() == whole


# -- the longer of two ---------------------------------------------------------------------------------


def fetch_whole(scope: AccountScope, key: FileKey) -> KeptFile:
    """As the queue does: once more as long as it may still grow."""
    for _ in range(4):
        with suppress(FileIncomplete):
            kept = fetch(scope, key)
            assert isinstance(kept, KeptFile)
            return kept
    raise AssertionError("it never came")


@pytest.mark.parametrize(("first", "then"), [(50, 40), (60, 30), (60, 58), (40, 55), (40, 60), (10, 12)])
def test_of_two_that_came_the_longer_one_stays(
    scope: AccountScope, server: DemoServer, first: int, then: int
) -> None:
    """Fetched again by hand, say, after the server made another one of it."""
    key = ready_call(scope, server, 60, first)
    before, held = fetch_whole(scope, key), server.world.recording_bytes(key.id)
    record(server, key, then)
    after = fetch_whole(scope, key)
    assert (after.seconds, after.shorter) == (max(first, then), max(first, then) < 57)
    assert after == scope.kept_files.find(key)
    if then < first:
        assert (after, after.path.read_bytes()) == (before, held)
    assert [path.name for path in after.path.parent.iterdir()] == [after.path.name]


def test_what_is_damaged_here_gives_way_to_a_shorter_one(scope: AccountScope, server: DemoServer) -> None:
    key = ready_call(scope, server, 60, 60)
    kept = fetch_whole(scope, key)
    kept.path.write_bytes(bytes(kept.size))
    record(server, key, 40)
    assert fetch_whole(scope, key).seconds == 40


@pytest.mark.parametrize("signed_in_again", [False, True])
@pytest.mark.parametrize(("first", "then"), [(50, 40), (40, 50)])
def test_of_two_that_are_too_short_the_longer_one_is_kept(
    scope: AccountScope,
    server: DemoServer,
    accounts: AccountService,
    first: int,
    then: int,
    signed_in_again: bool,
) -> None:
    """The one that came first was not kept yet: it might have grown."""
    key = ready_call(scope, server, 60, first)
    with pytest.raises(FileIncomplete):
        fetch(scope, key)
    held = server.world.recording_bytes(key.id)
    record(server, key, then)
    if signed_in_again:
        scope.go_online(accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True)).client)
    kept = fetch_whole(scope, key)
    assert (kept.seconds, kept.shorter) == (50, True)
    assert (kept.path.read_bytes() == held) is (first > then)
    assert kept.sha256 == hashlib.sha256(kept.path.read_bytes()).hexdigest()
    assert [path.name for path in kept.path.parent.iterdir()] == [kept.path.name]


def test_what_came_is_kept_when_the_server_loses_it_before_it_comes_once_more(
    scope: AccountScope, server: DemoServer
) -> None:
    key = ready_call(scope, server, 60, 50)
    held = server.world.recording_bytes(key.id)
    with pytest.raises(FileIncomplete):
        fetch(scope, key)
    call = server.world.calls.find(key.id)
    assert call is not None and scope.online is not None
    server.world.calls.replace(replace(call, fate="missing"))
    attempt = scope.online.transfers.attempt
    with pytest.raises(RecordingMissing):
        attempt(key, Way.ASK, CancelToken(), Tell())
    kept = kept_of(attempt(key, Way.LAST_RESORT, CancelToken(), Tell()))
    assert isinstance(kept, KeptFile)
    assert (kept.seconds, kept.shorter, kept.path.read_bytes()) == (50, True, held)
    assert scope.space.removable([key.id]).only_here == 1
    assert [path.name for path in kept.path.parent.iterdir()] == [kept.path.name]


# -- what is cut by those who want it ------------------------------------------------------------------


@pytest.mark.parametrize(("for_now", "left"), [(True, 1), (False, 0)])
def test_what_ends_with_the_program_is_left_and_what_is_cancelled_is_not(
    scope: AccountScope, server: DemoServer, for_now: bool, left: int
) -> None:
    key, token, told = ready_call(scope, server, 30, 30), CancelToken(), list[int]()
    # So slow that it cannot be here before the first of it is seen.
    server.faults.add(Fault("/stream$", "drip", times=1, bytes_per_second=50_000))
    assert scope.online is not None

    def on_bytes(received: int, _total: int | None) -> None:
        told.append(received)
        if received > 10_000:
            token.cancel(for_now=for_now)

    with pytest.raises(Cancelled):
        scope.online.transfers.attempt(key, Way.FETCH, token, Tell(on_bytes))
    assert len(list(scope.folder.rglob("*.part"))) == left
    kept = fetch(scope, key)
    assert isinstance(kept, KeptFile)
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)
    assert list(scope.folder.rglob("*.part")) == []
