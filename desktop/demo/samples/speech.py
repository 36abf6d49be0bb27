"""Speech-like sound: two voices that take turns on two channels, said in syllables of no language.

A voice is made as in a formant synthesiser: every beat of the vocal cords sets off three damped tones,
whose frequencies make the vowel. The syllables are made once; a recording is only a list of them, so
that an hour of sound costs a few milliseconds and hardly any memory.
"""

from __future__ import annotations

import math
import random
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

RATE = 8000
FRAME_BYTES = 4
"""Two channels of 16 bits."""

_VOWELS = ((730, 1090, 2440), (530, 1840, 2480), (290, 2290, 3010), (570, 840, 2410), (320, 870, 2240))
_GAINS = (1.0, 0.55, 0.25)
_VOICES = ((118.0, 1.0), (196.0, 1.16))
"""Pitch in Hz and the stretch of the formants, for each of the two people."""

_PITCHES = (1.1, 1.0, 0.9)
_LEVEL = 9000.0
_PULSE_FRAMES = 130


class Recording:
    """A WAV file that is put together while it is read."""

    def __init__(self, seed: int, seconds: int) -> None:
        frames = max(seconds, 1) * RATE
        self._pieces = [_wav_header(frames), *_conversation(seed, frames)]
        self._ends = list(accumulate(len(piece) for piece in self._pieces))
        self.size = self._ends[-1]

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` up to `end`, in pieces of some kilobytes."""
        index = bisect_right(self._ends, start)
        while start < end:
            piece = self._pieces[index]
            begin = start - (self._ends[index] - len(piece))
            part = piece[begin : begin + end - start]
            yield part
            start += len(part)
            index += 1

    def all_bytes(self) -> bytes:
        return b"".join(self._pieces)


def _wav_header(frames: int) -> bytes:
    size = frames * FRAME_BYTES
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * FRAME_BYTES, FRAME_BYTES, 16)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def _conversation(seed: int, frames: int) -> list[bytes]:
    """Turns of the two voices, exactly `frames` long, in pieces of about a second."""
    source = random.Random(seed)
    pieces: list[bytes] = []
    left = frames * FRAME_BYTES
    voice = source.randrange(2)
    while left > 0:
        piece = _phrase(source, voice)[:left]
        pieces.append(piece)
        left -= len(piece)
        if source.random() < 0.45:
            voice = 1 - voice
    return pieces


def _phrase(source: random.Random, voice: int) -> bytes:
    """Some words of one voice, sinking towards the end, and the pause after them."""
    syllables, parts = _syllables()[voice], []
    count = source.randint(4, 12)
    for index in range(count):
        pitch = 0 if index < count // 3 else 2 if index >= count - 2 else 1
        parts.append(source.choice(syllables[pitch]))
        if source.random() < 0.22:
            parts.append(_pause(source.uniform(0.03, 0.09)))
    parts.append(_pause(source.uniform(0.2, 0.9)))
    return b"".join(parts)


def _pause(seconds: float) -> bytes:
    return _room_noise()[: int(seconds * RATE) * FRAME_BYTES]


@cache
def _room_noise() -> bytes:
    """A second of what a telephone line sounds like when nobody speaks."""
    source = random.Random(5)
    return array("h", [source.randint(-24, 24) for _ in range(2 * RATE)]).tobytes()


@cache
def _syllables() -> list[list[list[bytes]]]:
    """By voice and pitch: stereo syllables, the voice on its own channel."""
    source = random.Random(11)
    return [
        [
            [_syllable(source, voice, pitch, vowel, onset) for vowel in _VOWELS for onset in range(3)]
            for pitch in _PITCHES
        ]
        for voice in range(len(_VOICES))
    ]


def _syllable(
    source: random.Random, voice: int, pitch: float, vowel: tuple[int, int, int], onset: int
) -> bytes:
    """One syllable: a hiss (1), a stop (2) or nothing (0), then a vowel that swells and fades."""
    base, stretch = _VOICES[voice]
    sound = [[], _hiss(source, 0.06), _stop(source)][onset]
    sound = sound + _vowel(source, base * pitch, tuple(f * stretch for f in vowel), source.uniform(0.11, 0.2))
    stereo = array("h", _room_noise()[: len(sound) * FRAME_BYTES])
    stereo[voice::2] = array("h", [max(-32000, min(32000, int(value))) for value in sound])
    return stereo.tobytes()


def _vowel(source: random.Random, pitch: float, formants: tuple[float, ...], seconds: float) -> list[float]:
    frames = int(seconds * RATE)
    pulse = _pulse(formants)
    sound = [0.0] * (frames + _PULSE_FRAMES)
    at = 0.0
    while at < frames:
        swell = math.sin(math.pi * min(at / frames * 0.9 + 0.08, 1.0)) ** 0.7
        start = int(at)
        for offset, value in enumerate(pulse):
            sound[start + offset] += value * swell
        # Pitch falls a little through the vowel and is never quite even.
        at += RATE / (pitch * (1.06 - 0.12 * at / frames) * source.uniform(0.985, 1.015))
    return sound[:frames]


def _pulse(formants: tuple[float, ...]) -> list[float]:
    """The answer of the mouth to one beat of the vocal cords."""
    sums = [0.0] * _PULSE_FRAMES
    for frequency, gain in zip(formants, _GAINS, strict=True):
        decay = math.pi * (60 + frequency * 0.05) / RATE
        turn = 2 * math.pi * frequency / RATE
        for frame in range(_PULSE_FRAMES):
            sums[frame] += gain * math.exp(-decay * frame) * math.sin(turn * frame)
    top = max(abs(value) for value in sums)
    return [value * _LEVEL / top for value in sums]


def _hiss(source: random.Random, seconds: float) -> list[float]:
    frames = int(seconds * RATE)
    noise = [source.uniform(-1, 1) for _ in range(frames + 1)]
    # The difference of neighbours leaves the high part of the noise, as in "s".
    return [
        (noise[i + 1] - noise[i]) * 1300 * math.sin(math.pi * (i + 1) / (frames + 1)) for i in range(frames)
    ]


def _stop(source: random.Random) -> list[float]:
    """A short silence and a click, as in "t" and "k"."""
    burst = [source.uniform(-1, 1) * 3200 * math.exp(-i / 14) for i in range(60)]
    return [source.uniform(-20, 20) for _ in range(200)] + burst
