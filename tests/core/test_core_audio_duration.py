"""How long recordings are, by their headers and frames; and that no bytes at all do harm."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.audio_duration import audio_seconds, is_shorter
from desktop.core.media_type import MediaType, sniff

RATE = 8000


def seconds_of(data: bytes, kind: MediaType | None = None) -> float | None:
    return audio_seconds(kind or sniff(data), len(data), lambda start, count: data[start : start + count])


# -- files ---------------------------------------------------------------------------------------------


def wav(seconds: float, *, tag: int = 1, claimed: int | None = None, before: bytes = b"") -> bytes:
    """Two channels of 16 bits, or one byte for each in A-law and mu-law."""
    block = 2 if tag in (6, 7) else 4
    sound = bytes(round(seconds * RATE) * block)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, tag, 2, RATE, RATE * block, block, block * 4)
    length = len(sound) if claimed is None else claimed
    return (
        b"RIFF" + struct.pack("<I", 0) + b"WAVE" + before + form + b"data" + struct.pack("<I", length) + sound
    )


def mpeg_frame(head: bytes, length: int, inside: bytes = b"") -> bytes:
    return head + b"\x00\x00" + inside + bytes(length - len(head) - 2 - len(inside))


MPEG1 = mpeg_frame(b"\xff\xfb\x90", 417)
"""Layer III, 128 kbit/s, 44,100 Hz: 1152 samples."""
MPEG1_LOW = mpeg_frame(b"\xff\xfb\x50", 208)
"""64 kbit/s."""
MPEG2 = mpeg_frame(b"\xff\xf3\x48", 144)
"""Layer III, 32 kbit/s, 16,000 Hz: 576 samples."""
MPEG25 = mpeg_frame(b"\xff\xe3\x18", 72)
"""Layer III, 8 kbit/s, 8,000 Hz: 576 samples."""
LAYER2 = mpeg_frame(b"\xff\xfd\x84", 384)
"""MPEG 1, layer II, 128 kbit/s, 48,000 Hz: 1152 samples."""
ID3 = b"ID3\x04\x00\x00\x00\x00\x02\x01" + b"\xff\xfb\x90\x00" * 64 + b"x"
"""A tag that is full of what looks like frames."""


def ogg_page(granule: int, payload: bytes, serial: bytes = b"abcd") -> bytes:
    head = b"OggS\x00\x00" + struct.pack("<q", granule) + serial + bytes(8)
    return head + bytes([1, min(255, len(payload))]) + payload


def opus(seconds: float, skipped: int = 312) -> bytes:
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", skipped, 16_000, 0, 0)
    last = round(seconds * 48_000) + skipped
    pages = [
        ogg_page(0, head),
        ogg_page(0, b"OpusTags"),
        ogg_page(960, b"x" * 200),
        ogg_page(last, b"y" * 200),
    ]
    return b"".join([*pages, ogg_page(-1, b"z"), ogg_page(10**9, b"other", b"efgh")])


def vorbis(seconds: float) -> bytes:
    head = b"\x01vorbis" + struct.pack("<IBI", 0, 1, RATE) + bytes(14)
    return ogg_page(0, head) + ogg_page(round(seconds * RATE), b"x" * 100)


def flac(samples: int, rate: int = RATE) -> bytes:
    packed = (rate << 44 | 15 << 36 | samples).to_bytes(8, "big")
    return b"fLaC" + b"\x80\x00\x00\x22" + bytes(10) + packed + bytes(16) + b"sound"


def box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", 8 + len(payload)) + kind + payload


def mp4(units: int, *, long: bool = False, scale: int = 600) -> bytes:
    times = struct.pack(">QQIQ", 1, 2, scale, units) if long else struct.pack(">IIII", 1, 2, scale, units)
    header = box(b"mvhd", bytes([long, 0, 0, 0]) + times + bytes(80))
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + 50) + bytes(50)
    return box(b"ftyp", b"M4A \x00\x00\x00\x00") + large + box(b"moov", box(b"free", b"") + header)


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (wav(2.5), 2.5),
        (wav(2.5, tag=7), 2.5),
        (wav(2.5, before=b"LIST" + struct.pack("<I", 3) + b"abc\x00"), 2.5),
        (wav(2.5, claimed=10**9), 2.5),
        (wav(2.5, claimed=0), 2.5),
        (wav(2.5, claimed=RATE * 4), 1.0),
        (MPEG1 * 100, 100 * 1152 / 44_100),
        (MPEG2 * 100, 100 * 576 / 16_000),
        (MPEG25 * 100, 100 * 576 / 8_000),
        (LAYER2 * 100, 100 * 1152 / 48_000),
        (ID3 + MPEG1 * 100, 100 * 1152 / 44_100),
        (MPEG1 * 100 + b"TAG" + bytes(125), 100 * 1152 / 44_100),
        ((MPEG1 + MPEG1_LOW) * 50, 100 * 1152 / 44_100),
        (mpeg_frame(b"\xff\xfb\x90", 417, bytes(31) + b"Xing") + MPEG1_LOW * 100, 100 * 1152 / 44_100),
        (MPEG1 * 99 + MPEG1[:300], 99 * 1152 / 44_100),
        (MPEG1 * 50 + b"\xff\x00damaged\xff\xff" + MPEG1 * 50, 99 * 1152 / 44_100),
        (MPEG25 * 30_000, 30_000 * 576 / 8_000),
        (opus(61.5), 61.5),
        (vorbis(61.5), 61.5),
        (flac(RATE * 3), 3.0),
        (mp4(600 * 90), 90.0),
        (mp4(600 * 90, long=True), 90.0),
    ],
)
def test_a_recording_is_as_long_as_its_frames(data: bytes, seconds: float) -> None:
    assert seconds_of(data) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        wav(1)[:30],
        b"RIFF\x00\x00\x00\x00WAVEdata\x04\x00\x00\x00abcd",
        ID3,
        opus(3)[:36],
        flac(0),
        flac(100, rate=0),
        flac(1)[:20],
        mp4(0),
        mp4(0xFFFFFFFF),
        mp4(5, scale=0),
        mp4(10**12, scale=1, long=True),
        box(b"ftyp", b"M4A "),
        b"%PDF-1.4",
    ],
)
def test_what_cannot_be_told_is_none(data: bytes) -> None:
    assert seconds_of(data) is None


AUDIO = [kind for kind in MediaType if kind.is_audio]
SOUND = [wav(0.05), ID3 + MPEG1 * 9, MPEG25 * 20, opus(2), vorbis(2), flac(9), mp4(600), mp4(600, long=True)]


@given(st.sampled_from(AUDIO), st.binary(max_size=3000))
def test_no_bytes_do_harm(kind: MediaType, data: bytes) -> None:
    seconds = seconds_of(data, kind)
    assert seconds is None or seconds >= 0


@given(st.sampled_from(SOUND), st.data())
def test_damage_does_no_harm(whole: bytes, draw: st.DataObject) -> None:
    data = bytearray(whole)
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=12)):
        data[place] = draw.draw(st.sampled_from((0, 1, 0x7F, 0x80, 0xFF)))
    cut = draw.draw(st.integers(0, len(data)))
    seconds = seconds_of(bytes(data[:cut]), sniff(whole))
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    "data",
    [
        b"\xff" * 3_000_000,
        b"\xff\xfb\x90" * 1_000_000,
        (b"\xff\xe3\x18\x00" + b"\xff" * 10) * 200_000,
        MPEG25 * 200_000,
        b"OggS" * 700_000,
        b"RIFF0000WAVE" + b"x\x00\x00\x00\x00\x00\x00\x00" * 300_000,
        struct.pack(">I4s", 8, b"ftyp") * 300_000,
    ],
)
@pytest.mark.parametrize("kind", AUDIO)
def test_nothing_takes_long(kind: MediaType, data: bytes) -> None:
    began = time.process_time()
    seconds_of(data, kind)
    assert time.process_time() - began < 2.0


def test_little_is_read_of_what_has_a_header() -> None:
    for data in (wav(60), flac(9), opus(3) + b"", mp4(600)):
        assert sum(_reads(data)) < 200_000


def _reads(data: bytes) -> list[int]:
    asked: list[int] = []

    def read_at(start: int, count: int) -> bytes:
        asked.append(count)
        return data[start : start + count]

    audio_seconds(sniff(data), len(data), read_at)
    return asked


@given(st.floats(0, 20_000), st.floats(0, 20_000))
@example(57.0, 60.0)
@example(95.0, 100.0)
def test_short_is_what_lacks_more_than_three_seconds_and_a_twentieth(seconds: float, call: float) -> None:
    expected = call - seconds > 3 and call - seconds > call / 20
    assert is_shorter(seconds, call) is expected or call - seconds == pytest.approx(call / 20)


@pytest.mark.parametrize(
    ("seconds", "call", "short"),
    [(56.9, 60, True), (57, 60, False), (94.9, 100, True), (95.1, 100, False), (0, 3, False), (0, 4, True)],
)
def test_short_in_figures(seconds: float, call: int, short: bool) -> None:
    assert is_shorter(seconds, call) is short


def test_what_is_not_known_is_not_short() -> None:
    missing: list[Callable[[], bool]] = [
        lambda: is_shorter(None, 60),
        lambda: is_shorter(1.0, None),
        lambda: is_shorter(1.0, 0),
    ]
    assert [ask() for ask in missing] == [False, False, False]
