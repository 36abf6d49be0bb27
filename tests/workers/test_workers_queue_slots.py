"""What the server was asked to prepare keeps its slot over the end of the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import QueueRules, TransferState, Way
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.transfers import Answered, Arrived, Tell
from desktop.store.transfers_repository import TransfersRepository
from desktop.workers.attempts import Attempts
from tests.campaigns.queue_life import HASTY, QueueLife

PREPARED = timedelta(minutes=11)
"""Longer than the server takes for one; its clock is put forward."""


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(calls=1, receipts=1, prepare_seconds=(600.0, 600.0))) as running:
        for _ in range(4):
            running.world.add_call()
        yield running


@pytest.fixture
def life(qapp: QApplication, server: DemoServer, data_dir: Path) -> Iterator[QueueLife]:
    made = QueueLife(data_dir, server.url)
    yield made
    made.close()


def _recordings(life: QueueLife, server: DemoServer) -> list[FileKey]:
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    return [key for key in life.every_key() if key.id in sound][:4]


def _comes(life: QueueLife, server: DemoServer, key: FileKey) -> None:
    """The server is done with what it was at, and then with this one."""
    server.world.clock.advance(PREPARED)
    life.wait(lambda: life.state(key) is TransferState.PREPARING)
    server.world.clock.advance(PREPARED)
    life.wait(lambda: life.state(key) is TransferState.DONE)


def _asked_about(life: QueueLife, server: DemoServer, key: FileKey) -> None:
    """Returns when the server was asked about `key`, and after that about another one once more."""
    route = "GET /api/recordings/<sid>/status"
    life.wait(lambda: life.state(key) is not None)
    before = server.counters.hits[route]
    life.wait(lambda: server.counters.hits[route] >= before + 6)


class Door:
    """Attempts that are to make the server prepare something wait here, as if for a thread."""

    def __init__(self, attempts: Attempts) -> None:
        self._attempts = attempts
        self.waiting: list[FileKey] = []
        self.open = Event()

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        if way.needs_slot:
            self.waiting.append(key)
            self.open.wait(60)
        return self._attempts.attempt(key, way, token, tell)


@pytest.fixture
def patient(qapp: QApplication, server: DemoServer, data_dir: Path) -> Iterator[QueueLife]:
    """What the server may have been asked for keeps its slot for as long as in the program."""
    rules = replace(HASTY, unknown_seconds=QueueRules().unknown_seconds)
    made = QueueLife(data_dir, server.url, rules)
    yield made
    made.close()


@pytest.mark.parametrize("for_good", [True, False])
def test_what_the_server_was_never_asked_for_holds_no_slot(
    patient: QueueLife, server: DemoServer, for_good: bool
) -> None:
    queue = patient.queue
    assert patient.scope.online is not None
    door = Door(patient.scope.online.transfers)
    queue.set_attempts(door)
    *three, fourth = _recordings(patient, server)
    for key in three:
        queue.request(key)
    patient.wait(lambda: len(door.waiting) == 3)
    assert len(queue.slots()) == 3
    if for_good:
        queue.cancel(*three)
    else:
        queue.pause(three)
    queue.request(fourth)
    door.open.set()
    patient.wait(lambda: [slot.key for slot in queue.slots()] == [fourth])
    patient.wait(lambda: patient.state(fourth) is TransferState.PREPARING)
    assert server.counters.hits["GET /api/recordings/<sid>/stream"] == 1


def test_where_nothing_can_be_written_the_server_is_not_asked_and_no_slot_held(
    patient: QueueLife, server: DemoServer
) -> None:
    """Three that failed would else keep all that come after them waiting for minutes, without a word."""
    recordings = patient.scope.folder / "recordings"
    recordings.write_text("a file in the folder's place")
    keys = _recordings(patient, server)
    for key in keys:
        patient.queue.request(key)
    patient.wait(lambda: [patient.state(key) for key in keys] == [TransferState.FAILED] * len(keys))
    assert patient.queue.slots() == ()
    assert server.counters.hits["GET /api/recordings/<sid>/stream"] == 0
    recordings.unlink()
    patient.queue.request(keys[0])
    patient.wait(lambda: patient.state(keys[0]) is TransferState.PREPARING)


def test_after_a_cancel_a_clear_and_a_restart_there_is_no_fourth(life: QueueLife, server: DemoServer) -> None:
    *three, fourth = _recordings(life, server)
    for key in three:
        life.queue.request(key)
    life.wait(lambda: all(life.state(key) is TransferState.PREPARING for key in three))
    life.queue.cancel(*three)
    life.queue.clear_finished()
    life.restart()
    life.queue.request(fourth)
    _asked_about(life, server, fourth)
    assert server.counters.preparations_high == 3
    _comes(life, server, fourth)
    assert server.counters.preparations_high == 3


def test_what_an_export_left_keeps_its_slot_over_a_restart(life: QueueLife, server: DemoServer) -> None:
    *three, fourth = _recordings(life, server)
    token = CancelToken()
    for key in three:
        life.queue.fetch(key, Priority.ASKED, token)
    life.wait(lambda: all(life.state(key) is TransferState.PREPARING for key in three))
    token.cancel()
    life.wait(lambda: not life.open_keys())
    life.restart()
    life.queue.request(fourth)
    _asked_about(life, server, fourth)
    assert server.counters.preparations_high == 3
    _comes(life, server, fourth)
    assert server.counters.preparations_high == 3


def test_what_the_server_is_asked_for_is_written_before_that(life: QueueLife, server: DemoServer) -> None:
    """Killed at any moment the next run knows of it."""
    server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=0))
    key = _recordings(life, server)[0]
    life.queue.fetch(key, Priority.ASKED, CancelToken())
    life.wait(lambda: bool(server.faults.stalled()))
    assert [slot.key for slot in TransfersRepository(life.scope.database).slots()] == [key]


def test_once_it_is_ready_the_next_run_holds_nothing_for_it(life: QueueLife, server: DemoServer) -> None:
    key = _recordings(life, server)[0]
    life.queue.request(key)
    life.wait(lambda: life.state(key) is TransferState.PREPARING)
    assert [slot.key for slot in life.queue.slots()] == [key]
    server.world.clock.advance(PREPARED)
    life.wait(lambda: life.state(key) is TransferState.DONE)
    life.restart()
    assert life.queue.slots() == ()
