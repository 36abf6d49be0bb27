"""The session ends while the queue is at work: one prompt at the most, and no download pays for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.sign_in_dialog import SignInDialog
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver
from tests.conftest import MemoryKeyring

HOUR = 3600.0


@dataclass
class Busy:
    """A queue with one that arrives, two that the server prepares and three that wait for those."""

    driver: Driver
    server: DemoServer
    keys: list[FileKey]
    failed: list[AppError] = field(default_factory=list)
    asked: list[None] = field(default_factory=list)
    """One for each time that the user was to be asked."""

    def is_under_way(self) -> bool:
        """One arrives, two or three prepare, the others wait."""
        first, *others = self.states()
        prepare = others.count(TransferState.PREPARING)
        wait = others.count(TransferState.WAITING)
        return first is TransferState.TRANSFERRING and prepare >= 2 and prepare + wait == len(others)

    def states(self) -> list[TransferState | None]:
        found = (self.driver.program.queue.transfer(key) for key in self.keys)
        return [transfer.state if transfer is not None else None for transfer in found]

    def dialog(self) -> SignInDialog | None:
        return self.driver.program.sign_in.dialog

    def let_all_come(self) -> None:
        self.server.faults.clear()
        self.server.world.businesses[1].worker._plan = lambda _sid, _times: (0.0, False)
        self.server.world.clock.advance(timedelta(seconds=HOUR))

    def all_are_here(self) -> None:
        """Whole, and without a word of failure."""
        self.driver.wait(lambda: self.states() == [TransferState.DONE] * len(self.keys))
        for key in self.keys:
            kept = self.driver.scope.kept_files.find(key)
            assert kept is not None
            assert kept.path.read_bytes() == self.server.world.recording_bytes(key.id)
        assert self.failed == []
        assert self.server.counters.file_requests_high <= 3
        assert self.server.counters.preparations_high <= 3


@pytest.fixture
def busy(signed_in: Driver, server: DemoServer) -> Busy:
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    found = [row.call.sid for row in signed_in.recordings() if row.call.sid in sound]
    keys = [FileKey.recording(sid) for sid in found[:6]]
    slow = {key.id for key in keys[1:]}
    server.world.businesses[1].worker._plan = lambda sid, _: (HOUR if sid in slow else 0.0, False)
    server.faults.add(Fault(path=f"/{keys[0].id}/stream$", kind="stall", at_bytes=20_000))
    made = Busy(signed_in, server, keys)
    program = signed_in.program
    program.queue.failed.connect(lambda _, error: made.failed.append(error))
    program.connection.sign_in_needed.connect(lambda: made.asked.append(None))
    program.queue.request(keys[0])
    # Before the others ask for the preparing slots: it would wait for one of theirs.
    signed_in.wait(lambda: made.states()[0] is TransferState.TRANSFERRING)
    for key in keys[1:]:
        program.queue.request(key)
    # The first one holds a preparing slot as long as the server did not call it ready before it gave it.
    signed_in.wait(made.is_under_way)
    return made


def test_with_the_password_kept_nobody_is_asked(busy: Busy, server: DemoServer) -> None:
    sign_ins = server.counters.hits["POST /api/auth/login"]
    server.world.expire_sessions()
    busy.driver.wait(lambda: server.counters.hits["POST /api/auth/login"] > sign_ins)
    busy.let_all_come()
    busy.all_are_here()
    assert busy.asked == []
    assert server.counters.hits["POST /api/auth/login"] == sign_ins + 1


def test_a_password_that_was_changed_elsewhere_is_asked_for_once(
    busy: Busy, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept = dict.fromkeys(memory_keyring.kept, "the one before")
    server.world.expire_sessions()
    # A sync finds the same at the same time.
    busy.driver.program.connection.try_now()
    busy.driver.wait(lambda: busy.dialog() is not None)
    # Nor does what usually tries anew by itself ask again.
    busy.driver.program.connection.on_network_changed(True)
    busy.driver.program.connection.doubt()
    busy.driver.sign_in(server)
    busy.let_all_come()
    busy.all_are_here()
    assert len(busy.asked) == 1


def test_a_prompt_that_is_cancelled_is_not_made_again_and_all_wait(
    busy: Busy, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    server.world.expire_sessions()
    busy.driver.wait(lambda: busy.dialog() is not None)
    dialog = busy.dialog()
    assert dialog is not None
    dialog.reject()
    busy.driver.wait(lambda: busy.dialog() is None)
    queue, program = busy.driver.program.queue, busy.driver.program
    program.connection.look_again()
    queue.pause([busy.keys[4]])
    queue.resume([busy.keys[4]])
    queue.request(busy.keys[5])
    busy.driver.wait(lambda: not program.tasks.busy and queue.counts().transferring == 0)
    assert program.connection.state is ConnectionState.SIGNED_OUT
    assert busy.dialog() is None
    assert not any(state is None or state.final for state in busy.states())
    program.window.commands.sign_in.trigger()
    busy.driver.sign_in(server)
    busy.driver.wait(lambda: program.connection.state is ConnectionState.ONLINE)
    assert len(busy.asked) == 1
    # Another time it is said anew, once.
    memory_keyring.kept.clear()
    server.world.expire_sessions()
    busy.driver.wait(lambda: busy.dialog() is not None)
    busy.driver.sign_in(server)
    busy.let_all_come()
    busy.all_are_here()
    assert len(busy.asked) == 2
