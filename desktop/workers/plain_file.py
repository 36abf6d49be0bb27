"""PlainFile: a file that is read piece by piece, whatever its reader would rather do with it."""

from __future__ import annotations

from PySide6.QtCore import QFile, QIODevice


class PlainFile(QIODevice):
    """Qt's reader of TIFF maps a whole file into memory where it can, and what it has seen of it counts as
    held by the process: 100 MB beside the picture. Of a device that is no file it asks for what it needs.

    PySide cannot tell a reader that a read failed, only that nothing more is there. So the file is left alone
    from then on: its error stands until somebody asks it (see `QFile.error`).
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
        return not self._failed() and super().seek(pos) and self._file.seek(pos)

    def readData(self, maxlen: int) -> bytes:
        return b"" if self._failed() else bytes(self._file.read(maxlen).data())

    def _failed(self) -> bool:
        # The next thing it is asked for would make it forget that.
        return self._file.error() == QFile.FileError.ReadError

    def writeData(self, *_: object) -> int:
        return -1
