"""What the window asked the server to prepare takes its slot in a command's run too, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.console.console import Console
from desktop.console.open_account import OpenAccount, chosen_account, opened
from desktop.console.progress_line import ProgressLine
from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.server import DemoOptions, DemoServer
from tests.campaigns.queue_life import HASTY, QueueLife
from tests.console.conftest import keep_account
from tests.prepared import account_service

PREPARED = timedelta(minutes=11)
STATUS = "GET /api/recordings/<sid>/status"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(calls=1, receipts=1, prepare_seconds=(600.0, 600.0))) as running:
        for _ in range(4):
            running.world.add_call()
        yield running


@contextmanager
def _command(data_dir: Path) -> Iterator[OpenAccount]:
    """As `export --calls` has it."""
    accounts = account_service(data_dir)
    with Console("en") as console:
        account = chosen_account(accounts, "")
        with opened(console, accounts, account, HASTY, of_calls=True) as one:
            one.put_right()
            one.go_online(accounts, ProgressLine(), everything=False)
            yield one


def _keys(server: DemoServer) -> list[FileKey]:
    return [FileKey.recording(call.sid) for call in server.world.calls if call.duration == 30][-4:]


def _state(one: OpenAccount, key: FileKey) -> TransferState | None:
    transfer = one.queue.transfer(key)
    return transfer.state if transfer is not None else None


def test_of_the_window_in_a_command(qtbot: QtBot, account: Path, server: DemoServer) -> None:
    *three, fourth = _keys(server)
    life = QueueLife(account, server.url)
    for key in three:
        life.queue.request(key)
    life.wait(lambda: all(life.state(key) is TransferState.PREPARING for key in three))
    life.queue.cancel(*three)
    life.queue.clear_finished()
    life.close()
    keep_account(account, server)
    with _command(account) as one:
        future = one.queue.fetch(fourth, Priority.BACKGROUND, CancelToken())
        qtbot.waitUntil(lambda: _state(one, fourth) is TransferState.WAITING, timeout=30_000)
        before = server.counters.hits[STATUS]
        qtbot.waitUntil(lambda: server.counters.hits[STATUS] >= before + 6, timeout=30_000)
        assert server.counters.preparations_high == 3
        server.world.clock.advance(PREPARED)
        qtbot.waitUntil(lambda: _state(one, fourth) is TransferState.PREPARING, timeout=30_000)
        server.world.clock.advance(PREPARED)
        qtbot.waitUntil(future.done, timeout=30_000)
    assert server.counters.preparations_high == 3


def test_of_a_command_in_the_window(qtbot: QtBot, account: Path, server: DemoServer) -> None:
    first, second, *_ = _keys(server)
    with _command(account) as one:
        for key in (first, second):
            one.queue.fetch(key, Priority.BACKGROUND, CancelToken())
        both = {first, second}
        qtbot.waitUntil(lambda: {slot.key for slot in one.queue.slots()} == both, timeout=30_000)
    life = QueueLife(account, server.url)
    try:
        assert {slot.key for slot in life.queue.slots()} == both
    finally:
        life.close()
