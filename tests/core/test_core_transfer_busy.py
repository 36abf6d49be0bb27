"""A server that asks to be left alone is left alone by all, for as long as it says; then one tries."""

from __future__ import annotations

import pytest

from desktop.core.errors import NoSlot, PreparationFailed, ServerBusy
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

KEYS = [FileKey.recording(f"CA{number}") for number in range(300)]
MINUTE = ServerBusy(retry_after=60.0)


def refused(error: ServerBusy = MINUTE, keys: list[FileKey] = KEYS) -> TransferPlan:
    """A plan whose first three were told to come later."""
    plan = TransferPlan()
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0, kept=True)
    for attempt in plan.due(0.0):
        assert not plan.failed(attempt, error, 0.0)
    return plan


def test_nothing_starts_before_its_time_whoever_asks_for_it() -> None:
    plan = refused()
    plan.request(FileKey.source(1), Priority.NOW, 1.0)
    assert plan.due(59.9) == []
    assert plan.next_at(1.0) == 60.0


def test_then_one_alone_tries_and_all_go_on() -> None:
    plan = refused()
    [one] = plan.due(60.0)
    assert plan.due(61.0) == []
    assert plan.next_at(61.0) is None
    plan.ended(one, Answer.NOT_ASKED, 61.0)
    assert not plan.busy
    assert len(plan.due(61.0)) == 3


def test_as_long_as_it_is_refused_one_a_minute_tries_and_none_fails() -> None:
    plan, requests, now = refused(), 0, 0.0
    while now < 3600.0:
        now = plan.next_at(now) or now
        for attempt in plan.due(now):
            requests += 1
            plan.failed(attempt, MINUTE, now)
    assert 50 <= requests <= 61
    assert len(plan.unfinished()) == len(KEYS)


def test_without_a_time_of_its_own_it_is_left_alone_for_a_moment() -> None:
    plan = refused(ServerBusy())
    assert plan.due(4.9) == []
    assert len(plan.due(5.0)) == 1


def test_at_once_is_a_time_too() -> None:
    plan = refused(ServerBusy(retry_after=0.0))
    assert len(plan.due(0.1)) == 1


def test_of_several_times_the_longest_counts() -> None:
    plan = refused(keys=KEYS[:3])
    plan.request(KEYS[3], Priority.ASKED, 0.0)
    [one] = plan.due(60.0)
    plan.failed(one, ServerBusy(retry_after=10.0), 60.0)
    assert plan.due(69.0) == []
    assert len(plan.due(70.0)) == 1


def test_an_answer_to_what_was_asked_before_does_not_end_it() -> None:
    plan = TransferPlan()
    for key in KEYS[:2]:
        plan.request(key, Priority.ASKED, 0.0)
    busy, other = plan.due(0.0)
    plan.failed(busy, MINUTE, 0.1)
    plan.ended(other, Answer.NOT_ASKED, 0.2)
    assert plan.busy and plan.due(30.0) == []


def test_what_says_something_of_the_recording_ends_it() -> None:
    plan = refused()
    [one] = plan.due(60.0)
    plan.failed(one, PreparationFailed(), 61.0)
    assert not plan.busy


def test_one_for_which_alone_it_is_busy_lets_the_others_go_first() -> None:
    plan = refused(keys=KEYS[:1])
    plan.request(KEYS[1], Priority.BACKGROUND, 0.0)
    [one] = plan.due(60.0)
    assert one.key == KEYS[1]


@pytest.mark.parametrize("cancelled", [False, True])
def test_what_it_prepares_is_not_asked_about_either(cancelled: bool) -> None:
    plan = TransferPlan()
    plan.request(KEYS[0], Priority.ASKED, 0.0)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        plan.ended(plan.due(0.0)[0], answer, 0.0)
    if cancelled:
        plan.cancel(KEYS[0], 0.0)
    [question] = plan.due(3.0)
    plan.failed(question, MINUTE, 3.0)
    assert plan.due(62.9) == []
    assert plan.slots_in_use() == 1
    [again] = plan.due(80.0)
    assert (again.key, again.way) == (KEYS[0], Way.ASK)


def test_questions_that_nobody_waits_for_try_alone_too() -> None:
    plan = TransferPlan()
    for key in KEYS[:2]:
        plan.request(key, Priority.ASKED, 0.0)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        for attempt in plan.due(0.0):
            plan.ended(attempt, answer, 0.0)
    for key in KEYS[:2]:
        plan.cancel(key, 0.0)
    for question in plan.due(3.0):
        plan.failed(question, MINUTE, 3.0)
    assert len(plan.due(80.0)) == 1


# -- what is said of it --------------------------------------------------------------------------


def test_all_that_wait_say_so_and_until_when() -> None:
    plan = refused()
    for transfer in plan.transfers():
        assert (transfer.state, transfer.error) == (TransferState.WAITING, MINUTE)
        assert transfer.next_at is not None and 60.0 <= transfer.next_at <= 62.0
    counts = plan.counts()
    assert counts.busy and not counts.moving
    [one] = plan.due(60.0)
    assert not plan.counts().moving, "it is only tried"
    plan.ended(one, Answer.NOT_ASKED, 61.0)
    assert not plan.counts().busy
    assert [transfer.error for transfer in plan.transfers()][3:] == [None] * (len(KEYS) - 3)


def test_who_waits_for_a_slot_as_well_says_what_is_nearer() -> None:
    plan = TransferPlan()
    plan.request(KEYS[0], Priority.ASKED, 0.0)
    plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.failed(start, NoSlot(), 0.0)
    plan.request(FileKey.source(1), Priority.ASKED, 0.0)
    _fail_one(plan, plan.due(0.0))
    transfer = plan.transfer(KEYS[0])
    assert transfer is not None and isinstance(transfer.error, ServerBusy)


def _fail_one(plan: TransferPlan, attempts: list[Attempt]) -> None:
    [attempt] = attempts
    plan.failed(attempt, MINUTE, 0.0)


def test_what_is_paused_does_not_say_so() -> None:
    plan = refused()
    plan.pause(KEYS[5], 1.0)
    transfer = plan.transfer(KEYS[5])
    assert transfer is not None and transfer.error is None
