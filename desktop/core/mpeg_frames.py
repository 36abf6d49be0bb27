"""How long MPEG audio is: a walk over its frames, of which only the headers are looked at.

Source: ISO 11172-3, 2.4.1.3 and 2.4.2.3; ISO 13818-3 for the lower rates. MPEG 2.5 is nobody's standard.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_READ_BYTES = 1 << 20
_MAX_STEPS = 500_000
"""Frames and false beginnings: three hours of ordinary sound. What is longer is estimated."""
_SYNC = 0xFF
_TAGS = (b"TAG", b"APE", b"LYR", b"ID3")

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KBITS = {
    (True, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (False, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""By whether it is MPEG 1, and the layer's two bits: 1 for layer III, 2 for layer II."""

_Frame = tuple[int, float]
"""A frame's length in bytes and in s."""


def mpeg_seconds(size: int, read_at: Callable[[int, int], bytes]) -> float | None:
    """The length in s of `size` bytes of MPEG audio, layer II or III; None when there is no frame in them."""
    start = _after_id3(read_at(0, 10))
    walk = _Walk(start)
    while walk.place < size and walk.steps < _MAX_STEPS:
        data = read_at(walk.place, _READ_BYTES)
        if not walk.over(data, is_last=walk.place + len(data) >= size):
            break
    if not walk.seconds:
        return None
    return walk.seconds * max(1.0, (size - start) / (walk.place - start)) if walk.given_up else walk.seconds


class _Walk:
    """`place` is where the next frame begins in the file; `seconds` is what lies before it."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.seconds = 0.0
        self.steps = 0
        self._first = True

    @property
    def given_up(self) -> bool:
        return self.steps >= _MAX_STEPS

    def over(self, data: bytes, *, is_last: bool) -> bool:
        """Walks on over `data`, which begins at `place`; False when it came no further."""
        frames, place, end = _frames(), 0, len(data)
        # The next header has to be seen as well, except at the end.
        limit = end - 4 if is_last else end - _LONGEST_FRAME - 4
        seconds, steps = self.seconds, self.steps
        while place <= limit and steps < _MAX_STEPS:
            steps += 1
            frame = frames.get(data[place + 1] << 8 | data[place + 2]) if data[place] == _SYNC else None
            if frame is None or not _is_followed(data, place + frame[0], frames):
                found = data.find(b"\xff", place + 1)
                place = found if found >= 0 else end
                continue
            if self._first and _is_index(data[place : place + frame[0]]):
                frame = (frame[0], 0.0)
            self._first = False
            place += frame[0]
            seconds += frame[1]
        self.seconds, self.steps = seconds, steps
        self.place += place
        return place > 0


def _is_followed(data: bytes, place: int, frames: dict[int, _Frame]) -> bool:
    """Whether a frame ends where another one begins, or a tag, or where the file ends."""
    if place + 3 > len(data):
        return place <= len(data)
    if data[place] != _SYNC:
        return data[place : place + 3] in _TAGS
    return (data[place + 1] << 8 | data[place + 2]) in frames


def _is_index(frame: bytes) -> bool:
    """The first frame may hold no sound but a table of what follows."""
    return any(name in frame[4:64] for name in (b"Xing", b"Info", b"VBRI"))


def _after_id3(head: bytes) -> int:
    """Where the sound begins behind a tag: four times seven bits are its length, a footer may follow."""
    if len(head) < 10 or head[:3] != b"ID3" or any(byte & 0x80 for byte in head[6:]):
        return 0
    length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + length + (10 if head[5] & 0x10 else 0)


@cache
def _frames() -> dict[int, _Frame]:
    """All headers that there are, by their second and third byte."""
    found: dict[int, _Frame] = {}
    for second in range(0xE0, 0x100):
        version, layer = second >> 3 & 3, second >> 1 & 3
        if version in _RATES and layer in (1, 2):
            found |= {second << 8 | third: frame for third, frame in _frames_of(version, layer).items()}
    return found


def _frames_of(version: int, layer: int) -> dict[int, _Frame]:
    samples = 1152 if version == 3 or layer == 2 else 576
    return {
        bits << 4 | code << 2 | padding << 1 | private: (
            samples * kbits * 125 // rate + padding,
            samples / rate,
        )
        for bits, kbits in enumerate(_KBITS[version == 3, layer], 1)
        for code, rate in enumerate(_RATES[version])
        for padding in (0, 1)
        for private in (0, 1)
    }


_LONGEST_FRAME = 2881
"""Layer II of MPEG 2.5, 160 kbit/s at 8 kHz, padded."""
