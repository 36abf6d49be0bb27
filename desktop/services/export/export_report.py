"""What came of an export, as its journal says it: for people, and for the log."""

from __future__ import annotations

import logging
import re
from array import array

from desktop.core.export import ChangedFile, ExportReport, MissingFile
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord
from desktop.core.models import FileKind, Receipt
from desktop.services.export.zip_lists import missing_files
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService

log = logging.getLogger("desktop.receipts")

MOST_NAMED = 10_000
"""So many missing files a report names; all are counted, and listed in the ZIP."""
_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


class _Gaps:
    """The first ones, and how many."""

    def __init__(self) -> None:
        self.first: list[ExportGap] = []
        self.count = 0

    def add(self, gap: ExportGap) -> None:
        self.count += 1
        if len(self.first) < MOST_NAMED:
            self.first.append(gap)

    def named(self, receipts: ReceiptsService) -> tuple[MissingFile, ...]:
        return tuple(missing_files(self.first, receipts))


class _Changes:
    """The first files, and of how many receipts there are any."""

    def __init__(self) -> None:
        self.first: list[ExportedFile] = []
        self.receipts: set[int] = set()

    def add(self, file: ExportedFile) -> None:
        self.receipts.add(int(file.item))
        if len(self.first) < MOST_NAMED:
            self.first.append(file)

    def named(self, listed: dict[int, Receipt]) -> tuple[ChangedFile, ...]:
        return tuple(_changed_file(file, listed[int(file.item)]) for file in self.first)


def _changed_file(file: ExportedFile, receipt: Receipt) -> ChangedFile:
    kind = FileKind(file.kind)
    listed = receipt.source_file if kind is FileKind.RECEIPT_SOURCE else receipt.preview_file
    size = listed.size if listed is not None else None
    return ChangedFile(receipt, kind, file.name, file.size, size or 0)


def report_of(
    record: ExportRecord, size: int, ledger: ExportLedger, receipts: ReceiptsService
) -> ExportReport:
    """Of one of which all is written; `size` of the ZIP in bytes."""
    changes = _Changes()
    for file in ledger.changed_files(record.id):
        changes.add(file)
    asked, inside, files, listed = array("q"), array("q"), 0, dict[int, Receipt]()
    for receipt in ledger.receipts(record.id):
        if receipt.receipt_id in changes.receipts and receipt.row is not None:
            listed[receipt.receipt_id] = receipt.row.receipt(receipt.receipt_id)
        asked.append(receipt.receipt_id)
        files += receipt.has_source + receipt.has_preview
        if receipt.has_source or receipt.has_preview:
            inside.append(receipt.receipt_id)
    missing, absent = _Gaps(), _Gaps()
    for gap in ledger.gaps(record.id):
        (missing if gap.due else absent).add(gap)
    return ExportReport(
        record.id,
        record.target,
        size,
        receipts.summary_of(asked),
        receipts.summary_of(inside),
        files + missing.count,
        missing.named(receipts),
        absent.named(receipts),
        missing.count,
        absent.count,
        changes.named(listed),
        len(changes.receipts),
    )


def log_report(report: ExportReport) -> None:
    """The closing line."""
    log.info(
        "[RECEIPTS_EXPORT] done receipts=%d files=%d of=%d missing=%d without_preview=%d changed=%d bytes=%d",
        report.summary.count,
        report.files_written,
        report.files_total,
        report.missing_count,
        report.absent_count,
        report.changed_count,
        report.size,
    )


def log_failed(error: BaseException) -> None:
    """`NothingToExport` as `nothing_to_export`."""
    reason = _WORD_BEGINS.sub("_", type(error).__name__).lower()
    log.error("[RECEIPTS_EXPORT] failed reason=%s", reason)
