"""From pressing play on a kept recording to the first position, and from a seek to the sound that is there.

95 of 100 presses and seeks take no longer than what is measured. The peer is a bare QMediaPlayer.
"""

from __future__ import annotations

import random
import tempfile
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtMultimedia import QAudioBuffer, QAudioBufferOutput, QMediaPlayer

from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.playing_desk import PlayingDesk

LONGEST_SECONDS = 10.0
NEAR_MS = 200
"""So near to where it was sent must the sound be."""
_RATE = 8000


def write_sound(path: Path, minutes: float) -> Path:
    """Noise as the phone company gives its recordings: 8 kHz, 16 bit."""
    second = random.Random(1).randbytes(2 * _RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        for _ in range(round(minutes * 60)):
            file.writeframes(second)
    return path


def slow_one(seconds: Sequence[float]) -> float:
    """95 of 100 took no longer."""
    return sorted(seconds)[min(len(seconds) - 1, round(0.95 * len(seconds)))]


class Waiting(QObject):
    """Runs the event loop until something is as it should be."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._wanted: Callable[[int], bool] = lambda _: False
        self._late = QTimer(self, singleShot=True, interval=round(LONGEST_SECONDS * 1000))
        self._late.timeout.connect(self._loop.quit)

    @Slot(object)
    def note_position(self, milliseconds: int) -> None:
        if self._wanted(milliseconds):
            self._loop.quit()

    @Slot(QAudioBuffer)
    def note_sound(self, buffer: QAudioBuffer) -> None:
        self.note_position(buffer.startTime() // 1000)

    def measure(self, begin: Callable[[], object], wanted: Callable[[int], bool]) -> float:
        """Seconds from `begin` until a time in ms is `wanted`."""
        self._wanted = wanted
        began = time.perf_counter()
        begin()
        self._late.start()
        self._loop.exec()
        if not self._late.isActive():
            raise AssertionError("nothing was reported")
        self._late.stop()
        return time.perf_counter() - began


class Desk(PlayingDesk):
    """Recordings of `minutes` of noise each, the flow that plays them, and a bare player."""

    def __init__(self, folder: Path, minutes: float, count: int) -> None:
        super().__init__(folder)
        sound = write_sound(folder / "sound.wav", minutes).read_bytes()
        self.kept = [self.keep(f"CA{number:032}", sound) for number in range(count)]
        self.player.warm_up()
        self.bare = QMediaPlayer(self.owner)
        self.bare.setAudioBufferOutput(QAudioBufferOutput(self.owner))
        self.waiting = Waiting()

    def close(self) -> None:
        self.bare.stop()
        self.bare.setSource(QUrl())
        super().close()

    # -- pressing play ---------------------------------------------------------------------------

    def press(self, number: int) -> float:
        """Through all of ours: the row, the file, where it was left, the player, its first position."""
        sid = self.kept[number % len(self.kept)].key.id
        seconds = self.waiting.measure(lambda: self.flow.press(sid), lambda at: at > 0)
        self.player.close()
        return seconds

    def press_bare(self, number: int) -> float:
        url = QUrl.fromLocalFile(str(self.kept[number % len(self.kept)].path))

        def begin() -> None:
            self.bare.setSource(url)
            self.bare.play()

        seconds = self.waiting.measure(begin, lambda at: at > 0)
        self.bare.stop()
        self.bare.setSource(QUrl())
        return seconds

    # -- seeking ---------------------------------------------------------------------------------

    def seek(self, go: Callable[[int], object], target: int) -> float:
        """Until the sound of the target arrives, not just its number."""
        return self.waiting.measure(lambda: go(target), lambda at: abs(at - target) <= NEAR_MS)


def _minutes(size: Size, minutes: float) -> float:
    return 0.5 if size.rows <= TINY.rows else minutes


@contextmanager
def _open_start(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), _minutes(size, 5), 4)
        desk.player.position_changed.connect(desk.waiting.note_position)
        desk.bare.positionChanged.connect(desk.waiting.note_position)
        yield Pair(
            ours=lambda: slow_one([desk.press(number) for number in range(size.rows)]),
            peer=lambda: slow_one([desk.press_bare(number) for number in range(size.rows)]),
        )
        desk.close()


@contextmanager
def _open_seek(size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), _minutes(size, 60), 1)
        player, bare, kept = desk.player, desk.bare, desk.kept[0]
        desk.player.position_changed.connect(desk.waiting.note_position)
        desk.press(0)
        desk.waiting.measure(lambda: desk.flow.press(kept.key.id), lambda at: at > 0)
        player.position_changed.disconnect(desk.waiting.note_position)
        dice = random.Random(2)
        targets = [dice.randrange(5_000, player.duration - 5_000) for _ in range(size.rows)]
        _listen(player._built(), desk)
        _listen(bare, desk)

        def ours() -> float:
            bare.pause()
            return slow_one([desk.seek(player.seek, target) for target in targets])

        def peer() -> float:
            player.pause()
            bare.setSource(QUrl.fromLocalFile(str(kept.path)))
            # Before it is loaded it cannot be sent anywhere.
            desk.waiting.measure(bare.play, lambda at: at < 2_000)
            found = slow_one([desk.seek(bare.setPosition, target) for target in targets])
            bare.setSource(QUrl())
            player.resume()
            return found

        yield Pair(ours=ours, peer=peer)
        desk.close()


def _listen(media: QMediaPlayer, desk: Desk) -> None:
    """Where there is a sound device, ours plays to that, and hands out no samples by itself."""
    output = media.audioBufferOutput() or QAudioBufferOutput(desk.owner)
    media.setAudioBufferOutput(output)
    # The samples come on a thread of their own.
    output.audioBufferReceived.connect(desk.waiting.note_sound, Qt.ConnectionType.QueuedConnection)


START = Benchmark("playback-start", _open_start, 0.3, Judged.OURS, size=Size(rows=40, runs=3))
SEEK = Benchmark("playback-seek", _open_seek, 0.2, Judged.OURS, size=Size(rows=40, runs=3))
