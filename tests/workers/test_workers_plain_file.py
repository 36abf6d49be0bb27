"""A TIFF is read piece by piece: beside its picture nothing of the file is held."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QFile, QIODevice, QSize
from PySide6.QtGui import QImageReader
from pytestqt.qtbot import QtBot

from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.plain_file import PlainFile
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
