"""DownloadsHead: how many downloads there are, and what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.transfer import Transfer, TransferState
from desktop.ui.downloads.cancelled_downloads import CancelledDownloads
from desktop.ui.downloads.transfer_words import counts_text, retry_text
from desktop.ui.icons import icon
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.workers.download_queue import DownloadQueue

_MANY = 8_888
"""A place is kept for a button that says so many."""
_DECISION = (TransferState.FAILED, TransferState.GONE)
_CLEARED = (TransferState.DONE, TransferState.CANCELLED)


class DownloadsHead(QWidget):
    """`acted`: something was done to all of them, and is to be seen at once."""

    acted = Signal()

    def __init__(self, queue: DownloadQueue, cancelled: CancelledDownloads, parent: QWidget) -> None:
        super().__init__(parent)
        self._queue = queue
        self._cancelled = cancelled
        self._no_server = ""
        self._make_parts()
        self._lay_out()
        queue.paused_changed.connect(self._name_pause_all)
        self._name_pause_all()

    def _make_parts(self) -> None:
        self.title = ElidingLabel("", self, role="title")
        self.note = ElidingLabel("", self, color="text2")
        self.retry_all_button = PlainButton("", self, icon_name="retry")
        self.retry_all_button.clicked.connect(self._on_retry_all)
        self.cancel_all_button = PlainButton("", self)
        self.cancel_all_button.clicked.connect(self._on_cancel_all)
        self.cancel_waiting_button = PlainButton("", self)
        self.cancel_waiting_button.clicked.connect(self._on_cancel_waiting)
        self.clear_button = PlainButton(self.tr("Clear finished"), self)
        self.clear_button.clicked.connect(self._queue.clear_finished)
        self.pause_all_button = PlainButton("", self, icon_name="pause")
        self.pause_all_button.clicked.connect(self._on_pause_all)
        self.pause_all = QAction(icon("pause"), "", self)
        self.pause_all.setMenuRole(QAction.MenuRole.NoRole)
        self.pause_all.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.pause_all.triggered.connect(self._on_pause_all)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        row.addWidget(self.retry_all_button)
        row.addWidget(self.cancel_all_button)
        for button in self._keep_places():
            row.addWidget(button)
        # As high without any of them: the rows below stay where they are when one comes or goes.
        row.addStrut(self.clear_button.sizeHint().height())

    def _keep_places(self) -> tuple[PlainButton, ...]:
        """Up to the end of the head, the one that is pressed most last: none moves under the pointer or
        leaves a hole when there is nothing for it to do, or when it says something else. What may come
        before them takes the note's room."""
        _widen(self.cancel_waiting_button, *map(self._cancel_waiting_text, (0, _MANY)))
        _widen(self.pause_all_button, self._pause_text(False), self._pause_text(True))
        return self.cancel_waiting_button, self.clear_button, self.pause_all_button

    # -- what is shown ---------------------------------------------------------------------------

    def show_queue(self, transfers: Sequence[Transfer]) -> None:
        """As it is now."""
        states = [transfer.state for transfer in transfers]
        open_ones = sum(not state.final for state in states)
        self.title.setText(counts_text(self._queue.counts()) or self.tr("Downloads"))
        self._show_failed(sum(state in _DECISION for state in states), transfers)
        self._show_cancelling(open_ones, states.count(TransferState.WAITING), bool(states))
        self._show_pause(open_ones > 0, bool(states))
        self.clear_button.setVisible(bool(states))
        over = any(state in _CLEARED for state in states)
        explain(self.clear_button, over, self.tr("No download is over yet."))

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason

    def _show_failed(self, failed: int, transfers: Sequence[Transfer]) -> None:
        note = self.tr("%Ln need(s) a decision", "", failed) if failed else ""
        if self._queue.paused and not note:
            note = self.tr("Only what you play, open or export is fetched now.")
        self.note.setText(note)
        worth_it = sum(_worth_retrying(transfer) for transfer in transfers)
        self.retry_all_button.setVisible(worth_it > 1)
        self.retry_all_button.setText(self.tr("Try %Ln again", "", worth_it))
        explain(self.retry_all_button, not self._no_server, self._no_server)

    def _show_cancelling(self, open_ones: int, waiting: int, listed: bool) -> None:
        """Where all wait, those that wait are all; one alone has its own cross."""
        self.cancel_all_button.setVisible(open_ones > max(1, waiting))
        self.cancel_all_button.setText(self.tr("Cancel all %Ln", "", open_ones))
        self.cancel_waiting_button.setVisible(listed)
        explain(self.cancel_waiting_button, waiting > 0, self.tr("No download is waiting."))
        self.cancel_waiting_button.setText(self._cancel_waiting_text(waiting))

    def _cancel_waiting_text(self, waiting: int) -> str:
        return self.tr("Cancel the %Ln waiting", "", waiting) if waiting else self.tr("Cancel the waiting")

    def _show_pause(self, under_way: bool, listed: bool) -> None:
        paused = self._queue.paused
        self.pause_all_button.setVisible(paused or listed)
        explain(self.pause_all_button, paused or under_way, self.tr("No download is under way."))
        self.pause_all_button.setText(self._pause_text(paused))
        self.pause_all_button.set_icon_name("play" if paused else "pause")

    def _pause_text(self, paused: bool) -> str:
        return self.tr("Resume all") if paused else self.tr("Pause all")

    @Slot()
    def _name_pause_all(self) -> None:
        """Also while the page is hidden: it stands in the status bar's menu, too."""
        paused = self._queue.paused
        self.pause_all.setText(self.tr("Resume all downloads") if paused else self.tr("Pause all downloads"))
        self.pause_all.setIcon(icon("play" if paused else "pause"))

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def _on_retry_all(self) -> None:
        for transfer in self._queue.transfers():
            if _worth_retrying(transfer):
                self._queue.request(transfer.key)

    @Slot()
    def _on_cancel_all(self) -> None:
        """Those that the list does not show come in a moment."""
        self._cancelled.cancel([one for one in self._queue.transfers() if not one.in_passing])
        self.acted.emit()

    @Slot()
    def _on_cancel_waiting(self) -> None:
        online = self._queue.online
        known = [one.as_known(online) for one in self._queue.transfers() if not one.in_passing]
        self._cancelled.cancel([one for one in known if one.state is TransferState.WAITING])
        self.acted.emit()

    @Slot()
    def _on_pause_all(self) -> None:
        if self._queue.paused:
            self._queue.resume_all()
        else:
            self._queue.pause_all()
        self.acted.emit()


def _worth_retrying(transfer: Transfer) -> bool:
    return transfer.state is TransferState.FAILED and bool(retry_text(transfer))


def _widen(button: PlainButton, *texts: str) -> None:
    """As wide as the widest of `texts`; its own one comes later."""
    for text in texts:
        button.setText(text)
        button.setMinimumWidth(max(button.minimumWidth(), button.sizeHint().width()))
