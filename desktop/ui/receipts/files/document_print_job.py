"""DocumentPrintJob: a document goes to a printer: pages are drawn in another process, and laid on paper in
strips between the window's other events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QTransform

from desktop.core.errors import AppError
from desktop.ui.receipts.files.whole_pages import WholePages
from desktop.workers.document_renderer import DocumentRenderer

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

STRIP_ROWS = 160
"""Of the picture at a time: some tens of milliseconds of packing for a printer that is a file."""
LEAST_DOTS_PER_INCH = 100
"""A small picture is not blown up beyond this."""


class DocumentPrintJob(QObject):
    """Exactly one of `finished(pages)`, `failed(AppError | None)` and `cancelled`, or none once dropped.

    Qt draws on a printer on the thread of its widgets alone.
    """

    progressed = Signal(int, int)
    """Pages done, of how many."""
    finished = Signal(int)
    failed = Signal(object)
    """AppError: the document cannot be drawn; None: the printer did not take it."""
    cancelled = Signal()

    def __init__(self, printer: QPrinter, renderer: DocumentRenderer, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = WholePages(renderer, self._fail)
        self._wanted: list[int] = []
        self._done = 0
        self._image = QImage()
        self._target = QRectF()
        self._row = 0
        self._painter = QPainter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    def start(self, path: Path) -> None:
        """Opens the document, and goes on by itself."""
        self._pages.open(path, self._on_opened)

    @Slot()
    def cancel(self) -> None:
        """Nothing more is drawn, and what was is not printed where the printer can take it back."""
        self.drop()
        self.cancelled.emit()

    def drop(self) -> None:
        """As `cancel`, and nothing is said."""
        if self._painter.isActive():
            self._printer.abort()
        self._end()

    def _on_opened(self) -> None:
        assert self._pages.info is not None
        first, last = self._printer.fromPage(), self._printer.toPage()
        every = range(self._pages.info.page_count)
        self._wanted = list(every[first - 1 : last] if first > 0 else every)
        if self._wanted and self._painter.begin(self._printer):
            self._pages.draw(self._wanted[0], self._on_image)
        else:
            self._fail(None)

    def _on_image(self, image: QImage) -> None:
        if self._done and not self._printer.newPage():
            self._fail(None)
            return
        paper = QSizeF(self._printer.pageLayout().paintRectPixels(self._printer.resolution()).size())
        if (image.width() > image.height()) != (paper.width() > paper.height()):
            # A page that lies on paper that stands: as large as it can be.
            image = image.transformed(QTransform().rotate(90))
        self._image = image
        self._target = place_on_paper(QSizeF(image.size()), paper, self._printer.resolution())
        self._row = 0
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        """One strip; they overlap by a row, so that no line of paper is seen between them."""
        rows = min(STRIP_ROWS, self._image.height() - self._row)
        scale = self._target.height() / self._image.height()
        taken = min(rows + 1, self._image.height() - self._row)
        strip = self._image.copy(0, self._row, self._image.width(), taken)
        at = QPointF(self._target.left(), self._target.top() + self._row * scale)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(QRectF(at, QSizeF(self._target.width(), taken * scale)), strip)
        self._row += rows
        if self._row >= self._image.height():
            self._timer.stop()
            self._end_page()

    def _end_page(self) -> None:
        self._image = QImage()
        self._done += 1
        self.progressed.emit(self._done, len(self._wanted))
        if self._done == len(self._wanted):
            self._end()
            self.finished.emit(self._done)
        elif self._painter.isActive():
            # Whoever was told may have cancelled.
            self._pages.draw(self._wanted[self._done], self._on_image)

    def _fail(self, error: AppError | None) -> None:
        if self._painter.isActive():
            self._printer.abort()
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._timer.stop()
        self._pages.close()
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()


def place_on_paper(image: QSizeF, paper: QSizeF, resolution: int) -> QRectF:
    """Where a picture of so many pixels stands on paper, in the printer's dots: whole, in the middle."""
    fitted = image.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    largest = image * (resolution / LEAST_DOTS_PER_INCH)
    size = fitted if fitted.width() <= largest.width() else largest
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRectF(QPointF(left, top), size)
