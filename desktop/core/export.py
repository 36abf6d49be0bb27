"""What an export is asked for, how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.models import FileKind, PreviewStatus, Receipt, ReceiptSummary
from desktop.core.query import ReceiptQuery

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
class ExportRequest:
    """Which receipts, into which file. `ids`, when given, win over `query`."""

    target: Path
    query: ReceiptQuery | None = None
    ids: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A file that is not in the ZIP, and why."""

    receipt: Receipt
    kind: FileKind
    reason: AppError


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What stands in the finished ZIP at `target` (`size` in bytes), and what does not.

    `missing` are files that are due, `files_total` how many those are with the ones that are there.
    `absent` are the previews that the server has not: nothing is wrong, but they are not in it either.
    `summary` is of all receipts that were asked for, `inside` of those of which a file stands in it.
    """

    target: Path
    size: int
    summary: ReceiptSummary
    inside: ReceiptSummary
    files_total: int
    missing: tuple[MissingFile, ...] = ()
    absent: tuple[MissingFile, ...] = ()
    beside: bool = False
    """Under another name than was asked for: another program held that file open."""

    @property
    def files_written(self) -> int:
        return self.files_total - len(self.missing)
