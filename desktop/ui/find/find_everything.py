"""FindEverything: opens the search over everything, and leads to what is chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.services.account_scope import AccountScope
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.find.find_dialog import FindDialog


class FoundPage(Protocol):
    """A page that shows one kind of what is found."""

    def show_record(self, record_id: int, words: str) -> None: ...

    def show_search(self, words: str) -> None: ...


class FindEverything(QObject):
    """One dialog at a time, of one account."""

    def __init__(
        self, tasks: TaskPool, action: QAction, page: Callable[[str], FoundPage], window: QWidget
    ) -> None:
        """`page` brings the page of a kind to the front."""
        super().__init__(window)
        self._page = page
        self._tasks = tasks
        self._action = action
        self._window = window
        self._scope: AccountScope | None = None
        self.dialog: FindDialog | None = None
        action.triggered.connect(self.open)
        action.setEnabled(False)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: what was found of the one before goes."""
        self._scope = scope
        self._action.setEnabled(scope is not None)
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def open(self) -> None:
        from desktop.ui.find.find_dialog import FindDialog

        if self._scope is None or self.dialog is not None:
            return
        dialog = self.dialog = FindDialog(self._tasks, self._scope.find, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.record_chosen.connect(self._on_record_chosen)
        dialog.all_chosen.connect(self._on_all_chosen)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot(object, object, str)
    def _on_record_chosen(self, kind: str, record_id: int, words: str) -> None:
        self._page(kind).show_record(record_id, words)

    @Slot(object, str)
    def _on_all_chosen(self, kind: str, words: str) -> None:
        self._page(kind).show_search(words)

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None
