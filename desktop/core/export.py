"""What an export is asked for, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.call_query import CallQuery
from desktop.core.calls_export import CallExportWords, CallsInside, MissingRecording
from desktop.core.errors import AppError
from desktop.core.export_ledger import Asked, SinceExport
from desktop.core.models import FileKind, PreviewStatus, Receipt, ReceiptSummary
from desktop.core.query import ReceiptQuery
from desktop.core.saved_view import query_text

if TYPE_CHECKING:
    from desktop.core.export_index import IndexWords
    from desktop.core.export_totals import TotalsWords

LEAST_SECONDS = 2.0
"""Of less nobody can tell how long the rest takes."""
_LISTS_BYTES = 1 << 15
_LISTS_BYTES_EACH = 1 << 11
"""Measured: 1.3 to 1.5 KB for each receipt, and the index lies there twice meanwhile."""
EXPORTED_KINDS = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
"""For each receipt both are looked for; one that is not there is counted and named, never passed over."""


def is_due(receipt: Receipt, kind: FileKind) -> bool:
    """Whether such a file should be there: a source always, a preview where the row speaks of one.

    The server makes previews of some receipts only, so that one without is no error. Of a row that it could
    not give nobody knows.
    """
    if kind is FileKind.RECEIPT_SOURCE or receipt.error_message:
        return True
    return receipt.preview_file is not None or receipt.preview_status is PreviewStatus.GENERATED


@dataclass(frozen=True, slots=True)
class ExportWords:
    """All that the lists in a ZIP say, in the language of the program, and what its files are called.

    `reason` says in a word or two why a file is not there, `sentence` in a sentence; both on any thread.
    `template`: of the names, see NameTemplate; "" is the usual one.
    """

    index: IndexWords
    totals: TotalsWords
    reason: Callable[[AppError], str]
    sentence: Callable[[AppError], str]
    template: str = ""


AnyWords = ExportWords | CallExportWords


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which receipts, or calls, into which file: `ids` of their rows, when given, win over `query`.

    `shown`: the rows that `query` had found when it was asked for, in their order, whatever it finds by now;
    () where nobody knows them yet.
    `filters` say it to people.

    `since`: of these only those of which one of this is so; () leaves none out. `unasked`: nobody named the
    target, so that nothing is replaced: where the name is taken, the ZIP gets the next one that is free.
    """

    target: Path
    query: ReceiptQuery | CallQuery | None = None
    ids: tuple[int, ...] = ()
    shown: Sequence[int] = ()
    words: AnyWords = field(kw_only=True)
    filters: tuple[str, ...] = ()
    since: tuple[SinceExport, ...] = ()
    unasked: bool = False

    @property
    def asked(self) -> Asked:
        """With what, for the ledger. The query alone would list more than what is only new or changed."""
        if self.query is None or self.ids or self.since:
            return Asked(self.filters)
        return Asked(self.filters, query_text(self.query))


def lists_bytes(count: int) -> int:
    """About so much the lists and the directory take beside the files of so many receipts, or calls."""
    return count and _LISTS_BYTES + _LISTS_BYTES_EACH * count


@dataclass(frozen=True, slots=True)
class ExportSizes:
    """What is known of the files that receipts name, before any is looked at; sizes in bytes.

    `here` of them are on this computer. `to_fetch_bytes` of the others, but for `unsized` of them, and for
    those whose size is `estimated`: about `estimated_bytes`. `text_bytes`: of the words of calls, which are
    written beside that.
    """

    receipts: int = 0
    files: int = 0
    here: int = 0
    here_bytes: int = 0
    to_fetch_bytes: int = 0
    unsized: int = 0
    estimated: int = 0
    estimated_bytes: int = 0
    text_bytes: int = 0

    @property
    def to_fetch(self) -> int:
        """So many files come from the server."""
        return self.files - self.here

    @property
    def least_bytes(self) -> int:
        """Of a ZIP of what is here alone."""
        return self.here_bytes + self.text_bytes + lists_bytes(self.receipts)

    @property
    def zip_bytes(self) -> int:
        return self.least_bytes + self.to_fetch_bytes + self.estimated_bytes


