"""What a benchmark is, how it is run and how its line reads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum

Run = Callable[[], float]
"""Measures once, in a process of its own; smaller is better."""


class Judged(Enum):
    """What the limit is for."""

    RATIO = "ratio"
    """Ours divided by the peer's."""
    OURS = "ours"
    """Ours alone; the peer's stands there for comparison."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours and the peer's, ready to be measured. `peer` None: `missing` says what to install."""

    ours: Run
    peer: Run | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: `rows` of whatever the benchmark is about, in `runs` interleaved runs."""

    rows: int
    runs: int


TINY = Size(rows=20, runs=1)
"""Enough to see that a benchmark still works."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure. `open` prepares what both need, and removes it afterwards."""

    name: str
    open: Callable[[Size], AbstractContextManager[Pair]]
    limit: float
    judged: Judged
    unit: str = "s"
    size: Size = Size(rows=1000, runs=7)

    def measure(self, size: Size | None = None) -> Figure:
        """The best of several runs, ours and the peer's in turn, so that both meet the same weather."""
        chosen = size or self.size
        ours: list[float] = []
        peer: list[float] = []
        with self.open(chosen) as pair:
            for _ in range(chosen.runs):
                ours.append(pair.ours())
                if pair.peer is not None:
                    peer.append(pair.peer())
        return Figure(self, min(ours), min(peer, default=None), pair.missing)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. `peer` None: it is not installed."""

    benchmark: Benchmark
    ours: float
    peer: float | None
    missing: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.peer if self.peer else None

    @property
    def ok(self) -> bool:
        """A ratio to a peer that is not there is not kept."""
        judged = self.ratio if self.benchmark.judged is Judged.RATIO else self.ours
        return judged is not None and judged <= self.benchmark.limit

    def __str__(self) -> str:
        unit = self.benchmark.unit
        peer = f"{self.peer:.3f}{unit}" if self.peer is not None else "absent"
        ratio = _ratio(self.ratio) if self.ratio is not None else "absent"
        limit = f"{_ratio(self.benchmark.limit)}{unit if self.benchmark.judged is Judged.OURS else ''}"
        verdict = "ok" if self.ok else "SHORT"
        said = f" (peer not installed: {self.missing})" if self.peer is None else ""
        ours = f"{self.benchmark.name} ours={self.ours:.3f}{unit}"
        return f"{ours} {peer=!s} {ratio=!s} {limit=!s} {verdict}{said}"


def _ratio(number: float) -> str:
    """Two places, or four where ours is many times faster than the peer."""
    return f"{number:.2f}" if number >= 0.1 else f"{number:.4f}"
