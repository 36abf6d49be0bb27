"""What the queue was asked for is written beside the window, many at once, and read by the next run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from desktop.core.cancel import CancelToken
from desktop.core.held_slots import KeptSlot
from desktop.core.media_type import SNIFF_BYTES
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.store.begun_files import is_left
from desktop.store.transfers_repository import TransfersRepository
from tests.campaigns.queue_life import QueueLife


@pytest.fixture
def life(qapp: QApplication, server: DemoServer, data_dir: Path) -> Iterator[QueueLife]:
    made = QueueLife(data_dir, server.url)
    yield made
    made.close()


def test_thousands_of_requests_are_a_few_writes(life: QueueLife, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    begun: list[str] = []
    life.scope.database._writer.set_trace_callback(begun.append)
    for number in range(3_000):
        life.queue.request(FileKey.recording(f"CA{number:032x}"))
        if number % 20 == 0:
            QCoreApplication.processEvents()
    life.wait(lambda: len(life.written()) == 3_000)
    life.scope.database._writer.set_trace_callback(None)
    assert 1 <= sum(line.startswith("BEGIN") for line in begun) < 100


def test_what_cannot_be_written_is_said_once_and_written_as_soon_as_that_can_be(
    life: QueueLife, server: DemoServer
) -> None:
    server.faults.add(Fault(path=r"/download$", kind="stall"))
    written, begun = QSignalSpy(life.record.written), list[str]()
    life.record._again.setInterval(20)
    writer = life.scope.database._writer
    writer.set_trace_callback(begun.append)
    writer.execute("PRAGMA query_only = ON")
    keys = [key for key in life.every_key() if not key.is_recording][:3]
    for key in keys:
        life.queue.request(key)
    life.wait(lambda: sum(line.startswith("BEGIN") for line in begun) > 3)
    assert len(life.not_written) == 1
    assert life.queue.counts().open == 3
    writer.execute("PRAGMA query_only = OFF")
    life.wait(lambda: written.count() > 0)
    assert {transfer.key for transfer in life.written()} == set(keys)
    assert len(life.not_written) == 1


def test_what_an_export_asks_for_is_not_kept(life: QueueLife, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/download$", kind="stall"))
    exported, asked = [key for key in life.every_key() if not key.is_recording][:2]
    life.queue.fetch(exported, Priority.BACKGROUND, CancelToken())
    life.queue.request(asked)
    life.wait(lambda: {transfer.key for transfer in life.written()} == {asked})
    life.wait(lambda: exported in life.open_keys())
    server.faults.clear()
    life.restart()
    assert life.state(exported) is None


def test_what_is_cleared_and_what_is_paused_is_the_same_after_a_restart(life: QueueLife) -> None:
    first, second, third = [key for key in life.every_key() if not key.is_recording][:3]
    life.queue.request(first)
    life.queue.cancel(first)
    life.queue.clear_finished()
    life.queue.request(second)
    life.queue.pause([second])
    life.restart()
    assert life.state(first) is None
    assert life.state(second) is TransferState.PAUSED
    life.queue.pause_all()
    life.queue.request(third)
    life.restart()
    assert life.queue.paused
    assert life.state(third) is TransferState.PAUSED
    life.queue.resume_all()
    life.wait(lambda: not life.open_keys())
    assert life.scope.kept_files.find(third) is not None


def test_the_line_is_the_same_after_a_restart(life: QueueLife) -> None:
    keys = [key for key in life.every_key() if not key.is_recording][:12]
    life.queue.pause_all()
    for key in reversed(keys):
        life.queue.request(key)
    life.restart()
    life.restart()
    assert [transfer.key for transfer in life.queue.transfers()] == keys[::-1]


def test_nothing_is_left_of_what_was_paused_on_its_way_and_then_cancelled(
    life: QueueLife, server: DemoServer
) -> None:
    # It comes without a stop, and for longer than anybody waits here: of one that stands still it may never
    # be told that anything came.
    server.faults.add(Fault(path=r"/stream$", kind="drip", bytes_per_second=10_000))
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    key = next(key for key in life.every_key() if key.id in sound)
    life.queue.request(key)
    # What came is left only once it is enough to tell what it is.
    life.wait(lambda: _received(life, key) >= SNIFF_BYTES)
    life.queue.pause([key])
    life.wait(lambda: list(map(is_left, life.scope.folder.rglob("*.part"))) == [True])
    life.queue.cancel(key)
    life.wait(lambda: not any(life.scope.folder.rglob("*.part")))


def _received(life: QueueLife, key: FileKey) -> int:
    """How much of it is here, as the queue was told."""
    transfer = life.queue.transfer(key)
    return transfer.received if transfer is not None else 0


def test_a_part_of_what_nobody_asked_for_goes_with_the_next_start(
    life: QueueLife, server: DemoServer
) -> None:
    """As after a kill before the request itself was written."""
    folder = life.scope.folder / "recordings"
    folder.mkdir(exist_ok=True)
    (folder / f"CA{'0' * 32}.01234567.1000.{'0' * 32}.part").write_bytes(b"RIFF")
    life.restart()
    assert not any(life.scope.folder.rglob("*.part"))


def test_what_is_over_stays_written_while_the_server_still_prepares_it(life: QueueLife) -> None:
    """As after a kill between the last byte of a recording and the word that it is not prepared any more."""
    over, other = [key for key in life.every_key() if key.is_recording][:2]
    now = datetime.now(UTC).timestamp()
    ended = KeptTransfer(over, Priority.ASKED, 1, TransferState.CANCELLED, now, ended_at=now)
    rows = TransfersRepository(life.scope.database)
    rows.write([ended], [], slots=[KeptSlot(over, now, False)])
    life.restart()
    assert over in {slot.key for slot in life.queue.slots()}
    # As when the server has done with it.
    life.queue.changed.emit(over)
    life.queue.request(other)
    life.wait(lambda: other in {transfer.key for transfer in life.written()})
    assert over in {transfer.key for transfer in life.written()}
