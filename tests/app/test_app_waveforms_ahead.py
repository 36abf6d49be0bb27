"""Waveforms of recordings that nobody plays: made behind everything else, and what they say of the length."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desktop.core.models import CallRow, FileKey, KeptFile
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.store.peaks_file import MOST_FAILURES
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.workers import waveforms_ahead
from desktop.workers.waveforms_ahead import WaveformsAhead
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
BLOCK_BYTES, BLOCK_FRAMES = 256, 505
SID = "CA" + "7" * 32


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses alone are short."""
    monkeypatch.setattr(waveforms_ahead, "PAUSE_MS", 10)
    monkeypatch.setattr(waveforms_ahead, "BEGIN_MS", 50)


def ahead_of(driver: Driver) -> WaveformsAhead:
    return driver.program.window.waveform.ahead


def peaks_of(driver: Driver, *rows: CallRow) -> list[Path]:
    return [driver.scope.folder / "peaks" / f"{row.call.sid}.peaks" for row in rows]


def keep(driver: Driver, *rows: CallRow) -> None:
    for row in rows:
        assert driver.calls.table.set_current_id(row.row_id)
        driver.calls.commands.keep.trigger()
    driver.wait(lambda: all(kept(driver, row) is not None for row in rows))


def kept(driver: Driver, row: CallRow) -> KeptFile | None:
    return driver.scope.kept_files.find(FileKey.recording(row.call.sid))


def spoil(driver: Driver, row: CallRow) -> None:
    """Nobody can decode it any more; it has the same name and size."""
    recording = kept(driver, row)
    assert recording is not None
    recording.path.write_bytes(b"\0" * recording.size)


# -- when they are made --------------------------------------------------------------------------


def test_what_is_kept_has_its_waveform_before_it_is_played(signed_in: Driver) -> None:
    rows = signed_in.recordings()[:2]
    keep(signed_in, *rows)
    signed_in.wait(lambda: all(path.exists() for path in peaks_of(signed_in, *rows)))
    assert signed_in.player.current_sid == ""
    written = [path.stat().st_mtime_ns for path in peaks_of(signed_in, *rows)]
    signed_in.press_play(rows[0])
    signed_in.wait(lambda: signed_in.program.window.player_bar.time_bar.has_waveform)
    assert [path.stat().st_mtime_ns for path in peaks_of(signed_in, *rows)] == written


def test_one_that_is_played_comes_first(signed_in: Driver) -> None:
    ahead, shown = ahead_of(signed_in), signed_in.program.window.waveform
    played, *others = signed_in.recordings()[:3]
    ahead.hold()
    keep(signed_in, *others)
    # Not while they still come: it could be done with them before anybody looked.
    ahead.go_on()
    signed_in.wait(lambda: ahead.maker.busy or all(path.exists() for path in peaks_of(signed_in, *others)))
    overtaken: list[bool] = []
    shown.changed.connect(lambda: overtaken.append(ahead.maker.busy))
    signed_in.press_play(played)
    # A busy computer may look only when it is made.
    signed_in.wait(lambda: shown.maker.busy or shown.waveform is not None)
    assert not (shown.maker.busy and ahead.maker.busy)
    signed_in.wait(lambda: shown.waveform is not None)
    assert overtaken == [False]
    signed_in.wait(lambda: all(path.exists() for path in peaks_of(signed_in, played, *others)))


def test_those_kept_before_are_made_up_for_newest_first(start: Start, signed_in: Driver) -> None:
    rows = signed_in.recordings()[:3]
    keep(signed_in, *rows)
    paths = peaks_of(signed_in, *rows)
    end_when_done(signed_in)
    for path in paths:
        path.unlink()
    later = start("en")
    made: list[str] = []
    later.program.window.waveform.duration_found.connect(lambda sid, _: made.append(sid))
    later.wait(lambda: len(made) == 3)
    newest = sorted(rows, key=lambda row: str(row.call.created_at), reverse=True)
    assert made == [row.call.sid for row in newest]


