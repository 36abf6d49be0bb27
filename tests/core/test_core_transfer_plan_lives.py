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
    NoSlot,
    NotAllowed,
    NotOurServer,
    Offline,
    PreparationFailed,
    RecordingGone,
    ServerBusy,
    ServerFailed,
)
from desktop.core.held_slots import KeptSlot
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, Hold, KeptTransfer, TransferState, Way
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


def test_a_thousand_that_wait_keep_their_order_over_a_restart() -> None:
    plan, keys = TransferPlan(), [FileKey.source(number) for number in range(1_000)]
    random.Random(1).shuffle(keys)
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0, kept=True)
    plan.request(FileKey.source(5_000), Priority.BACKGROUND, 0.0)
    kept = [plan.kept_transfer(key) for key in [*keys, FileKey.source(5_000)]]
    assert kept[-1] is None, "an export's files are not kept"
    later = TransferPlan()
    later.request(FileKey.source(6_000), Priority.ASKED, 10.0, kept=True)
    later.restore([one for one in kept if one is not None], 10.0, paused=False)
    assert [transfer.key for transfer in later.transfers()] == [*keys, FileKey.source(6_000)]
    assert [attempt.key for attempt in later.due(10.0)] == keys[:3]


def test_a_slot_is_held_across_a_restart_until_the_server_was_asked() -> None:
    plan, keys = TransferPlan(), [FileKey.recording(f"CA{number}") for number in range(3)]
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0, kept=True)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        for attempt in plan.due(0.0):
            plan.ended(attempt, answer, 0.0)
    plan.cancel(keys[0], 1.0)
    plan.clear_final([TransferState.CANCELLED])
    kept = [one for one in map(plan.kept_transfer, keys) if one is not None]
    slots = plan.kept_slots()
    assert [(slot.key, slot.asked_at) for slot in sorted(slots, key=lambda one: one.key.id)] == [
        (key, 0.0) for key in keys
    ]
    for now in (800.0, 5_000.0):
        later = TransferPlan()
        later.restore(kept, now, paused=False, slots=slots)
        assert later.slots_in_use() == 3
        assert [transfer.state for transfer in later.transfers()] == [TransferState.WAITING] * 2
        for attempt in later.due(now + 3.0):
            later.ended(attempt, Answer.READY, now + 3.0)
        assert later.slots_in_use() == 0


def test_what_is_asked_for_before_that_is_known_takes_its_slot_over() -> None:
    """One recording is one preparation there."""
    key = FileKey.recording("CA1")
    kept = KeptTransfer(key, Priority.ASKED, 1, TransferState.PREPARING, 50.0)
    plan = TransferPlan(held_for={Hold.NOT_RESTORED})
    plan.request(key, Priority.NOW, 100.0, kept=True)
    plan.held_for.clear()
    plan.restore([kept], 100.0, paused=False, slots=[KeptSlot(key, 90.0)])
    assert plan.slots_in_use() == 1
    [ask] = plan.due(100.0)
    assert ask.way is Way.ASK
    plan.ended(ask, Answer.PREPARING, 100.0)
    assert plan.slots_in_use() == 1
    assert plan.kept_slots() == (KeptSlot(key, 90.0),)


