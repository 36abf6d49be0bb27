"""Documents as the rendering process opens them: pictures and PDFs, from bytes, as images."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from desktop.core.errors import (
    AppError,
    DiskFailed,
    DocumentLocked,
    DocumentTooHeavy,
    FileDamaged,
    FormatNotSupported,
    PasswordWanted,
)
from desktop.core.media_type import MediaType
from desktop.core.pdf.page_tree import MOST_PAGES
from desktop.workers.filled_forms import with_fields_seen
from desktop.workers.plain_file import PlainFile
from desktop.workers.render_text import page_text

MAX_SIDE = 8192
MAX_IMAGE_MEGABYTES = 136
"""Of one decoded image: 35 megapixels, where it cannot be made smaller, or in parts, while it is read."""
MAX_PAGES = MOST_PAGES

_FORMATS = {
    MediaType.JPEG: b"jpeg",
    MediaType.PNG: b"png",
    MediaType.WEBP: b"webp",
    MediaType.TIFF: b"tiff",
    MediaType.GIF: b"gif",
    MediaType.BMP: b"bmp",
    MediaType.HEIC: b"heic",
}

_READ_PLAINLY = (MediaType.TIFF, MediaType.JPEG)
"""See PlainFile. The reader of JPEGs goes back in its file in the end, which forgets that a read failed: what
lies below would be shown as grey."""


@dataclass(frozen=True, slots=True)
class RenderWish:
    """A page turned by `rotation` degrees and then `size` large; of it the part `clip`, all where None."""

    page: int
    size: QSize
    rotation: int
    clip: QRect | None

    @classmethod
    def of(cls, request: dict[str, Any]) -> RenderWish:
        width, height = request["size"]
        clip = QRect(*request["clip"]) if request["clip"] else None
        return cls(request["page"], QSize(width, height), request["rotation"], clip)

    @property
    def part(self) -> QRect:
        whole = QRect(QPoint(0, 0), self.size)
        return whole if self.clip is None else self.clip.intersected(whole)

    def upright(self) -> RenderWish:
        """The same before it is turned."""
        if self.rotation % 360 == 0:
            return self
        turned = self.rotation % 180 != 0
        size = self.size.transposed() if turned else self.size
        clip = _turned_back(self.part, self.size, self.rotation) if self.clip is not None else None
        return RenderWish(self.page, size, 0, clip)


def _turned_back(part: QRect, size: QSize, rotation: int) -> QRect:
    """Where `part` of a page that was turned clockwise by `rotation` degrees lay before."""
    match rotation % 360:
        case 90:
            return QRect(part.y(), size.width() - part.x() - part.width(), part.height(), part.width())
        case 180:
            left = size.width() - part.x() - part.width()
            return QRect(left, size.height() - part.y() - part.height(), part.width(), part.height())
        case 270:
            return QRect(size.height() - part.y() - part.height(), part.x(), part.height(), part.width())
    return part


class Opened(Protocol):
    """A document that was opened."""

    kind: MediaType

    held_bytes: int
    """What it keeps of its file in memory."""

    def page_sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page: points of a PDF, pixels of an image, as they are shown."""
        ...

    def render(self, wish: RenderWish) -> QImage:
        """Raises AppError."""
        ...


def warm_up() -> None:
    """Loads what reads PDFs: it sets a large range of addresses aside at its first use, never again."""
    QPdfDocument().load(QBuffer())


def _checked(wish: RenderWish, pages: int) -> RenderWish:
    part = wish.part
    if not 0 <= wish.page < pages or part.isEmpty():
        raise FileDamaged("no such page")
    if max(part.width(), part.height()) > MAX_SIDE:
        raise DocumentTooHeavy(f"{part.width()} x {part.height()} pixels")
    return wish.upright()


