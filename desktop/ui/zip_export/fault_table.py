"""FaultTable: files by their names, each with what is wrong with it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.plain_text import one_line
from desktop.ui.formatting import file_name_text
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate


class FaultColumn(IntEnum):
    NAME = 0
    FAULT = 1


class Fault(NamedTuple):
    """`name`: the file's; `text`: what is wrong with it, in a few words."""

    name: str
    text: str


class FaultRow(NamedTuple):
    """A fault by its place in the list."""

    row_id: int
    fault: Fault


class FaultTableModel(RecordTableModel[FaultRow]):
    """Files and what is wrong with them, in the order in which they come."""

    def __init__(self, faults: Sequence[Fault], parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._faults = faults
        self.replace_ids(array("q", range(len(faults))))

    def _read(self, ids: Sequence[int]) -> list[FaultRow]:
        return [FaultRow(number, self._faults[number]) for number in ids]

    def cell(self, record: FaultRow, column: int) -> Cell:
        if column == FaultColumn.NAME:
            return Cell(file_name_text(one_line(record.fault.name)))
        return Cell(record.fault.text, secondary=True)

    def sentence(self, record: FaultRow) -> str:
        return f"{one_line(record.fault.name)}, {record.fault.text}"


def _columns() -> list[Column]:
    return [
        Column("name", translate("FaultTable", "File"), 380, stretch=True, sortable=False),
        Column("fault", translate("FaultTable", "What is wrong"), 240, sortable=False),
    ]


class FaultTable(RecordTable):
    """As high as they are many, but for `most` rows."""

    def __init__(self, faults: Sequence[Fault], most: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(FaultTableModel(faults, self))
        self.setAccessibleName(name)
        row = self.verticalHeader().defaultSectionSize()
        rows = min(most, len(faults))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * rows + 2)

    @Slot()
    def copy_all(self) -> None:
        self.selectAll()
        self.copy_rows()
