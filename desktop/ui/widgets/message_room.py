"""MessageRoom: messages that lie over the edge of something else, which does not move for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.message_bar import MessageBar


class MessageRoom(QWidget):
    """At the foot of `over` and growing up from there, or at its head and growing `down`; as high as what is
    said, and nothing where nothing is. `over` is laid out by the parent of both."""

    def __init__(self, messages: MessageBar, over: QWidget, parent: QWidget, *, down: bool = False) -> None:
        super().__init__(parent)
        self._bar = messages
        self._over = over
        self._down = down
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(messages)
        messages.setVisible(not messages.is_silent)
        for watched in (messages, over):
            watched.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = [QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide]
        if watched is self._over:
            kinds = [QEvent.Type.Move, QEvent.Type.Resize]
        if event.type() in kinds:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        place = self._over.geometry()
        height = self._bar.height_at(place.width()) if self._bar.isVisibleTo(self) else 0
        top = place.top() if self._down else place.top() + place.height() - height
        self.setGeometry(place.left(), top, place.width(), height)
        self.raise_()
