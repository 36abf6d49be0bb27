"""WaveformsAhead: the peaks of recordings that nobody plays yet, behind everything else."""

from __future__ import annotations

import logging
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DocumentTooHeavy, FileDamaged, FormatNotSupported
from desktop.core.models import FileKey, Priority
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool
from desktop.workers.waveform_maker import WaveformMaker

if TYPE_CHECKING:
    from desktop.core.models import KeptFile
    from desktop.core.waveform import Peaks
    from desktop.services.account_scope import AccountScope
    from desktop.services.waveform import Waveform

log = logging.getLogger("desktop.waveform")

PAUSE_MS = 1_000
"""After one that came, and between each two: it is not urgent, and whoever plays it asks by himself."""
BEGIN_MS = 10_000
"""After an account was opened: the window has other things to do then."""
MOST_OF_BEFORE = 200
"""So many of those that were kept before are made up for at a start."""
_OF_THE_FILE = (FileDamaged, FormatNotSupported, DocumentTooHeavy)
"""What fails again with the same bytes."""


class WaveformsAhead(QObject):
    """One recording at a time: what came now first, then what was kept before, newest calls first."""

    duration_found = Signal(str, object)
    """The call's sid, and the true length of its recording in ms (int), as it was decoded."""

    def __init__(
        self, tasks: TaskPool, queue: DownloadQueue, parent: QObject, maker: WaveformMaker | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self.maker = maker or WaveformMaker(self, is_behind=True)
        self._scope: AccountScope | None = None
        self._came: deque[str] = deque()
        self._before: deque[str] = deque()
        self._now = ""
        """The sid that is looked at, made or kept."""
        self._held = self._is_looking = False
        self._looking = CancelToken()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self._begin = QTimer(self, singleShot=True, interval=BEGIN_MS)
        self._begin.timeout.connect(self.look)
        queue.ready.connect(self._on_file_came)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Whose recordings they are from now on; what was under way ends at once."""
        self._scope = scope
        self._looking.cancel()
        self._pause.stop()
        self._begin.stop()
        self.maker.cancel()
        self._came.clear()
        self._before.clear()
        self._now = ""
        self._is_looking = False
        if scope is not None:
            self._begin.start()

    @property
    def busy(self) -> bool:
        """Whether anything is left to look for, to look at or to make."""
        lies_ahead = self._begin.isActive() or self._is_looking
        return bool(self._now or self._came or self._before or lies_ahead)

    def hold(self) -> None:
        """Somebody waits for a waveform: that one comes first, and has the computer for itself."""
        self._held = True
        if self.maker.busy:
            self.maker.cancel()
            self._put_back()

    def go_on(self) -> None:
        """Nobody waits any more."""
        if self._held:
            self._held = False
            self._rest()

    def note_found(self, sid: str, waveform: Waveform) -> None:
        """Of this recording, which was made here or is played: says its length, and has a short one fetched
        once more."""
        self.duration_found.emit(sid, waveform.duration_ms)
        if waveform.is_short:
            self._queue.request(FileKey.recording(sid), Priority.AHEAD)

    @Slot()
    def look(self) -> None:
        """Finds those that were kept before and have no peaks."""
        if self._scope is not None:
            self._looking, self._is_looking = CancelToken(), True
            find = partial(self._scope.waveforms.missing, MOST_OF_BEFORE, self._looking)
            self._tasks.run(
                find, partial(self._on_missing, self._scope), partial(self._on_not_found, self._scope)
            )

    def _on_missing(self, scope: AccountScope, sids: list[str]) -> None:
        if scope is self._scope:
            self._is_looking = False
            self._before = deque(sids)
            self._rest()

    def _on_not_found(self, scope: AccountScope, _: AppError) -> None:
        """Whoever plays one finds out by himself."""
        self._on_missing(scope, [])

    @Slot(object, object)
    def _on_file_came(self, key: FileKey, _: KeptFile) -> None:
        if key.is_recording and self._scope is not None:
            self._came.append(key.id)
            self._rest()

    def _rest(self) -> None:
        if self._scope is not None and not self._now and not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _on_pause_over(self) -> None:
        line = self._came or self._before
        if self._scope is None or self._held or self._now or not line:
            return
        self._now = line.popleft()
        look = partial(self._scope.waveforms.to_make, self._now)
        self._tasks.run(look, partial(self._on_looked, self._scope), partial(self._on_done, self._scope))

    def _on_looked(self, scope: AccountScope, kept: KeptFile | None) -> None:
        if scope is not self._scope:
            return
        if self._held:
            self._put_back()
        elif kept is None:
            # There was nothing to do, so nothing to rest from.
            self._now = ""
            self._on_pause_over()
        else:
            ends = partial(self._on_peaks, scope, kept), partial(self._on_not_made, scope, kept)
            self.maker.make(kept.path, *ends)

    def _put_back(self) -> None:
        self._came.appendleft(self._now)
        self._now = ""

    def _on_peaks(self, scope: AccountScope, kept: KeptFile, peaks: Peaks) -> None:
        keep = partial(scope.waveforms.keep, kept, peaks)
        self._tasks.run(keep, partial(self._on_kept, scope, kept), partial(self._on_done, scope))

    def _on_kept(self, scope: AccountScope, kept: KeptFile, waveform: Waveform) -> None:
        if scope is self._scope:
            log.info("WAVEFORM call_sid=%s", kept.key.id)
            self.note_found(kept.key.id, waveform)
            self._on_done(scope)

    def _on_not_made(self, scope: AccountScope, kept: KeptFile, error: AppError) -> None:
        if isinstance(error, _OF_THE_FILE):
            done = partial(self._on_done, scope)
            self._tasks.run(partial(scope.waveforms.note_failure, kept), done, done)
        else:
            # Of the computer: at another start it may go well.
            self._on_done(scope)

    def _on_done(self, scope: AccountScope, _: object = None) -> None:
        if scope is self._scope:
            self._now = ""
            self._rest()
