"""TransfersTable: the list of transfers in its sections, each row with what can be done at its end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QToolTip, QWidget

from desktop.ui.downloads.row_actions import RowAction, action_at, action_text, draw_actions
from desktop.ui.downloads.transfers_table_model import TransferColumn, TransfersTableModel
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import badge_height, badge_width, draw_badge, elided, visual
from desktop.ui.widgets.record_delegate import PADDING, RecordDelegate
from desktop.ui.widgets.record_place import RecordPlace
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import Cell, CellRole, Index, RecordTableModel

HEADING_HEIGHT = 28


class TransfersTable(RecordTable):
    """`action_clicked(id, RowAction)`: a click on what stands at the end of a row.

    Rows move to other sections by themselves, so none is taken before the user takes one, and none that
    moves takes the view along.
    """

    action_clicked = Signal(object, object)

    def __init__(self, model: TransfersTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transfers = model
        self._delegate = _TransfersDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self._pressed: tuple[int, RowAction] | None = None
        self._scrolled = 0
        # Before the table itself does: where rows stand depends on how high those above are.
        model.ids_about_to_change.connect(self._on_rows_about_to_change)
        model.ids_changed.connect(self._on_rows_changed)
        self.setModel(model)
        self._on_rows_changed()

    def start_at_top(self) -> None:
        """With no row taken."""
        self.selectionModel().clear()
        self.scrollToTop()

    def selectAll(self) -> None:
        """All but the headings."""
        self.select_ids(row_id for row_id in self._transfers.ids if row_id > 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        taken = self.currentIndex().isValid() or self.selectionModel().hasSelection()
        super().focusInEvent(event)
        if not taken:
            self.selectionModel().clear()

    @Slot()
    def _on_rows_about_to_change(self) -> None:
        self._scrolled = self.verticalScrollBar().value()

    def _restore_scroll(self, place: RecordPlace, records: RecordTableModel[Any]) -> None:
        self.verticalScrollBar().setValue(self._scrolled)
        if self._scrolled:
            moved = self._transfers.moved
            seen = tuple(one for one in place.seen if one[0] not in moved)
            super()._restore_scroll(place._replace(seen=seen), records)

    @Slot()
    def _on_rows_changed(self) -> None:
        """Headings reach over all columns and are lower than rows."""
        self.clearSpans()
        height = max(HEADING_HEIGHT, QFontMetrics(font("caption")).height() + 10)
        self.verticalHeader().setMinimumSectionSize(height)
        whole = self.verticalHeader().defaultSectionSize()
        for row in range(len(self._transfers.ids)):
            heading = self._transfers.is_heading(row)
            if heading:
                self.setSpan(row, 0, 1, len(self._transfers.columns))
            # Rows too: a heading may have stood there before.
            if self.rowHeight(row) != (height if heading else whole):
                self.setRowHeight(row, height if heading else whole)

    def _draw(self, event: QPaintEvent) -> None:
        # Headings are of another height, and reach over all columns.
        QTableView.paintEvent(self, event)

    def action_at(self, point: QPoint) -> tuple[int, RowAction] | None:
        """The id of the row at `point` of the viewport, and which of what can be done is there."""
        index = self.indexAt(point)
        if not index.isValid() or index.column() != TransferColumn.ACTION:
            return None
        actions = self._transfers.actions_at(index.row())
        found = action_at(actions, self.visualRect(index), self.layoutDirection(), point)
        return None if found is None else (self._transfers.id_at(index.row()), found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.action_at(event.position().toPoint()) if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self.action_at(event.position().toPoint()):
            self.action_clicked.emit(*pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self.action_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on what stands at the end of a row are no double click on the row."""
        if self.action_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def moveCursor(
        self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Passes over the headings, of which none is the last row."""
        index = super().moveCursor(cursor_action, modifiers)
        if index.isValid() and self._transfers.is_heading(index.row()):
            return self._transfers.index(index.row() + 1, index.column())
        return index


class _TransfersDelegate(RecordDelegate):
    """Draws headings; rows are drawn as in every list."""

    def __init__(self, model: TransfersTableModel, parent: TransfersTable) -> None:
        super().__init__(parent)
        self._transfers = model
        self._of = parent

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Signs say in words what they do."""
        found = self._of.action_at(event.pos())
        if found is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), action_text(found[1]) if found[1].icon else "", view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not self._transfers.is_heading(index.row()):
            self._paint_row(painter, option, index)
            return
        self._paint_heading(painter, option, index)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        badge = self._transfers.badge_at(index.row()) if index.column() == TransferColumn.STATE else Cell()
        if badge.text:
            self._paint_with_badge(painter, option, index, badge)
            return
        super().paint(painter, option, index)
        if index.column() == TransferColumn.ACTION:
            actions = self._transfers.actions_at(index.row())
            draw_actions(painter, actions, option.rect, self._of.layoutDirection())

    def _paint_with_badge(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, badge: Cell
    ) -> None:
        """Behind the words, which are cut where there is no room for both."""
        whole, width = QRect(option.rect), badge_width(badge.text)
        self._draw_row(painter, whole, self._row(index.row()), index.column())
        words = min(self.cell_width(index.data(CellRole)), whole.width() - width - PADDING)
        option.rect = visual(
            self._of.layoutDirection(), whole, QRect(whole.topLeft(), QSize(words, whole.height()))
        )
        super().paint(painter, option, index)
        top = whole.top() + (whole.height() - badge_height()) // 2
        place = QRect(whole.left() + words, top, width, badge_height())
        if badge.badge is not None:
            draw_badge(painter, visual(self._of.layoutDirection(), whole, place), badge.text, badge.badge)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, colors = option.rect, theme()
        painter.save()
        painter.fillRect(rect, colors.color("window"))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, colors.color("hairline"))
        painter.setFont(font("caption", bold=True))
        painter.setPen(colors.color("text2"))
        room = visual(option.direction, rect, rect.adjusted(PADDING, 0, -PADDING, 0))
        text = elided(painter.fontMetrics(), str(index.data()), room.width())
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
