"""The i-th write, fsync, rename or SQL statement of a download fails: the end is the same after recovery.

From the opening of the lists to the row of a recording that was cut once: whatever failed is tried again as
the program does, which is closed and opened anew where its lists could not be opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, FileIncomplete
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Answer, Way
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Answered, Tell
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.cuts import signed_in
from tests.campaigns.failing_disk import FailingDisk
from tests.campaigns.failing_steps import run_steps
from tests.campaigns.soundness import unsound_files, unsound_notes
from tests.prepared import kept_of, recover

MOST_TRIES = 4
SECONDS = 10
SAMPLE_STRIDE = 5
"""The sample meets one step of so many, from the first to the last."""


def run(plan: Plan, outcome: Outcome) -> None:
    """See `run_steps`."""
    with DemoServer(DemoOptions(calls=1, receipts=1, prepare_seconds=(0.0, 0.0))) as server:
        run_steps(plan, outcome, SAMPLE_STRIDE, lambda folder, disk: _Case(folder, server, disk).run())


class _Case:
    """One recording on a disk that fails once."""

    def __init__(self, folder: Path, server: DemoServer, disk: FailingDisk) -> None:
        self._folder = folder
        self._server = server
        self._disk = disk
        self._key = FileKey.recording(server.world.add_call(duration=SECONDS).sid)

    def run(self) -> Iterator[str]:
        self._server.faults.clear()
        self._server.faults.add(Fault("/stream$", "cut", times=1, at_bytes=100_000))
        with self._disk.at_work():
            kept = any(self._try() for _ in range(MOST_TRIES))
        if not kept:
            yield "it never came"
        with self._scope() as scope:
            scope.database.quick_check()
            found = scope.kept_files.find(self._key)
            if found is None or found.path.read_bytes() != self._server.world.recording_bytes(self._key.id):
                yield f"what is noted is {found}"
            yield from unsound_files(scope, self._server.world)
            yield from unsound_notes(scope)
            parts = [path.name for path in self._folder.rglob("*.part")]
            if parts:
                yield f"left behind: {parts}"

    def _try(self) -> bool:
        """One life of the program, which an error of the disk may end."""
        try:
            with self._scope() as scope:
                return self._fetched(scope)
        except AppError:
            return False

    def _fetched(self, scope: AccountScope) -> bool:
        recover(scope)
        scope.go_online(signed_in(self._server))
        for _ in range(MOST_TRIES):
            try:
                if scope.kept_files.find(self._key) or isinstance(self._attempt(scope), KeptFile):
                    return True
            except FileIncomplete:
                continue
        return False

    def _attempt(self, scope: AccountScope) -> KeptFile | Answered:
        assert scope.online is not None
        transfers, token = scope.online.transfers, CancelToken()
        way = Way.RESTART
        while True:
            answer = kept_of(transfers.attempt(self._key, way, token, Tell()))
            if isinstance(answer, KeptFile) or way is Way.FETCH:
                return answer
            way = Way.FETCH if answer.answer is Answer.READY else Way.ASK

    def _scope(self) -> closing[AccountScope]:
        account = Account(self._server.url, 1, 1, "demo@example.com")
        return closing(AccountScope(account, self._folder))


CAMPAIGN = Campaign("disk", run, count=120, sample=22)
