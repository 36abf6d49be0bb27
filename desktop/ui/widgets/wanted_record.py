"""WantedRecord: going to one record of a list, whatever the list is filtered by."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.saved_view import Query
from desktop.ui.widgets.record_table import RecordTable


class FilterBar(Protocol):
    """What takes all filters away, after which another list is read."""

    @property
    def present_query(self) -> Query: ...

    def clear(self) -> None: ...


class WantedRecord(QObject):
    """Makes a record the current one, at once or as soon as it is listed.

    Filters are taken away only from a list that is whole and as new as the record, and only if it has any.
    Whoever takes another row meanwhile, or asks for another list, is not torn away from it later.
    """

    not_listed = Signal()
    """The record is not among the rows that are here: they are to be read again, to their end."""
    reached = Signal(str)
    """It is the current one now; with what was looked for in it."""
    cleared = Signal()
    """Filters that hid it are taken away."""

    def __init__(self, table: RecordTable, filters: FilterBar, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._filters = filters
        self._wanted: int | None = None
        self._words = ""
        table.taken.connect(self.forget)

    @property
    def waits(self) -> bool:
        """Whether a list is awaited in which the record may be."""
        return self._wanted is not None

    def show(self, record_id: int, words: str = "", *, at_once: bool = True) -> None:
        """Goes to this record; `words` are what it was found by.

        Not `at_once`: what is listed now is about to make place for another list.
        """
        self._words = words
        if not at_once or not self._go_to(record_id):
            self._wanted = record_id
            self.not_listed.emit()

    @Slot()
    def forget(self) -> None:
        """Something else is wanted by now."""
        self._wanted = None

    def on_listed(self, *, more: bool) -> None:
        """Rows were read; `more` are still to come, or these are to be read again."""
        wanted = self._wanted
        if wanted is None or self._go_to(wanted) or more:
            return
        self._wanted = None
        # Without filters it is not there any more.
        if self._filters.present_query.filters:
            self._filters.clear()
            self._wanted = wanted
            self.cleared.emit()

    def _go_to(self, record_id: int) -> bool:
        """Whether it is the current one now."""
        there = self._table.set_current_id(record_id)
        if there:
            self._wanted = None
            self.reached.emit(self._words)
        return there
