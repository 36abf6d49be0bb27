"""DownloadQueue: carries out the TransferPlan with a pool of three threads and one timer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, DiskFull, NotOurServer, Offline, SignedOut
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import Answer, Attempt, QueueCounts, QueueRules, Transfer, TransferState, Way
from desktop.core.transfer_plan import TransferPlan
from desktop.services.transfers import Answered
from desktop.workers.attempts import Attempts, Throttle
from desktop.workers.disk_pause import DiskPause
from desktop.workers.task import Task, TaskSignals

log = logging.getLogger("desktop.recordings")


@dataclass(frozen=True, slots=True)
class _Running:
    """An attempt on a thread, and the session that it uses."""

    attempt: Attempt
    token: CancelToken
    attempts: Attempts


class DownloadQueue(QObject):
    """A FileSource. Lives on the UI thread; `fetch` alone may be called from any."""

    changed = Signal(object)
    """FileKey: its transfer changed, progress included."""
    ready = Signal(object, object)
    """FileKey, KeptFile: the file is here."""
    failed = Signal(object, object)
    """FileKey, AppError."""
    counts_changed = Signal()
    session_lost = Signal()
    """An attempt found the session ended; the queue holds until `set_attempts`."""

    _fetch_asked = Signal(object, object, object, object)
    _fetch_cancelled = Signal(object, object)
    _bytes_came = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, rules: QueueRules | None = None) -> None:
        super().__init__(parent)
        self._plan = TransferPlan(rules or QueueRules(), held=True)
        self._attempts: Attempts | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(self._plan.rules.transfers)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        # By the queue's own numbers, which go on when another account's plan begins to count anew.
        self._running: dict[int, _Running] = {}
        self._last_task = 0
        self._waiters: dict[FileKey, list[Future[KeptFile]]] = {}
        self._asked_by_user: set[FileKey] = set()
        self._find: Callable[[FileKey], KeptFile | None] = _find_nothing
        self._patient_until = 0.0
        """Until then, on the queue's clock, a fetch waits for a session that is not there."""
        self._patience = QTimer(self, singleShot=True)
        self.disk = DiskPause(self)
        self._connect()

    def _connect(self) -> None:
        self._signals = TaskSignals(self)
        self._signals.ended.connect(self._on_attempt_ended)
        self._timer.timeout.connect(self._start_due)
        self._patience.timeout.connect(self._on_patience_ended)
        self.disk.tried.connect(self._on_room_tried)
        queued = Qt.ConnectionType.QueuedConnection
        self._fetch_asked.connect(self._on_fetch_asked, queued)
        self._fetch_cancelled.connect(self._on_fetch_cancelled, queued)
        self._bytes_came.connect(self._on_bytes, queued)

    # -- whose files -----------------------------------------------------------------------------

    def set_account(self, find: Callable[[FileKey], KeptFile | None] | None) -> None:
        """Another account (None: none): everything of the one before ends. `find` tells what is kept."""
        self._end_all()
        self.disk.end()
        self._plan = TransferPlan(self._plan.rules, held=True)
        self._asked_by_user.clear()
        self._attempts, self._patient_until = None, 0.0
        self._hold()
        self._find = find or _find_nothing
        self.counts_changed.emit()

    def set_attempts(self, attempts: Attempts | None) -> None:
        """What speaks with the server from now on; None while there is no session: the queue holds."""
        if attempts is None:
            self._hold()
            return
        self._attempts = attempts
        self._plan.held = False
        self._patience.stop()
        self._retry_offline()
        self._start_due()

    def _hold(self) -> None:
        """There is no session: what is asked for waits, and an export's files for some time only."""
        self._plan.held = True
        if self._attempts is not None or not self._patient_until:
            self._attempts = None
            patience = self._plan.rules.session_seconds
            self._patient_until = self.now() + patience
            self._patience.start(int(patience * 1000))

    @Slot()
    def _on_patience_ended(self) -> None:
        # Timers are a little early at times.
        self._patient_until = self.now()
        waited_for = list(self._waiters)
        for key in waited_for:
            self._fail_waiters(key, Offline())
        self._cancel([key for key in waited_for if key not in self._asked_by_user])

    @property
    def online(self) -> bool:
        return self._attempts is not None

    def _retry_offline(self) -> None:
        for transfer in self._plan.transfers():
            if isinstance(transfer.error, Offline | NotOurServer):
                self._plan.request(transfer.key, transfer.priority, self.now())
                self.changed.emit(transfer.key)

    # -- what the user wants ---------------------------------------------------------------------

    def request(self, key: FileKey, priority: Priority = Priority.ASKED) -> None:
        """Asks for a file; the same one asked for again only rises. `ready` or `failed` follows."""
        self._asked_by_user.add(key)
        self._request(key, priority)

    def retry(self, key: FileKey) -> None:
        """Asks again for one that failed or was cancelled."""
        self.request(key, Priority.ASKED)

    def cancel(self, key: FileKey) -> None:
        """Ends a transfer at once; nothing half-written stays."""
        self._cancel([key])

    def cancel_waiting(self) -> None:
        """Cancels all that have not begun to arrive or to be prepared."""
        waiting = TransferState.WAITING
        self._cancel([transfer.key for transfer in self._plan.transfers() if transfer.state is waiting])

    def _cancel(self, keys: Sequence[FileKey]) -> None:
        now = self.now()
        for key in keys:
            self._asked_by_user.discard(key)
            self._stop_running(self._plan.cancel(key, now))
            self._fail_waiters(key, Cancelled())
            self._log(key, "REC_CANCELLED")
            self.changed.emit(key)
        # Once for all: of thousands, none is to start only to be the next that is cancelled.
        self.counts_changed.emit()
        self._start_due()

    def clear_finished(self) -> None:
        """Forgets what is done and what was cancelled; what failed stays until it is tried again."""
        for key in self._plan.clear_final((TransferState.DONE, TransferState.CANCELLED)):
            self.changed.emit(key)
        self.counts_changed.emit()

    def remove(self, key: FileKey) -> None:
        """Forgets one failed transfer."""
        transfer = self._plan.transfer(key)
        if transfer is not None and transfer.state.final:
            self._plan.forget(key)
            self._say(key)

    def _request(self, key: FileKey, priority: Priority) -> None:
        if self._plan.request(key, priority, self.now()):
            self._log(key, "REC_ENQUEUE")
        self._say(key)
        self._start_due()

    # -- what the screens see --------------------------------------------------------------------

    def now(self) -> float:
        """The queue's clock, in s: what `Transfer.since` and `next_at` are on."""
        return time.monotonic()

    def transfer(self, key: FileKey) -> Transfer | None:
        return self._plan.transfer(key)

    def transfers(self) -> list[Transfer]:
        return self._plan.transfers()

    def unfinished(self) -> list[tuple[FileKey, Priority]]:
        """What the user asked for and has not come, in the order in which he did."""
        mine = (transfer for transfer in self._plan.transfers() if transfer.key in self._asked_by_user)
        return [(transfer.key, transfer.priority) for transfer in mine if not transfer.state.final]

    def counts(self) -> QueueCounts:
        return self._plan.counts()

    # -- FileSource ------------------------------------------------------------------------------

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        """See `FileSource`. From any thread; ends with Cancelled when the token or the queue does."""
        future: Future[KeptFile] = Future()
        unhook = token.on_cancel(partial(self._on_token_cancelled, key, future))
        # An export asks for thousands with one token, which must not hold them all.
        future.add_done_callback(lambda _: unhook())
        self._fetch_asked.emit(key, priority, token, future)
        return future

    def _on_token_cancelled(self, key: FileKey, future: Future[KeptFile]) -> None:
        _set_error(future, Cancelled())
        self._fetch_cancelled.emit(key, future)

    @Slot(object, object, object, object)
    def _on_fetch_asked(
        self, key: FileKey, priority: Priority, token: CancelToken, future: Future[KeptFile]
    ) -> None:
        if token.cancelled:
            return
        try:
            kept = self._find(key)
        except AppError as error:
            _set_error(future, error)
            return
        if kept is not None:
            _set_result(future, kept)
        elif self._attempts is None and self.now() >= self._patient_until:
            _set_error(future, Offline())
        else:
            self._waiters.setdefault(key, []).append(future)
            self._request(key, priority)

    @Slot(object, object)
    def _on_fetch_cancelled(self, key: FileKey, future: Future[KeptFile]) -> None:
        waiters = self._waiters.get(key, [])
        if future in waiters:
            waiters.remove(future)
        if not waiters and self._waiters.pop(key, None) is not None and key not in self._asked_by_user:
            self.cancel(key)

    def _fail_waiters(self, key: FileKey, error: AppError) -> None:
        for future in self._waiters.pop(key, []):
            _set_error(future, error)

    # -- carrying out ----------------------------------------------------------------------------

    @Slot()
    def _start_due(self) -> None:
        now = self.now()
        for attempt in self._plan.due(now):
            self._start(attempt)
        self._settle_expired()
        next_at = self._plan.next_at(now)
        if next_at is not None:
            self._timer.start(max(1, int((next_at - now) * 1000) + 1))

    def _start(self, attempt: Attempt) -> None:
        assert self._attempts is not None
        token = CancelToken()
        self._last_task += 1
        self._running[self._last_task] = _Running(attempt, token, self._attempts)
        on_bytes = Throttle(partial(self._bytes_came.emit, attempt))
        work = partial(self._attempts.attempt, attempt.key, attempt.way, token, on_bytes)
        self._log(attempt.key, f"REC_{attempt.way.name}")
        self.changed.emit(attempt.key)
        self._pool.start(Task(self._last_task, work, self._signals))

    @Slot(object, object, object)
    def _on_bytes(self, attempt: Attempt, received: int, total: int | None) -> None:
        self._plan.progress(attempt, received, total)
        self.changed.emit(attempt.key)

    @Slot(object, object, object)
    def _on_attempt_ended(self, number: int, result: object, error: Exception | None) -> None:
        running = self._running.pop(number, None)
        if running is None:
            return
        attempt, now = running.attempt, self.now()
        if isinstance(result, KeptFile):
            self._on_fetched(attempt, result, now)
        elif isinstance(result, Answered):
            self._plan.ended(attempt, result.answer, now, result.after)
            if attempt.way not in (Way.ASK, Way.RESTART):
                # The others are begun only where there is room.
                self.disk.end()
            self._log_answer(attempt.key, result.answer)
        elif isinstance(error, SignedOut) and running.attempts is not self._attempts:
            # The session before this one: that is known already, and says nothing of the present one.
            self._on_failed(attempt, Cancelled(), now)
        else:
            self._on_failed(attempt, error, now)
        self._say(attempt.key)
        self._start_due()

    def _on_fetched(self, attempt: Attempt, kept: KeptFile, now: float) -> None:
        wanted = self._plan.fetched(attempt, now)
        self.disk.end()
        self._log(attempt.key, "REC_DONE")
        for future in self._waiters.pop(attempt.key, []):
            _set_result(future, kept)
        self._asked_by_user.discard(attempt.key)
        if wanted:
            self.ready.emit(attempt.key, kept)
        self._log_next()

    def _on_failed(self, attempt: Attempt, error: Exception | None, now: float) -> None:
        failure = error if isinstance(error, AppError) else AppError(type(error).__name__)
        if isinstance(failure, DiskFull):
            failure = self._wait_for_room(attempt, failure)
        ended = self._plan.failed(attempt, failure, now)
        if self._plan.held and isinstance(failure, SignedOut):
            self._hold()
            self.session_lost.emit()
        if ended:
            self._settle(attempt.key)

    def _wait_for_room(self, attempt: Attempt, full: DiskFull) -> AppError:
        """Nothing fails for it: all wait. Whoever waits for this file, as an export does, is told at once."""
        self._log(attempt.key, "REC_NO_ROOM")
        self._plan.held = True
        self._fail_waiters(attempt.key, full)
        self.disk.begin(full)
        return Cancelled()

    @Slot()
    def _on_room_tried(self) -> None:
        self._plan.held = self._attempts is None
        if not self._plan.unfinished():
            self.disk.end()
        self._start_due()

    def _settle(self, key: FileKey) -> None:
        transfer = self._plan.transfer(key)
        if transfer is None or transfer.state is not TransferState.FAILED or transfer.error is None:
            return
        self._log(key, "REC_FAILED", f" reason={type(transfer.error).__name__}")
        self._asked_by_user.discard(key)
        self._fail_waiters(key, transfer.error)
        self.failed.emit(key, transfer.error)

    def _settle_expired(self) -> None:
        for key in self._plan.take_expired():
            self._settle(key)
            self._say(key)

    # -- the end ---------------------------------------------------------------------------------

    def stop(self) -> None:
        """Ends every transfer at once; what waited is forgotten."""
        self._end_all()
        self._attempts = None
        self._patience.stop()
        self._patient_until = self.now()

    def close(self, milliseconds: int) -> bool:
        """`stop`, then waits for the threads; False when one is still at work."""
        self.stop()
        return self.wait(milliseconds / 1000)

    def wait(self, seconds: float) -> bool:
        """Whether all threads have ended, at the latest after `seconds`."""
        return self._pool.waitForDone(max(0, round(seconds * 1000)))

    def _end_all(self) -> None:
        self._plan.held = True
        self._timer.stop()
        self._pool.clear()
        for running in self._running.values():
            running.token.cancel()
        self._running.clear()
        for key in list(self._waiters):
            self._fail_waiters(key, Cancelled())

    def _stop_running(self, number: int | None) -> None:
        for running in list(self._running.values()):
            if running.attempt.number == number:
                running.token.cancel()

    # -- saying ----------------------------------------------------------------------------------

    def _say(self, key: FileKey) -> None:
        self.changed.emit(key)
        self.counts_changed.emit()

    def _log_answer(self, key: FileKey, answer: Answer) -> None:
        if answer is Answer.PREPARING:
            self._log(key, "REC_PREPARING")
        elif answer is Answer.NOT_ASKED and self._plan.slots_in_use() >= self._plan.rules.preparing:
            self._log(key, "REC_QUEUED", f" queue={self._plan.counts().waiting}")

    def _log_next(self) -> None:
        line = [transfer for transfer in self._plan.transfers() if transfer.line == 1]
        if line:
            self._log(line[0].key, "REC_NEXT")

    def _log(self, key: FileKey, what: str, more: str = "") -> None:
        if key.is_recording:
            slots = f"{self._plan.slots_in_use()}/{self._plan.rules.preparing}"
            log.info("%s call_sid=%s active=%s%s", what, key.id, slots, more)


def _find_nothing(_: FileKey) -> KeptFile | None:
    return None


def _set_result(future: Future[KeptFile], kept: KeptFile) -> None:
    # A cancel on another thread may have ended it first.
    with suppress(InvalidStateError):
        future.set_result(kept)


def _set_error(future: Future[KeptFile], error: AppError) -> None:
    with suppress(InvalidStateError):
        future.set_exception(error)
