"""CallMarking: calls are reviewed, their recordings pinned; told in one message, undone with one key."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.services.reviewed import Marked
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import UNDO_STEPS, undo_action
from desktop.workers.task_pool import TaskPool

MESSAGE = "call-marks"

Work = Callable[[], Marked]
Say = Callable[[Marked], str]


class CallMarking(QObject):
    """Of the selected calls. What was changed is drawn anew here; `changed`: what depends on it is to be."""

    changed = Signal()

    def __init__(
        self,
        tasks: TaskPool,
        table: CallsTable,
        commands: CallActions,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._table = table
        self._commands = commands
        self._messages = messages
        self._scope: AccountScope | None = None
        self._undo: deque[tuple[Work, Say]] = deque(maxlen=UNDO_STEPS)
        self._update_undo()

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is undone any more."""
        self._scope = scope
        self._undo.clear()
        self._update_undo()

    @Slot()
    def mark_selected(self) -> None:
        """All of the selected calls are reviewed; if all were, none is."""
        self._table.with_selected(self._mark)

    @Slot()
    def pin_selected(self) -> None:
        """The same of pins."""
        self._table.with_selected(self._pin)

    @Slot()
    def undo(self) -> None:
        """Takes the last of them back."""
        if self._undo:
            work, say = self._undo.pop()
            self._update_undo()
            self._run(work, partial(self._on_undone, say))

    @Slot(str)
    def mark_heard(self, sid: str) -> None:
        """Nine tenths of its recording were heard: no word is lost over it, and nothing is to be undone."""
        if self._scope is not None:
            work = partial(self._scope.reviewed.mark_heard, sid)
            self._tasks.run(work, partial(self._on_heard, self._scope), self._on_failed)

    # -- doing -----------------------------------------------------------------------------------

    def _mark(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            reviewed = self._scope.reviewed
            back = partial(self._remember, reviewed.set_reviewed, self._reviewed_text)
            self._run(partial(reviewed.toggle_reviewed, ids), back)

    def _pin(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            reviewed = self._scope.reviewed
            back = partial(self._remember, reviewed.set_pinned, self._pinned_text)
            self._run(partial(reviewed.toggle_pinned, ids), back)

    def _run(self, work: Work, then: Callable[[Marked], None]) -> None:
        self._tasks.run(work, partial(self._on_marked, self._scope, then), self._on_failed)

    def _on_marked(self, scope: AccountScope | None, then: Callable[[Marked], None], marked: Marked) -> None:
        if scope is self._scope:
            self._table.calls.invalidate(marked.row_ids)
            self.changed.emit()
            then(marked)

    def _remember(self, put: Callable[[array[int], bool], Marked], say: Say, marked: Marked) -> None:
        if not marked.row_ids:
            return
        self._undo.append((partial(put, marked.row_ids, not marked.on), say))
        self._update_undo()
        self._messages.success(say(marked), undo_action(self.tr("Undo"), self.undo), key=MESSAGE)

    def _on_undone(self, say: Say, marked: Marked) -> None:
        self._messages.success(say(marked), key=MESSAGE)

    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, key=MESSAGE)

    def _on_heard(self, scope: AccountScope, row_id: int | None) -> None:
        if scope is self._scope and row_id is not None:
            self._table.calls.invalidate([row_id])
            self.changed.emit()

    def _update_undo(self) -> None:
        allow(self._commands.undo, bool(self._undo), self.tr("There is nothing to undo."))

    # -- saying ----------------------------------------------------------------------------------

    def _reviewed_text(self, marked: Marked) -> str:
        count = len(marked.row_ids)
        if marked.on:
            return self.tr("%Ln call(s) marked as reviewed.", "", count)
        return self.tr("%Ln call(s) marked as not reviewed.", "", count)

    def _pinned_text(self, marked: Marked) -> str:
        count = len(marked.row_ids)
        if marked.on:
            return self.tr("%Ln call(s) pinned: what is kept of them stays on this computer.", "", count)
        return self.tr("%Ln call(s) not pinned any more.", "", count)