class TestPaused:
    def test_all_stop_but_what_is_played_and_what_comes_waits_too(self) -> None:
        plan, keys = TransferPlan(), [FileKey.source(number) for number in range(4)]
        plan.request(keys[0], Priority.NOW, 0.0, kept=True)
        plan.request(keys[1], Priority.ASKED, 0.0, kept=True)
        played, asked = plan.due(0.0)
        assert plan.pause_all(1.0) == [asked.number]
        plan.failed(asked, Cancelled(), 1.0)
        plan.request(keys[2], Priority.ASKED, 2.0, kept=True)
        assert plan.due(2.0) == []
        assert plan.counts().paused == 2
        plan.request(keys[3], Priority.NOW, 3.0, kept=True)
        assert [attempt.key for attempt in plan.due(3.0)] == [keys[3]]
        assert plan.fetched(played, 4.0)
        plan.resume_all(5.0)
        assert [attempt.key for attempt in plan.due(5.0)] == keys[1:3]

    def test_one_keeps_its_place_and_its_slot(self) -> None:
        plan, (first, second) = TransferPlan(), (FileKey.recording("CA1"), FileKey.recording("CA2"))
        plan.request(first, Priority.ASKED, 0.0, kept=True)
        plan.request(second, Priority.ASKED, 0.0, kept=True)
        for answer in (Answer.NOT_ASKED, Answer.PREPARING):
            for attempt in plan.due(0.0):
                plan.ended(attempt, answer, 0.0)
        plan.pause(first, 1.0)
        assert plan.slots_in_use() == 2
        transfer = plan.transfer(first)
        assert transfer is not None and transfer.state is TransferState.PAUSED
        for attempt in plan.due(2_000.0):
            plan.ended(attempt, Answer.PREPARING, 2_000.0)
        assert plan.take_expired() == [second], "patience does not run out while it is paused"
        plan.resume(first, 2_001.0)
        assert [attempt.key for attempt in plan.due(2_001.0)] == [first]

    def test_one_that_goes_on_while_all_are_paused_goes_first(self) -> None:
        plan, key = TransferPlan(), FileKey.source(1)
        plan.request(key, Priority.ASKED, 0.0, kept=True)
        plan.pause_all(0.0)
        assert plan.due(0.0) == []
        plan.resume(key, 1.0)
        assert [attempt.key for attempt in plan.due(1.0)] == [key]
        assert plan.paused

    def test_the_last_bytes_of_one_that_is_paused_are_not_thrown_away(self) -> None:
        plan, key = TransferPlan(), FileKey.source(1)
        plan.request(key, Priority.ASKED, 0.0, kept=True)
        [attempt] = plan.due(0.0)
        plan.pause(key, 1.0)
        assert plan.fetched(attempt, 1.1)
        transfer = plan.transfer(key)
        assert transfer is not None and transfer.state is TransferState.DONE

    def test_an_export_goes_on_and_gets_what_is_paused_too(self) -> None:
        plan, (first, second) = TransferPlan(), (FileKey.source(1), FileKey.source(2))
        plan.request(first, Priority.ASKED, 0.0, kept=True)
        plan.pause_all(0.0)
        plan.request(second, Priority.BACKGROUND, 1.0)
        assert [attempt.key for attempt in plan.due(1.0)] == [second]
        plan.request(first, Priority.BACKGROUND, 2.0)
        assert [attempt.key for attempt in plan.due(2.0)] == [first]


