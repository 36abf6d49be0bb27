"""Peaks made in a process of its own, which may hang, crash or answer nonsense."""

from __future__ import annotations

import math
import os
import random
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError, DiskFailed, DocumentTooHeavy, FileDamaged, FormatNotSupported
from desktop.core.waveform import Peaks
from desktop.workers.render_limits import memory_of
from desktop.workers.waveform_maker import WaveformMaker
from tests.ui.test_ui_player import sound_file

WAIT_MS = 30_000
SILENT_MP3_FRAME = bytes.fromhex("fffb9000") + bytes(413)
"""Layer III, 128 kb/s at 44.1 kHz: 1152 frames of nothing."""

WITHOUT_LIBRARIES = (
    "from desktop.workers import ffmpeg_library, peaks_child;"
    " ffmpeg_library.load_ffmpeg = lambda: None; peaks_child.main()"
)


class Heard:
    """What came back."""

    def __init__(self) -> None:
        self.peaks: list[Peaks] = []
        self.errors: list[AppError] = []

    def ask(self, qtbot: QtBot, maker: WaveformMaker, path: Path) -> None:
        maker.make(path, self.peaks.append, self.errors.append)
        qtbot.waitUntil(lambda: bool(self.peaks or self.errors), timeout=WAIT_MS)


@pytest.fixture
def maker(qtbot: QtBot) -> Iterator[WaveformMaker]:
    made = WaveformMaker()
    yield made
    made.close()


