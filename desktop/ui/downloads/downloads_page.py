"""DownloadsPage: what is on its way to this computer, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import PreparationFailed
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.downloads.cancelled_downloads import CancelledDownloads
from desktop.ui.downloads.row_actions import RowAction, action_text, row_actions
from desktop.ui.downloads.space_line import SpaceLine
from desktop.ui.downloads.transfer_words import counts_text, retry_text
from desktop.ui.downloads.transfers_table import TransfersTable
from desktop.ui.downloads.transfers_table_model import TransfersTableModel
from desktop.ui.icons import icon
from desktop.ui.widgets.allow import allow, explain
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.list_stack import ListStack
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.refused_keys import RefusedKeys
from desktop.workers.download_queue import DownloadQueue

REPAINT_MS = 200
_MANY = 8_888
"""A place is kept for a button that says so many."""
_AGAIN = (TransferState.FAILED, TransferState.CANCELLED)
_DECISION = (TransferState.FAILED, TransferState.GONE)


class DownloadsPage(QWidget):
    """Draws the queue a few times a second while it is shown, and only then.

    Of what has come: `shown(key)` is to be played or looked at, `reveal_asked(key)` shown in its folder.
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
        self._messages = messages
        self._cancelled = CancelledDownloads(queue, messages, self)
        self._no_server = ""
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
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
        queue.ready.connect(self._on_ready)
        queue.counts_changed.connect(self._on_changed)
        queue.paused_changed.connect(self._name_pause_all)
        self._name_pause_all()
        self.refresh()

    def _make_parts(self) -> None:
        self.title = ElidingLabel("", self, role="title")
        self.note = ElidingLabel("", self, color="text2")
        self.retry_all_button = PlainButton("", self, icon_name="retry")
        self.retry_all_button.clicked.connect(self._on_retry_all)
        self.pause_all_button = PlainButton("", self, icon_name="pause")
        self.pause_all_button.clicked.connect(self._on_pause_all)
        self.cancel_waiting_button = PlainButton("", self)
        self.cancel_waiting_button.clicked.connect(self._on_cancel_waiting)
        self.clear_button = PlainButton(self.tr("Clear finished"), self)
        self.clear_button.clicked.connect(self._queue.clear_finished)
        self.space = SpaceLine(self)
        self.table = TransfersTable(self.model, self)
        self.table.setAccessibleName(self.tr("Downloads"))
        self.table.selected_ids_changed.connect(self._update_actions)
        self.table.action_clicked.connect(self._on_action_clicked)
        self.table.row_activated.connect(self._on_row_activated)
        self.empty = EmptyList(self)
        sentence = self.tr(
            "Recordings and receipts that you play, open or keep are shown here while they come."
        )
        self.empty.show_reason("downloads", self.tr("Nothing is being downloaded"), sentence)

    def _make_actions(self) -> None:
        self.show_it = self._action("play", action_text(RowAction.PLAY), QKeySequence(Qt.Key.Key_Space))
        self.show_it.triggered.connect(self._on_show)
        self.reveal = self._action("folder", action_text(RowAction.REVEAL), None)
        self.reveal.triggered.connect(self._on_reveal)
        self.retry = self._action("retry", action_text(RowAction.RETRY), None)
        self.retry.triggered.connect(self._on_retry)
        self.cancel = self._action("clear", action_text(RowAction.CANCEL), QKeySequence.StandardKey.Delete)
        self.cancel.triggered.connect(self._on_cancel)
        self.remove = self._action("clear", self.tr("Remove from the list"), None)
        self.remove.triggered.connect(self._on_remove)
        self.pause = self._action("pause", action_text(RowAction.PAUSE), None)
        self.pause.triggered.connect(self._on_pause)
        self.resume = self._action("play", action_text(RowAction.RESUME), None)
        self.resume.triggered.connect(self._on_resume)
        self.pause_all = self._action("pause", "", None)
        self.pause_all.triggered.connect(self._on_pause_all)
        arrived = [self.show_it, self.reveal]
        self.table.context_actions = [
            *arrived,
            self.retry,
            self.pause,
            self.resume,
            self.cancel,
            self.remove,
        ]
        self.table.addActions(self.table.context_actions)
        self._refused = RefusedKeys([self.show_it], self._messages, self)
        self._refused.watch(self.table)

    def _action(
        self, icon_name: str, text: str, key: QKeySequence | QKeySequence.StandardKey | None
    ) -> QAction:
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
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.retry_all_button)
        for button in self._keep_places():
            head.addWidget(button)
        # As high without any of them: the rows below stay where they are when one comes or goes.
        head.addStrut(self.clear_button.sizeHint().height())
        self._stack = ListStack(self.table, self.empty, MessageBar(self._messages, self), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.space)
        column.addWidget(Hairline(self))
        column.addWidget(self._stack, 1)

    def _keep_places(self) -> tuple[PlainButton, ...]:
        """Up to the end of the head, the one that is pressed most last: none moves under the pointer when
        another one comes, goes, or says something else. What may come before them takes the note's room."""
        _widen(self.cancel_waiting_button, self._cancel_waiting_text(_MANY))
        _widen(self.pause_all_button, self._pause_text(False), self._pause_text(True))
        buttons = self.cancel_waiting_button, self.clear_button, self.pause_all_button
        for button in buttons:
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        return buttons

    # -- what is shown ---------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Draws the queue as it is now."""
        transfers = [transfer for transfer in self._queue.transfers() if not transfer.in_passing]
        self.model.online = self._queue.online
        self.model.show(transfers)
        self._stack.show_list(bool(transfers))
        states = [transfer.state for transfer in transfers]
        self.title.setText(counts_text(self._queue.counts()) or self.tr("Downloads"))
        self._show_failed(sum(state in _DECISION for state in states), transfers)
        self._show_waiting(states.count(TransferState.WAITING))
        self._show_pause(any(not state.final for state in states))
        self.clear_button.setVisible(TransferState.DONE in states or TransferState.CANCELLED in states)
        self._update_actions()
        self._run_seconds(any(not state.final for state in states))

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason
        self.refresh()

    def _show_failed(self, failed: int, transfers: list[Transfer]) -> None:
        note = self.tr("%Ln need(s) a decision", "", failed) if failed else ""
        if self._queue.paused and not note:
            note = self.tr("Only what you play, open or export is fetched now.")
        self.note.setText(note)
        worth_it = sum(_worth_retrying(transfer) for transfer in transfers)
        self.retry_all_button.setVisible(worth_it > 1)
        self.retry_all_button.setText(self.tr("Try %Ln again", "", worth_it))
        explain(self.retry_all_button, not self._no_server, self._no_server)

    def _show_waiting(self, waiting: int) -> None:
        self.cancel_waiting_button.setVisible(waiting > 0)
        self.cancel_waiting_button.setText(self._cancel_waiting_text(waiting))

    def _cancel_waiting_text(self, waiting: int) -> str:
        return self.tr("Cancel the %Ln waiting", "", waiting)

    def _show_pause(self, under_way: bool) -> None:
        paused = self._queue.paused
        self.pause_all_button.setVisible(paused or under_way)
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

    # -- commands --------------------------------------------------------------------------------

    def _selected(self) -> list[Transfer]:
        found = (self.model.transfer_of(row_id) for row_id in self.table.selected_ids())
        return [transfer for transfer in found if transfer is not None]

    @Slot()
    def _update_actions(self) -> None:
        selected = self._selected()
        again = any(map(_may_try, selected))
        under_way = any(not transfer.state.final for transfer in selected)
        paused = any(transfer.state is TransferState.PAUSED for transfer in selected)
        going = any(_can_pause(transfer) for transfer in selected)
        over = any(transfer.state.final for transfer in selected)
        choose = self.tr("Choose a download that failed or was cancelled.")
        allow(self.retry, again and not self._no_server, self._no_server if again else choose)
        allow(self.cancel, under_way, self.tr("Choose a download that is under way."))
        allow(self.pause, going, self.tr("Choose a download that is under way."))
        allow(self.resume, paused, self.tr("Choose a download that is paused."))
        allow(self.remove, over, self.tr("Choose a download that is over."))
        self._name_show(self._arrived())
        for action in (self.show_it, self.reveal):
            allow(action, self._arrived() is not None, self._why_not_shown(selected))

    def _why_not_shown(self, selected: list[Transfer]) -> str:
        if len(selected) == 1 and not selected[0].state.final:
            return self.tr("It is not here yet: it can be played or looked at once it has come.")
        return self.tr("Choose one download that has come.")

    def _arrived(self) -> FileKey | None:
        """What alone is selected, and here."""
        selected = self._selected()
        here = len(selected) == 1 and selected[0].state is TransferState.DONE
        return selected[0].key if here else None

    def _name_show(self, key: FileKey | None) -> None:
        what = RowAction.SHOW if key is not None and not key.is_recording else RowAction.PLAY
        self.show_it.setText(action_text(what))
        self.show_it.setIcon(icon(what.icon))

    @Slot()
    def _on_show(self) -> None:
        if (key := self._arrived()) is not None:
            self.shown.emit(key)

    @Slot()
    def _on_reveal(self) -> None:
        if (key := self._arrived()) is not None:
            self.reveal_asked.emit(key)

    @Slot()
    def _on_retry(self) -> None:
        for transfer in self._selected():
            if _may_try(transfer):
                # What waits for its time rises by that, and is asked for at once.
                waits = not transfer.state.final
                self._queue.request(transfer.key, Priority.NOW if waits else Priority.ASKED)

    @Slot()
    def _on_retry_all(self) -> None:
        for transfer in self._queue.transfers():
            if _worth_retrying(transfer):
                self._queue.request(transfer.key)

    @Slot()
    def _on_cancel(self) -> None:
        chosen = {transfer.key for transfer in self._selected() if not transfer.state.final}
        cancelled = [transfer for transfer in self._queue.transfers() if transfer.key in chosen]
        self._queue.cancel(*(transfer.key for transfer in cancelled))
        self._cancelled.say(cancelled)

    @Slot()
    def _on_cancel_waiting(self) -> None:
        self._cancelled.say(self._queue.cancel_waiting())

    @Slot()
    def _on_pause(self) -> None:
        self._queue.pause([transfer.key for transfer in self._selected() if _can_pause(transfer)])

    @Slot()
    def _on_resume(self) -> None:
        chosen = [one.key for one in self._selected() if one.state is TransferState.PAUSED]
        self._queue.resume(chosen)

    @Slot()
    def _on_pause_all(self) -> None:
        if self._queue.paused:
            self._queue.resume_all()
        else:
            self._queue.pause_all()
        self.refresh()

    @Slot()
    def _on_remove(self) -> None:
        for transfer in self._selected():
            self._queue.remove(transfer.key)

    @Slot(object, object)
    def _on_action_clicked(self, row_id: int, action: RowAction) -> None:
        transfer = self.model.transfer_of(row_id)
        if transfer is not None:
            self._act(transfer.key, action)

    def _act(self, key: FileKey, action: RowAction) -> None:
        match action:
            case RowAction.PLAY | RowAction.SHOW:
                self.shown.emit(key)
            case RowAction.REVEAL:
                self.reveal_asked.emit(key)
            case RowAction.PAUSE:
                self._queue.pause([key])
            case RowAction.RESUME:
                self._queue.resume([key])
            case RowAction.CANCEL:
                self._queue.cancel(key)
            case RowAction.RETRY:
                self._queue.request(key)
            case RowAction.REMOVE:
                self._queue.remove(key)

    @Slot(object)
    def _on_row_activated(self, row_id: int) -> None:
        """What helps with one that is over; what is under way goes on."""
        transfer = self.model.transfer_of(row_id)
        if transfer is None or not transfer.state.final:
            return
        first = row_actions(transfer)[0]
        if first is not RowAction.REMOVE:
            self._act(transfer.key, first)


def _worth_retrying(transfer: Transfer) -> bool:
    return transfer.state is TransferState.FAILED and bool(retry_text(transfer))


def _may_try(transfer: Transfer) -> bool:
    """What is over, or waits until the server would be asked once more after it failed."""
    waits = transfer.state is TransferState.WAITING and isinstance(transfer.error, PreparationFailed)
    return transfer.state in _AGAIN or waits


def _can_pause(transfer: Transfer) -> bool:
    return not transfer.state.final and transfer.state is not TransferState.PAUSED


def _widen(button: PlainButton, *texts: str) -> None:
    """As wide as the widest of `texts`; its own one comes later."""
    for text in texts:
        button.setText(text)
        button.setMinimumWidth(max(button.minimumWidth(), button.sizeHint().width()))
