"""CallsService: the calls that are on this computer, for lists and panes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.core.file_key import FileKey
from desktop.services.clock import ServerClock
from desktop.store.calls_repository import CallsRepository
from desktop.store.kept_files_repository import KeptFilesRepository

if TYPE_CHECKING:
    from desktop.core.call import Call, CallRow
    from desktop.core.call_query import CallQuery
    from desktop.core.models import KeptFile

FIRST_ROWS = 1000
"""Many screens, and there in less than a millisecond however many calls there are."""


class CallsService:
    """Reads only; quick enough for the UI thread where it says so."""

    def __init__(self, calls: CallsRepository, kept: KeptFilesRepository, clock: ServerClock) -> None:
        self._calls = calls
        self._kept = kept
        self.clock = clock

    def ids(self, query: CallQuery) -> array[int]:
        """Row ids in the query's order. For the TaskPool."""
        return self._calls.ids(query, self.clock.now())

    def first_ids(self, query: CallQuery) -> array[int]:
        """The first FIRST_ROWS of `ids`. For the UI thread where nothing is searched for."""
        return self._calls.ids(query, self.clock.now(), FIRST_ROWS)

    def rows(self, ids: Sequence[int]) -> list[CallRow]:
        """Up to 200 rows by id, in that order. For the UI thread."""
        return self._calls.rows(ids)

    def call(self, sid: str) -> Call | None:
        """One call with its whole transcript. For the UI thread."""
        return self._calls.get(sid)

    def kept(self, sid: str) -> KeptFile | None:
        """The recording on this computer, if its file is there. For the UI thread."""
        return self._kept.find(FileKey.recording(sid))

    def count(self) -> int:
        return self._calls.count()

    def lost_soon_count(self) -> int:
        """Recordings that vanish within two days and are not kept here. For the TaskPool."""
        return self._calls.lost_soon_count(self.clock.now())

    def time_left(self, call: Call) -> timedelta | None:
        """Until the server may delete the recording, negative when past; None without a recording."""
        if not call.has_recording or call.expires_at is None:
            return None
        return call.expires_at - self.clock.now()
