"""read_whole: a file that is not large, and what proves it, in as few calls as that takes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple
from zlib import crc32


class WholeFile(NamedTuple):
    """All of it, its CRC-32, and its SHA-256 in hex."""

    data: bytes
    crc32: int
    sha256: str


def read_whole(path: Path, size: int) -> WholeFile | None:
    """None where it cannot be read, or is not of `size` bytes. Others run meanwhile."""
    try:
        with path.open("rb", buffering=0) as file:
            # One more: a file that grew is seen by that.
            data = file.read(size + 1)
    except OSError:
        return None
    if data is None or len(data) != size:
        return None
    return WholeFile(data, crc32(data), hashlib.sha256(data).hexdigest())
