"""ZipReader: what a ZIP of anybody's making holds, believing nothing that it says of itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path

from desktop.core.errors import DocumentLocked, FileDamaged, FormatNotSupported
from desktop.core.zip_errors import ZipIsFolder, ZipTooHeavy, ZipUnreadable
from desktop.core.zip_format import (
    CENTRAL,
    CENTRAL_MARK,
    END,
    END_64,
    END_64_MARK,
    END_MARK,
    EXTRA_64,
    LOCAL,
    LOCAL_MARK,
    LOCATOR_64,
    LOCATOR_64_MARK,
    SEE_64,
    SEE_64_SHORT,
    STORED,
    UTF_8,
)
from desktop.store.disk_errors import disk_errors

CHUNK_BYTES = 1 << 20
MOST_FILES = 2_000_000
MOST_DIRECTORY_BYTES = 512 << 20
MOST_TIMES_UNPACKED = 100
"""Receipts and recordings hardly pack at all, and lists ten to one."""
_UNPACKED_ANYWAY_BYTES = 64 << 20

_DEFLATED = 8
_LOCKED = 1 << 0 | 1 << 6 | 1 << 13
_SIZES_BEHIND = 1 << 3
_MOST_COMMENT_BYTES = 0xFFFF
_NUMBER_64 = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file as the directory speaks of it. `place`: of that in the directory; sizes in bytes."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    offset: int
    place: int


@dataclass(frozen=True, slots=True)
class _Directory:
    start: int
    end: int
    count: int

    @property
    def size(self) -> int:
        return self.end - self.start

    def is_meant_by(self, start: int, size: int, count: int) -> bool:
        """Whether these numbers, which may say that a ZIP64 field has them, are its own."""
        shorts = ((start, self.start, SEE_64), (size, self.size, SEE_64), (count, self.count, SEE_64_SHORT))
        return all(short in (own, beyond) for short, own, beyond in shorts)


class ZipReader:
    """Used by one thread. Raises ZipUnreadable, ZipTooHeavy, DiskFailed; holds no list of what is inside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with disk_errors(path):
            # Opened, each system refuses it for another reason.
            if path.is_dir():
                raise ZipIsFolder(path.name)
            self._file = path.open("rb")
        try:
            self._directory = self._find_directory()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._file.close()

    # -- what is inside --------------------------------------------------------------------------

    def members(self) -> Iterator[ZipMember]:
        """All of them, in the order of the directory."""
        directory, packed, size, count = self._directory, 0, 0, 0
        place = directory.start
        while place < directory.end:
            member, place = self._member(place)
            count, packed = count + 1, packed + member.packed
            size += member.size if member.method != STORED else 0
            # Files that stand in one another make much of little.
            if packed > directory.start or count > directory.count:
                raise ZipUnreadable("it holds more than there is")
            if size > directory.start * MOST_TIMES_UNPACKED + _UNPACKED_ANYWAY_BYTES:
                raise ZipTooHeavy(f"{size} bytes or more in {directory.start}")
            yield member
        if count != directory.count:
            raise ZipUnreadable(f"{count} files where {directory.count} are said")

    def member(self, place: int) -> ZipMember:
        """The one of which the directory speaks there."""
        return self._member(place)[0]

    def _member(self, place: int) -> tuple[ZipMember, int]:
        """Also where the next one is spoken of."""
        fields = CENTRAL.unpack(self._read_directory(place, CENTRAL.size))
        mark, _, _, flags, method, _, _, crc32, packed, size, *lengths, _, _, _, offset = fields
        if mark != CENTRAL_MARK:
            raise ZipUnreadable(f"no file is spoken of at {place}")
        begins = place + CENTRAL.size
        rest = self._read_directory(begins, sum(lengths))
        raw_name, extra = rest[: lengths[0]], rest[lengths[0] : lengths[0] + lengths[1]]
        size, packed, offset = _numbers_64(extra, size, packed, offset)
        name = _name(raw_name, flags)
        member = ZipMember(name, raw_name, flags, method, crc32, packed, size, offset, place)
        return member, begins + sum(lengths)

    def _read_directory(self, place: int, size: int) -> bytes:
        if place + size > self._directory.end:
            raise ZipUnreadable("its directory is cut off")
        return self._read_all(place, size)

    # -- one file --------------------------------------------------------------------------------

    def pieces(self, member: ZipMember) -> Iterator[bytes]:
        """Its content.

        Raises DocumentLocked, FormatNotSupported; FileDamaged, at its end too, when header, length or
        CRC-32 are not what the directory says.
        """
        if member.flags & _LOCKED:
            raise DocumentLocked(member.name)
        if member.method not in (STORED, _DEFLATED):
            raise FormatNotSupported(f"{member.name}: packed by method {member.method}")
        packed = self._packed(member, self._content_place(member))
        return _checked(packed if member.method == STORED else _unpacked(packed), member)

    def _content_place(self, member: ZipMember) -> int:
        header = self._read_content(member.offset, LOCAL.size)
        mark, _, flags, method, _, _, crc32, packed, size, of_name, of_extra = LOCAL.unpack(header)
        rest = self._read_content(member.offset + LOCAL.size, of_name + of_extra)
        size, packed = _numbers_64(rest[of_name:], size, packed)
        if (mark, method, rest[:of_name]) != (LOCAL_MARK, member.method, member.raw_name):
            raise FileDamaged(f"{member.name}: its header is another file's")
        if flags & _LOCKED:
            raise DocumentLocked(member.name)
        if not flags & _SIZES_BEHIND and (crc32, packed, size) != (member.crc32, member.packed, member.size):
            raise FileDamaged(f"{member.name}: its header does not agree with the directory")
        return member.offset + LOCAL.size + len(rest)

    def _packed(self, member: ZipMember, place: int) -> Iterator[bytes]:
        left = member.packed
        while left:
            piece = self._read_content(place, min(left, CHUNK_BYTES))
            place, left = place + len(piece), left - len(piece)
            yield piece

    def _read_content(self, place: int, size: int) -> bytes:
        if place + size > self._directory.start:
            raise FileDamaged("it goes on behind all files")
        data = self._read(place, size)
        if len(data) != size:
            raise FileDamaged("the ZIP became shorter")
        return data

    # -- where all of it stands ------------------------------------------------------------------

    def _find_directory(self) -> _Directory:
        with disk_errors(self._path):
            place = self._end_place(self._file.seek(0, SEEK_END))
        _, disk, other_disk, here, count, size, start, _ = END.unpack(self._read_all(place, END.size))
        large = self._directory_64(place)
        directory = large or _Directory(start, place, count)
        if disk or other_disk or here != count or not directory.is_meant_by(start, size, count):
            raise ZipUnreadable("its end does not fit")
        if directory.count > MOST_FILES or directory.size > MOST_DIRECTORY_BYTES:
            raise ZipTooHeavy(f"{directory.count} files")
        return directory

    def _end_place(self, size: int) -> int:
        """Of the last thing in a ZIP, behind which only a comment stands."""
        begins = max(0, size - END.size - _MOST_COMMENT_BYTES)
        tail = self._read(begins, size - begins)
        found = tail.rfind(END_MARK)
        while found >= 0:
            if found + END.size <= len(tail) and found + END.size + _comment_bytes(tail, found) == len(tail):
                return begins + found
            found = tail.rfind(END_MARK, 0, found)
        raise ZipUnreadable("it has no end")

    def _directory_64(self, place: int) -> _Directory | None:
        """By what stands before the end at `place`; None: there is nothing."""
        locator = self._read_all(max(0, place - LOCATOR_64.size), LOCATOR_64.size)
        if not locator.startswith(LOCATOR_64_MARK):
            return None
        _, disk, end_place, disks = LOCATOR_64.unpack(locator)
        if disk or disks > 1 or end_place + END_64.size > place:
            raise ZipUnreadable("its end does not fit")
        mark, *_, here, count, size, start = END_64.unpack(self._read_all(end_place, END_64.size))
        if mark != END_64_MARK or here != count or start + size != end_place:
            raise ZipUnreadable("its end does not fit")
        return _Directory(start, end_place, count)

    def _read_all(self, place: int, size: int) -> bytes:
        data = self._read(place, size)
        if len(data) != size:
            raise ZipUnreadable("it is cut off")
        return data

    def _read(self, place: int, size: int) -> bytes:
        with disk_errors(self._path):
            self._file.seek(place)
            return self._file.read(size)


