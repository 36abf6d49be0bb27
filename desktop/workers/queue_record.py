"""QueueRecord: writes down what the user asked the queue for, and brings it back at the next start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope
    from desktop.services.kept_queue import KeptQueue, KeptQueueService

EVERY_MS = 100
AGAIN_MS = 10_000
"""After a write that failed: there may be room by then, and the next crash forgets what is not written."""


class QueueRecord(QObject):
    """Owned by the UI thread, which never writes: what changed meanwhile goes with the next write, all of it
    in one transaction. What comes last is written when the account's scope closes."""

    failed = Signal(object)
    """AppError: it is not written, and tried again. Said once, until it is `written` after all."""
    written = Signal()
    """All of it, after it had `failed`."""
    not_loaded = Signal(object)
    """AppError: what the run before left could not be read."""

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._service: KeptQueueService | None = None
        self._touched: set[FileKey] = set()
        self._written: dict[FileKey, KeptTransfer] = {}
        self._paused = False
        self._loaded = self._writing = self._owes = self._owes_slots = False
        self._pause = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._pause.timeout.connect(self._write)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._write)
        queue.changed.connect(self._on_changed)
        queue.counts_changed.connect(self._on_counts_changed)
        queue.slots_changed.connect(self._on_slots_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: before the queue is told of it (see `load`)."""
        self._take()
        self._pause.stop()
        self._again.stop()
        self._service = scope.kept_queue if scope is not None else None
        self._touched.clear()
        self._written.clear()
        self._paused = self._loaded = self._writing = self._owes = self._owes_slots = False

    def load(self) -> None:
        """Brings back what the account had asked for: once the queue is this account's."""
        if self._service is not None:
            ends = (partial(end, self._service) for end in (self._on_loaded, self._on_not_loaded))
            self._tasks.run(partial(self._service.load, self._queue.now()), *ends)

    def _on_loaded(self, service: KeptQueueService, kept: KeptQueue) -> None:
        if service is not self._service:
            return
        self._loaded, self._paused = True, kept.paused
        self._queue.restore(kept.transfers, kept.paused, kept.slots)
        # What is over the queue does not take up again. It stays written, whatever is said of it, as that the
        # server has done with it: only what the queue had, and forgot, is forgotten here.
        known = self._queue.kept_transfer
        restored = {one.key: one for one in kept.transfers if known(one.key) is not None}
        self._written = restored | self._written

    def _on_not_loaded(self, service: KeptQueueService, error: AppError) -> None:
        """The queue works all the same, for this run."""
        if service is self._service:
            self._loaded = True
            self._queue.restore(())
            self.not_loaded.emit(error)

    # -- writing ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if self._service is not None:
            self._touched.add(key)
            self._begin()

    @Slot()
    def _on_counts_changed(self) -> None:
        if self._loaded and self._queue.paused != self._paused:
            self._begin()

    @Slot()
    def _on_slots_changed(self) -> None:
        """Handed over at once, with how often each was begun anew: it is written before the server is asked,
        by whoever asks; and what is over, soon."""
        if self._service is not None:
            slots = self._queue.slots()
            self._touched.update(slot.key for slot in slots)
            self._take()
            self._service.take_slots(slots, self._queue.now())
            self._owes_slots = True
            self._begin()

    def _begin(self) -> None:
        if not self._writing and not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _write(self) -> None:
        service = self._service
        if service is None or self._writing:
            return
        if self._take() or self._owes or self._owes_slots:
            self._writing, self._owes_slots = True, False
            ends = (partial(end, service) for end in (self._on_written, self._on_not_written))
            self._tasks.run(service.write, *ends)

    def _take(self) -> bool:
        """Hands what is new to the service, which takes no time; False when nothing is."""
        unwanted = [key for key in self._touched if self._is_unwanted(key)]
        changed = self._changed()
        paused = self._queue.paused if self._loaded and self._queue.paused != self._paused else None
        if self._service is None or not (changed or unwanted or paused is not None):
            return False
        self._paused = self._queue.paused if paused is not None else self._paused
        self._service.take(changed, paused, self._queue.now(), unwanted)
        return True

    def _is_unwanted(self, key: FileKey) -> bool:
        """Cancelled, or forgotten: also what was never written, since an export waited for it."""
        transfer = self._queue.transfer(key)
        return transfer is None or transfer.state is TransferState.CANCELLED

    def _changed(self) -> dict[FileKey, KeptTransfer | None]:
        """Of what was touched, what differs from what is written: bytes that came change nothing."""
        touched, self._touched = self._touched, set()
        changed: dict[FileKey, KeptTransfer | None] = {}
        for key in touched:
            transfer = self._queue.kept_transfer(key)
            if transfer == self._written.get(key):
                continue
            changed[key] = transfer
            if transfer is None:
                del self._written[key]
            else:
                self._written[key] = transfer
        return changed

    def _on_written(self, service: KeptQueueService, _: None) -> None:
        if service is self._service:
            self._writing = False
            self._again.stop()
            if self._owes:
                self._owes = False
                self.written.emit()
            self._go_on()

    def _on_not_written(self, service: KeptQueueService, error: AppError) -> None:
        """The service has it still: it goes with what changes next, or by itself after a while."""
        if service is self._service:
            self._writing = False
            self._again.start()
            if not self._owes:
                self._owes = True
                self.failed.emit(error)
            self._go_on()

    def _go_on(self) -> None:
        if self._touched or self._owes_slots or (self._loaded and self._queue.paused != self._paused):
            self._begin()
