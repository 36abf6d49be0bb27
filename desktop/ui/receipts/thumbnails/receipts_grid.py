"""ReceiptsGrid: the receipts of the table as thumbnails: the same rows, current and selected alike."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.core.models import ReceiptRow
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.receipts.thumbnails.thumbnail_delegate import BOX, ThumbnailDelegate
from desktop.ui.receipts.thumbnails.thumbnails import Thumbnails
from desktop.ui.widgets.record_table_model import Index

EVERY_MS = 40
"""While it is scrolled, what is seen is asked for so often."""
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction
_HELD_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ReceiptsGrid(QListView):
    """Model and selection are the table's, so that all that is done with its rows is done with these."""

    seen_changed = Signal()
    """Other receipts are in view, or the same ones are to be drawn anew."""

    def __init__(self, table: ReceiptsTable, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._records, self._thumbnails = table, table.receipts, thumbnails
        self._place: tuple[int, int] | None = None
        """An id and where it stood in the viewport, while the list changes."""
        self._delegate = ThumbnailDelegate(self, self._records, thumbnails)
        self._set_habits()
        self.setModel(self._records)
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(table.accessibleName())
        self._asking = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._asking.timeout.connect(self._want_seen)
        self._records.ids_about_to_change.connect(self._on_ids_about_to_change)
        self._records.ids_changed.connect(self._on_ids_changed)
        self._records.dataChanged.connect(self._want_soon)
        self.verticalScrollBar().valueChanged.connect(self._want_soon)
        self.doubleClicked.connect(self._on_double_clicked)
        thumbnails.changed.connect(self._on_thumbnails_changed)
        self.addActions(table.actions())

    def _set_habits(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes with the last row would make the columns jump.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._fit_columns()

    # -- places ----------------------------------------------------------------------------------

    @property
    def columns(self) -> int:
        """So many stand side by side."""
        return max(1, self._room() // self._delegate.least_size().width())

    def _room(self) -> int:
        # One pixel less: what fills a line exactly is wrapped.
        return max(1, self.maximumViewportSize().width() - 1)

    def _fit_columns(self) -> None:
        least = self._delegate.least_size()
        grid = QSize(self._room() // self.columns, least.height())
        if grid != self.gridSize():
            self.setGridSize(grid)
            self.verticalScrollBar().setSingleStep(grid.height() // 3)

    def _current(self) -> QModelIndex:
        """Its thumbnail: the current cell may be another of the table's, which has no place here."""
        return self.currentIndex().siblingAtColumn(self.modelColumn())

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self._current()
        place = self.visualRect(current) if current.isValid() else QRect()
        seen = self.isVisible() and place.top() < event.oldSize().height() and place.bottom() > 0
        self._fit_columns()
        super().resizeEvent(event)
        if seen:
            # Qt lays out later, and scrolls nowhere: a message above would cut the one that is current.
            self.doItemsLayout()
            self.scrollTo(current)
        self._want_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_columns()
        self.executeDelayedItemsLayout()
        if self._current().isValid():
            self.scrollTo(self._current())
        self._want_soon()

    def seen_rows(self) -> range:
        """The rows of which something is in view."""
        count = len(self._records.ids)
        if not count:
            return range(0)
        high, columns = self.gridSize().height(), self.columns
        top = self.verticalOffset()
        first = max(0, top // high) * columns
        last = ((top + self.viewport().height() - 1) // high + 1) * columns
        return range(min(first, count), min(last, count))

    @Slot()
    def _want_soon(self) -> None:
        if not self._asking.isActive():
            self._asking.start()

    @Slot()
    def _want_seen(self) -> None:
        if not self.isVisible():
            return
        rows = self.seen_rows()
        beside = range(rows.stop, min(rows.stop + self.columns, len(self._records.ids)))
        found = [self._records.record_at(row) for row in (*rows, *beside)]
        records: list[ReceiptRow] = [record for record in found if record is not None]
        self._thumbnails.want(records, self._box())
        self.seen_changed.emit()

    def _box(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(BOX.width() * ratio), round(BOX.height() * ratio))

    @Slot(object)
    def _on_thumbnails_changed(self, row_ids: list[int]) -> None:
        if not self.isVisible():
            return
        changed = set(row_ids)
        for row in self.seen_rows():
            if self._records.id_at(row) in changed:
                self.update(self._records.index(row, 0))
        self._want_soon()

    # -- when the list changes -------------------------------------------------------------------

    @Slot()
    def _on_ids_about_to_change(self) -> None:
        rows = self.seen_rows() if self.isVisible() else range(0)
        current = self.currentIndex().row()
        if current in rows or (len(rows) and self.verticalOffset() > 0):
            row = current if current in rows else rows.start
            self._place = self._records.id_at(row), self.visualRect(self._records.index(row, 0)).top()

    @Slot(bool)
    def _on_ids_changed(self, anew: bool) -> None:
        """After the table's own slot, which made current and selected again what they were."""
        place, self._place = self._place, None
        if not self.isVisible():
            return
        self.executeDelayedItemsLayout()
        row = self._records.row_of(place[0]) if place is not None and not anew else None
        bar = self.verticalScrollBar()
        if row is not None and place is not None:
            bar.setValue(row // self.columns * self.gridSize().height() - place[1])
        elif self._current().isValid():
            self.scrollTo(self._current())
        else:
            bar.setValue(0)
        self._set_hovered(-1)
        self._want_soon()

    # -- current and selected: whole rows of the table -------------------------------------------

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return super().selectionCommand(index, event) | _Flag.Rows

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Of whichever column: the table may have made another one current.
        for row in (current.row(), previous.row()):
            if row >= 0:
                self.update(self._records.index(row, 0))
        if current.isValid() and self.isVisible():
            self.scrollTo(self._records.index(current.row(), 0))

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.viewport().update()

    # -- mouse and keys --------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.indexAt(event.position().toPoint()).row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.ring = False
        self._table.taken.emit()
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        return super().viewportEvent(event)

    def _set_hovered(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for one in {before, row} - {-1} if before != row else ():
            if one < len(self._records.ids):
                self.update(self._records.index(one, 0))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._table.row_activated.emit(self._records.id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.ring = True
        if event.key() not in _HELD_KEYS:
            self._table.taken.emit()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _MODIFIERS:
            current = self._table.current_id()
            if current is not None:
                self._table.row_activated.emit(current)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter goes nowhere: letters are commands, and there is the search field."""

    def moveCursor(self, cursor_action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """By rows of thumbnails and along them; a step past the end of one leads on to the next."""
        count, row = len(self._records.ids), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if row < 0:
            return self._records.index(0, 0)
        goal = self._goal(cursor_action, row, count)
        return self._records.index(max(0, min(count - 1, goal)), 0)

    def _goal(self, action: _Move, row: int, count: int) -> int:
        columns = self.columns
        page = max(1, self.viewport().height() // self.gridSize().height()) * columns
        onward = -1 if self.isRightToLeft() else 1
        steps = {
            _Move.MoveUp: -columns, _Move.MoveDown: columns,
            _Move.MovePageUp: -page, _Move.MovePageDown: page,
            _Move.MoveLeft: -onward, _Move.MoveRight: onward,
            _Move.MovePrevious: -1, _Move.MoveNext: 1,
            _Move.MoveHome: -row, _Move.MoveEnd: count - 1 - row,
        }  # fmt: skip
        goal = row + steps[action]
        if action in (_Move.MoveUp, _Move.MoveDown) and not 0 <= goal < count:
            # Above the first line there is nothing; below the last full one, the last of all.
            last_line = (count - 1) // columns
            return count - 1 if goal > 0 and row // columns < last_line else row
        return goal

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        place = event.globalPos()
        if by_key:
            place = self.viewport().mapToGlobal(self._cell(index.row()).center())
        else:
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self._table.commands.open_menu(place)

    def _cell(self, row: int) -> QRect:
        cell = self.visualRect(self._records.index(row, 0))
        return cell if cell.isValid() else QRect(QPoint(0, 0), self.gridSize())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._delegate.refresh_fonts()
            self._fit_columns()
