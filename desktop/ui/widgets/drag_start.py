"""DragStart: tells when the mouse, held down on a widget, begins to drag it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class DragStart(QObject):
    """`may_begin(event)`: whether a press with the left button is one that may become a drag."""

    dragged = Signal()
    """Past the edge of a click: the button is still down."""

    def __init__(self, widget: QWidget, may_begin: Callable[[QMouseEvent], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._may_begin = may_begin
        self._from: QPoint | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton
            self._from = event.position().toPoint() if left and self._may_begin(event) else None
            # With Alt it is a drag and nothing else, whatever a press means there.
            return self._from is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.type() != QEvent.Type.MouseMove or not event.buttons() & Qt.MouseButton.LeftButton:
            self._from = None
        elif self._from is not None and self._is_far(event.position().toPoint()):
            self._from = None
            self.dragged.emit()
        return super().eventFilter(watched, event)

    def _is_far(self, now: QPoint) -> bool:
        assert self._from is not None
        return (now - self._from).manhattanLength() >= QApplication.startDragDistance()
