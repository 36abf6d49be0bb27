"""Where the samples of a WAV file lie and how they are written, for those that need no decoder."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from desktop.core.errors import FileDamaged
from desktop.core.riff_chunks import known_length, riff_chunks
from desktop.core.samples import Coding, SoundForm

HEADER_BYTES = 64 << 10
"""How much of the file's beginning `plain_wav` wants: lists of words may stand before the sound."""

MOST_CHANNELS = 8
LEAST_RATE, MOST_RATE = 50, 768_000
"""What recordings have. Of more channels, or of lower rates at another speed, Qt's player ends the program or
hangs (seen with 6.11), and one flipped bit is enough."""

_EXTENSIBLE = 0xFFFE
_CODINGS = {
    (1, 8): Coding.UNSIGNED_8,
    (1, 16): Coding.SIGNED_16,
    (1, 24): Coding.SIGNED_24,
    (1, 32): Coding.SIGNED_32,
    (6, 8): Coding.A_LAW,
    (7, 8): Coding.MU_LAW,
}


@dataclass(frozen=True, slots=True)
class PlainWav:
    """`begin` and `size` of the samples in bytes; size None: to the end of the file."""

    form: SoundForm
    begin: int
    size: int | None


def plain_wav(head: bytes) -> PlainWav | None:
    """What a file that begins with `head` holds; None when it is no WAV, or one for a decoder."""
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    form: SoundForm | None = None
    for name, begin, size in riff_chunks(lambda start, count: head[start : start + count]):
        if name == b"fmt ":
            form = _form(head[begin : begin + size])
        elif name == b"data":
            return PlainWav(form, begin, known_length(size)) if form is not None else None
    return None


def is_odd_wav(head: bytes) -> bool:
    """Whether a file that begins with `head` is a WAV that claims what no recording has."""
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return False
    for name, begin, size in riff_chunks(lambda start, count: head[start : start + count]):
        if name == b"fmt ":
            return _is_odd(head[begin : begin + size])
    return False


def _is_odd(chunk: bytes) -> bool:
    if len(chunk) < 16:
        return True
    _, channels, rate = struct.unpack_from("<HHI", chunk)
    return not (1 <= channels <= MOST_CHANNELS and LEAST_RATE <= rate <= MOST_RATE)


def _form(chunk: bytes) -> SoundForm | None:
    if len(chunk) < 16:
        return None
    kind, channels, rate, _, frame_bytes, bits = struct.unpack_from("<HHIIHH", chunk)
    if kind == _EXTENSIBLE and len(chunk) >= 26:
        kind = struct.unpack_from("<H", chunk, 24)[0]
    coding = _CODINGS.get((kind, bits))
    if coding is None or frame_bytes != coding.width * channels:
        return None
    try:
        return SoundForm(coding, channels, rate)
    except FileDamaged:
        return None
