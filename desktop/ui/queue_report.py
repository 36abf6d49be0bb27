"""QueueReport: how many downloads are under way, in the status bar and on the rail; are they noted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from desktop.core.errors import AppError
from desktop.core.transfer import TransferState
from desktop.ui.downloads.transfer_words import counts_text
from desktop.ui.error_text import error_text
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table_model import UNKNOWN_PROGRESS
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.download_queue import DownloadQueue

SAY_MS = 200
NOT_WRITTEN = "queue-not-written"


class QueueReport(QObject):
    """At most five times a second, however fast the transfers are."""

    def __init__(
        self, queue: DownloadQueue, status: StatusBar, set_badge: Callable[[int], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._status = status
        self._set_badge = set_badge
        self._timer = QTimer(self, singleShot=True, interval=SAY_MS)
        self._timer.timeout.connect(self._say)
        queue.counts_changed.connect(self._on_changed)
        queue.changed.connect(self._on_changed)
        # Somebody pressed it: he sees at once that it was done.
        queue.paused_changed.connect(self._say)
        self._say()

    @Slot()
    def _on_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _say(self) -> None:
        counts = self._queue.counts()
        self._set_badge(counts.open - counts.paused)
        moving = counts.moving
        icon_name = "downloads" if moving or not counts.open else "pause"
        self._status.set_downloads(counts_text(counts), self._share() if moving else None, icon_name)

    def _share(self) -> float:
        """How much of what is arriving has arrived."""
        arriving = [t for t in self._queue.arriving() if t.state is TransferState.TRANSFERRING and t.total]
        total = sum(transfer.total or 0 for transfer in arriving)
        return sum(transfer.received for transfer in arriving) / total if total else UNKNOWN_PROGRESS


def say_written(messages: Messages, error: AppError | None) -> None:
    """The queue could not be noted; None: it is, after all."""
    if error is None:
        messages.dismiss(NOT_WRITTEN)
    else:
        messages.warning(_not_written_text(error), key=NOT_WRITTEN)


def _not_written_text(error: AppError) -> str:
    """Why the queue is not noted, and what that means for the user."""
    means = QCoreApplication.translate(
        "QueueReport",
        "Downloads go on, but what you ask for now may be forgotten when the program ends. It is noted as "
        "soon as the disk takes it.",
    )
    return f"{error_text(error).sentence} {means}"
