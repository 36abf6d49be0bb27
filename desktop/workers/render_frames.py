"""Between the program and its own processes, that open documents and recordings: the frames they exchange.

A frame is a JSON head and, at will, bytes. Neither side's libraries are loaded here.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from desktop.core.own_command import own_command

RENDER_FLAG = "--render-child"
PAGES_FLAG = "--pages-child"
PAGE_SECONDS = 30.0
"""Before that process has done another page it is lost. One that is drawn takes less than a second."""
BEHIND_FLAG = "--behind"
_LENGTHS = struct.Struct("<II")
PREFIX_BYTES = _LENGTHS.size
MOST_HEAD_BYTES = 4 << 20
MOST_PAYLOAD_BYTES = 512 << 20


def child_command(*, is_behind: bool = False) -> tuple[str, list[str]]:
    """Program and arguments that start the process; `is_behind`: it lets others go first."""
    return own_command(RENDER_FLAG, *((BEHIND_FLAG,) if is_behind else ()), console=True)


def frame_head(head: dict[str, Any], payload_bytes: int = 0) -> bytes:
    """What stands before `payload_bytes` of payload."""
    text = json.dumps(head).encode("ascii")
    return _LENGTHS.pack(len(text), payload_bytes) + text


def lengths(prefix: bytes) -> tuple[int, int]:
    """Bytes of head and payload that follow the prefix; raises ValueError for what no sound side sends."""
    head, payload = _LENGTHS.unpack(prefix)
    if head > MOST_HEAD_BYTES or payload > MOST_PAYLOAD_BYTES:
        raise ValueError("a frame larger than any")
    return head, payload


def read_head(text: bytes) -> dict[str, Any]:
    """The head; raises ValueError when it is none."""
    head = json.loads(text)
    if not isinstance(head, dict):
        raise ValueError("a head that is no object")  # noqa: TRY004  # nonsense is one kind of error here
    return head


class FrameReader:
    """Puts frames together from whatever pieces arrive; what is large is copied once."""

    def __init__(self) -> None:
        self._pieces: list[memoryview] = []
        self._bytes = 0
        self._wanted: tuple[int, int] | None = None
        self._head: dict[str, Any] | None = None

    def feed(self, piece: bytes) -> None:
        self._pieces.append(memoryview(piece))
        self._bytes += len(piece)

    def take(self) -> tuple[dict[str, Any], bytes] | None:
        """The next whole frame, None while it is not whole; raises ValueError for nonsense."""
        if self._wanted is None:
            if self._bytes < PREFIX_BYTES:
                return None
            self._wanted = lengths(self._cut(PREFIX_BYTES))
        if self._head is None:
            if self._bytes < self._wanted[0]:
                return None
            self._head = read_head(self._cut(self._wanted[0]))
        if self._bytes < self._wanted[1]:
            return None
        head, payload = self._head, self._cut(self._wanted[1])
        self._wanted = self._head = None
        return head, payload

    def _cut(self, count: int) -> bytes:
        """The first `count` bytes of what arrived; what follows them stays."""
        taken: list[memoryview] = []
        missing = count
        while missing:
            piece = self._pieces.pop(0)
            if len(piece) > missing:
                self._pieces.insert(0, piece[missing:])
            taken.append(piece[:missing])
            missing -= len(taken[-1])
        self._bytes -= count
        return b"".join(taken)
