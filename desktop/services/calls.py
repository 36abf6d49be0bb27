"""CallsService: the calls that are on this computer, for lists and panes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.core.file_key import FileKey
from desktop.services.clock import ServerClock
from desktop.store.calls_repository import CallsRepository
from desktop.store.kept_files_repository import KeptFilesRepository

if TYPE_CHECKING:
    from desktop.core.call import Call, CallRow
    from desktop.core.call_query import CallQuery
    from desktop.core.call_summary import CallSummary
    from desktop.core.cancel import CancelToken
    from desktop.core.errors import FileDamaged
    from desktop.core.found_calls import CountedCalls, FoundCalls
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

    def found(
        self, query: CallQuery, most: int | None = None, token: CancelToken | None = None
    ) -> FoundCalls:
        """What a search finds and how far it got, or the newest `most` in a moment. For the TaskPool.

        Raises Cancelled, here and below, as soon as the `token` says so.
        """
        return self._calls.found(query, self.clock.now(), most, token)

    def row_ids(self, sids: Iterable[str]) -> dict[str, int]:
        """The row of each of these sids that is here. For the UI thread."""
        return self._calls.row_ids(sids)

    def rows(self, ids: Sequence[int]) -> list[CallRow]:
        """Up to 200 rows by id, in that order. For the UI thread."""
        return self._calls.rows(ids)

    def call(self, sid: str) -> Call | None:
        """One call with its whole transcript. For the UI thread."""
        return self._calls.get(sid)

    def whole(self, sids: Iterable[str]) -> dict[str, Call]:
        """Those of some hundred that are here, with their whole transcripts. For the TaskPool."""
        return self._calls.whole(sids)

    def sids_of(self, ids: Sequence[int]) -> list[str]:
        """Of these rows, in their order. For the TaskPool."""
        return self._calls.sids_of(ids)

    def soonest_lost_first(self, sids: Sequence[str]) -> list[str]:
        """In the order in which the server deletes their recordings. For the TaskPool."""
        return self._calls.soonest_lost_first(sids)

    def kept(self, sid: str) -> KeptFile | None:
        """The recording on this computer, if its file is there. For the UI thread."""
        return self._kept.find(FileKey.recording(sid))

    def why_not_playable(self, kept: KeptFile) -> FileDamaged | None:
        """Why this recording is not to be handed to the player; None: it is. For the UI thread."""
        from desktop.store.audio_file import why_not_playable

        return why_not_playable(kept.path)

    def count(self) -> int:
        return self._calls.count()

    def lost_soon_count(self) -> int:
        """Recordings that vanish within two days and are not kept here. For the TaskPool."""
        return self._calls.lost_soon_count(self.clock.now())

    def count_of(self, query: CallQuery, token: CancelToken | None = None) -> int:
        """How many calls the query finds. For the TaskPool."""
        return self._calls.count_of(query, self.clock.now(), token)

    def counted(self, query: CallQuery, token: CancelToken | None = None) -> CountedCalls:
        """How many calls a search finds and how far it got. For the TaskPool."""
        return self._calls.counted(query, self.clock.now(), token)

    def summary(self, query: CallQuery) -> CallSummary:
        """What all that the query finds comes to. For the TaskPool."""
        return self._calls.summary(query, self.clock.now())

    def summary_of(self, row_ids: Sequence[int]) -> CallSummary:
        """What these rows come to. For the TaskPool."""
        return self._calls.summary_of(row_ids, self.clock.now())

    def time_left(self, call: Call) -> timedelta | None:
        """Until the server may delete the recording, negative when past; None without a recording."""
        if not call.has_recording or call.expires_at is None:
            return None
        return call.expires_at - self.clock.now()
