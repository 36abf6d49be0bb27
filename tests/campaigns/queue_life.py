"""QueueLife: a queue on an account of the embedded server, as the program has it, closed and opened."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFailed, DiskFull
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import KeptTransfer, QueueRules, TransferState
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.store.transfers_repository import TransfersRepository
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.queue_record import QueueRecord
from desktop.workers.task_pool import TaskPool
from tests.prepared import open_scope, sync

HASTY = QueueRules(
    poll_seconds=0.03,
    unknown_seconds=0.5,
    retry_seconds=(0.02, 0.05, 0.1),
    ready_retry_seconds=0.02,
    no_slot_seconds=0.2,
    busy_seconds=0.1,
    failed_wait_seconds=0.2,
    restart_seconds=0.3,
)
"""The waits alone are short, the caps and the order of things are the program's own."""
LONGEST_SECONDS = 60.0


class QueueLife:
    """One run of the program after the other on the same folder; what the queue said is counted over all."""

    def __init__(
        self,
        folder: Path,
        url: str,
        rules: QueueRules = HASTY,
        opened: Callable[[], AccountScope] | None = None,
    ) -> None:
        """`opened` gives the account, online, in place of signing in and bringing its lists here.

        Raises AppError when it cannot be opened.
        """
        self._rules = rules
        self._opened = opened or partial(_with_lists, folder, url)
        self.not_written: list[AppError] = []
        """What was said of the queue's own rows."""
        self.came: Counter[FileKey] = Counter()
        self.failed: Counter[FileKey] = Counter()
        self.came_after_all: Counter[FileKey] = Counter()
        """Those of them that came although they had been cancelled."""
        self._cancelled: set[FileKey] = set()
        self.loaded_seconds = 0.0
        self.open()

    def open(self) -> None:
        """Returns when what was kept is back in the queue, and the server can be asked."""
        self.scope: AccountScope = self._opened()
        self._owner = QObject()
        self._end_of_turn = QTimer(self._owner, singleShot=True)
        self._tasks = TaskPool(self._owner)
        self.queue = DownloadQueue(self._owner, self._rules)
        self.record = QueueRecord(self._tasks, self.queue, self._owner)
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.record.failed.connect(self.not_written.append)
        began, loaded = time.monotonic(), list[bool]()
        self.queue.paused_changed.connect(lambda: loaded.append(True))
        self.record.set_scope(self.scope)
        self.queue.set_account(self.scope.kept_files.find, awaits_kept=True)
        loaded.clear()
        with suppress(DiskFull, DiskFailed):
            # The program says so, and goes on.
            put_right(self.scope, CancelToken())
        self.record.load()
        self.wait(lambda: bool(loaded))
        self.loaded_seconds = time.monotonic() - began
        with suppress(DiskFull, DiskFailed):
            self.scope.recovery.adopt_files(CancelToken())
        assert self.scope.online is not None
        self.queue.set_attempts(self.scope.online.transfers)

    def close(self) -> None:
        """As the program ends: stalled or not."""
        self.record.set_scope(None)
        self.scope.go_offline()
        assert self.queue.close(5_000)
        assert self._tasks.close(5_000)
        self.scope.close()
        # Here, and never on a thread of the next run's.
        self._owner.deleteLater()
        QCoreApplication.sendPostedEvents(self._owner, QEvent.Type.DeferredDelete)

    def timed_cancel(self, key: FileKey) -> float:
        """Cancels; how long it takes until the thread at work on it is free, in s."""
        [old] = [one for one in self.queue._threads._running.values() if one.attempt.key == key]
        began = time.monotonic()
        self.cancel(key)
        self.wait(lambda: old not in self.queue._threads._running.values())
        return time.monotonic() - began

    def cancel(self, key: FileKey) -> None:
        if (state := self.state(key)) is not None and not state.final:
            self._cancelled.add(key)
        self.queue.cancel(key)

    def restart(self) -> None:
        self.close()
        self.open()

    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        self.came[key] += 1
        if key in self._cancelled:
            self.came_after_all[key] += 1
            self._cancelled.discard(key)

    def request(self, key: FileKey, priority: Priority) -> None:
        """Also of what was cancelled: what comes now is for this."""
        self._cancelled.discard(key)
        self.queue.request(key, priority)

    def _on_failed(self, key: FileKey, _: AppError) -> None:
        self.failed[key] += 1

    def state(self, key: FileKey) -> TransferState | None:
        transfer = self.queue.transfer(key)
        return transfer.state if transfer is not None else None

    def open_keys(self) -> list[FileKey]:
        return [transfer.key for transfer in self.queue.transfers() if not transfer.state.final]

    def every_key(self) -> list[FileKey]:
        """All that can be asked for, what the server cannot give included."""
        calls = self.scope.calls.rows(self.scope.calls.ids(CallQuery()))
        receipts = self.scope.receipts.rows(self.scope.receipts.ids(ReceiptQuery()))
        recordings = [FileKey.recording(row.call.sid) for row in calls if row.call.has_recording]
        return recordings + [FileKey.source(row.receipt.id) for row in receipts]

    def written(self) -> list[KeptTransfer]:
        """What another run of the program would find now."""
        return TransfersRepository(self.scope.database).all()

    def wait(self, condition: Callable[[], bool], seconds: float = LONGEST_SECONDS) -> None:
        """Until it is so; raises TimeoutError."""
        ends = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > ends:
                raise TimeoutError(f"not within {seconds} s")
            self.turn()

    def turn(self, milliseconds: int = 20) -> None:
        """Lets the queue work until something happens, so long at the most."""
        # `processEvents` with a time of its own does not wait for events.
        self._end_of_turn.start(milliseconds)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _with_lists(folder: Path, url: str) -> AccountScope:
    scope = open_scope(folder, url)
    if not scope.calls.ids(CallQuery()):
        sync(scope)
    return scope
