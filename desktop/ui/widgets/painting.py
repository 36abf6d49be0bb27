"""Shapes that several widgets draw: rounded fills, key hints, badges, chevrons."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.ui.formatting import PDI, RLI, isolate, strip_marks
from desktop.ui.theme import font, line_height, text_width, theme

BadgeKind = Literal["neutral", "success", "warning", "danger", "lost", "note"]

BADGE_HEIGHT = 18
BADGE_PADDING = 8
HINT_PADDING = 5
PROGRESS_HEIGHT = 4
UNKNOWN_PROGRESS = -1.0
"""The share of something that goes on, nobody knows how far."""


def fill_area(painter: QPainter, rect: QRect, color: QColor) -> None:
    """Fills `rect`; leaves the painter without a pen, with a brush of `color`."""
    # Not fillRect: for its first colour PySide makes the enum of Qt's gradients, with 169 names.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(rect)


def draw_rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose border lies inside `rect`, crisp at whole device pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(rect)
    if border is not None:
        area.adjust(width / 2, width / 2, -width / 2, -width / 2)
        radius = max(0.0, radius - width / 2)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def visual(direction: Qt.LayoutDirection, within: QRect, part: QRect) -> QRect:
    """`part`, laid out left to right inside `within`, where it stands in `direction`."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return part
    left = within.left() + within.right() - part.right()
    return QRect(left, part.top(), part.width(), part.height())


def elided(metrics: QFontMetrics, text: str, width: int) -> str:
    """`text` for a line of `width` pixels: cut first, isolated after, so that no mark is cut off."""
    # Far more than fits (a transcript) need not be measured: no letter is narrower than a pixel or so.
    room = max(8, width)
    if len(text) <= room and metrics.horizontalAdvance(text) <= width:
        return isolate(text)
    bare = strip_marks(text[: 2 * room])[: room + 1]
    cut = metrics.elidedText(bare, Qt.TextElideMode.ElideRight, width)
    # What reads from the right whatever it begins with (`in_reading_order`) does so when it is cut, too.
    return f"{RLI}{cut}{PDI}" if text.startswith(RLI) else isolate(cut)


def badge_width(text: str) -> int:
    """Width of a badge that says `text`."""
    return text_width(text, "caption", bold=True) + 2 * BADGE_PADDING


def badge_height() -> int:
    return max(BADGE_HEIGHT, line_height("caption") + 2)


def draw_badge(painter: QPainter, rect: QRect, text: str, kind: BadgeKind) -> None:
    """A badge that fills `rect`: tint, and the word in the tint's text colour."""
    colors = theme()
    if kind == "neutral":
        fill, ink = colors.color("neutral"), colors.color("text2")
    else:
        fill, ink = colors.color(f"{kind}_tint"), colors.color(kind)
    draw_rounded(painter, rect, rect.height() / 2, fill)
    painter.save()
    painter.setFont(font("caption", bold=True))
    painter.setPen(ink)
    inner = rect.adjusted(BADGE_PADDING - 1, 0, 1 - BADGE_PADDING, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, elided(painter.fontMetrics(), text, inner.width()))
    painter.restore()


def hint_width(text: str) -> int:
    """Width of a key hint that says `text`."""
    return max(18, text_width(text, "caption") + 2 * HINT_PADDING)


def draw_hint(painter: QPainter, rect: QRect, text: str, *, enabled: bool = True) -> None:
    """A key such as `1` or `Ctrl F` in its small frame."""
    colors = theme()
    draw_rounded(painter, rect, 4, colors.color("window"), colors.color("hairline"))
    painter.save()
    painter.setFont(font("caption"))
    painter.setPen(colors.color("text2" if enabled else "disabled"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_progress(
    painter: QPainter, rect: QRect, share: float, direction: Qt.LayoutDirection, *, track: str = "track"
) -> None:
    """A tiny bar of `share` (0..1, or UNKNOWN_PROGRESS), which fills in the reading direction."""
    colors = theme()
    radius = rect.height() / 2
    draw_rounded(painter, rect, radius, colors.color(track))
    part = QRect(rect)
    if share < 0:
        part.adjust(rect.width() // 3, 0, -(rect.width() // 3), 0)
    else:
        part.setWidth(round(rect.width() * min(1.0, share)))
    if part.width() > 0:
        draw_rounded(painter, visual(direction, rect, part), radius, colors.color("progress"))
