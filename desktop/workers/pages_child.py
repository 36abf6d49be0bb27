"""The process that takes pages out of documents from the server, for one PDF of all of them.

As `render_child` it opens what others wrote, and all that a document can do to it is to end it. Each
document becomes objects in a file of its own, which the program puts one behind the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedWriter, BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from desktop.core.errors import DiskFailed, DiskFull, DocumentTooHeavy, FileDamaged
from desktop.core.full_disk import is_disk_full
from desktop.core.media_type import MediaType
from desktop.core.pdf.book import alone
from desktop.core.pdf.jpeg_page import fitted, jpeg_shape, put_jpeg
from desktop.core.pdf.page_copy import CopiedPages, ObjectWriter, copy_pages
from desktop.core.pdf.pdf_file import PdfFile
from desktop.core.pdf.syntax import PdfBroken
from desktop.workers.child_pipes import ChildPipes
from desktop.workers.drawn_pages import as_jpeg, looks_the_same, points_of
from desktop.workers.missing_pages import missing_pages
from desktop.workers.modest import be_modest
from desktop.workers.render_child import open_document
from desktop.workers.render_documents import ImageDocument, Opened, PdfDocument, warm_up
from desktop.workers.render_frames import PAGES_FLAG
from desktop.workers.render_limits import MEMORY_BYTES

WORK_SECONDS = 1800
"""For a document of thousands of pages, when the program is gone, which waits for each page alone."""
COPIED_BYTES = 64 << 20
"""A PDF that is larger is drawn, page by page: to look at a copy takes its size three times."""


def main() -> int:
    """Answers requests until the standard input ends; returns the exit code."""
    be_modest(is_behind=False)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pipes = ChildPipes()
    app = QGuiApplication([PAGES_FLAG])
    warm_up()
    pipes.say_ready()
    while request := pipes.read():
        with pipes.answering(WORK_SECONDS, MEMORY_BYTES):
            _work(request, pipes)
    del app
    # As in `render_child`.
    os._exit(0)


def _work(request: dict[str, Any], pipes: ChildPipes) -> None:
    try:
        _answer(request, pipes)
    except OSError as error:
        # Of the document: it may be gone since.
        raise DiskFailed(str(error), path=str(request.get("path", ""))) from error


def _answer(request: dict[str, Any], pipes: ChildPipes) -> None:
    maker = _Maker(Path(request["into"]), request["parent"], lambda page: pipes.write({"page": page}))
    if "missing" in request:
        copied, is_drawn = maker.of_lines(request["missing"], rtl=request["rtl"]), False
    else:
        password = request.get("password", "")
        copied, is_drawn = maker.of_document(Path(request["path"]), password, draws="draw" in request)
    head = {"pages": copied.pages, "drawn": is_drawn}
    pipes.write(head, memoryview(copied.offsets).cast("B"))


class _Maker:
    """Writes the objects `into` a new file, with the numbers after `parent`. Raises AppError."""

    def __init__(self, into: Path, parent: int, on_page: Callable[[int], None]) -> None:
        self._into = into
        self._parent = parent
        self._on_page = on_page

    def of_document(self, path: Path, password: str, *, draws: bool) -> tuple[CopiedPages, bool]:
        """Also whether its pages had to be drawn; `draws`: they are, whatever it is. What opens with a
        `password` is drawn: copied, it would be as unreadable as it is."""
        document = open_document(path, password)
        if isinstance(document, PdfDocument) and document.is_cut:
            raise DocumentTooHeavy("more pages than are shown")
        copied = None if draws or password else self._as_it_is(path, document)
        if copied is not None:
            return copied, False
        return self._drawn(document), isinstance(document, PdfDocument)

    def _as_it_is(self, path: Path, document: Opened) -> CopiedPages | None:
        """None: it has to be drawn."""
        if isinstance(document, PdfDocument):
            return self._copied(path, document)
        if document.kind is not MediaType.JPEG or not isinstance(document, ImageDocument):
            return None
        return self._photograph(path) if document.is_upright else None

    def of_lines(self, lines: list[list[str]], *, rtl: bool) -> CopiedPages:
        """Pages that say what is not in the PDF."""
        content = BytesIO()
        copied = copy_pages(PdfFile(missing_pages(lines, rtl=rtl)), content.write, *self._numbers)
        self._write(content.getvalue())
        return copied

    @property
    def _numbers(self) -> tuple[int, int]:
        return self._parent + 1, self._parent

    def _copied(self, path: Path, document: PdfDocument) -> CopiedPages | None:
        """None: it is not written as this program reads it, or a copy would not look the same."""
        if document.held_bytes > COPIED_BYTES:
            return None
        content = BytesIO()
        try:
            with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
                copied = copy_pages(PdfFile(data), content.write, *self._numbers)
        except PdfBroken:
            return None
        if not copied.pages or not looks_the_same(
            document, alone(copied, content.getvalue(), self._parent), self._on_page
        ):
            return None
        self._write(content.getvalue())
        return copied

    def _photograph(self, path: Path) -> CopiedPages | None:
        """None: it is of a kind that PDF readers show in other colours."""
        data = path.read_bytes()
        shape = jpeg_shape(data)
        if shape is None:
            return None
        content = BytesIO()
        out = ObjectWriter(content.write, self._parent + 1)
        page = put_jpeg(out, data, shape, self._parent, fitted(shape.width, shape.height))
        self._write(content.getvalue())
        return CopiedPages(out.offsets, [page])

    def _drawn(self, document: Opened) -> CopiedPages:
        """Each page as a picture, one at a time."""
        pages = list[int]()
        with self._written() as file:
            out = ObjectWriter(file.write, self._parent + 1)
            for number, size in enumerate(document.page_sizes()):
                data = as_jpeg(document, number, size)
                shape = jpeg_shape(data)
                if shape is None:
                    raise FileDamaged(f"page {number} cannot be drawn")
                pages.append(put_jpeg(out, data, shape, self._parent, points_of(document, size)))
                self._on_page(number)
        return CopiedPages(out.offsets, pages)

    def _write(self, content: bytes) -> None:
        with self._written() as file:
            file.write(content)

    @contextmanager
    def _written(self) -> Iterator[BufferedWriter]:
        """Raises DiskFull, DiskFailed."""
        try:
            with self._into.open("wb") as file:
                yield file
        except OSError as error:
            if is_disk_full(error):
                raise DiskFull(str(error)) from error
            raise DiskFailed(str(error), path=str(self._into)) from error
