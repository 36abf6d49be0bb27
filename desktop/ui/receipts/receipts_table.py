"""ReceiptsTable: the receipts as a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.receipts.receipts_table_model import ReceiptColumn, ReceiptsTableModel
from desktop.ui.widgets.record_table import RecordTable


class ReceiptsTable(RecordTable):
    """The table with its model, newest first; the amounts that are seen are never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.receipts = ReceiptsTableModel(self)
        self.setModel(self.receipts)
        self.setAccessibleName(QCoreApplication.translate("ReceiptsPage", "Receipts"))
        self.set_sorted(ReceiptColumn.DATE, True)
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._fit_amounts)
        for change in (
            self.receipts.ids_changed, self.receipts.dataChanged, self.verticalScrollBar().valueChanged,
            self.columns.changed,
        ):  # fmt: skip
            change.connect(self._measure_soon)

    @Slot()
    def _measure_soon(self) -> None:
        # Not connected to `start` itself, which takes the place of a scroll bar for milliseconds to wait.
        self._measuring.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure_soon()

    @Slot()
    def _fit_amounts(self) -> None:
        if not self.isVisible():
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        rows = range(max(0, first), (last if last >= 0 else self.receipts.rowCount() - 1) + 1)
        records = (self.receipts.record_at(row) for row in rows)
        cells = (self.receipts.cell(one, ReceiptColumn.AMOUNT) for one in records if one is not None)
        widest = max(map(self._delegate.cell_width, cells), default=0)
        self.columns.need(ReceiptColumn.AMOUNT, widest)
