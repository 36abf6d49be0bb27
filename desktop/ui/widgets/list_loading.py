"""ListLoading: a list is read in the TaskPool: its first rows at once, the rest after they were painted."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.workers.task_pool import TaskHandle, TaskPool

REST_MS = 100
"""How long the rest of a list waits for its first rows to be painted: a list that nobody sees paints none."""


class ListWork(NamedTuple):
    """How one question is answered in the TaskPool; `whole` gives all that the page shows of the answer.

    `first`: the ids that a long list begins with; None: the whole of it is there soon enough. `pause_ms`:
    how long the rest leaves the window to itself once those were painted.
    """

    whole: Callable[[], Any]
    first: Callable[[], array[int]] | None = None
    pause_ms: int = 0


class ListLoading(QObject):
    """An answer to an older question is dropped; one that is only read again comes to its end first.

    `work` says how the list is read that the page wants now; None: there is nothing to read.
    """

    first_found = Signal(object)
    """The first ids of another list (an array); `found` follows, unless that is asked for which it drops."""
    found = Signal(object, bool)
    """What `whole` gave. True: of another list, of which nothing was shown yet."""
    failed = Signal(object)

    def __init__(self, tasks: TaskPool, work: Callable[[], ListWork | None], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work = work
        self._whole: Callable[[], Any] | None = None
        self._pause_ms = 0
        self._painted = False
        self._handle: TaskHandle | None = None
        self._again = self._unanswered = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._read_rest)

    @property
    def busy(self) -> bool:
        """Whether anything is still to come."""
        return self._handle is not None or self._rest.isActive() or self._again

    @property
    def unanswered(self) -> bool:
        """Whether nothing of the list is here yet that was asked for last."""
        return self._unanswered

    @Slot()
    def refresh(self) -> None:
        """Reads the list again, once more after what is under way: a long one must come to its end."""
        if self._handle is not None or self._rest.isActive():
            self._again = True
            return
        self._again = False
        work = self._work()
        if work is not None:
            self._run(work.whole, anew=self._unanswered)

    def ask(self) -> None:
        """Another list is wanted: what is under way for the one before is dropped."""
        self.drop()
        work = self._work()
        if work is None:
            return
        self._unanswered = True
        if work.first is None:
            self._run(work.whole, anew=True)
        else:
            self._whole, self._pause_ms, self._painted = work.whole, work.pause_ms, False
            self._handle = self._tasks.run(work.first, self._on_first, self._on_failed)

    def drop(self) -> None:
        """Whatever is under way is not wanted any more."""
        self._again = self._unanswered = False
        self._rest.stop()
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None

    @Slot()
    def go_on(self) -> None:
        """The first rows were painted: the rest may come."""
        # Once: they are painted again wherever the mouse goes.
        if self._rest.isActive() and not self._painted:
            self._painted = True
            self._rest.start(self._pause_ms)

    def _run(self, whole: Callable[[], Any], anew: bool) -> None:
        self._handle = self._tasks.run(whole, partial(self._on_found, anew), self._on_failed)

    def _on_first(self, ids: array[int]) -> None:
        self._handle = None
        if ids:
            self._unanswered = False
            self._rest.start(REST_MS)
            self.first_found.emit(ids)
        elif self._whole is not None:
            self._run(self._whole, anew=True)

    @Slot()
    def _read_rest(self) -> None:
        if self._whole is not None:
            self._run(self._whole, anew=False)

    def _on_found(self, anew: bool, answer: object) -> None:
        self._handle = None
        self._unanswered = False
        self.found.emit(answer, anew)
        if self._again:
            self.refresh()

    def _on_failed(self, error: AppError) -> None:
        self._handle = None
        self._again = False
        self.failed.emit(error)
