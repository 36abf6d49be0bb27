"""TellingApart: the user's word that receipts are different ones, kept, told and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.duplicates import ToldApart
from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import Undoable, UndoSteps, undo_action
from desktop.workers.task_pool import TaskPool

MESSAGE = "told-apart"

Pairs = tuple[ToldApart, ...]


class TellingApart(QObject):
    """Outlives the dialog in which it is said: its undo does so, too.

    `done`: something that can be undone was said; `undo_begun`: it is taken back. `taken_back(ids)`: these
    may be one again.
    """

    told = Signal()
    taken_back = Signal(object)
    failed = Signal()
    done = Signal()
    undo_begun = Signal()

    def __init__(self, tasks: TaskPool, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._scope: AccountScope | None = None
        self._undo: UndoSteps[Pairs] = UndoSteps()

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before is taken back any more."""
        self._scope = scope
        self._undo.clear()
        self._messages.dismiss(MESSAGE)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def undoable(self) -> tuple[Undoable[Pairs], ...]:
        """What can be taken back, the last one last."""
        return self._undo.all

    def take_over(self, said: Sequence[Undoable[Pairs]]) -> None:
        """What another window was told, on the same account."""
        self._undo.take_over(said)

    def undo(self) -> None:
        """Takes back what was said last."""
        if self._scope is not None and (pairs := self._undo.take()) is not None:
            self._messages.dismiss(MESSAGE)
            self.undo_begun.emit()
            self._take_back(self._scope, pairs)

    def tell(self, ids: Sequence[int]) -> None:
        """None of these is another of them; `told` or `failed` follows."""
        if self._scope is not None:
            work = partial(self._scope.completeness.tell_apart, ids)
            done = partial(self._on_told, self._scope, len(ids))
            self._tasks.run(work, done, partial(self._on_failed, self._scope))

    def _on_told(self, scope: AccountScope, count: int, pairs: list[ToldApart]) -> None:
        if scope is not self._scope:
            return
        said = self.tr("Kept: %Ln receipt(s) are different ones.", "", count)
        offer = undo_action(self.tr("Undo"), self.undo) if pairs else None
        if pairs:
            self._undo.add(tuple(pairs))
            self.done.emit()
        self._messages.success(said, offer, key=MESSAGE)
        self.told.emit()

    def _take_back(self, scope: AccountScope, pairs: Pairs) -> None:
        work = partial(scope.completeness.take_back, pairs)
        done = partial(self._on_taken_back, scope, pairs)
        self._tasks.run(work, done, partial(self._on_not_taken_back, scope, pairs))

    def _on_taken_back(self, scope: AccountScope, pairs: Pairs, _: None) -> None:
        if scope is self._scope:
            self._undo.end(pairs)
            self.taken_back.emit(sorted({number for pair in pairs for number in pair}))

    def _on_not_taken_back(self, scope: AccountScope, pairs: Pairs, error: AppError) -> None:
        """It stays what can be undone next."""
        if scope is self._scope and self._undo.give_back(pairs):
            self.done.emit()
        self._on_failed(scope, error)

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)
            self.failed.emit()
