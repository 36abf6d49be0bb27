"""RecordHeader: the header of a list: aligned as its cells, the sorted column with its arrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import elided, fill_area, visual
from desktop.ui.widgets.record_table_model import Column

HEADER_HEIGHT = 28
_PADDING = 8
_ARROW = 12
_GAP = 4


class RecordHeader(QHeaderView):
    """Sections move, hide and size. A click on a sortable one emits `sort_clicked(section)`."""

    sort_clicked = Signal(int)
    menu_requested = Signal(QPoint)
    room_changed = Signal(int)
    """So many px for all sections together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns: tuple[Column, ...] = ()
        self._sorted = -1
        self._descending = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_section_clicked)

    def set_sorted(self, section: int, descending: bool) -> None:
        """Which section carries the arrow, and which way."""
        self._sorted, self._descending = section, descending
        if self.isVisible():
            self.viewport().update()

    @property
    def sorted_section(self) -> int:
        return self._sorted

    @property
    def descending(self) -> bool:
        return self._descending

    def sizeHint(self) -> QSize:
        # As wide as its sections are: Qt would ask each of them what it wants.
        return QSize(self.length(), _height())

    def sectionSizeFromContents(self, section: int) -> QSize:
        metrics = QFontMetrics(font("caption", bold=True))
        width = metrics.horizontalAdvance(self.columns[section].text) + 2 * _PADDING + _ARROW + _GAP
        # Not the hint's height: the hint asks this of every section.
        return QSize(width, _height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit(self.width())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    @Slot(int)
    def _on_section_clicked(self, section: int) -> None:
        if self.columns[section].sortable:
            self.sort_clicked.emit(section)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colors = theme()
        column = self.columns[section]
        is_sorted = section == self._sorted
        painter.save()
        fill_area(painter, rect, colors.color("window"))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        fill_area(painter, line, colors.color("hairline"))
        painter.setFont(font("caption", bold=is_sorted))
        painter.setPen(colors.color("text" if is_sorted else "text2"))
        self._draw_label(painter, rect.adjusted(_PADDING, 0, -_PADDING, -1), column, is_sorted)
        painter.restore()

    def _draw_label(self, painter: QPainter, area: QRect, column: Column, is_sorted: bool) -> None:
        metrics = painter.fontMetrics()
        # Above icons there is no text, and just room for the arrow.
        gap = _GAP if column.text else 0
        arrow = _ARROW + gap if is_sorted else 0
        width = max(0, min(metrics.horizontalAdvance(column.text), area.width() - arrow))
        direction = self.layoutDirection()
        place = QRect(area.left(), area.top(), width + arrow, area.height())
        if column.numeric:
            place.moveRight(area.right())
        else:
            place = visual(direction, area, place)
        text = visual(direction, place, QRect(place.left(), place.top(), width, place.height()))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        if width:
            painter.drawText(text.adjusted(-1, 0, 1, 0), flags, elided(metrics, column.text, width))
        if is_sorted:
            top = place.top() + (place.height() - _ARROW) // 2
            spot = QRect(place.left() + width + gap, top, _ARROW, _ARROW)
            name = "open-list" if self._descending else "close-list"
            draw_icon(painter, visual(direction, place, spot), name, painter.pen().color())


def _height() -> int:
    return max(HEADER_HEIGHT, QFontMetrics(font("caption")).height() + 12)
