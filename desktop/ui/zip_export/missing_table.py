"""MissingTable: what is not in a ZIP, line by line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import RecordTableModel


class MissingTable(RecordTable):
    """The files that did not come, as high as they are many, but for `most` rows."""

    def __init__(self, model: RecordTableModel[Any], most: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        row = self.verticalHeader().defaultSectionSize()
        rows = min(most, model.rowCount())
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * rows + 2)

    @Slot()
    def copy_all(self) -> None:
        self.selectAll()
        self.copy_rows()
