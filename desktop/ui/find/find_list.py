"""FindList: the results of the search over everything, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.find.find_lines import FindLine, LineKind
from desktop.ui.icons import draw_icon
from desktop.ui.theme import FontRole, font, theme
from desktop.ui.widgets.marked_text import draw_marked
from desktop.ui.widgets.painting import fill_area, visual

Index = QModelIndex | QPersistentModelIndex
LineRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_EDGE, _ICON, _PADDING, _GAP = 3, 16, 16, 8
_ROOM = 7
"""Above and below the text of a line."""
_DETAIL_SHARE = 0.45


class FindListModel(QAbstractListModel):
    """The lines as rows; only those that lead somewhere can be current."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[FindLine] = ()

    def set_lines(self, lines: Sequence[FindLine]) -> None:
        """Shows these lines; what is current stays where only words changed."""
        if [_place(line) for line in lines] == [_place(line) for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LineRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


def _place(line: FindLine) -> tuple[object, ...]:
    return (line.kind, line.group, line.row_id)


class FindList(QListView):
    """Never has the focus: the keys stay in the field above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = FindListModel(self)
        self.delegate = _LineDelegate(self)
        self.setModel(self.results)
        self.setItemDelegate(self.delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Results"))

    def show_lines(self, lines: Sequence[FindLine], wanted: str) -> None:
        """Shows these lines with `wanted` marked in them; the first that leads somewhere is current."""
        self.delegate.wanted = wanted
        self.results.set_lines(lines)
        self.viewport().update()
        if not self.currentIndex().isValid():
            self.scrollToTop()
            self.move_by(1)

    def current_line(self) -> FindLine | None:
        index = self.currentIndex()
        return self.results.lines[index.row()] if index.isValid() else None

    def move_by(self, by: int) -> None:
        """Makes the next (1) or previous (-1) line current that leads somewhere; it stops at the ends."""
        rows = [row for row, line in enumerate(self.results.lines) if line.can_be_chosen]
        if not rows:
            return
        here = self.currentIndex().row()
        place = rows.index(here) + by if here in rows else 0
        self.setCurrentIndex(self.results.index(rows[max(0, min(place, len(rows) - 1))]))
        if self.currentIndex().row() == rows[0]:
            self.scrollToTop()


class _LineDelegate(QStyledItemDelegate):
    """Draws a line in the direction of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: FindLine = index.data(LineRole)
        height = QFontMetrics(font(_role(line))).height()
        if line.kind is LineKind.RECORD:
            height += QFontMetrics(font()).height() + 2
        return QSize(0, height + 2 * _ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: FindLine = index.data(LineRole)
        painter.save()
        chosen = line.can_be_chosen and bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            fill_area(painter, option.rect, theme().color("selected"))
            edge = QRect(option.rect.left(), option.rect.top(), _EDGE, option.rect.height())
            fill_area(painter, visual(option.direction, option.rect, edge), theme().color("progress"))
        self._draw_line(painter, option, line)
        painter.restore()

    def _draw_line(self, painter: QPainter, option: QStyleOptionViewItem, line: FindLine) -> None:
        area = option.rect.adjusted(_PADDING, _ROOM, -_PADDING, -_ROOM)
        if line.kind is not LineKind.RECORD:
            self._draw_text(painter, option, area, area, line.text, _role(line), _color(line), marked=False)
            return
        high = QFontMetrics(font()).height()
        icon = QRect(area.left(), area.top() + (high - _ICON) // 2, _ICON, _ICON)
        draw_icon(
            painter, visual(option.direction, area, icon), line.icon_name, theme().color(line.icon_color)
        )
        area = self._inside(option, area, _ICON + _GAP)
        first = QRect(area.left(), area.top(), area.width(), high)
        second = QRect(area.left(), area.bottom() - high + 1, area.width(), high)
        self._draw_first(painter, option, first, line)
        self._draw_text(painter, option, second, second, line.context, "body", "text2")

    def _draw_first(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: FindLine
    ) -> None:
        wanted = QFontMetrics(font()).horizontalAdvance(line.detail) + 2
        width = min(wanted, round(area.width() * _DETAIL_SHARE))
        detail = QRect(area.right() - width + 1, area.top(), width, area.height())
        name = QRect(area.left(), area.top(), area.width() - width - _GAP, area.height())
        self._draw_text(painter, option, area, name, line.text, "body", "text", bold=True)
        self._draw_text(painter, option, area, detail, line.detail, "body", "text2")

    @staticmethod
    def _inside(option: QStyleOptionViewItem, area: QRect, lead: int) -> QRect:
        """`area` without its first `lead` pixels."""
        rest = QRect(area.left() + lead, area.top(), area.width() - lead, area.height())
        return visual(option.direction, area, rest)

    def _draw_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        within: QRect,
        part: QRect,
        text: str,
        role: FontRole,
        color: str,
        *,
        bold: bool = False,
        marked: bool = True,
    ) -> None:
        draw_marked(
            painter,
            visual(option.direction, within, part),
            text,
            self.wanted if marked else "",
            font=font(role, bold=bold),
            color=theme().color(color),
            direction=option.direction,
        )


def _role(line: FindLine) -> FontRole:
    return "caption" if line.kind in (LineKind.HEAD, LineKind.NOTE) else "body"


def _color(line: FindLine) -> str:
    return "link" if line.kind is LineKind.ALL else "text2"
