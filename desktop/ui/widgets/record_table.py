"""RecordTable: a list of records with all the habits of our lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from desktop.ui.theme import font
from desktop.ui.widgets.record_columns import RecordColumns
from desktop.ui.widgets.record_delegate import RecordDelegate
from desktop.ui.widgets.record_header import RecordHeader
from desktop.ui.widgets.record_place import RecordPlace, selection_of
from desktop.ui.widgets.record_table_model import Index, PlainTextRole, RecordTableModel

ROW_HEIGHT = 32
COMPACT_ROW_HEIGHT = 28
_F = QItemSelectionModel.SelectionFlag


class RecordTable(QTableView):
    """Rows are known by their ids: the current and the selected ones stay when the list changes.

    `current_id_changed(id | None)` and `selected_ids_changed()` come only when they really changed.
    `sort_requested(column, descending)`: the list is sorted by whoever answers it with `replace_ids`.
    `row_activated(id)`: Enter or a double click. `copied(rows)`: what was selected is on the clipboard.
    """

    current_id_changed = Signal(object)
    selected_ids_changed = Signal()
    sort_requested = Signal(int, bool)
    row_activated = Signal(object)
    copied = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, only_rows: bool = False) -> None:
        """`only_rows`: what the rows do not show waits for `complete`."""
        super().__init__(parent)
        self.context_actions: list[QAction] = []
        """What a right click offers above copying."""
        self._records: RecordTableModel[Any] | None = None
        self._compact = False
        self._place: RecordPlace | None = None
        self._told_current: int | None = None
        self._told_selected = array("q")
        self._take_own_viewport()
        self._header = RecordHeader(self)
        self.setHorizontalHeader(self._header)
        self._header.sort_clicked.connect(self._on_sort_clicked)
        self.columns = RecordColumns(self._header, self)
        self.columns.changed.connect(self._on_columns_changed)
        self._delegate = RecordDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_habits()
        self.doubleClicked.connect(self._on_double_clicked)
        if not only_rows:
            self.complete()

    def _take_own_viewport(self) -> None:
        # To find the kind of one that Qt made, PySide loads every kind of widget: 8 ms of the start.
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)

    def _set_habits(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._header.setResizeContentsPrecision(0)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_compact(False)

    def complete(self) -> None:
        """Adds the commands of copying and selecting, with their keys."""
        from PySide6.QtGui import QKeySequence

        from desktop.ui.icons import icon

        self.copy_rows_action = QAction(icon("copy"), self.tr("Copy rows"), self)
        self.copy_rows_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_rows_action.triggered.connect(self.copy_rows)
        self.copy_cell_action = QAction(self.tr("Copy cell"), self)
        self.copy_cell_action.triggered.connect(self.copy_cell)
        self.select_all_action = QAction(self.tr("Select all"), self)
        self.select_all_action.setShortcut(QKeySequence.StandardKey.SelectAll)
        self.select_all_action.triggered.connect(self.selectAll)
        for action in (self.copy_rows_action, self.copy_cell_action, self.select_all_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setMenuRole(QAction.MenuRole.NoRole)
            self.addAction(action)

    # -- model, rows, columns ------------------------------------------------------------------------

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

    def set_compact(self, compact: bool) -> None:
        """Rows of 28 in place of 32 px, more where the font is larger."""
        self._compact = compact
        high = QFontMetrics(font()).height()
        height = max(COMPACT_ROW_HEIGHT, high + 8) if compact else max(ROW_HEIGHT, high + 14)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

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
        header = self._header
        places = (header.logicalIndex(place) for place in range(header.count()))
        self._delegate.first_column = next((n for n in places if not header.isSectionHidden(n)), 0)
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
            for first, last in self._selected_ranges():
                found += self._records.ids[first : last + 1]
        return found

    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self._selected_ranges())

    def set_current_id(self, record_id: int) -> bool:
        """Makes this row the current and only selected one and shows it; False when it is not in the list."""
        row = None if self._records is None else self._records.row_of(record_id)
        if row is None or self._records is None:
            return False
        # Never selectRow: in right-to-left it selects nothing (6.11.3).
        index = self._records.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, _F.ClearAndSelect | _F.Rows)
        self.scrollTo(index)
        return True

    def select_ids(self, ids: Iterable[int]) -> None:
        """Selects these rows and no others; the current row stays."""
        if self._records is not None:
            selection = selection_of(self._records, set(ids))
            self.selectionModel().select(selection, _F.ClearAndSelect | _F.Rows)

    def _selected_ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        return sorted({(part.top(), part.bottom()) for part in map(selection.at, range(selection.count()))})

    @Slot()
    def _tell(self) -> None:
        """Says what changed of current and selected, if anything did."""
        if self._place is not None:
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
            self._place = RecordPlace.of(self, self._records)

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
        if anew:
            self._go_to_top_or_current()
        else:
            place.restore_scroll(self, records)
        self._place = None
        self._tell()

    def _go_to_top_or_current(self) -> None:
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)
        else:
            self.scrollToTop()

    # -- mouse ---------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.rowAt(event.position().toPoint().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.cell_ring = False
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.viewport().underMouse():
            self._set_hovered(self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y()))

    def _set_hovered(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row != before:
            self._delegate.hovered_row = row
            self._update_row(before)
            self._update_row(row)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(
                0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row)
            )

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._records is not None and index.isValid():
            self.row_activated.emit(self._records.id_at(index.row()))

    # -- keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.cell_ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _MODIFIERS:
            current = self.current_id()
            if current is not None:
                self.row_activated.emit(current)
            return
        super().keyPressEvent(event)
        self._update_row(self.currentIndex().row())

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter goes nowhere: letters are commands, and there is the search field."""

    def moveCursor(
        self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, as whole rows are what is selected."""
        rows = 0 if self._records is None else len(self._records.ids)
        if self._records is not None and rows:
            column = max(0, self.currentIndex().column())
            if cursor_action == QAbstractItemView.CursorAction.MoveHome:
                return self._records.index(0, column)
            if cursor_action == QAbstractItemView.CursorAction.MoveEnd:
                return self._records.index(rows - 1, column)
        return super().moveCursor(cursor_action, modifiers)

    # -- copying and the menu ------------------------------------------------------------------------

    @Slot()
    def copy_rows(self) -> None:
        """The selected rows as lines with tabs, in the columns that show; `copied` follows."""
        if self._records is None:
            return
        rows = [row for first, last in self._selected_ranges() for row in range(first, last + 1)]
        if rows:
            from desktop.ui.widgets.record_copy import RecordCopy

            copy = RecordCopy(self._records, rows, self._shown_columns(), self)
            copy.finished.connect(self._on_copied)
            copy.start()

    @Slot()
    def copy_cell(self) -> None:
        """The current cell as text."""
        text = self.currentIndex().data(PlainTextRole)
        if text:
            QGuiApplication.clipboard().setText(str(text))

    @Slot(object, int)
    def _on_copied(self, copied: QMimeData, rows: int) -> None:
        QGuiApplication.clipboard().setMimeData(copied)
        self.copied.emit(rows)

    def _shown_columns(self) -> list[int]:
        header = self._header
        numbers = [header.logicalIndex(place) for place in range(header.count())]
        return [number for number in numbers if not header.isSectionHidden(number)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if not index.isValid():
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            self.selectionModel().setCurrentIndex(index, _F.NoUpdate)
        self._open_menu(place)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(self.context_actions)
        menu.addSeparator()
        menu.addActions([self.copy_rows_action, self.copy_cell_action, self.select_all_action])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # -- painting and fonts --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin(self._records)
        super().paintEvent(event)
        self._delegate.finish(event.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._delegate.refresh_fonts()
            self.set_compact(self._compact)


_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
