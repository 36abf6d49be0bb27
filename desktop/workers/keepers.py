"""Keepers: what arrived is brought onto the disk and noted, on as few threads as keep up with it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QDeadlineTimer, QObject, QThreadPool

from desktop.services.transfers import Arrived, Settled
from desktop.workers.task import OnEnd, Task, outcome

AT_MOST = 3
"""Threads. One alone is the quickest: each more takes the interpreter from those that fetch the next files,
and leaves the others less to note together."""
BEHIND = 8
"""With so many that wait, one is not enough."""
STUCK_SECONDS = 0.25
"""Nor while it is at one for so long: another program may hold the file, for ten seconds."""
MOST_TOGETHER = 8
LOT_SECONDS = 0.025
"""So long after the first of them others may come to be noted together with it, while files come at all."""


class Keepers:
    """`keep` from any thread. Each file ends with one call of its `on_end`, on one of the threads here."""

    def __init__(
        self,
        more_may_come: Callable[[], bool],
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`more_may_come`: from any thread."""
        self._more_may_come = more_may_come
        self._clock = clock
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(AT_MOST)
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Arrived, OnEnd]] = deque()
        self._at_work = self._idle = 0
        self._moved_at = 0.0
        """When one of the threads last took a file."""

    def keep(self, arrived: Arrived, on_end: OnEnd) -> None:
        """Also once its account is to be closed: what is here is kept."""
        with self._changed:
            self._waiting.append((arrived, on_end))
            self._changed.notify()
            begins = self._needs_another()
            self._at_work += begins
        if begins:
            self._pool.start(Task(self._work, _say_nothing))

    def wait(self, deadline: QDeadlineTimer) -> bool:
        """Whether all threads have ended by then."""
        return self._pool.waitForDone(deadline)

    def _needs_another(self) -> bool:
        if self._idle or self._at_work >= AT_MOST:
            return False
        is_stuck = self._clock() - self._moved_at >= STUCK_SECONDS
        return not self._at_work or is_stuck or len(self._waiting) >= BEHIND

    # -- on the threads --------------------------------------------------------------------------

    def _work(self) -> None:
        while (first := self._first()) is not None:
            lot, until = _Lot(), self._clock() + LOT_SECONDS
            lot.take(*first)
            while len(lot) < MOST_TOGETHER and (one := self._next(until)) is not None:
                lot.take(*one)
            lot.note()

    def _first(self) -> tuple[Arrived, OnEnd] | None:
        """None: there is none, and this thread is not counted any more."""
        with self._changed:
            one = self._next(self._clock() + LOT_SECONDS)
            self._at_work -= one is None
            return one

    def _next(self, until: float) -> tuple[Arrived, OnEnd] | None:
        with self._changed:
            left = until - self._clock()
            if not self._waiting and left > 0 and self._more_may_come():
                self._idle += 1
                self._changed.wait(left)
                self._idle -= 1
            if not self._waiting:
                return None
            self._moved_at = self._clock()
            return self._waiting.popleft()


class _Lot:
    """Several files, each brought to its place when it comes; all are noted at once."""

    def __init__(self) -> None:
        self._settled: list[tuple[Arrived, Settled, OnEnd]] = []

    def __len__(self) -> int:
        return len(self._settled)

    def take(self, arrived: Arrived, on_end: OnEnd) -> None:
        settled, error = outcome(arrived.settle)
        if settled is None or settled.is_noted:
            _end(arrived, on_end, settled, error)
        else:
            self._settled.append((arrived, settled, on_end))

    def note(self) -> None:
        """Those of an account that is being closed apart from those of the next one."""
        for _, ones in groupby(self._settled, key=lambda one: one[0].note):
            _note(list(ones))


def _note(ones: Sequence[tuple[Arrived, Settled, OnEnd]]) -> None:
    files = [(settled.kept, settled.row) for _, settled, _ in ones]
    noted, bug = outcome(lambda: ones[0][0].note(files))
    failures: Sequence[Exception | None] = noted or [bug] * len(ones)
    for (arrived, settled, on_end), failure in zip(ones, failures, strict=True):
        _end(arrived, on_end, settled, failure)


def _end(arrived: Arrived, on_end: OnEnd, settled: Settled | None, error: Exception | None) -> None:
    _, failure = outcome(arrived.part.close)
    failed = error or failure
    on_end(None if failed or settled is None else settled.kept, failed)


def _say_nothing(*_: object) -> None:
    """Each file says itself how it ended."""
