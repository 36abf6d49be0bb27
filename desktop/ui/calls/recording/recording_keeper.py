"""RecordingKeeper: brings the recordings of any number of calls to this computer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import FileKey, Priority
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.recording.recording_words import RecordingFacts
from desktop.ui.widgets.messages import Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

ROWS_AT_ONCE = 200
ASKED_AT_ONCE = 20


class HandedKeeping(NamedTuple):
    """What one window leaves to the next: recordings that were promised and are not asked for yet, and rows
    that are still looked up."""

    sids: tuple[str, ...]
    looked_up: tuple[Sequence[int], ...]


class RecordingKeeper(QObject):
    """Looks up in the TaskPool what is missing, and asks for it a few at a time: the window stays free."""

    asked = Signal(int)
    """So many recordings were asked for."""

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._messages = messages
        self._looking: dict[int, tuple[TaskHandle, Sequence[int]]] = {}
        """What is looked up: by number, with the rows."""
        self._finding: TaskHandle | None = None
        self._numbers = count()
        self._waiting: deque[str] = deque()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._ask_some)

    def stop(self) -> None:
        """Forgets what was not asked for yet: another account."""
        self._waiting.clear()
        self._next.stop()
        for handle, _ in self._looking.values():
            handle.abandon()
        self._looking.clear()
        self._stop_finding()

    def keep(self, scope: AccountScope, ids: Sequence[int]) -> None:
        """Asks for the recordings of these rows that are on the server and not here."""
        number, work = next(self._numbers), partial(_missing, scope, ids)
        ends = (partial(end, number) for end in (self._on_found, self._on_not_found))
        self._looking[number] = (self._tasks.run(work, *ends), ids)

    def find_kept(self, scope: AccountScope, ids: Sequence[int], then: Callable[[list[str]], None]) -> None:
        """Tells `then` the sids of these rows whose recordings are here, in the order of `ids`."""
        self._stop_finding()
        self._finding = self._tasks.run(partial(_kept, scope, ids), then, self._on_none_kept)

    def _on_none_kept(self, error: AppError) -> None:
        self._messages.error(error, key="keep")

    def _stop_finding(self) -> None:
        finding, self._finding = self._finding, None
        if finding is not None:
            finding.abandon()

    def hand_over(self) -> HandedKeeping:
        """Lets go of what was not asked for yet, for another window to take over."""
        handed = HandedKeeping(tuple(self._waiting), tuple(ids for _, ids in self._looking.values()))
        self.stop()
        return handed

    def take_over(self, scope: AccountScope, handed: HandedKeeping) -> None:
        """Goes on where another window stopped, on the same account."""
        self.ask_for(handed.sids)
        for ids in handed.looked_up:
            self.keep(scope, ids)

    def _on_found(self, number: int, sids: list[str]) -> None:
        del self._looking[number]
        if sids:
            said = self.tr("%n recording(s) will be kept on this computer.", "", len(sids))
            self._messages.success(said, key="keep")
        else:
            said = self.tr("There is nothing to fetch: what these calls have is here already.")
            self._messages.note(said, key="keep")
        self.ask_for(sids)
        self.asked.emit(len(sids))

    def ask_for(self, sids: Iterable[str]) -> None:
        """Asks for the recordings of these calls, whether or not they are here."""
        self._waiting.extend(sids)
        self._next.start()

    @property
    def waiting(self) -> tuple[str, ...]:
        """What is not asked for yet."""
        return tuple(self._waiting)

    def cancel(self, sids: Iterable[str]) -> None:
        """Asks for these no longer, and ends those that are under way."""
        wanted = set(sids)
        self._waiting = deque(sid for sid in self._waiting if sid not in wanted)
        self._queue.cancel(*map(FileKey.recording, wanted))

    def _on_not_found(self, number: int, error: AppError) -> None:
        del self._looking[number]
        self._messages.error(error, key="keep")

    @Slot()
    def _ask_some(self) -> None:
        for _ in range(min(ASKED_AT_ONCE, len(self._waiting))):
            self._queue.request(FileKey.recording(self._waiting.popleft()), Priority.ASKED)
        if not self._waiting:
            self._next.stop()


def _kept(scope: AccountScope, ids: Sequence[int]) -> list[str]:
    chunks = (ids[first : first + ROWS_AT_ONCE] for first in range(0, len(ids), ROWS_AT_ONCE))
    return [row.call.sid for chunk in chunks for row in scope.calls.rows(chunk) if row.kept]


def _missing(scope: AccountScope, ids: Sequence[int]) -> list[str]:
    """Of several, those that the server deleted long since are left out; one alone is tried all the same."""
    found: list[str] = []
    now = scope.clock.now()
    for first in range(0, len(ids), ROWS_AT_ONCE):
        for row in scope.calls.rows(ids[first : first + ROWS_AT_ONCE]):
            there = len(ids) == 1 or RecordingFacts(row.call, row.kept, None, now).deleted_at is None
            if row.call.has_recording and row.call.gone_at is None and not row.kept and there:
                found.append(row.call.sid)
    return found
