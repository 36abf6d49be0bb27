"""The process that makes the peaks of one recording: it reads the file, answers with one frame and ends.

A damaged file may hang or crash a decoder, or fill the memory: the program only loses this process. Seen
with Qt 6.11: damaged frames of an MP3 end `QAudioDecoder` by a segmentation fault. Most recordings are
plain WAV and need no decoder at all; for them nothing of Qt is loaded.
"""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.core.errors import AppError, DiskFailed, DocumentTooHeavy
from desktop.core.peaks_bytes import peaks_to_bytes
from desktop.core.samples import PeakBuilder
from desktop.core.wav_header import HEADER_BYTES, PlainWav, plain_wav
from desktop.core.waveform import Peaks
from desktop.workers.render_frames import frame_head
from desktop.workers.render_limits import limit_memory

WORK_SECONDS = 150
"""The program kills a process that takes long much earlier; this is for when the program is gone."""
_PIECE_BYTES = 256 << 10
_NICE = 5
"""What plays, and the window, come first."""


def main(path: str) -> int:
    """Answers for the recording at `path` on the standard output; returns the exit code."""
    answers = _own_pipe()
    _be_modest()
    with Path(os.devnull).open("w") as nowhere:
        # Its own thread ends this process without asking Python, which may be stuck in the file.
        faulthandler.dump_traceback_later(WORK_SECONDS, exit=True, file=nowhere)
        _answer(answers, *_work(Path(path)))
    # Nothing here needs an orderly end, and a decoder may be in a state that has none.
    os._exit(0)


def _own_pipe() -> int:
    """The output for the answer alone: whatever a library prints goes nowhere."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return answers


def _be_modest() -> None:
    limit_memory()
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_NICE)


def _work(path: Path) -> tuple[dict[str, Any], bytes]:
    try:
        return {"done": True}, peaks_to_bytes(peaks_of(path))
    except AppError as error:
        return {"error": type(error).__name__, "detail": error.detail}, b""
    except MemoryError:
        return {"error": DocumentTooHeavy.__name__, "detail": "no memory"}, b""


def _answer(answers: int, head: dict[str, Any], payload: bytes) -> None:
    rest = memoryview(frame_head(head, len(payload)) + payload)
    while rest:
        rest = rest[os.write(answers, rest) :]


def peaks_of(path: Path) -> Peaks:
    """The peaks of the recording at `path`, whatever its name says; raises AppError."""
    try:
        with path.open("rb") as file:
            plain = plain_wav(file.read(HEADER_BYTES))
    except OSError as error:
        raise DiskFailed(str(error), path=str(path)) from error
    return _peaks_of_plain(path, plain) if plain is not None else _peaks_decoded(path)


def _peaks_of_plain(path: Path, plain: PlainWav) -> Peaks:
    builder = PeakBuilder(plain.form)
    left = plain.size
    try:
        with path.open("rb") as file:
            file.seek(plain.begin)
            while piece := file.read(_PIECE_BYTES if left is None else min(left, _PIECE_BYTES)):
                builder.feed(piece)
                left = None if left is None else left - len(piece)
    except OSError as error:
        raise DiskFailed(str(error), path=str(path)) from error
    return builder.finish()


def _peaks_decoded(path: Path) -> Peaks:
    from desktop.workers.sound_decoding import decoded_peaks

    return decoded_peaks(path)
