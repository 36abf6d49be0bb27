"""NoteBox: a tinted box with an icon and a sentence, inside a dialog."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.painting import draw_rounded, visual

_ICON = 16
_PADDING = 12
_GAP = 12


class NoteBox(QWidget):
    """Says one sentence in the colours of a message kind; it wraps."""

    def __init__(
        self, kind: MessageKind, text: str = "", parent: QWidget | None = None, *, icon_name: str = "info"
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon_name = icon_name
        self._label = plain_label("")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(0)
        # Margins do not mirror, spacings do.
        row.addSpacing(_PADDING + _ICON + _GAP)
        row.addWidget(self._label, 1)
        row.addSpacing(_PADDING)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        return self._label.text()

    def set_text(self, text: str, icon_name: str = "") -> None:
        """Says something else, with another icon when one is named."""
        icon_name = icon_name or self._icon_name
        if (text, icon_name) == (self.text(), self._icon_name):
            return
        self._icon_name = icon_name
        self._label.setText(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        draw_rounded(painter, self.rect(), RADIUS, colors.color(f"{self._kind.value}_tint"))
        line = QFontMetrics(font()).height()
        top = self._label.y() + (line - _ICON) // 2 + 1
        place = visual(self.layoutDirection(), self.rect(), QRect(_PADDING, top, _ICON, _ICON))
        draw_icon(painter, place, self._icon_name, colors.color(self._kind.value))
