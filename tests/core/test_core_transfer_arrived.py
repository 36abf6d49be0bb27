"""What has its file from the server, and is on its way to the disk itself, takes no place there any more."""

from __future__ import annotations

import pytest

from desktop.core.errors import DiskFailed, DiskReason, PreparationFailed
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, QueueRules, Transfer, TransferState, Way
from desktop.core.transfer_plan import TransferPlan


@pytest.fixture
def plan() -> TransferPlan:
    return TransferPlan(QueueRules(transfers=2, keeping=2))


def sources(plan: TransferPlan, count: int) -> list[FileKey]:
    keys = [FileKey.source(number) for number in range(1, count + 1)]
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0)
    return keys


def keys_of(attempts: list[Attempt] | list[Transfer]) -> list[FileKey]:
    return [attempt.key for attempt in attempts]


def test_the_next_one_starts_when_the_file_is_here(plan: TransferPlan) -> None:
    keys = sources(plan, 3)
    first, _second = plan.due(0.0)
    assert plan.due(0.1) == []
    plan.arrived(first)
    assert keys_of(plan.due(0.1)) == [keys[2]]
    assert plan.fetched(first, 0.2)
    assert plan.due(0.2) == []


def test_the_disk_may_fall_behind_only_so_far(plan: TransferPlan) -> None:
    keys = sources(plan, 6)
    first, second = plan.due(0.0)
    plan.arrived(first)
    plan.arrived(second)
    assert plan.due(0.1) == []
    assert plan.next_at(0.1) is None
    plan.fetched(first, 0.2)
    assert keys_of(plan.due(0.2)) == keys[2:4]


def test_it_is_counted_apart(plan: TransferPlan) -> None:
    sources(plan, 3)
    first, _second = plan.due(0.0)
    plan.arrived(first)
    plan.due(0.0)
    counts = plan.counts()
    assert (counts.transferring, counts.keeping, counts.waiting, counts.open) == (2, 1, 0, 3)
    plan.fetched(first, 0.1)
    assert (plan.counts().transferring, plan.counts().keeping) == (2, 0)


def test_when_the_disk_refuses_it_the_place_is_free(plan: TransferPlan) -> None:
    keys = sources(plan, 2)
    first, _second = plan.due(0.0)
    plan.arrived(first)
    assert plan.failed(first, DiskFailed(), 0.1)
    transfer = plan.transfer(keys[0])
    assert transfer is not None
    assert transfer.state is TransferState.FAILED
    assert plan.counts().keeping == 0
    third = FileKey.source(3)
    plan.request(third, Priority.ASKED, 0.1)
    assert keys_of(plan.due(0.1)) == [third]
    assert keys_of(plan.arriving()) == [keys[1], third]


def test_what_another_program_holds_is_tried_again_a_few_times(plan: TransferPlan) -> None:
    (key,) = sources(plan, 1)
    held, now = DiskFailed(reason=DiskReason.IN_USE), 0.0
    for wait in plan.rules.retry_seconds:
        [attempt] = plan.due(now)
        plan.arrived(attempt)
        assert not plan.failed(attempt, held, now)
        assert plan.due(now + wait - 0.1) == []
        now += wait
    [last] = plan.due(now)
    assert plan.failed(last, held, now), "it is let go of in seconds, or not at all"
    transfer = plan.transfer(key)
    assert transfer is not None
    assert (transfer.state, transfer.error) == (TransferState.FAILED, held)


@pytest.mark.parametrize("end", ["cancel", "pause"])
def test_what_is_cancelled_or_paused_meanwhile_is_not_fetched_twice_at_once(
    plan: TransferPlan, end: str
) -> None:
    (key,) = sources(plan, 1)
    [first] = plan.due(0.0)
    plan.arrived(first)
    getattr(plan, end)(key, 0.1)
    assert plan.counts().keeping == 0
    plan.request(key, Priority.NOW, 0.2)
    assert plan.due(0.2) == []
    assert plan.fetched(first, 0.3)
    assert plan.due(0.3) == []


def test_one_that_was_cancelled_stays_so_though_it_is_here_after_all(plan: TransferPlan) -> None:
    (key,) = sources(plan, 1)
    [first] = plan.due(0.0)
    plan.arrived(first)
    plan.cancel(key, 0.1)
    assert not plan.fetched(first, 0.2), "nobody waited for it"
    transfer = plan.transfer(key)
    assert transfer is not None and transfer.state is TransferState.CANCELLED
    assert plan.clear_final((TransferState.CANCELLED,)) == [key]


# -- from the question to the file -----------------------------------------------------------------


def asked(plan: TransferPlan) -> Attempt:
    plan.request(FileKey.recording("CA1"), Priority.ASKED, 0.0)
    [ask] = plan.due(0.0)
    assert (ask.way, ask.may_go_on) == (Way.ASK, True)
    return ask


