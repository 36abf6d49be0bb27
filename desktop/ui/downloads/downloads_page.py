"""DownloadsPage: what is on its way to this computer, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.models import FileKey
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.downloads.transfers_table_model import TransfersTableModel
from desktop.ui.icons import icon
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable
from desktop.workers.download_queue import DownloadQueue

REPAINT_MS = 200
_UNDER_WAY = (TransferState.TRANSFERRING, TransferState.PREPARING, TransferState.WAITING)


class DownloadsPage(QWidget):
    """Draws the queue a few times a second while it is shown, and only then."""

    def __init__(
        self,
        queue: DownloadQueue,
        describe: Callable[[FileKey], str],
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._messages = messages
        self.model = TransfersTableModel(describe, queue.now, self)
        self._repaint = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._repaint.timeout.connect(self.refresh)
        # The seconds that the server takes to prepare a recording go on although nothing arrives.
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._on_second)
        self._make_parts()
        self._make_actions()
        self._lay_out()
        queue.changed.connect(self._on_changed)
        queue.counts_changed.connect(self._on_changed)
        self.refresh()

    def _make_parts(self) -> None:
        self._title = ElidingLabel("", self, role="title")
        self._note = ElidingLabel("", self, color="text2")
        self.cancel_waiting_button = PlainButton(self.tr("Cancel the waiting"), self)
        self.cancel_waiting_button.clicked.connect(self._queue.cancel_waiting)
        self.retry_button = PlainButton(self.tr("Try again"), self, icon_name="retry")
        self.clear_button = PlainButton(self.tr("Clear finished"), self)
        self.clear_button.clicked.connect(self._queue.clear_finished)
        self.table = RecordTable(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Downloads"))
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.empty = EmptyList(self)
        sentence = self.tr(
            "Recordings and receipts that you play, open or keep are shown here while they come."
        )
        self.empty.show_reason("downloads", self.tr("Nothing is being downloaded"), sentence)

    def _make_actions(self) -> None:
        self.retry = self._action("retry", self.tr("Try again"), None)
        self.retry.triggered.connect(self._on_retry)
        self.cancel = self._action("clear", self.tr("Cancel the download"), QKeySequence.StandardKey.Delete)
        self.cancel.triggered.connect(self._on_cancel)
        self.table.context_actions = [self.retry, self.cancel]
        self.table.addActions([self.retry, self.cancel])
        self._on_selection_changed()

    def _action(self, icon_name: str, text: str, key: QKeySequence.StandardKey | None) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 9, 16, 9)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        self.retry_button.clicked.connect(self.retry.trigger)
        for button in (self.retry_button, self.cancel_waiting_button, self.clear_button):
            head.addWidget(button)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(MessageBar(self._messages, self))
        column.addLayout(head)
        column.addWidget(Hairline(self))
        column.addWidget(self._stack, 1)

    # -- what is shown ---------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        transfers = self._queue.transfers()
        self.model.show(transfers)
        self._stack.setCurrentWidget(self.table if transfers else self.empty)
        states = [transfer.state for transfer in transfers]
        self._title.setText(self._title_text())
        failed = states.count(TransferState.FAILED)
        self._note.setText(self.tr("%n need(s) a decision", "", failed) if failed else "")
        self.cancel_waiting_button.setEnabled(TransferState.WAITING in states)
        self.clear_button.setEnabled(TransferState.DONE in states or TransferState.CANCELLED in states)
        self._on_selection_changed()
        if TransferState.PREPARING in states and self.isVisible():
            self._seconds.start()
        else:
            self._seconds.stop()

    def _title_text(self) -> str:
        counts = self._queue.counts()
        active = counts.transferring + counts.preparing
        if not active and not counts.waiting:
            return self.tr("Downloads")
        return self.tr("{active} active, {waiting} waiting").format(active=active, waiting=counts.waiting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible() and not self._repaint.isActive():
            self._repaint.start()

    @Slot()
    def _on_second(self) -> None:
        if self.isVisible():
            self.refresh()

    # -- commands --------------------------------------------------------------------------------

    def _selected(self) -> list[Transfer]:
        found = (self.model.transfer_of(row_id) for row_id in self.table.selected_ids())
        return [transfer for transfer in found if transfer is not None]

    @Slot()
    def _on_selection_changed(self) -> None:
        states = {transfer.state for transfer in self._selected()}
        again = bool(states & {TransferState.FAILED, TransferState.CANCELLED})
        self.retry.setEnabled(again)
        self.retry.setToolTip(self.retry.text() if again else self.tr("Choose a download that failed."))
        self.cancel.setEnabled(bool(states & set(_UNDER_WAY)))
        self.retry_button.setEnabled(again)

    @Slot()
    def _on_retry(self) -> None:
        for transfer in self._selected():
            if transfer.state in (TransferState.FAILED, TransferState.CANCELLED):
                self._queue.retry(transfer.key)

    @Slot()
    def _on_cancel(self) -> None:
        for transfer in self._selected():
            if not transfer.state.final:
                self._queue.cancel(transfer.key)