@pytest.fixture(params=[True, False], ids=["FFmpeg", "Qt"])
def decoder(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[WaveformMaker]:
    """By the libraries that Qt brings, and as where it brings none."""
    made = WaveformMaker(command=None if request.param else child_of(WITHOUT_LIBRARIES))
    yield made
    made.close()


def made_of(qtbot: QtBot, maker: WaveformMaker, path: Path) -> Peaks:
    heard = Heard()
    heard.ask(qtbot, maker, path)
    assert not heard.errors, heard.errors
    return heard.peaks[0]


def failure(qtbot: QtBot, maker: WaveformMaker, path: Path) -> AppError:
    heard = Heard()
    heard.ask(qtbot, maker, path)
    assert not heard.peaks
    return heard.errors[0]


def child_of(source: str) -> tuple[str, list[str]]:
    """A process that is no decoder at all."""
    return sys.executable, ["-c", source]


def float_wav(path: Path, seconds: int) -> Path:
    """A tone, half as loud as can be."""
    sound = b"".join(struct.pack("<f", 0.5 * math.sin(n / 3)) for n in range(8000)) * seconds
    return float_sound(path, sound)


def float_sound(path: Path, sound: bytes) -> Path:
    """In a form that only the decoder reads: 8 kHz, one channel."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, 8000, 32000, 4, 32)
    head = struct.pack("<4sI4s", b"RIFF", 36 + len(sound), b"WAVE") + form
    path.write_bytes(head + struct.pack("<4sI", b"data", len(sound)) + sound)
    return path


def test_a_recording_as_the_server_gives_it(qtbot: QtBot, maker: WaveformMaker, tmp_path: Path) -> None:
    peaks = made_of(qtbot, maker, sound_file(tmp_path / "a b שלום.wav", 3.0))
    assert peaks.duration_ms == 3000
    assert set(peaks.upper) == set(peaks.lower) == {9000 >> 8}
    assert not maker.busy


def test_what_needs_a_decoder(qtbot: QtBot, decoder: WaveformMaker, tmp_path: Path) -> None:
    peaks = made_of(qtbot, decoder, float_wav(tmp_path / "pipe %20.wav", 2))
    assert peaks.duration_ms == 2000
    assert 60 <= min(peaks.upper) <= max(peaks.upper) <= 66


def test_every_sample_of_a_long_one_counts_where_it_is(
    qtbot: QtBot, maker: WaveformMaker, tmp_path: Path
) -> None:
    """It is decoded into the same few bytes again and again: nothing is lost, doubled or moved between."""
    dice = random.Random(3)
    loud = [dice.randrange(1, 128) for _ in range(1_713)]
    sound = b"".join(struct.pack("<f", size / 128) + bytes(159 * 4) for size in loud) + bytes(77 * 4)
    peaks = made_of(qtbot, maker, float_sound(tmp_path / "long.wav", sound))
    assert peaks.frames == 1_713 * 160 + 77
    assert list(peaks.upper) == list(peaks.lower) == [*loud, 0]


def test_an_mp3_of_another_rate_under_a_wrong_name(
    qtbot: QtBot, decoder: WaveformMaker, tmp_path: Path
) -> None:
    path = tmp_path / "silent.wav"
    path.write_bytes(SILENT_MP3_FRAME * 100)
    peaks = made_of(qtbot, decoder, path)
    assert abs(peaks.duration_ms - 100 * 1152 / 44.1) < 60
    assert set(peaks.upper) == {0}


def test_a_header_that_says_too_much_counts_what_is_there(
    qtbot: QtBot, maker: WaveformMaker, tmp_path: Path
) -> None:
    path = sound_file(tmp_path / "cut.wav", 3.0)
    path.write_bytes(path.read_bytes()[: 44 + 2 * 8000 * 4])
    assert made_of(qtbot, maker, path).duration_ms == 2000


@pytest.mark.parametrize(
    "content", [b"", b"<!doctype html>" * 90, b"RIFF\x24\0\0\0WAVEfmt ", b"\xff\xfb\x90\0" * 4]
)
def test_what_is_no_sound(qtbot: QtBot, maker: WaveformMaker, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.mp3"
    path.write_bytes(content)
    assert isinstance(failure(qtbot, maker, path), FileDamaged | FormatNotSupported)
    assert made_of(qtbot, maker, sound_file(tmp_path / "good.wav", 1.0)).duration_ms == 1000


def test_the_libraries_that_qt_brings_are_found() -> None:
    """Of the Qt that this program is pinned to; in a process of its own, as everywhere."""
    source = "from desktop.workers.ffmpeg_library import load_ffmpeg; assert load_ffmpeg() is not None"
    assert subprocess.run([sys.executable, "-c", source], check=False).returncode == 0


def test_a_list_of_other_files_is_not_followed(qtbot: QtBot, maker: WaveformMaker, tmp_path: Path) -> None:
    """Nobody makes the program read, or fetch, anything but the recording."""
    sound_file(tmp_path / "other.wav", 1.0)
    path = tmp_path / "list.mp3"
    for content in ("#EXTM3U\n#EXTINF:1\nother.wav\n", "ffconcat version 1.0\nfile other.wav\n"):
        path.write_text(content)
        assert isinstance(failure(qtbot, maker, path), FileDamaged)


def test_damaged_frames_end_the_decoder_and_no_more(
    qtbot: QtBot, decoder: WaveformMaker, tmp_path: Path
) -> None:
    """Qt's decoder crashes over some of them, leaves out others: never more than that process is lost."""
    dice = random.Random(5)
    frames = [bytearray(SILENT_MP3_FRAME) for _ in range(60)]
    for frame in frames[5:]:
        frame[4:] = dice.randbytes(len(frame) - 4)
    path = tmp_path / "damaged.mp3"
    path.write_bytes(b"".join(frames))
    heard = Heard()
    heard.ask(qtbot, decoder, path)
    assert heard.peaks or isinstance(heard.errors[0], FileDamaged)
    assert not decoder.busy
    assert made_of(qtbot, decoder, sound_file(tmp_path / "good.wav", 1.0)).duration_ms == 1000


def test_a_file_that_is_gone(qtbot: QtBot, maker: WaveformMaker, tmp_path: Path) -> None:
    assert isinstance(failure(qtbot, maker, tmp_path / "gone.wav"), DiskFailed)


@pytest.mark.skipif(sys.platform == "win32", reason="asks as POSIX does")
def test_one_that_nobody_waits_for_comes_after_everything(qtbot: QtBot, tmp_path: Path) -> None:
    maker, heard = WaveformMaker(is_behind=True), Heard()
    maker.make(sound_file(tmp_path / "long.wav", 600.0), heard.peaks.append, heard.errors.append)
    priorities: set[int] = set()

    def look() -> bool:
        if maker.child_pid:
            priorities.add(os.getpriority(os.PRIO_PROCESS, maker.child_pid))
        return bool(heard.peaks or heard.errors)

    qtbot.waitUntil(look, timeout=WAIT_MS)
    assert heard.peaks[0].duration_ms == 600_000
    assert max(priorities) == 19


# -- a process that goes wrong -------------------------------------------------------------------

HANGS = "import time; time.sleep(600)"


def test_one_that_hangs_is_ended(qtbot: QtBot, tmp_path: Path) -> None:
    maker = WaveformMaker(command=child_of(HANGS), work_seconds=0.3)
    assert isinstance(failure(qtbot, maker, tmp_path), DocumentTooHeavy)
    assert maker.child_pid == 0


def test_one_that_takes_too_much_memory_is_ended(qtbot: QtBot, tmp_path: Path) -> None:
    maker = WaveformMaker(command=child_of(HANGS), memory_bytes=1 << 16)
    assert isinstance(failure(qtbot, maker, tmp_path), DocumentTooHeavy)


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.abort()",
        "print('x' * 100)",
        "import os, struct; os.write(1, struct.pack('<II', 2, 3) + b'{}abc')",
        "import os, struct; os.write(1, struct.pack('<II', 2, 300) + b'{}abc')",
    ],
)
def test_one_that_crashes_or_answers_nonsense(qtbot: QtBot, tmp_path: Path, source: str) -> None:
    assert isinstance(failure(qtbot, WaveformMaker(command=child_of(source)), tmp_path), FileDamaged)


