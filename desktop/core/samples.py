"""Samples as they stand in files, and the peaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.core.errors import DocumentTooHeavy, FileDamaged
from desktop.core.waveform import FULL, Peaks, block_frames, loudest

MOST_SECONDS = 24 * 3600
"""No call is longer; a file that says so is made to fill the memory."""
_MOST_RATE = 384_000
_BLOCKS_AT_ONCE = 1600
_MOST_AT_ONCE_BYTES = 4 << 20
_CALM_BYTES = 1 << 18


def _of_signed() -> bytes:
    """Of the upper byte of a signed sample."""
    return bytes(byte if byte < 128 else 255 - byte for byte in range(256))


def _of_unsigned() -> bytes:
    return bytes(min(abs(byte - 128), FULL) for byte in range(256))


def _of_mu_law() -> bytes:
    """Source: ITU-T G.711, table 2: inverted bits, three of exponent, four of mantissa."""

    def magnitude(byte: int) -> int:
        code = ~byte & 0x7F
        return ((((code & 15) << 3) + 132) << (code >> 4)) - 132

    return bytes(min(magnitude(byte) >> 8, FULL) for byte in range(256))


def _of_a_law() -> bytes:
    """Source: ITU-T G.711, table 1: even bits inverted."""

    def magnitude(byte: int) -> int:
        code = (byte ^ 0x55) & 0x7F
        exponent, low = code >> 4, ((code & 15) << 4) + 8
        return low if exponent == 0 else (low + 256) << (exponent - 1)

    return bytes(min(magnitude(byte) >> 8, FULL) for byte in range(256))


class Coding(Enum):
    """How one sample is written: its bytes, and the magnitude (0 to 127) that its last byte means."""

    UNSIGNED_8 = (1, _of_unsigned())
    SIGNED_16 = (2, _of_signed())
    SIGNED_24 = (3, _of_signed())
    SIGNED_32 = (4, _of_signed())
    MU_LAW = (1, _of_mu_law())
    A_LAW = (1, _of_a_law())

    def __init__(self, width: int, magnitudes: bytes) -> None:
        self.width = width
        self.magnitudes = magnitudes


@dataclass(frozen=True, slots=True)
class SoundForm:
    """What a stream of frames is made of; little-endian."""

    coding: Coding
    channels: int
    rate: int

    def __post_init__(self) -> None:
        """Raises FileDamaged for what no recording has."""
        if not 1 <= self.channels <= 64 or not 1 <= self.rate <= _MOST_RATE:
            raise FileDamaged(f"{self.channels} channels, {self.rate} frames a second")

    @property
    def frame_bytes(self) -> int:
        return self.coding.width * self.channels

    def lane(self, frames: bytes | bytearray, channel: int) -> bytes | bytearray:
        """The magnitudes of one channel of whole frames."""
        last = channel * self.coding.width + self.coding.width - 1
        return frames[last :: self.frame_bytes].translate(self.coding.magnitudes)


class PeakBuilder:
    """Takes samples piece by piece, of any length, and holds little more than the peaks themselves."""

    def __init__(self, form: SoundForm) -> None:
        self.form = form
        self._block = block_frames(form.rate)
        self._block_bytes = self._block * form.frame_bytes
        self.calm_bytes = self._block_bytes * max(1, _CALM_BYTES // self._block_bytes)
        """Pieces of this length, in a bytearray, are taken without being copied, and what they come to stays
        in the processor's own memory: the fastest way for whoever has them there already."""
        # By what a header says, so many blocks alone may be more than there is memory for.
        at_once = min(_BLOCKS_AT_ONCE, max(1, _MOST_AT_ONCE_BYTES // self._block_bytes))
        self.piece_bytes = self._block_bytes * at_once
        """Pieces of this length are taken without being copied."""
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._frames = 0
        self._upper: list[bytes] = []
        self._lower: list[bytes] = []

    def feed(self, piece: bytes | bytearray | memoryview) -> None:
        """Raises DocumentTooHeavy for more than a day."""
        if isinstance(piece, bytearray) and not self._held_bytes and len(piece) == self.calm_bytes:
            self._take(piece)
            return
        self._held.append(bytes(piece))
        self._held_bytes += len(piece)
        if self._held_bytes >= self.piece_bytes:
            self._take_held(self._block_bytes)

    def _take_held(self, unit: int) -> None:
        """As many whole units of so many bytes as there are."""
        held = b"".join(self._held)
        whole = len(held) // unit * unit
        self._take(held[:whole])
        self._held, self._held_bytes = [held[whole:]], len(held) - whole

    def finish(self) -> Peaks:
        """What all of it came to; raises FileDamaged when that is nothing. Bytes after the last whole frame
        do not count."""
        self._take_held(self.form.frame_bytes)
        if not self._frames:
            raise FileDamaged("no sound in it")
        upper, lower = b"".join(self._upper), b"".join(self._lower)
        return Peaks(self.form.rate, self._block, self._frames, upper, lower)

    def _take(self, frames: bytes | bytearray) -> None:
        self._frames += len(frames) // self.form.frame_bytes
        if self._frames > MOST_SECONDS * self.form.rate:
            raise DocumentTooHeavy("longer than a day")
        upper = loudest(self.form.lane(frames, 0), self._block)
        self._upper.append(upper)
        two = self.form.channels > 1
        self._lower.append(loudest(self.form.lane(frames, 1), self._block) if two else upper)
