"""TimeBar: the recording's waveform, where it is, and the way to another place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from desktop.ui.calls.waveform_picture import (
    WaveformShape,
    draw_head,
    draw_hover,
    draw_marks,
    draw_range,
    draw_track,
    waveform_pictures,
)
from desktop.ui.formatting import duration_plain, duration_text
from desktop.ui.theme import theme

if TYPE_CHECKING:
    from desktop.core.waveform import Peaks

_STEP_MS = 5_000
_PAGE_MS = 30_000
_WHEEL_NOTCH = 120

Span = tuple[int, int]


class TimeBar(QAbstractSlider):
    """Values in ms. Time runs left to right in both languages: Right is always forward."""

    seek_requested = Signal(object)
    """int, in ms: asked for by mouse, wheel or key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Position in the recording"))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._peaks: Peaks | None = None
        self._silences: tuple[Span, ...] = ()
        self._range: tuple[int | None, int | None] = (None, None)
        self._marks: tuple[int, ...] = ()
        self._waiting = False
        self._hover_x: float | None = None
        """Where the mouse rests; of another recording that is another time."""
        self._turned = 0
        self._drawn: tuple[object, QPixmap, QPixmap] | None = None
        self.setRange(0, 0)

    def set_duration(self, milliseconds: int) -> None:
        self.setRange(0, milliseconds)
        self.setEnabled(milliseconds > 0)

    def set_position(self, milliseconds: int) -> None:
        """Shows where it is, unless the user is just dragging it elsewhere."""
        if not self.isSliderDown():
            self._show(milliseconds)

    def set_peaks(self, peaks: Peaks | None) -> None:
        """What the recording looks like; None: a plain bar."""
        self._peaks = peaks
        self._drawn = None
        self.update()

    def set_silences(self, silences: Sequence[Span]) -> None:
        """Begin and end in ms of what is or can be skipped: drawn faint."""
        self._silences = tuple(silences)
        self._drawn = None
        self.update()

    def set_range(self, begin: int | None, end: int | None) -> None:
        """What is played again and again, A to B in ms; None: that end is not chosen."""
        self._range = (begin, end)
        self.update()

    def set_marks(self, moments: Sequence[int]) -> None:
        """Bookmarks, in ms."""
        self._marks = tuple(moments)
        self.update()

    def set_waiting(self, waiting: bool) -> None:
        """Says that the waveform is on its way."""
        self._waiting = waiting
        self._tell()
        self.update()

    def _tell(self) -> None:
        """The tooltip: that the waveform comes, or the time under the mouse where there is no room for it."""
        hint = self.tr("The waveform is being drawn") if self._waiting else ""
        self.setToolTip(hint if self._roomy or self._hover is None else self.hover_text)

    @property
    def waiting(self) -> bool:
        return self._waiting

    @property
    def has_waveform(self) -> bool:
        return self._peaks is not None

    @property
    def _hover(self) -> int | None:
        """The time under the mouse, in ms."""
        return self._time_at(self._hover_x) if self._hover_x is not None and self.maximum() else None

    @property
    def hover_text(self) -> str:
        """The time under the mouse; "" when it is elsewhere."""
        hover = self._hover
        return duration_plain(hover / 1000) if hover is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(320, 48)

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
        self._hover_x = event.position().x()
        self._tell()
        if self.isSliderDown():
            self._show(moment)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self._ask(self._time_at(event.position().x()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._turned = 0

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_x = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch up is forward; with the mouse elsewhere nothing moves."""
        if self._hover is None or not self.maximum():
            event.ignore()
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _WHEEL_NOTCH)
        self._turned -= notches * _WHEEL_NOTCH
        if notches:
            self._ask(self.value() + notches * _STEP_MS)
        event.accept()

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

    def _x_of(self, milliseconds: int) -> float:
        return self.width() * min(max(milliseconds, 0), self.maximum()) / max(1, self.maximum())

    # -- drawing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        played = self._x_of(self.value())
        begin, end = (self._x_of(moment) if moment is not None else None for moment in self._range)
        lettered = self._roomy
        draw_range(painter, self.rect(), begin, end, lettered=lettered)
        self._draw_sound(painter, played)
        if not self.maximum():
            return
        draw_range(painter, self.rect(), begin, end, lettered=lettered, edges=True)
        draw_marks(painter, self.rect(), [self._x_of(moment) for moment in self._marks])
        draw_head(painter, self.rect(), played, tall=self._peaks is not None)
        hover = self._hover
        if hover is not None and lettered:
            draw_hover(painter, self.rect(), self._x_of(hover), duration_text(hover / 1000))

    @property
    def _roomy(self) -> bool:
        """High enough for words above the waveform; the compact player is not."""
        return self.height() >= 40

    def _draw_sound(self, painter: QPainter, played: float) -> None:
        if self._peaks is None or not self.maximum():
            draw_track(painter, self.rect(), played if self.maximum() else 0.0, waiting=self._waiting)
            return
        heard, ahead = self._pictures(self._peaks)
        painter.save()
        painter.setClipRect(0, 0, round(played), self.height())
        painter.drawPixmap(0, 0, heard)
        painter.setClipRect(round(played), 0, self.width() - round(played), self.height())
        painter.drawPixmap(0, 0, ahead)
        painter.restore()

    def _pictures(self, peaks: Peaks) -> tuple[QPixmap, QPixmap]:
        """Played and not played, drawn once for each width, length and theme."""
        ratio = self.devicePixelRatioF()
        shape = WaveformShape(self.width(), self.height(), ratio, self.maximum())
        wanted = (shape, theme())
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = (wanted, *waveform_pictures(peaks, self._silences, shape))
        return self._drawn[1:]
