"""What a campaign is: numbered cases, each made from the seed and its number alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cases. `say` hears after each one how many are done. `small`: short ones, for the test suite."""

    count: int
    seed: int = 1
    first: int = 0
    say: Callable[[int], None] = lambda _: None
    small: bool = False

    def cases(self) -> Iterator[tuple[int, random.Random]]:
        """Each case's number, and its dice: the same ones whichever cases went before."""
        for number in range(self.first, self.first + self.count):
            yield number, random.Random(f"{self.seed} {number}")
            self.say(number - self.first + 1)


@dataclass(slots=True)
class Outcome:
    """What came of the cases: how often which end, what was measured, and whatever must never be."""

    tally: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=dict)
    """What was measured, in s, by its name."""

    def fail(self, number: int, what: str) -> None:
        """Case `number` broke a promise."""
        self.failures.append(f"case {number}: {what}")

    def measured(self, what: str, seconds: float) -> None:
        """`what` took so long this time."""
        self.took.setdefault(what, []).append(seconds)

    def __str__(self) -> str:
        counts = [f"{what}={times}" for what, times in sorted(self.tally.items())]
        return " ".join(counts + [_spread(what, took) for what, took in sorted(self.took.items())])


def _spread(what: str, took: list[float]) -> str:
    """`start n=40 p95=0.812s max=1.034s`: by nearest rank, so that it is one of those that were measured."""
    in_order = sorted(took)
    p95 = in_order[ceil(0.95 * len(in_order)) - 1]
    return f"{what} n={len(in_order)} p95={p95:.3f}s max={in_order[-1]:.3f}s"


def _nothing_missing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """`count`: how many cases the full campaign has; `sample`: how many the test suite runs, 0 for none.

    `missing`: says what is to be installed before it can run; "" when all is there.
    """

    name: str
    run: Callable[[Plan, Outcome], None]
    count: int
    sample: int
    missing: Callable[[], str] = _nothing_missing
