"""TransferSteps: what an answer or an error means for one transfer: where it goes next, or its end."""

from __future__ import annotations

from desktop.core.errors import (
    AppError,
    Cancelled,
    FileIncomplete,
    NoSlot,
    Offline,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    ServerBusy,
    SignedOut,
    StillPreparing,
    WorkerDown,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, QueueRules, TransferState, Way
from desktop.core.transfer_item import TransferItem
from desktop.core.transfer_items import TransferItems

_TRANSIENT = (Offline, FileIncomplete, ServerBusy)


class TransferSteps:
    """For transfers whose attempt has ended; which of them goes when is the plan's. One thread owns it."""

    def __init__(self, rules: QueueRules, items: TransferItems) -> None:
        self._rules = rules
        self._items = items
        self._expired: list[FileKey] = []

    def take_expired(self) -> list[FileKey]:
        """What took too long since the last call."""
        expired, self._expired = self._expired, []
        return expired

    def answered(self, item: TransferItem, way: Way, answer: Answer, now: float, after: float | None) -> None:
        """The attempt on `way` brought `answer`; `after` is the server's Retry-After in s."""
        if answer is Answer.READY:
            self._on_ready(item, way, now)
        elif answer is Answer.NOT_ASKED:
            self._on_not_asked(item, now)
        else:
            self._on_preparing(item, way, answer, now)
            self._be_patient(item, now, after)

    def failed(self, item: TransferItem, way: Way, error: AppError, now: float) -> None:
        """The attempt on `way` ended with `error`: tried again where that can help, else it ends."""
        if isinstance(error, SignedOut):
            self._wait(item, now)
        elif isinstance(error, Cancelled):
            # Nobody cancelled this one: its session was ended under it, and the next one carries it on.
            self._wait(item, now + self._rules.ready_retry_seconds)
        elif isinstance(error, NoSlot):
            self._on_no_slot(item, now)
        elif isinstance(error, RecordingGone | RecordingMissing) and way is not Way.LAST_RESORT:
            item.error = error
            self._go(item, Way.LAST_RESORT, now)
        elif isinstance(error, PreparationFailed):
            self._on_preparation_failed(item, error, way, now)
        elif isinstance(error, _TRANSIENT) and item.tries < len(self._rules.retry_seconds):
            self._try_again(item, error, now)
        else:
            self._give_up(item, error, now)

    def _on_ready(self, item: TransferItem, way: Way, now: float) -> None:
        # "Ready" in answer to the file itself is a race of the server's: a moment later it gives the bytes,
        # or prepares them after all, which is why the slot stays.
        delay = 0.0 if way in (Way.ASK, Way.RESTART) else self._rules.ready_retry_seconds
        item.slot = item.slot and delay > 0
        item.tries += delay > 0
        if item.tries > len(self._rules.retry_seconds):
            self._run_out(item, StillPreparing("ready, but no bytes"), now)
            return
        self._go(item, Way.FETCH, now + delay)

    def _on_not_asked(self, item: TransferItem, now: float) -> None:
        if item.asked_at is None:
            self._go(item, Way.START, now)
        elif now - item.asked_at >= self._rules.unknown_seconds:
            item.asked_at = None
            self._go(item, Way.START, now)
        else:
            # The server may say "unknown" for a while after it lost what was asked of it.
            item.next_at = now + self._rules.poll_seconds

    def _on_preparing(self, item: TransferItem, way: Way, answer: Answer, now: float) -> None:
        item.slot = True
        item.tries = 0
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
        item.refused()
        self._wait(item, now)

    # -- after a failed preparation --------------------------------------------------------------

    def _on_preparation_failed(self, item: TransferItem, error: AppError, way: Way, now: float) -> None:
        item.slot = False
        if way is Way.ASK and item.failed_before(now):
            wait = 0.0 if item.borne_until is None else self._rules.restart_poll_seconds
            self._go(item, Way.RESTART, now + wait)
        elif item.priority is Priority.NOW or item.preparations >= self._rules.preparations_anew:
            # Who waits before the screen is told at once, and may ask again.
            self._give_up(item, error, now)
        else:
            item.lay_down(now)
            item.preparations += 1
            item.failed_at, item.error = now, error
            self._go(item, Way.RESTART, now + self._rules.failed_wait_seconds)

    def _try_again(self, item: TransferItem, error: AppError, now: float) -> None:
        wait = self._rules.retry_seconds[item.tries]
        item.tries += 1
        if isinstance(error, ServerBusy) and error.retry_after is not None:
            wait = max(wait, error.retry_after)
        if item.slot and item.way is Way.START:
            item.way = Way.ASK
        if item.state is TransferState.TRANSFERRING:
            item.state = TransferState.WAITING
        item.next_at = now + wait

    def _give_up(self, item: TransferItem, error: AppError, now: float) -> None:
        first = item.error
        item.error = error
        # "No such file" from the last resort says less than what sent us there: the day it was deleted.
        if isinstance(error, RecordingMissing) and isinstance(first, RecordingGone):
            item.error = first
        # The server may be at it still: then the slot stays taken.
        if not isinstance(error, Offline | StillPreparing | WorkerDown):
            item.slot = False
        gone = isinstance(error, RecordingGone | RecordingMissing)
        self._items.end(item, TransferState.GONE if gone else TransferState.FAILED, now)

    def _wait(self, item: TransferItem, now: float) -> None:
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
