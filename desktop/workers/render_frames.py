"""Between the program and its own processes, that open documents and recordings: the frames they exchange.

A frame is a JSON head and, at will, bytes. Neither side's libraries are loaded here.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from desktop.core.own_command import own_command

RENDER_FLAG = "--render-child"
_LENGTHS = struct.Struct("<II")
PREFIX_BYTES = _LENGTHS.size
MOST_HEAD_BYTES = 4 << 20
MOST_PAYLOAD_BYTES = 512 << 20


def child_command() -> tuple[str, list[str]]:
    """Program and arguments that start the process."""
    return own_command(RENDER_FLAG, console=True)


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
    """Puts frames together from whatever pieces arrive."""

    def __init__(self) -> None:
        self._pieces = bytearray()
        self._wanted: tuple[int, int] | None = None

    def feed(self, piece: bytes) -> None:
        self._pieces += piece

    def take(self) -> tuple[dict[str, Any], bytes] | None:
        """The next whole frame, None while it is not whole; raises ValueError for nonsense."""
        if self._wanted is None:
            if len(self._pieces) < PREFIX_BYTES:
                return None
            self._wanted = lengths(bytes(self._pieces[:PREFIX_BYTES]))
        start = PREFIX_BYTES + self._wanted[0]
        end = start + self._wanted[1]
        if len(self._pieces) < end:
            return None
        with memoryview(self._pieces) as seen:
            head, payload = bytes(seen[PREFIX_BYTES:start]), bytes(seen[start:end])
        del self._pieces[:end]
        self._wanted = None
        return read_head(head), payload