@contextmanager
def _opened(path: Path) -> Iterator[QFile]:
    """No file is held open for long, which Windows would not let anyone replace.

    Raises DiskFailed, also in the end, where the disk gave not all that was asked for: whoever reads takes
    that for the file's end, and calls it damaged.
    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise DiskFailed(file.errorString(), path=str(path))
    try:
        yield file
    finally:
        failed, why = file.error() == QFile.FileError.ReadError, file.errorString()
        file.close()
        if failed:
            raise DiskFailed(why, path=str(path))


class ImageDocument:
    """A picture; a TIFF may have several pages, of an animation the first image is shown."""

    held_bytes = 0

    def __init__(self, kind: MediaType, path: Path) -> None:
        self.kind = kind
        self._path = path
        self._format = _FORMATS[kind]
        if self._format not in [bytes(name.data()) for name in QImageReader.supportedImageFormats()]:
            raise FormatNotSupported(kind.name)
        QImageReader.setAllocationLimit(MAX_IMAGE_MEGABYTES)
        self._pages = self._count()
        self._sizes = [self._size(page) for page in range(self._pages)]

    @contextmanager
    def _reader(self, page: int) -> Iterator[QImageReader]:
        """Reads from the file itself: what it takes to scale a picture while it is read is all it takes."""
        with _opened(self._path) as file:
            device = PlainFile(file) if self.kind in _READ_PLAINLY else file
            reader = QImageReader(device, QByteArray(self._format))
            # With detection on, Qt opens a PDF as an image and an SVG as whatever it refers to.
            reader.setAutoDetectImageFormat(False)
            reader.setAutoTransform(True)
            try:
                if page and not reader.jumpToImage(page):
                    raise FileDamaged("no such page")
                yield reader
            finally:
                # Some go back to their device in the end, so they end before it is closed.
                reader.setDevice(QBuffer())

    def _count(self) -> int:
        if self.kind is not MediaType.TIFF:
            return 1
        with self._reader(0) as reader:
            return min(MAX_PAGES, max(1, reader.imageCount()))

    def _size(self, page: int) -> QSize:
        with self._reader(page) as reader:
            size = reader.size()
            if size.isEmpty():
                # Some formats tell their size only with the image.
                size = reader.read().size()
            if size.isEmpty():
                raise self._failure(reader, size)
            return size.transposed() if _lies(reader) else size

    @property
    def is_upright(self) -> bool:
        """Whether its one page is shown as it is stored."""
        with self._reader(0) as reader:
            turned = reader.transformation() != QImageIOHandler.Transformation.TransformationNone
        return self._pages == 1 and not turned

    def page_sizes(self) -> list[tuple[float, float]]:
        return [(size.width(), size.height()) for size in self._sizes]

    def render(self, wish: RenderWish) -> QImage:
        rotation, wish = wish.rotation, _checked(wish, self._pages)
        with self._reader(wish.page) as reader:
            return _turned(_over_white(self._read(reader, wish)), rotation)

    def _read(self, reader: QImageReader, wish: RenderWish) -> QImage:
        size = self._sizes[wish.page]
        scaled = wish.size.transposed() if _lies(reader) else wish.size
        if max(scaled.width(), scaled.height()) <= MAX_SIDE:
            if reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize):
                reader.setScaledSize(scaled)
        elif _too_large(size) and reader.transformation() in _QUARTERS:
            return self._read_part(reader, wish, size)
        image = reader.read()
        if image.isNull():
            raise self._failure(reader, size)
        return _part_of(image, wish)

    def _read_part(self, reader: QImageReader, wish: RenderWish, size: QSize) -> QImage:
        """The wanted part of a picture that is too large to be read whole; some formats can do that."""
        quarter = _QUARTERS[reader.transformation()]
        reader.setAutoTransform(False)
        reader.setClipRect(_turned_back(_stretched(wish.part, wish.size, size), size, quarter))
        image = reader.read()
        if image.isNull():
            raise self._failure(reader, size)
        return _scaled(_turned(image, quarter), wish.part.size())

    def _failure(self, reader: QImageReader, size: QSize) -> AppError:
        if _too_large(size):
            return DocumentTooHeavy(f"{size.width()} x {size.height()} pixels")
        return FileDamaged(reader.errorString())


def _lies(reader: QImageReader) -> bool:
    """Whether the camera lay on its side: width and height change places."""
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _too_large(size: QSize) -> bool:
    return size.width() * size.height() * 4 > MAX_IMAGE_MEGABYTES << 20


_QUARTERS = {
    QImageIOHandler.Transformation.TransformationNone: 0,
    QImageIOHandler.Transformation.TransformationRotate90: 90,
    QImageIOHandler.Transformation.TransformationRotate180: 180,
    QImageIOHandler.Transformation.TransformationRotate270: 270,
}
"""How a camera turned the picture, in degrees; mirrored ones are not among them."""


def _stretched(part: QRect, size: QSize, to: QSize) -> QRect:
    """`part` of a page of `size` where the same page is `to` large."""
    across, down = to.width() / size.width(), to.height() / size.height()
    left, top = int(part.x() * across), int(part.y() * down)
    width, height = max(1, round(part.width() * across)), max(1, round(part.height() * down))
    return QRect(left, top, width, height).intersected(QRect(QPoint(0, 0), to))


def _scaled(image: QImage, size: QSize) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


_PLAIN = (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
"""What scales without being converted first, without and with transparency."""


def _part_of(image: QImage, wish: RenderWish) -> QImage:
    """The wanted part of `image`, which shows the whole page at some size."""
    if image.size() != wish.size and wish.clip is None:
        # In place: for a copy of the whole there may be no room.
        image.convertTo(_PLAIN[image.hasAlphaChannel()])
        return _scaled(image, wish.size)
    if image.size() != wish.size:
        return _scaled(image.copy(_stretched(wish.part, wish.size, image.size())), wish.part.size())
    return image if wish.clip is None else image.copy(wish.part)


def _over_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    if paper.isNull():
        raise DocumentTooHeavy("no memory for the image")
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _turned(image: QImage, rotation: int) -> QImage:
    return image.transformed(QTransform().rotate(rotation)) if rotation % 360 else image


class LoadedPdf:
    """What Qt reads of these bytes, which it does not keep alive by itself."""

    def __init__(self, content: QByteArray, password: str = "") -> None:
        self.content = content
        self._source = QBuffer(content)
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        if password:
            self.document.setPassword(password)
        self.document.load(self._source)

    @property
    def pages(self) -> int:
        """0: it cannot be read."""
        is_ready = self.document.status() == QPdfDocument.Status.Ready
        return self.document.pageCount() if is_ready else 0


class PdfDocument:
    """A PDF; one with a password opens with it alone."""

    kind = MediaType.PDF

    def __init__(self, path: Path, password: str = "") -> None:
        with _opened(path) as file:
            loaded = LoadedPdf(file.readAll(), password)
        if loaded.document.status() != QPdfDocument.Status.Ready:
            raise _pdf_failure(loaded.document.error())
        if not loaded.pages:
            raise FileDamaged("no pages")
        self._loaded = loaded if password else _with_fields(loaded)
        self._pages = min(MAX_PAGES, loaded.pages)
        self.held_bytes = self._loaded.content.size()

    @property
    def _document(self) -> QPdfDocument:
        return self._loaded.document

    def page_sizes(self) -> list[tuple[float, float]]:
        sizes = [self._document.pagePointSize(page) for page in range(self._pages)]
        # A page without a size still has its place.
        return [(max(1.0, size.width()), max(1.0, size.height())) for size in sizes]

    def render(self, wish: RenderWish) -> QImage:
        rotation, wish = wish.rotation, _checked(wish, self._pages)
        options = QPdfDocumentRenderOptions()
        # What was stamped on it, or written over it.
        options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
        if wish.clip is not None:
            options.setScaledSize(wish.size)
            options.setScaledClipRect(wish.part)
        image = self._document.render(wish.page, wish.part.size(), options)
        if image.isNull():
            raise FileDamaged(f"page {wish.page} cannot be drawn")
        return _turned(_over_white(image), rotation)

    @property
    def is_cut(self) -> bool:
        """Whether it has more pages than are shown."""
        return self._loaded.pages > MAX_PAGES

    def draw_plain(self, page: int, size: QSize) -> QImage:
        """Without what lies over it, on nothing; a null image where it cannot be drawn."""
        return self._document.render(page, size)

    def text(self, page: int, *, places: bool) -> tuple[dict[str, Any], bytes]:
        """See `page_text`. Raises AppError."""
        if not 0 <= page < self._pages:
            raise FileDamaged("no such page")
        return page_text(self._document, page, places=places)


def _with_fields(loaded: LoadedPdf) -> LoadedPdf:
    """A copy that shows what was filled in, where there is any and one can be made."""
    content = with_fields_seen(loaded.content)
    if content is None:
        return loaded
    copy = LoadedPdf(content)
    return copy if copy.pages == loaded.pages else loaded


def _pdf_failure(error: QPdfDocument.Error) -> AppError:
    if error == QPdfDocument.Error.IncorrectPassword:
        return PasswordWanted(error.name)
    locked = error == QPdfDocument.Error.UnsupportedSecurityScheme
    return DocumentLocked(error.name) if locked else FileDamaged(error.name)
