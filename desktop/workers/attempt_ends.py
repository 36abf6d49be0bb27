"""AttemptEnds: what an attempt came to, for the plan, for whoever waits for the file, and for the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AppError, Cancelled, DiskFailed, DiskFull, SignedOut
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Attempt, Hold, TransferState, Way
from desktop.core.transfer_plan import TransferPlan
from desktop.services.transfers import Answered
from desktop.workers import queue_log
from desktop.workers.disk_pause import DiskPause
from desktop.workers.file_fetches import FileFetches

TOO_LARGE_UNTIL_ALL_WAIT = 8
"""Of so many none came: what is left is too little for any, as far as one knows."""
_FAILED = (TransferState.FAILED, TransferState.GONE)


class AttemptEnds(QObject):
    """Owned by the queue, on its thread."""

    ready = Signal(object, object)
    """FileKey, KeptFile: the file is here."""
    failed = Signal(object, object)
    """FileKey, AppError: the transfer is over."""
    signed_out = Signal()
    """There is no session any more."""
    unanswered = Signal()
    """A file was asked for in vain for some time."""

    def __init__(self, plan: TransferPlan, disk: DiskPause, fetches: FileFetches, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan
        self._disk = disk
        self._fetches = fetches
        self._too_large: set[FileKey] = set()
        """What did not fit since a file came, or since all waited."""
        disk.turned.connect(self._too_large.clear)

    def take(self, attempt: Attempt, result: object, error: Exception | None, now: float) -> None:
        """How it ended; what came of an attempt that is nobody's any more ends no transfer."""
        if isinstance(result, KeptFile):
            self._on_fetched(attempt, result, now)
        elif isinstance(result, Answered):
            self._on_answered(attempt, result, now)
        else:
            self._on_failed(attempt, error, now)

    def take_expired(self) -> Iterator[FileKey]:
        """What was given up for taking too long is over, and said."""
        for key in self.plan.take_expired():
            self._settle(key)
            yield key

    def _on_answered(self, attempt: Attempt, answered: Answered, now: float) -> None:
        self.plan.ended(attempt, answered.answer, now, answered.after)
        if attempt.way not in (Way.ASK, Way.RESTART):
            # The others are begun only where there is room.
            self._disk.note_room_for(attempt)
        queue_log.say_answer(self.plan, attempt.key, answered.answer)

    def _on_fetched(self, attempt: Attempt, kept: KeptFile, now: float) -> None:
        self.plan.fetched(attempt, now)
        self._too_large.clear()
        self._disk.note_room_for(attempt)
        queue_log.say(self.plan, attempt.key, "REC_DONE")
        self._fetches.give(attempt.key, kept)
        self.ready.emit(attempt.key, kept)
        queue_log.say_next(self.plan)

    def _on_failed(self, attempt: Attempt, error: Exception | None, now: float) -> None:
        failure = error if isinstance(error, AppError) else AppError(type(error).__name__)
        if isinstance(failure, DiskFull):
            failure = self._wait_for_room(attempt, failure, now)
        elif _begins_nothing(failure):
            self.plan.not_begun(attempt)
        ended = self.plan.failed(attempt, failure, now)
        if isinstance(failure, DiskFull):
            self._disk.note_too_large(failure)
        if Hold.NO_SESSION in self.plan.held_for and isinstance(failure, SignedOut):
            self.signed_out.emit()
        if ended:
            self._settle(attempt.key)
        elif not isinstance(failure, Cancelled):
            queue_log.say_error(self.plan, attempt.key, "REC_RETRY", failure)
        if self.plan.take_doubt():
            self.unanswered.emit()

    def _wait_for_room(self, attempt: Attempt, full: DiskFull, now: float) -> AppError:
        """Nothing fails for it: it waits alone where it is too large, else all do. Whoever waits for this
        file, as an export does, is told at once."""
        queue_log.say(self.plan, attempt.key, "REC_NO_ROOM")
        self.plan.not_begun(attempt)
        if not self.plan.is_current(attempt):
            return Cancelled()
        self._fetches.fail(attempt.key, full)
        self._note_what_is_left(attempt, full)
        if self._all_wait(attempt.key, full):
            self._disk.begin(full)
        if self._nobody_keeps(attempt.key):
            self.plan.cancel(attempt.key, now)
            return Cancelled()
        return full if full.leaves_room else Cancelled()

    def _note_what_is_left(self, attempt: Attempt, full: DiskFull) -> None:
        """Where it is this one alone that is too large, what all waited for is there."""
        stands = self._disk.error
        if full.leaves_room and stands is not None and not stands.leaves_room:
            self._disk.note_room_for(attempt)

    def _all_wait(self, key: FileKey, full: DiskFull) -> bool:
        if self._nobody_keeps(key):
            # What came for it before goes when it is written: other recordings wait for that.
            return key.is_recording and not full.leaves_room
        return not full.leaves_room or self._count_too_large(key) >= TOO_LARGE_UNTIL_ALL_WAIT

    def _count_too_large(self, key: FileKey) -> int:
        """With this one; what nobody waits for any more says nothing of the others."""
        self._too_large.intersection_update(self.plan.too_large())
        self._too_large.add(key)
        return len(self._too_large)

    def _nobody_keeps(self, key: FileKey) -> bool:
        """Whether it is wanted for the moment alone, for an export or ahead of the screen: then nothing waits
        for room for it, least of all what the user asked for."""
        kept = self.plan.kept_transfer(key)
        # What the user asked for once is still known when it is over.
        return kept is None or kept.state.final

    def refuse_while_full(self, keys: Iterable[FileKey]) -> list[FileKey]:
        """Those of these that nobody keeps; whoever waits for them is told that there is no room: behind all
        that wait for it their turn would never come. What came for exports makes room for recordings."""
        full = self._disk.error
        refused = [] if full is None else [key for key in keys if self._has_no_turn(key)]
        for key in refused:
            assert full is not None
            self._fetches.fail(key, full)
        return refused

    def _has_no_turn(self, key: FileKey) -> bool:
        transfer = self.plan.transfer(key)
        waits = transfer is None or transfer.state is TransferState.WAITING or transfer.state.final
        return waits and not key.is_recording and self._nobody_keeps(key)

    def _settle(self, key: FileKey) -> None:
        transfer = self.plan.transfer(key)
        if transfer is None or transfer.state not in _FAILED or transfer.error is None:
            return
        queue_log.say_error(self.plan, key, "REC_FAILED", transfer.error)
        self._fetches.fail(key, transfer.error)
        self.failed.emit(key, transfer.error)


def _begins_nothing(error: AppError) -> bool:
    """Whether the server prepares nothing after it: nobody asked it, or it gave what a disk refused."""
    return isinstance(error, DiskFailed) or (isinstance(error, Cancelled) and error.unasked)
