"""PageFit: how large a view shows the first page of whatever it opens, as both processes reckon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSizeF

from desktop.workers.document_info import DocumentInfo
from desktop.workers.page_layout import PageLayout, shown_sizes, zoom_to_fit

WHOLE_PIXELS = 9_000_000
"""Pages with more pixels than this are drawn coarser as a whole, and sharp where they are seen."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """A view with `room` for pages, and a scroll bar `bar` px wide where one is needed.

    `ratio`: device pixels a pixel.
    """

    room: QSize
    bar: int
    ratio: float
    width_only: bool = False
    rotation: int = 0

    def zoom(self, sizes: Sequence[QSizeF]) -> float:
        """`sizes` in px at 100 %."""
        return zoom_to_fit(sizes, self.rotation, self.room, self.bar, width_only=self.width_only)

    def pixels(self, info: DocumentInfo) -> QSize:
        """Of the first page, turned, in device pixels."""
        sizes = shown_sizes(info)
        layout = PageLayout(sizes[:1], self.zoom(sizes), self.rotation, self.room.width(), self.room.height())
        return whole_pixels(layout.rect(0).size(), self.ratio)

    def as_list(self) -> list[float]:
        """For the other process."""
        room = self.room
        return [room.width(), room.height(), self.bar, self.ratio, int(self.width_only), self.rotation]

    @classmethod
    def of(cls, told: Sequence[float]) -> PageFit:
        width, height, bar, ratio, width_only, rotation = told
        return cls(QSize(int(width), int(height)), int(bar), ratio, bool(width_only), int(rotation))


def whole_pixels(size: QSize, ratio: float) -> QSize:
    """Device pixels of a whole page of this size, fewer where there would be too many."""
    full = device_pixels(size, ratio)
    pixels = full.width() * full.height()
    if pixels <= WHOLE_PIXELS:
        return full
    coarse = (WHOLE_PIXELS / 4 / pixels) ** 0.5
    return QSize(max(1, int(full.width() * coarse)), max(1, int(full.height() * coarse)))


def device_pixels(size: QSize, ratio: float) -> QSize:
    """At least one each way."""
    return QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
