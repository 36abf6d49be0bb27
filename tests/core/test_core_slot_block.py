"""The server prepares nothing more for a while: it is waited for without end, gently, and said."""

from __future__ import annotations

from desktop.core.errors import NoSlot, PreparationFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

KEYS = [FileKey.recording(f"CA{number}") for number in range(4)]


def _refused(now: float = 0.0) -> TransferPlan:
    """A plan of four, of which the server refused the first."""
    plan = TransferPlan()
    for key in KEYS:
        plan.request(key, Priority.ASKED, now)
    starts: list[Attempt] = []
    while attempts := plan.due(now):
        starts += [one for one in attempts if one.way is Way.START]
        for attempt in attempts:
            if attempt.way is Way.ASK:
                plan.ended(attempt, Answer.NOT_ASKED, now)
            else:
                plan.failed(attempt, NoSlot(), now)
    assert starts
    return plan


def _reasons(plan: TransferPlan) -> list[type[Exception] | None]:
    found = [plan.transfer(key) for key in KEYS]
    return [type(one.error) if one is not None and one.error is not None else None for one in found]


def test_all_that_wait_for_a_slot_say_so_and_until_when() -> None:
    plan = _refused()
    assert _reasons(plan) == [NoSlot] * 4
    for transfer in plan.transfers():
        assert transfer.state is TransferState.WAITING
        assert transfer.next_at == 60.0


def test_one_alone_asks_whether_it_is_over_and_then_all_go_on() -> None:
    plan = _refused()
    assert plan.due(59.0) == []
    assert plan.next_at(59.0) == 60.0
    [one] = plan.due(60.0)
    assert one.way.needs_slot
    plan.ended(one, Answer.PREPARING, 60.0)
    assert len(plan.due(60.0)) == 2
    assert _reasons(plan) == [None] * 4


def test_it_is_over_too_when_what_was_asked_for_is_ready_or_came_at_once() -> None:
    plan = _refused()
    [one] = plan.due(61.0)
    plan.ended(one, Answer.READY, 61.0)
    assert not plan.blocked and not plan.counts().refused
    plan = _refused()
    [one] = plan.due(61.0)
    plan.fetched(one, 61.0)
    assert not plan.blocked and not plan.counts().refused


def test_it_is_no_failure_however_long_it_takes() -> None:
    plan, now = _refused(), 0.0
    for _ in range(24 * 60):
        now += 60.0
        [one] = plan.due(now)
        plan.failed(one, NoSlot(), now)
    assert _reasons(plan) == [NoSlot] * 4
    assert plan.take_expired() == []
    assert plan.unfinished() == KEYS


def test_what_was_asked_for_before_the_refusal_does_not_end_it() -> None:
    plan = TransferPlan()
    for key in KEYS[:2]:
        plan.request(key, Priority.ASKED, 0.0)
    for ask in plan.due(0.0):
        plan.ended(ask, Answer.NOT_ASKED, 0.0)
    refused, taken = plan.due(0.0)
    plan.failed(refused, NoSlot(), 0.1)
    plan.ended(taken, Answer.PREPARING, 0.2)
    assert plan.blocked
    assert _reasons(plan)[:2] == [NoSlot, None]


def test_one_that_waits_for_longer_for_a_reason_of_its_own_says_that() -> None:
    plan = TransferPlan()
    for key in KEYS[:2]:
        plan.request(key, Priority.ASKED, 0.0)
    failed, refused = plan.due(0.0)
    plan.failed(failed, PreparationFailed(), 0.0)
    again = plan.due(0.0)
    for attempt in again:
        plan.ended(attempt, Answer.PREPARING, 0.0)
    plan.ended(refused, Answer.NOT_ASKED, 0.0)
    for moment in (3.0, 400.0):
        for attempt in plan.due(moment):
            if attempt.key == KEYS[0]:
                plan.failed(attempt, PreparationFailed(), moment)
            else:
                plan.failed(attempt, NoSlot(), moment)
    assert PreparationFailed in _reasons(plan)
