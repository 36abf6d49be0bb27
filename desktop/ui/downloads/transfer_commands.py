"""TransferCommands: what can be done with the selected downloads, and with one by what stands in its row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from desktop.core.errors import PreparationFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.downloads.cancelled_downloads import CancelledDownloads
from desktop.ui.downloads.row_actions import RowAction, action_text, row_actions
from desktop.ui.downloads.transfers_table import TransfersTable
from desktop.ui.downloads.transfers_table_model import TransfersTableModel
from desktop.ui.icons import icon
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.key_words import delete_keys
from desktop.workers.download_queue import DownloadQueue

_AGAIN = (TransferState.FAILED, TransferState.CANCELLED)


class TransferCommands(QObject):
    """Of what has come `shown(key)` is to be played or looked at, `reveal_asked(key)` shown in its folder."""

    shown = Signal(object)
    reveal_asked = Signal(object)

    def __init__(
        self,
        queue: DownloadQueue,
        table: TransfersTable,
        model: TransfersTableModel,
        cancelled: CancelledDownloads,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._table = table
        self._model = model
        self._cancelled = cancelled
        self._no_server = ""
        self._make()
        table.context_actions = [
            self.show_it,
            self.reveal,
            self.retry,
            self.pause,
            self.resume,
            self.cancel,
            self.remove,
        ]
        table.addActions(table.context_actions)
        table.selected_ids_changed.connect(self.update)
        table.action_clicked.connect(self._on_action_clicked)
        table.row_activated.connect(self._on_row_activated)

    def _make(self) -> None:
        play, cancel = action_text(RowAction.PLAY), action_text(RowAction.CANCEL)
        self.show_it = self._action("play", play, self._on_show, QKeySequence(Qt.Key.Key_Space))
        self.reveal = self._action("folder", action_text(RowAction.REVEAL), self._on_reveal)
        self.retry = self._action("retry", action_text(RowAction.RETRY), self._on_retry)
        self.cancel = self._action("clear", cancel, self._on_cancel)
        self.cancel.setShortcuts(delete_keys())
        self.remove = self._action("clear", self.tr("Remove from the list"), self._on_remove)
        self.pause = self._action("pause", action_text(RowAction.PAUSE), self._on_pause)
        self.resume = self._action("play", action_text(RowAction.RESUME), self._on_resume)

    def _action(
        self, icon_name: str, text: str, act: Callable[[], None], key: QKeySequence | None = None
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if key is not None:
            action.setShortcut(key)
        action.triggered.connect(act)
        return action

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason

    # -- what can be done ------------------------------------------------------------------------

    def _selected(self) -> list[Transfer]:
        found = (self._model.transfer_of(row_id) for row_id in self._table.selected_ids())
        return [transfer for transfer in found if transfer is not None]

    @Slot()
    def update(self) -> None:
        """To what is selected, as it is now."""
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

    # -- doing it --------------------------------------------------------------------------------

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
    def _on_cancel(self) -> None:
        chosen = {transfer.key for transfer in self._selected()}
        self._cancelled.cancel([one for one in self._queue.transfers() if one.key in chosen])

    @Slot()
    def _on_pause(self) -> None:
        self._queue.pause([transfer.key for transfer in self._selected() if _can_pause(transfer)])

    @Slot()
    def _on_resume(self) -> None:
        chosen = [one.key for one in self._selected() if one.state is TransferState.PAUSED]
        self._queue.resume(chosen)

    @Slot()
    def _on_remove(self) -> None:
        for transfer in self._selected():
            self._queue.remove(transfer.key)

    @Slot(object, object)
    def _on_action_clicked(self, row_id: int, action: RowAction) -> None:
        transfer = self._model.transfer_of(row_id)
        if transfer is not None:
            self._act(transfer, action)

    def _act(self, transfer: Transfer, action: RowAction) -> None:
        key = transfer.key
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
                self._cancelled.cancel([transfer])
            case RowAction.RETRY:
                self._queue.request(key)
            case RowAction.REMOVE:
                self._queue.remove(key)

    @Slot(object)
    def _on_row_activated(self, row_id: int) -> None:
        """What helps with one that is over; what is under way goes on."""
        transfer = self._model.transfer_of(row_id)
        if transfer is None or not transfer.state.final:
            return
        first = row_actions(transfer)[0]
        if first is not RowAction.REMOVE:
            self._act(transfer, first)


def _may_try(transfer: Transfer) -> bool:
    """What is over, or waits until the server would be asked once more after it failed."""
    waits = transfer.state is TransferState.WAITING and isinstance(transfer.error, PreparationFailed)
    return transfer.state in _AGAIN or waits


def _can_pause(transfer: Transfer) -> bool:
    return not transfer.state.final and transfer.state is not TransferState.PAUSED
