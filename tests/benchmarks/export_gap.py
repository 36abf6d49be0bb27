"""How long the window does not come round while all of its receipts, none of them kept, are exported.

The real program, and the embedded server in a process of its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.demo.server import DemoOptions, DemoServer
from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, gaps_of, module
from tests.benchmarks.quit_stalled import KEYRING
from tests.prepared import prepare


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    idle: list[float] = []
    idle_ms = "200" if size == TINY else "2000"
    with DemoServer(DemoOptions(calls=20, receipts=size.rows)) as server:

        def ours() -> float:
            # In another folder each time: nothing is kept of the one before.
            with tempfile.TemporaryDirectory() as made:
                prepare(Path(made) / "data", server)
                wishes = idle_ms, str(Path(made) / "x.zip")
                options = ("--data-dir", str(Path(made) / "data"), "--lang", "en")
                command = module("tests.benchmarks.exporting_program", *wishes, *options)
                longest, idle_gap = gaps_of(Child(*command, keyring=KEYRING))
                idle.append(idle_gap)
                return longest

        yield Pair(ours=ours, peer=lambda: idle[-1])


BENCHMARK = Benchmark("export-gap", _open, 0.1, Judged.OURS, size=Size(rows=500, runs=1))
