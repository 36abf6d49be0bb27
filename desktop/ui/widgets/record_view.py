"""RecordView: how rows of records look, how the mouse hovers over them and how keys go through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.ui.theme import font
from desktop.ui.widgets.record_delegate import RecordDelegate
from desktop.ui.widgets.record_header import RecordHeader
from desktop.ui.widgets.record_table_model import RecordTableModel

ROW_HEIGHT = 32
COMPACT_ROW_HEIGHT = 28
_Move = QAbstractItemView.CursorAction


def set_table_habits(table: QTableView) -> None:
    """What every table of this program is like: without grid and row numbers, read only, smooth to scroll."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class RecordView(QTableView):
    """Whole rows, all of one height; the delegate draws them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: RecordTableModel[Any] | None = None
        self._compact = False
        self._left_row = -1
        """Where the current row was when it left the list: keys go on from there."""
        self.taken_id: int | None = None
        """What became current by itself, with the focus: the user chose none."""
        self._take_own_viewport()
        self._header = RecordHeader(self)
        self.setHorizontalHeader(self._header)
        self._delegate = RecordDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_habits()

    def _take_own_viewport(self) -> None:
        # To find the kind of one that Qt made, PySide loads every kind of widget: 8 ms of the start.
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        # A message or the player takes some of its height: the rows above stay as they are drawn.
        viewport.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setViewport(viewport)

    def _set_habits(self) -> None:
        set_table_habits(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._header.setResizeContentsPrecision(0)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Rows of 28 in place of 32 px, more where the font is larger."""
        self._compact = compact
        high = QFontMetrics(font()).height()
        height = max(COMPACT_ROW_HEIGHT, high + 8) if compact else max(ROW_HEIGHT, high + 14)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

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

    # -- keys ----------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        taken = self.currentIndex().isValid() or self.selectionModel().hasSelection()
        super().focusInEvent(event)
        if not taken and self.currentIndex().isValid():
            # Qt makes the first row current and selects nothing: details without a row that shows whose.
            self._take_row(self.currentIndex().row())

    def _take_row(self, row: int) -> None:
        self.taken_id = None if self._records is None else self._records.ids[row]
        # Never selectRow: in right-to-left it selects nothing (6.11.3).
        flag = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.cell_ring = True
        super().keyPressEvent(event)
        self._update_row(self.currentIndex().row())

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter goes nowhere: letters are commands, and there is the search field."""

    def moveCursor(self, cursor_action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, as whole rows are what is selected."""
        rows = 0 if self._records is None else len(self._records.ids)
        if self._records is None or not rows:
            return super().moveCursor(cursor_action, modifiers)
        column = max(0, self.currentIndex().column())
        if cursor_action == _Move.MoveHome:
            return self._records.index(0, column)
        if cursor_action == _Move.MoveEnd:
            return self._records.index(rows - 1, column)
        if self._left_row >= 0 and not self.currentIndex().isValid():
            up = cursor_action in (_Move.MoveUp, _Move.MovePageUp, _Move.MovePrevious)
            return self._records.index(min(max(0, self._left_row - up), rows - 1), column)
        return super().moveCursor(cursor_action, modifiers)

    # -- painting and fonts --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin(self._records)
        self._draw(event)
        self._delegate.finish(event.rect())

    def _draw(self, event: QPaintEvent) -> None:
        """Not by Qt, which asks model and delegate some hundred times: each time, the UI thread may have to
        wait for another thread that holds Python's lock."""
        painter = QPainter(self.viewport())
        # PySide's stubs do not know that a region can be gone through.
        for area in cast("Iterable[QRect]", event.region()):
            columns = list(self._columns_in(area))
            for row, top, height in self._rows_in(area):
                for column, left, width in columns:
                    self._delegate.draw(painter, QRect(left, top, width, height), row, column)
        painter.end()

    def _columns_in(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        """Each with its left edge and its width."""
        for column in range(self._header.count()):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if width and left <= area.right() and left + width > area.left():
                yield column, left, width

    def _rows_in(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        """Each with its upper edge and its height."""
        row, rows = self.rowAt(area.top()), self.verticalHeader().count()
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        while 0 <= row < rows and top <= area.bottom():
            yield row, top, height
            row, top = row + 1, top + height

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._delegate.refresh_fonts()
            self.set_compact(self._compact)
