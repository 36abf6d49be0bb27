"""ZipWriter: files into a ZIP, one after another and as they are; after a cut it is gone on with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import SEEK_END, FileIO
from pathlib import Path
from typing import BinaryIO, Self
from zlib import crc32

from desktop.core.errors import FileDamaged, FileIncomplete
from desktop.core.zip_format import (
    ZipRecord,
    central_header,
    end_of_zip,
    header_bytes,
    is_large,
    is_plain_path,
    local_header,
    zip_moment,
)
from desktop.store.disk_errors import disk_errors
from desktop.store.write_behind import WriteBehind

CHUNK_BYTES = 1 << 20
_WORTH_WRITING_BYTES = 1 << 16
TAIL_BYTES = 64 << 20
"""So much at the end of what an earlier run left is read again, whatever its headers say: more than what a
power cut may take, see `write_behind.SYNC_BYTES`."""


def _go_on() -> None:
    """Nothing ends it."""


class ZipWriter:
    """Used by one thread; raises DiskFull, DiskFailed, which name the target: also for what was added before,
    as it is written beside.

    Keeps nothing of what it wrote in memory: each record is the caller's, who hands all of them back at the
    end. The same files at the same moments in the same order give the same bytes, always: nothing is packed,
    as receipts and recordings are packed already, and what becomes of the lists beside them would depend on
    the library.
    """

    def __init__(self, file: FileIO, target: Path, end: int = 0) -> None:
        """`begin` and `resume` make one. `end`: of the last file that is whole."""
        self._file = WriteBehind(file, end)
        self._target = target
        self._end = end

    @classmethod
    def begin(cls, part: Path, target: Path) -> Self:
        """Into `part`, which is made, and must not be there. It is the caller's to name it `target`."""
        with disk_errors(target):
            return cls(part.open("xb", buffering=0), target)

    @classmethod
    def resume(cls, part: Path, target: Path, records: Iterable[ZipRecord]) -> tuple[Self, int]:
        """Goes on with what an earlier run left; also says how many of its records, the first ones, hold.

        What stands behind them is cut off. Without a `part` it begins anew.
        """
        with disk_errors(target):
            try:
                file = part.open("r+b", buffering=0)
            except FileNotFoundError:
                return cls.begin(part, target), 0
            try:
                held, end = _still_there(file, records)
                file.truncate(end)
            except BaseException:
                file.close()
                raise
        return cls(file, target, end), held

    # -- files -----------------------------------------------------------------------------------

    def add(
        self,
        name: str,
        moment: datetime,
        pieces: Iterable[bytes],
        *,
        size: int | None = None,
        sha256: str = "",
        crc32: int | None = None,
        look: Callable[[], None] = _go_on,
    ) -> ZipRecord:
        """Writes a file of `size` bytes; None: of a few, nobody knows how many. `moment`: see `zip_moment`.

        Raises FileIncomplete, FileDamaged when it has fewer, or more, or is not what `sha256` is of, where
        one is given, and what `pieces` or `look` raise, which is called before each piece. Then it is as if
        nothing had been added. `crc32` of the same bytes: it is known by that, which the ZIP needs anyway.
        """
        if not is_plain_path(name):
            raise ValueError(f"no name for a file in a ZIP: {name!r}")
        content = _Content(name, size, sha256, crc32)
        place = self._end + header_bytes(name, size or 0)
        last = b""
        for piece in _gathered(pieces):
            look()
            content.take(piece)
            self._write(place, last)
            place, last = place + len(last), piece
        content.check()
        record = ZipRecord(name, self._end, content.size, content.crc32, content.sha256(), zip_moment(moment))
        # Most files are of one piece, and so are written with their header at once.
        self._write(self._end, local_header(record))
        self._write(place, last)
        self._end = record.end
        return record

    def settle(self) -> None:
        """Returns when a kill takes none of the files so far: until then it may take some."""
        with disk_errors(self._target):
            self._file.settle()

    def sync(self) -> None:
        """Returns when all files so far are on the disk itself: until then a power cut may take them."""
        with disk_errors(self._target):
            self._file.sync()

    # -- the end ---------------------------------------------------------------------------------

    def finish(self, records: Iterable[ZipRecord], look: Callable[[], None] = _go_on) -> int:
        """Writes the directory, and closes when all is on the disk itself; returns the size in bytes.

        `records`: those of all files, in their order. It can be tried again when it failed.
        """
        directory, place = _Directory(records), self._end
        for piece in _gathered(directory.headers()):
            look()
            self._write(place, piece)
            place += len(piece)
        if directory.end != self._end:
            raise ValueError(f"these records are of {directory.end} bytes, and {self._end} were written")
        end = end_of_zip(directory.count, self._end, place - self._end)
        self._write(place, end)
        with disk_errors(self._target):
            self._file.finish(place + len(end))
        return place + len(end)

    def close(self) -> None:
        """Leaves what there is, to be gone on with."""
        self._file.close()

    def _write(self, place: int, data: bytes) -> None:
        if data:
            with disk_errors(self._target):
                self._file.write(place, data)


