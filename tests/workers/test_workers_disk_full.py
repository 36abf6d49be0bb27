"""A disk without room: the queue waits with its reason, loses nothing, and goes on by itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFull
from desktop.core.eviction import GIGABYTE, least_free
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.workers.attempt_ends import TOO_LARGE_UNTIL_ALL_WAIT
from desktop.workers.download_queue import DownloadQueue
from tests.full_disk import TOTAL_BYTES, Usage, usage
from tests.prepared import open_scope, sync

WAIT_MS = 40_000
LATE_SECONDS = 600.0


class Disk:
    """What the system says of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free = 50 * GIGABYTE
        self.full_once = False
        monkeypatch.setattr(shutil, "disk_usage", self._usage)

    def _usage(self, _: Path) -> Usage:
        if self.full_once:
            self.full_once = False
            return usage(free=1)
        return usage(self.free)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def scope(data_dir: Path, server: DemoServer) -> Iterator[AccountScope]:
    opened = open_scope(data_dir, server.url)
    sync(opened)
    yield opened
    opened.close()


@pytest.fixture
def room_seconds() -> float:
    """After so long one that is too large is tried again. Where many are that is late: the first of them
    would be tried over and over while the last are never reached, on a busy computer."""
    return 0.1


@pytest.fixture
def queue(qtbot: QtBot, scope: AccountScope, room_seconds: float) -> Iterator[DownloadQueue]:
    rules = QueueRules(poll_seconds=0.1, ready_retry_seconds=0.05, room_seconds=room_seconds)
    made = DownloadQueue(rules=rules)
    made.disk.seconds = 0.1
    made.set_account(scope.kept_files.find)
    assert scope.online is not None
    made.set_attempts(scope.online.transfers)
    yield made
    assert made.close(20_000)


def waits(queue: DownloadQueue) -> bool:
    """Whether the queue waits for room."""
    return queue.disk.error is not None


def ask_without_room(qtbot: QtBot, queue: DownloadQueue, disk: Disk, keys: list[FileKey]) -> None:
    """Asks for them, and waits until there is no room for them."""
    disk.free = GIGABYTE
    for key in keys:
        queue.request(key)
    qtbot.waitUntil(lambda: waits(queue), timeout=WAIT_MS)


def sources(scope: AccountScope, count: int) -> list[FileKey]:
    rows = scope.receipts.rows(scope.receipts.ids(ReceiptQuery())[:40])
    with_file = [row.row_id for row in rows if row.receipt.source_file is not None]
    return [FileKey.source(row_id) for row_id in with_file[:count]]


def error_of(queue: DownloadQueue, key: FileKey) -> AppError | None:
    transfer = queue.transfer(key)
    return transfer.error if transfer is not None else None


def one_large(scope: AccountScope, server: DemoServer, disk: Disk) -> tuple[FileKey, list[FileKey]]:
    """A file for which there is no room, and others for which there is."""
    found = [
        (len(data), key) for key in sources(scope, 40) if (data := server.world.source_bytes(int(key.id)))
    ]
    (size, large), *others = sorted(found, reverse=True, key=lambda one: one[0])
    disk.free = least_free(TOTAL_BYTES) + size - 1
    return large, [key for other, key in others if other < size][:4]


def ask_for_too_large(qtbot: QtBot, queue: DownloadQueue, keys: list[FileKey]) -> None:
    """Asks for them, and waits until each of them was found to be too large."""
    for key in keys:
        queue.request(key)
    qtbot.waitUntil(lambda: all(isinstance(error_of(queue, key), DiskFull) for key in keys), timeout=WAIT_MS)


def test_all_wait_and_go_on_when_there_is_room(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    """Receipts and recordings alike; the server is not asked to prepare what could not be kept."""
    failed: list[AppError] = []
    queue.failed.connect(lambda _, error: failed.append(error))
    keys = sources(scope, 5)
    ask_without_room(qtbot, queue, disk, keys)
    # It is tried in vain more than once.
    for _ in range(2):
        with qtbot.waitSignal(queue.disk.tried, timeout=WAIT_MS):
            pass
    assert queue.disk.error is not None
    assert (queue.disk.error.needed, queue.disk.error.free) == (5 * GIGABYTE, GIGABYTE)
    assert failed == []
    states = {transfer.state for transfer in queue.transfers()}
    assert states <= {TransferState.WAITING, TransferState.TRANSFERRING}
    disk.free = 50 * GIGABYTE
    qtbot.waitUntil(lambda: all(scope.kept_files.find(key) for key in keys), timeout=WAIT_MS)
    # Their rows are there a moment before the queue hears of them.
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)
    assert failed == []


def test_all_go_on_with_the_next_try_when_only_one_found_no_room(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    disk.full_once = True
    keys = sources(scope, 5)
    for key in keys:
        queue.request(key)
    qtbot.waitUntil(lambda: all(scope.kept_files.find(key) for key in keys), timeout=WAIT_MS)
    # Their rows are there a moment before the queue hears of them.
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)