class TestPatience:
    def test_a_failed_preparation_is_begun_anew_three_times_after_five_minutes(self) -> None:
        plan, key, now = TransferPlan(), FileKey.recording("CA1"), 0.0
        plan.request(key, Priority.ASKED, now)
        restarts: list[float] = []
        while plan.unfinished():
            for attempt in plan.due(now):
                if attempt.way is Way.RESTART:
                    restarts.append(now)
                if attempt.way is Way.ASK and (restarts or plan.slots_in_use()):
                    plan.failed(attempt, PreparationFailed(), now)
                else:
                    plan.ended(attempt, Answer.NOT_ASKED if attempt.way is Way.ASK else Answer.QUEUED, now)
            now = plan.next_at(now) or now + 0.1
        gaps = [after - before for before, after in zip([0.0, *restarts], restarts, strict=False)]
        assert len(restarts) == 3
        assert all(300.0 < gap < 320.0 for gap in gaps)
        transfer = plan.transfer(key)
        assert transfer is not None and isinstance(transfer.error, PreparationFailed)

    def test_the_ways_back_are_three_however_often_the_program_ends_between(self) -> None:
        plan, key, now, restarts = TransferPlan(), FileKey.recording("CA1"), 0.0, 0
        plan.request(key, Priority.ASKED, now, kept=True)
        while plan.unfinished():
            begun = plan.due(now)
            for attempt in begun:
                if attempt.way is Way.ASK:
                    plan.failed(attempt, PreparationFailed(), now)
                else:
                    plan.ended(attempt, Answer.QUEUED, now)
            now = plan.next_at(now) or now + 1.0
            kept, slots = plan.kept_transfer(key), plan.kept_slots()
            if kept is not None and any(attempt.way is Way.RESTART for attempt in begun):
                restarts += 1
                plan = TransferPlan()
                plan.restore([kept], now, paused=False, slots=slots)
            assert now < 100_000.0
        assert restarts == 3

    def test_one_that_was_not_heard_is_asked_about_before_it_is_begun_anew(self) -> None:
        plan, key = TransferPlan(), FileKey.recording("CA1")
        plan.request(key, Priority.ASKED, 0.0)
        plan.failed(plan.due(0.0)[0], PreparationFailed(), 0.0)
        [restart] = plan.due(0.0)
        assert restart.way is Way.RESTART
        plan.failed(restart, Offline(), 1.0)
        [ask] = plan.due(10.0)
        assert ask.way is Way.ASK

    def test_who_sits_before_the_screen_is_told_at_once(self) -> None:
        plan, key = TransferPlan(), FileKey.recording("CA1")
        plan.request(key, Priority.NOW, 0.0)
        plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
        assert plan.failed(plan.due(0.0)[0], PreparationFailed(), 1.0)

    def test_a_worker_that_never_begins_is_known_and_named(self) -> None:
        plan, key, now = TransferPlan(), FileKey.recording("CA1"), 0.0
        plan.request(key, Priority.ASKED, now)
        plan.ended(plan.due(now)[0], Answer.NOT_ASKED, now)
        silent: list[float] = []
        while plan.unfinished():
            for attempt in plan.due(now):
                plan.ended(attempt, Answer.QUEUED, now)
            transfer = plan.transfer(key)
            assert transfer is not None
            if transfer.worker_silent:
                silent.append(now)
            now = plan.next_at(now) or now + 1.0
        assert 60.0 <= silent[0] < 70.0
        ended = plan.transfer(key)
        assert ended is not None and type(ended.error).__name__ == "WorkerDown"

    def test_no_slot_stops_all_preparing_even_from_one_that_was_cancelled(self) -> None:
        plan, keys = TransferPlan(), [FileKey.recording(f"CA{number}") for number in range(2)]
        plan.request(keys[0], Priority.ASKED, 0.0)
        plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
        [start] = plan.due(0.0)
        plan.cancel(keys[0], 0.1)
        plan.failed(start, NoSlot(), 0.2)
        plan.request(keys[1], Priority.ASKED, 0.3)
        plan.ended(plan.due(0.3)[0], Answer.NOT_ASKED, 0.3)
        assert plan.due(59.0) == []
        assert [attempt.way for attempt in plan.due(61.0)] == [Way.START]

    def test_a_slot_of_which_the_server_knows_nothing_is_free_after_two_minutes(self) -> None:
        plan, key, now = TransferPlan(), FileKey.recording("CA1"), 0.0
        plan.request(key, Priority.ASKED, now)
        plan.ended(plan.due(now)[0], Answer.NOT_ASKED, now)
        [start] = plan.due(now)
        plan.cancel(key, now)
        plan.failed(start, Cancelled(), now)
        while plan.slots_in_use():
            now = plan.next_at(now) or now + 1.0
            for attempt in plan.due(now):
                plan.ended(attempt, Answer.NOT_ASKED, now)
        assert 120.0 <= now < 140.0


def test_why_it_waits_for_a_server_that_lost_its_preparations_is_known() -> None:
    """Three were being prepared when the program ended; the server says of none that it was ever asked."""
    before = TransferPlan()
    keys = [FileKey.recording(f"CA{number}") for number in range(4)]
    for key in keys:
        before.request(key, Priority.ASKED, 0.0, kept=True)
    for _ in range(3):
        for attempt in before.due(0.0):
            before.ended(attempt, Answer.NOT_ASKED if attempt.way is Way.ASK else Answer.PREPARING, 0.0)
    kept = [one for key in keys if (one := before.kept_transfer(key)) is not None]
    after = TransferPlan()
    after.restore(kept, 10.0, paused=False, slots=before.kept_slots())
    now = 10.0
    while now < 60.0:
        while attempts := after.due(now):
            for attempt in attempts:
                after.ended(attempt, Answer.NOT_ASKED, now)
        now += 3.0
    assert after.counts().unheard and not after.counts().moving
    assert all(transfer.unheard for transfer in after.transfers())
    for attempt in after.due(125.0):
        after.ended(attempt, Answer.NOT_ASKED, 125.0)
    for attempt in after.due(125.0):
        after.ended(attempt, Answer.PREPARING, 125.0)
    assert not after.counts().unheard
