"""CallSums: adds up what the list of calls shows and what is selected, beside the UI thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.core.call_summary import CallSummary
from desktop.core.errors import AppError
from desktop.core.query import CallQuery
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_foot import CallsFoot
from desktop.ui.widgets.resting_sum import RestingSum
from desktop.workers.task_pool import TaskPool

OnError = Callable[[AppError], None]


class CallSums(QObject):
    """Counts are said at once, sums when they come."""

    def __init__(self, tasks: TaskPool, foot: CallsFoot, on_error: OnError, parent: QObject) -> None:
        super().__init__(parent)
        self._foot = foot
        self._list = RestingSum(tasks, self._show_calls, on_error, self)
        self._selection = RestingSum(tasks, self._show_selection, on_error, self)

    def show_calls(self, scope: AccountScope | None, query: CallQuery, ids: array[int]) -> None:
        """What all that `query` finds comes to; `ids` are its rows."""
        self._foot.show_calls(len(ids), None)
        self._foot.offer_keeping(len(ids) if query.lost_soon else 0)
        if scope is None or not ids:
            self._list.ask(None)
        elif query.text:
            # It was found already: adding up needs no second search.
            self._list.ask(partial(scope.calls.summary_of, ids))
        else:
            self._list.ask(partial(scope.calls.summary, query))

    def _show_calls(self, summary: CallSummary) -> None:
        self._foot.show_calls(summary.calls, summary)

    def show_selection(self, scope: AccountScope | None, ids: array[int]) -> None:
        """What these rows come to."""
        self._foot.show_selection(len(ids), None)
        self._selection.ask(partial(scope.calls.summary_of, ids) if scope is not None and ids else None)

    def _show_selection(self, summary: CallSummary) -> None:
        self._foot.show_selection(summary.calls, summary)
