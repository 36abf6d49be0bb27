"""ThumbnailDelegate: one receipt as a small picture with its vendor, amount, day and status below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desktop.core.models import Receipt, ReceiptRow
from desktop.ui.formatting import money_text
from desktop.ui.icons import draw_icon
from desktop.ui.receipts.receipt_marks import receipt_marks
from desktop.ui.receipts.receipt_words import (
    received_text,
    status_badge,
    status_text,
    vendor_plain,
)
from desktop.ui.receipts.receipts_table_model import ReceiptColumn, ReceiptsTableModel, doubtful_dot
from desktop.ui.receipts.thumbnails.thumbnails import Thumbnail, Thumbnails
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.painting import badge_height, badge_width, draw_badge, draw_rounded, elided, visual
from desktop.ui.widgets.record_table_model import Index

BOX = QSize(128, 156)
"""In px: room for a picture; a page of A4 fills it nearly."""
PADDING = 8
_GAP = 6
_ICON = 16
_DOT = 8
_MARK_GAP = 4
_LARGE_ICON = 24
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class ThumbnailDelegate(QStyledItemDelegate):
    """Everything but the picture itself mirrors with the view."""

    def __init__(self, view: QListView, records: ReceiptsTableModel, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._view, self._records, self._thumbnails = view, records, thumbnails
        self.hovered_row = -1
        self.ring = False
        """Whether the current one is framed: only after a key was used."""
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Takes the fonts anew from the theme."""
        self._bold, self._plain = font(bold=True, table=True), font(table=True)
        self._line = QFontMetrics(self._plain).height() + 2

    def least_size(self) -> QSize:
        """Of a cell; wider ones have more room around the same picture."""
        lines = 2 * self._line + max(self._line, badge_height() + 2)
        return QSize(BOX.width() + 2 * PADDING + 8, BOX.height() + lines + _GAP + 2 * PADDING + 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All of its place in the view."""
        return self._view.gridSize()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        record = self._records.record_at(index.row())
        if record is None:
            return False
        # What the table says of its vendor: invoice number and subject, the note, why it is only here.
        text = self._records.cell(record, ReceiptColumn.VENDOR).told
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        record = self._records.record_at(index.row())
        cell = option.rect.adjusted(2, 2, -2, -2)
        self._draw_cell(painter, cell, index.row())
        if record is None:
            return
        inner = cell.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        room = QRect(inner.left(), inner.top(), inner.width(), BOX.height())
        self._draw_picture(painter, room, self._thumbnails.of(record))
        below = inner.adjusted(0, BOX.height() + _GAP, 0, 0)
        _Words(painter, below, self._view.layoutDirection(), self._line).draw(record, self._bold, self._plain)

    def _draw_cell(self, painter: QPainter, cell: QRect, row: int) -> None:
        view, colors = self._view, theme()
        selected = view.selectionModel().isRowSelected(row)
        focused = view.hasFocus()
        if selected:
            fill = "selected" if focused and view.isActiveWindow() else "selected_inactive"
            draw_rounded(painter, cell, RADIUS, colors.color(fill))
        elif row == self.hovered_row:
            draw_rounded(painter, cell, RADIUS, colors.color("hover"))
        if row == view.currentIndex().row() and (selected or focused):
            width = 2 if self.ring and focused else 1
            draw_rounded(painter, cell, RADIUS, None, colors.color("progress"), width)

    def _draw_picture(self, painter: QPainter, room: QRect, thumbnail: Thumbnail | None) -> None:
        if thumbnail is None or thumbnail.image is None:
            self._draw_placeholder(painter, room, thumbnail)
            return
        image = thumbnail.image
        ratio = self._view.devicePixelRatioF()
        size = QSize(round(image.width() / ratio), round(image.height() / ratio)).boundedTo(room.size())
        place = QRect(room.topLeft(), size.expandedTo(QSize(1, 1)))
        place.moveCenter(room.center())
        painter.fillRect(place.adjusted(-1, -1, 1, 1), theme().color("hairline"))
        painter.drawImage(place, image)

    def _draw_placeholder(self, painter: QPainter, room: QRect, thumbnail: Thumbnail | None) -> None:
        colors = theme()
        paper = QRect(0, 0, min(room.width(), BOX.width() - 16), room.height())
        paper.moveCenter(room.center())
        draw_rounded(painter, paper, 4, colors.color("window"), colors.color("hairline"))
        icon = QRect(0, 0, _LARGE_ICON, _LARGE_ICON)
        icon.moveCenter(paper.center())
        if thumbnail is None:
            draw_icon(painter, icon, "waiting", colors.color("text2"))
            return
        icon.translate(0, -self._line)
        name = "offline" if thumbnail.again else "file"
        draw_icon(painter, icon, name, colors.color("text2"))
        painter.setFont(font("caption"))
        painter.setPen(colors.color("text2"))
        words = paper.adjusted(6, icon.bottom() + 6 - paper.top(), -6, -4)
        painter.drawText(words, _WRAPPED, thumbnail.reason)


class _Words:
    """Three lines: the vendor; the amount; the day, and the status at the trailing end."""

    def __init__(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, line_height: int
    ) -> None:
        self._painter, self._area, self._direction = painter, area, direction
        self._high = line_height

    def draw(self, record: ReceiptRow, bold: QFont, plain: QFont) -> None:
        receipt, colors = record.receipt, theme()
        marks = [(mark.icon, mark.color) for mark in receipt_marks(record)]
        amount, dot = _amount_text(receipt), doubtful_dot(receipt)
        needed = QFontMetrics(plain).horizontalAdvance(amount) + (_DOT + _GAP if dot else 0)
        # An amount is never cut: where it is long, the marks stand beside the vendor.
        above = needed + _icons_width(marks) > self._area.width()
        note = [("note", "text2")] if record.note else []
        name = self._draw_icons([*(marks if above else []), *note], self._line(0))
        known = bool(receipt.vendor.strip())
        self._write(vendor_plain(receipt), name, bold, colors.color("text" if known else "text2"))
        room = self._draw_dot(dot, self._draw_icons([] if above else marks, self._line(1)))
        self._write(amount, room, plain, colors.color("text2" if receipt.amount is None else "text"))
        self._draw_last_line(receipt, plain)

    def _draw_dot(self, color: str, room: QRect) -> QRect:
        if not color:
            return room
        place = QRect(room.left(), room.top() + (room.height() - _DOT) // 2, _DOT, _DOT)
        draw_rounded(self._painter, visual(self._direction, room, place), _DOT / 2, theme().color(color))
        return visual(self._direction, room, room.adjusted(_DOT + _GAP, 0, 0, 0))

    def _draw_icons(self, icons: list[tuple[str, str]], line: QRect) -> QRect:
        """At the trailing end of `line`; returns the room that is left."""
        left = line.right() + 1 + _MARK_GAP - _icons_width(icons)
        for number, (name, color) in enumerate(icons):
            top = line.top() + (line.height() - _ICON) // 2
            place = QRect(left + number * (_ICON + _MARK_GAP), top, _ICON, _ICON)
            draw_icon(self._painter, visual(self._direction, line, place), name, theme().color(color))
        return visual(self._direction, line, line.adjusted(0, 0, -_icons_width(icons), 0))

    def _draw_last_line(self, receipt: Receipt, plain: QFont) -> None:
        line, words = self._line(2), status_text(receipt.status)
        width = min(badge_width(words), line.width())
        badge = QRect(line.right() + 1 - width, line.top() + 1, width, badge_height())
        draw_badge(self._painter, visual(self._direction, line, badge), words, status_badge(receipt.status))
        day, text = visual(self._direction, line, line.adjusted(0, 0, -width - 4, 0)), received_text(receipt)
        # Half a day is no day: beside the widest words there is room for none.
        if QFontMetrics(plain).horizontalAdvance(text) <= day.width():
            self._write(text, day, plain, theme().color("text2"))

    def _line(self, number: int) -> QRect:
        return QRect(
            self._area.left(), self._area.top() + number * self._high, self._area.width(), self._high
        )

    def _write(self, text: str, room: QRect, letters: QFont, color: QColor) -> None:
        painter = self._painter
        painter.setFont(letters)
        painter.setPen(color)
        leading = Qt.AlignmentFlag.AlignLeft
        if self._direction == Qt.LayoutDirection.RightToLeft:
            leading = Qt.AlignmentFlag.AlignRight
        flags = leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        line = elided(painter.fontMetrics(), text, room.width())
        painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, line)


def _icons_width(icons: list[tuple[str, str]]) -> int:
    """With the gap before each."""
    return len(icons) * (_ICON + _MARK_GAP)


def _amount_text(receipt: Receipt) -> str:
    if receipt.amount is None:
        return QCoreApplication.translate("ReceiptsTableModel", "No amount")
    return money_text(receipt.amount)
