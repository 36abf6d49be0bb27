"""A page of a PDF as large as a window, through the process that draws it, against Qt drawing it here.

The drawing itself is one filled rectangle: what is measured is the way there and back, for some 5.6 MB.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from desktop.core.errors import AppError
from desktop.workers.document_renderer import DocumentRenderer
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.workers.renderer_kit import write_pdf

PAGE = QSize(1000, 1400)


class _Window:
    """Asks the renderer, and waits for its answer as a window does."""

    def __init__(self, path: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self._renderer = DocumentRenderer()
        self._loop = QEventLoop()
        self._pages = 0
        self._handle = self._renderer.open(path, lambda _: self._loop.quit(), self._fail)
        self._loop.exec()

    def draw(self) -> float:
        """Seconds from asking to having the picture."""
        # Another height each time: what was drawn already is not drawn again.
        self._pages += 1
        size = QSize(PAGE.width(), PAGE.height() + self._pages)
        began = time.perf_counter()
        self._renderer.render(self._handle, 0, size, 0, self._on_drawn, self._fail)
        self._loop.exec()
        return time.perf_counter() - began

    def _on_drawn(self, image: QImage) -> None:
        assert image.width() == PAGE.width()
        self._loop.quit()

    def _fail(self, error: AppError) -> None:
        raise error

    def close(self) -> None:
        self._renderer.close()


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_pdf(Path(folder) / "page.pdf")
        window = _Window(path)
        document = QPdfDocument()
        document.load(str(path))

        def peer() -> float:
            began = time.perf_counter()
            document.render(0, PAGE)
            return time.perf_counter() - began

        yield Pair(ours=window.draw, peer=peer)
        document.close()
        window.close()


BENCHMARK = Benchmark("page", _open, limit=0.04, judged=Judged.OURS, size=Size(rows=1, runs=30))
