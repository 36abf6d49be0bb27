"""The words of earlier exports: what each was of, what stands in it, how it ended."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.ui.formatting import file_name_text, isolate, number_text, size_text

translate = QCoreApplication.translate


class EarlierExport(NamedTuple):
    """`completed`: a later one has taken its place, with what was missing in it. `for_good`: so many of the
    missing ones no try brings."""

    record: ExportRecord
    completed: bool = False
    for_good: int = 0

    @property
    def row_id(self) -> int:
        return self.record.id

    @property
    def is_done(self) -> bool:
        """Whether there was a file in the end."""
        return self.record.state is ExportState.DONE

    @property
    def has_zip(self) -> bool:
        """Whether that is a ZIP, of which it is known what stands in it."""
        return self.is_done and self.record.kind.is_zip

    @property
    def can_try_again(self) -> bool:
        return self.again_count > 0

    @property
    def again_count(self) -> int:
        """So many of the missing ones another try may bring."""
        return 0 if self.completed or not self.has_zip else self.record.missing - self.for_good

    @property
    def can_go_on(self) -> bool:
        return self.record.state is ExportState.RUNNING


def kind_text(kind: ExportKind) -> str:
    return {
        ExportKind.RECEIPTS: translate("EarlierExports", "Receipts"),
        ExportKind.CALLS: translate("EarlierExports", "Calls"),
        ExportKind.PDF: translate("EarlierExports", "Receipts as PDF"),
        ExportKind.RECEIPTS_LIST: translate("EarlierExports", "List of receipts"),
        ExportKind.CALLS_LIST: translate("EarlierExports", "List of calls"),
    }[kind]


def which_text(record: ExportRecord) -> str:
    """Of which filter, or selection."""
    if record.words:
        return " · ".join(record.words)
    if record.query:
        return translate("EarlierExports", "All")
    return translate("EarlierExports", "Selected")


def rows_text(record: ExportRecord) -> str:
    """So many receipts, or calls: those in it, once that is known."""
    done = record.state is ExportState.DONE
    return number_text(record.rows if done else record.asked)


def files_text(record: ExportRecord) -> str:
    """So many files stand in it; what is no ZIP has none."""
    return number_text(record.files) if record.state is ExportState.DONE and record.kind.is_zip else ""


def ending_text(export: EarlierExport) -> str:
    """How it ended, in a word or two."""
    if export.completed:
        return translate("EarlierExports", "Completed later")
    if export.is_done and export.record.missing and not export.has_zip:
        return translate("EarlierExports", "%Ln receipt(s) missing", "", export.record.missing)
    if export.is_done and export.record.missing:
        return translate("EarlierExports", "%Ln file(s) missing", "", export.record.missing)
    return {
        ExportState.RUNNING: translate("EarlierExports", "Not finished"),
        ExportState.DONE: translate("EarlierExports", "Everything is there"),
        ExportState.CANCELLED: translate("EarlierExports", "Cancelled"),
        ExportState.FAILED: translate("EarlierExports", "Failed"),
    }[export.record.state]


def no_zip_text(export: EarlierExport | None) -> str:
    """Why there is no ZIP of it, or no file at all."""
    if export is None:
        return translate("EarlierExports", "Nothing was exported yet.")
    if export.can_go_on:
        return translate("EarlierExports", "It is not finished yet.")
    if export.is_done:
        return translate("EarlierExports", "This is possible for ZIPs only.")
    return translate("EarlierExports", "No ZIP came of it.")


def no_retry_text(export: EarlierExport | None) -> str:
    """Why there is nothing to try again."""
    if export is None or not export.is_done:
        return no_zip_text(export)
    if export.completed:
        return translate("EarlierExports", "A later export has completed it.")
    if export.record.missing and not export.has_zip:
        return translate("EarlierExports", "A PDF is not completed: save it once more.")
    if export.record.missing:
        return translate("EarlierExports", "What is missing in it is nowhere any more.")
    return translate("EarlierExports", "Nothing is missing in it.")


def place_text(record: ExportRecord) -> str:
    """`receipts_all.zip · 381 MB · Documents`."""
    parts = [file_name_text(record.target.name)]
    if record.state is ExportState.DONE:
        parts.append(size_text(record.size))
    return " · ".join([*parts, isolate(record.target.parent.name or str(record.target.parent))])
