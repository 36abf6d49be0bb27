"""The player alone, with real sound files and, most often, without a sound device."""

from __future__ import annotations

import math
import struct
import subprocess
import sys
import wave
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import FileDamaged
from desktop.core.models import Call
from desktop.ui.calls.player import SPEEDS, Player
from desktop.ui.calls.player_state import PlayerState
from tests.ui.endless_sound import endless_sound

CALL = Call("CA1", datetime(2026, 11, 22, 14, 10, tzinfo=UTC), lead_name="Example Clinic", duration_s=3)
_FFMPEG_SAYS = "^Could not open media. FFmpeg error description: .*$"


def sound_file(path: Path, seconds: float = 3.0, channels: int = 2) -> Path:
    """A tone as the phone company gives its recordings: 8 kHz, 16 bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(8000)
        frames = b"".join(struct.pack("<h", int(9000 * math.sin(n / 5))) * channels for n in range(800))
        file.writeframes(frames * round(seconds * 10))
    return path


@pytest.fixture
def player(qapp: QApplication) -> Iterator[Player]:
    made = Player()
    yield made
    made.close()


@pytest.fixture
def playing(player: Player, tmp_path: Path, qtbot: QtBot) -> Player:
    player.play(sound_file(tmp_path / "call.wav"), CALL)
    qtbot.waitUntil(lambda: player.position > 100)
    return player


def test_plays_and_says_where_it_is(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    positions: list[int] = []
    player.position_changed.connect(positions.append)
    with qtbot.waitSignal(player.duration_changed, check_params_cb=lambda ms: ms == 3000):
        player.play(sound_file(tmp_path / "a b שלום.wav"), CALL)
    assert player.state is PlayerState.PLAYING
    assert player.current_sid == "CA1"
    qtbot.waitUntil(lambda: player.position > 200)
    assert positions
    assert positions == sorted(positions)


def test_pause_goes_on_where_it_was(playing: Player, qtbot: QtBot) -> None:
    playing.toggle()
    assert playing.state is PlayerState.PAUSED
    there = playing.position
    playing.pause()
    assert playing.position == there
    playing.toggle()
    assert playing.playing
    qtbot.waitUntil(lambda: playing.position > there)
    assert playing.position < there + 1500


def test_seek_and_skip_stay_within_the_recording(playing: Player, qtbot: QtBot) -> None:
    playing.pause()
    playing.seek(2000)
    qtbot.waitUntil(lambda: playing.position == 2000)
    playing.skip(-1)
    qtbot.waitUntil(lambda: playing.position == 1000)
    playing.skip(-10)
    qtbot.waitUntil(lambda: playing.position == 0)
    playing.skip(30)
    qtbot.waitUntil(lambda: playing.position == 3000)


def test_at_its_end_it_finishes_and_can_be_heard_again(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.finished, timeout=10_000):
        player.play(sound_file(tmp_path / "short.wav", 0.3), CALL)
    assert player.state is PlayerState.PAUSED
    assert player.current_sid == "CA1"
    with qtbot.waitSignal(player.finished, timeout=10_000):
        player.resume()
    player.seek(100)
    with qtbot.waitSignal(player.finished, timeout=10_000):
        player.toggle()


def test_before_it_is_loaded_it_is_where_it_will_begin(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    """Keys that skip go on from there, and another window takes it up there."""
    file = sound_file(tmp_path / "call.wav", 20.0)
    player.play(file, CALL, 9_000)
    assert player.position == 9_000
    player.skip(5)
    assert player.position == 14_000
    qtbot.waitUntil(lambda: player.settled)
    qtbot.waitUntil(lambda: 14_000 <= player.position < 20_000)
    player.take_up(file, CALL, 6_000, False)
    player.resume()
    qtbot.waitUntil(lambda: player.settled and player.position > 6_200)
    assert player.position < 14_000
    player.take_up(file, CALL, 6_000, True)
    player.close()
    assert player.position == 0
    assert player.settled


def test_whoever_goes_to_the_very_end_is_at_the_end(playing: Player, qtbot: QtBot) -> None:
    with qtbot.waitSignal(playing.finished, timeout=5_000):
        playing.seek(playing.duration)
    playing.seek(playing.duration)
    qtbot.waitUntil(lambda: playing.position >= 2_900)
    playing.resume()
    qtbot.waitUntil(lambda: 0 < playing.position < 2_000)


def test_one_that_is_shorter_than_where_it_was_left_begins_anew(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    """Cut on this computer, or fetched once more: it does not stand at its end for ever, called playing."""
    player.play(sound_file(tmp_path / "call.wav", 60.0, channels=1), CALL, 100_000)
    qtbot.waitUntil(lambda: player.settled and player.duration == 60_000)
    assert player.position < 60_000
    qtbot.waitUntil(lambda: player.playing and 0 < player.position < 60_000)


def test_who_skips_beyond_the_end_before_it_is_loaded_comes_to_its_end(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(player.finished, timeout=20_000):
        player.play(sound_file(tmp_path / "call.wav", 60.0, channels=1), CALL, 50_000)
        player.skip(30)
    assert player.state is PlayerState.PAUSED


def test_one_that_is_to_begin_at_its_very_end_comes_to_it(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(player.finished, timeout=20_000):
        player.play(sound_file(tmp_path / "call.wav"), CALL, 3_000)
    assert player.state is PlayerState.PAUSED


def test_the_voice_keeps_its_pitch_at_every_speed(playing: Player, tmp_path: Path, qtbot: QtBot) -> None:
    """That it is heard so is for the campaign `sound`, which needs a sound server."""
    media = playing._built()
    for speed in SPEEDS:
        playing.set_speed(speed)
        assert (media.playbackRate(), media.pitchCompensation()) == (speed, True)
    with qtbot.waitSignal(playing.finished, timeout=20_000):
        playing.play(sound_file(tmp_path / "next.wav", 1.0), CALL._replace(sid="CA2"))
    assert (media.playbackRate(), media.pitchCompensation()) == (SPEEDS[-1], True)
    # As the campaign leaves it: without it the check above finds that.
    media.setPitchCompensation(False)
    assert not media.pitchCompensation()


@pytest.mark.parametrize(("asked", "got"), [(0.1, 0.5), (0.5, 0.5), (1.25, 1.25), (3, 3), (9, 3)])
def test_speed_has_limits(player: Player, qtbot: QtBot, asked: float, got: float) -> None:
    with qtbot.waitSignal(player.settings_changed):
        player.set_speed(asked)
    assert player.speed == got
    assert SPEEDS[0] <= player.speed <= SPEEDS[-1]


def test_volume_and_mute_are_told_and_kept_for_the_next_recording(
    playing: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    for volume, kept in ((-5, 0), (250, 100), (40, 40)):
        playing.set_volume(volume)
        assert playing.volume == kept
    with qtbot.waitSignal(playing.settings_changed):
        playing.toggle_mute()
    assert playing.muted
    playing.play(sound_file(tmp_path / "next.wav"), CALL)
    assert (playing.volume, playing.muted) == (40, True)


def test_closed_it_lets_go_of_the_file(playing: Player, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(playing.state_changed):
        playing.close()
    assert playing.state is PlayerState.EMPTY
    assert (playing.current_sid, playing.position, playing.duration) == ("", 0, 0)
    # On Windows an open file can be neither replaced nor deleted.
    (tmp_path / "call.wav").replace(tmp_path / "elsewhere.wav")
    if sys.platform == "linux":
        open_files = {link.resolve().name for link in Path("/proc/self/fd").iterdir()}
        assert "elsewhere.wav" not in open_files


def test_another_recording_takes_the_place_of_the_first(
    playing: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    other = Call("CA2", None)
    playing.play(sound_file(tmp_path / "other.wav", 1.0, channels=1), other)
    assert playing.current_sid == "CA2"
    qtbot.waitUntil(lambda: playing.duration == 1000)
    assert playing.playing


def test_nothing_is_loaded_before_something_plays(player: Player) -> None:
    for command in (player.toggle, player.pause, player.resume, player.close, player.toggle_mute):
        command()
    player.seek(5)
    player.skip(5)
    assert (player.position, player.duration, player.state) == (0, 0, PlayerState.EMPTY)
    assert player.has_sound


def test_the_window_starts_without_qtmultimedia() -> None:
    """It is heavy: whoever imports the player and its bar must not load it."""
    code = (
        "import sys; import desktop.ui.calls.player_bar; "
        "sys.exit(any('Multimedia' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.qt_log_ignore(_FFMPEG_SAYS, extend=True)
@pytest.mark.parametrize(
    "content",
    [b"<!doctype html>" * 90, b"", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\xff\xfb\x90\x00" * 4],
    ids=["html", "empty", "cut", "four frames of nothing"],
)
def test_what_is_no_recording_is_said(player: Player, tmp_path: Path, qtbot: QtBot, content: bytes) -> None:
    path = tmp_path / "damaged.wav"
    path.write_bytes(content)
    with qtbot.waitSignal(player.failed, timeout=10_000) as failed:
        player.play(path, CALL)
    assert isinstance(failed.args[0], FileDamaged)
    assert player.state is PlayerState.EMPTY
    assert player.current_sid == ""
    path.unlink()


@pytest.mark.qt_log_ignore(_FFMPEG_SAYS, extend=True)
def test_a_file_that_is_gone_is_said_and_the_next_one_plays(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(player.failed):
        player.play(tmp_path / "gone.wav", CALL)
    player.play(sound_file(tmp_path / "there.wav"), CALL)
    qtbot.waitUntil(lambda: player.position > 100)


def test_a_recording_cut_in_the_middle_plays_as_far_as_it_goes(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = sound_file(tmp_path / "whole.wav").read_bytes()
    path = tmp_path / "half.wav"
    path.write_bytes(whole[: len(whole) // 6])
    with qtbot.waitSignal(player.finished, timeout=10_000):
        player.play(path, CALL)


_PLAY_TO_THE_END = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.core.models import Call
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_state import PlayerState

app = QApplication([])
player = Player()
player.warm_up()
# As on a computer that has a sound device, whether or not this one does.
player._built()
player._output._new_output()
player.play(Path(sys.argv[1]), Call("CA1", None))
for _ in range(500):
    if player.state is PlayerState.PAUSED:
        sys.exit(0)
    # Unlike the program's own loop this one keeps Python's lock, as much that Qt is called for does.
    QTest.qWait(10)
sys.exit(1)
"""


def test_the_end_of_a_recording_does_not_freeze_the_window(tmp_path: Path) -> None:
    """The sound thread ends while this one waits for it with Python's lock in its hand."""
    path = sound_file(tmp_path / "short.wav", 0.2)
    command = [sys.executable, "-c", _PLAY_TO_THE_END, str(path)]
    assert subprocess.run(command, check=False, timeout=20, capture_output=True).returncode == 0


def test_quick_changes_leave_the_last_one_playing(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    files = [sound_file(tmp_path / f"{number}.wav", 2.0) for number in range(8)]
    for number, path in enumerate(files):
        player.play(path, Call(f"CA{number}", None))
        if number % 3 == 0:
            player.close()
    qtbot.waitUntil(lambda: player.position > 100)
    assert player.current_sid == "CA7"


def test_a_recording_of_unknown_length_goes_on_where_it_was(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    player.play(endless_sound(tmp_path / "endless.flac", 20.0), CALL)
    qtbot.waitUntil(lambda: player.position > 100)
    assert player.duration == 0
    player.seek(6_000)
    qtbot.waitUntil(lambda: player.position > 6_100)
    player.pause()
    player.resume()
    qtbot.waitUntil(lambda: player.position > 4_500)
    assert player.position < 15_000
