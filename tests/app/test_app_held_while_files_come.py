"""Another program holds the lists for longer than anybody waits while recordings come: nothing fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from desktop.core.models import FileKey
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.server import DemoServer
from desktop.services.account_scope import LISTS_NAME
from desktop.store import database
from tests.app.conftest import HASTY, Driver
from tests.app.keeping_kit import FEW_CALLS, obtainable
from tests.waiting import PATIENCE_SECONDS

BUSY_SECONDS = 0.2
"""So long each one waits for the other program."""


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(FEW_CALLS) as running:
        yield running


@pytest.fixture
def rules() -> QueueRules:
    """As often as the other program's turn takes here, however slow the computer is."""
    return replace(HASTY, retry_seconds=(0.1,) * 1_000)


def test_they_are_kept_once_it_lets_go(
    signed_in: Driver,
    server: DemoServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    monkeypatch.setattr(database, "_BUSY_SECONDS", BUSY_SECONDS)
    queue, sids = signed_in.program.queue, obtainable(signed_in, server)[:4]
    keys = [FileKey.recording(sid) for sid in sids]
    lists = signed_in.scope.folder / LISTS_NAME
    with closing(sqlite3.connect(lists, PATIENCE_SECONDS, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for key in keys:
            queue.request(key)
        signed_in.wait(lambda: any(end in caplog.text for end in ("REC_RETRY", "REC_FAILED")))
    signed_in.wait(lambda: all((one := queue.transfer(key)) and one.state.final for key in keys))
    for key in keys:
        ended = queue.transfer(key)
        assert ended is not None and ended.state is TransferState.DONE
        kept = signed_in.scope.calls.kept(key.id)
        assert kept is not None
        assert kept.path.read_bytes() == server.world.recording_bytes(key.id)
