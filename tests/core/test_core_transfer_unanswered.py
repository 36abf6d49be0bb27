"""Nobody answers, or nobody who knows of the file: nothing fails while that is so for all, and in the end
that one fails which alone is not answered."""

from __future__ import annotations

import pytest

from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    CertificateRejected,
    FileIncomplete,
    NotAllowed,
    NotOurServer,
    Offline,
    ServerBusy,
    ServerFailed,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, Hold, KeptTransfer, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

OF_THE_WAY = (Offline, CertificateRejected, NotOurServer, ServerBusy, ServerFailed, AnswerNotUnderstood)
KEY = FileKey.recording("CA1")
MANY = [FileKey.recording(f"CA{number}") for number in range(30)]
AN_HOUR = 3600.0


def asked(*keys: FileKey, priority: Priority = Priority.ASKED) -> TransferPlan:
    plan = TransferPlan()
    for key in keys:
        plan.request(key, priority, 0.0, kept=True)
    return plan


def fail_until(plan: TransferPlan, error: AppError, end: float, now: float = 0.0) -> float:
    """Every attempt fails; returns when that ended, at the latest after `end`."""
    while now < end and plan.unfinished():
        for attempt in plan.due(now):
            plan.failed(attempt, error, now)
        now = min(plan.next_at(now) or end, end)
    return now


def state(plan: TransferPlan, key: FileKey = KEY) -> TransferState:
    transfer = plan.transfer(key)
    assert transfer is not None
    return transfer.state


# -- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OF_THE_WAY)
def test_while_the_server_answers_nobody_nothing_fails(kind: type[AppError]) -> None:
    plan = asked(*MANY)
    fail_until(plan, kind(), AN_HOUR)
    assert len(plan.unfinished()) == len(MANY)
    left, now = set(MANY), AN_HOUR
    while left:
        now = plan.next_at(now) or now
        for attempt in plan.due(now):
            if attempt.way is Way.ASK:
                plan.ended(attempt, Answer.READY, now)
            else:
                plan.fetched(attempt, now)
                left.discard(attempt.key)
    assert now < AN_HOUR + 120.0, "none is waited for much longer"


@pytest.mark.parametrize("kind", OF_THE_WAY)
def test_when_it_comes_again_what_failed_for_that_is_asked_for(kind: type[AppError]) -> None:
    plan = TransferPlan()
    lost = KeptTransfer(KEY, Priority.ASKED, 1, TransferState.FAILED, 0.0, ended_at=1.0, error=kind())
    plan.restore([lost], 10.0, paused=False)
    assert plan.request_unanswered(10.0) == [KEY]
    assert state(plan) is TransferState.WAITING


def test_what_is_asked_for_in_vain_says_so_and_when_it_is_asked_again() -> None:
    plan = asked(KEY)
    plan.failed(plan.due(0.0)[0], ServerFailed(status=500), 0.0)
    transfer = plan.transfer(KEY)
    assert transfer is not None and isinstance(transfer.error, ServerFailed)
    assert transfer.next_at == 2.0
    plan.ended(plan.due(2.0)[0], Answer.NOT_ASKED, 2.0)
    plan.ended(plan.due(2.0)[0], Answer.PREPARING, 2.0)
    transfer = plan.transfer(KEY)
    assert transfer is not None and transfer.error is None
    assert plan.request_unanswered(2.0) == []


# -- one of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OF_THE_WAY)
@pytest.mark.parametrize(("priority", "patience"), [(Priority.ASKED, 900.0), (Priority.NOW, 60.0)])
def test_one_that_alone_is_not_answered_fails_with_its_reason(
    kind: type[AppError], priority: Priority, patience: float
) -> None:
    plan, now = asked(KEY, priority=priority), 0.0
    while plan.unfinished() and now < AN_HOUR:
        for attempt in plan.due(now):
            plan.failed(attempt, kind(), now)
        # The lists come.
        plan.note_answered(now + 0.1)
        now = plan.next_at(now + 0.1) or now + 1.0
    transfer = plan.transfer(KEY)
    assert transfer is not None and isinstance(transfer.error, kind)
    assert transfer.state is TransferState.FAILED
    assert patience <= now < patience + 130.0


def test_what_another_one_hears_is_an_answer_too() -> None:
    plan, other, now = asked(KEY), FileKey.recording("CA2"), 0.0
    while KEY in plan.unfinished() and now < AN_HOUR:
        plan.request(other, Priority.ASKED, now)
        for attempt in plan.due(now):
            if attempt.key == KEY:
                plan.failed(attempt, ServerFailed(), now)
            elif attempt.way is Way.ASK:
                plan.ended(attempt, Answer.READY, now)
            else:
                plan.fetched(attempt, now)
        now += 1.0
    assert 900.0 <= now < 1_000.0


