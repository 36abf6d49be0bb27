"""Nothing moves: the disk has no room, or the server begins nothing. The plan says so, and of what it is."""

from __future__ import annotations

import pytest

from desktop.core.errors import DiskFull, NoSlot, Offline, RecordingMissing, TooLittleLeft
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, Hold, QueueCounts, QueueRules, TransferState, Way
from desktop.core.transfer_plan import TransferPlan

RECORDING = FileKey.recording("CA1")
SOURCE = FileKey.source(7)
FULL = DiskFull(needed=5, free=1)
TOO_LARGE = TooLittleLeft(needed=9, free=5, least=4)


def asked(*keys: FileKey) -> tuple[TransferPlan, list[Attempt]]:
    """A plan that was asked for these, and what it began with."""
    plan = TransferPlan()
    for key in keys:
        plan.request(key, Priority.ASKED, 0.0, kept=True)
    return plan, plan.due(0.0)


def test_what_waits_says_that_there_is_no_room() -> None:
    plan, _ = asked(RECORDING, SOURCE)
    plan.note_room(FULL)
    for transfer in plan.transfers():
        # The source is only tried: nothing of it comes while there is no room.
        assert transfer.state is TransferState.WAITING
        assert transfer.error is FULL
    counts = plan.counts()
    assert (counts.waiting, counts.transferring, counts.no_room) == (2, 0, True)
    assert not counts.moving
    plan.note_room(None)
    assert not plan.counts().no_room
    assert [transfer.error for transfer in plan.transfers()] == [None, None]


def test_what_comes_already_comes_to_its_end() -> None:
    plan, attempts = asked(RECORDING, SOURCE)
    plan.progress(next(one for one in attempts if one.key == SOURCE), 10, 100)
    plan.note_room(FULL)
    counts = plan.counts()
    assert (counts.waiting, counts.transferring) == (1, 1)
    assert counts.moving


def test_what_is_paused_or_over_does_not_wait_for_room() -> None:
    plan, _ = asked(RECORDING, SOURCE)
    plan.pause(RECORDING, 0.0)
    plan.cancel(SOURCE, 0.0)
    plan.note_room(FULL)
    assert [transfer.error for transfer in plan.transfers()] == [None, None]
    assert not plan.counts().moving


def test_a_server_that_begins_nothing_moves_nothing() -> None:
    plan, [ask] = asked(RECORDING)
    assert plan.counts().moving, "it is being asked"
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.failed(start, NoSlot(), 0.0)
    counts = plan.counts()
    assert (counts.waiting, counts.refused) == (1, True)
    assert not counts.moving
    # A minute later one is tried: that is not yet news.
    plan.due(plan.next_at(1.0) or 0.0)
    assert not plan.counts().moving


def test_a_worker_that_does_not_begin_moves_nothing() -> None:
    plan, [ask] = asked(RECORDING)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [start] = plan.due(0.0)
    plan.ended(start, Answer.QUEUED, 0.0)
    assert plan.counts().moving
    now = 0.0
    while not plan.counts().silent and now < 200.0:
        now = plan.next_at(now) or 0.0
        for attempt in plan.due(now):
            plan.ended(attempt, Answer.QUEUED, now)
    counts = plan.counts()
    assert (counts.preparing, counts.silent) == (1, 1)
    assert not counts.moving


def test_without_a_session_nothing_moves_but_what_comes_already() -> None:
    plan, attempts = asked(RECORDING, SOURCE)
    plan.held_for.add(Hold.NO_SESSION)
    assert plan.counts().no_session
    source = next(one for one in attempts if one.key == SOURCE)
    plan.progress(source, 10, 100)
    assert plan.counts().moving
    plan.failed(source, Offline(), 0.0)
    assert not plan.counts().moving


def test_what_is_tried_again_later_does_not_move() -> None:
    assert not QueueCounts(waiting=3).moving
    assert QueueCounts(waiting=3, asking=1).moving


def test_what_comes_ahead_of_its_being_looked_at_is_no_news() -> None:
    plan = TransferPlan()
    plan.request(SOURCE, Priority.AHEAD, 0.0)
    assert plan.due(0.0)
    assert plan.counts().open == 0
    assert [transfer.in_passing for transfer in plan.transfers()] == [True]
    plan.request(SOURCE, Priority.NOW, 1.0)
    assert plan.counts().transferring == 1
    assert [transfer.in_passing for transfer in plan.transfers()] == [False]
    plan.request(RECORDING, Priority.AHEAD, 2.0)
    assert plan.counts().open == 2, "a recording takes a slot of the server, perhaps for minutes"


def too_large(way: Way) -> TransferPlan:
    """A plan for which the server gave, on `way`, the bytes of a recording that is too large for the disk."""
    plan, [ask] = asked(RECORDING)
    plan.ended(ask, Answer.NOT_ASKED, 0.0)
    [attempt] = plan.due(0.0)
    if way is Way.LAST_RESORT:
        plan.failed(attempt, RecordingMissing(), 0.0)
        [attempt] = plan.due(0.0)
        plan.ended(attempt, Answer.PREPARING, 0.0)
        [attempt] = plan.due(5.0)
    assert attempt.way is way and plan.slots_in_use() == 1
    assert not plan.failed(attempt, TOO_LARGE, 5.0)
    return plan


@pytest.mark.parametrize("way", [Way.START, Way.LAST_RESORT])
def test_what_is_too_large_holds_no_slot(way: Way) -> None:
    """The server has prepared it: another one is prepared meanwhile, and it is only asked about later."""
    plan = too_large(way)
    assert plan.slots_in_use() == 0 and plan.kept_slots() == ()
    transfer = plan.transfer(RECORDING)
    assert transfer is not None
    assert (transfer.state, transfer.error) == (TransferState.WAITING, TOO_LARGE)
    assert plan.too_large() == {RECORDING: TOO_LARGE}
    [again] = plan.due(5.0 + QueueRules().room_seconds)
    assert again.way is (Way.ASK if way is Way.START else way)


def test_the_wait_for_room_is_not_the_time_that_the_server_takes() -> None:
    """It is prepared anew, since the server kept it for a while only, and that does not take too long."""
    plan = too_large(Way.LAST_RESORT)
    hours = 4 * 3600.0
    [again] = plan.due(hours)
    plan.ended(again, Answer.PREPARING, hours)
    transfer = plan.transfer(RECORDING)
    assert transfer is not None and transfer.state is TransferState.PREPARING
