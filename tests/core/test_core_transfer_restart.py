"""What the queue knows again after a restart: who is next, and which preparations the server may be at."""

from __future__ import annotations

import random

from desktop.core.held_slots import KeptSlot
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Hold, KeptTransfer, TransferState, Way
from desktop.core.transfer_plan import TransferPlan


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
