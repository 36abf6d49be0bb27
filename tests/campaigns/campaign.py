"""What a campaign is: numbered cases, each made from the seed and its number alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


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

    def fail(self, number: int, what: str) -> None:
        """Case `number` broke a promise."""
        self.failures.append(f"case {number}: {what}")

    def __str__(self) -> str:
        return " ".join(f"{what}={times}" for what, times in sorted(self.tally.items()))


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
