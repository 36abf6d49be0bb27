"""Keepers: what arrived is brought onto the disk and noted, on as few threads as keep up with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject

from desktop.services.transfers import Arrived, Settled
from desktop.workers.crew import Crew
from desktop.workers.task import OnEnd, let_go, outcome

AT_MOST = 3
"""Threads. One alone is the quickest: each more takes the interpreter from those that fetch the next files,
and leaves the others less to note together."""
BEHIND = 8
"""With so many that wait for each, they are not enough."""
STUCK_SECONDS = 0.25
"""Nor while none of them has taken one for so long: another program may hold a file, for ten seconds."""
MOST_TOGETHER = 8

Piece = tuple[Arrived, OnEnd]
Unnoted = tuple[Arrived, Settled, OnEnd]
"""It has its place, and no row yet."""


class Keepers(Crew[Piece]):
    """`keep` from any thread. Each file ends with one call of its `on_end`, on one of the threads here."""

    def __init__(
        self,
        more_may_come: Callable[[], bool],
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`more_may_come`: from any thread."""
        super().__init__(AT_MOST, parent, clock)
        self._more_may_come = more_may_come
        self._moved_at = 0.0
        """When one of the threads last took a file, or was to."""
        self._lots: set[_Lot] = set()
        """Those that the threads are at."""

    def keep(self, arrived: Arrived, on_end: OnEnd) -> None:
        """Also once its account is to be closed: what is here is kept."""
        self.put((arrived, on_end))

    def look(self) -> None:
        """Now and then, from any thread: while one is at a file for long, others go on with what waits, and
        with what it has brought to its place before."""
        for lot in tuple(self._lots):
            if self._is_stuck(lot.moved_at):
                for arrived, settled, on_end in lot.take_settled():
                    self.put((replace(arrived, settle=partial(_at_once, settled)), on_end))
        super().look()

    def _needs_another(self) -> bool:
        if self._idle:
            return False
        is_behind = len(self._waiting) >= BEHIND * self._at_work
        return not self._at_work or self._is_stuck(self._moved_at) or is_behind

    def _count_another(self) -> bool:
        begins = super()._count_another()
        if begins:
            # What comes before that has begun needs no third one.
            self._moved_at = self._clock()
        return begins

    def _is_stuck(self, since: float) -> bool:
        return self._clock() - since >= STUCK_SECONDS

    # -- on the threads --------------------------------------------------------------------------

    def _do(self, piece: Piece) -> None:
        """With what comes in the same moment."""
        lot, until = _Lot(self._clock()), self._stays_until()
        self._lots.add(lot)
        one: Piece | None = piece
        while one is not None:
            self._moved_at = lot.moved_at = self._clock()
            lot.take(*one)
            one = None if self._is_full(lot) else self._next(until if self._more_may_come() else 0.0)
        self._lots.discard(lot)
        lot.note()

    def _is_full(self, lot: _Lot) -> bool:
        """Or its first one waits for long already, where the disk is slow."""
        return lot.taken >= MOST_TOGETHER or self._is_stuck(lot.begun_at)


class _Lot:
    """Several files, each brought to its place when it comes; all are noted at once."""

    def __init__(self, begun_at: float) -> None:
        self.begun_at = self.moved_at = begun_at
        """`moved_at`: when it took a file last."""
        self.taken = 0
        """How many files so far, also those of which nothing is to be noted."""
        self._lock = threading.Lock()
        self._settled: list[Unnoted] = []

    def take(self, arrived: Arrived, on_end: OnEnd) -> None:
        self.taken += 1
        settled, error = outcome(arrived.settle)
        if settled is None or settled.is_noted:
            _end(arrived, on_end, settled, error)
            return
        with self._lock:
            self._settled.append((arrived, settled, on_end))

    def take_settled(self) -> list[Unnoted]:
        """What is in its place and not noted yet; from now on it is the caller's."""
        with self._lock:
            settled, self._settled = self._settled, []
        return settled

    def note(self) -> None:
        """Those of an account that is being closed apart from those of the next one."""
        for _, ones in groupby(self.take_settled(), key=lambda one: one[0].note):
            _note(list(ones))


def _at_once(settled: Settled) -> Settled:
    return settled


def _note(ones: Sequence[Unnoted]) -> None:
    files = [(settled.kept, settled.row) for _, settled, _ in ones]
    noted, bug = outcome(lambda: ones[0][0].note(files))
    failures: Sequence[Exception | None] = noted or [bug] * len(ones)
    for (arrived, settled, on_end), failure in zip(ones, failures, strict=True):
        let_go(failure)
        _end(arrived, on_end, settled, failure)


def _end(arrived: Arrived, on_end: OnEnd, settled: Settled | None, error: Exception | None) -> None:
    _, failure = outcome(arrived.part.close)
    failed = error or failure
    on_end(None if failed or settled is None else settled.kept, failed)
