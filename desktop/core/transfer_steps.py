"""TransferSteps: what an answer or an error means for one transfer: where it goes next, or its end."""

from __future__ import annotations

from desktop.core.errors import (
    AppError,
    Cancelled,
    DiskFull,
    FileIncomplete,
    NoSlot,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    ServerBusy,
    SignedOut,
    StillPreparing,
    WorkerDown,
    ends_preparing,
    is_in_use,
    is_of_the_way,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, QueueRules, TransferState, Way
from desktop.core.transfer_item import TransferItem
from desktop.core.transfer_items import TransferItems


class TransferSteps:
    """For transfers whose attempt has ended; which of them goes when is the plan's. One thread owns it."""

    def __init__(self, rules: QueueRules, items: TransferItems) -> None:
        self._rules = rules
        self._items = items
        self._expired: list[FileKey] = []
        self._doubted = False

    def take_doubt(self) -> bool:
        """Whether, since the last call, one was asked for so often in vain that the server may be gone."""
        doubted, self._doubted = self._doubted, False
        return doubted

    def take_expired(self) -> list[FileKey]:
        """What took too long since the last call."""
        expired, self._expired = self._expired, []
        return expired

    def answered(self, item: TransferItem, way: Way, answer: Answer, now: float, after: float | None) -> None:
        """The attempt on `way` brought `answer`; `after` is the server's Retry-After in s."""
        if answer is Answer.READY:
            self._on_ready(item, way, now)
        elif answer is Answer.NOT_ASKED:
            self._on_not_asked(item, now, after)
        else:
            self._on_preparing(item, way, answer, now)
            self._be_patient(item, now, after)

    def failed(self, item: TransferItem, way: Way, error: AppError, now: float) -> None:
        """The attempt on `way` ended with `error`: tried again where that can help, else it ends."""
        if way is Way.RESTART:
            self._after_restart(item, error)
        if isinstance(error, SignedOut):
            self._wait(item, now)
        elif isinstance(error, Cancelled):
            # Nobody cancelled this one: its session was ended under it, and the next one carries it on.
            self._wait(item, now + self._rules.ready_retry_seconds)
        elif isinstance(error, DiskFull):
            self._on_too_large(item, error, now)
        elif isinstance(error, NoSlot):
            self._on_no_slot(item, now)
        elif isinstance(error, RecordingGone | RecordingMissing) and way is not Way.LAST_RESORT:
            item.error = error
            self._go(item, Way.LAST_RESORT, now)
        elif isinstance(error, PreparationFailed):
            self._on_preparation_failed(item, error, way, now)
        elif is_of_the_way(error):
            self._on_unanswered(item, error, now)
        elif _may_pass(error) and item.tries < len(self._rules.retry_seconds):
            item.tries += 1
            self._try_again(item, now + self._rules.retry_seconds[item.tries - 1])
        else:
            self._give_up(item, error, now)

    def _on_ready(self, item: TransferItem, way: Way, now: float) -> None:
        # "Ready" in answer to the file itself is a race of the server's: a moment later it gives the bytes,
        # or prepares them after all, which is why the slot stays; without one it is asked again. Where
        # `/prepare` calls it ready the slot stays as well: `/status` alone is a word to give it up for.
        delay = 0.0 if way in (Way.ASK, Way.RESTART) else self._rules.ready_retry_seconds
        item.slot = item.slot and way is not Way.ASK
        item.tries += delay > 0
        if item.tries > len(self._rules.retry_seconds):
            self._run_out(item, StillPreparing("ready, but no bytes"), now)
            return
        self._go(item, Way.FETCH if item.slot or not delay else Way.ASK, now + delay)

    def _on_not_asked(self, item: TransferItem, now: float, after: float | None) -> None:
        if item.asked_at is not None and now - item.asked_at < self._rules.unknown_seconds:
            # The server may say "unknown" for a while after it lost what was asked of it.
            item.next_at = now + max(after or 0.0, self._rules.poll_seconds)
            return
        item.asked_at = None
        if item.slot and self._items.slots_in_use() > self._rules.preparing:
            # One that was called ready was prepared after all, beyond the cap: this one is begun in its turn.
            item.lay_down(now)
        self._go(item, Way.START, now)

    def _on_preparing(self, item: TransferItem, way: Way, answer: Answer, now: float) -> None:
        item.slot = True
        item.be_patient_anew()
        item.state = TransferState.PREPARING
        if way is Way.RESTART and item.borne_until is None:
            item.borne_until = item.begins_anew_at(self._rules, now)
        if item.asked_at is None:
            item.asked_at = now
        if item.started_at is None:
            item.started_at = item.since = now
        item.begun |= answer is Answer.PREPARING
        since = max(item.started_at, item.borne_until or 0.0)
        item.worker_silent = not item.begun and now - since >= self._rules.worker_silent_seconds
        item.way = way if way is Way.LAST_RESORT else Way.ASK

    def _be_patient(self, item: TransferItem, now: float, after: float | None) -> None:
        """What the server prepares for longer than anybody waits has failed: only when it just said so.

        Time in which it could not be asked, such as the computer's sleep, is nobody's patience.
        """
        age = now - item.started_at if item.started_at is not None else 0.0
        item.next_at = now + max(after or 0.0, self._rules.poll_interval(age))
        if age >= self._rules.give_up_seconds:
            self._run_out(item, StillPreparing() if item.begun else WorkerDown(), now)

    def _on_no_slot(self, item: TransferItem, now: float) -> None:
        item.refused(Way.RESTART if item.preparations < self._rules.preparations_anew else Way.START)
        self._wait(item, now)

    def _on_too_large(self, item: TransferItem, error: DiskFull, now: float) -> None:
        """There was no room for this one, and there may be for others. The server gave its bytes: it prepares
        nothing of it any more."""
        item.look_again()
        item.refused(item.way)
        item.trouble = error
        self._wait(item, now + self._rules.room_seconds)

    def _after_restart(self, item: TransferItem, error: AppError) -> None:
        if isinstance(error, NoSlot | ServerBusy | SignedOut):
            # Refused before the server did anything.
            item.preparations -= 1
        else:
            # Perhaps it heard: whether it has begun is asked before it is told once more.
            item.way = Way.ASK

    # -- after a failed preparation --------------------------------------------------------------

    def _on_preparation_failed(self, item: TransferItem, error: AppError, way: Way, now: float) -> None:
        item.slot = False
        before = way is Way.ASK and item.failed_before(now)
        at_once = item.priority is Priority.NOW and not before
        if at_once or item.preparations >= self._rules.preparations_anew:
            # Who waits before the screen is told at once, and may ask again.
            self._give_up(item, error, now)
        else:
            self._begin_anew(item, error, now, before=before)

    def _begin_anew(self, item: TransferItem, error: AppError, now: float, *, before: bool) -> None:
        """`before`: it failed before anybody asked for it here, perhaps long ago; else five minutes are to
        pass first."""
        unseen = before and item.failed_at is None
        if unseen or not before:
            item.failed_at = now
        long_ago = unseen and not item.preparations
        item.lay_down(now)
        item.error = None if long_ago else error
        assert item.failed_at is not None
        at = now if long_ago else max(now, item.failed_at + self._rules.failed_wait_seconds)
        self._go(item, Way.RESTART, at)

    # -- asked in vain ---------------------------------------------------------------------------

    def _on_unanswered(self, item: TransferItem, error: AppError, now: float) -> None:
        """By this alone nothing fails, however long it takes: only when the server answered others since it
        was asked for the last time, and it was asked for long enough."""
        answered = item.unanswered_since is not None and self._items.answered_at > item.unanswered_at
        item.asked_in_vain(error, now)
        overdue = item.is_overdue(self._rules, now)
        if overdue and answered:
            self._give_up(item, error, now)
            return
        self._doubted |= overdue or item.unanswered == len(self._rules.retry_seconds) + 1
        self._try_again(item, self._next_try(item, error, now))

    def _next_try(self, item: TransferItem, error: AppError, now: float) -> float:
        since = now if item.unanswered_since is None else item.unanswered_since
        if isinstance(error, ServerBusy):
            # After the others: it may be this one alone for which the server is busy.
            return max(now, self._items.busy.until) + self._rules.retry_wait(0, now - since)
        return now + self._rules.retry_wait(item.unanswered - 1, now - since)

    def _try_again(self, item: TransferItem, at: float) -> None:
        item.look_again()
        if item.state is TransferState.TRANSFERRING:
            item.state = TransferState.WAITING
        item.next_at = at

    # -- over, or later --------------------------------------------------------------------------

    def _give_up(self, item: TransferItem, error: AppError, now: float) -> None:
        first = item.error
        item.error = error
        # "No such file" from the last resort says less than what sent us there: the day it was deleted.
        if isinstance(error, RecordingMissing) and isinstance(first, RecordingGone):
            item.error = first
        # Else the server may be at it still: then the slot stays taken.
        item.slot = item.slot and not ends_preparing(error)
        gone = isinstance(error, RecordingGone | RecordingMissing)
        self._items.end(item, TransferState.GONE if gone else TransferState.FAILED, now)

    def _wait(self, item: TransferItem, now: float) -> None:
        item.look_again()
        item.next_at = now
        if not item.slot or item.state is TransferState.TRANSFERRING:
            item.state = TransferState.WAITING

    def _go(self, item: TransferItem, way: Way, at: float) -> None:
        item.way, item.next_at = way, at
        if not item.slot:
            item.state = TransferState.WAITING

    def _run_out(self, item: TransferItem, error: AppError, now: float) -> None:
        """It took longer than anybody waits."""
        self._give_up(item, error, now)
        self._expired.append(item.key)


def _may_pass(error: AppError) -> bool:
    """Whether it may go well in a moment, whatever the server says."""
    return isinstance(error, FileIncomplete) or is_in_use(error)
