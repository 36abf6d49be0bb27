"""What was cancelled and is put back stands in the line where it stood, with its priority."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Hold, KeptTransfer, TransferState
from desktop.core.transfer_plan import TransferPlan

KEYS = [FileKey.recording(f"CA{number}") for number in range(6)]


@pytest.fixture
def plan() -> TransferPlan:
    """Nothing begins. The third one waits behind all others."""
    made = TransferPlan(held_for={Hold.NO_SESSION})
    for number, key in enumerate(KEYS):
        made.request(key, Priority.BACKGROUND if number == 2 else Priority.ASKED, 0.0, kept=True)
    return made


def cancel(plan: TransferPlan, *keys: FileKey) -> list[KeptTransfer]:
    before = [kept for key in keys if (kept := plan.kept_transfer(key)) is not None]
    for key in keys:
        plan.cancel(key, 1.0)
    return before


@pytest.mark.parametrize("cleared", [False, True])
def test_each_has_its_place_among_the_others(plan: TransferPlan, cleared: bool) -> None:
    line = list(plan.line())
    before = cancel(plan, KEYS[1], KEYS[2], KEYS[4])
    new = FileKey.recording("CA9")
    plan.request(new, Priority.ASKED, 2.0, kept=True)
    if cleared:
        plan.clear_final([TransferState.CANCELLED])
    for one in before:
        plan.put_back(one, 3.0)
    assert list(plan.line()) == [*line[:-1], new, line[-1]]
    # So the next run finds them, too.
    orders = [kept.order for key in KEYS if (kept := plan.kept_transfer(key)) is not None]
    assert orders == sorted(orders)


def test_one_that_was_paused_is_paused(plan: TransferPlan) -> None:
    plan.pause(KEYS[0], 0.5)
    for one in cancel(plan, *KEYS):
        plan.put_back(one, 3.0)
    states = [transfer.state for key in KEYS if (transfer := plan.transfer(key)) is not None]
    assert states == [TransferState.PAUSED, *[TransferState.WAITING] * 5]


def test_what_was_asked_for_anew_since_stays_as_it_is(plan: TransferPlan) -> None:
    [before] = cancel(plan, KEYS[0])
    plan.request(KEYS[0], Priority.NOW, 2.0, kept=True)
    plan.put_back(before, 3.0)
    now = plan.transfer(KEYS[0])
    assert now is not None and now.priority is Priority.NOW
    assert next(iter(plan.line())) == KEYS[0]


def test_how_often_the_server_was_asked_to_prepare_it_counts_on(plan: TransferPlan) -> None:
    [before] = cancel(plan, KEYS[0])
    plan.put_back(replace(before, preparations=2), 3.0)
    now = plan.kept_transfer(KEYS[0])
    assert now is not None and now.preparations == 2
