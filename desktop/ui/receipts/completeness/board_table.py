"""BoardTable: the vendors by month, drawn: sums, gaps that cannot be overlooked, and what is not yet due.

Months run in the reading direction, as the columns of a spreadsheet do: it is a table, not a time line, and
what is copied stands in a right-to-left sheet as it stands here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.vendor_board import BoardCell, CellState
from desktop.ui.formatting import isolate
from desktop.ui.receipts.completeness.board_model import (
    VENDOR_COLUMN,
    BoardCellRole,
    BoardModel,
    Index,
    cell_lines,
)
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.painting import draw_rounded, elided
from desktop.ui.widgets.record_header import HEADER_HEIGHT

_PADDING = 8
_VENDOR_WIDTH = 156
_LEAST_MONTH = 84
_INKS = {
    CellState.GAP: "danger",
    CellState.NOT_DUE: "text2",
    CellState.NONE_EXPECTED: "text2",
    CellState.NOTHING: "text2",
    CellState.THERE: "text",
}
_ANSWER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardTable(QTableView):
    """`asked(index)`: Enter, or a click on a month in which receipts came. `expect_asked(index)`: Space or
    Delete, for a month in which none did."""

    asked = Signal(object)
    expect_asked = Signal(object)
    current_changed = Signal()
    copy_asked = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = model
        self.setModel(model)
        self.setItemDelegate(_BoardDelegate(self))
        self._set_habits()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        model.modelReset.connect(self._on_reset)

    def _set_habits(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_line_height("body") + _line_height("caption") + 12)
        self.setHorizontalHeader(_BoardHeader(self))

    @Slot()
    def _on_reset(self) -> None:
        """The months share the room that the names leave."""
        header = self.horizontalHeader()
        for section in range(self._board.columnCount()):
            names = section == VENDOR_COLUMN
            mode = QHeaderView.ResizeMode.Fixed if names else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(section, mode)
        if self._board.columnCount():
            header.resizeSection(VENDOR_COLUMN, _VENDOR_WIDTH)

    @Slot()
    def _on_current_changed(self) -> None:
        self.current_changed.emit()

    # -- keys and the mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in _ANSWER_KEYS and index.isValid():
            self.asked.emit(index)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Delete) and index.isValid():
            self.expect_asked.emit(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing a letter goes nowhere."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and _came(index):
            self.asked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = _came(self.indexAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _came(index: QModelIndex) -> bool:
    cell: BoardCell | None = index.data(BoardCellRole) if index.isValid() else None
    return cell is not None and cell.state is CellState.THERE


class _BoardHeader(QHeaderView):
    """As the headers of lists; months align as what stands under them."""

    def __init__(self, parent: BoardTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(_LEAST_MONTH)
        self.setFixedHeight(max(HEADER_HEIGHT, _line_height("caption") + 12))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colors = theme()
        painter.save()
        painter.fillRect(rect, colors.color("window"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.color("hairline"))
        painter.setFont(font("caption"))
        painter.setPen(colors.color("text2"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        room = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        painter.drawText(room, _side(section != VENDOR_COLUMN, self.layoutDirection()), isolate(text))
        painter.restore()


def _side(numeric: bool, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Numbers end at the right in both directions, all else begins where reading does."""
    right = numeric or direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class _BoardDelegate(QStyledItemDelegate):
    """Two lines in a cell: the sum, and how many; a gap in the colours of danger, with its word."""

    def __init__(self, table: BoardTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_LEAST_MONTH, self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, colors = option.rect, theme()
        cell: BoardCell | None = index.data(BoardCellRole)
        current = self._table.currentIndex()
        here = index.row() == current.row() and index.column() == current.column()
        painter.save()
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, colors.color("hairline"))
        inner = rect.adjusted(2, 2, -2, -3)
        if cell is not None and cell.state is CellState.GAP:
            draw_rounded(painter, inner, RADIUS, colors.color("danger_tint"))
        if here:
            focused = self._table.hasFocus()
            fill = None if cell is not None and cell.state is CellState.GAP else colors.color("selected")
            border = colors.color("progress" if focused else "border")
            draw_rounded(painter, inner, RADIUS, fill if focused else None, border, 2 if focused else 1)
        room = rect.adjusted(_PADDING, 3, -_PADDING, -4)
        if cell is None:
            self._write(painter, room, option.direction, str(index.data()), "text", bold=True, numeric=False)
        else:
            self._draw_cell(painter, room, option.direction, cell)
        painter.restore()

    def _draw_cell(
        self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection, cell: BoardCell
    ) -> None:
        lines = cell_lines(cell)
        if len(lines) < 2:
            bold = cell.state is CellState.GAP
            self._write(
                painter, room, direction, "".join(lines), _INKS[cell.state], bold=bold, small=not bold
            )
            return
        upper = QRect(room.left(), room.top(), room.width(), _line_height("body"))
        lower = QRect(room.left(), upper.bottom(), room.width(), room.bottom() - upper.bottom())
        ink = "text" if cell.totals else "text2"
        self._write(painter, upper, direction, lines[0], ink)
        self._write(painter, lower, direction, lines[1], "text2", small=True)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        direction: Qt.LayoutDirection,
        text: str,
        ink: str,
        *,
        bold: bool = False,
        small: bool = False,
        numeric: bool = True,
    ) -> None:
        painter.setFont(font("caption" if small else "body", bold=bold, table=True))
        painter.setPen(theme().color(ink))
        flags = _side(numeric, direction)
        painter.drawText(room, flags, elided(painter.fontMetrics(), text, room.width()))


def _line_height(role: str) -> int:
    return QFontMetrics(font("caption" if role == "caption" else "body", table=True)).height()
