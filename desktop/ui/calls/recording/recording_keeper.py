"""RecordingKeeper: brings the recordings of any number of calls to this computer."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import count
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.call import CallRow
from desktop.core.errors import AppError
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.recording.recording_words import RecordingFacts
from desktop.ui.widgets.messages import Message, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

ROWS_AT_ONCE = 200
ASKED_AT_ONCE = 20
KEEP_MESSAGE = "keep"
_NOBODY_KNOWS = datetime.max.replace(tzinfo=UTC)
"""When the server deletes one that does not say so: no reason to hurry."""


class HandedKeeping(NamedTuple):
    """What one window leaves to the next: recordings that were promised and are not asked for yet, and rows
    that are still looked up."""

    sids: tuple[str, ...]
    looked_up: tuple[Sequence[int], ...]


class Lookup(NamedTuple):
    """Of some calls: `sids` whose recordings are to be fetched; how many of the others have none, are `here`
    already, or are `gone` from the server."""

    sids: list[str]
    without: int = 0
    here: int = 0
    gone: int = 0
    kept: tuple[str, ...] = ()
    """Sids of those that are here."""


class Here(NamedTuple):
    """Of some calls: `sids` of those whose recordings are here, and of how many others the server has one."""

    sids: list[str]
    elsewhere: int = 0


class RecordingKeeper(QObject):
    """Looks up in the TaskPool what is missing, and asks for it a few at a time: the window stays free."""

    asked = Signal(int)
    """So many recordings were asked for."""
    busy_changed = Signal()
    """See `busy`."""

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
        self._promise: Message | None = None
        """That these recordings will be kept: said no longer once one of them is cancelled."""
        self._promised: frozenset[str] = frozenset()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._ask_some)
        queue.changed.connect(self._on_changed)

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
        number, work = next(self._numbers), partial(_look_up_and_keep, scope, ids)
        ends = (partial(end, number) for end in (self._on_found, self._on_not_found))
        self._looking[number] = (self._tasks.run(work, *ends), ids)
        self.busy_changed.emit()

    @property
    def busy(self) -> bool:
        """Whether anything was promised that the queue does not know of yet."""
        return bool(self._looking or self._waiting)

    def stop_looking(self, scope: AccountScope, ids: Iterable[int]) -> bool:
        """Looks no longer for what is missing of these rows; False when nobody did."""
        unwanted, looked_up = set(ids), self._looking
        if all(unwanted.isdisjoint(rows) for _, rows in looked_up.values()):
            return False
        self._looking = {}
        for handle, rows in looked_up.values():
            handle.abandon()
            if left := [row for row in rows if row not in unwanted]:
                self.keep(scope, left)
        self.busy_changed.emit()
        return True

    def find_kept(self, scope: AccountScope, ids: Sequence[int], then: Callable[[Here], None]) -> None:
        """Tells `then` which recordings of these rows are here, in the order of `ids`."""
        self._stop_finding()
        self._finding = self._tasks.run(partial(_kept, scope, ids), then, self._on_none_kept)

    def _on_none_kept(self, error: AppError) -> None:
        self._messages.error(error, key=KEEP_MESSAGE)

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

    def keep_here(self, scope: AccountScope, sids: Sequence[str]) -> None:
        """These are here, perhaps for an export alone: from now on the user keeps them."""
        if sids:
            self._tasks.run(partial(scope.export_guests.keep, sids), _nothing, self._on_none_kept)

    def _on_found(self, number: int, found: Lookup) -> None:
        del self._looking[number]
        said = " ".join([self._kept_text(found), *self._others(found)])
        if found.sids:
            self._promise = self._messages.success(said, key=KEEP_MESSAGE)
            self._promised = frozenset(found.sids)
        else:
            self._messages.note(said, key=KEEP_MESSAGE)
        self.ask_for(found.sids)
        self.asked.emit(len(found.sids))
        self.busy_changed.emit()

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if self._promise is None or not key.is_recording or key.id not in self._promised:
            return
        transfer = self._queue.transfer(key)
        if transfer is not None and transfer.state is TransferState.CANCELLED:
            self._messages.dismiss(self._promise)
            self._promise = None

    def _kept_text(self, found: Lookup) -> str:
        if found.sids:
            return self.tr("%Ln recording(s) will be kept on this computer.", "", len(found.sids))
        return self.tr("There is nothing to fetch.")

    def _others(self, found: Lookup) -> list[str]:
        """What becomes of the rest of the calls: else somebody would look for it in vain."""
        said = []
        if found.here:
            said.append(self.tr("%Ln recording(s) are on this computer already.", "", found.here))
        if found.without:
            said.append(self.tr("%Ln call(s) have no recording.", "", found.without))
        if found.gone:
            said.append(self.tr("%Ln recording(s) are no longer on the server.", "", found.gone))
        return said

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
        self._messages.error(error, key=KEEP_MESSAGE)
        self.busy_changed.emit()

    @Slot()
    def _ask_some(self) -> None:
        for _ in range(min(ASKED_AT_ONCE, len(self._waiting))):
            self._queue.request(FileKey.recording(self._waiting.popleft()), Priority.ASKED)
        if not self._waiting:
            self._next.stop()


def _kept(scope: AccountScope, ids: Sequence[int]) -> Here:
    sids, elsewhere, now = list[str](), 0, scope.clock.now()
    for first in range(0, len(ids), ROWS_AT_ONCE):
        for row in scope.calls.rows(ids[first : first + ROWS_AT_ONCE]):
            if row.kept:
                sids.append(row.call.sid)
            elsewhere += not _why_not(row, now, alone=False)
    return Here(sids, elsewhere)


def _look_up_and_keep(scope: AccountScope, ids: Sequence[int]) -> Lookup:
    """In this order, and before anything is said of it: see `RecordingKeeper.keep_here`."""
    found = _missing(scope, ids)
    if found.kept:
        scope.export_guests.keep(found.kept)
    return found


def _missing(scope: AccountScope, ids: Sequence[int]) -> Lookup:
    """Soonest to vanish first, whatever the order of the list. Of several, those that the server deleted long
    since are left out; one alone is tried all the same."""
    missing: list[tuple[datetime, str]] = []
    found: Counter[str] = Counter()
    here: list[str] = []
    now = scope.clock.now()
    for first in range(0, len(ids), ROWS_AT_ONCE):
        for row in scope.calls.rows(ids[first : first + ROWS_AT_ONCE]):
            if row.kept:
                here.append(row.call.sid)
            why_not = _why_not(row, now, alone=len(ids) == 1)
            if why_not:
                found[why_not] += 1
            else:
                missing.append((row.call.expires_at or _NOBODY_KNOWS, row.call.sid))
    missing.sort(key=itemgetter(0))
    return Lookup([sid for _, sid in missing], **found, kept=tuple(here))


def _nothing(_: None) -> None:
    """Nothing is to be done when it went well."""


def _why_not(row: CallRow, now: datetime, *, alone: bool) -> str:
    """Which field of `Lookup` counts it; "" when it is to be fetched."""
    if row.kept:
        return "here"
    if not row.call.has_recording:
        return "without"
    deleted = RecordingFacts(row.call, row.kept, None, now).deleted_at is not None
    return "gone" if row.call.gone_at is not None or (deleted and not alone) else ""
