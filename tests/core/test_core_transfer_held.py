"""What the server prepares while nothing can be asked of it: that time is nobody's fault."""

from __future__ import annotations

import pytest

from desktop.core.errors import Cancelled, SignedOut, StillPreparing
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Hold, TransferState
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
    assert plan.due(A_LUNCH + 801.0) == []
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
