"""Which images of pages are wanted, in device pixels, for what is seen of a document."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from desktop.ui.receipts.document.document_pages import PageWish
from desktop.workers.page_fit import device_pixels, whole_pixels
from desktop.workers.page_layout import PageLayout


def page_wishes(layout: PageLayout, area: QRect, rotation: int, ratio: float) -> list[PageWish]:
    """Of the pages in `area`, and of one before and one after them. `ratio`: device pixels a pixel."""
    seen = layout.pages_in(area)
    wishes: list[PageWish] = []
    for page in seen:
        wishes += _seen_wishes(layout, page, area, rotation, ratio)
    for page in (seen.stop, seen.start - 1):
        if 0 <= page < layout.page_count:
            wishes.append(whole_wish(layout, page, rotation, ratio, visible=False))
    return wishes


def whole_wish(
    layout: PageLayout, page: int, rotation: int, ratio: float, *, visible: bool = True
) -> PageWish:
    """The whole page, coarser where it would be too large."""
    return PageWish(page, whole_pixels(layout.rect(page).size(), ratio), rotation, visible=visible)


def _seen_wishes(layout: PageLayout, page: int, area: QRect, rotation: int, ratio: float) -> list[PageWish]:
    whole, rect = whole_wish(layout, page, rotation, ratio), layout.rect(page)
    full = device_pixels(rect.size(), ratio)
    if whole.size == full:
        return [whole]
    seen = rect.intersected(area)
    corner = (seen.topLeft() - rect.topLeft()) * ratio
    part = QRect(corner, device_pixels(seen.size(), ratio)).intersected(QRect(QPoint(0, 0), full))
    return [whole, PageWish(page, full, rotation, part)]