def _comment_bytes(tail: bytes, place: int) -> int:
    """How long the comment is said to be behind the end at `place`."""
    return int(END.unpack_from(tail, place)[-1])


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & UTF_8 else "cp437", errors="replace")


def _numbers_64(extra: bytes, *numbers: int) -> list[int]:
    """Those that say so, from the ZIP64 field; what that does not have stays."""
    field = _field_64(extra)
    found: list[int] = []
    for number in numbers:
        if number == SEE_64 and len(field) >= _NUMBER_64.size:
            number, field = _NUMBER_64.unpack_from(field)[0], field[_NUMBER_64.size :]
        found.append(number)
    return found


def _field_64(extra: bytes) -> bytes:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == EXTRA_64:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return b""


def _unpacked(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Never more than a piece at once."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        more = True
        while more:
            try:
                unpacked = unpacker.decompress(piece, CHUNK_BYTES)
            except zlib.error as error:
                raise FileDamaged(str(error)) from error
            yield unpacked
            piece = unpacker.unconsumed_tail
            more = not unpacker.eof and (bool(piece) or len(unpacked) == CHUNK_BYTES)
    if not unpacker.eof or unpacker.unused_data:
        raise FileDamaged("it is packed otherwise than is said")


def _checked(pieces: Iterable[bytes], member: ZipMember) -> Iterator[bytes]:
    size = crc32 = 0
    for piece in pieces:
        size += len(piece)
        if size > member.size:
            raise FileDamaged(f"{member.name}: more than {member.size} bytes")
        crc32 = zlib.crc32(piece, crc32)
        yield piece
    if (size, crc32) != (member.size, member.crc32):
        raise FileDamaged(f"{member.name}: {size} bytes with CRC-32 {crc32:08x}")
