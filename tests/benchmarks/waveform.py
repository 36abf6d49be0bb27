"""The peaks of a recording of thirty minutes, against ffmpeg decoding it to nothing.

Ours has a process ready when it is asked, as the program has a moment after its start and each waveform.

`waveform`: WAV, 8 kHz, stereo, as the server gives most. `waveform-mp3`: the same as MP3, which ffmpeg
makes; where there is none, ours is measured on an MP3 of silence. `waveform-gap`: how long the window did
not come round meanwhile, the drawing included.
"""

from __future__ import annotations

import math
import shutil
import struct
import subprocess
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desktop.core.errors import AppError
from desktop.core.waveform import Peaks
from desktop.ui.calls.time_bar import TimeBar
from desktop.workers.waveform_maker import WaveformMaker
from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Run, Size
from tests.benchmarks.table_desk import GapWatch, application, wait

RATE = 8000
SILENT_FRAME = bytes.fromhex("ffe318c4") + bytes(68)
"""MPEG 2.5, layer III, 8 kb/s at 8 kHz, mono: 72 ms."""
Recording = Callable[[Path, int], Path]


class _Maker:
    """Asks for peaks, and waits for them as a window does, some seconds after the last."""

    def __init__(self) -> None:
        application()
        self._maker = WaveformMaker()
        self._loop = QEventLoop()
        self.peaks: Peaks | None = None

    def make(self, path: Path) -> float:
        """Seconds from asking to having them."""
        self._maker.warm_up()
        wait(lambda: self._maker.is_ready)
        began = time.perf_counter()
        self._maker.make(path, self._on_peaks, self._fail)
        self._loop.exec()
        assert self.peaks is not None
        return time.perf_counter() - began

    def _on_peaks(self, peaks: Peaks) -> None:
        self.peaks = peaks
        self._loop.quit()

    def _fail(self, error: AppError) -> None:
        self._loop.quit()
        raise error


def wav_recording(folder: Path, seconds: int) -> Path:
    """Two voices in turn over a hum."""
    path = folder / "call.wav"
    second = [
        (round(9000 * math.sin(n / 4) * math.sin(n / 900)), round(50 * math.sin(n / 25))) for n in range(RATE)
    ]
    one = b"".join(struct.pack("<hh", *pair) for pair in second)
    other = b"".join(struct.pack("<hh", *pair[::-1]) for pair in second)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for number in range(seconds):
            file.writeframesraw(other if number // 4 % 2 else one)
    return path


def mp3_recording(folder: Path, seconds: int) -> Path:
    path = folder / "call.mp3"
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        path.write_bytes(SILENT_FRAME * round(seconds / 0.072))
        return path
    sound = wav_recording(folder, seconds)
    subprocess.run([ffmpeg, "-v", "error", "-i", sound, "-b:a", "32k", path], check=True)
    return path


def _decoded_by_ffmpeg(path: Path) -> Run | None:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        return None

    def run() -> float:
        began = time.perf_counter()
        subprocess.run([ffmpeg, "-v", "error", "-i", path, "-f", "null", "-"], check=True)
        return time.perf_counter() - began

    return run


@contextmanager
def _open(recording: Recording, size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = recording(Path(folder), size.rows)
        maker = _Maker()
        yield Pair(ours=partial(maker.make, path), peer=_decoded_by_ffmpeg(path), missing="ffmpeg")


@contextmanager
def _gaps(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        path = wav_recording(Path(folder), size.rows)
        maker = _Maker()
        yield Pair(ours=partial(_longest_gap, maker, path), peer=_idle_gap)


def _longest_gap(maker: _Maker, path: Path) -> float:
    bar = _shown_bar()
    watch = GapWatch()
    maker.make(path)
    bar.set_peaks(maker.peaks)
    bar.repaint()
    return watch.longest


def _shown_bar() -> TimeBar:
    bar = TimeBar()
    bar.resize(1000, 70)
    bar.set_duration(30 * 60_000)
    bar.set_waiting(True)
    bar.show()
    bar.repaint()
    return bar


def _idle_gap() -> float:
    """With nothing to do for half a second."""
    loop = QEventLoop()
    watch = GapWatch()
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    return watch.longest


_SIZE = Size(rows=1800, runs=5)
WAVEFORMS = (
    Benchmark("waveform", partial(_open, wav_recording), 1.0, Judged.RATIO, size=_SIZE),
    Benchmark("waveform-mp3", partial(_open, mp3_recording), 1.0, Judged.RATIO, size=_SIZE),
    Benchmark("waveform-gap", _gaps, 0.1, Judged.OURS, size=_SIZE),
)
