"""What a process takes at most while it reads a picture, in MB over what it held before (Linux).

Ours is the process that opens documents; the peer is one that has Qt's reader alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.render_limits import memory_of
from tests.benchmarks.table_desk import application
from tests.translations import ROOT

_MEGABYTE = 1_000_000
_LEAST = 0.01
"""Where no peak is told, a small picture may leave nothing behind."""


class _Asked:
    """Asks a process of its own for one picture, as a window does."""

    def __init__(self, path: Path, size: QSize) -> None:
        application()
        self._size = size
        self._renderer = DocumentRenderer()
        self._loop = QEventLoop()
        self._renderer.warm_up()
        self._handle = self._renderer.open(path, self._on_opened, self._fail)
        self._loop.exec()

    def peak(self) -> float:
        reset_peak(self._renderer.child_pid)
        before = resident(self._renderer.child_pid)
        self._renderer.render(self._handle, 0, self._size, 0, self._on_image, self._fail)
        self._loop.exec()
        peak = resident(self._renderer.child_pid, "VmHWM")
        self._renderer.close()
        return max(peak - before, _LEAST)

    def _on_opened(self, _: DocumentInfo) -> None:
        self._loop.quit()

    def _on_image(self, image: QImage) -> None:
        assert image.size() == self._size
        self._loop.quit()

    def _fail(self, error: AppError) -> None:
        raise error


def peak_of_child(path: Path, size: QSize) -> float:
    """Of ours."""
    return _Asked(path, size).peak()


def peak_of_reader(path: Path, size: QSize) -> float:
    """Of the peer."""
    command = [sys.executable, "-m", __name__, str(path), str(size.width()), str(size.height())]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def reset_peak(pid: int) -> None:
    """From now on the peak is counted anew, where the system can."""
    refs = Path(f"/proc/{pid}/clear_refs")
    if refs.exists():
        refs.write_text("5", encoding="ascii")


def resident(pid: int, name: str = "VmRSS") -> float:
    """In MB: what the process holds, or held at most; elsewhere than on Linux what it holds, always."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return memory_of(pid) / _MEGABYTE
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / _MEGABYTE for line in lines if line.startswith(f"{name}:"))


def _read(path: str, width: str, height: str) -> None:
    import os

    from PySide6.QtGui import QGuiApplication, QImageReader

    app = QGuiApplication(["reader", "-platform", "offscreen"])
    QImageReader.supportedImageFormats()
    before = resident(os.getpid())
    reset_peak(os.getpid())
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setScaledSize(QSize(int(width), int(height)))
    image = reader.read()
    assert image.width() == int(width)
    sys.stdout.write(f"{max(resident(os.getpid(), 'VmHWM') - before, _LEAST)}\n")
    del app


if __name__ == "__main__":
    _read(*sys.argv[1:])
