"""ElidingLabel: one line of text that is cut where it does not fit, and whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.formatting import strip_marks
from desktop.ui.theme import FontRole, font, theme
from desktop.ui.widgets.painting import elided


class ElidingLabel(QLabel):
    """A QLabel for plain text in one of the theme's colours; it may shrink to a few letters."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: FontRole = "body",
        color: str = "text",
        bold: bool = False,
    ) -> None:
        super().__init__(parent)
        self._color = color
        self._tooltip = ""
        """Of its own, where it has one; else it is what does not fit."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role, bold=bold, table=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_color(self, color: str) -> None:
        """Another of the theme's colours."""
        if color != self._color:
            self._color = color
            self.update()

    def setText(self, text: str) -> None:
        # Progress says all of its lines at each step: the same is neither laid out nor read out anew.
        if text == self.text():
            return
        super().setText(text)
        self.setAccessibleName(strip_marks(text))
        self.updateGeometry()

    def setToolTip(self, text: str) -> None:
        self._tooltip = text
        super().setToolTip(text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 5), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme().color(self._color if self.isEnabled() else "disabled"))
        area = self.contentsRect()
        shown = elided(painter.fontMetrics(), self.text(), area.width())
        cut = painter.fontMetrics().horizontalAdvance(self.text()) > area.width()
        super().setToolTip(self._tooltip or self._whole_text(cut))
        painter.drawText(area, self._flags(), shown)

    def _whole_text(self, cut: bool) -> str:
        """What is not to be read on it; "" where all of it is."""
        return self.text() if cut else ""

    def _flags(self) -> int:
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        if side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight):
            # Painted text is aligned by the paragraph; a label by the window.
            right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            leads = side == Qt.AlignmentFlag.AlignLeft
            side = Qt.AlignmentFlag.AlignRight if leads == right_to_left else Qt.AlignmentFlag.AlignLeft
            side |= Qt.AlignmentFlag.AlignAbsolute
        return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
