"""BulkDecisions: several receipts at once: what speaks against some of them is asked first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.risks import SortedOut
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.completeness.bulk_dialog import BulkDialog
from desktop.ui.receipts.completeness.doubt_words import that_already_text
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskHandle, TaskPool

MANY = 50
"""From here on it is asked, also where nothing speaks against any of them."""
MESSAGE = "bulk-decision"

Decide = Callable[[Sequence[int], ReceiptStatus], None]


class BulkDecisions(QObject):
    """Which are decided unseen `core.risks.standing` says.

    `left_wanted(first id)`: those that were left out are to be listed, this one first.
    """

    left_wanted = Signal(object)

    def __init__(self, tasks: TaskPool, messages: Messages, decide: Decide, parent: QWidget) -> None:
        """`decide` takes ids and a status: one decision, undone as one."""
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._decide = decide
        self._over = parent
        self._scope: AccountScope | None = None
        self._handle: TaskHandle | None = None
        self.dialog: BulkDialog | None = None

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is asked any more."""
        self._scope = scope
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        if self.dialog is not None:
            self.dialog.reject()

    def decide(self, ids: Sequence[int], status: ReceiptStatus) -> None:
        """One is decided at once: whoever does it has it before the eyes."""
        risky = status is ReceiptStatus.APPROVED and len(ids) > 1
        if self._scope is None or not (risky or len(ids) >= MANY):
            self._decide(ids, status)
            return
        if self._handle is not None:
            self._handle.abandon()
        work = partial(self._scope.completeness.sort_out, ids, status)
        self._handle = self._tasks.run(work, partial(self._on_sorted, ids, status), self._on_failed)

    def _on_sorted(self, ids: Sequence[int], status: ReceiptStatus, found: SortedOut) -> None:
        self._handle = None
        if found.same and len(found.same) == found.count:
            self._messages.note(that_already_text(len(found.same)), key=MESSAGE)
        elif found.left or found.decided or len(ids) >= MANY:
            self._ask(status, found)
        else:
            self._decide(ids, status)

    def _ask(self, status: ReceiptStatus, found: SortedOut) -> None:
        assert self._scope is not None
        least = self._scope.completeness.rules.least_confidence
        dialog = self.dialog = BulkDialog(found, status, least, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._on_accepted, status, found))
        dialog.show_asked.connect(partial(self._on_show, found))
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_accepted(self, status: ReceiptStatus, found: SortedOut) -> None:
        shows = self.dialog is not None and self.dialog.shows_left
        # Those that are gone from the server are named with the rest, in the sentence at the end.
        self._decide([*found.free, *found.gone], status)
        if shows:
            self._on_show(found)

    def _on_show(self, found: SortedOut) -> None:
        self.left_wanted.emit(found.first_left)

    def _on_finished(self, _: int) -> None:
        self.dialog = None

    def _on_failed(self, error: AppError) -> None:
        self._handle = None
        self._messages.error(error, key=MESSAGE)
