"""Text in which what was searched for is marked, wherever Qt counts letters its own way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from desktop.core.search_text import places
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import elided

_MOST_MARKED = 20


def utf16_places(text: str) -> Callable[[int], int]:
    """From a place in `text` to the one in Qt, which counts what is beyond U+FFFF as two."""
    beyond = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda place: place + bisect_left(beyond, place)


def text_span(editor: QTextEdit, start: int, end: int) -> QTextCursor:
    """What stands in `editor` from one place to the other, as Qt counts them."""
    span = QTextCursor(editor.document())
    span.setPosition(start)
    span.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return span


def text_look(span: QTextCursor, back: str, front: str = "") -> QTextEdit.ExtraSelection:
    """Shows `span` in these two colours of the theme; "": letters keep the one they have."""
    selection = QTextEdit.ExtraSelection()
    selection.cursor, selection.format = span, _look(back, front)
    return selection


def draw_marked(
    painter: QPainter,
    area: QRect,
    text: str,
    wanted: str,
    *,
    font: QFont,
    color: QColor,
    direction: Qt.LayoutDirection,
) -> None:
    """One line of `text`, leading in `direction`, cut to `area`, with each `wanted` in it marked."""
    line = elided(QFontMetrics(font), text, area.width())
    layout = QTextLayout(line, font)
    # A layout by itself mirrors nothing.
    right_to_left = direction == Qt.LayoutDirection.RightToLeft
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(_marks(line, wanted))
    layout.beginLayout()
    placed = layout.createLine()
    placed.setLineWidth(area.width())
    layout.endLayout()
    painter.setPen(color)
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - placed.height()) / 2))


def _marks(line: str, wanted: str) -> list[QTextLayout.FormatRange]:
    units = utf16_places(line)
    return [_mark(units(start), units(end)) for start, end in places(line, wanted, _MOST_MARKED)]


def _mark(start: int, end: int) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start = start
    mark.length = end - start
    mark.format = _look("mark", "text")
    return mark


def _look(back: str, front: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(theme().color(back))
    if front:
        look.setForeground(theme().color(front))
    return look
