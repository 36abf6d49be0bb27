"""The words of earlier exports: what each was of, what stands in it, how it ended."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.ui.formatting import file_name_text, isolate, number_text, size_text

translate = QCoreApplication.translate


class EarlierExport(NamedTuple):
    """`completed`: a later one has taken its place, with what was missing in it."""

    record: ExportRecord
    completed: bool = False

    @property
    def row_id(self) -> int:
        return self.record.id

    @property
    def is_done(self) -> bool:
        """Whether there was a ZIP in the end."""
        return self.record.state is ExportState.DONE

    @property
    def can_try_again(self) -> bool:
        return self.is_done and self.record.missing > 0 and not self.completed

    @property
    def can_go_on(self) -> bool:
        return self.record.state is ExportState.RUNNING


def kind_text(kind: ExportKind) -> str:
    if kind is ExportKind.CALLS:
        return translate("EarlierExports", "Calls")
    return translate("EarlierExports", "Receipts")


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
    """So many files stand in it."""
    return number_text(record.files) if record.state is ExportState.DONE else ""


def ending_text(export: EarlierExport) -> str:
    """How it ended, in a word or two."""
    if export.completed:
        return translate("EarlierExports", "Completed later")
    if export.is_done and export.record.missing:
        return translate("EarlierExports", "%Ln file(s) missing", "", export.record.missing)
    return {
        ExportState.RUNNING: translate("EarlierExports", "Not finished"),
        ExportState.DONE: translate("EarlierExports", "Everything is there"),
        ExportState.CANCELLED: translate("EarlierExports", "Cancelled"),
        ExportState.FAILED: translate("EarlierExports", "Failed"),
    }[export.record.state]


def place_text(record: ExportRecord) -> str:
    """`receipts_all.zip · 381 MB · Documents`."""
    parts = [file_name_text(record.target.name)]
    if record.state is ExportState.DONE:
        parts.append(size_text(record.size))
    return " · ".join([*parts, isolate(record.target.parent.name or str(record.target.parent))])
