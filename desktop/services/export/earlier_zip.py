"""EarlierZip: the files that stand in an export which is made once more, for those that nobody else has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedFile, ExportRecord
from desktop.core.file_key import FileKey
from desktop.core.zip_format import header_bytes
from desktop.services.export_ledger import ExportLedger
from desktop.store.disk_errors import disk_errors
from desktop.store.zip_writer import CHUNK_BYTES


class EarlierZip:
    """Used by one thread. What is read of it is to be checked: others may have changed it."""

    def __init__(self, earlier: ExportRecord | None, ledger: ExportLedger) -> None:
        """`earlier` None: there is none."""
        self._earlier = earlier
        self._ledger = ledger
        self._file: BinaryIO | None = None

    def find(self, key: FileKey) -> ExportedFile | None:
        """The file as it stands in it."""
        if self._earlier is None or not self.is_open():
            return None
        return self._ledger.file_of(self._earlier.id, key)

    def bytes_left(self, written: Iterable[ExportedFile]) -> int:
        """Of it, once these stand in the one that is made now; 0 where it cannot be read."""
        if self._earlier is None or not self.is_open():
            return 0
        return max(0, self._earlier.size - sum(map(self._bytes_again, written)))

    def _bytes_again(self, file: ExportedFile) -> int:
        # A text is written anew, and is what it was.
        return file.size if file.file_key is None else self.bytes_of(file.file_key)

    def bytes_of(self, key: FileKey) -> int:
        """Of the file as it stands in it; 0 where it does not."""
        found = self.find(key)
        return 0 if found is None else found.size

    def pieces(self, file: ExportedFile) -> Iterator[bytes]:
        """Of one that `is_open`. Raises DiskFailed; fewer where it ends too early."""
        assert self._file is not None and self._earlier is not None
        left = file.size
        with disk_errors(self._earlier.target):
            self._file.seek(file.offset + header_bytes(file.name, file.size))
        while left:
            with disk_errors(self._earlier.target):
                piece = self._file.read(min(left, CHUNK_BYTES))
            if not piece:
                return
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """What is open cannot be replaced on Windows."""
        if self._file is not None:
            self._file.close()
        self._earlier = self._file = None

    def is_open(self) -> bool:
        """Whether it can be read, as far as one knows."""
        if self._file is None and self._earlier is not None:
            with suppress(AppError), disk_errors(self._earlier.target):
                self._file = self._earlier.target.open("rb")
        return self._file is not None
