"""The queue's rules over restarts, pauses and failures, against a model of the server's worker."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    Cancelled,
    FileIncomplete,
    NotAllowed,
    NotOurServer,
    Offline,
    PreparationFailed,
    RecordingGone,
    ServerBusy,
    ServerFailed,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

RECORDINGS, RECEIPTS = 20, 8
STEPS = 3_000
TROUBLE: tuple[Callable[[], AppError], ...] = (
    Offline,
    NotOurServer,
    AnswerNotUnderstood,
    ServerFailed,
    NotAllowed,
    ServerBusy,
    partial(ServerBusy, retry_after=20.0),
)
"""What any question may come to, whatever the server is at."""


@dataclass
class Worker:
    """Three at a time, or it fails them; what failed begins anew after five minutes, when asked to."""

    dice: random.Random
    ready_at: dict[FileKey, float] = field(default_factory=dict)
    failing: set[FileKey] = field(default_factory=set)
    gone: set[FileKey] = field(default_factory=set)
    highest: int = 0

    def preparing(self, now: float) -> int:
        return sum(moment > now for moment in self.ready_at.values())

    def carry_out(self, attempt: Attempt, now: float) -> Answer | AppError | None:
        """None: the file."""
        came = self._outcome(attempt, now)
        # By then the server has done what it was asked to do.
        if self.dice.random() < 0.05:
            return self.dice.choice(TROUBLE)()
        return came

    def _outcome(self, attempt: Attempt, now: float) -> Answer | AppError | None:
        key = attempt.key
        if key in self.gone:
            return RecordingGone()
        if attempt.way is Way.ASK:
            return self._how(key, now)
        if key.is_recording and self._begins(attempt, now):
            self.ready_at[key] = now + self.dice.choice([0.5, 2, 8, 170])
            self.highest = max(self.highest, self.preparing(now))
        if self.dice.random() < 0.1:
            return FileIncomplete()
        if not key.is_recording:
            return None
        answer = self._how(key, now)
        if attempt.way is Way.RESTART:
            return Answer.QUEUED if isinstance(answer, PreparationFailed) else answer
        return None if answer is Answer.READY else answer

    def _begins(self, attempt: Attempt, now: float) -> bool:
        ready_at = self.ready_at.get(attempt.key)
        again = attempt.way in (Way.RESTART, Way.LAST_RESORT) and attempt.key in self.failing
        return ready_at is None or (again and now - ready_at >= 300.0)

    def _how(self, key: FileKey, now: float) -> Answer | AppError:
        if key not in self.ready_at:
            return Answer.NOT_ASKED
        if self.ready_at[key] > now:
            return Answer.PREPARING
        return PreparationFailed() if key in self.failing else Answer.READY


class Days:
    """One user, one server, several runs of the program."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.worker = Worker(self.dice)
        self.plan = TransferPlan()
        self.now = 0.0
        self.keys = [FileKey.recording(f"CA{n}") for n in range(RECORDINGS)]
        self.worker.failing = set(self.keys[:2])
        self.worker.gone = set(self.keys[2:4])
        self.keys += [FileKey.source(n) for n in range(RECEIPTS)]
        self.running: list[tuple[float, Attempt]] = []
        self.arrived: list[tuple[float, Attempt]] = []
        """On their way to the disk itself."""
        self.stopped: set[int] = set()
        self.jobs: Counter[FileKey] = Counter()
        self.ends: Counter[FileKey] = Counter()
        self.final: dict[tuple[int, int], TransferState] = {}
        """By the run of the program and the job: how each ended that was seen to."""
        self.run = 0
        self.anew: Counter[FileKey] = Counter()
        """How often the server was told to begin one anew for the job that is under way."""

    def act(self) -> None:
        """One thing that the user does, or nothing."""
        dice, plan, key = self.dice, self.plan, self.dice.choice(self.keys)
        act = dice.random()
        if act < 0.02:
            self._request(key)
        elif act < 0.025:
            transfer = plan.transfer(key)
            self.ends[key] += transfer is not None and not transfer.state.final
            self._stop(plan.cancel(key, self.now))
        elif act < 0.032:
            self._stop(plan.pause(key, self.now))
        elif act < 0.04:
            plan.resume(key, self.now)
        elif act < 0.043:
            self._stop(*plan.pause_all(self.now))
        elif act < 0.05:
            plan.resume_all(self.now)
        elif act < 0.055:
            self._restart()
        elif act < 0.065:
            plan.clear_final(list(TransferState))

    def _request(self, key: FileKey) -> None:
        """An export's are not kept, and nobody pauses them."""
        kept = self.dice.random() < 0.75
        if self.plan.request(key, self.dice.choice(list(Priority)[:3]), self.now, kept=kept):
            self.jobs[key] += 1
            self.anew[key] = 0

    def _stop(self, *numbers: int | None) -> None:
        self.stopped.update(number for number in numbers if number)

    def _restart(self) -> None:
        """What was under way ends unheard, after the server has heard it or before."""
        kept, slots = [self.plan.kept_transfer(key) for key in self.keys], self.plan.kept_slots()
        for _, attempt in self.running:
            if self.dice.random() < 0.5:
                self.worker.carry_out(attempt, self.now)
        for key, one in zip(self.keys, kept, strict=True):
            # Nobody waits for the rest any more.
            transfer = self.plan.transfer(key) if one is None else None
            self.ends[key] += transfer is not None and not transfer.state.final
        self.running, self.arrived, paused = [], [], self.plan.paused
        self.run += 1
        self.plan = TransferPlan()
        in_order = sorted((one for one in kept if one is not None), key=lambda one: one.order)
        self.plan.restore(in_order, self.now, paused=paused, slots=slots)

    def step(self) -> None:
        """Starts what may start; ends what is over, or lets the time pass until something happens."""
        begun = self.plan.due(self.now)
        self.running += [(self.now + self.dice.random() * 4, one) for one in begun]
        self.anew.update(one.key for one in begun if one.way is Way.RESTART)
        under_way = self.running + self.arrived
        assert len(self.running) <= 3
        assert len(under_way) <= self.plan.rules.transfers + self.plan.rules.keeping
        assert len({attempt.key for _, attempt in under_way}) == len(under_way)
        planned = self.plan.next_at(self.now)
        moments = [*(moment for moment, _ in under_way), *([] if planned is None else [planned])]
        self.now = min([*moments, self.now + 1.0])
        for kept in [one for one in self.arrived if one[0] <= self.now]:
            self.arrived.remove(kept)
            self.ends[kept[1].key] += self.plan.fetched(kept[1], self.now)
        for ending in [one for one in self.running if one[0] <= self.now]:
            self.running.remove(ending)
            self._end(ending[1])
        self.ends.update(self.plan.take_expired())
        self._look()

    def _look(self) -> None:
        """What is over stays as it ended; and nothing is begun anew without end."""
        for transfer in self.plan.transfers():
            if transfer.state.final:
                assert self.final.setdefault((self.run, transfer.job), transfer.state) is transfer.state
        assert max(self.anew.values(), default=0) <= self.plan.rules.preparations_anew

    def _end(self, attempt: Attempt) -> None:
        came = self.worker.carry_out(attempt, self.now)
        if attempt.way is Way.RESTART and isinstance(came, ServerBusy) and attempt.number not in self.stopped:
            # It says that it did not even look.
            self.anew[attempt.key] -= 1
        if attempt.number in self.stopped:
            came = Cancelled()
        if came is None:
            self.plan.arrived(attempt)
            self.arrived.append((self.now + self.dice.choice([0, 0, 0.5, 5]), attempt))
        elif came is Answer.READY and attempt.may_go_on and self.dice.random() < 0.7:
            fetching = replace(attempt, way=Way.FETCH)
            self.plan.went_on(fetching, self.now)
            self.running.append((self.now + self.dice.random() * 4, fetching))
        elif isinstance(came, AppError):
            self.ends[attempt.key] += self.plan.failed(attempt, came, self.now)
        else:
            self.plan.ended(attempt, came, self.now)


@pytest.mark.parametrize("seed", range(60))
def test_over_restarts_and_pauses_each_job_has_one_end_and_both_caps_hold(seed: int) -> None:
    days = Days(seed)
    for _ in range(STEPS):
        days.act()
        days.step()
    days.plan.resume_all(days.now)
    for _ in range(20 * STEPS):
        if not days.plan.unfinished():
            break
        days.step()
    assert days.worker.highest <= 3
    assert days.plan.unfinished() == []
    assert days.ends == days.jobs
