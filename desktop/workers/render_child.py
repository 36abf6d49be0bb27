"""The process that opens documents from the server: images and PDFs, nothing that runs or fetches.

It reads requests from its standard input and answers on its standard output (see `render_frames`). Whatever
a document does to it, the program only loses this process.
"""

from __future__ import annotations

import faulthandler
import os
from collections import OrderedDict
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtGui import QGuiApplication, QImage

from desktop.core.errors import AppError, DiskFailed, DocumentTooHeavy, FormatNotSupported
from desktop.core.media_type import SNIFF_BYTES, MediaType, sniff
from desktop.workers.render_documents import (
    ImageDocument,
    Opened,
    PdfDocument,
    RenderWish,
    empty_check,
    warm_up,
)
from desktop.workers.render_frames import PREFIX_BYTES, RENDER_FLAG, frame_head, lengths, read_head
from desktop.workers.render_limits import limit_memory

WORK_SECONDS = 30
"""The program kills a process that is slow to answer much earlier; this is for when the program is gone."""
DOCUMENTS_OPEN = 3


def main() -> int:
    """Answers requests until the standard input ends; returns the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    requests, answers = _own_pipes()
    app = QGuiApplication([RENDER_FLAG])
    warm_up()
    child = _Child(answers)
    child.answer({"ready": True, "pid": os.getpid()})
    while request := _read_request(requests):
        child.handle(request)
    del app
    # Nothing here needs an orderly end, and a document may have left Qt in a state that has none.
    os._exit(0)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Input and output for frames alone: whatever a library prints goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, answers


def _read_request(requests: BinaryIO) -> dict[str, Any] | None:
    prefix = _read_exactly(requests, PREFIX_BYTES)
    if prefix is None:
        return None
    head = _read_exactly(requests, lengths(prefix)[0])
    return None if head is None else read_head(head)


def _read_exactly(requests: BinaryIO, count: int) -> bytes | None:
    """`count` bytes; None when the input ends before."""
    pieces = b""
    while len(pieces) < count:
        piece = requests.read(count - len(pieces))
        if not piece:
            return None
        pieces += piece
    return pieces


class _Child:
    """Keeps a few documents open by their handle; a request names the path again in case one is not."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._open: OrderedDict[int, Opened] = OrderedDict()

    def handle(self, request: dict[str, Any]) -> None:
        if request["do"] == "drop":
            self._open.pop(request["handle"], None)
            return
        limit_memory()
        # Its own thread ends this process without asking Python, which may be stuck in the document.
        with Path(os.devnull).open("w") as nowhere:
            faulthandler.dump_traceback_later(WORK_SECONDS, exit=True, file=nowhere)
            try:
                self._work(request)
            except AppError as error:
                self.answer({"error": type(error).__name__, "detail": error.detail})
            except MemoryError:
                self._open.clear()
                self.answer({"error": DocumentTooHeavy.__name__, "detail": "no memory"})
            finally:
                faulthandler.cancel_dump_traceback_later()

    def _work(self, request: dict[str, Any]) -> None:
        document = self._document(request["handle"], Path(request["path"]))
        if request["do"] == "open":
            self.answer({"kind": document.kind.name, "sizes": document.page_sizes()})
            return
        image = document.render(RenderWish.of(request))
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        if image.isNull():
            raise DocumentTooHeavy("no memory for the image")
        shape = {"width": image.width(), "height": image.height(), "line": image.bytesPerLine()}
        self.answer(shape, memoryview(image.constBits()))

    def _document(self, handle: int, path: Path) -> Opened:
        document = self._open.get(handle)
        if document is None:
            document = self._open[handle] = open_document(path)
            while len(self._open) > DOCUMENTS_OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(handle)
        return document

    def answer(self, head: dict[str, Any], payload: memoryview | None = None) -> None:
        size = payload.nbytes if payload is not None else 0
        self._write(memoryview(frame_head(head, size)))
        if payload is not None:
            self._write(payload)

    def _write(self, rest: memoryview) -> None:
        while rest:
            rest = rest[self._answers.write(rest) :]


def open_document(path: Path) -> Opened:
    """Opens what the bytes say it is, whatever the name says. Raises AppError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DiskFailed(str(error), path=str(path)) from error
    empty_check(content)
    kind = sniff(content[:SNIFF_BYTES])
    if kind is MediaType.PDF:
        return PdfDocument(content)
    if kind.is_image:
        return ImageDocument(kind, content)
    raise FormatNotSupported(kind.name)
