"""One step after the other fails, each in every way there is: what the disk campaigns share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.campaigns.campaign import Outcome, Plan
from tests.campaigns.failing_disk import BROKEN, FULL, FailingDisk

HOWS = (FULL, BROKEN)


def run_steps(
    plan: Plan, outcome: Outcome, sample_stride: int, run_case: Callable[[Path, FailingDisk], Iterable[str]]
) -> None:
    """A case is a step and a way to fail; the sample meets one step of `sample_stride`.

    `run_case` says what is wrong after one on that disk, in a folder of its own.
    """
    for number, _ in plan.cases():
        at = number // len(HOWS) * (sample_stride if plan.small else 1) + 1
        disk = FailingDisk(at, HOWS[number % len(HOWS)])
        with tempfile.TemporaryDirectory() as folder:
            for what in run_case(Path(folder), disk):
                outcome.fail(number, f"{what} (step {at}: {disk.failed} fails)")
        outcome.tally[disk.failed or "past_the_last"] += 1
