"""The preview in a window, and a process that does the same with what Qt offers alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.receipts.document.document_view import DocumentView
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.pictures import ReadyDocument
from tests.benchmarks.table_desk import application

LONGEST_MS = 60_000
WIDTH, HEIGHT = 880, 790
"""Of the preview in a window of 1440 x 900."""


class WatchedView(DocumentView):
    """Ends the wait with the paint of the first page."""

    def __init__(self, renderer: DocumentRenderer) -> None:
        super().__init__(renderer)
        self.loop = QEventLoop()
        self.shown_at = 0.0
        self.resize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pages.image(0) is not None and not self.shown_at:
            self.shown_at = time.perf_counter()
            self.loop.quit()

    def seconds(self, begin: Callable[[], object]) -> float:
        """From `begin` to what it leads to, painted."""
        self.shown_at = 0.0
        late = QTimer(self, singleShot=True, interval=LONGEST_MS)
        late.timeout.connect(self.loop.quit)
        late.start()
        began = time.perf_counter()
        begin()
        self.loop.exec()
        late.stop()
        assert self.shown_at, "nothing was painted"
        return self.shown_at - began


class PreviewDesk:
    """A view with a renderer whose process is warm, as the program keeps it."""

    def __init__(self, warm: Path) -> None:
        """`warm`: a document of the kind that is measured; libraries are loaded with it."""
        application()
        self.renderer = DocumentRenderer()
        self.view = WatchedView(self.renderer)
        self.ready: ReadyDocument | None = None
        self.view.first_page_drawn.connect(self._on_drawn)
        self.view.show()
        self.show_cold(warm)

    def _on_drawn(self, ready: ReadyDocument) -> None:
        self.ready = ready

    def show_cold(self, path: Path) -> float:
        """Seconds from a file of which nothing is known to its first page, painted."""
        self.view.clear()
        return self.view.seconds(lambda: self.view.show_document(path))

    def close(self) -> None:
        self.view.clear()
        self.view.hide()
        self.renderer.close()
        self.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
