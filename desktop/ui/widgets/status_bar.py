"""StatusBar: connection, downloads, decisions, what will be lost soon, and space, along the window's foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.painting import (
    PROGRESS_HEIGHT,
    draw_progress,
    draw_rounded,
    elided,
    visual,
)

STATUS_HEIGHT = 24
_PROGRESS_WIDTH = 56
_BESIDE_LINE = 23
"""A line between two parts, with the spacings on both of its sides."""


class StatusBar(QWidget):
    """Shows what its setters are told; an empty text hides its part."""

    downloads_clicked = Signal()
    decisions_clicked = Signal()
    lost_soon_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Status bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dot = _Mark(dot="dot_grey", parent=self)
        self._connection = _label(self)
        self.downloads_button = _StatusButton("downloads", "text2", self)
        self._progress = _TinyProgress(self)
        self.decisions_button = _StatusButton("receipts", "text2", self)
        self._lost_soon = _StatusButton("waiting", "lost", self, bold=True)
        self._space = _label(self)
        self._first_line = _separator(self)
        self._decisions_line = _separator(self)
        self._last_line = _separator(self)
        self._middle: QWidget | None = None
        self.downloads_button.clicked.connect(self.downloads_clicked)
        self.decisions_button.clicked.connect(self.decisions_clicked)
        self._lost_soon.clicked.connect(self.lost_soon_clicked)
        self._lay_out()
        self.set_downloads("", None)
        self.set_decisions("")
        self.set_lost_soon("")
        self.set_space("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What is in the middle comes and goes by itself, and grows with its times."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._connection)
        row.addSpacing(4)
        row.addWidget(self._first_line)
        row.addSpacing(4)
        row.addWidget(self.downloads_button)
        row.addWidget(self._progress)
        row.addWidget(self._decisions_line)
        row.addWidget(self.decisions_button)
        row.addStretch(1)
        row.addWidget(self._lost_soon)
        row.addSpacing(4)
        row.addWidget(self._last_line)
        row.addSpacing(4)
        row.addWidget(self._space)

    def set_connection(self, text: str, dot: str) -> None:
        """`dot` is a colour of the theme: `dot_green`, `dot_amber`, `dot_grey`."""
        self._connection.setText(text)
        self._dot.set_dot(dot)
        self._fit()

    def set_downloads(self, text: str, share: float | None, icon_name: str = "downloads") -> None:
        """`3 of 3 active, 7 waiting`; `share` (0..1, or UNKNOWN_PROGRESS) as a tiny bar, None for none."""
        self.downloads_button.set_text(text)
        self.downloads_button.set_icon_name(icon_name)
        self._progress.set_share(share if text else None)
        self._fit()

    def set_decisions(self, text: str, reason: str = "") -> None:
        """`12 decisions wait for the server`; `reason`: why they cannot be sent."""
        self.decisions_button.set_text(text)
        self.decisions_button.setToolTip(reason)
        self.decisions_button.setAccessibleDescription(reason)
        self._fit()

    def add_downloads_action(self, action: QAction) -> None:
        """In the menu of what is said of the downloads."""
        self.downloads_button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.downloads_button.addAction(action)

    def set_lost_soon(self, text: str) -> None:
        """`3 recordings will be lost within 1 day`."""
        self._lost_soon.set_text(text)
        self._fit()

    def set_space(self, text: str) -> None:
        """`12.4 of 50 GB kept on this computer`."""
        self._space.setText(text)
        self._fit()

    def set_middle(self, widget: QWidget | None) -> None:
        """A widget between both ends, such as the player in a low window; None takes it away."""
        if self._middle is not None:
            self._row.removeWidget(self._middle)
        self._middle = widget
        if widget is not None:
            self._row.insertWidget(self._row.indexOf(self._lost_soon) - 1, widget, 100)
        self._fit()

    def texts(self) -> tuple[str, ...]:
        """What stands in it, from the leading side."""
        parts = (
            self._connection.text(),
            self.downloads_button.text(),
            self.decisions_button.text(),
            self._lost_soon.text(),
            self._space.text(),
        )
        return tuple(text for text in parts if text)

    def _fit(self) -> None:
        """Shows as many of its parts as stand in it whole; what is said elsewhere, too, goes first."""
        wanted: list[QWidget] = [
            part
            for part, there in (
                (self.decisions_button, bool(self.decisions_button.text())),
                (self._lost_soon, bool(self._lost_soon.text())),
                (self.downloads_button, bool(self.downloads_button.text())),
                (self._progress, self._progress.has_share),
                (self._space, bool(self._space.text())),
            )
            if there
        ]
        while wanted and self._room_for(wanted) > self.width():
            wanted.pop()
        parts = (self.decisions_button, self._lost_soon, self.downloads_button, self._progress, self._space)
        for part in parts:
            part.setVisible(part in wanted)
        self._decisions_line.setVisible(self.decisions_button in wanted)
        self._first_line.setVisible(self.downloads_button in wanted)
        self._last_line.setVisible(self._lost_soon in wanted and self._space in wanted)

    def _room_for(self, parts: list[QWidget]) -> int:
        """The width in which these stand whole, beside the connection and whatever is in the middle."""
        margins = self._row.contentsMargins()
        always = margins.left() + margins.right() + self._dot.width() + 2 * _BESIDE_LINE
        always += self._connection.sizeHint().width() + self._row.spacing()
        if self._middle is not None and not self._middle.isHidden():
            always += self._middle.minimumSizeHint().width() + 2 * self._row.spacing()
        widths = [max(part.sizeHint().width(), part.minimumWidth()) + _BESIDE_LINE for part in parts]
        return always + sum(widths)

    def sizeHint(self) -> QSize:
        return QSize(400, max(STATUS_HEIGHT, QFontMetrics(font("caption")).height() + 7))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("window"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().color("hairline"))


def _label(parent: QWidget) -> ElidingLabel:
    return ElidingLabel("", parent, role="caption", color="text2")


def _separator(parent: QWidget) -> Hairline:
    line = Hairline(parent, orientation=Qt.Orientation.Vertical)
    line.setFixedSize(1, 14)
    return line


class _Mark(QWidget):
    """A small round mark in one of the theme's colours."""

    def __init__(self, dot: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._dot = dot
        self.setFixedSize(8, 8)

    def set_dot(self, dot: str) -> None:
        self._dot = dot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_rounded(QPainter(self), self.rect(), 4, theme().color(self._dot))


class _TinyProgress(QWidget):
    """The bar beside the downloads' text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self.setFixedSize(_PROGRESS_WIDTH, PROGRESS_HEIGHT)

    @property
    def has_share(self) -> bool:
        return self._share is not None

    def set_share(self, share: float | None) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share is not None:
            draw_progress(QPainter(self), self.rect(), self._share, self.layoutDirection())


class _StatusButton(QPushButton):
    """Icon and text that lead to what they tell about."""

    def __init__(self, icon_name: str, color: str, parent: QWidget, *, bold: bool = False) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._color = color
        self._font = font("caption", bold=bold, table=True)
        # So that Enter presses it, too.
        self.setAutoDefault(True)
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def set_icon_name(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        return QSize(metrics.horizontalAdvance(self.text()) + 24, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        made = self._font
        made.setUnderline(self.underMouse())
        painter.setFont(made)
        color = theme().color(self._color)
        painter.setPen(color)
        middle = (self.height() - 14) // 2
        draw_icon(
            painter,
            visual(self.layoutDirection(), self.rect(), QRect(0, middle, 14, 14)),
            self._icon_name,
            color,
        )
        room = visual(self.layoutDirection(), self.rect(), self.rect().adjusted(20, 0, 0, 0))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        shown = elided(painter.fontMetrics(), self.text(), room.width())
        painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, shown)
