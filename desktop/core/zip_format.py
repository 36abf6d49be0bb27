"""How a ZIP is laid out (PKWARE's APPNOTE 6.3): files stored as they are, ZIP64 where it must be."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import datetime

LOCAL = struct.Struct("<4s5H3I2H")
"""Mark, version, flags, method, time, date, CRC-32, packed size, size, bytes of name, of extra fields."""
CENTRAL = struct.Struct("<4s6H3I5H2I")
"""Mark, made by, version, flags, method, time, date, CRC-32, packed size, size, bytes of name, of extra
fields, of comment, disk, two kinds of attributes, offset."""
END = struct.Struct("<4s4H2IH")
"""Mark, this disk, the directory's, entries on this disk, in all, bytes of the directory, its offset, bytes
of comment."""
END_64 = struct.Struct("<4sQ2H2I4Q")
"""Mark, bytes that follow, made by, version, this disk, the directory's, entries on this disk, in all, bytes
of the directory, its offset."""
LOCATOR_64 = struct.Struct("<4sIQI")
"""Mark, disk of END_64, its offset, number of disks."""
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END_64_MARK, LOCATOR_64_MARK = b"PK\x06\x06", b"PK\x06\x07"

STORED = 0
UTF_8 = 1 << 11
SEE_64, SEE_64_SHORT = 0xFFFFFFFF, 0xFFFF
"""What stands in a field of 32 or 16 bits whose number is in a ZIP64 field."""
EXTRA_64 = 1
LARGE, MANY = SEE_64, SEE_64_SHORT
"""From here on a number needs a ZIP64 field: what stands for one is no number either."""

_MADE_BY_UNIX = 3 << 8
_VERSION, _VERSION_64 = 20, 45
_PLAIN_FILE = 0o100644 << 16
_EARLIEST, _LATEST = datetime(1980, 1, 1), datetime(2107, 12, 31, 23, 59, 58)  # noqa: DTZ001  # a ZIP knows no zones
_MOST_PATH_BYTES = 0xFFFF
_IN_NO_PATH = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ZipRecord:
    """A file that stands in a ZIP, with all that the directory at its end says of it.

    `offset` of its header, `size` in bytes, `sha256` in hex; `moment` as `zip_moment` makes it.
    """

    name: str
    offset: int
    size: int
    crc32: int
    sha256: str
    moment: datetime

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.offset + header_bytes(self.name, self.size) + self.size


def is_plain_path(path: str) -> bool:
    """Whether it can stand in a ZIP, and stays in the folder that this is unpacked to, on every system."""
    if _IN_NO_PATH.search(path) or not {"", ".", ".."}.isdisjoint(path.split("/")):
        return False
    return len(path.encode()) <= _MOST_PATH_BYTES


def zip_moment(moment: datetime) -> datetime:
    """`moment` as a ZIP keeps it: what a clock on the wall says, of any zone, in steps of two seconds."""
    wall = moment.replace(second=moment.second & ~1, microsecond=0, tzinfo=None, fold=0)
    return min(max(wall, _EARLIEST), _LATEST)


def header_bytes(name: str, size: int) -> int:
    """How many bytes stand before the content of such a file."""
    return LOCAL.size + len(name.encode()) + len(_extra_64(size, size))


def local_header(record: ZipRecord) -> bytes:
    """What stands before its content."""
    name, extra = record.name.encode(), _extra_64(record.size, record.size)
    about = (_version(extra), UTF_8, STORED, *_dos_time(record.moment), record.crc32)
    sizes = (_short(record.size), _short(record.size), len(name), len(extra))
    return LOCAL.pack(LOCAL_MARK, *about, *sizes) + name + extra


def central_header(record: ZipRecord) -> bytes:
    """What the directory says of it."""
    name, extra = record.name.encode(), _extra_64(record.size, record.size, record.offset)
    about = (_version(extra), UTF_8, STORED, *_dos_time(record.moment), record.crc32)
    sizes = (_short(record.size), _short(record.size), len(name), len(extra), 0)
    made_by = _MADE_BY_UNIX | _version(extra)
    head = CENTRAL.pack(CENTRAL_MARK, made_by, *about, *sizes, 0, 0, _PLAIN_FILE, _short(record.offset))
    return head + name + extra


def end_of_zip(count: int, offset: int, size: int) -> bytes:
    """What stands behind a directory of so many entries, at `offset`, of `size` bytes."""
    short = count if count < MANY else SEE_64_SHORT
    end = END.pack(END_MARK, 0, 0, short, short, _short(size), _short(offset), 0)
    if count < MANY and not _extra_64(offset, size):
        return end
    follow = END_64.size - 12
    made_by = _MADE_BY_UNIX | _VERSION_64
    whole = END_64.pack(END_64_MARK, follow, made_by, _VERSION_64, 0, 0, count, count, size, offset)
    return whole + LOCATOR_64.pack(LOCATOR_64_MARK, 0, offset + size, 1) + end


def is_large(size: int) -> bool:
    """Whether a header needs room for a ZIP64 field, which must be known before the content is written."""
    return size >= LARGE


def _short(number: int) -> int:
    return SEE_64 if number >= LARGE else number


def _extra_64(*numbers: int) -> bytes:
    """The ZIP64 field with those that need it, in the order in which they stand in it; b"" without any."""
    large = [number for number in numbers if number >= LARGE]
    if not large:
        return b""
    return struct.pack(f"<2H{len(large)}Q", EXTRA_64, 8 * len(large), *large)


def _version(extra: bytes) -> int:
    """Of the format, that a reader must know."""
    return _VERSION_64 if extra else _VERSION


def _dos_time(moment: datetime) -> tuple[int, int]:
    time = moment.hour << 11 | moment.minute << 5 | moment.second >> 1
    return time, (moment.year - _EARLIEST.year) << 9 | moment.month << 5 | moment.day
