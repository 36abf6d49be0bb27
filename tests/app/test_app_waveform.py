"""The waveform of a recording that is played, in the real program on the embedded server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.ui.calls.time_bar import TimeBar
from tests.app.conftest import Driver

Start = Callable[[str], Driver]


def bar_of(driver: Driver) -> TimeBar:
    return driver.program.window.player_bar.time_bar


def peaks_files(driver: Driver) -> list[Path]:
    return sorted((driver.scope.folder / "peaks").glob("*"))


def play_until_drawn(driver: Driver, row: CallRow) -> None:
    driver.press_play(row)
    driver.wait(lambda: driver.player.current_sid == row.call.sid)
    driver.wait(lambda: bar_of(driver).has_waveform)


def test_a_recording_that_plays_gets_its_waveform_which_is_kept(driver: Driver, qtbot: QtBot) -> None:
    row = driver.recordings()[0]
    lengths: list[tuple[str, int]] = []
    waveform = driver.program.window.waveform
    waveform.duration_found.connect(lambda sid, length: lengths.append((sid, length)))
    play_until_drawn(driver, row)
    assert not bar_of(driver).waiting
    assert lengths == [(row.call.sid, (row.call.duration_s or 0) * 1000)]
    assert [path.stem for path in peaks_files(driver)] == [row.call.sid]
    driver.player.pause()
    bar = bar_of(driver)
    driver.wait(lambda: bar.maximum() > 0)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() * 3 // 4, bar.height() // 2))
    driver.wait(lambda: abs(driver.player.position - bar.maximum() * 3 // 4) < bar.maximum() // 50)


def test_it_is_made_once(signed_in: Driver) -> None:
    first, second = signed_in.recordings()[:2]
    play_until_drawn(signed_in, first)
    drawn = signed_in.program.window.waveform.waveform
    assert drawn is not None
    written_at = peaks_files(signed_in)[0].stat().st_mtime_ns
    play_until_drawn(signed_in, second)
    signed_in.press_play(first)
    signed_in.wait(lambda: signed_in.player.current_sid == first.call.sid)
    shown = signed_in.program.window.waveform
    signed_in.wait(lambda: shown.waveform is not None and shown.waveform.peaks == drawn.peaks)
    assert (signed_in.scope.folder / "peaks" / f"{first.call.sid}.peaks").stat().st_mtime_ns == written_at


def test_a_damaged_one_is_made_anew(signed_in: Driver) -> None:
    row = signed_in.recordings()[0]
    play_until_drawn(signed_in, row)
    path = peaks_files(signed_in)[0]
    whole = path.read_bytes()
    signed_in.player.close()
    signed_in.wait(lambda: not bar_of(signed_in).has_waveform)
    path.write_bytes(whole[:100])
    play_until_drawn(signed_in, row)
    assert path.read_bytes() == whole


def test_closing_the_player_ends_what_is_being_made(signed_in: Driver) -> None:
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    maker = signed_in.program.window.waveform.maker
    # A busy computer may look only when it is made.
    signed_in.wait(lambda: maker.busy or bar_of(signed_in).has_waveform)
    signed_in.player.close()
    assert not maker.busy
    assert not bar_of(signed_in).waiting
    assert not bar_of(signed_in).has_waveform


def test_it_goes_with_its_recording(start: Start, signed_in: Driver) -> None:
    kept, removed = signed_in.recordings()[:2]
    play_until_drawn(signed_in, removed)
    play_until_drawn(signed_in, kept)
    key = FileKey.recording(removed.call.sid)
    scope = signed_in.scope
    recording = scope.kept_files.find(key)
    assert recording is not None
    recording.path.unlink()
    assert scope.recovery.forget_gone(key) is not None
    signed_in.program.close()
    later = start("en")
    later.wait(lambda: [path.stem for path in peaks_files(later)] == [kept.call.sid])


def test_what_cannot_be_decoded_has_a_plain_bar(
    signed_in: Driver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    row = signed_in.recordings()[0]
    play_until_drawn(signed_in, row)
    signed_in.player.close()
    kept = signed_in.scope.kept_files.find(FileKey.recording(row.call.sid))
    assert kept is not None
    # The player has a sound copy: what it cannot play is not loaded, and has no bar to be plain.
    whole = tmp_path / f"whole.{kept.extension}"
    whole.write_bytes(kept.path.read_bytes())
    kept.path.write_bytes(b"\0" * kept.size)
    peaks_files(signed_in)[0].unlink()
    signed_in.player.play(whole, row.call)
    assert bar_of(signed_in).waiting
    signed_in.wait(lambda: "WAVEFORM failed" in caplog.text)
    assert not bar_of(signed_in).waiting
    assert signed_in.player.current_sid == row.call.sid
    assert not bar_of(signed_in).has_waveform
    assert not peaks_files(signed_in)


def test_another_language_shows_it_again(signed_in: Driver) -> None:
    row = signed_in.recordings()[0]
    play_until_drawn(signed_in, row)
    signed_in.player.pause()
    before = bar_of(signed_in)
    signed_in.program.sign_in.language_chosen.emit("he")
    signed_in.wait(lambda: bar_of(signed_in) is not before and bar_of(signed_in).has_waveform)
    assert signed_in.player.current_sid == row.call.sid


def test_played_again_by_a_sequence_its_silences_are_still_known(signed_in: Driver) -> None:
    first, second = signed_in.recordings()[:2]
    play_until_drawn(signed_in, second)
    play_until_drawn(signed_in, first)
    jumps, page = signed_in.player.jumps, signed_in.calls
    signed_in.wait(lambda: jumps.silences_known)
    page.table.select_ids([first.row_id, second.row_id])
    page.commands.play_selected.trigger()
    signed_in.wait(lambda: signed_in.player.sequence.count == 2)
    assert signed_in.player.current_sid == first.call.sid
    signed_in.wait(lambda: jumps.silences_known and bar_of(signed_in).has_waveform)
