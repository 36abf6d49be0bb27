"""The server's clock counts, however wrong this computer's is; until it is known nothing goes for its age."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.eviction import KeepPolicy, SpaceRules
from desktop.core.models import Call, FileKey, KeptFile, Priority
from desktop.core.query import CallQuery
from desktop.core.transfer import KeptTransfer, TransferState, Way
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.clock import ServerClock
from desktop.services.transfers import Tell
from desktop.store.calls_repository import CallsRepository
from desktop.store.kept_recordings_repository import KeptRecordingsRepository
from desktop.store.transfers_repository import TransfersRepository
from tests.prepared import kept_of
from tests.prepared import open_scope as open_scope_of
from tests.services.conftest import OpenScope, until_ready
from tests.services.vanished_kit import take_vanished

WRONG_BY = timedelta(days=-20)
"""The server's clock is behind this computer's by so much."""


def _kept(scope: AccountScope, age: timedelta) -> FileKey:
    """A reviewed recording that came so long ago, by this computer's clock."""
    key, came = FileKey.recording("CA1"), datetime.now(UTC) - age
    CallsRepository(scope.database).upsert([Call(key.id, came, has_recording=True)])
    with scope.files.part(key) as part:
        part.write(b"RIFF")
        path, size, digest = part.commit("wav")
    scope.kept_files.record(KeptFile(key, path, size, digest, "wav", came))
    scope.reviewed.mark_heard(key.id)
    return key


@pytest.mark.parametrize(
    ("rules", "age"),
    [
        (SpaceRules(policy=KeepPolicy.DAYS, days=10), 11),
        (SpaceRules(policy=KeepPolicy.SERVER), 11),
        # Only of what can be had again.
        (SpaceRules(limit=1, policy=KeepPolicy.DAYS, days=30), 3),
    ],
    ids=["days", "server", "limit"],
)
def test_offline_since_the_start_nothing_goes(open_scope: OpenScope, rules: SpaceRules, age: int) -> None:
    scope = open_scope()
    key = _kept(scope, timedelta(days=age))
    assert scope.space.tidy(rules).removed == ()
    assert scope.kept_files.find(key) is not None
    scope.clock.offset = timedelta()
    scope.clock.note_list()
    assert scope.space.tidy(rules).removed == (key.id,)


def test_a_clock_that_is_ahead_makes_nothing_old(open_scope: OpenScope) -> None:
    scope = open_scope()
    _kept(scope, timedelta(days=11))
    scope.clock.offset = WRONG_BY
    assert scope.space.tidy(SpaceRules(policy=KeepPolicy.DAYS, days=10)).removed == ()


def test_what_comes_and_what_is_played_is_dated_by_the_server(data_dir: Path, server: DemoServer) -> None:
    server.world.clock.advance(-WRONG_BY)
    key, hour = FileKey.recording(server.world.add_call().sid), timedelta(hours=1)
    with closing(open_scope_of(data_dir, server.url)) as scope:
        assert scope.online is not None and scope.clock.confirmed
        transfers = scope.online.transfers
        until_ready(transfers, key)
        kept = kept_of(transfers.attempt(key, Way.FETCH, CancelToken(), Tell()))
        assert isinstance(kept, KeptFile)
        assert abs(kept.kept_at - server.world.clock.now()) < hour
        scope.reviewed.note_used(key.id)
        found = KeptRecordingsRepository(scope.database).find(key.id, scope.clock.now())
        assert found is not None and abs(found.used_at - server.world.clock.now()) < hour


def test_what_vanished_is_not_told_before_the_day_is_known(open_scope: OpenScope) -> None:
    scope = open_scope()
    scope.clock.offset = timedelta()
    take_vanished(scope, CallQuery())
    _kept(scope, timedelta(days=7))
    scope.space.remove(["CA1"])
    guess = ServerClock(timedelta(days=30))
    assert guess.now() - datetime.now(UTC) > timedelta(days=29)
    scope.retention._clock = guess
    assert take_vanished(scope, CallQuery()) == []
    guess.offset = timedelta(days=5)
    assert [one.recordings for one in take_vanished(scope, CallQuery())] == [1]


def test_a_failed_one_is_not_forgotten_by_a_clock_that_is_months_ahead(open_scope: OpenScope) -> None:
    scope, now = open_scope(), 100.0
    rows = TransfersRepository(scope.database)
    ended = (datetime.now(UTC) - timedelta(days=90)).timestamp()
    failed = KeptTransfer(FileKey.source(1), Priority.ASKED, 1, TransferState.FAILED, ended, ended_at=ended)
    rows.write([failed], [])
    scope.kept_queue.load(now)
    assert [one.key for one in rows.all()] == [failed.key]
    scope.clock.offset = timedelta()
    scope.kept_queue.load(now)
    assert rows.all() == []


def test_a_clock_that_is_set_meanwhile_is_believed_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, said = ServerClock(timedelta(days=3)), []
    said.append(clock.confirmed)
    clock.offset = timedelta(days=2)
    said.append(clock.confirmed)
    assert clock.offset == timedelta(days=2)
    really = time.time
    monkeypatch.setattr(time, "time", lambda: really() + 86_400)
    said.append(clock.confirmed)
    clock.offset = timedelta(days=1)
    said.append(clock.confirmed)
    assert said == [False, True, False, True]
