"""DownloadQueue: carries out the TransferPlan with a few threads and one timer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, SignedOut
from desktop.core.held_slots import KeptSlot
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import (
    Attempt,
    Hold,
    KeptTransfer,
    QueueCounts,
    QueueRules,
    Transfer,
    TransferState,
)
from desktop.core.transfer_plan import Standstill, TransferPlan
from desktop.workers import queue_log
from desktop.workers.attempt_ends import AttemptEnds
from desktop.workers.attempt_threads import AttemptThreads, Running
from desktop.workers.attempts import Attempts
from desktop.workers.awake import Awake
from desktop.workers.disk_pause import DiskPause
from desktop.workers.file_fetches import FileFetches, Find, find_nothing

RETRY_OFFLINE_SECONDS = 600.0
"""A file for which the line breaks each time would else be asked for as often as the lists."""


class DownloadQueue(QObject):
    """A FileSource. Lives on the UI thread; `fetch` and `online` alone are for any."""

    changed = Signal(object)
    """FileKey: its transfer changed, progress included."""
    ready = Signal(object, object)
    """FileKey, KeptFile: the file is here."""
    failed = Signal(object, object)
    """FileKey, AppError."""
    counts_changed = Signal()
    slots_changed = Signal()
    """See `slots`. Before the server is asked for what takes one."""
    paused_changed = Signal()
    """All were paused, or go on."""
    session_lost = Signal()
    """An attempt found the session ended; the queue holds until `set_attempts`."""
    unanswered = Signal()
    """A file was asked for in vain for some time: whether the server answers anybody is worth a look."""

    def __init__(self, parent: QObject | None = None, rules: QueueRules | None = None) -> None:
        super().__init__(parent)
        self._plan = TransferPlan(rules or QueueRules(), {Hold.NO_SESSION})
        self._attempts: Attempts | None = None
        self._threads = AttemptThreads(self._plan.rules.transfers, self, self)
        self._awake = Awake()
        self._touched: dict[FileKey, None] = {}
        """What changed since the screens were told, in its order."""
        self._has_ended = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._fetches = FileFetches(self)
        self._retries_at = 0.0
        self._slots: tuple[KeptSlot, ...] = ()
        """As they were said last."""
        self.disk = DiskPause(self._plan, self)
        self._ends = AttemptEnds(self._plan, self.disk, self._fetches, self)
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._start_due)
        self.disk.tried.connect(self._start_due)
        self.disk.turned.connect(self._on_disk_turned)
        self._ends.ready.connect(self.ready)
        self._ends.failed.connect(self.failed)
        self._ends.unanswered.connect(self.unanswered)
        self._ends.signed_out.connect(self._on_signed_out)
        self._fetches.wanted.connect(self._on_wanted)
        self._fetches.unwanted.connect(self._on_unwanted)

    # -- whose files -----------------------------------------------------------------------------

    def set_account(self, find: Find | None, *, awaits_kept: bool = False) -> None:
        """Another account (None: none): everything of the one before ends. `find` tells what is kept.

        `awaits_kept`: nothing starts before `restore`.
        """
        self._end_all()
        self._plan = self.disk.plan = self._ends.plan = TransferPlan(self._plan.rules, {Hold.NO_SESSION})
        if awaits_kept:
            self._plan.held_for.add(Hold.NOT_RESTORED)
        self._retries_at = 0.0
        self._slots = ()
        self._attempts = None
        self._fetches.find = find or find_nothing
        self._fetches.await_session(self._plan.rules.session_seconds)
        self.paused_changed.emit()
        self.counts_changed.emit()

    def restore(
        self, kept: Sequence[KeptTransfer], paused: bool = False, slots: Sequence[KeptSlot] = ()
    ) -> None:
        """Goes on where the run before stopped; what was asked for meanwhile comes after that. `slots`: what
        the server may be preparing since then."""
        self._plan.held_for.discard(Hold.NOT_RESTORED)
        self._plan.restore(kept, self.now(), paused=paused, slots=slots)
        self.paused_changed.emit()
        self._say_all()

    def kept_transfer(self, key: FileKey) -> KeptTransfer | None:
        """What outlives the program of a transfer; None when nothing of it does."""
        return self._plan.kept_transfer(key)

    def slots(self) -> tuple[KeptSlot, ...]:
        """What the server may be preparing, whoever asked for it and whether anybody waits for it."""
        return self._plan.kept_slots()

    def set_attempts(self, attempts: Attempts | None) -> None:
        """What speaks with the server from now on; None while there is no session: the queue holds."""
        if attempts is None:
            self._hold()
            return
        self._attempts = attempts
        self._plan.held_for.discard(Hold.NO_SESSION)
        self._fetches.go_on()
        self._retry_offline()
        self._say_counts()

    def _hold(self) -> None:
        """There is no session: what is asked for waits, and an export's files for some time only."""
        seconds = self._plan.lose_session(self.now())
        if self._attempts is not None:
            self._attempts = None
            self._fetches.await_session(seconds)
        self._say_counts()

    @property
    def online(self) -> bool:
        return self._attempts is not None

    @Slot()
    def retry_offline(self) -> None:
        """The server answers others: what it did not answer is asked for again, now and then."""
        if not self.online:
            return
        before = self._plan.standstill
        self._plan.note_answered(self.now())
        if self.now() >= self._retries_at and self._retry_offline():
            self._retries_at = self.now() + RETRY_OFFLINE_SECONDS
        self._say_standstill(before)
        self._say_counts()

    def _retry_offline(self) -> bool:
        """Whether there was anything that is worth it."""
        again = self._plan.request_unanswered(self.now())
        for key in again:
            self.changed.emit(key)
        return bool(again)

    # -- what the user wants ---------------------------------------------------------------------

    def request(self, key: FileKey, priority: Priority = Priority.ASKED, *, by_user: bool = True) -> None:
        """Asks for a file, also for one that failed or was cancelled; one under way only rises. `ready` or
        `failed` follows."""
        if self._plan.request(key, priority, self.now(), kept=by_user):
            queue_log.say(self._plan, key, "REC_ENQUEUE")
        if priority is Priority.NOW:
            self._threads.hold_back()
        self._say(key)
        # Not now: hundreds may be asked for in one turn, and threads that run meanwhile make it a long one.
        self._timer.start(0)

    def cancel(self, *keys: FileKey) -> None:
        """Ends these transfers at once; nothing half-written stays."""
        self._cancel(keys)
        # Once for all: of thousands, none is to start only to be the next that is cancelled.
        self._say_counts()

    def _cancel(self, keys: Iterable[FileKey]) -> None:
        now = self.now()
        for key in keys:
            self._threads.stop_for_good(key, self._plan.cancel(key, now))
            self._fetches.fail(key, Cancelled())
            queue_log.say(self._plan, key, "REC_CANCELLED")
            self.changed.emit(key)

    def put_back(self, cancelled: Sequence[KeptTransfer]) -> None:
        """Asks again for what was cancelled, as it was before that: each keeps its place."""
        for transfer in cancelled:
            self._plan.put_back(transfer, self.now())
            self.changed.emit(transfer.key)
        self._say_counts()

    @property
    def paused(self) -> bool:
        """Whether the user paused all of them: then only what he plays, is shown or exports goes on."""
        return self._plan.paused

    def pause_all(self) -> None:
        """Stops all but what is played, shown or exported; each keeps its place, and what comes waits too."""
        self._threads.stop_for_now(*self._plan.pause_all(self.now()))
        self.paused_changed.emit()
        self._say_all()

    def resume_all(self) -> None:
        """Goes on with all of them, those that were paused alone, too."""
        self._plan.resume_all(self.now())
        self.paused_changed.emit()
        self._say_all()

    def pause(self, keys: Sequence[FileKey]) -> None:
        """Stops these; each keeps its place."""
        for key in keys:
            self._threads.stop_for_now(self._plan.pause(key, self.now()))
            self.changed.emit(key)
        self._say_counts()

    def resume(self, keys: Sequence[FileKey]) -> None:
        """Goes on with these; while all are paused, they go first."""
        for key in keys:
            self._plan.resume(key, self.now())
            self.changed.emit(key)
        self._say_counts()

    def clear_finished(self) -> None:
        """Forgets what is done and what was cancelled; what failed stays until it is tried again."""
        for key in self._plan.clear_final((TransferState.DONE, TransferState.CANCELLED)):
            self.changed.emit(key)
        self.counts_changed.emit()

    def remove(self, key: FileKey) -> None:
        """Forgets one failed transfer."""
        self._plan.forget(key)
        self._say(key)

    # -- what the screens see --------------------------------------------------------------------

    def now(self) -> float:
        """The queue's clock, in s: what `Transfer.since` and `next_at` are on."""
        return time.monotonic()

    def transfer(self, key: FileKey) -> Transfer | None:
        return self._plan.transfer(key)

    def transfers(self) -> list[Transfer]:
        return self._plan.transfers()

    def line(self) -> list[FileKey]:
        """Those that wait, in the order in which they go."""
        return list(self._plan.line())

    def arriving(self) -> list[Transfer]:
        """Those that have an attempt just now, without their places in the line."""
        return self._plan.arriving()

    def counts(self) -> QueueCounts:
        return self._plan.counts()

    # -- FileSource ------------------------------------------------------------------------------

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        """See `FileSource` and `FileFetches.fetch`. From any thread."""
        return self._fetches.fetch(key, priority, token)

    @Slot(object, object)
    def _on_wanted(self, key: FileKey, priority: Priority) -> None:
        if not self._ends.refuse_while_full([key]):
            self.request(key, priority, by_user=False)

    @Slot()
    def _on_disk_turned(self) -> None:
        self._cancel(self._ends.refuse_while_full(self._fetches.awaited()))
        self._say_all()

    @Slot(object)
    def _on_unwanted(self, keys: Sequence[FileKey]) -> None:
        self.cancel(*(key for key in keys if self._plan.kept_transfer(key) is None))

    # -- carrying out ----------------------------------------------------------------------------

    @Slot()
    def _start_due(self) -> None:
        now = self.now()
        attempts = self._plan.due(now)
        if (slots := self.slots()) != self._slots:
            self._slots = slots
            self.slots_changed.emit()
        for attempt in attempts:
            self._start(attempt)
        # Before anybody hears of it: who then asks for more begins sooner than this.
        if (next_at := self._plan.next_at(now)) is not None:
            self._timer.start(max(1, int((next_at - now) * 1000) + 1))
        self._awake.note(self._threads.busy, None if next_at is None else next_at - now)
        self._say_touched()
        for key in self._ends.take_expired():
            self._say(key)

    def _start(self, attempt: Attempt) -> None:
        assert self._attempts is not None
        self._note_way(attempt)
        self._threads.start(attempt, self._attempts)

    # -- AttemptListener: what follows for the server comes first, the screens hear of it after that ------

    def on_bytes(self, attempt: Attempt, received: int, total: int | None) -> None:
        self._plan.progress(attempt, received, total)
        self._touched[attempt.key] = None

    def on_went_on(self, attempt: Attempt) -> None:
        self._plan.went_on(attempt, self.now())
        self._note_way(attempt)

    def on_arrived(self, attempt: Attempt) -> None:
        self._plan.arrived(attempt)

    def on_ended(self, running: Running, result: object, error: Exception | None) -> None:
        before = self._plan.standstill
        if isinstance(error, SignedOut) and running.attempts is not self._attempts:
            # The session before this one: that is known already, and says nothing of the present one.
            error = Cancelled()
        self._ends.take(running.attempt, result, error, self.now())
        self._say_standstill(before)
        self._touched[running.attempt.key] = None
        self._has_ended = True

    def on_all_told(self, moved_on: bool) -> None:
        if moved_on:
            self._start_due()
        else:
            self._say_touched()

    @Slot()
    def _on_signed_out(self) -> None:
        self._hold()
        self.session_lost.emit()

    # -- the end ---------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stops every attempt at once, for good; what is asked for is what the next run goes on with."""
        self._end_all()
        self._attempts = None
        self._fetches.stop()

    def close(self, milliseconds: int) -> bool:
        """`stop`, then waits for the threads; False when one is still at work."""
        self.stop()
        return self.wait(milliseconds / 1000)

    def wait(self, seconds: float) -> bool:
        """Whether all threads have ended, at the latest after `seconds`."""
        return self._threads.wait(seconds)

    def _end_all(self) -> None:
        self._plan.held_for.add(Hold.NO_SESSION)
        self._timer.stop()
        self.disk.end()
        self._threads.end_all()
        self._awake.note(busy=False)
        self._touched.clear()
        self._has_ended = False
        self._fetches.fail_all(Cancelled())

    # -- saying ----------------------------------------------------------------------------------

    def _say(self, key: FileKey) -> None:
        self.changed.emit(key)
        self.counts_changed.emit()

    def _note_way(self, attempt: Attempt) -> None:
        queue_log.say(self._plan, attempt.key, f"REC_{attempt.way.name}")
        self._touched[attempt.key] = None

    def _say_touched(self) -> None:
        touched, self._touched = self._touched, {}
        has_ended, self._has_ended = self._has_ended, False
        for key in touched:
            self.changed.emit(key)
        if has_ended:
            self.counts_changed.emit()

    def _say_standstill(self, before: Standstill) -> None:
        if self._plan.standstill != before:
            # It is the reason of all that wait for the server, or no longer.
            self._say_all()

    @Slot()
    def _say_all(self) -> None:
        for key in self._plan.unfinished():
            self.changed.emit(key)
        self._say_counts()

    def _say_counts(self) -> None:
        self.counts_changed.emit()
        self._start_due()
