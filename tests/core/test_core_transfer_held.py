"""What the server prepares while nothing can be asked of it: that time is nobody's fault."""

from __future__ import annotations

import pytest

from desktop.core.errors import (
    AppError,
    Cancelled,
    DiskFailed,
    DiskReason,
    FileIncomplete,
    NoSlot,
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

KEY = FileKey.recording("CA1")
A_LUNCH = 3600.0


def _preparing(now: float) -> TransferPlan:
    """A plan whose one recording the server prepares since `now`."""
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, now)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        plan.ended(plan.due(now)[0], answer, now)
    return plan


@pytest.mark.parametrize("hold", [Hold.NO_SESSION, Hold.NO_ROOM])
def test_what_was_being_prepared_is_asked_about_and_not_given_up(hold: Hold) -> None:
    plan = _preparing(0.0)
    plan.held_for.add(hold)
    assert plan.due(10.0) == []
    plan.held_for.clear()
    [ask] = plan.due(A_LUNCH)
    assert plan.take_expired() == []
    plan.ended(ask, Answer.PREPARING, A_LUNCH)
    transfer = plan.transfer(KEY)
    assert transfer is not None and transfer.state is TransferState.PREPARING


def test_the_rest_of_the_patience_is_left() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(100.0)
    plan.failed(ask, SignedOut(), 100.0)
    assert plan.due(100.0) == []
    plan.held_for.clear()
    for now in (A_LUNCH, A_LUNCH + 790.0):
        for attempt in plan.due(now):
            plan.ended(attempt, Answer.PREPARING, now)
    assert plan.take_expired() == []
    [ask] = plan.due(A_LUNCH + 805.0)
    plan.ended(ask, Answer.PREPARING, A_LUNCH + 805.0)
    transfer = plan.transfer(KEY)
    assert transfer is not None and isinstance(transfer.error, StillPreparing)


def test_what_arrived_until_the_session_was_ended_under_it_waits_and_does_not_seem_to_arrive() -> None:
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, 0.0)
    plan.ended(plan.due(0.0)[0], Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.progress(start, 100, 1000)
    plan.held_for.add(Hold.NO_SESSION)
    plan.failed(start, Cancelled(), 1.0)
    transfer = plan.transfer(KEY)
    assert transfer is not None and transfer.state is TransferState.WAITING


# -- ready need not be ready any more ----------------------------------------------------------------


def _ready(now: float = 0.0) -> TransferPlan:
    """A plan whose one recording is ready, and not yet fetched."""
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, now)
    plan.ended(plan.due(now)[0], Answer.READY, now)
    return plan


@pytest.mark.parametrize("error", [Offline(), FileIncomplete(), SignedOut(), Cancelled()])
def test_after_any_wait_it_is_asked_again_whether_it_is_ready(error: AppError) -> None:
    plan = _ready()
    [fetch] = plan.due(0.0)
    assert fetch.way is Way.FETCH
    plan.failed(fetch, error, 0.0)
    plan.due(0.0)
    plan.held_for.clear()
    assert [one.way for one in plan.due(A_LUNCH)] == [Way.ASK]


def _started() -> tuple[TransferPlan, Attempt]:
    """The server is about to be asked to prepare it."""
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, 0.0, kept=True)
    [ask] = plan.due(0.0)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    return plan, start


def test_what_had_no_room_was_never_begun_and_holds_no_slot() -> None:
    """Paused or cancelled, the server would be asked for two minutes whether it prepares it all the same."""
    plan, start = _started()
    plan.not_begun(start)
    plan.failed(start, Cancelled(), 0.0)
    assert plan.slots_in_use() == 0
    plan.pause_all(1.0)
    plan.resume_all(2.0)
    [ask] = plan.due(10.0)
    plan.ended(ask, Answer.NOT_ASKED, 10.0)
    assert [one.way for one in plan.due(10.0)] == [Way.START]


def test_nor_does_what_was_cancelled_before_it_found_no_room() -> None:
    plan, start = _started()
    plan.cancel(KEY, 0.0)
    assert plan.slots_in_use() == 1
    plan.not_begun(start)
    plan.failed(start, Cancelled(), 0.0)
    assert plan.slots_in_use() == 0


