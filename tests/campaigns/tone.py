"""Which tone a sound holds, for how long: made for a recording, and found again in what is heard of it."""

from __future__ import annotations

import math
import struct
import sys
import wave
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

_WINDOW_SECONDS = 0.05
LOUD = 300
"""Of 32,767: what is less is silence."""
NEAR = 0.02
"""So far from its pitch, as a share of it, is still the tone."""


class Part(NamedTuple):
    """`hertz` 0: silence."""

    hertz: float
    seconds: float


class Heard(NamedTuple):
    """What is in a sound, in s and Hz; all 0 for silence."""

    hertz: float
    """The middle one of its windows' pitches."""
    sounding: float
    """How long it was loud in all."""
    lasted: float
    """From where it was loud first to where it was last."""
    steady: float
    """Which share of the loud windows has that pitch, within 2 %."""
    loudest: int
    """Of 32,767."""

    def deviation(self, hertz: float) -> float:
        """How far its pitch is from that one, as a share of it; negative when lower."""
        return self.hertz / hertz - 1


def write_tone(path: Path, parts: Sequence[Part], rate: int = 8_000) -> Path:
    """A WAV file as the phone company gives its recordings: 8 kHz, 16 bit."""
    samples = array("h")
    for hertz, seconds in parts:
        step = 2 * math.pi * hertz / rate
        samples.extend(round(12_000 * math.sin(n * step)) for n in range(round(seconds * rate)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def samples_of(data: bytes) -> array[int]:
    """Of raw 16-bit little-endian sound in one channel; half a sample at the end is left out."""
    samples = array("h", data[: len(data) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def listen(samples: array[int], rate: int) -> Heard:
    """Finds the tone of a sound of `rate` samples a second."""
    size = round(rate * _WINDOW_SECONDS)
    windows = [samples[at : at + size] for at in range(0, len(samples) - size + 1, size)]
    loud = [place for place, window in enumerate(windows) if max(window) >= LOUD]
    if not loud:
        return Heard(0.0, 0.0, 0.0, 0.0, max(samples, default=0))
    pitches = [pitch(windows[place], rate) for place in loud]
    hertz = median(pitches)
    near = sum(abs(one - hertz) <= NEAR * hertz for one in pitches)
    first, last = loud[0], loud[-1] + 1
    return Heard(
        hertz,
        len(loud) * _WINDOW_SECONDS,
        (last - first) * _WINDOW_SECONDS,
        near / len(loud),
        max(samples),
    )


def pitch(window: Sequence[int], rate: int) -> float:
    """In Hz, by where it rises through nothing; 0 when that is not often enough to tell."""
    rises = [
        at - after / (after - before)
        for at, (before, after) in enumerate(pairwise(window), 1)
        if before < 0 <= after
    ]
    if len(rises) < 3:
        return 0.0
    return (len(rises) - 1) * rate / (rises[-1] - rises[0])
