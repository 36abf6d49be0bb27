"""Places of a page, in shares of its width and height as it is upright, and where they are seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF

from desktop.core.reading_order import Box


def place_in_page(point: QPointF, page: QRect, rotation: int) -> tuple[float, float]:
    """`point`, of a view in which the page was turned clockwise and lies at `page`, in shares of the page."""
    across = (point.x() - page.left()) / max(1, page.width())
    down = (point.y() - page.top()) / max(1, page.height())
    match rotation % 360:
        case 90:
            return down, 1 - across
        case 180:
            return 1 - across, 1 - down
        case 270:
            return 1 - down, across
    return across, down


def area_in_view(box: Box, page: QRect, rotation: int) -> QRectF:
    """Where `box` of the page is seen."""
    left, top, width, height = box
    match rotation % 360:
        case 90:
            left, top, width, height = 1 - top - height, left, height, width
        case 180:
            left, top = 1 - left - width, 1 - top - height
        case 270:
            left, top, width, height = top, 1 - left - width, height, width
    return QRectF(
        page.left() + left * page.width(),
        page.top() + top * page.height(),
        width * page.width(),
        height * page.height(),
    )
