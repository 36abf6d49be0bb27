"""RecordDelegate: draws the rows of every list: cells, badges, icons, tiny progress, tint, edge, hairline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import (
    PROGRESS_HEIGHT,
    BadgeKind,
    badge_height,
    badge_width,
    draw_badge,
    draw_progress,
    draw_rounded,
    elided,
    fill_area,
    visual,
)
from desktop.ui.widgets.record_table_model import Cell, CellRole, Index, RecordTableModel, RowLook

if TYPE_CHECKING:
    from desktop.ui.widgets.record_view import RecordView

PADDING = 8
EDGE = 3
SIGN_SLOT = 17
_ICON = 16
_GAP = 6
_DOT = 8
DOT_ROOM = _DOT + _GAP
_PROGRESS_WIDTH = 52
_LEAST_PROGRESS = 16
_SIGN_GAP = 4
# Plain numbers: combining Python's flags costs more than drawing with them.
_LINE = (
    Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
)
_LEFT = Qt.AlignmentFlag.AlignLeft.value | _LINE
_RIGHT = Qt.AlignmentFlag.AlignRight.value | _LINE
_NOTHING = Cell()
_LINES_REMEMBERED = 2_000


class _Row(NamedTuple):
    """What a row's cells share; `fill` and `edge` are colours, the edge "" for none."""

    record: Any
    fill: str
    edge: str


class _Line(NamedTuple):
    """A text, laid out once, and its size."""

    text: QStaticText
    width: float
    height: float


