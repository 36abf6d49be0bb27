"""DiskPause: downloads wait while the disk is full; from time to time it is tried whether there is room."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import DiskFull

TRY_SECONDS = 10.0


class DiskPause(QObject):
    """Owned by the queue, on its thread."""

    changed = Signal()
    """Downloads wait now, or go on; or what is free on the disk is another number."""
    tried = Signal()
    """It is time to try again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.error: DiskFull | None = None
        """Why downloads wait; None while they do not. It stays while it is tried again."""
        self.seconds = TRY_SECONDS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tried)

    def begin(self, error: DiskFull) -> None:
        """There was no room for a file, perhaps once more."""
        before, self.error = self.error, error
        self._timer.start(round(self.seconds * 1000))
        if before is None or (before.needed, before.free) != (error.needed, error.free):
            self.changed.emit()

    @Slot()
    def end(self) -> None:
        """A file came, or there is nothing that waits."""
        self._timer.stop()
        if self.error is not None:
            self.error = None
            self.changed.emit()