def test_an_export_is_told_at_once(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    disk.free = GIGABYTE
    future = queue.fetch(sources(scope, 1)[0], Priority.BACKGROUND, CancelToken())
    qtbot.waitUntil(future.done, timeout=WAIT_MS)
    assert isinstance(future.exception(), DiskFull)


def test_one_that_is_too_large_holds_up_no_other(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, server: DemoServer, disk: Disk
) -> None:
    """It says why it waits, and comes once there is room; no message says that all wait."""
    queue.disk.seconds = 600.0
    turned: list[bool] = []
    queue.disk.turned.connect(lambda: turned.append(True))
    large, small = one_large(scope, server, disk)
    queue.request(large)
    for key in small:
        queue.request(key)
    qtbot.waitUntil(lambda: all(scope.kept_files.find(key) for key in small), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: isinstance(error_of(queue, large), DiskFull), timeout=WAIT_MS)
    transfer = queue.transfer(large)
    assert transfer is not None and transfer.state in (TransferState.WAITING, TransferState.TRANSFERRING)
    assert not waits(queue) and turned == []
    disk.free = 50 * GIGABYTE
    qtbot.waitUntil(lambda: scope.kept_files.find(large) is not None, timeout=WAIT_MS)


def test_one_that_is_too_large_says_how_much_room_it_wants(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, server: DemoServer, disk: Disk
) -> None:
    """Each time that it is tried in vain: something may go for it by now. When it is paused nothing need."""
    large, _ = one_large(scope, server, disk)
    assert queue.disk.needed == 0
    wanted = QSignalSpy(queue.disk.room_wanted)
    queue.request(large)
    qtbot.waitUntil(lambda: wanted.count() >= 2, timeout=WAIT_MS)
    assert queue.disk.needed == disk.free + 1 and not waits(queue)
    queue.pause_all()
    assert queue.disk.needed == 0


def test_once_the_disk_has_what_all_waited_for_the_next_file_says_what_it_wants(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    """All that is made free for those that wait is the least, which is too little for any file."""
    [key] = sources(scope, 1)
    ask_without_room(qtbot, queue, disk, [key])
    least = least_free(TOTAL_BYTES)
    assert queue.disk.needed == least
    disk.free = least
    qtbot.waitUntil(lambda: not waits(queue) and queue.disk.needed > least, timeout=WAIT_MS)


@pytest.mark.parametrize("room_seconds", [LATE_SECONDS])
def test_where_many_are_too_large_all_wait(
    qtbot: QtBot,
    queue: DownloadQueue,
    scope: AccountScope,
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the server would be asked for each of thousands, over and over."""
    queue.disk.seconds = 600.0
    disk.free = least_free(TOTAL_BYTES)
    keys = sources(scope, TOO_LARGE_UNTIL_ALL_WAIT)
    ask_for_too_large(qtbot, queue, keys[1:])
    queue.request(keys[0])
    qtbot.waitUntil(lambda: waits(queue) and not queue.arriving(), timeout=WAIT_MS)
    disk.free = 50 * GIGABYTE
    monkeypatch.setattr(queue, "now", lambda: time.monotonic() + LATE_SECONDS)
    queue.disk.tried.emit()
    qtbot.waitUntil(lambda: all(scope.kept_files.find(key) for key in keys), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)


@pytest.mark.parametrize("room_seconds", [LATE_SECONDS])
@pytest.mark.parametrize("left_behind", ["another account's", "cancelled"])
def test_what_nobody_waits_for_any_more_is_not_counted_among_the_many(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk, left_behind: str
) -> None:
    """One file that is too large stops no other then."""
    disk.free = least_free(TOTAL_BYTES)
    first, *rest = sources(scope, TOO_LARGE_UNTIL_ALL_WAIT)
    ask_for_too_large(qtbot, queue, rest)
    if left_behind == "cancelled":
        queue.cancel(*rest)
    else:
        assert scope.online is not None
        queue.set_account(scope.kept_files.find)
        queue.set_attempts(scope.online.transfers)
    turned = QSignalSpy(queue.disk.turned)
    ask_for_too_large(qtbot, queue, [first])
    assert not waits(queue) and turned.count() == 0


@pytest.mark.parametrize("room_seconds", [LATE_SECONDS])
def test_when_all_go_on_what_was_too_large_before_is_not_counted(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, server: DemoServer, disk: Disk
) -> None:
    """There was room for another one since."""
    server.faults.add(Fault(path=r"/(stream|status)$", kind="worker_down"))
    queue.disk.seconds = 600.0
    disk.free = least_free(TOTAL_BYTES)
    *many, last = sources(scope, TOO_LARGE_UNTIL_ALL_WAIT + 1)
    for key in many:
        queue.request(key)
    qtbot.waitUntil(lambda: waits(queue) and not queue.arriving(), timeout=WAIT_MS)
    queue.request(FileKey.recording(next(call.sid for call in server.world.calls if call.fate == "kept")))
    queue.disk.tried.emit()
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)
    ask_for_too_large(qtbot, queue, [last])
    assert not waits(queue)


def test_what_only_an_export_wanted_goes_when_there_is_no_room_for_it(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, server: DemoServer, disk: Disk
) -> None:
    """Nobody waits for it any more: nothing is held up for it, and it is not asked for again and again."""
    turned: list[bool] = []
    queue.disk.turned.connect(lambda: turned.append(True))
    large, small = one_large(scope, server, disk)
    future = queue.fetch(large, Priority.BACKGROUND, CancelToken())
    others = [queue.fetch(key, Priority.BACKGROUND, CancelToken()) for key in small]
    qtbot.waitUntil(lambda: future.done() and all(other.done() for other in others), timeout=WAIT_MS)
    error = future.exception()
    assert isinstance(error, DiskFull) and error.leaves_room and error.disk
    assert [other.result().key for other in others] == small
    transfer = queue.transfer(large)
    assert transfer is not None and transfer.state is TransferState.CANCELLED
    assert turned == [] and queue.counts().open == 0


def test_what_only_an_export_wanted_does_not_wait_behind_what_waits_for_room(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    """The user's own, of which there are enough to be tried first each time, are the first to get any."""
    queue.disk.seconds = 600.0
    first, *wanted, last = sources(scope, 6)
    ask_without_room(qtbot, queue, disk, [first, *wanted])
    future = queue.fetch(last, Priority.BACKGROUND, CancelToken())
    qtbot.waitUntil(future.done, timeout=WAIT_MS)
    error = future.exception()
    assert isinstance(error, DiskFull) and not error.leaves_room
    assert set(queue._plan.unfinished()) == {first, *wanted}


def test_what_turns_for_all_is_said_once(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    queue.disk.seconds = 600.0
    ask_without_room(qtbot, queue, disk, sources(scope, 1))
    said = QSignalSpy(queue.counts_changed)
    queue.disk.turned.emit()
    assert said.count() == 1


def test_nor_does_what_the_user_asked_for_once_and_cancelled(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    queue.disk.seconds = 600.0
    first, *wanted, last = sources(scope, 6)
    queue.pause_all()
    queue.request(last)
    queue.cancel(last)
    queue.resume_all()
    ask_without_room(qtbot, queue, disk, [first, *wanted])
    future = queue.fetch(last, Priority.BACKGROUND, CancelToken())
    qtbot.waitUntil(future.done, timeout=WAIT_MS)
    assert isinstance(future.exception(), DiskFull)
    assert set(queue._plan.unfinished()) == {first, *wanted}


def test_when_all_is_cancelled_nothing_waits(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    [key] = sources(scope, 1)
    ask_without_room(qtbot, queue, disk, [key])
    queue.cancel(key)
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)


def test_what_is_paused_does_not_wait_for_room(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    disk.free = GIGABYTE
    queue.request(sources(scope, 1)[0])
    qtbot.waitUntil(lambda: waits(queue), timeout=WAIT_MS)
    queue.pause_all()
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)


def test_what_is_cancelled_after_it_was_tried_in_vain_does_not_wait(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    """Tried while the server was away, nothing said whether there was room."""
    disk.free = GIGABYTE
    key = sources(scope, 1)[0]
    queue.request(key)
    qtbot.waitUntil(lambda: waits(queue), timeout=WAIT_MS)
    queue.set_attempts(None)
    with qtbot.waitSignal(queue.disk.tried, timeout=WAIT_MS):
        pass
    queue.cancel(key)
    qtbot.waitUntil(lambda: not waits(queue), timeout=WAIT_MS)


def test_a_session_that_comes_back_does_not_try_before_its_time(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    queue.disk.seconds = 600.0
    disk.free = GIGABYTE
    key = sources(scope, 1)[0]
    queue.request(key)
    qtbot.waitUntil(lambda: waits(queue), timeout=WAIT_MS)
    assert scope.online is not None
    queue.set_attempts(None)
    queue.set_attempts(scope.online.transfers)
    transfer = queue.transfer(key)
    assert transfer is not None and transfer.state is TransferState.WAITING
    with qtbot.waitSignal(queue.ready, timeout=WAIT_MS):
        disk.free = 50 * GIGABYTE
        queue.disk.tried.emit()
    assert not waits(queue)


def test_offline_it_does_not_begin(
    qtbot: QtBot, queue: DownloadQueue, scope: AccountScope, disk: Disk
) -> None:
    """Room that comes back while the server is away starts nothing."""
    [key] = sources(scope, 1)
    ask_without_room(qtbot, queue, disk, [key])
    queue.set_attempts(None)
    disk.free = 50 * GIGABYTE
    with qtbot.waitSignal(queue.disk.tried, timeout=WAIT_MS):
        pass
    transfer = queue.transfer(key)
    assert transfer is not None and transfer.state is TransferState.WAITING
    assert scope.online is not None
    queue.set_attempts(scope.online.transfers)
    with qtbot.waitSignal(queue.ready, timeout=WAIT_MS) as ready:
        pass
    assert isinstance(ready.args[1], KeptFile)