def test_nor_does_the_last_resort_that_found_no_room() -> None:
    plan, start = _started()
    plan.failed(start, RecordingGone(), 0.0)
    [last] = plan.due(0.0)
    assert last.way is Way.LAST_RESORT
    plan.not_begun(last)
    plan.failed(last, Cancelled(), 0.0)
    assert plan.slots_in_use() == 0
    assert [one.way for one in plan.due(10.0)] == [Way.LAST_RESORT]


def _cancel_unasked(plan: TransferPlan, attempt: Attempt, now: float) -> None:
    """It waits for a thread, and the user cancels it before it has one."""
    plan.cancel(attempt.key, now)
    plan.not_begun(attempt)
    plan.failed(attempt, Cancelled(unasked=True), now)


def test_the_last_resort_that_was_asked_before_keeps_its_slot() -> None:
    plan, last = _last_resort()
    _cancel_unasked(plan, last, 1.0)
    assert plan.slots_in_use() == 0
    plan, last = _last_resort()
    plan.ended(last, Answer.PREPARING, 0.0)
    [last] = plan.due(10.0)
    assert last.way is Way.LAST_RESORT
    _cancel_unasked(plan, last, 11.0)
    assert plan.slots_in_use() == 1


def test_what_was_to_be_begun_anew_and_never_was_is_in_its_turn_still() -> None:
    plan, start = _started()
    plan.failed(start, PreparationFailed(), 0.0)
    [again] = plan.due(400.0)
    assert again.way is Way.RESTART
    plan.pause(KEY, 400.0)
    plan.resume(KEY, 401.0)
    plan.not_begun(again)
    plan.failed(again, Cancelled(unasked=True), 402.0)
    assert plan.slots_in_use() == 0
    kept = plan.kept_transfer(KEY)
    assert kept is not None and kept.preparations == 0
    assert [one.way for one in plan.due(402.0)] == [Way.RESTART]


def test_what_is_prepared_stays_so_where_there_is_no_room_for_it() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(10.0)
    plan.not_begun(ask)
    plan.failed(ask, Cancelled(), 10.0)
    assert plan.slots_in_use() == 1


def test_what_is_held_each_time_before_the_server_is_asked_comes_to_an_end() -> None:
    plan, start = _started()
    held, tries, now = DiskFailed(reason=DiskReason.IN_USE), 1, 0.0
    plan.not_begun(start)
    while not plan.failed(start, held, now):
        now += 100.0
        [ask] = plan.due(now)
        plan.ended(ask, Answer.NOT_ASKED, now)
        [start] = plan.due(now)
        plan.not_begun(start)
        tries += 1
        assert tries <= 10, "it is tried for ever"
    assert tries == 1 + len(plan.rules.retry_seconds)
    assert plan.slots_in_use() == 0


def test_after_a_time_without_a_session_too() -> None:
    plan = _ready()
    plan.held_for.add(Hold.NO_SESSION)
    assert plan.due(0.0) == []
    plan.held_for.clear()
    assert [one.way for one in plan.due(A_LUNCH)] == [Way.ASK]


def test_a_receipt_file_needs_no_asking_then_either() -> None:
    plan, key = TransferPlan(), FileKey.source(1)
    plan.request(key, Priority.ASKED, 0.0)
    plan.failed(plan.due(0.0)[0], Offline(), 0.0)
    assert [one.way for one in plan.due(A_LUNCH)] == [Way.FETCH]


# -- before it is given up ---------------------------------------------------------------------------


def test_after_a_long_sleep_it_is_asked_once_more_before_it_is_given_up() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(A_LUNCH)
    assert ask.way is Way.ASK
    assert plan.take_expired() == []
    plan.ended(ask, Answer.READY, A_LUNCH)
    [fetch] = plan.due(A_LUNCH)
    assert fetch.way is Way.FETCH
    assert plan.fetched(fetch, A_LUNCH)


def test_what_is_ready_waits_for_a_thread_for_as_long_as_that_takes() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(10.0)
    for number in range(2):
        plan.request(FileKey.source(number), Priority.NOW, 10.0)
    others = plan.due(10.0)
    plan.request(FileKey.source(2), Priority.NOW, 10.0)
    plan.ended(ask, Answer.READY, 10.0)
    others += plan.due(10.0)
    assert len(others) == 3
    assert plan.fetched(others[0], A_LUNCH)
    assert [(one.key, one.way) for one in plan.due(A_LUNCH)] == [(KEY, Way.FETCH)]
    assert plan.take_expired() == []


