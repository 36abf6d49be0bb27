"""WantedRecord: going to one record of a list, whatever the list is filtered by."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from desktop.ui.widgets.record_table import RecordTable


class FilterBar(Protocol):
    """What takes all filters away, after which the list is read again."""

    def clear(self) -> None: ...


class WantedRecord(QObject):
    """Makes a record the current one, at once or when the list without filters is there."""

    def __init__(self, table: RecordTable, filters: FilterBar, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._filters = filters
        self._wanted: int | None = None

    def show(self, record_id: int) -> bool:
        """Whether the list had it; else its filters are taken away, and `on_listed` goes there."""
        self._wanted = None
        if self._table.set_current_id(record_id):
            return True
        self._wanted = record_id
        self._filters.clear()
        return False

    def forget(self) -> None:
        """Another account's list comes next."""
        self._wanted = None

    def on_listed(self) -> None:
        """The list was read anew."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._table.set_current_id(wanted)
