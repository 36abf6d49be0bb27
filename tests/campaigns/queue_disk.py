"""The i-th write, fsync, rename or SQL statement of a running queue fails: in the end all is as it would be.

A small queue over two runs of the program: what comes, is cut, fails and is tried again, is paused,
cancelled, or asked for in the last moment. Then a third run, on a disk that is well. What the queue could not
write down it may forget, when that was said; what it can fetch all the same it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from desktop.core.account import Account
from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.cuts import signed_in
from tests.campaigns.failing_disk import FailingDisk
from tests.campaigns.failing_steps import run_steps
from tests.campaigns.queue_life import QueueLife
from tests.campaigns.soundness import unsound_files, unsound_notes

MOST_STARTS = 3
MOST_TRIES = 5
ROOM_SECONDS = 0.05
SAMPLE_STRIDE = 60
"""The sample meets one step of so many."""


def run(plan: Plan, outcome: Outcome) -> None:
    """See `run_steps`."""
    with DemoServer(DemoOptions(calls=1, receipts=1, prepare_seconds=(0.0, 0.0))) as server:
        run_steps(plan, outcome, SAMPLE_STRIDE, partial(_live_on, server, outcome))


def _live_on(server: DemoServer, outcome: Outcome, folder: Path, disk: FailingDisk) -> Iterator[str]:
    case = _Case(folder, server, disk)
    yield from case.run()
    outcome.tally["forgotten, and said"] += case.forgotten


class _Case:
    """What one user does with seven recordings on a disk that fails once."""

    def __init__(self, folder: Path, server: DemoServer, disk: FailingDisk) -> None:
        self._folder = folder
        self._server = server
        self._disk = disk
        self._keys = [FileKey.recording(server.world.add_call(duration=1).sid) for _ in range(7)]
        self._said: list[AppError] = []
        self.forgotten = 0

    def run(self) -> Iterator[str]:
        failing, cut, *_ = self._keys
        faults = self._server.faults
        faults.clear()
        faults.add(Fault(f"/{failing.id}/stream$", "not_audio", times=1))
        faults.add(Fault(f"/{cut.id}/stream$", "cut", times=1, at_bytes=10_000))
        with self._disk.at_work():
            yield from self._live(self._first_day)
            yield from self._live(self._second_day)
        yield from self._live(self._recovered)
        with closing(self._scope()) as scope:
            scope.database.quick_check()
            yield from unsound_files(scope, self._server.world)
            yield from unsound_notes(scope)
            parts = [path.name for path in self._folder.rglob("*.part")]
            if parts:
                yield f"left behind: {parts}"

    def _live(self, day: Callable[[QueueLife], Iterator[str]]) -> Iterator[str]:
        """One run of the program; where its lists cannot be opened that is said, and it is started again."""
        for _ in range(MOST_STARTS):
            try:
                life = QueueLife(self._folder, self._server.url, opened=self._online)
            except AppError as error:
                self._said.append(error)
                continue
            life.queue.disk.seconds = ROOM_SECONDS
            try:
                yield from day(life)
            finally:
                life.close()
            if len(life.not_written) > 1:
                yield f"it was said {len(life.not_written)} times that the queue is not written"
            self._said += life.not_written
            return
        yield "the program cannot be started"

    def _first_day(self, life: QueueLife) -> Iterator[str]:
        *_, cancelled, paused, last = self._keys
        for key in self._keys[:-1]:
            life.queue.request(key)
        life.queue.pause([paused])
        life.queue.cancel(cancelled)
        yield from self._until_over(life, self._keys[:-3])
        life.queue.pause_all()
        life.queue.request(last)

    def _second_day(self, life: QueueLife) -> Iterator[str]:
        life.queue.resume_all()
        yield from self._until_over(life, life.open_keys())
        life.queue.clear_finished()

    def _recovered(self, life: QueueLife) -> Iterator[str]:
        """Nothing fails any more: all is here that was wanted, and nothing else is wanted."""
        life.queue.resume_all()
        yield from self._until_over(life, life.open_keys() + _failed(life))
        *_, cancelled, _paused, _last = self._keys
        if life.came[cancelled]:
            yield from self._unless_said(f"{cancelled} came although it was cancelled")
        for key in self._keys:
            if key != cancelled and life.scope.kept_files.find(key) is None:
                self.forgotten += 1
                yield from self._unless_said(f"{key} was asked for, and is forgotten")
        if life.open_keys() or life.queue.paused:
            yield f"open: {life.open_keys()}, paused: {life.queue.paused}"

    def _unless_said(self, what: str) -> Iterator[str]:
        if not self._said:
            yield f"{what}, and nobody was told"

    def _until_over(self, life: QueueLife, keys: list[FileKey]) -> Iterator[str]:
        """The user tries again what failed. A failure in the queue's own rows keeps none from coming."""
        for _ in range(MOST_TRIES):
            life.wait(lambda: not set(keys) & set(life.open_keys()))
            failed = [key for key in _failed(life) if key in keys]
            if not failed:
                break
            for key in failed:
                life.queue.request(key)
        for key in keys:
            if life.state(key) is not TransferState.DONE:
                yield f"{key} did not come: {life.queue.transfer(key)}"

    def _online(self) -> AccountScope:
        scope = self._scope()
        scope.go_online(signed_in(self._server))
        return scope

    def _scope(self) -> AccountScope:
        return AccountScope(Account(self._server.url, 1, 1, "demo@example.com"), self._folder)


def _failed(life: QueueLife) -> list[FileKey]:
    return [one.key for one in life.queue.transfers() if one.state is TransferState.FAILED]


CAMPAIGN = Campaign("queue_disk", run, count=600, sample=4)
