"""Pages drawn: to be compared with a copy, or to stand in the copy as pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtPdf import QPdfDocument

from desktop.core.errors import DocumentTooHeavy, FileDamaged
from desktop.core.pdf.jpeg_page import fitted
from desktop.workers.render_documents import LoadedPdf, Opened, PdfDocument, RenderWish

DOTS_PER_POINT = 200 / 72
MOST_DOTS = 4_000
"""Of the longer side: A4 has 2,340."""
COMPARED_WIDTH = 200
QUALITY = 85


def as_jpeg(document: Opened, page: int, size: tuple[float, float]) -> bytes:
    """`size` as `page_sizes` says. Raises AppError."""
    image = document.render(RenderWish(page, _dots(document, size), 0, None))
    is_grey = image.isGrayscale()
    return _jpeg(image.convertToFormat(QImage.Format.Format_Grayscale8) if is_grey else image)


def _dots(document: Opened, size: tuple[float, float]) -> QSize:
    """Those of a picture are its own, unless there are more than anybody sees."""
    scale = DOTS_PER_POINT if isinstance(document, PdfDocument) else 1.0
    scale = min(scale, MOST_DOTS / max(size))
    return QSize(max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def points_of(document: Opened, size: tuple[float, float]) -> tuple[float, float]:
    """How large its page is: as it was, or as A4 lets a picture be."""
    return size if isinstance(document, PdfDocument) else fitted(*size)


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(QUALITY)
    if not writer.write(image):
        raise DocumentTooHeavy(writer.errorString())
    return bytes(buffer.data().data())


def looks_the_same(document: PdfDocument, copy: bytes, on_page: Callable[[int], None]) -> bool:
    """Whether each page of the copy is as large, and drawn small looks as that of the document does."""
    other, sizes = LoadedPdf(QByteArray(copy)), document.page_sizes()
    if other.pages != len(sizes):
        return False
    for page, size in enumerate(sizes):
        if not _is_same_page(document, other.document, page, size):
            return False
        on_page(page)
    return True


def _is_same_page(document: PdfDocument, other: QPdfDocument, page: int, size: tuple[float, float]) -> bool:
    theirs = other.pagePointSize(page)
    if max(abs(max(1.0, theirs.width()) - size[0]), abs(max(1.0, theirs.height()) - size[1])) > 0.01:
        return False
    small = QSize(COMPARED_WIDTH, max(1, min(4 * COMPARED_WIDTH, round(COMPARED_WIDTH * size[1] / size[0]))))
    drawn = document.draw_plain(page, small)
    if drawn.isNull():
        raise FileDamaged(f"page {page} cannot be drawn")
    return drawn == other.render(page, small)
