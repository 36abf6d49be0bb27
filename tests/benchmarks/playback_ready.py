"""Pressing play on a recording that the server has ready, while it prepares three others for minutes.

From the press to the first position, the fetching included. The peer is the same with nothing else asked for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject

from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.ui.application import make_application
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.listening import Listening
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.widgets.messages import Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.busy_server import sids
from tests.benchmarks.child import Child, module
from tests.benchmarks.playback import Waiting
from tests.benchmarks.table_desk import wait
from tests.prepared import open_scope, sync

SLOW = 3
LENGTH_SECONDS = 60


class _Listener:
    """One who presses play, with a queue of his own."""

    def __init__(self, scope: AccountScope) -> None:
        assert scope.online is not None
        self.owner = QObject()
        self.tasks = TaskPool(self.owner)
        self.queue = DownloadQueue(self.owner)
        self.queue.set_account(scope.kept_files.find)
        self.queue.set_attempts(scope.online.transfers)
        self._player = Player(self.owner)
        self._player.warm_up()
        listening = Listening(self._player, self.tasks, self.owner)
        self._flow = PlayFlow(self.queue, self._player, listening, Messages(self.owner), self.owner)
        self._flow.set_scope(scope)
        self._waiting = Waiting()
        self._player.position_changed.connect(self._waiting.note_position)

    def press_all(self, sids: list[str]) -> float:
        """Seconds to the first position, the median of these."""
        return median(self._press(sid) for sid in sids)

    def _press(self, sid: str) -> float:
        seconds = self._waiting.measure(lambda: self._flow.press(sid), lambda at: at > 0)
        self._player.close()
        return seconds

    def ask_for_slow(self, sids: list[str]) -> None:
        """All preparing slots are taken by these."""
        for sid in sids:
            self.queue.request(FileKey.recording(sid))
        wait(lambda: self.queue.counts().preparing == len(sids))

    def close(self) -> None:
        self._flow.set_scope(None)
        self.queue.close(5_000)
        self.tasks.close(5_000)


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    make_application()
    count = 2 * size.rows * size.runs
    wanted = iter(sids(count + SLOW))
    slow = [next(wanted) for _ in range(SLOW)]
    server = Child(*module("tests.benchmarks.busy_server", str(count + SLOW), str(LENGTH_SECONDS), str(SLOW)))
    with server, tempfile.TemporaryDirectory() as folder:
        scope = open_scope(Path(folder), f"http://127.0.0.1:{server.number_after('port'):.0f}")
        sync(scope)
        among, alone = _Listener(scope), _Listener(scope)
        among.ask_for_slow(slow)
        yield Pair(
            ours=lambda: among.press_all([next(wanted) for _ in range(size.rows)]),
            peer=lambda: alone.press_all([next(wanted) for _ in range(size.rows)]),
        )
        assert among.queue.counts().preparing == SLOW
        among.close()
        alone.close()
        scope.close()


READY = Benchmark("playback-ready", _open, 1.2, Judged.RATIO, size=Size(rows=15, runs=3))
