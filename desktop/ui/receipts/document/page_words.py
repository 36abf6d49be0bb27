"""PageWords: what stands on a page of an open document in place of its image."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.error_text import error_text
from desktop.ui.receipts.document.document_pages import DocumentPages
from desktop.ui.receipts.document.opening_words import LONG_MS

_MARGIN = 16


class PageWords(QObject):
    """Why it cannot be drawn, or that it is still being drawn after a while."""

    def __init__(self, pages: DocumentPages, canvas: QWidget) -> None:
        """`canvas`: is painted anew when there is something to say."""
        super().__init__(canvas)
        self._pages = pages
        self._canvas = canvas
        self._seen: set[int] = set()
        self._awaited: set[int] = set()
        self._slow: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=LONG_MS)
        self._timer.timeout.connect(self._on_long)

    def clear(self) -> None:
        """Another document, or none."""
        self._timer.stop()
        for pages in (self._seen, self._awaited, self._slow):
            pages.clear()

    def watch(self, seen: Iterable[int]) -> None:
        """These pages are seen; what of them is not here is waited for from now on."""
        self._seen = set(seen)
        self._slow &= self._missing()
        if not self._timer.isActive():
            self._wait()

    def _missing(self) -> set[int]:
        def here(page: int) -> bool:
            return self._pages.image(page) is not None or self._pages.error(page) is not None

        return {page for page in self._seen if not here(page)}

    def _wait(self) -> None:
        self._awaited = self._missing() - self._slow
        if self._awaited:
            self._timer.start()

    @Slot()
    def _on_long(self) -> None:
        self._slow |= self._awaited & self._missing()
        self._canvas.update()
        # Whoever went on meanwhile waits for others since then.
        self._wait()

    def of(self, page: int) -> str:
        """ "" where there is nothing to say."""
        error = self._pages.error(page)
        if error is not None:
            return error_text(error).sentence
        if page in self._slow and self._pages.image(page) is None:
            return self.tr("This page takes long to draw. It is still being tried.")
        return ""

    def draw(self, painter: QPainter, page: int, rect: QRect) -> None:
        """On the page at `rect`, which is white in every theme."""
        words = self.of(page)
        if words:
            painter.setPen(Qt.GlobalColor.black)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), flags, words)
