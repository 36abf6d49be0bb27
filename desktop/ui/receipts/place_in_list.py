"""PlaceInList: which receipt of the list becomes the current one by itself, and which a step from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.widgets.wanted_record import WantedRecord


class PlaceInList(QObject):
    """A list that is seen has a current row; when the one before left it, the next in its place."""

    def __init__(self, table: ReceiptsTable, wanted: WantedRecord, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._model = table.receipts
        self._wanted = wanted
        self._row = 0
        """Where the current one stands, or stood last."""

    def note(self) -> None:
        """Another one is current, or none."""
        row = self._table.currentIndex().row()
        self._row = row if row >= 0 else self._row

    def forget(self) -> None:
        """The list is about to be another one: it begins at its top."""
        self._row = 0

    def take(self) -> None:
        """Makes one the current one where none is, and none is waited for."""
        free = self._table.current_id() is None and not self._wanted.waits
        if self._model.ids and free:
            self._go_to(min(self._row, len(self._model.ids) - 1))

    @Slot(int)
    def step(self, by: int) -> None:
        """Goes `by` rows down the list."""
        row = self._table.currentIndex().row() + by
        if 0 <= row < len(self._model.ids):
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        self._table.set_current_id(self._model.id_at(row))