def test_one_that_does_not_start(qtbot: QtBot, tmp_path: Path) -> None:
    maker = WaveformMaker(command=(str(tmp_path / "no such program"), []))
    assert type(failure(qtbot, maker, tmp_path)) is AppError


def test_a_newer_wish_takes_the_place_of_an_older(qtbot: QtBot, maker: WaveformMaker, tmp_path: Path) -> None:
    older, newer = Heard(), Heard()
    long, short = sound_file(tmp_path / "long.wav", 600.0), sound_file(tmp_path / "short.wav", 1.0)
    maker.make(long, older.peaks.append, older.errors.append)
    newer.ask(qtbot, maker, short)
    assert newer.peaks[0].duration_ms == 1000
    assert not older.peaks
    assert not older.errors


def test_what_is_not_wanted_any_more_is_ended_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    maker, heard = WaveformMaker(command=child_of(HANGS)), Heard()
    maker.make(tmp_path, heard.peaks.append, heard.errors.append)
    qtbot.waitUntil(lambda: maker.child_pid > 0)
    pid = maker.child_pid
    maker.cancel()
    assert not maker.busy
    qtbot.waitUntil(lambda: memory_of(pid) == 0)
    assert not heard.errors


# -- a process that waits for the next recording -------------------------------------------------


def ready_pid(qtbot: QtBot, maker: WaveformMaker) -> int:
    qtbot.waitUntil(lambda: maker.is_ready, timeout=WAIT_MS)
    return maker.child_pid


def test_a_spare_process_takes_the_next_recording_and_is_followed_by_another(
    qtbot: QtBot, maker: WaveformMaker, tmp_path: Path
) -> None:
    maker.warm_up()
    spare = ready_pid(qtbot, maker)
    assert not maker.busy
    heard, path = Heard(), sound_file(tmp_path / "a.wav", 3.0)
    maker.make(path, heard.peaks.append, heard.errors.append)
    assert maker.child_pid == spare
    qtbot.waitUntil(lambda: bool(heard.peaks or heard.errors), timeout=WAIT_MS)
    assert heard.peaks[0].duration_ms == 3000
    assert ready_pid(qtbot, maker) != spare, "each recording has a process of its own"


def test_a_spare_process_that_is_gone_is_not_missed(
    qtbot: QtBot, maker: WaveformMaker, tmp_path: Path
) -> None:
    maker.warm_up()
    os.kill(ready_pid(qtbot, maker), signal.SIGTERM)
    qtbot.waitUntil(lambda: not maker.is_ready, timeout=WAIT_MS)
    assert made_of(qtbot, maker, sound_file(tmp_path / "a.wav", 1.0)).duration_ms == 1000


def test_a_spare_process_stays_when_nothing_was_asked_of_it_and_goes_with_the_account(
    qtbot: QtBot, maker: WaveformMaker
) -> None:
    maker.warm_up()
    spare = ready_pid(qtbot, maker)
    maker.cancel()
    assert maker.is_ready
    assert maker.child_pid == spare
    maker.close()
    qtbot.waitUntil(lambda: memory_of(spare) == 0)
    assert not maker.is_ready


def test_a_spare_process_ends_with_the_program() -> None:
    """Nobody is there to end it: its input ends."""
    source = "from desktop.workers.peaks_child import main; main(is_spare=True)"
    with subprocess.Popen(
        [sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert b"ready" in child.stdout.read(20)
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(WAIT_MS / 1000) == 0
