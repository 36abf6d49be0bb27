"""How long a recording is, by its headers and frames alone: nothing is decoded.

Never raises, whatever the bytes are, and reads little: what cannot be told is None. Sources: `riff_chunks`
(WAV); RFC 3533, RFC 7845 and the Vorbis I specification (Ogg); RFC 9639 (FLAC); ISO/IEC 14496-12 (MP4).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from desktop.core.media_type import MediaType
from desktop.core.mpeg_frames import mpeg_seconds
from desktop.core.riff_chunks import ReadAt, known_length, riff_chunks

SHORT_SECONDS = 3.0
SHORT_SHARE = 0.05
LONGEST_SECONDS = 7 * 24 * 3600.0
"""What claims to be longer is damaged."""

_MAX_CHUNKS = 1000
_OGG_TAIL_BYTES = 128 * 1024
"""A page has at most 65,307 bytes: the last one begins in here."""
_PLAIN_FORMATS = (1, 3, 6, 7, 0xFFFE)
"""PCM, floats, A-law, mu-law, and the extensible form of these: every block is as long as the next."""
_UNKNOWN_32 = 0xFFFFFFFF


def audio_seconds(kind: MediaType, size: int, read_at: ReadAt) -> float | None:
    """The length in s of a file of `size` bytes; None when it cannot be told."""
    measure = _MEASURES.get(kind)
    seconds = measure(size, read_at) if measure is not None else None
    return seconds if seconds is not None and 0 <= seconds <= LONGEST_SECONDS else None


def is_shorter(seconds: float | None, call_seconds: float | None) -> bool:
    """Whether a recording lacks more of its call than the phone company's rounding explains."""
    if seconds is None or not call_seconds:
        return False
    missing = call_seconds - seconds
    return missing > SHORT_SECONDS and missing > SHORT_SHARE * call_seconds


class Extent(NamedTuple):
    """How much of a call a file holds: seconds, None when they cannot be told, and bytes."""

    seconds: float | None
    size: int

    def holds_less_than(self, other: Extent) -> bool:
        """Bytes decide only where seconds cannot: a WAV has many more of them than an MP3."""
        if self.seconds is None or other.seconds is None:
            return self.size < other.size
        return self.seconds < other.seconds


# -- WAV ---------------------------------------------------------------------------------------------


def _wav_seconds(size: int, read_at: ReadAt) -> float | None:
    """As much sound as there is: the header may promise more, or not know."""
    bytes_per_second = 0
    for name, start, claimed in riff_chunks(read_at):
        if name == b"fmt ":
            bytes_per_second = _bytes_per_second(read_at(start, 16))
        elif name == b"data" and bytes_per_second:
            there, known = size - start, known_length(claimed)
            return (there if known is None else min(known, there)) / bytes_per_second
    return None


def _bytes_per_second(form: bytes) -> int:
    if len(form) < 16:
        return 0
    tag, _channels, rate, average, block, _bits = struct.unpack("<HHIIHH", form)
    plain = rate * block if tag in _PLAIN_FORMATS else 0
    return int(plain or average)


# -- Ogg ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _OggStream:
    """`skipped`: samples at the beginning that are not heard."""

    serial: bytes
    rate: int
    skipped: int = 0


def _ogg_seconds(size: int, read_at: ReadAt) -> float | None:
    stream = _ogg_stream(read_at(0, 512))
    if stream is None or not stream.rate:
        return None
    samples = _last_granule(stream.serial, read_at(max(0, size - _OGG_TAIL_BYTES), _OGG_TAIL_BYTES))
    return None if samples is None else max(0, samples - stream.skipped) / stream.rate


def _ogg_stream(page: bytes) -> _OggStream | None:
    """The one that the first page begins."""
    if len(page) < 28 or page[:4] != b"OggS":
        return None
    serial, packet = page[14:18], page[27 + page[26] :]
    if packet.startswith(b"OpusHead") and len(packet) >= 12:
        return _OggStream(serial, 48_000, int.from_bytes(packet[10:12], "little"))
    if packet.startswith(b"\x01vorbis"):
        return _OggStream(serial, int.from_bytes(packet[12:16], "little"))
    if packet.startswith(b"Speex   "):
        return _OggStream(serial, int.from_bytes(packet[36:40], "little"))
    return None


def _last_granule(serial: bytes, tail: bytes) -> int | None:
    """The position at the end of the stream's last page on which a packet ends."""
    place = tail.rfind(b"OggS")
    while place >= 0:
        granule = int.from_bytes(tail[place + 6 : place + 14], "little", signed=True)
        if tail[place + 14 : place + 18] == serial and granule >= 0:
            return granule
        place = tail.rfind(b"OggS", 0, place)
    return None


# -- FLAC --------------------------------------------------------------------------------------------


def _flac_seconds(_size: int, read_at: ReadAt) -> float | None:
    head = read_at(0, 26)
    if len(head) < 26 or head[:4] != b"fLaC" or head[4] & 0x7F:
        return None
    # STREAMINFO: 20 bits of rate, 3 of channels, 5 of sample size, 36 of length, which may be unknown: 0.
    packed = int.from_bytes(head[18:26], "big")
    rate, samples = packed >> 44, packed & (1 << 36) - 1
    return samples / rate if rate and samples else None


# -- MP4 ---------------------------------------------------------------------------------------------


class _Box(NamedTuple):
    """A box's contents."""

    kind: bytes
    start: int
    end: int


def _mp4_seconds(size: int, read_at: ReadAt) -> float | None:
    movie = _find_box(b"moov", 0, size, read_at)
    header = _find_box(b"mvhd", movie.start, movie.end, read_at) if movie else None
    if movie is None or header is None:
        return None
    scale, length = _movie_header(read_at(header.start, 32))
    return length / scale if scale and length else None


def _find_box(kind: bytes, start: int, end: int, read_at: ReadAt) -> _Box | None:
    return next((box for box in _boxes(start, end, read_at) if box.kind == kind), None)


def _boxes(start: int, end: int, read_at: ReadAt) -> Iterator[_Box]:
    for _ in range(_MAX_CHUNKS):
        head = read_at(start, 16)
        if len(head) < 8 or start >= end:
            return
        length, header = int.from_bytes(head[:4], "big"), 8
        if length == 1:
            length, header = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - start
        if length < header:
            return
        yield _Box(head[4:8], start + header, min(start + length, end))
        start += length


def _movie_header(data: bytes) -> tuple[int, int]:
    """Units in a second, and how many there are; 0 for what is not known."""
    long = data[:1] == b"\x01"
    form, begin = (">IQ", 20) if long else (">II", 12)
    part = data[begin : begin + struct.calcsize(form)]
    if len(part) < struct.calcsize(form):
        return 0, 0
    scale, length = struct.unpack(form, part)
    unknown = (1 << 64) - 1 if long else _UNKNOWN_32
    return scale, 0 if length == unknown else length


_MEASURES: dict[MediaType, Callable[[int, ReadAt], float | None]] = {
    MediaType.WAV: _wav_seconds,
    MediaType.MP3: mpeg_seconds,
    MediaType.OGG: _ogg_seconds,
    MediaType.FLAC: _flac_seconds,
    MediaType.M4A: _mp4_seconds,
}

ALWAYS_MEASURED = frozenset({MediaType.WAV, MediaType.MP3, MediaType.OGG})
"""Of which a length is known wherever there is a sound; the headers of others may leave it open."""
