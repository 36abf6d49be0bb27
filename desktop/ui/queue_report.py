"""QueueReport: how many downloads are under way, in the status bar and on the rail; are they noted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QAction

from desktop.core.errors import AppError, OnlyReadable
from desktop.core.models import FileKey
from desktop.core.transfer import QueueCounts, Transfer, TransferState
from desktop.ui.downloads.transfer_words import counts_text
from desktop.ui.error_text import error_text
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.navigation_rail import NavigationRail
from desktop.ui.widgets.record_table_model import UNKNOWN_PROGRESS
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.download_queue import DownloadQueue

SAY_MS = 200
NOT_WRITTEN = "queue-not-written"


class QueueReport(QObject):
    """At most five times a second, however fast the transfers are."""

    def __init__(
        self, queue: DownloadQueue, status: StatusBar, rail: NavigationRail, action: QAction, parent: QObject
    ) -> None:
        """`action`: the page of the downloads, on the rail."""
        super().__init__(parent)
        self._queue = queue
        self._status = status
        self._rail = rail
        self._action = action
        self._timer = QTimer(self, singleShot=True, interval=SAY_MS)
        self._timer.timeout.connect(self._say)
        queue.counts_changed.connect(self._on_changed)
        queue.changed.connect(self._on_changed)
        # Somebody pressed it: he sees at once that it was done.
        queue.paused_changed.connect(self._on_anew)
        queue.failed.connect(self._on_failed)
        self._failed: set[FileKey] = set()
        self._on_anew()

    @Slot()
    def _on_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_anew(self) -> None:
        """All were paused, or another run's are there: of thousands each is looked at this once."""
        self._failed = {one.key for one in self._queue.transfers() if _has_failed(one)}
        self._say()

    @Slot(object, object)
    def _on_failed(self, key: FileKey, _: AppError) -> None:
        self._failed.add(key)

    @Slot()
    def _say(self) -> None:
        counts = self._queue.counts()
        self._say_on_rail(counts.open - counts.paused)
        moving = counts.moving
        self._status.set_downloads(counts_text(counts), self._share() if moving else None, _sign(counts))

    def _say_on_rail(self, under_way: int) -> None:
        """What failed comes first: it stays as it is until somebody looks."""
        self._failed = {key for key in self._failed if _has_failed(self._queue.transfer(key))}
        if failed := len(self._failed):
            self._rail.set_badge(self._action, failed, self.tr("%Ln failed", "", failed), alarm=True)
        else:
            self._rail.set_badge(self._action, under_way, self.tr("%Ln under way", "", under_way))

    def _share(self) -> float:
        """How much of what is arriving has arrived."""
        arriving = [t for t in self._queue.arriving() if t.state is TransferState.TRANSFERRING and t.total]
        total = sum(transfer.total or 0 for transfer in arriving)
        return sum(transfer.received for transfer in arriving) / total if total else UNKNOWN_PROGRESS


def _sign(counts: QueueCounts) -> str:
    """Of how the downloads are: that of a pause only where the user paused them."""
    if counts.moving or not counts.open:
        return "downloads"
    return "pause" if counts.held or counts.paused == counts.open else "waiting"


def _has_failed(transfer: Transfer | None) -> bool:
    if transfer is None or transfer.in_passing:
        return False
    return transfer.state in (TransferState.FAILED, TransferState.GONE)


def say_written(messages: Messages, error: AppError | None) -> None:
    """The queue could not be noted; None: it is, after all. That nothing can be saved the start said."""
    if error is None:
        messages.dismiss(NOT_WRITTEN)
    elif not isinstance(error, OnlyReadable):
        messages.warning(_not_written_text(error), key=NOT_WRITTEN)


def _not_written_text(error: AppError) -> str:
    """Why the queue is not noted, and what that means for the user."""
    means = QCoreApplication.translate(
        "QueueReport",
        "Downloads go on, but what you ask for now may be forgotten when the program ends. It is noted as "
        "soon as the disk takes it.",
    )
    return f"{error_text(error).sentence} {means}"