class _Content:
    """What is known of a file while it goes by. `promised`: how many bytes it must have; None: any few.

    `promised_sha256` in hex; "": any. `promised_crc32`, where it is not None, is of the same bytes: it stands
    for the SHA-256, which takes as long as all else that is done with them.
    """

    def __init__(
        self, name: str, promised: int | None, promised_sha256: str = "", promised_crc32: int | None = None
    ) -> None:
        self._name = name
        self._promised = promised
        self._promised_sha256 = promised_sha256
        self._promised_crc32 = promised_crc32 if promised_sha256 else None
        self._sha256 = hashlib.sha256() if self._promised_crc32 is None else None
        self.crc32 = 0
        self.size = 0

    def take(self, piece: bytes) -> None:
        self.size += len(piece)
        if self._promised is None and is_large(self.size):
            raise ValueError(f"{self._name} is too large to come without its size")
        if self._promised is not None and self.size > self._promised:
            raise FileDamaged(f"{self._name}: more than {self._promised} bytes")
        self.crc32 = crc32(piece, self.crc32)
        if self._sha256 is not None:
            self._sha256.update(piece)

    def check(self) -> None:
        """Raises FileIncomplete when there should be more, FileDamaged when it is another one."""
        if self._promised is not None and self.size < self._promised:
            raise FileIncomplete(self._name, received=self.size, expected=self._promised)
        if self._promised_crc32 is not None and self.crc32 != self._promised_crc32:
            raise FileDamaged(f"{self._name}: of another CRC-32")
        if self._promised_sha256 and self.sha256() != self._promised_sha256:
            raise FileDamaged(f"{self._name}: of another SHA-256")

    def sha256(self) -> str:
        return self._promised_sha256 if self._sha256 is None else self._sha256.hexdigest()


class _Directory:
    """Counts the records while they are written."""

    def __init__(self, records: Iterable[ZipRecord]) -> None:
        self._records = records
        self.count = 0
        self.end = 0

    def headers(self) -> Iterator[bytes]:
        for record in self._records:
            if record.offset != self.end:
                raise ValueError(f"{record.name} does not stand where the one before it ends")
            yield central_header(record)
            self.count += 1
            self.end = record.end


# -- what is written, and what was ---------------------------------------------------------------


def file_pieces(source: BinaryIO, path: Path, size: int = CHUNK_BYTES) -> Iterator[bytes]:
    """What is left of an open file, of about `size` bytes; raises DiskFailed, which names `path`."""
    # One more: a file that grew is seen by that, and one that did not is not asked for more.
    at_once = min(size + 1, CHUNK_BYTES)
    while True:
        with disk_errors(path):
            piece = source.read(at_once)
        if piece:
            yield piece
        if not piece or size == len(piece) < at_once:
            return


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in pieces that are worth being written."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _WORTH_WRITING_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    if size:
        yield b"".join(waiting)


def _still_there(file: FileIO, records: Iterable[ZipRecord]) -> tuple[int, int]:
    """How many of them hold, from the first, and where the last of those ends."""
    size = file.seek(0, SEEK_END)
    held = end = 0
    for record in records:
        if record.offset != end or record.end > size or not _is_whole(file, record, size):
            break
        held, end = held + 1, record.end
    return held, end


def _is_whole(file: FileIO, record: ZipRecord, file_size: int) -> bool:
    """By its header; near the end, where a power cut takes what was on its way to the disk, by each byte."""
    header = local_header(record)
    file.seek(record.offset)
    if file.read(len(header)) != header:
        return False
    return record.end + TAIL_BYTES < file_size or _content_crc32(file, record.size) == record.crc32


def _content_crc32(file: FileIO, size: int) -> int:
    found = 0
    while size and (piece := file.read(min(size, CHUNK_BYTES))):
        found = crc32(piece, found)
        size -= len(piece)
    return found
