"""Labels of plain text, aligned with the window and not with what they happen to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel

from desktop.ui.theme import FontRole, font
from desktop.ui.widgets.wrapped_label import WrappedLabel


def text_width(letters: int) -> int:
    """A width in which about `letters` letters of body text fit, whatever the font."""
    return QFontMetrics(font()).averageCharWidth() * letters


def plain_label(text: str, role: FontRole = "body", *, secondary: bool = False, wraps: bool = True) -> QLabel:
    """A label that shows `text` as it is, wrapped where need be."""
    label = WrappedLabel()
    label.setText(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setFont(font(role))
    label.setAlignment(leading_alignment())
    if secondary:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def leading_alignment() -> Qt.AlignmentFlag:
    """The leading side of the window. A label alone would put English at the left of a Hebrew window."""
    right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
