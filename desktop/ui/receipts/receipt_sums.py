"""ReceiptSums: what the selected receipts come to, added up beside the UI thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AppError
from desktop.core.models import FileKind, ReceiptStatus, ReceiptSummary
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.receipts_foot import EMPTY, ReceiptsFoot
from desktop.ui.widgets.resting_sum import RestingSum
from desktop.workers.task_pool import TaskPool

MOST_LOOKED_AT = 20_000
"""What may be decided together is looked up for each receipt: of more only once it is to be done."""


class ReceiptSums(QObject):
    """The number is said at once, sums when they come."""

    summed = Signal()
    """How many of the selected ones are gone from the server, and have files, is known now."""

    def __init__(
        self, tasks: TaskPool, foot: ReceiptsFoot, on_error: Callable[[AppError], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._foot = foot
        # At once: what can be decided hangs on how many are gone.
        self._sum = RestingSum(tasks, self._on_summed, on_error, self, rest_ms=0)
        self._ids = array("q")
        self.summary: ReceiptSummary | None = None
        """Of the selected ones; None: it is being added up."""
        self.decidable: dict[ReceiptStatus, int] = {}
        """How many of the selected ones each decision would change, where that is known."""

    @property
    def gone(self) -> int:
        """So many of the selected ones are only on this computer, as far as is known."""
        return self.summary.gone if self.summary is not None else 0

    @property
    def files(self) -> dict[FileKind, int]:
        """How many of the selected ones have that file; empty while nobody knows."""
        if self.summary is None:
            return {}
        counts = (self.summary.sources, self.summary.previews)
        return dict(zip((FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW), counts, strict=True))

    def show_selection(self, scope: AccountScope | None, ids: array[int]) -> None:
        """What these rows come to."""
        if ids != self._ids:
            self._ids, self.summary = ids, None
            self.decidable = {}
        self._foot.show_selection(len(ids), EMPTY)
        self._sum.ask(partial(_sum_up, scope, ids) if scope is not None and ids else None)

    def _on_summed(self, found: tuple[ReceiptSummary, dict[ReceiptStatus, int]]) -> None:
        summary, self.decidable = found
        self.summary = summary
        self._foot.show_selection(len(self._ids), summary)
        self.summed.emit()


def _sum_up(scope: AccountScope, ids: array[int]) -> tuple[ReceiptSummary, dict[ReceiptStatus, int]]:
    together = 1 < len(ids) <= MOST_LOOKED_AT
    return scope.receipts.summary_of(ids), scope.completeness.decidable(ids) if together else {}
