"""TimeBar: where the recording is, and the way to another place in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from desktop.ui.formatting import duration_plain
from desktop.ui.theme import theme
from desktop.ui.widgets.painting import draw_rounded

_TRACK = 4
_HEAD = 2
_HEAD_HEIGHT = 16
_STEP_MS = 5_000
_PAGE_MS = 30_000


class TimeBar(QAbstractSlider):
    """Values in ms. Time runs left to right in both languages: Right is always forward."""

    seek_requested = Signal(object)
    """int, in ms: asked for by mouse or key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Position in the recording"))
        self.setMouseTracking(True)
        self.setRange(0, 0)

    def set_duration(self, milliseconds: int) -> None:
        self.setRange(0, milliseconds)
        self.setEnabled(milliseconds > 0)

    def set_position(self, milliseconds: int) -> None:
        """Shows where it is, unless the user is just dragging it elsewhere."""
        if not self.isSliderDown():
            self._show(milliseconds)

    def sizeHint(self) -> QSize:
        return QSize(320, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)

    # -- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: self.value() - _STEP_MS,
            Qt.Key.Key_Right: self.value() + _STEP_MS,
            Qt.Key.Key_PageDown: self.value() + _PAGE_MS,
            Qt.Key.Key_PageUp: self.value() - _PAGE_MS,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.maximum(),
        }
        target = steps.get(Qt.Key(event.key()))
        if target is None or not self.maximum():
            event.ignore()
            return
        self._ask(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.maximum():
            self.setSliderDown(True)
            self._show(self._time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moment = self._time_at(event.position().x())
        if self.maximum():
            self.setToolTip(duration_plain(moment / 1000))
        if self.isSliderDown():
            self._show(moment)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self._ask(self._time_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A list scrolled past its end must not move the recording.
        event.ignore()

    def _ask(self, milliseconds: int) -> None:
        target = min(max(milliseconds, 0), self.maximum())
        self._show(target)
        self.seek_requested.emit(target)

    def _show(self, milliseconds: int) -> None:
        self.setValue(milliseconds)
        words = self.tr("{elapsed} of {total}")
        times = {"elapsed": milliseconds, "total": self.maximum()}
        said = {name: duration_plain(time / 1000) for name, time in times.items()}
        self.setAccessibleDescription(words.format(**said))
        self.update()

    def _time_at(self, x: float) -> int:
        share = min(max(x / max(1, self.width()), 0.0), 1.0)
        return round(share * self.maximum())

    # -- drawing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        middle = self.height() / 2
        track = QRectF(0, middle - _TRACK / 2, self.width(), _TRACK)
        draw_rounded(painter, track, _TRACK / 2, colors.color("track"))
        if not self.maximum():
            return
        played = self.width() * self.value() / self.maximum()
        if played >= 1:
            filled = QRectF(0, track.top(), played, _TRACK)
            draw_rounded(painter, filled, _TRACK / 2, colors.color("progress"))
        head = QRectF(played - _HEAD / 2, middle - _HEAD_HEIGHT / 2, _HEAD, _HEAD_HEIGHT)
        head.moveLeft(min(max(head.left(), 0), self.width() - _HEAD))
        painter.fillRect(head, colors.color("text"))
