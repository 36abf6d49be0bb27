"""Where playing does not simply go on: loops, silences, and sounds without a decoder."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtMultimedia import QAudioBuffer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import CodecMissing
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_actions import PlayerActions
from desktop.ui.calls.time_jumps import Loop, Silences, TimeJumps
from tests.ui.plugs import Plugs
from tests.ui.test_ui_player import CALL, sound_file


@pytest.fixture
def player(qapp: QApplication) -> Iterator[Player]:
    made = Player()
    yield made
    made.close()


# -- loops ---------------------------------------------------------------------------------------


def test_one_key_sets_a_then_b_then_neither() -> None:
    loop = Loop().step(5_000)
    assert loop == Loop(5_000)
    assert loop.step(5_100) == loop, "too short to be heard"
    assert loop.step(9_000) == (5_000, 9_000)
    assert loop.step(2_000) == (2_000, 5_000), "whoever went back means the other way round"
    assert loop.step(9_000).step(1) == Loop()
    assert Loop(5_000).target(9_999) is None
    assert Loop(5_000, 9_000).target(8_999) is None
    assert Loop(5_000, 9_000).target(9_000) == 5_000


def test_a_loop_is_played_again_and_again(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    positions: list[int] = []
    player.play(sound_file(tmp_path / "call.wav", 20.0), CALL, 4_000)
    qtbot.waitUntil(lambda: player.position >= 4_000)
    player.jumps.set_loop(Loop(5_000, 5_600))
    player.seek(5_000)
    player.position_changed.connect(positions.append)

    def returns() -> int:
        return sum(after < before for before, after in pairwise(positions))

    qtbot.waitUntil(lambda: returns() >= 2, timeout=10_000)
    # How far beyond B it is by the time that this is seen is the computer's matter.
    assert all(4_900 <= position < 15_000 for position in positions)
    player.jumps.clear_loop()
    qtbot.waitUntil(lambda: player.position > 6_200, timeout=10_000)


def test_a_loop_to_the_end_is_one_too(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    player.play(sound_file(tmp_path / "call.wav", 1.0), CALL)
    qtbot.waitUntil(lambda: player.duration == 1_000)
    with qtbot.assertNotEmitted(player.finished):
        player.jumps.set_loop(Loop(400, 1_000))
        player.seek(700)
        qtbot.waitUntil(lambda: player.position < 600)
        qtbot.waitUntil(lambda: player.position > 700)
        assert player.playing


def test_another_recording_has_no_loop(player: Player, tmp_path: Path) -> None:
    player.play(sound_file(tmp_path / "one.wav"), CALL)
    player.jumps.set_loop(Loop(1, 900))
    player.jumps.set_silences([(0, 500)])
    player.play(sound_file(tmp_path / "two.wav"), CALL._replace(sid="CA2"))
    assert player.jumps.loop == Loop()
    assert not player.jumps.has_silences


# -- silences ------------------------------------------------------------------------------------


def test_silences_end_where_they_end() -> None:
    silences = Silences([(5_000, 9_000), (1_000, 1_200)])
    assert silences.end_of(500) is None
    assert silences.end_of(1_000) is None, "over so little it would only stumble"
    assert silences.end_of(5_000) == 9_000
    assert silences.end_of(8_900) is None
    assert silences.end_of(9_500) is None
    assert not Silences()


def test_silence_is_left_out_and_the_time_saved_is_known(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    player.play(sound_file(tmp_path / "call.wav", 20.0), CALL)
    qtbot.waitUntil(lambda: player.duration == 20_000)
    player.jumps.set_silences([(300, 15_000)])
    assert player.position < 5_000, "not unless it is asked for"
    with qtbot.waitSignal(player.jumps.silence_skipped) as skipped:
        player.jumps.set_skips_silence(True)
    assert skipped.args[1] == 15_000
    assert 10_000 < player.jumps.saved_ms < 14_800
    qtbot.waitUntil(lambda: player.position >= 15_000)


def test_a_silence_that_a_loop_ends_in_is_played_with_it(qapp: QApplication) -> None:
    jumps = TimeJumps()
    jumps.set_silences([(4_000, 9_000)])
    jumps.set_skips_silence(True)
    jumps.set_loop(Loop(5_000, 7_000))
    assert jumps.jump_from(7_000) == 5_000
    assert jumps.jump_from(5_000) is None, "it would come back from B at once, for ever"
    jumps.set_loop(Loop(3_000, 9_000))
    assert jumps.jump_from(4_000) is None
    assert jumps.saved_ms == 0
    jumps.set_loop(Loop(5_000, 12_000))
    assert jumps.jump_from(5_000) == 9_000, "the rest of the loop is heard"
    jumps.set_loop(Loop(5_000))
    assert jumps.jump_from(5_000) == 9_000, "no loop without a B"


def test_back_goes_behind_a_silence_that_is_left_out() -> None:
    jumps = TimeJumps()
    jumps.set_silences([(5_000, 15_000), (20_000, 40_000)])
    assert jumps.skipped_to(16_000, -10_000) == 6_000, "it is played"
    jumps.set_skips_silence(True)
    assert jumps.skipped_to(16_000, -10_000) == 0
    assert jumps.skipped_to(16_000, -3_000) == 3_000
    assert jumps.skipped_to(15_000, -2_000) == 3_000, "just at its end"
    assert jumps.skipped_to(19_000, -4_000) == 15_000, "none in between"
    assert jumps.skipped_to(30_000, -1_000) == 19_000, "from the middle of one"
    assert jumps.skipped_to(42_000, -10_000) == 2_000, "two of them"
    assert jumps.skipped_to(4_000, 30_000) == 34_000, "forward nobody is held up"


def test_back_is_heard_though_a_silence_was_left_out_just_before(
    player: Player, tmp_path: Path, qtbot: QtBot
) -> None:
    player.set_steps(10, 30, 2)
    player.play(sound_file(tmp_path / "call.wav", 60.0), CALL)
    qtbot.waitUntil(lambda: player.duration == 60_000)
    player.jumps.set_silences([(20_000, 40_000)])
    player.jumps.set_skips_silence(True)
    player.pause()
    player.seek(41_000)
    qtbot.waitUntil(lambda: player.position == 41_000)
    player.skip_back()
    qtbot.waitUntil(lambda: player.position == 11_000)
    player.seek(40_500)
    player.resume()
    player.pause()
    before = player.position
    assert before >= 40_500
    player.resume()
    # As far back as it is set to, the silence not counted.
    assert before - 22_500 < player.position <= before - 21_500


def test_a_silence_at_the_end_is_no_place_to_stay(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    player.play(sound_file(tmp_path / "call.wav", 20.0), CALL)
    qtbot.waitUntil(lambda: player.duration == 20_000)
    # As it was decoded; its header may say another length.
    player.jumps.set_silences([(10_000, 90_000)])
    player.jumps.set_skips_silence(True)
    with qtbot.waitSignal(player.finished, timeout=20_000):
        player.seek(12_000)
    assert player.jumps.saved_ms <= 8_000, "no more than there is"


# -- going on ------------------------------------------------------------------------------------


def test_it_goes_on_a_little_before_where_it_was_paused(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    player.set_steps(10, 30, 3)
    player.play(sound_file(tmp_path / "call.wav", 30.0), CALL, 20_000)
    qtbot.waitUntil(lambda: player.position >= 20_000)
    player.pause()
    there = player.position
    player.resume()
    assert there - 3_500 < player.position <= there - 2_500
    player.pause()
    player.seek(10_000)
    player.resume()
    assert player.position >= 10_000, "whoever goes to a place means that place"


class Heard(QObject):
    """What arrives where the sound goes: when in the recording it is, in ms, and how loud at most."""

    def __init__(self) -> None:
        super().__init__()
        self.sounds: list[tuple[int, int]] = []

    @Slot(QAudioBuffer)
    def note(self, buffer: QAudioBuffer) -> None:
        samples = memoryview(buffer.constData()).cast("B").cast("h")
        self.sounds.append((buffer.startTime() // 1000, max(samples)))


@pytest.mark.no_qt_log
def test_the_samples_arrive_from_where_it_was_sent(tmp_path: Path, qtbot: QtBot) -> None:
    player = Player(outputs=Plugs())
    heard = Heard()
    player.warm_up()
    tap = player._built().audioBufferOutput()
    tap.audioBufferReceived.connect(heard.note, Qt.ConnectionType.QueuedConnection)
    player.play(sound_file(tmp_path / "call.wav", 60.0), CALL)
    qtbot.waitUntil(lambda: len(heard.sounds) > 3)
    heard.sounds.clear()
    player.seek(40_000)
    qtbot.waitUntil(lambda: any(abs(at - 40_000) < 200 and loud > 5_000 for at, loud in heard.sounds))
    player.close()


# -- sounds without a decoder --------------------------------------------------------------------


def strange_sound(path: Path, size: int = 16_044) -> Path:
    """A WAV file, of so many bytes, of a kind of sound that nobody knows."""
    data, form = bytes(size - 44), struct.pack("<HHIIHH", 0x1234, 1, 8000, 16000, 2, 16)
    head = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(data))
    path.write_bytes(b"RIFF" + struct.pack("<I", len(head) + len(data)) + head + data)
    return path


@pytest.mark.qt_log_ignore("No SW decoder found", extend=True)
def test_a_codec_that_is_missing_is_not_called_damage(player: Player, tmp_path: Path, qtbot: QtBot) -> None:
    path = strange_sound(tmp_path / "strange.wav")
    with qtbot.waitSignal(player.failed, timeout=10_000) as failed:
        player.play(path, CALL)
    assert isinstance(failed.args[0], CodecMissing)
    assert player.current_sid == ""


def test_why_no_silence_can_be_skipped(look: QApplication, player: Player, tmp_path: Path) -> None:
    """That there is none is another thing than that nobody looked."""
    window = QWidget()
    actions = PlayerActions(player, window)
    player.play(sound_file(tmp_path / "call.wav"), CALL)
    assert actions.skip_silence.toolTip() == "It is not known where nobody speaks in this recording."
    player.jumps.set_silences(())
    assert actions.skip_silence.toolTip() == "Somebody speaks all the time in this recording."
    player.jumps.set_silences([(300, 15_000)])
    assert actions.skip_silence.isEnabled()
    player.close()
    window.deleteLater()
