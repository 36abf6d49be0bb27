"""What began before the user or the disk thought better of it, and comes to its end all the same."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFull
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import TransferState, Way
from desktop.services.transfers import Arrived, Tell
from desktop.workers.download_queue import DownloadQueue
from tests.workers.arrived_kit import arrived, kept_file

FIRST, SECOND = FileKey.source(1), FileKey.source(2)


class Disk:
    """Attempts that have all of their file at once; the disk takes it when it may, or is full, once."""

    def __init__(self) -> None:
        self.may_take = {FIRST: Event(), SECOND: Event()}
        self.full = {FIRST: False, SECOND: False}

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived:
        def keep() -> KeptFile:
            self.may_take[key].wait(60)
            if self.full[key]:
                self.full[key] = False
                raise DiskFull(needed=5, free=1)
            return kept_file(key)

        return arrived(keep)


class Floor:
    """Attempts for which there is no room, until there is."""

    def __init__(self) -> None:
        self.full = True

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived:
        if self.full:
            raise DiskFull(needed=5, free=1)
        return arrived(lambda: kept_file(key, "mp3"))


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def queue(qtbot: QtBot, disk: Disk) -> Iterator[DownloadQueue]:
    made = DownloadQueue()
    made.disk.seconds = 600.0
    made.set_account(None)
    made.set_attempts(disk)
    yield made
    assert made.close(20_000)


def state(queue: DownloadQueue, key: FileKey) -> TransferState | None:
    transfer = queue.transfer(key)
    return transfer.state if transfer is not None else None


def waits(queue: DownloadQueue) -> bool:
    """Whether the queue waits for room."""
    return queue.disk.error is not None


@pytest.mark.parametrize("cleared", [False, True])
def test_a_file_that_came_is_told_of_though_it_was_cancelled(
    qtbot: QtBot, queue: DownloadQueue, disk: Disk, cleared: bool
) -> None:
    queue.request(FIRST)
    qtbot.waitUntil(lambda: queue.counts().keeping == 1)
    queue.cancel(FIRST)
    assert state(queue, FIRST) is TransferState.CANCELLED
    if cleared:
        queue.clear_finished()
    with qtbot.waitSignal(queue.ready):
        disk.may_take[FIRST].set()
    assert state(queue, FIRST) is (None if cleared else TransferState.CANCELLED), "it has one end"


def test_only_what_began_after_the_disk_was_full_shows_that_there_is_room(
    qtbot: QtBot, queue: DownloadQueue, disk: Disk
) -> None:
    disk.full[FIRST] = True
    # One after the other, as they are kept.
    queue.request(FIRST)
    qtbot.waitUntil(lambda: queue.counts().keeping == 1)
    queue.request(SECOND)
    qtbot.waitUntil(lambda: queue.counts().keeping == 2)
    turned = QSignalSpy(queue.disk.turned)
    disk.may_take[FIRST].set()
    qtbot.waitUntil(lambda: waits(queue))
    with qtbot.waitSignal(queue.ready):
        disk.may_take[SECOND].set()
    assert waits(queue)
    assert state(queue, FIRST) is TransferState.WAITING
    with qtbot.waitSignal(queue.ready):
        queue.disk.tried.emit()
    assert not waits(queue)
    assert turned.count() == 2


def test_the_end_of_what_was_cancelled_is_not_that_of_what_was_asked_for_since(
    qtbot: QtBot, queue: DownloadQueue, disk: Disk
) -> None:
    """Another export waits for the same file by then; nobody waits for room for what nobody wants."""
    disk.full[FIRST] = True
    token = CancelToken()
    queue.fetch(FIRST, Priority.BACKGROUND, token)
    qtbot.waitUntil(lambda: queue.counts().keeping == 1)
    token.cancel()
    qtbot.waitUntil(lambda: state(queue, FIRST) is TransferState.CANCELLED)
    future = queue.fetch(FIRST, Priority.BACKGROUND, CancelToken())
    qtbot.waitUntil(lambda: state(queue, FIRST) is TransferState.WAITING)
    turned = QSignalSpy(queue.disk.turned)
    disk.may_take[FIRST].set()
    qtbot.waitUntil(future.done)
    assert future.result().key == FIRST
    assert not waits(queue) and turned.count() == 0


def test_recordings_of_an_export_wait_until_those_before_them_have_made_room(
    qtbot: QtBot, queue: DownloadQueue
) -> None:
    """What came for it goes as soon as it is written."""
    floor = Floor()
    queue.set_attempts(floor)
    keys = [FileKey.recording(f"CA{number}") for number in range(5)]
    futures = [queue.fetch(key, Priority.BACKGROUND, CancelToken()) for key in keys]
    # What was under way when it began to wait says that there is no room, too.
    qtbot.waitUntil(lambda: waits(queue) and not queue.arriving())
    refused = [future for future in futures if future.done()]
    assert 1 <= len(refused) <= 3
    assert all(isinstance(future.exception(), DiskFull) for future in refused)
    floor.full = False
    queue.disk.tried.emit()
    qtbot.waitUntil(lambda: all(future.done() for future in futures))
    assert sum(future.exception() is None for future in futures) == len(keys) - len(refused)
    assert not waits(queue)
