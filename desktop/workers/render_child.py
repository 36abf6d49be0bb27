"""The process that opens documents from the server: images and PDFs, nothing that runs or fetches.

It reads requests from its standard input and answers on its standard output (see `render_frames`). Whatever
a document does to it, the program only loses this process.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication, QImage

from desktop.core.errors import AppError, DiskFailed, DocumentTooHeavy, FileEmpty, FormatNotSupported
from desktop.core.media_type import SNIFF_BYTES, MediaType, sniff
from desktop.workers.child_pipes import ChildPipes, error_head
from desktop.workers.document_info import DocumentInfo
from desktop.workers.modest import be_modest
from desktop.workers.page_fit import PageFit
from desktop.workers.render_documents import (
    ImageDocument,
    Opened,
    PdfDocument,
    RenderWish,
    warm_up,
)
from desktop.workers.render_frames import RENDER_FLAG
from desktop.workers.render_limits import BEHIND_BYTES, DOCUMENT_BYTES, memory_of

WORK_SECONDS = 30
"""The program kills a process that is slow to answer much earlier; this is for when the program is gone."""
DOCUMENTS_OPEN = 3
HELD_BYTES = 16 << 20
"""Documents that keep more than this of their files are closed when another one is opened."""


def main(*, is_behind: bool = False) -> int:
    """Answers requests until the standard input ends; returns the exit code."""
    if is_behind:
        # Somebody may come to it within a second: rather modest than last of all.
        be_modest(is_behind=False)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pipes = ChildPipes()
    app = QGuiApplication([RENDER_FLAG])
    warm_up()
    child = _Child(pipes, BEHIND_BYTES if is_behind else DOCUMENT_BYTES)
    pipes.say_ready()
    while request := pipes.read():
        child.handle(request)
    del app
    # Nothing here needs an orderly end, and a document may have left Qt in a state that has none.
    os._exit(0)


class _Child:
    """Keeps a few documents open by their handle; a request names the path again in case one is not."""

    def __init__(self, pipes: ChildPipes, most_bytes: int) -> None:
        self._own_bytes = memory_of(os.getpid())
        self._most_bytes = most_bytes
        self._pipes = pipes
        self._open: OrderedDict[int, Opened] = OrderedDict()

    def handle(self, request: dict[str, Any]) -> None:
        if request["do"] == "drop":
            self._open.pop(request["handle"], None)
            return
        with self._pipes.answering(WORK_SECONDS, self._room()):
            try:
                self._work(request)
            except MemoryError:
                self._open.clear()
                raise

    def _room(self) -> int:
        """What documents before this one still hold counts, too."""
        return self._most_bytes - max(0, memory_of(os.getpid()) - self._own_bytes)

    def _work(self, request: dict[str, Any]) -> None:
        document = self._document(request)
        if request["do"] == "open":
            self._answer_open(document, request.get("fit"))
            return
        if request["do"] == "text":
            self._pipes.write(*_text(document, request))
            return
        image = _drawn(document, RenderWish.of(request))
        self._pipes.write(_shape(image), memoryview(image.constBits()))

    def _answer_open(self, document: Opened, fit: list[float] | None) -> None:
        """What it is, and its first page as it fits a view, where one is told of."""
        sizes = document.page_sizes()
        head: dict[str, Any] = {"kind": document.kind.name, "sizes": sizes}
        if fit is None:
            self._pipes.write(head)
            return
        info = DocumentInfo(document.kind, tuple(QSizeF(*size) for size in sizes))
        first = self._first_page(document, info, PageFit.of(fit))
        if isinstance(first, QImage):
            self._pipes.write({**head, "page": _shape(first)}, memoryview(first.constBits()))
        else:
            self._pipes.write({**head, "page": error_head(first)})

    def _first_page(self, document: Opened, info: DocumentInfo, fit: PageFit) -> QImage | AppError:
        """What is wrong with the page is not wrong with the document."""
        try:
            return _drawn(document, RenderWish(0, fit.pixels(info), fit.rotation, None))
        except AppError as error:
            return error
        except MemoryError:
            self._open.clear()
            return DocumentTooHeavy("no memory")

    def _document(self, request: dict[str, Any]) -> Opened:
        handle = request["handle"]
        document = self._open.get(handle)
        if document is None:
            self._make_room()
            opened = open_document(Path(request["path"]), request.get("password", ""))
            document = self._open[handle] = opened
        self._open.move_to_end(handle)
        return document

    def _make_room(self) -> None:
        """For one more."""
        while self._open and (len(self._open) >= DOCUMENTS_OPEN or self._held_bytes() > HELD_BYTES):
            self._open.popitem(last=False)

    def _held_bytes(self) -> int:
        return sum(document.held_bytes for document in self._open.values())


def _drawn(document: Opened, wish: RenderWish) -> QImage:
    image = document.render(wish).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise DocumentTooHeavy("no memory for the image")
    return image


def _shape(image: QImage) -> dict[str, int]:
    return {"width": image.width(), "height": image.height(), "line": image.bytesPerLine()}


def _text(document: Opened, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if isinstance(document, PdfDocument):
        return document.text(request["page"], places=request["places"])
    return {"text": ""}, b""


def open_document(path: Path, password: str = "") -> Opened:
    """Opens what the bytes say it is, whatever the name says. Raises AppError."""
    try:
        with path.open("rb") as file:
            begin = file.read(SNIFF_BYTES)
    except OSError as error:
        raise DiskFailed(str(error), path=str(path)) from error
    if not begin:
        raise FileEmpty
    kind = sniff(begin)
    if kind is MediaType.PDF:
        return PdfDocument(path, password)
    if kind.is_image:
        return ImageDocument(kind, path)
    raise FormatNotSupported(kind.name)
