"""Between pictures as they are kept and images as Qt draws them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from desktop.core.media_type import MediaType
from desktop.core.picture import PIXEL_BYTES, Picture
from desktop.workers.document_info import DocumentInfo


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """What is known of a document before it is opened: its pages, and its first one as an image."""

    info: DocumentInfo
    image: QImage


def picture_of(ready: ReadyDocument) -> Picture:
    """For the TaskPool: it takes some milliseconds."""
    image = ready.image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = image.width(), image.height(), image.width() * PIXEL_BYTES
    pixels, stride = memoryview(image.constBits()), image.bytesPerLine()
    if stride == line:
        whole = bytes(pixels[: line * height])
    else:
        # Qt fills each line up to four bytes.
        whole = b"".join(pixels[top : top + line] for top in range(0, stride * height, stride))
    sizes = tuple((size.width(), size.height()) for size in ready.info.page_sizes)
    return Picture(width, height, whole, ready.info.kind.name, sizes)


def ready_document(picture: Picture) -> ReadyDocument:
    """For the TaskPool. Raises KeyError for a kind that nobody knows."""
    line = picture.width * PIXEL_BYTES
    held = QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_RGB888)
    # In the format that windows are painted in; it owns its pixels.
    image = held.convertToFormat(QImage.Format.Format_RGB32)
    sizes = tuple(QSizeF(width, height) for width, height in picture.page_sizes)
    return ReadyDocument(DocumentInfo(MediaType[picture.kind], sizes), image)