def gone_on(plan: TransferPlan, ask: Attempt) -> Attempt:
    fetch = Attempt(ask.number, ask.key, Way.FETCH, may_go_on=True)
    plan.went_on(fetch, 1.0)
    return fetch


def test_what_is_ready_is_fetched_by_the_attempt_that_asked(plan: TransferPlan) -> None:
    fetch = gone_on(plan, asked(plan))
    transfer = plan.transfer(fetch.key)
    assert transfer is not None
    assert transfer.state is TransferState.TRANSFERRING
    assert plan.due(1.0) == []
    assert plan.fetched(fetch, 2.0)


def test_its_preparing_slot_is_free_at_once(plan: TransferPlan) -> None:
    ask = asked(plan)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.ended(start, Answer.PREPARING, 0.0)
    assert plan.slots_in_use() == 1
    [again] = plan.due(60.0)
    gone_on(plan, again)
    assert plan.slots_in_use() == 0


def test_what_the_file_itself_answers_is_no_answer_to_the_question(plan: TransferPlan) -> None:
    """ "Ready" once more is a race of the server's, and "failed" is how its preparation ended."""
    fetch = gone_on(plan, asked(plan))
    plan.ended(fetch, Answer.READY, 1.0)
    assert plan.due(1.0) == []
    [again] = plan.due(60.0)
    # Without a slot it is not asked for what the server might prepare after all.
    assert again.way is Way.ASK
    plan.failed(gone_on(plan, again), PreparationFailed(), 60.0)
    assert plan.due(60.0) == []


def test_what_was_cancelled_meanwhile_frees_its_slot_at_the_server(plan: TransferPlan) -> None:
    ask = asked(plan)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.ended(start, Answer.PREPARING, 0.0)
    [again] = plan.due(60.0)
    plan.cancel(again.key, 60.0)
    assert plan.slots_in_use() == 1
    gone_on(plan, again)
    assert plan.slots_in_use() == 0


def test_a_question_about_what_nobody_wants_any_more_goes_on_to_no_file(plan: TransferPlan) -> None:
    ask = asked(plan)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.ended(start, Answer.PREPARING, 0.0)
    plan.cancel(start.key, 1.0)
    attempts = plan.due(600.0)
    assert [(attempt.way, attempt.may_go_on) for attempt in attempts] == [(Way.ASK, False)]


def test_what_is_ready_is_asked_for_behind_what_is_played_and_waits_for_a_slot() -> None:
    """All threads would go on to long files, and what somebody waits for would not begin."""
    plan = TransferPlan(QueueRules())
    keys = [FileKey.recording(f"CA{number}") for number in range(1, 5)]
    for key in keys[:3]:
        plan.request(key, Priority.ASKED, 0.0)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        for attempt in plan.due(0.0):
            plan.ended(attempt, answer, 0.0)
    plan.request(keys[3], Priority.NOW, 0.0)
    [now] = plan.due(0.0)
    plan.ended(now, Answer.NOT_ASKED, 0.0)
    questions = plan.due(60.0)
    assert [(one.way, one.may_go_on) for one in questions] == [(Way.ASK, False)] * 3
    for question in questions:
        plan.ended(question, Answer.READY, 60.0)
    first, *others = plan.due(60.0)
    assert (first.key, first.way) == (keys[3], Way.START)
    assert [one.way for one in others] == [Way.FETCH] * 2


def test_what_is_played_goes_on_and_so_do_the_others_while_it_is_prepared_or_paused() -> None:
    plan = TransferPlan(QueueRules())
    played, asked_for = FileKey.recording("CA1"), FileKey.recording("CA2")
    plan.request(played, Priority.NOW, 0.0)
    plan.request(asked_for, Priority.ASKED, 0.0)
    questions = plan.due(0.0)
    assert [one.may_go_on for one in questions] == [True, True]
    for question in questions:
        plan.ended(question, Answer.PREPARING, 0.0, 0.0)
    plan.pause(played, 1.0)
    goes_on = {one.key: one.may_go_on for one in plan.due(60.0)}
    assert goes_on == {played: False, asked_for: True}, "of the paused one only its slot is asked about"


def test_of_two_that_are_played_or_shown_both_go_on_as_they_are_asked_about_together() -> None:
    plan = TransferPlan(QueueRules())
    keys = [FileKey.recording(f"CA{number}") for number in range(1, 4)]
    for key, priority in zip(keys, (Priority.NOW, Priority.NOW, Priority.ASKED), strict=True):
        plan.request(key, priority, 0.0)
    assert [one.may_go_on for one in plan.due(0.0)] == [True] * 3
