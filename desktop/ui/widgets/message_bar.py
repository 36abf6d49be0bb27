"""MessageBar: shows what stands in Messages, newest on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton, LinkButton
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.messages import Message, MessageAction, MessageKind, Messages
from desktop.ui.widgets.painting import draw_rounded, visual

__all__ = ["Message", "MessageAction", "MessageBar", "MessageKind", "Messages"]

_MOST_SHOWN = 3
_MIN_HEIGHT = 36
_ICON = 16
_SIDE = 12
_HIGHEST = 10_000
"""Of a sentence, in px: as good as any height."""


class MessageBar(QWidget):
    """Three messages under each other, more only while more are lasting; the rest come up as these leave."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._rows: list[_MessageRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Messages"))
        messages.changed.connect(self._on_changed)
        messages.announced.connect(self._on_announced)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        before, self._rows = self._rows, []
        for message in _shown(self._messages.standing):
            row = next((row for row in before if row.takes(message)), None)
            if row is None:
                row = self._make_row(message)
            else:
                before.remove(row)
                row.set_message(message)
            self._rows.append(row)
        for row in before:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, row in enumerate(self._rows):
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
        self.setVisible(bool(self._rows))

    def _make_row(self, message: Message) -> _MessageRow:
        row = _MessageRow(message, self)
        row.closed.connect(self._messages.dismiss)
        row.show()
        return row

    @Slot(object)
    def _on_announced(self, message: Message) -> None:
        """A screen reader says it without the focus moving."""
        if not self.isVisible() or not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self, message.sentence)
        if message.kind in (MessageKind.DANGER, MessageKind.WARNING):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class _MessageRow(QWidget):
    """One message: icon, sentence, action, cross."""

    closed = Signal(object)

    def __init__(self, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self._sentence = plain_label(message.sentence)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        # Margins do not mirror, spacings do.
        row.addSpacing(_SIDE + _ICON + 10)
        row.addWidget(self._sentence, 1)
        if message.action is not None:
            row.addWidget(self._make_action(message.action))
        if not message.lasting:
            row.addWidget(self._make_cross())
        row.addSpacing(_SIDE if message.lasting else 6)
        self.setMinimumHeight(max(_MIN_HEIGHT, QFontMetrics(font()).height() + 18))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(message.sentence)

    def takes(self, message: Message) -> bool:
        """Whether this row can show `message` in place of its own with no other parts."""
        mine = self.message
        if mine is message:
            return True
        return bool(message.key) and _parts(mine) == _parts(message)

    def set_message(self, message: Message) -> None:
        """Another message of the same parts; its button keeps the focus."""
        self.message = message
        self._sentence.setText(message.sentence)
        self.setAccessibleName(message.sentence)

    def _make_action(self, action: MessageAction) -> QWidget:
        button = LinkButton(action.label, self, bold=True, key_hint=action.key_hint)
        button.clicked.connect(self._on_action)
        return button

    def _make_cross(self) -> QWidget:
        cross = IconButton("clear", self.tr("Close this message"), self, color="text")
        cross.clicked.connect(self._on_close)
        return cross

    @Slot()
    def _on_action(self) -> None:
        action = self.message.action
        if action is None:
            return
        if not action.stays:
            self.closed.emit(self.message)
        action.run()

    @Slot()
    def _on_close(self) -> None:
        self.closed.emit(self.message)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        kind = self.message.kind.value
        draw_rounded(painter, self.rect(), 0, colors.color(f"{kind}_tint"))
        middle = self.height() // 2
        if self._is_wrapped():
            middle = self._sentence.geometry().top() + QFontMetrics(font()).height() // 2 + 1
        place = QRect(_SIDE, middle - _ICON // 2, _ICON, _ICON)
        draw_icon(
            painter, visual(self.layoutDirection(), self.rect(), place), self.message.icon, colors.color(kind)
        )

    def _is_wrapped(self) -> bool:
        # Not by the label, which lays its text out to say it, and is then painted again: without end.
        metrics, room = QFontMetrics(font()), QRect(0, 0, self._sentence.width(), _HIGHEST)
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._sentence.text())
        return text.height() > metrics.height() + 4

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self.minimumHeight()))


def _shown(standing: Sequence[Message]) -> list[Message]:
    """The newest, in their order; a lasting one is never pushed out by one that is only news."""
    room = _MOST_SHOWN - sum(message.lasting for message in standing)
    news = [message for message in standing if not message.lasting][: max(0, room)]
    return [message for message in standing if message.lasting or message in news]


def _parts(message: Message) -> tuple[object, ...]:
    action = message.action
    label = (action.label, action.key_hint) if action is not None else None
    return (message.key, message.kind, message.icon, message.lasting, label)
