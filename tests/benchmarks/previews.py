"""Receipts looked at: the next one, cold ones, those that were seen before, and many small ones.

`previews-jpeg`, `previews-pdf`: from a file of which nothing is known to its first page, painted as large
as the window lets it be; the process that opens documents is warm, as the program keeps it. The peer reads
or draws the same size with Qt alone, in this process, to an image. `previews-jpeg-memory`: what the process
that decodes takes for it at most. `previews-again-jpeg`, `previews-again-pdf`: the same the second time,
from this computer's disk; the peer is ours, cold. `previews-next`: from the key to the next receipt's
document, painted, in the real page; 95 of 100 take no longer. `previews-thumbnails`: how long the window
does not come round while thumbnails are scrolled through.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtPdf import QPdfDocument

from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.playback import slow_one
from tests.benchmarks.preview_desk import PreviewDesk, SeenBefore
from tests.benchmarks.preview_files import PHOTO, SCAN_DPI, write_photo, write_scan
from tests.benchmarks.preview_memory import peak_of_child, peak_of_reader
from tests.benchmarks.receipts_desk import TINY_DPI, ReceiptsDesk, account_with, sample_files
from tests.benchmarks.table_desk import application

Write = Callable[[Path], Path]
Draw = Callable[[Path, QSize], QImage]
FITTED = QSize(510, 766)
"""A photograph in the preview of a window of 1440 x 900."""


def _photo(size: Size, folder: Path) -> Path:
    application()
    return write_photo(folder / "photo.jpg", QSize(400, 600) if size == TINY else PHOTO)


def _scan(size: Size, folder: Path) -> Path:
    application()
    return write_scan(folder / "scan.pdf", dpi=TINY_DPI if size == TINY else SCAN_DPI)


def read_scaled(path: Path, size: QSize) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setScaledSize(size)
    return reader.read()


def draw_page(path: Path, size: QSize) -> QImage:
    document = QPdfDocument()
    document.load(str(path))
    image = document.render(0, size)
    document.close()
    return image


def _seconds(draw: Draw, path: Path, size: QSize) -> float:
    began = time.perf_counter()
    image = draw(path, size)
    seconds = time.perf_counter() - began
    assert image.size() == size
    return seconds


@contextmanager
def _cold(write: Callable[[Size, Path], Path], draw: Draw, size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = write(size, Path(folder))
        with PreviewDesk(path) as desk:
            assert desk.ready is not None
            yield Pair(
                ours=partial(desk.show_cold, path),
                peer=partial(_seconds, draw, path, desk.ready.image.size()),
            )


@contextmanager
def _memory(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = _photo(size, Path(folder))
        yield Pair(ours=partial(peak_of_child, path, FITTED), peer=partial(peak_of_reader, path, FITTED))


@contextmanager
def _again(write: Callable[[Size, Path], Path], size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = write(size, Path(folder))
        scope = account_with(Path(folder), [path], 1)
        receipt = scope.receipts.receipt(1)
        assert receipt is not None
        with SeenBefore(scope, receipt) as desk:
            yield Pair(ours=desk.show_again, peer=desk.show_cold_receipt)


@contextmanager
def _next(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        files = sample_files(Path(folder) / "files", tiny=size == TINY)
        with ReceiptsDesk(account_with(Path(folder), files, size.rows * size.runs + 20)) as desk:
            seconds: list[float] = []

            def ours() -> float:
                seconds[:] = [desk.press_down() for _ in range(3 if size == TINY else size.rows)]
                return slow_one(seconds)

            # For comparison: the half of them took no longer.
            yield Pair(ours=ours, peer=lambda: median(seconds))


@contextmanager
def _scrolled(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        files = sample_files(Path(folder) / "files", tiny=size == TINY)
        account = account_with(Path(folder), files, size.rows)
        with ReceiptsDesk(account) as desk:
            yield Pair(ours=desk.scroll_through, peer=desk.idle_gap)


_SIZE = Size(rows=1, runs=15)
JPEG = Benchmark("previews-jpeg", partial(_cold, _photo, read_scaled), 1.15, Judged.RATIO, size=_SIZE)
PDF = Benchmark("previews-pdf", partial(_cold, _scan, draw_page), 1.15, Judged.RATIO, size=_SIZE)
MEMORY = Benchmark("previews-jpeg-memory", _memory, 1.5, Judged.RATIO, "MB", Size(rows=1, runs=3))
AGAIN_JPEG = Benchmark("previews-again-jpeg", partial(_again, _photo), 0.1, Judged.RATIO, size=_SIZE)
AGAIN_PDF = Benchmark("previews-again-pdf", partial(_again, _scan), 0.1, Judged.RATIO, size=_SIZE)
NEXT = Benchmark("previews-next", _next, 0.1, Judged.OURS, size=Size(rows=40, runs=3))
SCROLLED = Benchmark("previews-thumbnails", _scrolled, 0.1, Judged.OURS, size=Size(rows=1000, runs=2))
PREVIEWS = (NEXT, JPEG, MEMORY, PDF, AGAIN_JPEG, AGAIN_PDF, SCROLLED)
