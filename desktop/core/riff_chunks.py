"""The chunks of a RIFF file, such as WAV.

Source: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0": each has a name, a length
and as many bytes, rounded up to an even number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

ReadAt = Callable[[int, int], bytes]
"""The bytes at an offset, so many or as many as there are."""

_MAX_CHUNKS = 1000
_UNKNOWN_LENGTHS = (0, 0xFFFFFFFF)
"""What programs leave there that write without knowing the end."""


def riff_chunks(read_at: ReadAt) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's name, where its contents begin, and how many bytes they claim to have."""
    place = 12
    for _ in range(_MAX_CHUNKS):
        head = read_at(place, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        yield head[:4], place + 8, length
        place += 8 + length + length % 2


def known_length(claimed: int) -> int | None:
    """None when whoever wrote it did not know: then it goes to the end of the file."""
    return None if claimed in _UNKNOWN_LENGTHS else claimed
