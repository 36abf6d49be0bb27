"""DiskPause: downloads wait while the disk is full; from time to time it is tried whether there is room."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import DiskFull, TooLittleLeft
from desktop.core.transfer import Attempt, Hold
from desktop.core.transfer_plan import TransferPlan

TRY_SECONDS = 10.0


class DiskPause(QObject):
    """Owned by the queue, on its thread."""

    changed = Signal()
    """Downloads wait now, or go on; or what is free on the disk is another number."""
    turned = Signal()
    """Downloads wait now, or go on."""
    room_wanted = Signal()
    """More is to be free, for all that wait or for one that is too large and waits alone: see `needed`."""
    tried = Signal()
    """It is time to try again, and nothing holds the plan for that any more."""

    def __init__(self, plan: TransferPlan, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan
        self.error: DiskFull | None = None
        """Why downloads wait; None while they do not. It stays while it is tried again."""
        self.seconds = TRY_SECONDS
        self._last_before = 0
        """What had begun by then tells nothing of whether there is room now."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tried)
        self.tried.connect(self._on_tried)

    def begin(self, error: DiskFull) -> None:
        """There was no room for a file, perhaps once more."""
        before, self.error = self.error, error
        self.plan.held_for.add(Hold.NO_ROOM)
        self.plan.note_room(error)
        self._last_before = self.plan.last_number
        self._timer.start(round(self.seconds * 1000))
        if before is None:
            self.turned.emit()
        if before is None or (before.needed, before.free) != (error.needed, error.free):
            self.changed.emit()
            self.room_wanted.emit()

    @property
    def needed(self) -> int:
        """When so many bytes are free, the first of what waits for room comes; 0: nothing does."""
        waiting = (self.error, *self.plan.too_large().values())
        return min((full.needed for full in waiting if isinstance(full, TooLittleLeft)), default=0)

    def note_too_large(self, full: DiskFull) -> None:
        """One waits alone, perhaps once more: what may go by now goes for the first to come."""
        if full.needed <= self.needed:
            self.room_wanted.emit()

    def note_room_for(self, attempt: Attempt) -> None:
        """There was room for this one."""
        if attempt.number > self._last_before:
            self.end()

    def end(self) -> None:
        """There is room, or nothing waits for it."""
        self._timer.stop()
        self._last_before = 0
        self.plan.held_for.discard(Hold.NO_ROOM)
        if self.error is not None:
            self.error = None
            self.plan.note_room(None)
            self.turned.emit()
            self.changed.emit()

    @Slot()
    def _on_tried(self) -> None:
        self.plan.held_for.discard(Hold.NO_ROOM)
        counts = self.plan.counts()
        if counts.open == counts.paused:
            self.end()
