"""CallSums: adds up what the list of calls shows and what is selected, beside the UI thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.call_summary import CallSummary
from desktop.core.errors import AppError
from desktop.core.query import CallQuery
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_foot import CallsFoot
from desktop.workers.task_pool import TaskHandle, TaskPool

REST_MS = 120
"""While somebody types or arrow keys repeat, nothing is added up: the lists go first."""

Work = Callable[[], CallSummary]
OnError = Callable[[AppError], None]


class CallSums(QObject):
    """Counts are said at once, sums when they come; an answer to an older question is dropped."""

    def __init__(self, tasks: TaskPool, foot: CallsFoot, on_error: OnError, parent: QObject) -> None:
        super().__init__(parent)
        self._foot = foot
        self._list = _Sum(tasks, self._show_calls, on_error, self)
        self._selection = _Sum(tasks, self._show_selection, on_error, self)

    def show_calls(self, scope: AccountScope | None, query: CallQuery, ids: array[int]) -> None:
        """What all that `query` finds comes to; `ids` are its rows."""
        self._foot.show_calls(len(ids), None)
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


class _Sum(QObject):
    """One sum at a time, begun when the question has rested."""

    def __init__(
        self, tasks: TaskPool, then: Callable[[CallSummary], None], on_error: OnError, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._then = then
        self._on_error = on_error
        self._work: Work | None = None
        self._handle: TaskHandle | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._begin)

    def ask(self, work: Work | None) -> None:
        """Drops the question before; None asks nothing."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        self._work = work
        if work is None:
            self._rest.stop()
        else:
            self._rest.start()

    @Slot()
    def _begin(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            self._handle = self._tasks.run(work, self._then, self._on_error)
