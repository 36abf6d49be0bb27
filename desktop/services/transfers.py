"""TransferService: one attempt at one file, checked and put in its place; FileSource, whom others ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop.core.audio_duration import ALWAYS_MEASURED, Extent, is_shorter
from desktop.core.call import deleted_since
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    Cancelled,
    FileIncomplete,
    NotARecording,
    RecordingGone,
    RecordingMissing,
    SignedOut,
    is_in_use,
    is_of_the_way,
)
from desktop.core.media_type import claimed_size, extension_of, sniff
from desktop.core.models import (
    Call,
    FileKey,
    FileKind,
    KeptFile,
    Priority,
    Receipt,
    ReceiptFile,
    RecordingStatus,
)
from desktop.core.transfer import Answer, Way
from desktop.services.clock import ServerClock
from desktop.services.files_under_way import FilesUnderWay
from desktop.store.file_rows import FileRows, InPlace
from desktop.store.file_store import FileStore
from desktop.store.part_file import PartFile

if TYPE_CHECKING:
    from desktop.api.client import ApiClient, NotReady, Received

OnBytes = Callable[[int, int | None], None]
"""Called with bytes received so far and the total, None when the server does not say: of a file that comes at
most ten times a second, and at its end."""
ROOM_EVERY_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Answered:
    """The attempt brought no file but an answer; `after` is the server's Retry-After in s."""

    answer: Answer
    after: float | None = None


def _nobody(*_: object) -> None:
    """Does not listen."""


def _not_now() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Tell:
    """Whom an attempt tells how it goes, each called on its thread."""

    bytes_came: OnBytes = _nobody
    goes_on: Callable[[], bool] = _not_now
    """It was asked about, and is ready; answers whether it is to be fetched at once."""


