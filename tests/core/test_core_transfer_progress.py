"""A line that breaks again and again: patience lasts as long as each attempt gets further."""

from __future__ import annotations

from desktop.core.errors import FileIncomplete
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, Attempt, TransferState
from desktop.core.transfer_plan import TransferPlan

KEY = FileKey.recording("CA1")
TOTAL = 10_000


def next_attempt(plan: TransferPlan) -> Attempt | None:
    """What is due when nothing else is to be waited for; None: the transfer has ended."""
    due = plan.due(1e6)
    return due[0] if due else None


def fetching() -> tuple[TransferPlan, Attempt]:
    """A recording that is ready, and the attempt at its bytes."""
    plan = TransferPlan()
    plan.request(KEY, Priority.ASKED, 1e6)
    ask = next_attempt(plan)
    assert ask is not None
    plan.ended(ask, Answer.READY, 1e6)
    fetch = next_attempt(plan)
    assert fetch is not None
    return plan, fetch


def attempts_until_the_end(pieces: list[int]) -> tuple[int, TransferState]:
    """Each attempt comes to so many bytes, the last one again and again; how many there were."""
    plan, attempt = fetching()
    now, count = 1e6, 0
    while True:
        reached = pieces[min(count, len(pieces) - 1)]
        plan.progress(attempt, reached, TOTAL)
        count += 1
        if reached == TOTAL:
            plan.fetched(attempt, now)
            break
        if plan.failed(attempt, FileIncomplete(received=reached), now) or count > 100:
            break
        now = plan.next_at(now) or now
        attempt = plan.due(now)[0]
    transfer = plan.transfer(KEY)
    assert transfer is not None
    return count, transfer.state


def test_each_that_gets_further_renews_the_patience() -> None:
    assert attempts_until_the_end(list(range(500, TOTAL + 1, 500))) == (20, TransferState.DONE)


def test_what_gets_no_further_is_given_up() -> None:
    assert attempts_until_the_end([500]) == (4, TransferState.FAILED)
    assert attempts_until_the_end([500, 100, 400, 300]) == (4, TransferState.FAILED)
    assert attempts_until_the_end([0]) == (4, TransferState.FAILED)


def test_one_step_forward_counts_from_there() -> None:
    assert attempts_until_the_end([500, 500, 500, 600]) == (7, TransferState.FAILED)
