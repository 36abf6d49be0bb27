"""DueCalls: which recordings and transcripts an export still has to write, the soonest lost first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial

from desktop.core.call import deleted_since
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, GoneFromList, RecordingGone, RecordingMissing
from desktop.core.export_ledger import TRANSCRIPT, ExportedCall, Unwritten
from desktop.core.filenames import recording_file_name, transcript_file_name
from desktop.core.models import Call, FileKey, FileKind, KeptFile, Priority
from desktop.services.calls import CallsService
from desktop.services.clock import local_day
from desktop.services.export.as_they_come import as_they_come
from desktop.services.export.cargo import ROWS_AT_ONCE, DueFile, DueItem, DueText, note_over
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export.until_full import UntilFull
from desktop.services.export_guests import ExportGuests
from desktop.services.transfers import FileSource

_REFUSED_TIMES = 4
"""One more than come at once: what was written meanwhile may have gone, and left its room to others."""


class DueCalls:
    """See DueItems."""

    def __init__(
        self,
        calls: CallsService,
        guests: ExportGuests,
        source: FileSource,
        token: CancelToken,
        room: FetchRoom,
    ) -> None:
        """`token` is cancelled at its end, whatever that is."""
        self._calls = calls
        self._guests = guests
        self._held: set[str] = set()
        self._source = UntilFull(source, token, _REFUSED_TIMES)
        self._token = token
        self._room = room
        token.on_cancel(self._let_go)

    def of(self, unwritten: Iterable[Unwritten]) -> Iterator[DueItem]:
        """What the server deletes next comes first, wherever it stands in the list."""
        return self._all({one.item: one.kinds for one in unwritten})

    def in_turn(self, items: Iterable[DueItem], before_wait: Callable[[], None]) -> Iterable[DueItem]:
        """As they come: the index says of each file where it is, and a recording may take minutes."""
        return as_they_come(items, before_wait)

    def _all(self, kinds: dict[str, frozenset[str]]) -> Iterator[DueItem]:
        sids = self._calls.soonest_lost_first(list(kinds))
        known = set(sids)
        for sid in (one for one in kinds if one not in known):
            yield _gone(sid, kinds[sid])
        for start in range(0, len(sids), ROWS_AT_ONCE):
            some = sids[start : start + ROWS_AT_ONCE]
            calls = self._calls.whole(some)
            for sid in some:
                # A sync may have removed some meanwhile.
                yield self._due(calls[sid], kinds[sid]) if sid in calls else _gone(sid, kinds[sid])

    def over(self, item: DueItem) -> None:
        """See DueItems."""
        note_over(item, self._room)
        self._held.discard(item.item)
        self._guests.over(item.item)

    def _let_go(self) -> None:
        self._guests.over(*self._held.copy())

    def _hold(self, sid: str, *, fetched: bool = False) -> None:
        self._held.add(sid)
        (self._guests.expect if fetched else self._guests.hold)(sid)
        # The end may have come between.
        if self._token.cancelled:
            self._let_go()

    def _due(self, call: Call, written: frozenset[str]) -> DueItem:
        files = () if FileKind.RECORDING in written else (self._recording(call),)
        has_text = call.transcript.strip() and TRANSCRIPT not in written
        texts = (_transcript(call),) if has_text else ()
        return DueItem(call.sid, files, partial(_over, call.sid), written, texts)

    def _recording(self, call: Call) -> DueFile:
        """As long as it may be somewhere, it is asked for; else why it is not."""
        named = partial(recording_file_name, call, local_day(call.created_at))
        expected = call.has_recording or bool(call.error_message)
        self._hold(call.sid)
        file = DueFile(FileKey.recording(call.sid), named, expected, kept=self._calls.kept(call.sid))
        if file.kept is None:
            file.missing = self._why_not_there(call, expected)
        if file.kept is None and file.missing is None and self._source.online:
            # How large it is nobody knows before it comes.
            file.missing = self._room.promise(file.key, 0)
        if file.kept is None and file.missing is None:
            file.future = self._fetch(file.key)
        return file

    def _why_not_there(self, call: Call, expected: bool) -> AppError | None:
        since = deleted_since(call, self._calls.clock.now())
        if not expected:
            return RecordingMissing()
        return RecordingGone(since=since) if since is not None else None

    def fetch_anew(self, kept: KeptFile, _: AppError) -> Future[KeptFile]:
        """What is here and is not what came stays: the server may have nothing in its place."""
        return self._fetch(kept.key)

    def _fetch(self, key: FileKey) -> Future[KeptFile]:
        self._hold(key.id, fetched=True)
        return self._source.fetch(key, Priority.BACKGROUND, self._token)


def _transcript(call: Call) -> DueText:
    moment = call.created_at or datetime(1980, 1, 1, tzinfo=UTC)
    name = transcript_file_name(call, local_day(call.created_at))
    return DueText(TRANSCRIPT, name, moment.astimezone(), call.transcript.encode())


def _gone(sid: str, written: frozenset[str]) -> DueItem:
    """On no list any more, with whatever it had."""
    file = DueFile(
        FileKey.recording(sid), partial(recording_file_name, Call(sid, None), ""), missing=GoneFromList()
    )
    files = () if FileKind.RECORDING in written else (file,)
    return DueItem(sid, files, partial(_over, sid), written)


def _over(sid: str, written: Collection[str], _: bool = False) -> ExportedCall:
    return ExportedCall(sid, FileKind.RECORDING in written, TRANSCRIPT in written)
