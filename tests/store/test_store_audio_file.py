"""How long a recording is that lies on the disk, told from its beginning where that is enough."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from desktop.core.media_type import SNIFF_BYTES
from desktop.store.audio_file import audio_file_seconds, begun_audio_seconds

RATE = 8000
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""128 kbit/s at 44.1 kHz."""


def wav(seconds: int, *, before: bytes = b"") -> bytes:
    """16 bits, one channel; `before`: other chunks, whole."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    sound = bytes(2 * RATE * seconds)
    chunks = before + form + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def begun_seconds(path: Path, data: bytes) -> float | None:
    return begun_audio_seconds(path, data[:SNIFF_BYTES], len(data))


def test_a_wav_is_not_opened_for_it(tmp_path: Path) -> None:
    assert begun_seconds(tmp_path / "nothing", wav(7)) == 7


LONG_CHUNK = b"LIST" + struct.pack("<I", 3000) + bytes(3000)


@pytest.mark.parametrize(
    "data",
    [wav(3), wav(3, before=LONG_CHUNK), wav(3)[:50], MP3_FRAME * 100, MP3_FRAME, b"nothing of the kind", b""],
)
def test_it_is_what_the_whole_file_says(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "recording"
    path.write_bytes(data)
    assert begun_seconds(path, data) == audio_file_seconds(path)


def test_what_cannot_be_opened_cannot_be_told(tmp_path: Path) -> None:
    assert begun_seconds(tmp_path / "nothing", wav(3, before=LONG_CHUNK)) is None