def test_one_that_was_lost_and_then_refused_is_waited_for_as_any_that_was_refused() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(130.0)
    plan.ended(ask, Answer.NOT_ASKED, 130.0)
    [start] = plan.due(130.0)
    plan.failed(start, NoSlot(), 130.0)
    [again] = plan.due(A_LUNCH)
    plan.ended(again, Answer.PREPARING, A_LUNCH)
    assert plan.take_expired() == []
    transfer = plan.transfer(KEY)
    assert transfer is not None and transfer.state is TransferState.PREPARING


def test_what_was_lost_is_asked_about_no_sooner_than_the_server_says() -> None:
    plan = _preparing(0.0)
    [ask] = plan.due(10.0)
    plan.ended(ask, Answer.NOT_ASKED, 10.0, after=20.0)
    assert plan.due(29.0) == []
    assert len(plan.due(30.0)) == 1


# -- questions about what nobody waits for -----------------------------------------------------------


def _asked_after(*keys: FileKey) -> tuple[TransferPlan, list[Attempt]]:
    """A plan whose recordings were cancelled while the server prepared them, and what it asks of them."""
    plan = TransferPlan()
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        for attempt in plan.due(0.0):
            plan.ended(attempt, answer, 0.0)
    for key in keys:
        plan.cancel(key, 1.0)
    return plan, plan.due(5.0)


def test_a_question_about_one_that_is_wanted_again_is_its_own_and_ends_with_it() -> None:
    plan, [question] = _asked_after(KEY)
    plan.request(KEY, Priority.ASKED, 6.0)
    assert plan.due(6.0) == [], "never two attempts at one file"
    assert plan.cancel(KEY, 7.0) == question.number
    plan.failed(question, Cancelled(), 7.0)
    assert plan.slots_in_use() == 1


def _last_resort() -> tuple[TransferPlan, Attempt]:
    """A plan whose one recording is gone, as far as the server says, and is asked for all the same."""
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, 0.0)
    plan.failed(plan.due(0.0)[0], RecordingGone(), 0.0)
    [last] = plan.due(0.0)
    assert last.way is Way.LAST_RESORT
    return plan, last


def test_what_is_called_gone_may_be_prepared_by_the_last_resort() -> None:
    plan, last = _last_resort()
    plan.ended(last, Answer.PREPARING, 0.0)
    plan.cancel(KEY, 1.0)
    [question] = plan.due(5.0)
    plan.failed(question, RecordingGone(), 5.0)
    assert plan.slots_in_use() == 1
    plan.due(901.0)
    assert plan.slots_in_use() == 0


def test_what_the_last_resort_itself_calls_gone_is_not_prepared() -> None:
    plan, last = _last_resort()
    plan.cancel(KEY, 1.0)
    plan.failed(last, RecordingMissing(), 2.0)
    assert plan.slots_in_use() == 0


def test_it_is_asked_again_no_sooner_than_the_server_says() -> None:
    plan, [question] = _asked_after(KEY)
    plan.ended(question, Answer.PREPARING, 5.0, after=20.0)
    assert plan.due(24.0) == []
    assert len(plan.due(25.0)) == 1


def test_the_answer_to_that_question_is_the_one_that_is_waited_for() -> None:
    plan, [question] = _asked_after(KEY)
    plan.request(KEY, Priority.ASKED, 6.0)
    plan.ended(question, Answer.READY, 7.0)
    assert [(one.key, one.way) for one in plan.due(7.0)] == [(KEY, Way.FETCH)]
    assert plan.slots_in_use() == 0


def test_whatever_stalls_such_questions_leave_a_thread_for_what_somebody_waits_for() -> None:
    keys = [FileKey.recording(f"CA{number}") for number in range(3)]
    plan, questions = _asked_after(*keys)
    assert len(questions) == 2
    assert plan.due(6.0) == []
    plan.request(FileKey.source(1), Priority.NOW, 6.0)
    assert [one.key for one in plan.due(6.0)] == [FileKey.source(1)]
    plan.ended(questions[0], Answer.READY, 7.0)
    plan.fetched(Attempt(questions[-1].number + 1, FileKey.source(1), Way.FETCH), 7.0)
    assert [one.key for one in plan.due(7.0)] == [keys[2]]
