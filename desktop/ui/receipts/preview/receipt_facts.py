"""ReceiptFacts: on one line, what is known of a receipt, where the list that says it is out of sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.models import ReceiptRow
from desktop.ui.formatting import strip_marks
from desktop.ui.icons import draw_icon
from desktop.ui.receipts.receipt_marks import Mark, receipt_doubts, receipt_marks
from desktop.ui.receipts.receipt_words import (
    amount_text,
    received_text,
    status_badge,
    status_text,
    vendor_text,
)
from desktop.ui.receipts.receipts_table_model import doubtful_dot
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import badge_height, badge_width, draw_badge, draw_rounded, elided, visual

LEAST_WIDTH = 230
_VENDOR_LEAST = 90
_GAP = 12
_SMALL_GAP = 5
_ICON = 16
_DOT = 8
_STEPS = ((True, True), (False, True), (False, False))
"""Words beside the marks, the day: what is given up first comes first."""


class ReceiptFacts(QWidget):
    """Vendor, amount, day, status, and what may be wrong; the vendor is cut before anything else is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: ReceiptRow | None = None
        self.setMinimumWidth(LEAST_WIDTH // 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: ReceiptRow | None) -> None:
        """Nothing for None."""
        self.row = row
        said = self._said() if row is not None else []
        self.setAccessibleName(strip_marks(", ".join(said)))
        self.setToolTip("\n".join(said))
        self.updateGeometry()
        self.update()

    def _said(self) -> list[str]:
        assert self.row is not None
        receipt = self.row.receipt
        words = [
            vendor_text(receipt),
            amount_text(receipt),
            received_text(receipt),
            status_text(receipt.status),
        ]
        return [*words, *(mark.said for mark in receipt_marks(self.row))]

    def sizeHint(self) -> QSize:
        width = LEAST_WIDTH
        if self.row is not None:
            others = self._others(self.row, words=True, day=True)
            width = max(width, others + self._vendor_width(self.row) + _GAP)
        return QSize(width, max(badge_height(), QFontMetrics(font()).height()) + 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()

    # -- how wide --------------------------------------------------------------------------------

    def _vendor_width(self, row: ReceiptRow) -> int:
        return QFontMetrics(font(bold=True)).horizontalAdvance(vendor_text(row.receipt)) + 2

    def _others(self, row: ReceiptRow, *, words: bool, day: bool) -> int:
        """Everything but the vendor, with the gaps."""
        receipt, plain = row.receipt, QFontMetrics(font())
        width = _GAP + QFontMetrics(font(bold=True)).horizontalAdvance(amount_text(receipt)) + 2
        width += _DOT + _SMALL_GAP if doubtful_dot(receipt) else 0
        width += _GAP + plain.horizontalAdvance(received_text(receipt)) + 2 if day else 0
        width += _GAP + badge_width(status_text(receipt.status))
        return width + sum(_GAP + self._mark_width(mark, words=words) for mark in receipt_marks(row))

    def _mark_width(self, mark: Mark, *, words: bool) -> int:
        said = QFontMetrics(font()).horizontalAdvance(mark.said) + _SMALL_GAP + 2
        return _ICON + (said if words and self._is_doubt(mark) else 0)

    def _is_doubt(self, mark: Mark) -> bool:
        return self.row is not None and mark in receipt_doubts(self.row)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.row is None:
            return
        row, receipt, colors = self.row, self.row.receipt, theme()
        words, day = next((step for step in _STEPS if self._fits(row, *step)), _STEPS[-1])
        left = self.width() - self._others(row, words=words, day=day)
        line = _Line(QPainter(self), self.rect(), self.layoutDirection())
        known = "text" if receipt.vendor.strip() else "text2"
        if left > _ICON:
            vendor = min(self._vendor_width(row), left)
            line.write(vendor_text(receipt), vendor, font(bold=True), colors.color(known))
        if doubtful_dot(receipt):
            line.dot(colors.color(doubtful_dot(receipt)))
        known = "text" if receipt.amount is not None else "text2"
        line.write(amount_text(receipt), None, font(bold=True), colors.color(known))
        if day:
            line.write(received_text(receipt), None, font(), colors.color("text2"))
        place = line.take(badge_width(status_text(receipt.status)), badge_height())
        draw_badge(line.painter, place, status_text(receipt.status), status_badge(receipt.status))
        for mark in receipt_marks(row):
            with_words = words and self._is_doubt(mark)
            icon = line.take(_ICON, _ICON, _SMALL_GAP if with_words else _GAP)
            draw_icon(line.painter, icon, mark.icon, colors.color(mark.color))
            if with_words:
                line.write(mark.said, None, font(), colors.color("text"))
        line.painter.end()

    def _fits(self, row: ReceiptRow, words: bool, day: bool) -> bool:
        vendor = min(_VENDOR_LEAST, self._vendor_width(row))
        return self._others(row, words=words, day=day) + vendor <= self.width()


class _Line:
    """Takes one part after the other, from the leading side."""

    def __init__(self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self._area, self._direction, self._taken = area, direction, 0

    def take(self, width: int, height: int, gap: int = _GAP) -> QRect:
        """Where it is seen; `gap` px before the next one."""
        top = self._area.top() + (self._area.height() - height + 1) // 2
        part = QRect(self._area.left() + self._taken, top, width, height)
        self._taken += width + gap
        return visual(self._direction, self._area, part)

    def dot(self, color: QColor) -> None:
        draw_rounded(self.painter, self.take(_DOT, _DOT, _SMALL_GAP), _DOT / 2, color)

    def write(self, text: str, width: int | None, letters: QFont, color: QColor) -> None:
        """`width` None: as wide as the text is."""
        room = QFontMetrics(letters).horizontalAdvance(text) + 2 if width is None else width
        place = self.take(room, self._area.height())
        self.painter.setFont(letters)
        self.painter.setPen(color)
        leading = Qt.AlignmentFlag.AlignLeft
        if self._direction == Qt.LayoutDirection.RightToLeft:
            leading = Qt.AlignmentFlag.AlignRight
        flags = leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        shown = elided(self.painter.fontMetrics(), text, room)
        self.painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, shown)
