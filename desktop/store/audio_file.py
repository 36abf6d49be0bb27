"""What the headers and frames of a recording on the disk say: how long it is, whether it can be played."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from desktop.core.audio_duration import audio_seconds
from desktop.core.errors import FileDamaged, NoSound
from desktop.core.media_type import SNIFF_BYTES, MediaType, sniff
from desktop.core.wav_header import HEADER_BYTES, is_odd_wav


def audio_file_seconds(path: Path) -> float | None:
    """In s; None when it cannot be told, or the file cannot be read."""
    try:
        with path.open("rb") as file:
            read_at = partial(_read_at, file)
            return audio_seconds(sniff(read_at(0, SNIFF_BYTES)), path.stat().st_size, read_at)
    except OSError:
        return None


def begun_audio_seconds(path: Path, head: bytes, size: int) -> float | None:
    """As `audio_file_seconds`, of a file of `size` bytes that begins with `head`: for a WAV that is enough
    as a rule, and it is not even opened."""
    try:
        with ExitStack() as opened:
            return audio_seconds(sniff(head), size, _HeadFirst(path, head, opened).read_at)
    except OSError:
        return None


def why_not_playable(path: Path) -> FileDamaged | None:
    """Of a WAV that claims what no recording has (see `is_odd_wav`), or without a sound, which Qt's player
    plays for ever. None for all others, and for one that cannot be read: the player says that."""
    try:
        with path.open("rb") as file:
            if is_odd_wav(file.read(HEADER_BYTES)):
                return FileDamaged(path.name)
            is_wav = sniff(_read_at(file, 0, SNIFF_BYTES)) is MediaType.WAV
            size = path.stat().st_size
            if is_wav and audio_seconds(MediaType.WAV, size, partial(_read_at, file)) == 0:
                return NoSound(path.name)
    except OSError:
        pass
    return None


class _HeadFirst:
    """A file whose beginning is known: opened, and closed by `opened`, only for what lies behind that."""

    def __init__(self, path: Path, head: bytes, opened: ExitStack) -> None:
        self._path = path
        self._head = head
        self._opened = opened
        self._file: BinaryIO | None = None

    def read_at(self, start: int, count: int) -> bytes:
        """Raises OSError."""
        if start + count <= len(self._head):
            return self._head[start : start + count]
        if self._file is None:
            self._file = self._opened.enter_context(self._path.open("rb"))
        return _read_at(self._file, start, count)


def _read_at(file: BinaryIO, start: int, count: int) -> bytes:
    file.seek(start)
    return file.read(count)