class Settled(NamedTuple):
    """A file in its place. `row`: its own, as it was when the file was asked for."""

    kept: KeptFile
    row: Call | Receipt | None = None
    is_noted: bool = False
    """Whether nothing of it is to be noted any more."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """All of a file is here: the server has no more to do with it, only the disk has.

    It is settled once, then noted, then what is still open of it is closed; on any thread.
    """

    settle: Callable[[], Settled]
    """Checks it and brings it to its place; raises AppError."""
    note: Callable[[Sequence[InPlace]], Sequence[AppError | None]]
    """Notes it with others that have the same: see `FileRows.record`."""
    part: ExitStack
    """What is still open of it."""


class FileSource(Protocol):
    """The port through which services get files; the download queue fills it."""

    @property
    def online(self) -> bool:
        """Whether there is a server just now: else nothing comes. From any thread."""
        ...

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        """A kept file at once, or when it came; the future fails with an AppError. From any thread."""
        ...


class TransferService:
    """Blocking; any number of threads. What to do follows from the key and the way alone."""

    def __init__(
        self,
        client: ApiClient,
        files: FileStore,
        rows: FileRows,
        room: Callable[[int], None] | None = None,
        under_way: FilesUnderWay | None = None,
        note_slots: Callable[[], None] = _nobody,
        clock: ServerClock | None = None,
    ) -> None:
        """`room` raises DiskFull when so many bytes more are not to be fetched now; None: it is not asked.
        `note_slots`: before the server is asked to prepare anything."""
        self._client = client
        self._room = room
        self._files = files
        self._rows = rows
        self._under_way = under_way or FilesUnderWay()
        self._note_slots = note_slots
        self._clock = clock or ServerClock()
        self._short: dict[FileKey, int] = {}
        """What came short, and how many bytes of each."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        """Carries out one attempt, as far as the server has to do with it; raises AppError."""
        if token.cancelled:
            raise Cancelled(unasked=True)
        if way.needs_slot:
            # The next run has to know of it, however this one ends.
            self._note_slots()
        try:
            return self._attempt(key, way, token, tell)
        except (RecordingGone, RecordingMissing) as error:
            if way is Way.LAST_RESORT:
                # There is no other way: what is here of it cannot be had again.
                self._rows.note_gone(key)
                if (left := self._left_whole(key, token)) is not None:
                    return left
            raise self._dated(key, error) from error

    def _left_whole(self, key: FileKey, token: CancelToken) -> Arrived | None:
        """What came before the server lost it, and was to come once more since it is short."""
        from desktop.api.client import Received

        with ExitStack() as stack:
            stack.enter_context(self._under_way.one())
            stack.callback(self._drop_unwanted, key, token)
            part = stack.enter_context(self._files.part(key))
            part.leave()
            if not part.came_whole:
                return None
            self._short[key] = part.size
            settle = partial(self._settle, key, self._rows.row(key), part, Received(part.size, ""), token)
            return Arrived(partial(self._settle_last, settle), self._rows.record, stack.pop_all())

    def _drop_unwanted(self, key: FileKey, token: CancelToken) -> None:
        """What was left, since it was to stop for now, was perhaps cancelled for good meanwhile."""
        if token.cancelled and not token.for_now:
            self._files.drop_begun(key)

    def _settle_last(self, settle: Callable[[], Settled]) -> Settled:
        settled = settle()
        if not settled.is_noted:
            self._record(settled.kept, settled.row)
        self._rows.note_gone(settled.kept.key)
        return Settled(settled.kept, is_noted=True)

    def _record(self, kept: KeptFile, row: Call | Receipt | None) -> None:
        """Notes this one alone."""
        [failure] = self._rows.record([(kept, row)])
        if failure is not None:
            raise failure

    def _dated(self, key: FileKey, error: RecordingGone | RecordingMissing) -> AppError:
        """With the day on which the server deleted it, where the calendar tells."""
        row = self._rows.row(key)
        since = deleted_since(row, self._clock.now()) if isinstance(row, Call) else None
        if since is None or (isinstance(error, RecordingGone) and error.since is not None):
            return error
        dated = RecordingGone(error.detail, since=since)
        dated.server_text, dated.server_text_he = error.server_text, error.server_text_he
        return dated

    def _attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        if way is Way.RESTART:
            return _answered(self._client.prepare_recording(key.id, token), Answer.QUEUED)
        if way is Way.ASK:
            answered = _answered(self._client.recording_status(key.id, token), Answer.NOT_ASKED)
            if answered.answer is not Answer.READY or not tell.goes_on():
                return answered
        return self._fetch(key, way, token, tell)

    def _fetch(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        with ExitStack() as stack:
            stack.enter_context(self._under_way.one())
            stack.callback(self._drop_unwanted, key, token)
            # Before the server is asked to prepare what could not be kept.
            if self._room is not None:
                self._room(0)
            # Read now: by the time that the file is here, a sync may have removed it.
            row = self._rows.row(key)
            part = stack.enter_context(self._files.part(key))
            if key in self._short:
                part.put_by()
            with _left_when_cut(part, token):
                answer = self._transfer(key, way, part, token, self._watched(tell.bytes_came))
            if isinstance(answer, Answered):
                part.leave()
                return answer
            settle = partial(self._settle, key, row, part, answer, token)
            return Arrived(settle, self._rows.record, stack.pop_all())

    def _watched(self, tell: OnBytes) -> OnBytes:
        """Asks for room for all that is to come as soon as that is known, and then now and then: others write
        on the disk too, and a body may have no end."""
        asked_at: int | None = None

        def came(received: int, total: int | None) -> None:
            nonlocal asked_at
            if self._room is not None and (asked_at is None or received - asked_at >= ROOM_EVERY_BYTES):
                asked_at = received
                self._room(max(0, (total or 0) - received))
            tell(received, total)

        return came

    def _transfer(
        self, key: FileKey, way: Way, part: PartFile, token: CancelToken, on_bytes: OnBytes
    ) -> Answered | Received:
        if key.kind is FileKind.RECEIPT_SOURCE:
            return self._client.receipt_source(int(key.id), part, token, on_bytes)
        if key.kind is FileKind.RECEIPT_PREVIEW:
            return self._client.receipt_preview(int(key.id), part, token, on_bytes)
        from desktop.api.client import NotReady

        ask = self._client.recording_file if way is Way.LAST_RESORT else self._client.stream_recording
        answer = ask(key.id, part, token, on_bytes)
        return _answered(answer, Answer.QUEUED) if isinstance(answer, NotReady) else answer

    def _settle(
        self,
        key: FileKey,
        row: Call | Receipt | None,
        part: PartFile,
        received: Received,
        token: CancelToken,
    ) -> Settled:
        seconds = None
        if key.is_recording:
            part.go_back_if_longer()
            seconds = self._checked_seconds(key, row, part, received)
        elif not received.length_known:
            listed = _listed_size(key, row)
            self._raise_if_growing(key, part, listed or 0, part.size != listed)
        if (before := self._rather(key, row, part, seconds)) is not None:
            return Settled(before, is_noted=True)
        with _left_when_cut(part, token):
            path, size, sha256 = part.commit(extension_of(part.head(), _listed_name(key, row)), token)
        shorter = is_shorter(seconds, _call_seconds(row))
        now, extension = self._clock.now(), path.suffix[1:]
        kept = KeptFile(key, path, size, sha256, extension, now, seconds, shorter, crc32=part.crc32)
        return Settled(kept, row)

    def _rather(
        self, key: FileKey, row: Call | Receipt | None, part: PartFile, seconds: float | None
    ) -> KeptFile | None:
        """What is here already, where that came again: it is not replaced, least of all while it is played,
        and what was found of its length since still holds. Or where it holds more, also where it was cut."""
        before = self._rows.kept(key)
        if before is None:
            return None
        if before.cut:
            return self._longer(before, row, seconds)
        less = key.is_recording and Extent(seconds, part.size).holds_less_than(
            Extent(before.seconds, before.size)
        )
        stays = less or before.sha256 == part.sha256()
        return before if stays and self._files.is_whole(before) else None

    def _longer(self, cut: KeptFile, row: Call | Receipt | None, seconds: float | None) -> KeptFile | None:
        if cut.seconds is None or seconds is None or cut.seconds <= seconds:
            return None
        # There is no more of it to be had: from now on it is as one that came short.
        kept = replace(cut, cut=False)
        self._record(kept, row)
        return kept

    def _checked_seconds(
        self, key: FileKey, row: Call | Receipt | None, part: PartFile, received: Received
    ) -> float | None:
        """How long the recording is. Raises NotARecording, also where there is nothing to be heard, and
        FileIncomplete while it may still grow."""
        kind = sniff(part.head())
        if not kind.is_audio:
            raise NotARecording(f"{key} is {kind.name}")
        seconds = part.seconds()
        claimed = claimed_size(part.head())
        short = claimed > part.size if claimed is not None else not received.length_known
        soundless = not seconds and kind in ALWAYS_MEASURED
        short = short or soundless or is_shorter(seconds, _call_seconds(row))
        self._raise_if_growing(key, part, claimed or 0, short)
        if soundless:
            raise NotARecording(f"{key} is {kind.name} without a sound")
        return seconds

    def _raise_if_growing(self, key: FileKey, part: PartFile, claimed: int, short: bool) -> None:
        """The server calls a recording ready while it is still being written (api-contract 4), and storage
        may not say where a receipt's file ends.

        One that comes no longer the second time is as whole as it gets: a header may be wrong, too, and a
        call longer than what was recorded of it.
        """
        if short and self._short.get(key) != part.size:
            self._short[key] = part.size
            # Put by until it came once more: that may be less.
            part.leave()
            raise FileIncomplete(f"{key} may still grow", received=part.size, expected=claimed)
        self._short.pop(key, None)


def _listed_size(key: FileKey, row: Call | Receipt | None) -> int | None:
    file = _listed(key, row)
    return file.size if file is not None else None


def _listed_name(key: FileKey, row: Call | Receipt | None) -> str:
    file = _listed(key, row)
    return file.filename if file is not None else ""


def _listed(key: FileKey, row: Call | Receipt | None) -> ReceiptFile | None:
    if not isinstance(row, Receipt):
        return None
    return row.source_file if key.kind is FileKind.RECEIPT_SOURCE else row.preview_file


def _call_seconds(row: Call | Receipt | None) -> int | None:
    return row.duration_s if isinstance(row, Call) else None


@contextmanager
def _left_when_cut(part: PartFile, token: CancelToken) -> Iterator[None]:
    """What came before the line broke, or the program was ended, or waits for its name, which another program
    holds, is gone on with by the next attempt."""
    try:
        yield
    except Cancelled:
        if token.for_now or not token.cancelled:
            part.leave()
        raise
    except AppError as error:
        if is_of_the_way(error) or is_in_use(error) or isinstance(error, FileIncomplete | SignedOut):
            part.leave()
        raise


def _answered(answer: NotReady, unknown: Answer) -> Answered:
    """`unknown` in answer to a question means nobody asked; in answer to a request, that it begins."""
    return Answered(_answer_of(answer.status, unknown), answer.retry_after)


def _answer_of(status: RecordingStatus, unknown: Answer) -> Answer:
    if status is RecordingStatus.READY:
        return Answer.READY
    if status is RecordingStatus.QUEUED:
        return Answer.QUEUED
    return unknown if status is RecordingStatus.UNKNOWN else Answer.PREPARING
