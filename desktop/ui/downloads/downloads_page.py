"""DownloadsPage: what is on its way to this computer, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.models import FileKey, KeptFile
from desktop.ui.downloads.cancelled_downloads import CancelledDownloads
from desktop.ui.downloads.downloads_head import DownloadsHead
from desktop.ui.downloads.space_line import SpaceLine
from desktop.ui.downloads.transfer_commands import TransferCommands
from desktop.ui.downloads.transfers_table import TransfersTable
from desktop.ui.downloads.transfers_table_model import TransfersTableModel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.list_stack import ListStack
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.refused_keys import RefusedKeys
from desktop.workers.download_queue import DownloadQueue

REPAINT_MS = 200


class DownloadsPage(QWidget):
    """Draws the queue a few times a second while it is shown, and only then.

    `shown` and `reveal_asked`: see `TransferCommands`.
    """

    shown = Signal(object)
    reveal_asked = Signal(object)

    def __init__(
        self,
        queue: DownloadQueue,
        describe: Callable[[FileKey], str],
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.model = TransfersTableModel(describe, queue.now, self)
        self._repaint = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._repaint.timeout.connect(self.refresh)
        # The seconds that the server takes to prepare a recording go on although nothing arrives.
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._on_second)
        self._make_parts(messages)
        self._lay_out(messages)
        queue.changed.connect(self._on_changed)
        queue.ready.connect(self._on_ready)
        queue.counts_changed.connect(self._on_changed)
        self.refresh()

    def _make_parts(self, messages: Messages) -> None:
        cancelled = self.cancelled = CancelledDownloads(self._queue, messages, self)
        self.head = DownloadsHead(self._queue, cancelled, self)
        self.head.acted.connect(self.refresh)
        self.title, self.pause_all = self.head.title, self.head.pause_all
        self.space = SpaceLine(self)
        self.table = TransfersTable(self.model, self)
        self.table.setAccessibleName(self.tr("Downloads"))
        self.commands = TransferCommands(self._queue, self.table, self.model, cancelled, self)
        self.commands.shown.connect(self.shown)
        self.commands.reveal_asked.connect(self.reveal_asked)
        self._refused = RefusedKeys([self.commands.show_it], messages, self)
        self._refused.watch(self.table)
        self.empty = EmptyList(self)
        sentence = self.tr(
            "Recordings and receipts that you play, open or keep are shown here while they come."
        )
        self.empty.show_reason("downloads", self.tr("Nothing is being downloaded"), sentence)

    def _lay_out(self, messages: Messages) -> None:
        self._stack = ListStack(self.table, self.empty, MessageBar(messages, self), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.space)
        column.addWidget(Hairline(self))
        column.addWidget(self._stack, 1)

    @Slot()
    def refresh(self) -> None:
        """Draws the queue as it is now."""
        online = self.model.online = self._queue.online
        transfers = [one.as_known(online) for one in self._queue.transfers() if not one.in_passing]
        self.model.show(transfers)
        self._stack.show_list(bool(transfers))
        self.head.show_queue(transfers)
        self.commands.update()
        self._run_seconds(any(not transfer.state.final for transfer in transfers))

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self.head.set_no_server(reason)
        self.commands.set_no_server(reason)
        self.refresh()

    def _run_seconds(self, under_way: bool) -> None:
        if under_way and self.isVisible():
            self._seconds.start()
        else:
            self._seconds.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        if not event.spontaneous():
            self.table.start_at_top()

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible() and not self._repaint.isActive():
            self._repaint.start()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        self.model.note_end(key)

    @Slot()
    def _on_second(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._seconds.stop()