def test_ready_and_then_no_file_is_no_way_to_go_on_for_ever() -> None:
    plan, now = asked(KEY), 0.0
    while plan.unfinished() and now < AN_HOUR:
        for attempt in plan.due(now):
            if attempt.way is Way.ASK:
                plan.ended(attempt, Answer.READY, now)
            else:
                plan.failed(attempt, ServerFailed(), now)
        now += 1.0
    assert 900.0 <= now < 1_000.0


def test_it_is_time_to_look_when_it_was_tried_often_enough_and_again_before_it_fails() -> None:
    plan, doubts, now = asked(KEY), list[float](), 0.0
    while now < 1_000.0:
        for attempt in plan.due(now):
            plan.failed(attempt, Offline(), now)
            if plan.take_doubt():
                doubts.append(now)
        now = plan.next_at(now) or now + 1.0
    assert doubts[0] == 23.0
    assert doubts[1] >= 900.0
    plan.note_answered(now)
    # Nobody waits any longer for its end.
    [last] = plan.due(now)
    assert plan.failed(last, Offline(), now + 0.1)


def test_while_nothing_may_be_asked_that_patience_does_not_run_out_either() -> None:
    plan = asked(KEY)
    now = fail_until(plan, Offline(), 500.0)
    plan.held_for.add(Hold.NO_SESSION)
    assert plan.due(now) == []
    plan.held_for.clear()
    now += AN_HOUR
    for _ in range(3):
        plan.note_answered(now + 0.1)
        now = max(now, plan.next_at(now) or now)
        for attempt in plan.due(now):
            plan.failed(attempt, Offline(), now)
    assert state(plan) is TransferState.WAITING


def test_a_cut_line_is_not_made_shorter_by_a_server_that_was_away() -> None:
    plan = asked(KEY)
    now = fail_until(plan, Offline(), 200.0)
    now = plan.next_at(now) or now
    plan.ended(plan.due(now)[0], Answer.READY, now)
    assert not plan.failed(plan.due(now)[0], FileIncomplete(), now)


# -- what an export waits for --------------------------------------------------------------------


def left_at_each_loss(plan: TransferPlan, losses: list[float]) -> list[float]:
    """The session is lost at these times; between them it is tried to go on, and nobody answers."""
    left = list[float]()
    for now in losses:
        plan.held_for.clear()
        for attempt in plan.due(now):
            plan.failed(attempt, Offline(), now)
        left.append(plan.lose_session(now))
    return left


def test_each_try_in_vain_makes_an_export_wait_no_longer() -> None:
    plan = asked(KEY)
    fail_until(plan, Offline(), 23.0)
    assert left_at_each_loss(plan, [23.0, 28.0, 43.0]) == [7.0, 2.0, 0.0]


def test_once_the_server_was_heard_an_export_waits_as_long_as_ever() -> None:
    plan = asked(KEY)
    assert left_at_each_loss(plan, [100.0, 120.0]) == [30.0, 10.0]
    plan.note_answered(125.0)
    assert left_at_each_loss(plan, [1_000.0, 1_031.0]) == [30.0, 0.0]


# -- the server may be at it still ---------------------------------------------------------------


@pytest.mark.parametrize("kind", [*OF_THE_WAY, NotAllowed])
@pytest.mark.parametrize("cancelled", [False, True], ids=["wanted", "cancelled"])
def test_a_bad_answer_to_a_question_begins_no_fourth_preparation(
    kind: type[AppError], cancelled: bool
) -> None:
    plan, server, now = asked(*MANY[:6]), set[FileKey](), 0.0
    while now < 40.0:
        while attempts := plan.due(now):
            for attempt in attempts:
                _carry_out(plan, server, attempt, now, kind)
        if cancelled and len(server) == 3:
            plan.cancel(MANY[0], now)
        now += 0.1
    assert len(server) == 3


def _carry_out(
    plan: TransferPlan, server: set[FileKey], attempt: Attempt, now: float, kind: type[AppError]
) -> None:
    """None is ready yet; of one that it prepares the server does not say so."""
    asks, prepared = attempt.way is Way.ASK, attempt.key in server
    if asks and prepared and attempt.key == MANY[0]:
        plan.failed(attempt, kind(), now)
    elif asks and not prepared:
        plan.ended(attempt, Answer.NOT_ASKED, now)
    else:
        server.add(attempt.key)
        plan.ended(attempt, Answer.PREPARING, now)


def test_what_was_asked_in_vain_long_ago_takes_nothing_of_that() -> None:
    """Nobody asked since: the server may have been there all the time."""
    plan = asked(KEY)
    assert left_at_each_loss(plan, [0.0]) == [30.0]
    plan.cancel(KEY, 1.0)
    assert left_at_each_loss(plan, [480.0, 490.0]) == [30.0, 20.0]


def test_a_server_that_fails_is_there() -> None:
    plan = asked(KEY)
    [attempt] = plan.due(0.0)
    plan.failed(attempt, ServerFailed(), 0.0)
    assert left_at_each_loss(plan, [20.0]) == [30.0]