def test_a_damaged_one_is_not_tried_for_ever(
    start: Start, signed_in: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    """Once at each of two starts, and nobody waits for it."""
    damaged, good = signed_in.recordings()[:2]
    ahead_of(signed_in).hold()
    keep(signed_in, damaged, good)
    spoil(signed_in, damaged)
    ahead_of(signed_in).go_on()
    made = peaks_of(signed_in, good)[0]
    end_when_done(signed_in)
    assert made.exists()
    for _ in range(2):
        end_when_done(start("en"))
    assert caplog.text.count("WAVEFORM failed") == MOST_FAILURES


def test_closing_ends_it_at_once(signed_in: Driver) -> None:
    rows = signed_in.recordings()[:3]
    ahead_of(signed_in).hold()
    keep(signed_in, *rows)
    ahead_of(signed_in).go_on()
    maker = ahead_of(signed_in).maker
    signed_in.wait(lambda: maker.busy or all(path.exists() for path in peaks_of(signed_in, *rows)))
    signed_in.program.close()
    assert not maker.busy


# -- what they say of the length -----------------------------------------------------------------


def coded_recording(seconds: int, said_seconds: int) -> bytes:
    """Silence in IMA ADPCM, of which nothing but the header's own bytes a second tells the length."""
    blocks = -(-seconds * 8000 // BLOCK_FRAMES)
    sound = bytes(blocks * BLOCK_BYTES)
    form = struct.pack(
        "<4sIHHIIHHHH",
        b"fmt ",
        20,
        0x11,
        1,
        8000,
        len(sound) // said_seconds,
        BLOCK_BYTES,
        4,
        2,
        BLOCK_FRAMES,
    )
    data = form + struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s", b"RIFF", 4 + len(data), b"WAVE") + data


@pytest.mark.parametrize(("seconds", "said"), [(40, 20), (20, 40)])
def test_the_length_that_was_decoded_counts(
    start: Start, server: DemoServer, seconds: int, said: int
) -> None:
    """The mark "shorter than the call" goes, and comes, as soon as it is known."""
    server.world.add_call(sid=SID, duration=40)
    sound = coded_recording(seconds, said)
    server.faults.add(Fault(f"{SID}/stream", "status", status=200, body=sound, content_type="audio/wav"))
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    row = driver.recordings()[0]
    assert row.call.sid == SID
    ahead_of(driver).hold()
    keep(driver, row)
    label = driver.calls.details.recording.shorter_label
    driver.wait(lambda: label.isVisibleTo(label.window()) is (said < 40))
    assert ("shorter than the call" in tip(driver, row)) is (said < 40)
    ahead_of(driver).go_on()
    driver.wait(lambda: ("shorter than the call" in tip(driver, row)) is (seconds < 40))
    driver.wait(lambda: label.isVisibleTo(label.window()) is (seconds < 40))
    recording = kept(driver, row)
    assert recording is not None
    assert recording.seconds is not None
    assert abs(recording.seconds - seconds) < 0.1
    assert recording.shorter is (seconds < 40)


@pytest.mark.parametrize("grown", [True, False])
def test_one_that_decodes_shorter_is_fetched_once_more(start: Start, server: DemoServer, grown: bool) -> None:
    """Then it is whole, or as whole as it gets; a third time nobody asks."""
    server.world.add_call(sid=SID, duration=40)
    short = coded_recording(20, 40)
    kinds = [(short, 1), (coded_recording(40, 40) if grown else short, None)]
    for sound, times in kinds:
        server.faults.add(
            Fault(f"{SID}/stream", "status", times=times, status=200, body=sound, content_type="audio/wav")
        )
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    row = driver.recordings()[0]
    files = QSignalSpy(driver.program.queue.ready)
    keep(driver, row)
    driver.wait(lambda: files.count() == 2)
    driver.wait(lambda: not ahead_of(driver).busy)
    recording = kept(driver, row)
    assert recording is not None
    assert recording.shorter is not grown
    assert recording.path.read_bytes() == kinds[1][0]
    ahead_of(driver).look()
    driver.wait(lambda: not ahead_of(driver).busy)
    driver.press_play(row)
    driver.wait(lambda: driver.program.window.player_bar.time_bar.has_waveform)
    driver.wait(lambda: driver.program.queue.counts().open == 0)
    assert [files.at(number)[0].id for number in range(files.count())] == [SID] * 2
    assert ("shorter than the call" in tip(driver, row)) is not grown


def tip(driver: Driver, row: CallRow) -> str:
    model = driver.calls.model
    place = model.row_of(row.row_id)
    assert place is not None
    return str(model.index(place, CallColumn.RECORDING).data(Qt.ItemDataRole.ToolTipRole))


def end_when_done(driver: Driver) -> None:
    driver.wait(lambda: not ahead_of(driver).busy)
    driver.program.close()
