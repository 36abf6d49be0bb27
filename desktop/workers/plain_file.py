"""PlainFile: a file that is read piece by piece, whatever its reader would rather do with it."""

from __future__ import annotations

from PySide6.QtCore import QFile, QIODevice


class PlainFile(QIODevice):
    """Qt's reader of TIFF maps a whole file into memory where it can, and what it has seen of it counts as
    held by the process: 100 MB beside the picture. Of a device that is no file it asks for what it needs.
    """

    def __init__(self, file: QFile) -> None:
        """`file`: open, and so for as long as this is read."""
        super().__init__()
        self._file = file
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:
        return False

    def size(self) -> int:
        return self._file.size()

    def seek(self, pos: int) -> bool:
        return super().seek(pos) and self._file.seek(pos)

    def readData(self, maxlen: int) -> bytes:
        return bytes(self._file.read(maxlen).data())

    def writeData(self, *_: object) -> int:
        return -1
