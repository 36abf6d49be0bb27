"""RecordTable: a list of records with all the habits of our lists."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.record_columns import RecordColumns
from desktop.ui.widgets.record_place import RecordPlace, selection_of
from desktop.ui.widgets.record_table_model import Index, RecordTableModel
from desktop.ui.widgets.record_view import COMPACT_ROW_HEIGHT, ROW_HEIGHT, RecordView

if TYPE_CHECKING:
    from desktop.ui.widgets.record_commands import RecordCommands

__all__ = ["COMPACT_ROW_HEIGHT", "ROW_HEIGHT", "RecordTable"]

_F = QItemSelectionModel.SelectionFlag
_HELD_KEYS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)
"""They do nothing by themselves: each shortcut begins with one."""
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class RecordTable(RecordView):
    """Rows are known by their ids: the current and the selected ones stay when the list changes.

    What is new moves neither the selection nor what is in view, whatever the list is sorted by; only at its
    top, with no current row in sight, what comes above is shown. A current row that left the list has no
    heir, but the keys go on from where it was.

    `current_id_changed(id | None)` and `selected_ids_changed()` come only when they really changed.
    `sort_requested(column, descending)`: the list is sorted by whoever answers it with `replace_ids`.
    `row_activated(id)`: Enter or a double click. `copied(rows)`: what was selected is on the clipboard.
    """

    current_id_changed = Signal(object)
    selected_ids_changed = Signal()
    sort_requested = Signal(int, bool)
    row_activated = Signal(object)
    copied = Signal(int)
    taken = Signal()
    """A row was taken, or several, by whatever way: what was current and selected before is past."""
    first_rows_painted = Signal()
    """Those of another list; the rest of it may come now without being in the way."""

    commands: RecordCommands

    def __init__(self, parent: QWidget | None = None, *, only_rows: bool = False) -> None:
        """`only_rows`: what the rows do not show waits for `complete`."""
        super().__init__(parent)
        self.context_actions: list[QAction] = []
        """What a right click offers above copying."""
        self._place: RecordPlace | None = None
        self._awaited: RecordPlace | None = None
        """What was current and selected, while only the first rows of another list are there."""
        self._all_wanted = False
        self._end_wanted: QKeyEvent | None = None
        """The key that leads to the end, once the end is there."""
        self._put_off: list[Callable[[], object]] = []
        """What waits for the rest of the list."""
        self._told_current: int | None = None
        self._told_selected = array("q")
        self._header.sort_clicked.connect(self._on_sort_clicked)
        self.columns = RecordColumns(self._header, self)
        self.columns.changed.connect(self._on_columns_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        if not only_rows:
            self.complete()

    def complete(self) -> None:
        """Adds the commands of copying and selecting, with their keys."""
        from desktop.ui.widgets.record_commands import RecordCommands

        self.commands = RecordCommands(self)

    # -- model, rows, columns ------------------------------------------------------------------------

    @property
    def records(self) -> RecordTableModel[Any] | None:
        """The model, once there is one."""
        return self._records

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Takes a RecordTableModel."""
        assert isinstance(model, RecordTableModel)
        self._records = model
        # The header is asked for its size while the view takes the model.
        self._header.columns = model.columns
        super().setModel(model)
        model.ids_about_to_change.connect(self._on_ids_about_to_change)
        model.ids_changed.connect(self._on_ids_changed)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.columns.set_columns(model.columns)

    def set_sorted(self, column: int, descending: bool) -> None:
        """Shows by what the list is sorted."""
        self._header.set_sorted(column, descending)

    def column_actions(self) -> list[QAction]:
        """One checkable action a column, for the columns button."""
        return self.columns.actions

    def column_state(self) -> str:
        """Order, widths and hidden columns, as text to keep (see `column_state_name`)."""
        return self.columns.state()

    def restore_column_state(self, text: str) -> None:
        """Takes what `column_state` gave; "" and damaged text change nothing."""
        self.columns.restore(text)

    def column_state_name(self, table: str) -> str:
        """The name under which to keep the state of `table`: each direction has its own."""
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return f"{table}.columns.{'rtl' if right_to_left else 'ltr'}"

    def shown_columns(self) -> list[int]:
        """Numbers of the columns that show, from the leading side."""
        header = self._header
        numbers = [header.logicalIndex(place) for place in range(header.count())]
        return [number for number in numbers if not header.isSectionHidden(number)]

    def chosen_columns(self) -> list[int]:
        """As `shown_columns`, with those that have no room just now."""
        return self.columns.chosen()

    @Slot(int)
    def _on_sort_clicked(self, section: int) -> None:
        if section == self._header.sorted_section:
            descending = not self._header.descending
        else:
            descending = self._header.columns[section].descending_first
        self._header.set_sorted(section, descending)
        self.sort_requested.emit(section, descending)

    @Slot()
    def _on_columns_changed(self) -> None:
        self._delegate.first_column = next(iter(self.shown_columns()), 0)
        if self.isVisible():
            self.viewport().update()

    # -- current and selected ------------------------------------------------------------------------

    def current_id(self) -> int | None:
        row = self.currentIndex().row()
        if self._records is None or not 0 <= row < len(self._records.ids):
            return None
        return self._records.id_at(row)

    def selected_ids(self) -> array[int]:
        """The selected ids in the order of the list."""
        found = array("q")
        if self._records is not None:
            for first, last in self.selected_ranges():
                found += self._records.ids[first : last + 1]
        return found

    def ids_meant(self) -> array[int]:
        """Of what is done with the list: the selected rows when there are several, else all that it shows."""
        selected = self.selected_ids()
        if len(selected) > 1 or self._records is None:
            return selected
        return array("q", self._records.ids)

    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows from the top, as runs of neighbours: (first, last)."""
        selection = self.selectionModel().selection()
        return sorted({(part.top(), part.bottom()) for part in map(selection.at, range(selection.count()))})

    def set_current_id(self, record_id: int) -> bool:
        """Makes this row the current and only selected one and shows it; False when it is not in the list."""
        row = None if self._records is None else self._records.row_of(record_id)
        if row is None or self._records is None:
            return False
        self._take_hold()
        # Never selectRow: in right-to-left it selects nothing (6.11.3).
        index = self._records.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, _F.ClearAndSelect | _F.Rows)
        self.scrollTo(index)
        return True

    @Slot()
    def enter(self) -> None:
        """Takes the focus, as from the search above; its first row becomes the current one when none is.

        Not while it is empty: hidden then, it would take the focus when rows come, and the next letters of
        a search, or the next digits of an amount, would be keys of its commands.
        """
        if self._records is None or not self._records.ids:
            return
        if self.current_id() is None:
            self.set_current_id(self._records.id_at(0))
        self.setFocus()

    def select_ids(self, ids: Iterable[int]) -> None:
        """Selects these rows and no others; the current row stays."""
        if self._records is not None:
            self._take_hold()
            selection = selection_of(self._records, set(ids))
            self.selectionModel().select(selection, _F.ClearAndSelect | _F.Rows)

    def when_whole(self, act: Callable[[], object]) -> None:
        """Does `act` now, or when the rest of the list is there; not if another list comes in its place."""
        if self._records is None or self._records.whole:
            act()
        else:
            self._put_off.append(act)

    def with_selected(self, act: Callable[[array[int]], object]) -> None:
        """Does `act` with the selected ids in the order of the list; never with a part of them.

        Where some may be in the rest of the list, it is waited for, whatever is selected then.
        """
        if self._all_wanted:
            self.when_whole(partial(self._act_on, act, None))
        elif self._awaited is not None and self._awaited.selected:
            wanted = {one for _, ids in self._awaited.selected for one in ids}
            self.when_whole(partial(self._act_on, act, wanted))
        else:
            act(self.selected_ids())

    def _act_on(self, act: Callable[[array[int]], object], wanted: set[int] | None) -> None:
        """`wanted` None: all that the list holds."""
        if self._records is not None:
            ids = self._records.ids
            act(array("q", ids if wanted is None else (one for one in ids if one in wanted)))

    def drop_put_off(self) -> None:
        """The rest does not come: what waits for it is not done later, when nobody thinks of it."""
        self._put_off.clear()
        self._all_wanted, self._end_wanted = False, None

    def forget(self) -> None:
        """Another account: nothing that was asked for of these rows is done any more."""
        self.drop_put_off()
        self.commands.stop_copying()

    def selectAll(self) -> None:
        """All that the list holds, those too that are on their way."""
        self._take_hold()
        self._all_wanted = self._records is not None and not self._records.whole
        super().selectAll()

    @Slot()
    def _tell(self) -> None:
        """Says what changed of current and selected, if anything did."""
        if self._place is not None or self._awaited is not None:
            return
        current, selected = self.current_id(), self.selected_ids()
        if selected != self._told_selected:
            self._told_selected = selected
            self.selected_ids_changed.emit()
        if current != self._told_current:
            self._told_current = current
            self.current_id_changed.emit(current)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._delegate.current_row = current.row()
        self._update_row(previous.row())
        self._update_row(current.row())
        self._tell()

    # -- when the list changes -----------------------------------------------------------------------

    @Slot()
    def _on_ids_about_to_change(self) -> None:
        if self._place is None and self._records is not None:
            self._place = self._awaited or RecordPlace.of(self, self._records)

    @Slot(bool)
    def _on_ids_changed(self, anew: bool) -> None:
        place, records = self._place, self._records
        if place is None or records is None:
            return
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self._set_hovered(-1)
        place.restore_selection(self, records)
        self._delegate.current_row = self.currentIndex().row()
        self._left_row = -1 if anew or self._delegate.current_row >= 0 else max(place.row, self._left_row)
        if anew or self._awaited is not None:
            self._go_to_top_or_current()
        else:
            self._restore_scroll(place, records)
        self._place = None
        self._awaited = None if records.whole or place.is_nowhere else place
        self._go_on_to_all(anew)
        if place.is_nowhere and self.hasFocus() and not self.currentIndex().isValid() and records.ids:
            # As with the focus, had it come after the rows.
            self._take_row(0)
        self._tell()
        self._do_what_was_put_off(anew)

    def _restore_scroll(self, place: RecordPlace, records: RecordTableModel[Any]) -> None:
        """The same list, brought up to date: what was in view stays there."""
        place.restore_scroll(self, records)

    def _go_on_to_all(self, anew: bool) -> None:
        """What was asked for while only the first rows were there: all of them, or the end."""
        all_wanted, end = self._all_wanted and not anew, self._end_wanted if not anew else None
        self._all_wanted, self._end_wanted = False, None
        if all_wanted:
            self.selectAll()
        if end is not None:
            self.keyPressEvent(end)

    def _do_what_was_put_off(self, anew: bool) -> None:
        put_off, self._put_off = self._put_off, []
        for act in put_off if not anew else ():
            act()

    def _take_hold(self) -> None:
        """The user acts on the first rows of another list: what was taken in the one before is past."""
        self._awaited = None
        self._all_wanted, self._end_wanted = False, None
        self.taken.emit()

    def _go_to_top_or_current(self) -> None:
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)
        else:
            self.scrollToTop()

    # -- mouse and keys ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take_hold()
        super().mousePressEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._records is not None and index.isValid():
            self.row_activated.emit(self._records.id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _HELD_KEYS:
            self._take_hold()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _MODIFIERS:
            self._delegate.cell_ring = True
            current = self.current_id()
            if current is not None:
                self.row_activated.emit(current)
            return
        if event.key() == Qt.Key.Key_End and self._records is not None and not self._records.whole:
            # The last of the first rows is not the end; with Shift, it would select a part.
            self._end_wanted = event.clone()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._records is not None and not self._records.whole:
            self.first_rows_painted.emit()

    # -- copying and the menu ------------------------------------------------------------------------

    def copy_rows(self) -> None:
        """The selected rows for a spreadsheet, in the columns that show; `copied` follows."""
        self.commands.on_copy_rows()

    def copy_cell(self) -> None:
        """The current cell as it is shown."""
        self.commands.on_copy_cell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if by_key:
            self.scrollTo(index)
            self.commands.open_menu(self.viewport().mapToGlobal(self.visualRect(index).center()))
        else:
            self.selectionModel().setCurrentIndex(index, _F.NoUpdate)
            self.commands.open_menu(event.globalPos())
