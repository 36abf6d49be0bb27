"""WholePages: pages of a document drawn one after the other, in another process, each at its full size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.core.media_type import MediaType
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer

DOTS_PER_INCH = 200
"""Of a page of a PDF; a picture has the pixels that it has."""
MOST_SIDE = 4000
"""In pixels: of A4 that is more than a printer shows."""
_POINTS = 72


class WholePages:
    """Of one document; `close` lets go of it. Lives on the UI thread and blocks nothing."""

    def __init__(self, renderer: DocumentRenderer, on_error: Callable[[AppError], None]) -> None:
        self._renderer = renderer
        self._on_error = on_error
        self._handle: int | None = None
        self.info: DocumentInfo | None = None

    def open(self, path: Path, on_opened: Callable[[], None]) -> None:
        """Ends in `on_opened`, or in `on_error` as `draw` does."""

        def opened(info: DocumentInfo) -> None:
            self.info = info
            on_opened()

        self._handle = self._renderer.open(path, opened, self._on_error)

    def draw(self, page: int, on_image: Callable[[QImage], None]) -> None:
        """What is seen in the window goes first."""
        if self._handle is not None and self.info is not None:
            size = full_size(self.info, page)
            self._renderer.render(self._handle, page, size, 0, on_image, self._on_error, visible=False)

    def close(self) -> None:
        """Nothing is answered any more."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._renderer.drop(handle)


def full_size(info: DocumentInfo, page: int) -> QSize:
    """In pixels, as it lies, within what memory and paper can take."""
    size = info.page_sizes[page]
    if info.kind is MediaType.PDF:
        size = size * (DOTS_PER_INCH / _POINTS)
    most = QSizeF(MOST_SIDE, MOST_SIDE)
    if size.width() > MOST_SIDE or size.height() > MOST_SIDE:
        size = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    return size.toSize().expandedTo(QSize(1, 1))
