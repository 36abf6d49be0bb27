"""EarlierTableModel: a line for each export that there was, the newest first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui.earlier_exports.earlier_words import (
    EarlierExport,
    ending_text,
    files_text,
    kind_text,
    rows_text,
    which_text,
)
from desktop.ui.formatting import moment_full_plain, moment_text
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate


class EarlierColumn(IntEnum):
    DATE = 0
    KIND = 1
    WHICH = 2
    ROWS = 3
    FILES = 4
    ENDING = 5


class EarlierTableModel(RecordTableModel[EarlierExport]):
    """`exports` in the order in which they are shown."""

    def __init__(self, exports: Sequence[EarlierExport], parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._exports = {one.row_id: one for one in exports}
        self.replace_ids(array("q", self._exports))

    def export(self, row_id: int) -> EarlierExport:
        return self._exports[row_id]

    def _read(self, ids: Sequence[int]) -> list[EarlierExport]:
        return [self._exports[row_id] for row_id in ids]

    def cell(self, record: EarlierExport, column: int) -> Cell:
        match column:
            case EarlierColumn.DATE:
                moment = record.record.ended_at or record.record.started_at
                return Cell(moment_text(moment), tooltip=moment_full_plain(moment), fleeting=True)
            case EarlierColumn.KIND:
                return Cell(kind_text(record.record.kind), secondary=True)
            case EarlierColumn.WHICH:
                return Cell(which_text(record.record))
            case EarlierColumn.ROWS:
                return Cell(rows_text(record.record), numeric=True)
            case EarlierColumn.FILES:
                return Cell(files_text(record.record), numeric=True)
        warns = record.can_go_on or (record.record.missing > 0 and not record.completed)
        color = "warning" if warns else ""
        return Cell(ending_text(record), secondary=not color, color=color)

    def sentence(self, record: EarlierExport) -> str:
        return ", ".join(self.cell(record, column).copied for column in EarlierColumn)


def _columns() -> list[Column]:
    return [
        Column("date", translate("EarlierExports", "When"), 130, sortable=False),
        Column("kind", translate("EarlierExports", "What"), 124, sortable=False),
        Column("which", translate("EarlierExports", "Which"), 230, stretch=True, sortable=False),
        Column("rows", translate("EarlierExports", "Rows"), 72, numeric=True, sortable=False),
        Column("files", translate("EarlierExports", "Files"), 72, numeric=True, sortable=False),
        Column("ending", translate("EarlierExports", "How it ended"), 160, sortable=False),
    ]
