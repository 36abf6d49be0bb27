"""The waveform of a recording: its loudest moments, as columns of a picture, and its silences."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

PEAKS_A_SECOND = 50
FULL = 127
"""The loudest there is, 0 dB; each value is the magnitude of an 8-bit sample."""
LEAST_SILENCE_SECONDS = 1.5

_TOP = 0x80
_LEAST_AUDIBLE = 2
"""-36 dB: what hums on a telephone line stays below, quiet speech does not."""
_MOST_SILENT = 6
_BELOW_SPEECH = 10
"""Silence is a tenth of how loud the speech is, 20 dB below."""
_SPEECH_SHARE = 0.05
"""The loudest twentieth of a call is speech, however long the pauses are."""
_FINE = 8
_UNIT = 8
"""Bytes that are copied at once."""
_STRETCH_BLOCKS = 20
"""So many that are silent together are passed over: less than half a second."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """Two channels, of one recording; of a mono one both are the same.

    `upper` and `lower` hold one value of 0 to `FULL` for every `block` frames of the `frames` there are,
    at `rate` frames a second.
    """

    rate: int
    block: int
    frames: int
    upper: bytes
    lower: bytes

    def __post_init__(self) -> None:
        """Raises ValueError for what no recording has."""
        if self.rate <= 0 or self.block <= 0 or self.frames < 0:
            raise ValueError("no such rate, block or length")
        if not len(self.upper) == len(self.lower) == -(-self.frames // self.block):
            raise ValueError("not as many peaks as the frames make")

    @property
    def duration_ms(self) -> int:
        """Of what was decoded: the recording's true length."""
        return self.frames * 1000 // self.rate

    def moment_ms(self, index: int) -> int:
        """When the peak `index` begins."""
        return min(self.frames, index * self.block) * 1000 // self.rate


def block_frames(rate: int) -> int:
    """How many frames one peak stands for."""
    return max(1, round(rate / PEAKS_A_SECOND))


def louder(one: bytes, other: bytes) -> bytes:
    """The larger of each two values (0 to 127, equally many)."""
    tops = _tops(len(one))
    return _to_bytes(_larger(_number(one), _number(other), tops), len(one))


def loudest(values: bytes | bytearray, block: int) -> bytes:
    """The largest of every `block` values (0 to 127); the last block may be shorter.

    One speaks while the other listens: about half of what a call is made of is silence, which is seen at once
    and compared no further.
    """
    done, begin, step = [], 0, block * _STRETCH_BLOCKS
    nothing = bytes(step)
    silent = [values[place : place + step] == nothing for place in range(0, len(values), step)]
    for is_silent, run in groupby(silent):
        stretches = len(list(run))
        end = begin + stretches * step
        done.append(bytes(stretches * _STRETCH_BLOCKS) if is_silent else _loudest(values[begin:end], block))
        begin = end
    return b"".join(done)


def _loudest(values: bytes | bytearray, block: int) -> bytes:
    """All blocks are compared at once, as the bytes of one long number: Python's own `max` over each block
    takes five times as long. Where a block is made of whole units of eight, these are compared first: to copy
    value by value takes as long as to compare.
    """
    if rest := -len(values) % block:
        values = values + bytes(rest)
    if block % _UNIT == 0:
        units = array("Q")
        units.frombytes(values)
        values, block = _largest(units, block // _UNIT, len(values)), _UNIT
    return _largest(values, block, len(values))


def _largest(items: bytes | bytearray | array[int], block: int, size: int) -> bytes:
    """Byte by byte, of every `block` items that follow each other; `size`: bytes of all."""
    size //= block
    tops = _tops(size)
    found = _number(items[::block])
    for place in range(1, block):
        found = _larger(found, _number(items[place::block]), tops)
    return _to_bytes(found, size)


def _larger(one: int, other: int, tops: int) -> int:
    # With its top bit set no byte borrows from the next; where the bit stays, `one` is at least `other`, and
    # the seven bits below it are what it has more.
    more = (one | tops) - other
    holds = more & tops
    return other + (more & (holds - (holds >> 7)))


def _tops(count: int) -> int:
    return int.from_bytes(bytes((_TOP,)) * count, "little")


def _number(values: bytes | bytearray | array[int]) -> int:
    return int.from_bytes(values, "little")


def _to_bytes(number: int, count: int) -> bytes:
    return number.to_bytes(count, "little")


def columns(lane: bytes, count: int) -> bytes:
    """How high each of `count` equal parts of a lane is drawn: half way from its mean to its loudest peak.

    The loudest alone makes all speech one block, the mean alone loses what is short. Nothing that was heard
    is 0; a part shorter than a peak shows the one that it lies in.
    """
    if not lane or count <= 0:
        return bytes(max(0, count))
    step = len(lane) // (count * _FINE)
    if step > 1:
        lane = loudest(lane, step)
    total = len(lane)
    starts = [place * total // count for place in range(count + 1)]
    return bytes(_height(lane[start : max(end, start + 1)]) for start, end in pairwise(starts))


def _height(part: bytes) -> int:
    return -(-(max(part) * len(part) + sum(part)) // (2 * len(part)))


@lru_cache(maxsize=2)
def speech_level(peaks: Peaks) -> int:
    """How loud (0 to `FULL`) the loudest twentieth of the recording is at least. Remembered: it is asked by
    who finds its silences, and then, each time anew, by who draws it and has no time."""
    both = louder(peaks.upper, peaks.lower)
    wanted = max(1, round(len(both) * _SPEECH_SHARE)) if both else 0
    for value in range(FULL, 0, -1):
        wanted -= both.count(value)
        if wanted <= 0:
            return value
    return 0


def silences(peaks: Peaks, least_seconds: float = LEAST_SILENCE_SECONDS) -> list[tuple[int, int]]:
    """Where neither channel is heard for `least_seconds`: begin and end in ms, in order.

    None in a recording as quiet as a line's own hum: nothing tells speech from silence there.
    """
    loud = speech_level(peaks)
    if loud < _LEAST_AUDIBLE:
        return []
    limit = min(max(loud // _BELOW_SPEECH, _LEAST_AUDIBLE), _MOST_SILENT)
    heard = bytes(value >= limit for value in range(256))
    least = max(1, -(-round(least_seconds * peaks.rate) // peaks.block))
    quiet = re.finditer(rb"\x00{%d,}" % least, louder(peaks.upper, peaks.lower).translate(heard))
    spans = [(peaks.moment_ms(run.start()), peaks.moment_ms(run.end())) for run in quiet]
    return [(begin, end) for begin, end in spans if end - begin >= least_seconds * 1000]
