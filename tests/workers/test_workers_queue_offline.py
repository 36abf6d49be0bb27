"""What failed since the server was not there goes on by itself once it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline
from desktop.core.models import FileKey
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService
from tests.workers.queue_desk import FILES, Desk


@pytest.fixture
def desk(accounts: AccountService, server: DemoServer, qtbot: QtBot) -> Iterator[Desk]:
    """Of a queue that gives up at once."""
    made = Desk(accounts, server, qtbot, rules=QueueRules(poll_seconds=0.1, retry_seconds=()))
    yield made
    made.scope.go_offline()
    assert made.queue.close(5_000)
    made.scope.close()


def come_back(desk: Desk) -> None:
    """The server is there again; what is asked for now stays under way."""
    online = desk.scope.online
    assert online is not None
    desk.queue.set_attempts(None)
    desk.server.faults.offline = False
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    desk.queue.set_attempts(online.transfers)


def test_it_outlives_the_program_as_before(desk: Desk) -> None:
    [key] = desk.sources(1)
    desk.server.faults.offline = True
    desk.queue.request(key)
    desk.wait(lambda: [type(error) for _, error in desk.failed] == [Offline])
    come_back(desk)
    kept = desk.queue.kept_transfer(key)
    assert kept is not None and not kept.state.final


def test_what_an_export_waited_for_is_not_fetched_for_nobody(desk: Desk) -> None:
    key, asked = desk.sources(2)
    desk.server.faults.offline = True
    future = desk.fetch(key, CancelToken())
    desk.queue.request(asked)
    desk.wait(lambda: len(desk.failed) == 2)
    assert isinstance(future.exception(timeout=0), Offline)
    come_back(desk)
    assert [desk.state(one) for one in (key, asked)] == [TransferState.FAILED, TransferState.TRANSFERRING]


def test_once_the_server_answers_others_it_is_asked_for_again_but_not_without_end(desk: Desk) -> None:
    """Its session never ended, and nothing else would make it go on."""
    first, second = desk.sources(2)
    for key in (first, second):
        desk.server.faults.add(Fault(path=f"/{key.id}/download$", kind="reset", times=1))
        desk.queue.request(key)
        desk.wait(partial(_has_failed, desk, key))
        desk.queue.retry_offline()
    desk.wait(lambda: desk.state(first) is TransferState.DONE)
    assert desk.state(second) is TransferState.FAILED


def _has_failed(desk: Desk, key: FileKey) -> bool:
    return desk.state(key) is TransferState.FAILED
