"""The queue's rules on a clock of the test's own."""

from __future__ import annotations

import itertools

import pytest

from desktop.core.errors import (
    Cancelled,
    FileIncomplete,
    NoSlot,
    NotAllowed,
    Offline,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    SignedOut,
    StillPreparing,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, Hold, TransferState, Way
from desktop.core.transfer_plan import TransferPlan


def key(number: int) -> FileKey:
    return FileKey.recording(f"CA{number}")


def begin(
    plan: TransferPlan, item: FileKey, now: float = 0.0, priority: Priority = Priority.ASKED
) -> Attempt:
    """Asks for a recording nobody asked for yet, up to the attempt that takes a slot."""
    plan.request(item, priority, now)
    [ask] = [attempt for attempt in plan.due(now) if attempt.key == item]
    plan.ended(ask, Answer.NOT_ASKED, now)
    [start] = [attempt for attempt in plan.due(now) if attempt.key == item]
    assert start.way is Way.START
    return start


def state(plan: TransferPlan, item: FileKey) -> TransferState:
    transfer = plan.transfer(item)
    assert transfer is not None
    return transfer.state


def test_the_last_bytes_of_a_cancelled_one_serve_who_wants_it_again() -> None:
    plan = TransferPlan()
    plan.request(FileKey.source(1), Priority.ASKED, 0.0)
    [attempt] = plan.due(0.0)
    plan.cancel(FileKey.source(1), 0.1)
    plan.request(FileKey.source(1), Priority.NOW, 0.2)
    assert plan.due(0.2) == []
    assert plan.fetched(attempt, 0.3)
    assert plan.due(0.3) == []
    assert state(plan, FileKey.source(1)) is TransferState.DONE


class TestOrder:
    def test_a_ready_recording_is_asked_then_fetched(self) -> None:
        plan = TransferPlan()
        plan.request(key(1), Priority.NOW, 0.0)
        [ask] = plan.due(0.0)
        assert ask.way is Way.ASK
        plan.ended(ask, Answer.READY, 0.1)
        [fetch] = plan.due(0.1)
        assert fetch.way is Way.FETCH
        assert plan.fetched(fetch, 0.5)
        assert state(plan, key(1)) is TransferState.DONE

    def test_a_receipt_file_needs_no_asking(self) -> None:
        plan = TransferPlan()
        plan.request(FileKey.source(7), Priority.NOW, 0.0)
        assert [attempt.way for attempt in plan.due(0.0)] == [Way.FETCH]

    def test_never_more_than_three_attempts_at_once(self) -> None:
        plan = TransferPlan()
        for number in range(10):
            plan.request(FileKey.source(number), Priority.ASKED, 0.0)
        assert len(plan.due(0.0)) == 3
        assert plan.due(0.0) == []

    def test_higher_priority_goes_first_and_stops_nothing(self) -> None:
        plan = TransferPlan()
        for number in range(5):
            plan.request(FileKey.source(number), Priority.BACKGROUND, 0.0)
        first = plan.due(0.0)
        plan.request(FileKey.source(99), Priority.NOW, 1.0)
        assert plan.due(1.0) == []
        plan.fetched(first[0], 2.0)
        assert [attempt.key for attempt in plan.due(2.0)] == [FileKey.source(99)]

    def test_asking_again_only_raises_the_priority(self) -> None:
        plan = TransferPlan()
        assert plan.request(key(1), Priority.BACKGROUND, 0.0)
        assert not plan.request(key(1), Priority.NOW, 0.0)
        transfer = plan.transfer(key(1))
        assert transfer is not None and transfer.priority is Priority.NOW
        plan.request(key(1), Priority.AHEAD, 0.0)
        transfer = plan.transfer(key(1))
        assert transfer is not None and transfer.priority is Priority.NOW

    def test_the_line_says_who_comes_next(self) -> None:
        plan = TransferPlan(held_for={Hold.NO_SESSION})
        plan.request(key(1), Priority.ASKED, 0.0)
        plan.request(key(2), Priority.NOW, 0.0)
        assert {t.key: t.line for t in plan.transfers()} == {key(2): 1, key(1): 2}


class TestPreparing:
    def test_the_fourth_waits_for_a_slot(self) -> None:
        plan = TransferPlan()
        for number in range(3):
            plan.ended(begin(plan, key(number)), Answer.PREPARING, 0.0)
        plan.request(key(3), Priority.NOW, 0.0)
        [ask] = plan.due(0.0)
        plan.ended(ask, Answer.NOT_ASKED, 0.0)
        assert plan.due(1.0) == []
        assert plan.slots_in_use() == 3

    def test_ready_frees_the_slot_before_the_transfer(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        [poll] = plan.due(3.0)
        assert poll.way is Way.ASK
        plan.ended(poll, Answer.READY, 3.0)
        assert plan.slots_in_use() == 0

    def test_polls_at_most_every_three_seconds_and_slower_for_long_ones(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        assert plan.due(2.9) == []
        moments = [0.0]
        while moments[-1] < 600:
            moment = plan.next_at(moments[-1])
            assert moment is not None
            for attempt in plan.due(moment):
                plan.ended(attempt, Answer.PREPARING, moment)
            moments.append(moment)
        gaps = [after - before for before, after in itertools.pairwise(moments)]
        assert min(gaps) >= 3.0 and max(gaps) == pytest.approx(15.0)
        assert gaps[:15] == pytest.approx([3.0] * 15)

    def test_retry_after_is_honoured(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0, after=20.0)
        assert plan.due(19.0) == []
        assert len(plan.due(20.0)) == 1

    def test_gives_up_after_fifteen_minutes_in_words(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        [ask] = plan.due(900.0)
        plan.ended(ask, Answer.PREPARING, 900.0)
        assert plan.take_expired() == [key(1)]
        transfer = plan.transfer(key(1))
        assert transfer is not None and isinstance(transfer.error, StillPreparing)

    def test_a_cancelled_preparation_keeps_its_slot_until_the_server_is_done(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        plan.cancel(key(1), 1.0)
        assert plan.slots_in_use() == 1
        [ask] = plan.due(4.0)
        assert (ask.key, ask.way) == (key(1), Way.ASK)
        plan.ended(ask, Answer.READY, 4.0)
        assert plan.slots_in_use() == 0

    def test_a_held_slot_ends_after_fifteen_minutes(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        plan.cancel(key(1), 1.0)
        plan.due(901.0)
        assert plan.slots_in_use() == 0

    def test_asked_for_again_it_takes_its_slot_back(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        plan.cancel(key(1), 1.0)
        plan.request(key(1), Priority.NOW, 2.0)
        assert plan.slots_in_use() == 1

    def test_background_takes_two_slots_at_most(self) -> None:
        plan = TransferPlan()
        for number in range(4):
            plan.request(key(number), Priority.BACKGROUND, 0.0)
        for _ in range(6):
            for attempt in plan.due(0.0):
                answer = Answer.NOT_ASKED if attempt.way is Way.ASK else Answer.PREPARING
                plan.ended(attempt, answer, 0.0)
        assert plan.slots_in_use() == 2

    def test_no_slot_is_no_failure_and_leads_through_prepare(self) -> None:
        plan = TransferPlan()
        plan.failed(begin(plan, key(1)), NoSlot(), 0.0)
        assert state(plan, key(1)) is TransferState.WAITING
        assert plan.due(59.0) == []
        [attempt] = plan.due(60.0)
        assert attempt.way is Way.RESTART

    def test_unknown_after_asking_waits_two_minutes_then_asks_anew(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        now, ways = 0.0, []
        while Way.START not in ways:
            now = plan.next_at(now) or now
            assert now < 200
            for attempt in plan.due(now):
                ways.append(attempt.way)
                plan.ended(attempt, Answer.NOT_ASKED, now)
                now += 0.001
        assert now >= 120.0


class TestFailing:
    def test_gone_asks_the_last_resort_once(self) -> None:
        plan = TransferPlan()
        plan.request(key(1), Priority.NOW, 0.0)
        [ask] = plan.due(0.0)
        plan.failed(ask, RecordingGone(), 0.0)
        [last] = plan.due(0.0)
        assert last.way is Way.LAST_RESORT
        plan.failed(last, RecordingMissing(), 0.0)
        transfer = plan.transfer(key(1))
        assert transfer is not None and isinstance(transfer.error, RecordingGone)

    def test_the_last_resort_is_polled_by_itself(self) -> None:
        plan = TransferPlan()
        plan.request(key(1), Priority.NOW, 0.0)
        plan.failed(plan.due(0.0)[0], RecordingGone(), 0.0)
        plan.ended(plan.due(0.0)[0], Answer.PREPARING, 0.0, after=2.0)
        assert [attempt.way for attempt in plan.due(3.0)] == [Way.LAST_RESORT]

    def test_a_cut_is_tried_again_with_growing_waits_then_said(self) -> None:
        plan = TransferPlan()
        plan.request(FileKey.source(1), Priority.NOW, 0.0)
        now, starts = 0.0, []
        while state(plan, FileKey.source(1)) is not TransferState.FAILED:
            [attempt] = plan.due(now)
            starts.append(now)
            plan.failed(attempt, FileIncomplete(received=1, expected=2), now)
            now = plan.next_at(now) or now
        assert starts == [0.0, 2.0, 8.0, 23.0]

    def test_after_a_failed_preparation_the_way_back_is_prepare(self) -> None:
        plan = TransferPlan()
        plan.failed(begin(plan, key(1), priority=Priority.NOW), PreparationFailed(), 0.0)
        assert state(plan, key(1)) is TransferState.FAILED
        plan.request(key(1), Priority.NOW, 1.0)
        assert [attempt.way for attempt in plan.due(1.0)] == [Way.RESTART]

    def test_a_failure_of_before_is_no_answer_to_a_new_request(self) -> None:
        """Nobody here asked for that fetch; it is asked for anew, once."""
        plan = TransferPlan()
        plan.request(key(1), Priority.NOW, 0.0)
        assert not plan.failed(plan.due(0.0)[0], PreparationFailed(), 0.0)
        [again] = plan.due(0.0)
        assert again.way is Way.RESTART
        plan.ended(again, Answer.READY, 0.0)
        assert [attempt.way for attempt in plan.due(0.0)] == [Way.FETCH]

    def test_after_a_restart_failed_is_borne_until_the_server_begins(self) -> None:
        plan, now, ways = TransferPlan(), 0.0, []
        plan.failed(begin(plan, key(1), priority=Priority.NOW), PreparationFailed(), now)
        plan.request(key(1), Priority.NOW, now)
        while now < 300.0:
            for attempt in plan.due(now):
                ways.append(attempt.way)
                if attempt.way is Way.RESTART:
                    plan.ended(attempt, Answer.PREPARING, now)
                else:
                    plan.failed(attempt, PreparationFailed(), now)
            now = plan.next_at(now) or now
        assert state(plan, key(1)) is not TransferState.FAILED
        assert ways.count(Way.RESTART) == 1
        assert plan.slots_in_use() <= 1

    def test_a_failure_that_lasts_is_said_in_the_end(self) -> None:
        plan, now = TransferPlan(), 0.0
        plan.request(key(1), Priority.NOW, now)
        while state(plan, key(1)) is not TransferState.FAILED:
            for attempt in plan.due(now):
                if attempt.way is Way.RESTART:
                    plan.ended(attempt, Answer.PREPARING, now)
                else:
                    plan.failed(attempt, PreparationFailed(), now)
            now = plan.next_at(now) or now
            assert now < 400.0
        assert plan.slots_in_use() == 0

    def test_a_lost_session_holds_the_queue_and_loses_nothing(self) -> None:
        plan = TransferPlan()
        for number in range(5):
            plan.request(key(number), Priority.ASKED, 0.0)
        for attempt in plan.due(0.0):
            plan.failed(attempt, SignedOut(), 0.0)
        assert plan.held_for and plan.due(10.0) == []
        assert len(plan.unfinished()) == 5
        plan.held_for.clear()
        assert len(plan.due(10.0)) == 3

    def test_what_is_given_up_keeps_its_slot_while_the_server_may_be_at_it(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        now, started_anew = 0.0, False
        while not started_anew:
            now = plan.next_at(now) or now
            for attempt in plan.due(now):
                started_anew = attempt.way is Way.START
                plan.ended(attempt, Answer.PREPARING if started_anew else Answer.NOT_ASKED, now)
        for attempt in plan.due(900.0):
            plan.ended(attempt, Answer.PREPARING, 900.0)
        assert state(plan, key(1)) is TransferState.FAILED
        assert plan.slots_in_use() == 1
        plan.due(now + 900.0)
        assert plan.slots_in_use() == 0

    def test_asking_after_a_slot_does_not_end_its_transfer_again(self) -> None:
        plan = TransferPlan()
        plan.ended(begin(plan, key(1)), Answer.PREPARING, 0.0)
        now, ended = 0.0, []
        while now < 100:
            now = plan.next_at(now) or now + 1
            # A refusal of its own, after which the server may still be at it.
            ended += [plan.failed(attempt, NotAllowed(), now) for attempt in plan.due(now)]
        assert ended.count(True) == 1
        assert ended[-1] is False

    def test_ready_without_end_is_given_up_and_told(self) -> None:
        plan = TransferPlan()
        start, now = begin(plan, key(1)), 0.0
        while state(plan, key(1)) is not TransferState.FAILED:
            plan.ended(start, Answer.READY, now)
            now += 1.0
            start = next(iter(plan.due(now)), start)
        assert plan.take_expired() == [key(1)]

    def test_an_attempt_whose_session_was_ended_under_it_is_carried_on(self) -> None:
        plan = TransferPlan()
        plan.request(FileKey.source(7), Priority.ASKED, 0.0)
        [attempt] = plan.due(0.0)
        plan.failed(attempt, Cancelled(), 1.0)
        assert state(plan, FileKey.source(7)) is TransferState.WAITING
        assert plan.due(1.0) == []
        assert [again.key for again in plan.due(2.0)] == [FileKey.source(7)]

    def test_ready_in_place_of_the_file_keeps_the_slot(self) -> None:
        plan = TransferPlan()
        starts = [begin(plan, key(number)) for number in range(3)]
        plan.ended(starts[0], Answer.READY, 0.0)
        assert plan.slots_in_use() == 3
        [fetch] = [attempt for attempt in plan.due(1.0) if attempt.way is Way.FETCH]
        plan.ended(fetch, Answer.PREPARING, 1.0)
        assert plan.slots_in_use() == 3

    def test_a_cancelled_attempt_frees_its_thread_only_when_it_ends(self) -> None:
        plan = TransferPlan()
        for number in range(4):
            plan.request(FileKey.source(number), Priority.ASKED, 0.0)
        running = plan.due(0.0)
        assert plan.cancel(running[0].key, 0.0) == running[0].number
        assert plan.due(0.0) == []
        plan.failed(running[0], Offline(), 0.1)
        assert [attempt.key for attempt in plan.due(0.1)] == [FileKey.source(3)]
        assert state(plan, running[0].key) is TransferState.CANCELLED
