"""Never a fourth preparation at the server: not by what it says, and not by what it leaves unsaid."""

from __future__ import annotations

from desktop.core.errors import Cancelled, NoSlot, PreparationFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

KEYS = [FileKey.recording(f"CA{number}") for number in range(4)]


def _refused() -> tuple[TransferPlan, Attempt]:
    """A plan of four, of which the first was refused and asks again, alone, by `/prepare`."""
    plan = TransferPlan()
    plan.request(KEYS[0], Priority.ASKED, 0.0)
    plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
    plan.failed(plan.due(0.0)[0], NoSlot(), 0.0)
    for key in KEYS[1:]:
        plan.request(key, Priority.ASKED, 1.0)
    for ask in plan.due(1.0):
        plan.ended(ask, Answer.NOT_ASKED, 1.0)
    [restart] = plan.due(60.0)
    assert restart.way is Way.RESTART
    return plan, restart


def test_one_that_prepare_calls_ready_keeps_its_slot_until_it_is_here() -> None:
    plan, restart = _refused()
    plan.ended(restart, Answer.READY, 60.0)
    fetch, *starts = plan.due(60.0)
    assert fetch.key == KEYS[0] and fetch.way is Way.FETCH
    for start in starts:
        plan.ended(start, Answer.PREPARING, 60.0)
    assert plan.due(60.0) == []
    plan.ended(fetch, Answer.QUEUED, 60.0)
    assert plan.due(60.0) == []
    assert plan.slots_in_use() == 3


def test_once_it_is_here_the_next_one_is_prepared() -> None:
    plan, restart = _refused()
    plan.ended(restart, Answer.READY, 60.0)
    fetch, *starts = plan.due(60.0)
    for start in starts:
        plan.ended(start, Answer.PREPARING, 60.0)
    assert plan.fetched(fetch, 61.0)
    assert [attempt.key for attempt in plan.due(61.0)] == [KEYS[3]]
    assert plan.slots_in_use() == 3


def _four_prepared() -> TransferPlan:
    """Three are prepared, and a fourth that was ready is no longer when its file is asked for."""
    plan = TransferPlan()
    for key in KEYS:
        plan.request(key, Priority.ASKED, 0.0)
    asks = plan.due(0.0)
    for ask in asks:
        plan.ended(ask, Answer.NOT_ASKED, 0.0)
    for start in plan.due(0.0):
        plan.ended(start, Answer.PREPARING, 0.0)
    for answer in (Answer.READY, Answer.PREPARING):
        [attempt] = plan.due(0.0)
        plan.ended(attempt, answer, 0.0)
    assert plan.slots_in_use() == 4
    return plan


def test_of_four_that_the_server_lost_it_begins_three_anew() -> None:
    plan, now, begun = _four_prepared(), 0.0, set[FileKey]()
    while now < 200.0:
        while attempts := plan.due(now):
            begun.update(attempt.key for attempt in attempts if attempt.way.needs_slot)
            for attempt in attempts:
                known = attempt.key in begun
                plan.ended(attempt, Answer.PREPARING if known else Answer.NOT_ASKED, now)
        now = plan.next_at(now) or 200.0
    assert len(begun) == plan.slots_in_use() == 3
    [last] = set(KEYS) - begun
    transfer = plan.transfer(last)
    assert transfer is not None and transfer.state is TransferState.WAITING


def _cancelled_restart() -> tuple[TransferPlan, Attempt]:
    """One that failed was to be begun anew, and was cancelled before an answer came to that."""
    plan = TransferPlan()
    plan.request(KEYS[0], Priority.ASKED, 0.0)
    plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
    plan.failed(plan.due(0.0)[0], PreparationFailed(), 0.0)
    [restart] = plan.due(305.0)
    assert restart.way is Way.RESTART
    plan.cancel(KEYS[0], 305.5)
    return plan, restart


def test_the_failure_of_before_does_not_free_the_slot_of_what_may_still_be_begun_anew() -> None:
    plan, restart = _cancelled_restart()
    plan.failed(restart, Cancelled(), 305.5)
    for now, slots in ((321.0, 1), (340.0, 1), (430.0, 0)):
        [ask] = plan.due(now)
        plan.failed(ask, PreparationFailed(), now)
        assert plan.slots_in_use() == slots


def test_once_the_server_has_answered_a_failure_is_that_of_the_new_one() -> None:
    plan, restart = _cancelled_restart()
    plan.ended(restart, Answer.QUEUED, 305.6)
    [ask] = plan.due(309.0)
    plan.failed(ask, PreparationFailed(), 309.0)
    assert plan.slots_in_use() == 0
