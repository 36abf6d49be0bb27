"""Cargo: what the machinery of exports has to be told of receipts, or of calls, and what it asks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.export import AnyWords, ExportReport, ExportRequest, ExportSizes
from desktop.core.export_ledger import ExportBatch, ExportKind, ExportRecord, JournalEntry, Unwritten
from desktop.core.models import FileKey, KeptFile
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export.zip_lists import ZipLists
from desktop.services.transfers import FileSource

FETCHED_AHEAD = 8
ROWS_AT_ONCE = 200


@dataclass(slots=True)
class DueFile:
    """Kept here, on its way, or known to be missing. `name`: in the ZIP, for an extension and what tells it
    from another of that name.

    `expected`: it should be there, and is missing where it is not.
    """

    key: FileKey
    name: Callable[[str, str], str]
    expected: bool = True
    kept: KeptFile | None = None
    future: Future[KeptFile] | None = None
    missing: AppError | None = None


def came(future: Future[KeptFile]) -> KeptFile:
    """The file that was on its way; raises AppError."""
    try:
        return future.result()
    except CancelledError as error:
        raise Cancelled from error


def note_over(item: DueItem, room: FetchRoom) -> None:
    """What came of those of its files that were on their way: none is waited for, all have ended."""
    for file in item.files:
        if (future := file.future) is not None:
            assert future.done()
            failed = future.cancelled() or future.exception() is not None
            room.over(file.key, 0 if failed else future.result().size)


@dataclass(frozen=True, slots=True)
class DueText:
    """What is written anew, and never fetched. `moment` is aware, in the zone whose clock the ZIP shows."""

    kind: str
    name: str
    moment: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class DueItem:
    """A receipt or a call. `over`: what the journal is told once these kinds of its files stand in the ZIP,
    and whether one that there is could not be had.

    `written`: the kinds of its files that are in the ZIP already, where a cut came between.
    """

    item: str
    files: tuple[DueFile, ...]
    over: Callable[[Collection[str], bool], JournalEntry]
    written: frozenset[str] = frozenset()
    texts: tuple[DueText, ...] = ()

    @property
    def futures(self) -> list[Future[KeptFile]]:
        """Of its files that are on their way, or were."""
        return [file.future for file in self.files if file.future is not None]

    @property
    def on_their_way(self) -> int:
        return len(self.futures)


class DueItems(Protocol):
    """One for each export under way. Of what is on no list any more, the first file alone is spoken of: that
    it is missing."""

    def of(self, unwritten: Iterable[Unwritten]) -> Iterator[DueItem]: ...

    def in_turn(self, items: Iterable[DueItem], before_wait: Callable[[], None]) -> Iterable[DueItem]:
        """`of`'s, as they are to be written; `before_wait` is called before it waits for one itself."""
        ...

    def over(self, item: DueItem) -> None:
        """It is written, or missing."""
        ...

    def fetch_anew(self, kept: KeptFile, error: AppError) -> Future[KeptFile]:
        """What was here could not be taken, as `error` says."""
        ...


class Cargo(Protocol):
    """One kind of export. `kinds`: the files of each receipt, or call, that are counted."""

    kind: ExportKind
    kinds: Collection[str]
    stays: bool
    """What is fetched for it is kept; else it goes where its room is needed."""

    def ids(self, request: ExportRequest) -> Sequence[int]:
        """Of the rows that it is about, in their order."""
        ...

    def sizes(self, ids: Sequence[int]) -> ExportSizes: ...

    def ids_of(self, items: Sequence[str]) -> Sequence[int]:
        """Of the rows of what the ledger knows by these; not of those that are on no list any more."""
        ...

    def bytes_that_go(self) -> int:
        """Of what was fetched for exports and goes where its room is needed, see `stays`."""
        ...

    def items(self, ids: Sequence[int]) -> Sequence[int | str]:
        """What the ledger knows these rows by."""
        ...

    def ids_again(self, batch: ExportBatch) -> Sequence[int]:
        """Of the rows of those that are still in the list."""
        ...

    def items_again(self, batch: ExportBatch) -> Sequence[int | str]: ...

    def due(
        self, words: AnyWords, source: FileSource, token: CancelToken, room: FetchRoom, /
    ) -> DueItems: ...

    def lists(self, record: ExportRecord, words: AnyWords) -> ZipLists: ...

    def report(self, record: ExportRecord, size: int) -> ExportReport:
        """Of one of which all is written; `size` of the ZIP in bytes."""
        ...


class HasFiles(Protocol):
    """What may have to be waited for."""

    @property
    def on_their_way(self) -> int: ...


Item = TypeVar("Item", bound=HasFiles)


def with_some_on_their_way(items: Iterable[Item]) -> Iterator[Item]:
    """In their order, with up to eight files on their way beside those that are waited for."""
    waiting: deque[Item] = deque()
    on_their_way = 0
    for due in items:
        waiting.append(due)
        on_their_way += due.on_their_way
        # What need not be waited for goes at once; behind one that must, only so much is looked up.
        while waiting and (
            not waiting[0].on_their_way or on_their_way >= FETCHED_AHEAD or len(waiting) > ROWS_AT_ONCE
        ):
            on_their_way -= waiting[0].on_their_way
            yield waiting.popleft()
    yield from waiting
