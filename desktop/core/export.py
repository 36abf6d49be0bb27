"""What an export is asked for, how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.models import FileKind, Receipt, ReceiptSummary
from desktop.core.query import ReceiptQuery

EXPORTED_KINDS = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
"""For each receipt both are due; an absent one is counted and named, never passed over."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which receipts, into which file. `ids`, when given, win over `query`."""

    target: Path
    query: ReceiptQuery | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far it is, in files and bytes. `current` is the name of the file that was written last."""

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
    """What stands in the finished ZIP at `target` (`size` in bytes), and what does not."""

    target: Path
    size: int
    summary: ReceiptSummary
    files_total: int
    missing: tuple[MissingFile, ...] = ()
    beside: bool = False
    """Under another name than was asked for: another program held that file open."""

    @property
    def files_written(self) -> int:
        return self.files_total - len(self.missing)
