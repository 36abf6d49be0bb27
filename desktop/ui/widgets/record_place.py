"""RecordPlace: what is current, selected and in view, kept while the ids of a table change."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from desktop.ui.widgets.record_table_model import RecordTableModel

if TYPE_CHECKING:
    from desktop.ui.widgets.record_table import RecordTable

_FLAG = QItemSelectionModel.SelectionFlag


class RecordPlace(NamedTuple):
    """`seen` holds ids with where they stood in the viewport (px), the current one first."""

    current: int | None
    selected: array[int]
    seen: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, table: RecordTable, records: RecordTableModel[Any]) -> RecordPlace:
        """The place as it is now."""
        return cls(table.current_id(), table.selected_ids(), _seen(table, records))

    def restore_selection(self, table: RecordTable, records: RecordTableModel[Any]) -> None:
        """Makes current and selected again what the list still holds."""
        row = None if self.current is None else records.row_of(self.current)
        if row is not None:
            table.selectionModel().setCurrentIndex(records.index(row, 0), _FLAG.NoUpdate)
        if self.selected:
            selection = selection_of(records, set(self.selected))
            table.selectionModel().select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)

    def restore_scroll(self, table: RecordTable, records: RecordTableModel[Any]) -> None:
        """Puts the first that is still there where it stood."""
        for record_id, place in self.seen:
            row = records.row_of(record_id)
            if row is not None:
                bar = table.verticalScrollBar()
                bar.setValue(bar.value() + table.rowViewportPosition(row) - place)
                return


def _seen(table: RecordTable, records: RecordTableModel[Any]) -> tuple[tuple[int, int], ...]:
    if not records.ids:
        return ()
    first = max(0, table.rowAt(0))
    last = table.rowAt(table.viewport().height() - 1)
    rows = list(range(first, (len(records.ids) - 1 if last < 0 else last) + 1))
    current = table.currentIndex().row()
    if current in rows:
        rows.insert(0, current)
    elif table.verticalScrollBar().value() == 0:
        # At the top with nothing taken in view: what is new shall be seen.
        return ()
    return tuple((records.id_at(row), table.rowViewportPosition(row)) for row in rows)


def selection_of(records: RecordTableModel[Any], ids: set[int]) -> QItemSelection:
    """The rows of `ids`, as few ranges as there are runs."""
    selection = QItemSelection()
    last_column = len(records.columns) - 1
    if ids:
        for first, last in _runs(row for row, one in enumerate(records.ids) if one in ids):
            selection.select(records.index(first, 0), records.index(last, last_column))
    return selection


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending `rows` as runs of neighbours: (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
