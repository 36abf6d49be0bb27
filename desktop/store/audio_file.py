"""audio_file_seconds: how long a recording on the disk is, by its headers and frames."""

from __future__ import annotations

from pathlib import Path

from desktop.core.audio_duration import audio_seconds
from desktop.core.media_type import SNIFF_BYTES, sniff


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
