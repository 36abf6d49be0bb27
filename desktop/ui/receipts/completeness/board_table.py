"""BoardTable: the vendors by month, drawn: sums, gaps that cannot be overlooked, and what is not yet due.

Months run in the reading direction, as the columns of a spreadsheet do: it is a table, not a time line, and
what is copied stands in a right-to-left sheet as it stands here.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
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
from desktop.ui.widgets.painting import draw_rounded, elided, fill_area
from desktop.ui.widgets.record_header import HEADER_HEIGHT
from desktop.ui.widgets.record_view import set_table_habits

_Hint = QAbstractItemView.ScrollHint
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
        self._needed: list[int] = []
        """How wide each month has to be, in px."""
        self.setModel(model)
        self._delegate = _BoardDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_habits()
        self.names = _Names(self, self._delegate)
        """The column of names, over this one's, which scrolls away under it."""
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        model.modelReset.connect(self._on_reset)

    def _set_habits(self) -> None:
        set_table_habits(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(_line_height("body") + _line_height("caption") + 12)
        self.setHorizontalHeader(_BoardHeader(self))

    @Slot()
    def _on_reset(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self._board.columnCount():
            header.resizeSection(VENDOR_COLUMN, _VENDOR_WIDTH)
            self.names.fit()
        self._needed = [self._delegate.month_width(month) for month in range(1, self._board.columnCount())]
        self._share_room()

    def _share_room(self) -> None:
        """The months share what the names leave, none with less than its widest words need."""
        spare = self.viewport().width() - _VENDOR_WIDTH - sum(self._needed)
        for number, needed in enumerate(self._needed):
            share = (number + 1) * spare // len(self._needed) - number * spare // len(self._needed)
            self.horizontalHeader().resizeSection(number + 1, needed + max(0, share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        self.names.place()
        self.scrollTo(self.currentIndex())

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Not under the names."""
        super().scrollTo(index, hint)
        if index.column() <= VENDOR_COLUMN:
            return
        cell, names, bar = self.visualRect(index), self.names.room(), self.horizontalScrollBar()
        hidden = cell.right() - names.left() + 1 if self.isRightToLeft() else names.right() + 1 - cell.left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    @Slot()
    def _on_current_changed(self) -> None:
        self.names.viewport().update()
        self.current_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.names.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.names.viewport().update()

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
        elif event.type() == QEvent.Type.ApplicationFontChange:
            self._on_reset()


class _Names(QTableView):
    """The names at the leading side, over the table: they stay while the months scroll."""

    def __init__(self, table: BoardTable, delegate: _BoardDelegate) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(delegate)
        self.setHorizontalHeader(_BoardHeader(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        for turn in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            turn(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        ours, theirs = self.verticalScrollBar(), table.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)

    def fit(self) -> None:
        """Only the names, after other months came."""
        self.verticalHeader().setDefaultSectionSize(self._table.verticalHeader().defaultSectionSize())
        for section in range(self.model().columnCount()):
            self.setColumnHidden(section, section != VENDOR_COLUMN)
        self.setColumnWidth(VENDOR_COLUMN, _VENDOR_WIDTH)
        self.place()

    def room(self) -> QRect:
        """What it covers of the table's viewport."""
        seen = self._table.viewport().rect()
        left = seen.right() + 1 - _VENDOR_WIDTH if self._table.isRightToLeft() else seen.left()
        return QRect(left, seen.top(), _VENDOR_WIDTH, seen.height())

    def place(self) -> None:
        """Over the first column, heading and all."""
        port, head = self._table.viewport().geometry(), self._table.horizontalHeader().height()
        room = self.room().translated(port.topLeft())
        self.setGeometry(room.adjusted(0, -head, 0, 0))

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """The table does, and this follows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._table.horizontalScrollBar().maximum():
            edge = self.viewport().rect()
            edge.setLeft(edge.left() if self._table.isRightToLeft() else edge.right())
            edge.setWidth(1)
            fill_area(QPainter(self.viewport()), edge, theme().color("border"))


def _came(index: QModelIndex) -> bool:
    cell: BoardCell | None = index.data(BoardCellRole) if index.isValid() else None
    return cell is not None and cell.state is CellState.THERE


class _BoardHeader(QHeaderView):
    """As the headers of lists; months align as what stands under them."""

    def __init__(self, parent: QTableView) -> None:
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

    def month_width(self, column: int) -> int:
        """At which nothing in this month is cut."""
        board = self._table.model()
        widest = QFontMetrics(font("caption")).horizontalAdvance(isolate(str(_head(board, column))))
        for line in range(board.rowCount()):
            cell: BoardCell = board.index(line, column).data(BoardCellRole)
            widest = max(widest, *_line_widths(cell), 0)
        return max(_LEAST_MONTH, widest + 2 * _PADDING + 2)

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


def _head(board: QAbstractItemModel, column: int) -> object:
    return board.headerData(column, Qt.Orientation.Horizontal)


def _line_widths(cell: BoardCell) -> list[int]:
    """Of what `_draw_cell` writes."""
    lines = cell_lines(cell)
    if len(lines) == 1 and cell.state is CellState.GAP:
        fonts = [font("body", bold=True, table=True)]
    else:
        fonts = [font("body", table=True), font("caption", table=True)][-len(lines) :] if lines else []
    return [QFontMetrics(one).horizontalAdvance(text) for one, text in zip(fonts, lines, strict=True)]


def _line_height(role: str) -> int:
    return QFontMetrics(font("caption" if role == "caption" else "body", table=True)).height()
