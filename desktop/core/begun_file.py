"""BegunFile: how much of a file is here already, of one that was cut on its way."""

from __future__ import annotations

from dataclasses import dataclass

OVERLAP_BYTES = 64 * 1024
"""So many of the last bytes are asked for again: what the server fetched anew may be as long, and another. Of
stereo sound at 8 kHz they are two seconds."""
_FRAME_BYTES = 4
"""Of such sound: one value repeated repeats after so many bytes."""


@dataclass(frozen=True, slots=True)
class BegunFile:
    """`size` of `total` bytes are here, and end with `tail` (OVERLAP_BYTES, or all when there are fewer)."""

    size: int
    total: int
    tail: bytes

    @property
    def start(self) -> int:
        """Where to go on: the first byte of `tail`."""
        return self.size - len(self.tail)

    @property
    def is_told_apart(self) -> bool:
        """Whether another recording could not well end so: all silence is alike."""
        return self.tail[_FRAME_BYTES:] != self.tail[:-_FRAME_BYTES]

    def continued_by(self, content_range: str) -> bool:
        """Whether an answer's `Content-Range` is the rest of a file that is as long as this one was."""
        return content_range.strip() == f"bytes {self.start}-{self.total - 1}/{self.total}"
