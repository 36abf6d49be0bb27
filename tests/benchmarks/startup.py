"""From the start of the process to the first painted list, against a bare PySide6 window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.demo.server import DemoOptions, DemoServer
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module, time_to
from tests.prepared import prepare


def program_start(folder: Path) -> Child:
    """The program on the data folder `folder`; says "painted" at its first list, and ends."""
    return Child(*module("desktop", "--measure-start", "--data-dir", str(folder), "--lang", "en"))


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    """`size.rows` calls in SQLite, and a server that is gone."""
    with tempfile.TemporaryDirectory() as folder:
        with DemoServer(DemoOptions(calls=size.rows, receipts=0)) as server:
            prepare(Path(folder), server)
        yield Pair(
            ours=lambda: time_to("painted", program_start(Path(folder))),
            peer=lambda: time_to("painted", Child(*module("tests.benchmarks.bare_window"))),
        )


BENCHMARK = Benchmark("startup", _open, limit=1.6, judged=Judged.RATIO, size=Size(rows=1000, runs=15))
