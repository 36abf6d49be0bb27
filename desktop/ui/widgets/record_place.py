"""RecordPlace: what is current, selected and in view, kept while the ids of a table change."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from desktop.ui.widgets.record_table_model import RecordTableModel

if TYPE_CHECKING:
    from desktop.ui.widgets.record_table import RecordTable

_FLAG = QItemSelectionModel.SelectionFlag
MOST_RUNS = 2_000
MOST_SCATTERED = 200_000
"""More runs of selected rows, or so many rows one by one, as when a list is sorted anew, would make the
window stand: then the current row alone stays selected."""


class RecordPlace(NamedTuple):
    """`selected` holds runs of ids with the row where each began, `seen` ids with where they stood in the
    viewport (px), the current one first; `row` is the current one's, -1 for none.
    """

    current: int | None
    row: int
    selected: tuple[tuple[int, array[int]], ...]
    seen: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, table: RecordTable, records: RecordTableModel[Any]) -> RecordPlace:
        """The place as it is now."""
        runs = tuple((first, records.ids[first : last + 1]) for first, last in table.selected_ranges())
        return cls(table.current_id(), table.currentIndex().row(), runs, _seen(table, records))

    @property
    def is_nowhere(self) -> bool:
        """Whether the table was empty."""
        return self.current is None and not self.selected and not self.seen

    def restore_selection(self, table: RecordTable, records: RecordTableModel[Any]) -> None:
        """Makes current and selected again what the list still holds."""
        row = None if self.current is None else records.row_of(self.current)
        model = table.selectionModel()
        if row is not None:
            model.setCurrentIndex(records.index(row, 0), _FLAG.NoUpdate)
        if not self.selected:
            return
        runs = self._moved(records.ids)
        if runs is None and sum(len(ids) for _, ids in self.selected) <= MOST_SCATTERED:
            runs = _runs_of(records.ids, {one for _, ids in self.selected for one in ids})
        if runs is None or len(runs) > MOST_RUNS:
            runs = [] if row is None else [(row, row)]
        model.select(_selection(records, runs), _FLAG.ClearAndSelect | _FLAG.Rows)

    def _moved(self, ids: array[int]) -> list[tuple[int, int]] | None:
        """Where the selected runs are now; None when not each of them moved as a whole."""
        runs: list[tuple[int, int]] = []
        by = 0
        for first, run in self.selected:
            # Mostly by as much as the run before, since what is new comes at one end.
            place = first + by
            if ids[place : place + 1] != run[:1]:
                place = _index(ids, run[0])
            if place < 0 or ids[place : place + len(run)] != run:
                return None
            by = place - first
            runs.append((place, place + len(run) - 1))
        return runs

    def restore_scroll(self, table: RecordTable, records: RecordTableModel[Any]) -> None:
        """Puts the first that is still there where it stood."""
        for record_id, place in self.seen:
            row = records.row_of(record_id)
            if row is not None:
                bar = table.verticalScrollBar()
                bar.setValue(bar.value() + table.rowViewportPosition(row) - place)
                return


def _index(ids: array[int], record_id: int) -> int:
    try:
        return ids.index(record_id)
    except ValueError:
        return -1


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
    return _selection(records, _runs_of(records.ids, ids))


def _selection(records: RecordTableModel[Any], runs: Sequence[tuple[int, int]]) -> QItemSelection:
    selection = QItemSelection()
    last_column = len(records.columns) - 1
    for first, last in runs:
        selection.select(records.index(first, 0), records.index(last, last_column))
    return selection


def _runs_of(ids: array[int], wanted: set[int]) -> list[tuple[int, int]]:
    return _runs(row for row, one in enumerate(ids) if one in wanted) if wanted else []


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending `rows` as runs of neighbours: (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
