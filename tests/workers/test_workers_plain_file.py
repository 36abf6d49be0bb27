"""A TIFF is read piece by piece: no more of it is held than its picture; what cannot be read says so."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QFile, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFailed, FileDamaged
from desktop.core.media_type import MediaType
from desktop.workers import render_documents
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.plain_file import PlainFile
from desktop.workers.render_documents import ImageDocument, Opened, PdfDocument, RenderWish
from tests.workers.hostile_kit import huge_tiff
from tests.workers.renderer_kit import drawn, is_reddish, opened, picture

PICTURE_MEGABYTES = 6_000 * 5_600 * 4 / (1 << 20)
FILE_MEGABYTES = 6_000 * 5_600 * 3 / (1 << 20)


def most_megabytes(pid: int) -> float:
    """That the process ever held, what it had mapped of files among it."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_of_a_large_tiff_the_picture_alone_is_held(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, renderer, huge_tiff(tmp_path / "large.tif"))
    pid, before = renderer.child_pid, most_megabytes(renderer.child_pid)
    drawn(qtbot, renderer, handle, QSize(600, 560))
    assert renderer.child_pid == pid
    assert most_megabytes(pid) - before < PICTURE_MEGABYTES + FILE_MEGABYTES / 2


def test_it_reads_as_the_file_does(tmp_path: Path) -> None:
    path = tmp_path / "some.tif"
    assert picture(300, 200).save(str(path))
    file = QFile(str(path))
    assert file.open(QIODevice.OpenModeFlag.ReadOnly)
    plain = PlainFile(file)
    assert plain.size() == path.stat().st_size
    assert plain.readAll().data() == path.read_bytes()
    assert plain.atEnd() and plain.seek(2)
    assert plain.read(6).data() == path.read_bytes()[2:8]
    assert plain.seek(0)
    reader = QImageReader(plain, b"tiff")
    assert is_reddish(reader.read().pixelColor(10, 10))
    reader.setDevice(QBuffer())


UNREADABLE = Path("/proc/self/mem")
"""Can be opened, and nothing is read where it begins: an error of the disk's kind each time."""
MAKERS: dict[str, Callable[[Path], Opened]] = {
    **{kind.name: partial(ImageDocument, kind) for kind in (MediaType.TIFF, MediaType.PNG)},
    "PDF": PdfDocument,
}


@pytest.mark.skipif(sys.platform != "linux", reason="has such a file")
@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_that_cannot_be_read_is_not_said_to_be_damaged(kind: str) -> None:
    with pytest.raises(DiskFailed):
        MAKERS[kind](UNREADABLE)


class SpoiltFile(PlainFile):
    """Cannot be read any more where the picture's own lines begin."""

    def __init__(self, file: QFile) -> None:
        super().__init__(file)
        self._handle = file.handle()

    def readData(self, maxlen: int) -> bytes:
        if self.pos() > LINES_BEGIN:
            unreadable = os.open(UNREADABLE, os.O_RDONLY)
            os.dup2(unreadable, self._handle)
            os.close(unreadable)
            os.lseek(self._handle, 0, os.SEEK_SET)
        return super().readData(maxlen)


LINES_BEGIN = 1_000


def large_jpeg(path: Path, width: int, height: int) -> Path:
    """No two pixels are alike: it is read in many pieces."""
    noise = QImage(random.Random(7).randbytes(4 * width * height), width, height, QImage.Format.Format_RGB32)
    assert noise.save(str(path), quality=95)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="has such a file")
@pytest.mark.qt_log_ignore(
    "Read error at scanline 0; got \\d+ bytes",
    "Corrupt JPEG data: premature end of data segment",
    extend=True,
)
@pytest.mark.parametrize(
    ("kind", "write"), [(MediaType.TIFF, huge_tiff), (MediaType.JPEG, large_jpeg)], ids=["TIFF", "JPEG"]
)
def test_a_picture_that_becomes_unreadable_in_the_middle_is_neither_damaged_nor_half_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: MediaType, write: Callable[[Path, int, int], Path]
) -> None:
    document = ImageDocument(kind, write(tmp_path / f"some.{kind.extension}", 600, 500))
    wish = RenderWish(0, QSize(600, 500), 0, None)
    assert not document.render(wish).isNull()
    with monkeypatch.context() as patch:
        patch.setattr(render_documents, "PlainFile", SpoiltFile)
        with pytest.raises(DiskFailed):
            document.render(wish)
    assert not document.render(wish).isNull(), "it is asked anew each time"


@pytest.mark.qt_log_ignore("Read error at scanline 0; got \\d+ bytes", extend=True)
def test_a_tiff_that_ends_in_the_middle_is_damaged(tmp_path: Path) -> None:
    path = huge_tiff(tmp_path / "short.tif", 600, 500)
    os.truncate(path, path.stat().st_size // 3)
    document = ImageDocument(MediaType.TIFF, path)
    with pytest.raises(FileDamaged):
        document.render(RenderWish(0, QSize(600, 500), 0, None))
