"""The dialogs of an export of calls: how far it is, and what came of it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.calls_export import MissingRecording
from desktop.core.models import FileKey
from desktop.core.sheet_cell import SheetCell, sheet_moment, sheet_phone
from desktop.ui.call_export.call_export_words import call_report_text, inside_text, missing_line
from desktop.ui.calls.call_words import call_and_moment, call_name
from desktop.ui.error_text import error_text
from desktop.ui.formatting import moment_text
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel
from desktop.ui.zip_export.export_dialog import ExportDialog
from desktop.ui.zip_export.result_dialog import ExportResultDialog

translate = QCoreApplication.translate


class CallExportDialog(ExportDialog):
    """Of calls."""

    def _window_title(self) -> str:
        return _title()

    def _counted(self, count: int) -> str:
        return exporting_text(count)

    def _name_of(self, key: FileKey) -> str:
        if not key.is_recording or self._run.scope is None:
            return ""
        call = self._run.scope.calls.call(key.id)
        return call_and_moment(call) if call is not None else ""


def _title() -> str:
    return translate("CallExportWords", "Export calls to ZIP")


def exporting_text(count: int) -> str:
    return translate("CallExportWords", "Exporting %Ln call(s)", "", count)


class CallResultDialog(ExportResultDialog):
    """Of calls."""

    def _window_title(self) -> str:
        return _title()

    def _report_text(self) -> str:
        return call_report_text(self.report)

    def _sums_text(self) -> str:
        return inside_text(self.report)

    def _missing_model(self) -> MissingCallsModel:
        return MissingCallsModel(self.report.missing_calls, self)


class _MissingColumn(IntEnum):
    DATE = 0
    CUSTOMER = 1
    PHONE = 2
    REASON = 3


class _MissingRow(NamedTuple):
    """A missing recording by its place in the report."""

    row_id: int
    missing: MissingRecording


class MissingCallsModel(RecordTableModel[_MissingRow]):
    """The recordings that are not in the ZIP."""

    def __init__(self, missing: Sequence[MissingRecording], parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._missing = missing
        self.replace_ids(array("q", range(len(missing))))

    def _read(self, ids: Sequence[int]) -> list[_MissingRow]:
        return [_MissingRow(number, self._missing[number]) for number in ids]

    def cell(self, record: _MissingRow, column: int) -> Cell:
        call = record.missing.call
        match column:
            case _MissingColumn.DATE:
                return Cell(moment_text(call.created_at) if call.created_at else "", secondary=True)
            case _MissingColumn.CUSTOMER:
                return Cell(call_name(call), secondary=not call.lead_name)
            case _MissingColumn.PHONE:
                return Cell(call.phone, secondary=True)
        return Cell(error_text(record.missing.reason).sentence, secondary=True)

    def sheet_cells(self, record: _MissingRow, column: int) -> list[SheetCell]:
        match column:
            case _MissingColumn.DATE:
                return [sheet_moment(record.missing.call.created_at)]
            case _MissingColumn.PHONE:
                return [sheet_phone(record.missing.call.phone)]
        return super().sheet_cells(record, column)

    def sentence(self, record: _MissingRow) -> str:
        return missing_line(record.missing)


def _columns() -> list[Column]:
    return [
        Column("date", translate("CallsTableModel", "Date"), 130, sortable=False),
        Column("customer", translate("CallsTableModel", "Customer"), 130, sortable=False),
        Column("phone", translate("CallsTableModel", "Phone"), 120, sortable=False),
        Column("reason", translate("MissingTableModel", "Reason"), 240, stretch=True, sortable=False),
    ]
