"""ExportGuests: recordings that come for an export alone, and those that one is still to write."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime

from desktop.core.file_key import FileKey
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.kept_recordings_repository import KeptRecordingsRepository


class ExportGuests:
    """Any thread. They stay here while there is room; where there is not they go first, and none for them."""

    def __init__(self, kept: KeptFilesRepository, recordings: KeptRecordingsRepository) -> None:
        self._recordings = recordings
        self._lock = threading.Lock()
        self._awaited: set[str] = set()
        self._coming: set[FileKey] = set()
        kept.for_export = self._coming

    @property
    def awaited(self) -> frozenset[str]:
        """Sids of what is to be written into a ZIP now: it stays until it is."""
        with self._lock:
            return frozenset(self._awaited)

    def hold(self, sid: str) -> None:
        """It is here, and written soon."""
        with self._lock:
            self._awaited.add(sid)

    def expect(self, sid: str) -> None:
        """It is about to be fetched."""
        with self._lock:
            self._awaited.add(sid)
            self._coming.add(FileKey.recording(sid))

    def over(self, *sids: str) -> None:
        """They are written, missing, or not waited for any more. Takes no time."""
        with self._lock:
            self._awaited.difference_update(sids)
            self._coming.difference_update(map(FileKey.recording, sids))

    def bytes_a_second(self) -> float:
        """What recordings take here, about; 0 while none tells. Blocking."""
        return self._recordings.bytes_a_second()

    def bytes_that_go(self, now: datetime) -> int:
        """What those take that the server still has, by its time `now`. Blocking."""
        return sum(one.size for one in self._recordings.guests(now) if one.on_server)

    def keep(self, sids: Iterable[str]) -> None:
        """The user wants these: they are guests no longer. Blocking. Raises DiskFull, DiskFailed."""
        self._recordings.keep(sids)

    def keep_asked(self) -> None:
        """Those that the user asked for beside an export are none. Blocking. Raises DiskFull, DiskFailed."""
        if asked := self._recordings.asked_guests():
            self._recordings.keep(asked)