class _Metrics:
    """How wide texts are in one font; lists say the same words in most of their rows."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self.width = self._metrics.horizontalAdvance
        self._lines: dict[tuple[str, int, Qt.LayoutDirection], _Line] = {}

    def line(self, text: str, room: int, direction: Qt.LayoutDirection) -> _Line:
        """`text` as it stands in `room` pixels of a line that reads in `direction`."""
        line = self._lines.get((text, room, direction))
        if line is None:
            if len(self._lines) >= _LINES_REMEMBERED:
                self._lines.clear()
            shown = self._laid_out(elided(self._metrics, text, room), direction)
            line = self._lines[text, room, direction] = shown
        return line

    def _laid_out(self, text: str, direction: Qt.LayoutDirection) -> _Line:
        laid = QStaticText(text.replace("\n", " "))
        laid.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setTextDirection(direction)
        laid.setTextOption(option)
        laid.prepare(QTransform(), self._font)
        return _Line(laid, laid.size().width(), laid.size().height())


class RecordDelegate(QStyledItemDelegate):
    """The table's direction decides the side of everything but numbers, which end at the right in both.

    What holds for a whole row or the whole table is asked of the table once a round of painting, not of the
    option for each cell: the option's flags are many times as dear.
    """

    def __init__(self, table: RecordView) -> None:
        super().__init__(table)
        self._table = table
        self.hovered_row = -1
        self.current_row = -1
        self.first_column = 0
        """The column at the leading side, which carries the edge."""
        self.cell_ring = False
        """Whether the current cell is framed: only after a key was used."""
        self._fonts: dict[bool, QFont] = {}
        self._metrics: dict[bool, _Metrics] = {}
        self._rows: dict[int, _Row] = {}
        self._records: RecordTableModel[Any] | None = None
        self._active = False
        self._ringed: tuple[int, int] | None = None
        self._direction = Qt.LayoutDirection.LeftToRight
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Takes the fonts anew from the theme."""
        self._fonts = {bold: font(bold=bold, table=True) for bold in (False, True)}
        self._metrics = {bold: _Metrics(made) for bold, made in self._fonts.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: Cell = index.data(CellRole)
        return QSize(self.cell_width(cell), option.rect.height())

    def cell_width(self, cell: Cell) -> int:
        """The width at which nothing of `cell` is cut."""
        if cell.badge:
            return badge_width(cell.text) + 2 * PADDING
        width = self._metrics[cell.bold].width(cell.text) + 2 * PADDING + 2
        width += (_ICON + _GAP) * (len(cell.more_icons) + 1) if cell.icon else 0
        width += DOT_ROOM if cell.dot else 0
        width += _ICON + _GAP if cell.mark else 0
        width += _PROGRESS_WIDTH + _GAP if cell.progress is not None else 0
        return width + (SIGN_SLOT if cell.sign else 0)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip only where it says more than the cell shows."""
        cell: Cell | None = index.data(CellRole)
        if cell is not None and cell.tooltip is None and self.cell_width(cell) <= option.rect.width():
            QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)

    def begin(self, records: RecordTableModel[Any] | None) -> None:
        """A new round of painting."""
        table = self._table
        focused = table.hasFocus()
        self._records = records
        if records is not None:
            records.begin_painting()
        self._rows.clear()
        self._active = focused and table.isActiveWindow()
        self._direction = table.layoutDirection()
        current = table.currentIndex()
        self._ringed = (current.row(), current.column()) if self.cell_ring and focused else None

    def finish(self, area: QRect) -> None:
        """The end of a round: a hairline under each row in `area`, over all its cells at once."""
        table, color = self._table, theme().color("hairline")
        first, last = table.rowAt(area.top()), table.rowAt(area.bottom())
        count = self._records.rowCount() if self._records is not None else 0
        painter = QPainter(table.viewport())
        for row in range(max(0, first), last + 1 if last >= 0 else count):
            bottom = table.rowViewportPosition(row) + table.rowHeight(row) - 1
            fill_area(painter, QRect(area.left(), bottom, area.width(), 1), color)
        painter.end()
        if self._records is not None:
            self._records.end_painting()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.draw(painter, option.rect, index.row(), index.column())

    def draw(self, painter: QPainter, rect: QRect, number: int, column: int) -> None:
        """The cell of row `number`, after `begin`."""
        row = self._rows.get(number) or self._row(number)
        cell = (
            _NOTHING
            if self._records is None or row.record is None
            else self._records.cell(row.record, column)
        )
        self._draw_row(painter, rect, row, column)
        painter.setFont(self._fonts[cell.bold])
        area = rect.adjusted(PADDING, 0, -PADDING, -1)
        selected = row.fill == "selected"
        _CellPainter(painter, area, self._direction, self._metrics[cell.bold]).draw(cell, selected)
        if self._ringed == (number, column):
            draw_rounded(painter, rect.adjusted(1, 1, -1, -2), 2, None, theme().color("progress"))

    def _draw_row(self, painter: QPainter, rect: QRect, row: _Row, column: int) -> None:
        colors = theme()
        if row.fill != "base":
            fill_area(painter, rect, colors.color(row.fill))
        if row.edge and column == self.first_column:
            part = QRect(rect.left(), rect.top(), EDGE, rect.height() - 1)
            fill_area(painter, visual(self._direction, rect, part), colors.color(row.edge))

    def _row(self, number: int) -> _Row:
        records = self._records
        record = records.record_at(number) if records is not None else None
        lost_soon = records is not None and record is not None and records.look(record) is RowLook.LOST_SOON
        selected = self._table.selectionModel().isRowSelected(number)
        edge = "lost_edge" if lost_soon else ""
        if selected and number == self.current_row:
            edge = "progress"
        row = self._rows[number] = _Row(record, self._fill(number, selected, lost_soon), edge)
        return row

    def _fill(self, number: int, selected: bool, lost_soon: bool) -> str:
        if selected:
            return "selected" if self._active else "selected_inactive"
        if number == self.hovered_row:
            return "hover"
        return "lost_row" if lost_soon else "base"


class _CellPainter:
    """Draws one cell from its leading side: dot or icon, progress, text or badge."""

    def __init__(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, metrics: _Metrics
    ) -> None:
        self._painter = painter
        self._direction = direction
        self._area = area
        self._taken = 0
        self._metrics = metrics

    def draw(self, cell: Cell, selected: bool) -> None:
        if self._area.width() <= 0:
            return
        if cell.mark:
            self._draw_mark(cell.mark)
        self._painter.setPen(theme().color(_ink(cell, selected)))
        if cell.icon:
            draw_icon(self._painter, self._take(_ICON, _ICON), cell.icon, theme().color(cell.icon_color))
            for name, color in cell.more_icons:
                draw_icon(self._painter, self._take(_ICON, _ICON), name, theme().color(color))
        if cell.dot:
            self._draw_dot(cell.dot)
        if cell.progress is not None:
            self._draw_progress(cell.progress, cell.text)
        if cell.badge:
            self._draw_badge(cell.text, cell.badge)
        elif cell.numeric:
            self._draw_number(cell)
        elif cell.text:
            right_to_left = self._direction == Qt.LayoutDirection.RightToLeft
            self._write(cell.text, self._rest(), _RIGHT if right_to_left else _LEFT)

    def _draw_mark(self, name: str) -> None:
        """At the trailing end; all else has the room before it."""
        area = self._area
        place = QRect(area.right() + 1 - _ICON, area.top() + (area.height() - _ICON + 1) // 2, _ICON, _ICON)
        draw_icon(self._painter, visual(self._direction, area, place), name, theme().color("text2"))
        self._area = visual(self._direction, area, area.adjusted(0, 0, -(_ICON + _GAP), 0))

    def _draw_number(self, cell: Cell) -> None:
        digits = QRect(self._area)
        if cell.sign:
            digits.setRight(digits.right() - SIGN_SLOT)
            slot = QRect(digits.right() + 1 + _SIGN_GAP, digits.top(), 2 * SIGN_SLOT, digits.height())
            self._write(cell.text, digits, _RIGHT)
            self._painter.setPen(theme().color("text2"))
            if len(cell.sign) > 1:
                self._painter.setFont(font("caption"))
            self._painter.drawText(slot, _LEFT, cell.sign)
            return
        self._write(cell.text, digits, _RIGHT)

    def _write(self, text: str, room: QRect, side: int) -> None:
        if room.width() > 0:
            line = self._metrics.line(text, room.width(), self._direction)
            left = room.left() if side == _LEFT else room.left() + room.width() - line.width
            top = room.top() + math.ceil((room.height() - line.height) / 2)
            self._painter.drawStaticText(QPointF(left, top), line.text)

    def _draw_dot(self, color: str) -> None:
        place = self._take(_DOT, _DOT)
        draw_rounded(self._painter, place, _DOT / 2, theme().color(color))

    def _draw_progress(self, share: float, text: str) -> None:
        # The number counts more than the bar: a narrow column makes the bar shorter.
        room = self._area.width() - self._taken - self._metrics.width(text) - _GAP
        place = self._take(max(_LEAST_PROGRESS, min(_PROGRESS_WIDTH, room)), PROGRESS_HEIGHT)
        draw_progress(self._painter, place, share, self._direction)

    def _draw_badge(self, text: str, kind: BadgeKind) -> None:
        width = min(badge_width(text), self._area.width() - self._taken)
        draw_badge(self._painter, self._take(width, badge_height()), text, kind)

    def _rest(self) -> QRect:
        part = self._area.adjusted(self._taken, 0, 0, 0)
        return visual(self._direction, self._area, part)

    def _take(self, width: int, height: int) -> QRect:
        """The next `width` pixels from the leading side, `height` high in the middle of the row."""
        # A pixel lower where it does not come out even: letters, too, sit below the middle.
        top = self._area.top() + (self._area.height() - height + 1) // 2
        part = QRect(self._area.left() + self._taken, top, width, height)
        self._taken += width + _GAP
        return visual(self._direction, self._area, part)


def _ink(cell: Cell, selected: bool) -> str:
    if cell.color:
        return cell.color
    if cell.secondary:
        return "text2"
    return "on_selected" if selected else "text"
