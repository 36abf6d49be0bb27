"""PageLayout: where the pages of a document lie, one under the other, at some zoom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF

from desktop.core.media_type import MediaType
from desktop.workers.document_info import DocumentInfo

MARGIN = 12
"""Around the pages and between them, in px."""
LEAST_ZOOM, MOST_ZOOM = 0.1, 8.0
SCREEN_DPI = 96


class PageLayout:
    """Pages of `sizes` (px at 100 %), each turned by `rotation` degrees, centred in at least `width`."""

    def __init__(self, sizes: Sequence[QSizeF], zoom: float, rotation: int, width: int, height: int) -> None:
        self._rects: list[QRect] = []
        scaled = [turned(size, rotation) * zoom for size in sizes]
        across = max((round(size.width()) for size in scaled), default=0) + 2 * MARGIN
        self._width = max(width, across)
        top = MARGIN
        for size in scaled:
            page = QSize(max(1, round(size.width())), max(1, round(size.height())))
            self._rects.append(QRect((self._width - page.width()) // 2, top, page.width(), page.height()))
            top += page.height() + MARGIN
        if top < height:
            # What is lower than the view stands in its middle.
            for rect in self._rects:
                rect.translate(0, (height - top) // 2)
        self._height = max(height, top)
        self._tops = [rect.top() for rect in self._rects]

    @property
    def size(self) -> QSize:
        """Of everything, margins included; never smaller than the view."""
        return QSize(self._width, self._height)

    @property
    def page_count(self) -> int:
        return len(self._rects)

    def rect(self, page: int) -> QRect:
        return self._rects[page]

    def page_at(self, y: float) -> int:
        """The page at or above this height; the first one when there is none."""
        return max(0, bisect_right(self._tops, y) - 1)

    def pages_in(self, area: QRect) -> range:
        """The pages of which something lies in `area`."""
        if not self._rects:
            return range(0)
        first = self.page_at(area.top())
        if self._rects[first].bottom() < area.top():
            first += 1
        return range(first, max(first, bisect_right(self._tops, area.bottom())))

    def place_of(self, point: QPointF) -> tuple[int, QPointF]:
        """The page nearest to `point`, and where in it that is, in shares of its width and height."""
        page = self.page_at(point.y())
        rect = self._rects[page]
        across = (point.x() - rect.left()) / rect.width()
        return page, QPointF(across, (point.y() - rect.top()) / rect.height())

    def point_of(self, page: int, share: QPointF) -> QPointF:
        """What `place_of` gave, as a point of this layout."""
        rect = self._rects[page]
        return QPointF(rect.left() + share.x() * rect.width(), rect.top() + share.y() * rect.height())


def turned(size: QSizeF, rotation: int) -> QSizeF:
    """`size` of a page after a turn."""
    return size.transposed() if rotation % 180 else QSizeF(size)


def fitting_zoom(sizes: Sequence[QSizeF], rotation: int, room: QSize, *, width_only: bool) -> float:
    """The zoom at which the largest page fits into `room`; or its width alone."""
    pages = [turned(size, rotation) for size in sizes]
    across = max((page.width() for page in pages), default=1.0)
    down = max((page.height() for page in pages), default=1.0)
    zoom = max(1, room.width() - 2 * MARGIN) / across
    if not width_only:
        zoom = min(zoom, max(1, room.height() - 2 * MARGIN) / down)
    return min(MOST_ZOOM, max(0.01, zoom))


def shown_sizes(info: DocumentInfo) -> list[QSizeF]:
    """Of the pages, in px at 100 %."""
    scale = SCREEN_DPI / 72 if info.kind is MediaType.PDF else 1.0
    return [size * scale for size in info.page_sizes]


def zoom_to_fit(sizes: Sequence[QSizeF], rotation: int, room: QSize, bar: int, *, width_only: bool) -> float:
    """`fitting_zoom` with room for a scroll bar, `bar` px wide, where one is needed."""
    zoom = fitting_zoom(sizes, rotation, room, width_only=width_only)
    layout = PageLayout(sizes, zoom, rotation, room.width(), room.height())
    if layout.size.height() <= room.height():
        return zoom
    # Measured without bars, so that a bar that comes does not make itself superfluous and go again.
    return fitting_zoom(sizes, rotation, QSize(room.width() - bar, room.height()), width_only=width_only)
