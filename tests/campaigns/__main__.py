"""Runs one campaign; exits 1 when a promise was broken, 2 when something that it needs is missing.

`--first N --count 1` repeats case N alone.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.campaigns.campaign import Outcome, Plan
from tests.campaigns.registry import CAMPAIGNS


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("name", metavar="NAME", choices=CAMPAIGNS, help=f"one of {', '.join(CAMPAIGNS)}")
    parser.add_argument("--count", type=int, help="how many cases; else the campaign's own number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    chosen = parser.parse_args(arguments)
    campaign = CAMPAIGNS[chosen.name]
    if missing := campaign.missing():
        print(missing, file=sys.stderr)
        return 2
    app = QApplication.instance() or QApplication(sys.argv[:1])
    plan = Plan(chosen.count or campaign.count, chosen.seed, chosen.first, _Progress())
    outcome, began = Outcome(), time.monotonic()
    # As in the program: on a worker thread it would end what belongs to the thread of the window.
    gc.disable()
    campaign.run(plan, outcome)
    del app
    print("\n".join([*outcome.figures, *outcome.failures[:20]]))
    verdict = "ok" if not outcome.failures else "BROKEN"
    seconds = f"seconds={time.monotonic() - began:.0f}"
    ends = f"count={plan.count} seed={plan.seed} {outcome} failures={len(outcome.failures)}"
    print(f"{campaign.name} {ends} {seconds} {verdict}")
    return 1 if outcome.failures else 0


class _Progress:
    """Says every ten seconds how many cases are done, and collects what they left in cycles: here alone."""

    def __init__(self) -> None:
        self._next = time.monotonic() + 10

    def __call__(self, done: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 10
            gc.collect()
            print(f"{done} done", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
