"""From closing the window to the end of the process while three downloads stand still."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module, time_after
from tests.prepared import prepare

KEYRING = "tests.benchmarks.open_keyring.OpenKeyring"


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    options = DemoOptions(calls=max(20, size.rows), receipts=5, prepare_seconds=(0.05, 0.1))
    with tempfile.TemporaryDirectory() as folder, DemoServer(options) as server:
        prepare(Path(folder), server)
        server.faults.add(Fault(path=r"/api/recordings/[^/]+/stream", kind="stall", at_bytes=2_000))
        sids = [call.sid for call in server.world.calls if call.fate == "kept"][:3]
        ours = module("tests.benchmarks.stalled_program", ",".join(sids), "--data-dir", folder)
        yield Pair(
            ours=lambda: time_after("closing", Child(*ours, keyring=KEYRING)),
            peer=lambda: time_after("painted", Child(*module("tests.benchmarks.bare_window"))),
        )


BENCHMARK = Benchmark("quit", _open, limit=2.0, judged=Judged.OURS, size=Size(rows=60, runs=5))
