"""RecordingWorker: fetches recordings from the phone company, three at a time for a business."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.demo.clock import DemoClock
from desktop.demo.counters import Counters

MAX_PREPARING = 3
RESTART_AFTER_SECONDS = 5 * 60.0
RESTART_WINDOW_SECONDS = 10 * 60.0
MAX_RESTARTS = 3


class JobState(StrEnum):
    """How far a fetch is; the words the server uses."""

    UNKNOWN = "unknown"
    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"
    NO_SLOT = "no_slot"


@dataclass(slots=True)
class Job:
    """One fetch. Times are steady seconds; `begun` is None while the worker is down."""

    seconds: float
    fails: bool
    begun: float | None = None
    run_id: str = field(default_factory=lambda: secrets.token_hex(8))
    restarts: list[float] = field(default_factory=list)

    def state(self, now: float) -> JobState:
        if self.begun is None:
            return JobState.QUEUED
        if now >= self.begun + self.seconds:
            return JobState.FAILED if self.fails else JobState.READY
        return JobState.QUEUED if now < self.begun + self.seconds * 0.25 else JobState.PROCESSING

    def ended(self) -> float:
        return (self.begun or 0.0) + self.seconds


class RecordingWorker:
    """The fetches of one business. `plan(sid)` says how long a fetch takes and whether it fails."""

    def __init__(
        self,
        plan: Callable[[str, int], tuple[float, bool]],
        clock: DemoClock,
        counters: Counters,
        block_seconds: float,
    ) -> None:
        self._plan = plan
        self._clock = clock
        self._counters = counters
        self._block_seconds = block_seconds
        self._jobs: dict[str, Job] = {}
        self._fetches: Counter[str] = Counter()
        self._blocked_until = 0.0
        self._lock = threading.Lock()

    def look(self, sid: str, *, down: bool = False) -> JobState:
        """How far the fetch of `sid` is; asks for nothing."""
        with self._lock:
            self._wake(down)
            job = self._jobs.get(sid)
            return job.state(self._now()) if job else JobState.UNKNOWN

    def ask(self, sid: str, *, down: bool = False, full: bool = False) -> JobState:
        """Asks for `sid` unless that was done; NO_SLOT when it would be the fourth, and for a while after."""
        with self._lock:
            self._wake(down)
            job = self._jobs.get(sid)
            if job is not None:
                return job.state(self._now())
            if self._refused(full):
                return JobState.NO_SLOT
            self._begin(sid, down, [])
            return self._jobs[sid].state(self._now())

    def restart(self, sid: str, *, down: bool = False, full: bool = False) -> JobState:
        """As `ask`; a failed fetch begins anew: QUEUED. UNKNOWN while that is too early, FAILED for good."""
        with self._lock:
            job = self._jobs.get(sid)
            if job is None or job.state(self._now()) is not JobState.FAILED:
                pass
            elif self._now() - job.ended() < RESTART_AFTER_SECONDS:
                return JobState.UNKNOWN
            elif self._restarts_left(job) <= 0:
                return JobState.FAILED
            elif self._refused(full):
                return JobState.NO_SLOT
            else:
                self._begin(sid, down, [*job.restarts, self._now()])
                return JobState.QUEUED
        return self.ask(sid, down=down, full=full)

    def run_id(self, sid: str) -> str:
        return self._jobs[sid].run_id

    def fetches(self, sid: str) -> int:
        """How often `sid` was fetched: its ETag changes with it."""
        return self._fetches[sid]

    def forget(self, sid: str) -> None:
        """The server lost the file, or the fetch: `unknown` again."""
        with self._lock:
            self._jobs.pop(sid, None)

    def under_way(self) -> int:
        with self._lock:
            return self._under_way()

    # -- with the lock held ----------------------------------------------------------------------

    def _wake(self, down: bool) -> None:
        """What was asked for while the worker was down begins now, if it is up."""
        for job in self._jobs.values() if not down else ():
            if job.begun is None:
                job.begun = self._now()

    def _begin(self, sid: str, down: bool, restarts: list[float]) -> None:
        job = Job(*self._plan(sid, self._fetches[sid]), restarts=restarts)
        job.begun = None if down else self._now()
        self._fetches[sid] += 1
        self._jobs[sid] = job
        self._counters.note_preparations(self._under_way())

    def _refused(self, full: bool) -> bool:
        if full or self._now() < self._blocked_until:
            return True
        under_way = self._under_way()
        if under_way < MAX_PREPARING:
            return False
        self._counters.note_preparations(under_way + 1)
        self._blocked_until = self._now() + self._block_seconds
        return True

    def _restarts_left(self, job: Job) -> int:
        """Three in a row; after ten quiet minutes the count begins anew."""
        if job.restarts and self._now() - job.restarts[-1] > RESTART_WINDOW_SECONDS:
            job.restarts.clear()
        return MAX_RESTARTS - len(job.restarts)

    def _under_way(self) -> int:
        now = self._now()
        going = (JobState.QUEUED, JobState.PROCESSING)
        return sum(1 for job in self._jobs.values() if job.state(now) in going)

    def _now(self) -> float:
        return self._clock.steady()
