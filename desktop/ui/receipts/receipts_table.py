"""ReceiptsTable: the receipts as a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.receipts.receipts_table_model import ReceiptColumn, ReceiptsTableModel
from desktop.ui.widgets.record_table import RecordTable


class ReceiptsTable(RecordTable):
    """The table with its model, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.receipts = ReceiptsTableModel(self)
        self.setModel(self.receipts)
        self.setAccessibleName(QCoreApplication.translate("ReceiptsPage", "Receipts"))
        self.set_sorted(ReceiptColumn.DATE, True)
