"""How the waveform looks: bars of both channels, A to B, bookmarks, the time under the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QPolygonF

from desktop.core.waveform import Peaks, columns, speech_level
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import draw_rounded

_TRACK = 4
_BAR, _GAP = 2, 1
_HEAD = 2
_HEAD_HEIGHT = 16
_FLAG = QSize(7, 8)
_HANDLE = 12
_FAINT = 0.35
_LOUDEST_SHARE = 0.85
"""How much of its lane the speech fills: a quiet call is as large as a loud one, peaks are cut."""


@dataclass(frozen=True, slots=True)
class WaveformShape:
    """A picture of `width` x `height` logical pixels for `duration_ms`, at a device pixel ratio."""

    width: int
    height: int
    ratio: float
    duration_ms: int


def waveform_pictures(
    peaks: Peaks, silences: Sequence[tuple[int, int]], shape: WaveformShape
) -> tuple[QPixmap, QPixmap]:
    """All of it in the colour of what is played, and in that of what is not."""
    bars = _bars(peaks, shape)
    quiet = _quiet(len(bars), silences, shape.duration_ms)
    played = _picture(bars, quiet, shape, theme().color("progress"))
    return played, _picture(bars, quiet, shape, theme().color("waveform"))


def _bars(peaks: Peaks, shape: WaveformShape) -> list[tuple[float, float]]:
    """Heights (0 to 1) above and below the middle, one pair for each bar that fits."""
    bars = max(1, (shape.width + _GAP) // (_BAR + _GAP))
    # The header may say another length than was decoded: the bar is as long as what the player says.
    count = max(1, round(bars * min(1.0, peaks.duration_ms / max(1, shape.duration_ms))))
    loud = max(1.0, speech_level(peaks) / _LOUDEST_SHARE)
    upper, lower = columns(peaks.upper, count), columns(peaks.lower, count)
    return [(min(1.0, up / loud), min(1.0, down / loud)) for up, down in zip(upper, lower, strict=True)]


def _quiet(count: int, silences: Sequence[tuple[int, int]], duration_ms: int) -> set[int]:
    """Which bars lie in silence."""
    found: set[int] = set()
    for begin, end in silences:
        first, last = (round(moment * count / max(1, duration_ms)) for moment in (begin, end))
        found.update(range(first, last))
    return found


def _picture(
    bars: list[tuple[float, float]], quiet: set[int], shape: WaveformShape, color: QColor
) -> QPixmap:
    """Drawn in device pixels, so that bars are crisp at 125 and 150 % too."""
    size = QSize(round(shape.width * shape.ratio), round(shape.height * shape.ratio))
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    faint = QColor(color)
    faint.setAlphaF(_FAINT)
    middle, room, line = size.height() // 2, _lane(shape), max(1, round(shape.ratio))
    for index, (up, down) in enumerate(bars):
        left = round(index * (_BAR + _GAP) * shape.ratio)
        right = left + max(1, round(_BAR * shape.ratio))
        above, below = max(line, round(up * room)), max(line, round(down * room))
        bar = QRect(left, middle - above, right - left, above + below)
        painter.fillRect(bar, faint if index in quiet else color)
    painter.end()
    picture.setDevicePixelRatio(shape.ratio)
    return picture


def _lane(shape: WaveformShape) -> int:
    """Device pixels above, and below, the middle line."""
    return max(2, round((shape.height / 2 - _margin(shape.height)) * shape.ratio))


def _margin(height: int) -> int:
    """Room for handles above and flags below, where there is any."""
    return _HANDLE if height >= 40 else 2


def draw_track(painter: QPainter, rect: QRect, played: float, *, waiting: bool) -> None:
    """The plain bar; `waiting`: with the places where the waveform will be."""
    colors = theme()
    middle = rect.height() / 2
    if waiting:
        for x in range(0, rect.width(), 4 * (_BAR + _GAP)):
            painter.fillRect(QRectF(x, middle - 7, _BAR, 14), colors.color("track"))
    track = QRectF(0, middle - _TRACK / 2, rect.width(), _TRACK)
    draw_rounded(painter, track, _TRACK / 2, colors.color("track"))
    if played >= 1:
        filled = QRectF(0, track.top(), played, _TRACK)
        draw_rounded(painter, filled, _TRACK / 2, colors.color("progress"))


def draw_head(painter: QPainter, rect: QRect, x: float, *, tall: bool) -> None:
    """Where it is; `tall`: over a waveform."""
    height = rect.height() - 2 * (_margin(rect.height()) - 4) if tall else _HEAD_HEIGHT
    head = QRectF(x - _HEAD / 2, (rect.height() - height) / 2, _HEAD, height)
    head.moveLeft(min(max(round(head.left()), 0), rect.width() - _HEAD))
    painter.fillRect(head, theme().color("text"))


def draw_range(
    painter: QPainter,
    rect: QRect,
    begin: float | None,
    end: float | None,
    *,
    lettered: bool,
    edges: bool = False,
) -> None:
    """A to B: its tint, which lies under the waveform, or its `edges`, which lie over it."""
    margin = _margin(rect.height())
    if not edges:
        if begin is not None and end is not None:
            tint = QRectF(begin, margin / 2, end - begin, rect.height() - margin)
            painter.fillRect(tint, theme().color("selected"))
        return
    for x, letter in ((begin, "A"), (end, "B")):
        if x is not None:
            _draw_edge(painter, rect, x, letter if lettered else "")


def _draw_edge(painter: QPainter, rect: QRect, x: float, letter: str) -> None:
    colors = theme()
    left = min(max(round(x - 1), 0), rect.width() - 2)
    painter.fillRect(QRect(left, 2, 2, rect.height() - 4), colors.color("progress"))
    if not letter:
        return
    place = QRect(left + 1 - _HANDLE // 2, 0, _HANDLE, _HANDLE)
    place.moveLeft(min(max(place.left(), 0), rect.width() - _HANDLE))
    draw_rounded(painter, place, 3, colors.color("accent"))
    painter.setFont(_small(0.82))
    painter.setPen(colors.color("on_accent"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)


def draw_marks(painter: QPainter, rect: QRect, places: Sequence[float]) -> None:
    """Bookmarks, as flags at the foot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("text2"))
    for x in places:
        painter.drawPolygon(_flag(min(max(x, 4.0), rect.width() - 4.0), rect.height()))
    painter.restore()


def _flag(x: float, foot: int) -> QPolygonF:
    left, right, top = x - _FLAG.width() / 2, x + _FLAG.width() / 2, foot - _FLAG.height()
    corners = ((left, top), (right, top), (right, foot), (x, foot - 3), (left, foot))
    return QPolygonF([QPointF(*corner) for corner in corners])


def draw_hover(painter: QPainter, rect: QRect, x: float, text: str) -> None:
    """The time under the mouse, above the waveform, with a thin line down."""
    colors = theme()
    small = _small(1.0)
    width = QFontMetrics(small).horizontalAdvance(text) + 10
    label = QRectF(min(max(x - width / 2, 0.0), max(0.0, rect.width() - width)), 0, width, 16)
    painter.fillRect(QRectF(round(x), 16, 1, rect.height() - 20), colors.color("border"))
    draw_rounded(painter, label, 4, colors.color("raised"), colors.color("hairline"))
    painter.setFont(small)
    painter.setPen(colors.color("text"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _small(share: float) -> QFont:
    small = font("caption", bold=True)
    small.setPointSizeF(small.pointSizeF() * share)
    return small
