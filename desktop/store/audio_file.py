"""What the headers and frames of a recording on the disk say: how long it is, whether it can be played."""

from __future__ import annotations

from pathlib import Path

from desktop.core.audio_duration import audio_seconds
from desktop.core.media_type import SNIFF_BYTES, sniff
from desktop.core.wav_header import HEADER_BYTES, is_odd_wav


def audio_file_seconds(path: Path) -> float | None:
    """In s; None when it cannot be told, or the file cannot be read."""
    try:
        with path.open("rb") as file:

            def read_at(start: int, count: int) -> bytes:
                file.seek(start)
                return file.read(count)

            return audio_seconds(sniff(read_at(0, SNIFF_BYTES)), path.stat().st_size, read_at)
    except OSError:
        return None


def is_odd_audio_file(path: Path) -> bool:
    """Whether it claims what no recording has: see `is_odd_wav`. One that cannot be read is none of these."""
    try:
        with path.open("rb") as file:
            return is_odd_wav(file.read(HEADER_BYTES))
    except OSError:
        return False
