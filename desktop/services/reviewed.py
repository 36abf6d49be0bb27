"""ReviewedService: which calls the user has reviewed, and whose recordings are pinned to this computer."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from desktop.services.backup import BackupService
from desktop.services.clock import ServerClock
from desktop.services.held import HeldWork, unsaved_said
from desktop.store.call_marks_repository import CallMarksRepository, MarkName
from desktop.store.calls_repository import CallsRepository

log = logging.getLogger("desktop.reviewed")

_T = TypeVar("_T")


class Marked(NamedTuple):
    """What a command did: `on`, or taken away; `row_ids`: of the calls that it changed."""

    on: bool
    row_ids: array[int]


class ReviewedService:
    """For the TaskPool. Raises DiskFull and DiskFailed; then nothing was changed."""

    def __init__(
        self, marks: CallMarksRepository, calls: CallsRepository, backup: BackupService, clock: ServerClock
    ) -> None:
        self._marks = marks
        self._calls = calls
        self._backup = backup
        self._clock = clock
        self._held = HeldWork()

    def hold(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """Whatever of the below is to be done by a thread is not lost when the program ends before its turn:
        `finish` does it then. See `HeldWork`."""
        return self._held.hold(work)

    @property
    def unsaved(self) -> bool:
        """Whether anything waits to be done."""
        return bool(self._held)

    def write(self) -> None:
        """Does all that is held, here and now. Raises DiskFull, DiskFailed, Cancelled once the account is
        closed."""
        self._held.do_all()

    def finish(self) -> None:
        """Does all that is held, at the end; what cannot be done is in the log."""
        with unsaved_said(log, "MARKS_UNSAVED"):
            self.write()

    def toggle_reviewed(self, row_ids: Sequence[int]) -> Marked:
        """All of these are reviewed afterwards; if all were so already, none is."""
        return self._toggle("reviewed_at", row_ids)

    def set_reviewed(self, row_ids: Sequence[int], on: bool) -> Marked:
        return self._set("reviewed_at", row_ids, on)

    def toggle_pinned(self, row_ids: Sequence[int]) -> Marked:
        """The same of pins: a pinned recording is never removed from this computer by the program."""
        return self._toggle("pinned_at", row_ids)

    def set_pinned(self, row_ids: Sequence[int], on: bool) -> Marked:
        return self._set("pinned_at", row_ids, on)

    def mark_heard(self, sid: str) -> int | None:
        """Nine tenths of this recording were heard: the call is reviewed.

        Returns its row id when that is new and its row is here.
        """
        if not self._marks.set_of("reviewed_at", sid, self._clock.now()):
            return None
        log.info("REVIEWED call_sid=%s heard", sid)
        self._backup.due = True
        return next(iter(self._calls.row_ids([sid]).values()), None)

    def note_used(self, sid: str) -> None:
        """Its recording is played: it is not one that nobody needs."""
        self._marks.note_used(sid, self._clock.now())

    def _toggle(self, name: MarkName, row_ids: Sequence[int]) -> Marked:
        return self._set(name, row_ids, self._marks.any_without(name, row_ids))

    def _set(self, name: MarkName, row_ids: Sequence[int], on: bool) -> Marked:
        changed = self._marks.set(name, row_ids, self._clock.now() if on else None)
        if changed:
            self._backup.due = True
        return Marked(on, changed)
