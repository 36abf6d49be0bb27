"""Text in which what was searched for is marked, wherever Qt counts letters its own way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.core.search_text import places
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import elided

_MOST_MARKED = 20


def utf16_places(text: str) -> Callable[[int], int]:
    """From a place in `text` to the one in Qt, which counts what is beyond U+FFFF as two."""
    beyond = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda place: place + bisect_left(beyond, place)


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
    look = QTextCharFormat()
    look.setBackground(theme().color("mark"))
    look.setForeground(theme().color("text"))
    mark.format = look
    return mark
