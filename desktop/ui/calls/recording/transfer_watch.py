"""TransferWatch: what the queue does with recordings, told to the calls page a few times a second."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.models import FileKey
from desktop.core.transfer import Transfer, TransferState
from desktop.workers.download_queue import DownloadQueue

TELL_MS = 100


class TransferWatch(QObject):
    """Gathers the queue's changes, which may be hundreds a second, and adds the places in the line."""

    changed = Signal(object)
    """frozenset of the sids whose transfers look different now."""
    line_moved = Signal(object)
    """frozenset of the sids of which no more is different than their place in the line."""

    def __init__(self, queue: DownloadQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._touched: set[str] = set()
        self._lines: dict[str, int] = {}
        self._line_moved = False
        self._online = queue.online
        self._timer = QTimer(self, singleShot=True, interval=TELL_MS)
        self._timer.timeout.connect(self._tell)
        queue.changed.connect(self._on_changed)
        queue.counts_changed.connect(self._on_counts_changed)

    def transfer(self, key: FileKey) -> Transfer | None:
        """As the queue gives it, with the place in the line of one that waits."""
        found = self._queue.transfer(key)
        transfer = found.as_known(self._queue.online) if found is not None else None
        if transfer is None or transfer.state is not TransferState.WAITING:
            return transfer
        return replace(transfer, line=self._lines.get(key.id, 0))

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if key.is_recording:
            self._touched.add(key.id)
            self._start()

    @Slot()
    def _on_counts_changed(self) -> None:
        self._line_moved = True
        if self._online is not self._queue.online:
            self._online = self._queue.online
            prepared = (one.key for one in self._queue.transfers() if one.state is TransferState.PREPARING)
            self._touched |= {key.id for key in prepared if key.is_recording}
        self._start()

    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _tell(self) -> None:
        touched, self._touched = self._touched, set()
        moved = self._move_line() - touched if self._line_moved else set()
        self._line_moved = False
        if touched:
            self.changed.emit(frozenset(touched))
        if moved:
            self.line_moved.emit(frozenset(moved))

    def _move_line(self) -> set[str]:
        """Takes the line anew; the sids whose place is another one."""
        places = enumerate(self._queue.line(), 1)
        before, self._lines = self._lines, {key.id: place for place, key in places if key.is_recording}
        return {sid for sid, _ in before.items() ^ self._lines.items()}
