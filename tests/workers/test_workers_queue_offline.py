"""A server that is not there fails nothing; what it alone does not answer fails, and goes on once it does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline, ServerBusy, ServerFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService
from tests.workers.queue_desk import FILES, Desk

RULES = QueueRules(
    poll_seconds=0.1,
    retry_seconds=(),
    retry_slowest_seconds=0.1,
    waited_for_seconds=0.3,
    session_seconds=0.1,
)
"""Of a queue that gives up soon what somebody waits for."""


@pytest.fixture
def desk(accounts: AccountService, server: DemoServer, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(accounts, server, qtbot, rules=RULES)
    yield made
    made.scope.go_offline()
    assert made.queue.close(20_000)
    made.scope.close()


def go_away(desk: Desk, *keys: FileKey) -> None:
    """The server does, these are asked for, and longer than anybody's patience lasts."""
    looked = QSignalSpy(desk.queue.unanswered)
    desk.server.faults.offline = True
    for key in keys:
        desk.queue.request(key, Priority.NOW)
    desk.wait(lambda: looked.count() > 3)


def come_back(desk: Desk) -> None:
    """The server is there again; what is asked for now stays under way."""
    online = desk.scope.online
    assert online is not None
    desk.queue.set_attempts(None)
    desk.server.faults.offline = False
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    desk.queue.set_attempts(online.transfers)


def test_a_server_that_is_not_there_fails_nothing(desk: Desk) -> None:
    keys = [*desk.sources(2), *desk.recordings(2)]
    go_away(desk, *keys)
    assert desk.failed == []
    kept = [desk.queue.kept_transfer(key) for key in keys]
    assert [one is not None and not one.state.final for one in kept] == [True] * len(keys)
    desk.server.faults.offline = False
    desk.wait(lambda: len(desk.ready) == len(keys))


def test_what_an_export_waited_for_is_not_fetched_for_nobody(desk: Desk) -> None:
    key, asked = desk.sources(2)
    future = desk.fetch(key, CancelToken())
    go_away(desk, asked)
    assert not future.done()
    desk.queue.set_attempts(None)
    desk.wait(future.done)
    assert isinstance(future.exception(timeout=0), Offline)
    come_back(desk)
    # It was answered by nobody a moment ago, and rests until its next turn.
    desk.wait(lambda: desk.state(asked) is TransferState.TRANSFERRING)
    assert desk.state(key) is TransferState.CANCELLED


def test_what_alone_is_not_answered_fails_and_is_asked_for_again_but_not_without_end(desk: Desk) -> None:
    """Its session never ended, and nothing else would make it go on."""
    first, second = desk.recordings(2)
    desk.queue.unanswered.connect(desk.queue.retry_offline)
    for key in (first, second):
        desk.server.faults.add(Fault(path=f"/{key.id}/status$", kind="text_500"))
        desk.queue.request(key, Priority.NOW)
        desk.wait(partial(_has_failed, desk, key))
        assert [type(error) for _, error in desk.failed[-1:]] == [ServerFailed]
        desk.server.faults.clear()
        desk.queue.retry_offline()
    desk.wait(lambda: desk.state(first) is TransferState.DONE)
    assert desk.state(second) is TransferState.FAILED


def _has_failed(desk: Desk, key: FileKey) -> bool:
    return desk.state(key) is TransferState.FAILED


def test_a_server_that_is_busy_is_left_alone_by_all(desk: Desk) -> None:
    keys = desk.recordings(6)
    later = (("Retry-After", "1"),)
    desk.server.faults.add(Fault(path="/status$", kind="status", status=503, headers=later))
    desk.server.counters.reset()
    changed = QSignalSpy(desk.queue.changed)
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: desk.queue.counts().busy)
    hits = sum(desk.server.counters.hits.values())
    found = [desk.queue.transfer(key) for key in keys]
    assert all(one is not None and isinstance(one.error, ServerBusy) for one in found)
    # Those that were never asked about have another reason now.
    assert {changed.at(number)[0] for number in range(changed.count())} == set(keys)
    assert hits <= 3
    desk.server.faults.clear()
    desk.wait(lambda: len(desk.ready) == len(keys))
    assert not desk.queue.counts().busy
    assert desk.failed == []


def test_each_try_in_vain_makes_an_export_wait_no_longer(desk: Desk) -> None:
    """It is tried far more often than anybody's patience lasts."""
    assert desk.scope.online is not None
    transfers = desk.scope.online.transfers
    [key] = desk.sources(1)
    desk.server.faults.offline = True
    future = desk.fetch(key, CancelToken())

    def tried_in_vain() -> bool:
        desk.queue.set_attempts(None if desk.queue.online else transfers)
        return future.done()

    desk.wait(tried_in_vain)
    assert isinstance(future.exception(timeout=0), Offline)
