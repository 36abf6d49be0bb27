"""How long the queue bears a server that fails, is not heard, or does not begin, and what comes of it."""

from __future__ import annotations

from desktop.core.errors import Cancelled, NoSlot, Offline, PreparationFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Way
from desktop.core.transfer_plan import TransferPlan


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
