"""The queue's rules on random days, against a server that fails what it cannot hold."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from desktop.core.errors import FileIncomplete
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, QueueRules, Way
from desktop.core.transfer_plan import TransferPlan


@dataclass
class Server:
    """Prepares recordings for a while; what is asked of it beyond three fails the test."""

    random: random.Random
    ready_at: dict[FileKey, float] = field(default_factory=dict)
    highest: int = 0

    def preparing(self, now: float) -> int:
        return sum(moment > now for moment in self.ready_at.values())

    def carry_out(self, attempt: Attempt, now: float) -> Answer | str:
        key = attempt.key
        if attempt.way is Way.ASK:
            if key not in self.ready_at:
                return Answer.NOT_ASKED
            return Answer.READY if self.ready_at[key] <= now else Answer.PREPARING
        if self.random.random() < 0.15:
            return "cut"
        if key.is_recording and key not in self.ready_at:
            self.ready_at[key] = now + self.random.choice([0.5, 2, 8, 150])
        self.highest = max(self.highest, self.preparing(now))
        ready = not key.is_recording or self.ready_at[key] <= now
        return "file" if ready else Answer.PREPARING


@pytest.mark.parametrize("seed", range(60))
def test_random_days_end_each_transfer_once_and_keep_both_caps(seed: int) -> None:
    rng = random.Random(seed)
    plan, server = TransferPlan(QueueRules()), Server(rng)
    running: list[tuple[float, Attempt]] = []
    now, wanted = 0.0, [FileKey.recording(f"CA{n}") for n in range(25)]
    wanted += [FileKey.source(n) for n in range(15)]
    rng.shuffle(wanted)
    for _ in range(4000):
        if wanted and rng.random() < 0.3:
            plan.request(wanted.pop(), rng.choice(list(Priority)), now)
        if rng.random() < 0.03 and plan.unfinished():
            plan.cancel(rng.choice(plan.unfinished()), now)
        running += [(now + rng.random() * 4, attempt) for attempt in plan.due(now)]
        assert len(running) <= 3
        assert len({attempt.key for _, attempt in running}) == len(running)
        now = _step(plan, server, running, now, rng)
        if not wanted and not plan.unfinished():
            break
    assert server.highest <= 3
    assert plan.unfinished() == []
    assert all(transfer.state.final for transfer in plan.transfers())
    assert len(plan.transfers()) == 40


def _step(
    plan: TransferPlan, server: Server, running: list[tuple[float, Attempt]], now: float, rng: random.Random
) -> float:
    """Ends what is over by then, or moves the clock to when something happens."""
    moments = [moment for moment, _ in running]
    planned = plan.next_at(now)
    now = min([*moments, *([planned] if planned is not None else []), now + 1.0])
    for ending in [entry for entry in running if entry[0] <= now]:
        running.remove(ending)
        outcome = server.carry_out(ending[1], now)
        if outcome == "cut":
            plan.failed(ending[1], FileIncomplete(), now)
        elif outcome == "file":
            plan.fetched(ending[1], now)
        else:
            assert isinstance(outcome, Answer)
            plan.ended(ending[1], outcome, now)
    return now
