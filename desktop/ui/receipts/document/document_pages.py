"""DocumentPages: one open document and the images of its pages that are here or on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.document_requests import OnError
from desktop.workers.document_text import OnText
from desktop.workers.page_fit import PageFit
from desktop.workers.pictures import ReadyDocument


@dataclass(frozen=True, slots=True)
class PageWish:
    """A page as it is wanted: turned, `size` pixels large, whole or the `part` of it that is seen."""

    page: int
    size: QSize
    rotation: int
    part: QRect | None = None
    visible: bool = True

    @property
    def slot(self) -> tuple[int, bool]:
        return (self.page, self.part is not None)

    def same_image(self, other: PageWish | None) -> bool:
        """Whether both are answered by the same image."""
        if other is None:
            return False
        return (self.size, self.rotation, self.part) == (other.size, other.rotation, other.part)


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image that came, and what was wished for."""

    wish: PageWish
    image: QImage

    def place_in(self, rect: QRect) -> QRectF:
        """Where in the page at `rect` the image belongs, whatever its own size."""
        wish = self.wish
        if wish.part is None:
            return QRectF(rect)
        across, down = rect.width() / wish.size.width(), rect.height() / wish.size.height()
        left, top = rect.left() + wish.part.left() * across, rect.top() + wish.part.top() * down
        return QRectF(left, top, wish.part.width() * across, wish.part.height() * down)


class _Open:
    """The document that is open. Nothing of it is heard when its pages were deleted with their window."""

    def __init__(self, renderer: DocumentRenderer) -> None:
        self._renderer = renderer
        self.handle: int | None = None

    def drop(self) -> None:
        handle, self.handle = self.handle, None
        if handle is not None:
            self._renderer.drop(handle)


class DocumentPages(QObject):
    """Asks the renderer for what is wanted and not here; forgets what is wanted no more."""

    opened = Signal(object)
    """DocumentInfo."""
    failed = Signal(object)
    """AppError: the document does not open."""
    changed = Signal(int)
    """A page's image or failure is here."""

    def __init__(self, renderer: DocumentRenderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._open = _Open(renderer)
        self.destroyed.connect(self._open.drop)
        self.path: Path | None = None
        """Of the file that is open or being opened."""
        self._info: DocumentInfo | None = None
        self._images: dict[tuple[int, bool], PageImage] = {}
        self._asked: dict[tuple[int, bool], PageWish] = {}
        self._errors: dict[tuple[int, bool], AppError] = {}

    def open(self, path: Path, fit: PageFit) -> None:
        """Another document in place of this one; `opened` or `failed` follows.

        Its first page comes with it, as it fits.
        """
        self.close()
        self.path = path
        fitted = partial(self._on_fitted, fit.rotation)
        self._open.handle = self._renderer.open_fitted(path, fit, fitted, self.failed.emit)

    def take_ready(self, ready: ReadyDocument) -> bool:
        """Takes how the open document looked before, in place of waiting for it; `opened` follows.

        False: it is no news any more.
        """
        if self._open.handle is None or self._info is not None:
            return False
        self._take_first(0, ready.image)
        self._info = ready.info
        self.opened.emit(ready.info)
        return True

    def _on_fitted(self, rotation: int, info: DocumentInfo, first: QImage | AppError) -> None:
        if self._info == info:
            # As it was expected to be.
            return
        self._info = info
        self._forget_all_but(set())
        if isinstance(first, QImage):
            self._take_first(rotation, first)
        else:
            self._errors[0, False] = first
        self.opened.emit(info)
        if self._info is info:
            self.changed.emit(0)

    def _take_first(self, rotation: int, image: QImage) -> None:
        wish = PageWish(0, image.size(), rotation)
        self._images[wish.slot], self._asked[wish.slot] = PageImage(wish, image), wish

    def close(self) -> None:
        """Lets go of the document and of its images."""
        self._open.drop()
        self._info = self.path = None
        self._images.clear()
        self._asked.clear()
        self._errors.clear()

    def image(self, page: int) -> PageImage | None:
        """The whole page as it came last, at whatever size."""
        return self._images.get((page, False))

    def detail(self, page: int) -> PageImage | None:
        """A part of the page, sharper than the whole."""
        return self._images.get((page, True))

    def error(self, page: int) -> AppError | None:
        """Why the page cannot be drawn."""
        return self._errors.get((page, False))

    def settled(self, wish: PageWish) -> bool:
        """Whether this image is here, or will never be."""
        drawn = self._images.get(wish.slot)
        return wish.slot in self._errors or (drawn is not None and wish.same_image(drawn.wish))

    def want(self, wishes: Sequence[PageWish], *, only_visible: bool = False) -> None:
        """What is to be shown now or soon; everything else is let go of.

        `only_visible`: what is not seen yet is kept, though not asked for.
        """
        self._forget_all_but({wish.slot for wish in wishes})
        for wish in wishes:
            if only_visible and not wish.visible:
                continue
            # What failed once at one size fails at another, and costs its time again.
            if not wish.same_image(self._asked.get(wish.slot)) and wish.slot not in self._errors:
                self._ask(wish)

    def ask_text(self, page: int, on_text: OnText, on_error: OnError, *, places: bool) -> None:
        """See `DocumentRenderer.ask_text`; nothing is asked while no document is open."""
        if self._open.handle is not None:
            self._renderer.ask_text(self._open.handle, page, on_text, on_error, places=places)

    def _forget_all_but(self, slots: set[tuple[int, bool]]) -> None:
        pages = {page for page, _ in slots}
        for slot in [slot for slot in self._asked if slot not in slots]:
            del self._asked[slot]
            self._images.pop(slot, None)
            if slot[0] not in pages and self._open.handle is not None:
                self._renderer.forget(self._open.handle, slot[0])

    def _ask(self, wish: PageWish) -> None:
        if self._open.handle is None:
            return
        self._asked[wish.slot] = wish
        self._renderer.render(
            self._open.handle,
            wish.page,
            wish.size,
            wish.rotation,
            partial(self._on_image, wish),
            partial(self._on_error, wish),
            clip=wish.part,
            visible=wish.visible,
        )

    def _on_image(self, wish: PageWish, image: QImage) -> None:
        if wish is self._asked.get(wish.slot):
            self._images[wish.slot] = PageImage(wish, image)
            self.changed.emit(wish.page)

    def _on_error(self, wish: PageWish, error: AppError) -> None:
        if wish is self._asked.get(wish.slot):
            self._errors[wish.slot] = error
            self.changed.emit(wish.page)
