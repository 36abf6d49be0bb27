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
from desktop.workers.task_pool import TaskHandle, TaskPool


class CallSums(QObject):
    """Counts are said at once, sums when they come; an answer to an older question is dropped."""

    def __init__(
        self, tasks: TaskPool, foot: CallsFoot, on_error: Callable[[AppError], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._foot = foot
        self._on_error = on_error
        self._listing: TaskHandle | None = None
        self._selecting: TaskHandle | None = None

    def show_calls(self, scope: AccountScope | None, query: CallQuery, count: int) -> None:
        """What all that `query` finds comes to, `count` calls."""
        self._foot.show_calls(count, None)
        work = partial(scope.calls.summary, query) if scope is not None and count else None
        self._listing = self._start(self._listing, work, self._show_calls)

    def _show_calls(self, summary: CallSummary) -> None:
        self._foot.show_calls(summary.calls, summary)

    def show_selection(self, scope: AccountScope | None, ids: array[int]) -> None:
        """What these rows come to."""
        self._foot.show_selection(len(ids), None)
        work = partial(scope.calls.summary_of, ids) if scope is not None and ids else None
        self._selecting = self._start(self._selecting, work, self._show_selection)

    def _show_selection(self, summary: CallSummary) -> None:
        self._foot.show_selection(summary.calls, summary)

    def _start(
        self,
        before: TaskHandle | None,
        work: Callable[[], CallSummary] | None,
        then: Callable[[CallSummary], None],
    ) -> TaskHandle | None:
        if before is not None:
            before.abandon()
        return self._tasks.run(work, then, self._on_error) if work is not None else None
