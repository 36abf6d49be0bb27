"""Recordings that the server has no longer: on which day they went, and what is here of them stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, RecordingGone, RecordingMissing
from desktop.core.eviction import SpaceRules
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Way
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Tell
from tests.prepared import kept_of
from tests.services.conftest import sync_all, until_ready


def listed(scope: AccountScope, server: DemoServer, days: int, fate: str = "kept") -> FileKey:
    """A call of that age, with a recording."""
    made = server.world.clock.now() - timedelta(days=days)
    key = FileKey.recording(server.world.add_call(created_at=made, fate=fate).sid)
    sync_all(scope)
    scope.take_server_time()
    return key


def refusal(scope: AccountScope, key: FileKey, way: Way) -> AppError:
    assert scope.online is not None
    with pytest.raises(AppError) as raised:
        scope.online.transfers.attempt(key, way, CancelToken(), Tell())
    return raised.value


@pytest.mark.parametrize("way", [Way.ASK, Way.START, Way.LAST_RESORT])
def test_what_was_deleted_says_its_day_whichever_way_it_was_asked_for(
    scope: AccountScope, server: DemoServer, way: Way
) -> None:
    key = listed(scope, server, days=20)
    error, call = refusal(scope, key, way), scope.calls.call(key.id)
    assert call is not None and call.expires_at is not None
    assert isinstance(error, RecordingGone)
    assert error.since == call.expires_at + timedelta(days=1)


def test_what_never_was_there_has_no_day(scope: AccountScope, server: DemoServer) -> None:
    error = refusal(scope, listed(scope, server, days=2, fate="missing"), Way.ASK)
    assert isinstance(error, RecordingMissing)


def test_what_the_server_lost_before_its_time_stays_here(scope: AccountScope, server: DemoServer) -> None:
    """It is reviewed, and by the calendar it could be had again."""
    key = listed(scope, server, days=2)
    assert scope.online is not None
    until_ready(scope.online.transfers, key)
    assert isinstance(
        kept_of(scope.online.transfers.attempt(key, Way.FETCH, CancelToken(), Tell())), KeptFile
    )
    scope.reviewed.mark_heard(key.id)
    scope.clock.note_list()
    call = server.world.calls.find(key.id)
    assert call is not None
    server.world.calls.replace(replace(call, fate="missing"))
    refusal(scope, key, Way.ASK)
    assert not scope.space.removable([key.id]).only_here, "there is another way yet"
    refusal(scope, key, Way.LAST_RESORT)
    assert scope.space.removable([key.id]).only_here == 1
    tidied = scope.space.tidy(SpaceRules(limit=1))
    assert (tidied.removed, tidied.stays.only_here) == ((), 1)
    assert scope.kept_files.find(key) is not None
