"""The process that makes the peaks of one recording: it is told which, reads it, answers once and ends.

A damaged file may hang or crash a decoder, or fill the memory: the program only loses this process. Seen
with Qt 6.11: damaged frames of an MP3 end `QAudioDecoder` by a segmentation fault. Most recordings are
plain WAV and need no decoder at all; for the others FFmpeg's libraries are used as Qt brings them, and where
it brings none, Qt's own decoder, which takes three to four times as long.
"""

from __future__ import annotations

import os
from pathlib import Path

from desktop.core.errors import DiskFailed
from desktop.core.peaks_bytes import peaks_to_bytes
from desktop.core.samples import PeakBuilder
from desktop.core.wav_header import HEADER_BYTES, PlainWav, plain_wav
from desktop.core.waveform import Peaks
from desktop.workers.child_pipes import ChildPipes
from desktop.workers.modest import be_modest

WORK_SECONDS = 150
"""The program kills a process that takes long much earlier; this is for when the program is gone."""


def main(*, is_behind: bool = False, is_spare: bool = False) -> int:
    """Answers for the recording that the standard input names; returns the exit code.

    `is_behind`: nobody waits for it. `is_spare`: it has time until it is told which, and loads what it may
    need.
    """
    pipes = ChildPipes()
    be_modest(is_behind=is_behind)
    if is_spare:
        load_ahead()
    pipes.say_ready()
    wish = pipes.read()
    if wish is not None:
        with pipes.answering(WORK_SECONDS):
            pipes.write({"done": True}, peaks_to_bytes(peaks_of(Path(wish["path"]))))
    # Nothing here needs an orderly end, and a decoder may be in a state that has none.
    os._exit(0)


def load_ahead() -> None:
    """The decoder's libraries, of which there is one for each process."""
    from desktop.workers import ffmpeg_decoding  # noqa: F401  # loads it
    from desktop.workers.ffmpeg_library import load_ffmpeg

    load_ffmpeg()


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
    left, most = plain.size, builder.piece_bytes
    try:
        with path.open("rb") as file:
            file.seek(plain.begin)
            while piece := file.read(most if left is None else min(left, most)):
                builder.feed(piece)
                left = None if left is None else left - len(piece)
    except OSError as error:
        raise DiskFailed(str(error), path=str(path)) from error
    return builder.finish()


def _peaks_decoded(path: Path) -> Peaks:
    from desktop.workers.ffmpeg_library import load_ffmpeg

    ffmpeg = load_ffmpeg()
    if ffmpeg is not None:
        from desktop.workers.ffmpeg_decoding import decoded_by_ffmpeg

        return decoded_by_ffmpeg(ffmpeg, path)
    from desktop.workers.sound_decoding import decoded_peaks

    return decoded_peaks(path)
