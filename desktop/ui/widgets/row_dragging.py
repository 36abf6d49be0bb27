"""RowDragging: selected rows are dragged out of a list, as their files."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication


class RowDragging(QObject):
    """Watches the mouse in the list: a drag from a selected row drags, one from another row selects."""

    dragged = Signal()
    """The selected rows, past the edge of a click: the button is still down."""

    def __init__(self, table: QAbstractItemView, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._from: QPoint | None = None
        self._begun = False
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._begun = False
            self._from = event.position().toPoint() if self._may_drag(event) else None
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            # Kept from the table, which would select from row to row.
            self._move(event)
            return True
        else:
            self._from = None
        return super().eventFilter(watched, event)

    def _may_drag(self, event: QMouseEvent) -> bool:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self._table.indexAt(event.position().toPoint())
        selected = index.isValid() and self._table.selectionModel().isSelected(index)
        return plain and selected and event.button() == Qt.MouseButton.LeftButton

    def _move(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            # It was let go of elsewhere.
            self._from = None
        elif not self._begun and self._from is not None:
            moved = event.position().toPoint() - self._from
            if moved.manhattanLength() >= QApplication.startDragDistance():
                self._begun = True
                self.dragged.emit()
