"""After a cancel nothing of a recording stays on the disk, whatever came before; after the end it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.cancel import CancelToken
from desktop.core.media_type import SNIFF_BYTES
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.store.begun_files import is_left
from desktop.store.part_file import PartFile
from tests.campaigns.queue_life import QueueLife

SLOW = Fault(path=r"/stream$", kind="drip", bytes_per_second=5_000)
"""It comes without a stop, and for longer than anybody waits here."""


@pytest.fixture
def life(qapp: QApplication, server: DemoServer, data_dir: Path) -> Iterator[QueueLife]:
    server.faults.add(SLOW)
    made = QueueLife(data_dir, server.url)
    yield made
    made.close()


@pytest.fixture
def key(life: QueueLife, server: DemoServer) -> FileKey:
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    return next(key for key in life.every_key() if key.id in sound)


def parts(life: QueueLife) -> list[Path]:
    return list(life.scope.folder.rglob("*.part"))


def wait_until_some_came(life: QueueLife, key: FileKey) -> None:
    """What came is left only once it is enough to tell what it is."""

    def received() -> int:
        transfer = life.queue.transfer(key)
        return transfer.received if transfer is not None else 0

    life.wait(lambda: received() >= SNIFF_BYTES)


def wait_until_cancelled(life: QueueLife, key: FileKey) -> None:
    """As far as it is written, by when all that is here of it is gone."""
    life.wait(lambda: TransferState.CANCELLED in [one.state for one in life.written() if one.key == key])
    life.wait(lambda: not life._tasks.busy)


class SlowEnd:
    """A disk on which, from some moment on, nothing that was begun is closed before it `may`."""

    def __init__(self) -> None:
        self.may = Event()
        self.may.set()
        self._end = PartFile.end

    def end(self, part: PartFile) -> None:
        self.may.wait(60)
        self._end(part)


@pytest.fixture
def slow_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowEnd]:
    made = SlowEnd()
    monkeypatch.setattr(PartFile, "end", lambda part: made.end(part))
    yield made
    made.may.set()


def _pause(life: QueueLife, key: FileKey) -> None:
    life.queue.pause([key])


def _pause_all(life: QueueLife, _: FileKey) -> None:
    life.queue.pause_all()


def _pause_and_go_on(life: QueueLife, key: FileKey) -> None:
    life.queue.pause([key])
    life.queue.resume([key])


@pytest.mark.parametrize("before", [_pause, _pause_all, _pause_and_go_on])
def test_nothing_is_left_by_a_thread_that_ends_after_the_cancel(
    life: QueueLife, key: FileKey, slow_end: SlowEnd, before: Callable[[QueueLife, FileKey], None]
) -> None:
    life.queue.request(key)
    wait_until_some_came(life, key)
    slow_end.may.clear()
    before(life, key)
    life.queue.cancel(key)
    wait_until_cancelled(life, key)
    assert len(parts(life)) == 1, "the thread is not at its end yet"
    slow_end.may.set()
    assert life.queue.wait(60)
    assert parts(life) == []


@pytest.mark.parametrize("cleared", [True, False])
def test_nothing_is_left_of_what_an_export_waited_for(life: QueueLife, key: FileKey, cleared: bool) -> None:
    """Nothing of it is written in the first place."""
    life.queue.fetch(key, Priority.BACKGROUND, CancelToken())
    wait_until_some_came(life, key)
    life.queue.pause([key])
    life.wait(lambda: list(map(is_left, parts(life))) == [True])
    life.queue.cancel(key)
    if cleared:
        life.queue.clear_finished()
    life.wait(lambda: parts(life) == [])


def test_what_the_end_of_the_program_stopped_is_gone_on_with(
    life: QueueLife, server: DemoServer, key: FileKey
) -> None:
    """A window that goes away may still cancel what it waited for."""
    life.queue.request(key)
    wait_until_some_came(life, key)
    life.wait(lambda: [one.key for one in life.written()] == [key])
    life.record.set_scope(None)
    life.queue.stop()
    life.queue.cancel(key)
    assert life.queue.wait(60)
    [left] = parts(life)
    assert is_left(left)
    # Of what goes on with it there is none yet.
    server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    life.restart()
    assert parts(life) == [left]
    assert life.state(key) is TransferState.WAITING
