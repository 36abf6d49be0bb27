"""The export ledger: what was exported, when and by which filter; and the journal of what is under way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from desktop.core.errors import (
    AppError,
    GoneFromList,
    NotFound,
    PreviewMissing,
    RecordingGone,
    RecordingMissing,
    SourceMissing,
)
from desktop.core.file_key import FileKey, FileKind
from desktop.core.row_fingerprint import ReceiptPart, RowFingerprint

_KEY = re.compile(r"[0-9a-f]{32}")
_NOWHERE = (SourceMissing, PreviewMissing, RecordingMissing, RecordingGone, NotFound)
_GONE_STATUS = 404
FOR_GOOD = (GoneFromList, RecordingGone)
"""Why a file is missing that no try brings: nobody is asked for it any more."""
TRANSCRIPT = "transcript"
"""The kind of a call's text, which is no file that is fetched."""


def checked_key(key: str) -> str:
    """`key`, by which a file is named; raises ValueError for what is no export's."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"no export's key: {key!r}")
    return key


class ExportKind(StrEnum):
    RECEIPTS = "receipts"
    CALLS = "calls"
    PDF = "pdf"
    """One PDF of receipts."""
    RECEIPTS_LIST = "receipts_list"
    CALLS_LIST = "calls_list"

    @property
    def is_zip(self) -> bool:
        """It has a journal, by which it is gone on with, completed, repeated and verified; of what has none,
        it is known that it was, and which receipts are in it."""
        return self in (ExportKind.RECEIPTS, ExportKind.CALLS)

    @property
    def has_receipts(self) -> bool:
        """Receipts themselves are in it, not only what is known of them."""
        return self in (ExportKind.RECEIPTS, ExportKind.PDF)


class ExportState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    """It has its final name; this alone counts when it is asked what was exported."""
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewExport:
    """An export that begins, into `part`, which is to become `target`.

    `words`: what its filter is called; `query`: as `saved_view.query_text` writes it, "" of a selection.
    `completes`: the number of a finished one whose ZIP this is to take the place of; None: it is a new one.
    `replaces`: what stands under the name of `target` when it begins, see `named_zip.standing`.
    """

    kind: ExportKind
    target: Path
    part: Path
    started_at: datetime
    words: tuple[str, ...] = ()
    query: str = ""
    completes: int | None = None
    replaces: str = ""


class Asked(NamedTuple):
    """What an export is asked for with: see `NewExport`, of which these are two."""

    words: tuple[str, ...] = ()
    query: str = ""

    @classmethod
    def of_list(cls, filters: str, query: str) -> Asked:
        """For all that a list shows; `filters`: in words, "" where there are none."""
        return cls((filters,) if filters else (), query)


@dataclass(frozen=True, slots=True)
class WholeFile:
    """An export that is no ZIP, and has its name, `target`.

    `of_rows` it was asked for, `rows` are in it; `receipts` of these by their ids, where it has them;
    `missing`: so many could not be had.
    """

    kind: ExportKind
    target: Path
    started_at: datetime
    asked: Asked
    of_rows: int
    rows: int
    receipts: Sequence[int] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """An export. `id` is its number in this database, `key` its own for good.

    `asked`: receipts, or calls, that it was asked for; `rows`: those that stand in it; `files` of them, the
    lists beside them not counted; `missing`: files that are due and not in it; `size` of the whole in bytes.
    All but `asked` are known when it is over. `part`: None by then.
    """

    id: int
    key: str
    kind: ExportKind
    state: ExportState
    started_at: datetime
    ended_at: datetime | None
    target: Path
    part: Path | None = None
    words: tuple[str, ...] = ()
    query: str = ""
    asked: int = 0
    rows: int = 0
    files: int = 0
    missing: int = 0
    size: int = 0


# -- the journal -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExportedReceipt:
    """A receipt of which all that could be had stands in the ZIP. `row` None: nobody knows any more.

    `lacks`: a file of it that there is, as far as anybody knows, could not be had.
    """

    receipt_id: int
    row: RowFingerprint | None
    has_source: bool = False
    has_preview: bool = False
    lacks: bool = False


@dataclass(frozen=True, slots=True)
class ExportedCall:
    """A call of which all that there is stands in the ZIP."""

    sid: str
    has_recording: bool = False
    has_transcript: bool = False


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that stands in the ZIP, with what the ZIP's directory and the manifest say of it.

    `offset` of its header, `size` in bytes, `sha256` in hex. `moment` is aware, in the zone whose clock the
    ZIP shows. `kind` and `item` say whose it is, the receipt's id or the call's sid; "" for the lists.
    `fetched`: it came from the server for this export.
    """

    name: str
    offset: int
    size: int
    crc32: int
    sha256: str
    moment: datetime
    kind: str = ""
    item: str = ""
    fetched: bool = False

    @property
    def file_key(self) -> FileKey | None:
        """What it is fetched by; None for what is written anew."""
        with suppress(ValueError):
            return FileKey(FileKind(self.kind), self.item)
        return None


@dataclass(frozen=True, slots=True)
class ExportGap:
    """A file that is not in the ZIP, and why. Not `due`: the server has none, and nothing is wrong."""

    kind: str
    item: str
    reason: AppError
    due: bool = True

    @property
    def is_nowhere(self) -> bool:
        """Whether there is no such file: trying once more brings nothing."""
        return isinstance(self.reason, _NOWHERE) or getattr(self.reason, "status", 0) == _GONE_STATUS

    @property
    def is_for_good(self) -> bool:
        """Whether nobody is asked for it any more, however often it is tried."""
        return isinstance(self.reason, FOR_GOOD)


JournalEntry = ExportedReceipt | ExportedCall | ExportedFile | ExportGap


class Unwritten(NamedTuple):
    """What an export still has to write: the receipt's id or the call's sid, and which kinds are there."""

    item: str
    kinds: frozenset[str]


class UnfinishedExport(NamedTuple):
    """An export that a cut left, and what it had written, in the order in which it stands in its part."""

    record: ExportRecord
    files: Iterator[ExportedFile]


class IndexedReceipt(NamedTuple):
    """A line of an export's index: a receipt as it was, and what its files are called; "" for none."""

    receipt: ExportedReceipt
    source_name: str
    preview_name: str


class IndexedCall(NamedTuple):
    """As IndexedReceipt, of a call."""

    sid: str
    recording_name: str
    transcript_name: str


# -- what is asked of it -----------------------------------------------------------------------------


class ExportBatch(NamedTuple):
    """What the same ZIP is made of: its receipts, or calls, in their order, and its files by their names."""

    record: ExportRecord
    ids: Sequence[int]
    sids: Sequence[str]
    files: Iterator[ExportedFile]


class ChangedReceipt(NamedTuple):
    """A receipt that is not what it was in `export_id`, the newest finished export that it is in."""

    receipt_id: int
    export_id: int
    parts: tuple[ReceiptPart, ...]


class OtherFile(NamedTuple):
    """A file of a batch that is not on this computer as it was; `here`: it is, with other bytes."""

    file: ExportedFile
    here: bool


class SinceExport(StrEnum):
    """What became of a receipt since it was exported."""

    NEVER = "never"
    """It is in no finished ZIP: in one PDF it is not as it came."""
    SAME = "same"
    CHANGED = "changed"