class DiskRoom(NamedTuple):
    """What is needed of a disk and free on it, in bytes. `free` 0: it does not say. `path`: what is to be
    written there. `least` of `needed` are always left free, where files are fetched to it."""

    disk: str
    needed: int
    free: int
    path: str = ""
    least: int = 0

    @property
    def is_short(self) -> bool:
        return 0 < self.free < self.needed


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export takes, before it begins: `ids` of its receipts, in its order.

    `room` on the disk of its target; `store`: on that of what is fetched, None where it is the same. Of both
    it is the least that is needed: of `sizes.unsized` files nobody knows.
    """

    ids: Sequence[int]
    sizes: ExportSizes
    room: DiskRoom
    store: DiskRoom | None = None

    @property
    def needed(self) -> int:
        """What is written."""
        return self.room.needed - self.room.least

    @property
    def free(self) -> int:
        return self.room.free

    @property
    def short(self) -> DiskRoom | None:
        """The disk that has too little even for what is here: then nothing is begun."""
        return self.room if 0 < self.room.free < self.sizes.least_bytes else None

    @property
    def tight(self) -> DiskRoom | None:
        """The disk that has too little for all: of what is fetched, some will be missing."""
        return next((room for room in (self.room, self.store) if room is not None and room.is_short), None)


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far it is, in files and bytes. `current` is the name of the file that was written last.

    `files_total` becomes less with each preview that turns out not to be due.
    """

    receipts: int
    files_total: int
    files_done: int = 0
    kept_here: int = 0
    fetched: int = 0
    missing: int = 0
    bytes_written: int = 0
    current: str = ""

    def with_file(self, name: str, size: int, fetched: bool) -> ExportProgress:
        """One more is written, of `size` bytes; `fetched`: it came from the server for this."""
        return ExportProgress(
            self.receipts,
            self.files_total,
            self.files_done + 1,
            self.kept_here + (not fetched),
            self.fetched + fetched,
            self.missing,
            self.bytes_written + size,
            name,
        )

    def seconds_left(self, elapsed_s: float, done_now: int) -> float | None:
        """By the pace at which so many files were `done_now`, in the time that went by; None while nobody can
        know it."""
        if elapsed_s < LEAST_SECONDS or done_now <= 0:
            return None
        return elapsed_s / done_now * max(0, self.files_total - self.files_done)


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A file that is not in the ZIP, and why."""

    receipt: Receipt
    kind: FileKind
    reason: AppError


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file in the ZIP, by its `name` there, that is not the one of which the list spoke.

    By its size, which is all that the server tells of a file before it comes: another one that is as large
    is not told apart, nor is a preview, whose size it does not know. `size` in bytes; `listed`: what the list
    said.
    """

    receipt: Receipt
    kind: FileKind
    name: str
    size: int
    listed: int


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What stands in the finished ZIP at `target` (`size` in bytes), and what does not.

    `missing` are files that are due, `files_total` how many those are with the ones that are there.
    `absent` are the previews that the server has not: nothing is wrong, but they are not in it either. Of
    both the first ones are named here, and all of them in the ZIP. `changed`, as many at most: what the
    server changed since the list was fetched, of `changed_count` receipts in all. `summary` is of all
    receipts that were asked for, `inside` of those of which a file stands in it. `export_id`: its number in
    the ledger.
    """

    export_id: int
    target: Path
    size: int
    summary: ReceiptSummary
    inside: ReceiptSummary
    files_total: int
    missing: tuple[MissingFile, ...] = ()
    absent: tuple[MissingFile, ...] = ()
    missing_count: int = 0
    absent_count: int = 0
    changed: tuple[ChangedFile, ...] = ()
    changed_count: int = 0
    left_out_count: int = 0
    """So many of those that were chosen are not in it: the list has them no longer."""
    left_out: tuple[str, ...] = ()
    """The first ones of these, in words, where their names were known."""
    beside: bool = False
    """Under another name than was asked for: another program held that file open."""
    taken: bool = False
    """Under another name than it was to have, or than the ZIP that it completes: another file has that one by
    now."""
    completed: bool = False
    """A later export has completed it."""
    for_good_count: int = 0
    """So many of the missing ones no try brings."""
    calls: CallsInside | None = None
    """Of an export of calls, whose missing recordings are `missing_calls`; then the others say nothing."""
    missing_calls: tuple[MissingRecording, ...] = ()

    @property
    def count(self) -> int:
        """How many receipts, or calls, were asked for."""
        return self.summary.count if self.calls is None else self.calls.asked

    @property
    def again_count(self) -> int:
        """So many of the missing ones another try may bring."""
        return 0 if self.completed else self.missing_count - self.for_good_count

    @property
    def files_written(self) -> int:
        return self.files_total - self.missing_count
