"""From cancelling a download that stands still to the next one's request in its place: its thread was free.

The peer waits for nothing: how long the loop of the window takes to come round.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.core.models import FileKey
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.ui.application import make_application
from desktop.workers.download_queue import DownloadQueue
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.table_desk import wait
from tests.prepared import open_scope, sync

SLOTS = 3
_FILES = r"^/api/receipts/\d+/download$"


class _Stalled:
    """Three downloads of which nothing comes, and the others behind them."""

    def __init__(self, scope: AccountScope, keys: list[FileKey]) -> None:
        assert scope.online is not None
        self._owner = QObject()
        self._queue = DownloadQueue(self._owner)
        self._queue.set_account(scope.kept_files.find)
        self._queue.set_attempts(scope.online.transfers)
        self._left = deque(keys)
        for key in keys:
            self._queue.request(key)
        wait(lambda: all(self._has_begun(key) for key in keys[:SLOTS]))

    def _has_begun(self, key: FileKey) -> bool:
        transfer = self._queue.transfer(key)
        return transfer is not None and transfer.state is TransferState.TRANSFERRING

    def cancel(self) -> float:
        """Seconds until the next one has begun."""
        old, new = self._left.popleft(), self._left[SLOTS - 1]
        return _seconds(lambda: self._queue.cancel(old), lambda: self._has_begun(new))

    def close(self) -> None:
        self._queue.close(5_000)


def _seconds(begin: Callable[[], object], ended: Callable[[], bool]) -> float:
    began = time.perf_counter()
    begin()
    wait(ended)
    return time.perf_counter() - began


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    make_application()
    count = size.rows * size.runs + SLOTS
    options = DemoOptions(calls=1, receipts=4 * count)
    with tempfile.TemporaryDirectory() as folder, DemoServer(options) as server:
        scope = open_scope(Path(folder), server.url)
        sync(scope)
        server.faults.add(Fault(path=_FILES, kind="stall"))
        ids = scope.receipts.ids(ReceiptQuery())
        there = [number for number in ids if server.world.source_bytes(number) is not None]
        stalled = _Stalled(scope, [FileKey.source(number) for number in there[:count]])
        yield Pair(
            ours=lambda: _p95([stalled.cancel() for _ in range(size.rows)]),
            peer=lambda: _p95([_seconds(int, lambda: True) for _ in range(size.rows)]),
        )
        stalled.close()
        scope.close()


BENCHMARK = Benchmark("cancel", _open, limit=0.1, judged=Judged.OURS, size=Size(rows=60, runs=3))
