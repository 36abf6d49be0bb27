"""TellingApart: the user's word that receipts are different ones, kept, told and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.duplicates import ToldApart
from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.task_pool import TaskPool

MESSAGE = "told-apart"


class TellingApart(QObject):
    """Outlives the dialog in which it is said: the message with its undo does so, too."""

    told = Signal()
    taken_back = Signal()
    failed = Signal()

    def __init__(self, tasks: TaskPool, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._scope: AccountScope | None = None

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before is taken back any more."""
        self._scope = scope
        self._messages.dismiss(MESSAGE)

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
        undo = MessageAction(self.tr("Undo"), partial(self._take_back, scope, pairs)) if pairs else None
        self._messages.success(said, undo, key=MESSAGE)
        self.told.emit()

    def _take_back(self, scope: AccountScope, pairs: list[ToldApart]) -> None:
        work = partial(scope.completeness.take_back, pairs)
        self._tasks.run(work, partial(self._on_taken_back, scope), partial(self._on_failed, scope))

    def _on_taken_back(self, scope: AccountScope, _: None) -> None:
        if scope is self._scope:
            self.taken_back.emit()

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)
            self.failed.emit()
