"""Ranges, as the server takes them, and bodies that are a part of something larger."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class RangeBeyondEnd(Exception):
    """The range begins where nothing is any more: 416."""


class RangeMalformed(Exception):
    """Not a range, or several: the server fails over them."""


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """`(start, end)` with `end` exclusive; None without a header."""
    if header is None:
        return None
    match = _RANGE.fullmatch(header)
    if match is None or match[1] == match[2] == "":
        raise RangeMalformed(header)
    if match[1] == "":
        start, end = max(size - int(match[2]), 0), size
    else:
        start, end = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
    if match[1] and match[2] and int(match[2]) < start:
        raise RangeMalformed(header)
    if start >= size or start >= end:
        raise RangeBeyondEnd
    return start, end


def in_large_pieces(pieces: Iterator[bytes], at_least: int = 64 * 1024) -> Iterator[bytes]:
    """The same bytes in fewer pieces."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= at_least:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
