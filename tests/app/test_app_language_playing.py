"""Another language while something is played or recordings are fetched: that goes on where it was."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.call import deleted_since
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.play_flow import STOPPED_MESSAGE
from desktop.ui.calls.recording.recording_keeper import ASKED_AT_ONCE
from desktop.ui.calls.time_jumps import Loop
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.messages import Message
from tests.app.conftest import Driver
from tests.app.language_kit import at_rest, speak, standing


@pytest.fixture
def signed_in(signed_in: Driver) -> Driver:
    return at_rest(signed_in)


def play(driver: Driver) -> str:
    """Plays a recording that is long enough, for half a second."""
    row = next(row for row in driver.recordings() if 20 < (row.call.duration_s or 0) < 200)
    driver.press_play(row)
    driver.wait(lambda: driver.player.position > 500)
    return row.call.sid


def test_what_plays_plays_on(signed_in: Driver) -> None:
    sid = play(signed_in)
    before = signed_in.player
    heard = before.position
    speak(signed_in, "he")
    player = signed_in.player
    assert player is not before
    assert (player.current_sid, player.playing) == (sid, True)
    signed_in.wait(lambda: player.position > heard + 300)
    assert before.state is PlayerState.EMPTY
    assert signed_in.program.window.player_bar.isVisible()


def test_what_is_paused_stays_paused_where_it_was(signed_in: Driver) -> None:
    sid = play(signed_in)
    signed_in.player.toggle_mute()
    signed_in.player.pause()
    signed_in.wait(lambda: signed_in.player.state is PlayerState.PAUSED)
    heard = signed_in.player.position
    speak(signed_in, "he")
    player = signed_in.player
    signed_in.wait(lambda: abs(player.position - heard) < 200)
    assert (player.current_sid, player.state, player.muted) == (sid, PlayerState.PAUSED, True)
    player.resume()
    signed_in.wait(lambda: player.position > heard + 300)


def test_what_is_played_in_sequence_and_in_a_loop_goes_on_so(signed_in: Driver) -> None:
    rows, page = signed_in.recordings()[:3], signed_in.calls
    page.table.set_current_id(rows[0].row_id)
    page.table.select_ids([row.row_id for row in rows])
    page.commands.keep.trigger()
    signed_in.wait(lambda: all(row.kept for row in page.model.read([row.row_id for row in rows])))
    page.commands.play_selected.trigger()
    signed_in.wait(lambda: signed_in.player.current_sid == rows[0].call.sid)
    signed_in.player.sequence.go_on()
    signed_in.wait(lambda: signed_in.player.position > 0 and signed_in.player.settled)
    signed_in.player.jumps.set_loop(Loop(1_000, 2_500))
    signed_in.player.jumps.set_skips_silence(True)
    speak(signed_in, "he")
    player, commands = signed_in.player, signed_in.program.window.player_bar.commands
    assert (player.sequence.number_of(player.current_sid), player.sequence.count) == (2, 3)
    assert player.jumps.loop == Loop(1_000, 2_500)
    assert commands.skip_silence.isChecked() and commands.clear_loop.isEnabled()
    player.seek(2_400)
    signed_in.wait(lambda: player.settled and player.position < 2_000)
    commands.next.trigger()
    signed_in.wait(lambda: player.current_sid == rows[2].call.sid)
    assert player.jumps.loop == Loop()
    commands.previous.trigger()
    signed_in.wait(lambda: player.current_sid == rows[1].call.sid)


def _stopped(driver: Driver) -> Message | None:
    return next((one for one in standing(driver) if one.key == STOPPED_MESSAGE), None)


def test_a_sequence_that_stopped_can_still_be_gone_on_with(signed_in: Driver) -> None:
    rows, page = signed_in.recordings()[:3], signed_in.calls
    page.table.select_ids([row.row_id for row in rows])
    page.commands.keep.trigger()
    signed_in.wait(lambda: all(row.kept for row in page.model.read([row.row_id for row in rows])))
    sids = [row.call.sid for row in rows]
    page.flow.play_all(sids[:2])
    signed_in.wait(lambda: signed_in.player.current_sid == sids[0])
    page.flow.play(sids[2])
    assert _stopped(signed_in) is not None
    speak(signed_in, "he")
    said = _stopped(signed_in)
    assert said is not None and said.action is not None
    assert strip_marks(said.sentence) == "ההשמעה של ההקלטות שנבחרו הופסקה: הושמעה 1 מתוך 2."
    assert signed_in.player.current_sid == sids[2]
    said.action.run()
    signed_in.wait(lambda: signed_in.player.current_sid == sids[0])
    assert signed_in.player.sequence.count == 2
    assert _stopped(signed_in) is None
    speak(signed_in, "en")
    assert _stopped(signed_in) is None, "it was answered"


def test_a_recording_that_is_prepared_plays_when_it_is_here(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/api/recordings/[^/]+/stream", kind="delay", seconds=1.0))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    assert signed_in.calls.flow.wanted == row.call.sid
    speak(signed_in, "he")
    signed_in.wait(lambda: signed_in.player.playing and signed_in.player.current_sid == row.call.sid)


def obtainable(driver: Driver) -> set[str]:
    """Sids of the calls whose recording is not here and may be on the server, past its promise too."""
    model, now = driver.calls.model, driver.scope.clock.now()
    rows = (model.record_at(row) for row in range(len(model.ids)))
    calls = (row.call for row in rows if row is not None and not row.kept)
    return {call.sid for call in calls if call.has_recording and deleted_since(call, now) is None}


@pytest.mark.parametrize("looked_up", [False, True])
def test_recordings_that_were_promised_are_all_asked_for(
    signed_in: Driver, server: DemoServer, qtbot: QtBot, looked_up: bool
) -> None:
    for _ in range(2 * ASKED_AT_ONCE):
        server.world.add_call()
    signed_in.program.connection.try_now()
    signed_in.wait(lambda: len(signed_in.recordings()) > 2 * ASKED_AT_ONCE)
    server.faults.add(Fault(path=r"/api/recordings/", kind="delay", seconds=1.0))
    wanted = obtainable(signed_in)
    signed_in.calls.table.selectAll()
    with qtbot.waitSignal(signed_in.calls.keeper.asked) if looked_up else nullcontext():
        signed_in.calls.commands.keep.trigger()
    speak(signed_in, "he", busy=True)
    queue = signed_in.program.queue
    signed_in.wait(lambda: {one.key.id for one in queue.transfers() if one.key.is_recording} == wanted)


def test_a_list_that_is_being_kept_is_told_to_its_end(signed_in: Driver, server: DemoServer) -> None:
    server.world.add_call(lead_name="Only These")
    slow = server.world.add_call(lead_name="Only These").sid
    server.faults.add(Fault(f"^/api/recordings/{slow}", "stall", at_bytes=0))
    signed_in.program.connection.try_now()
    signed_in.calls.filter_bar.search_field.setText("only these")
    signed_in.wait(lambda: signed_in.calls.model.whole and len(signed_in.calls.model.ids) == 2)
    signed_in.calls.commands.keep_all.trigger()
    signed_in.wait(lambda: signed_in.calls.whole_list.dialog is not None)
    dialog = signed_in.calls.whole_list.dialog
    assert dialog is not None
    dialog.answer_button.click()
    signed_in.wait(lambda: "Keeping the recordings of this list: 1 of 2." in signed_in.texts())
    speak(signed_in, "he", busy=True)
    assert "שומר את ההקלטות שברשימה: 1 מתוך 2." in signed_in.texts()
    server.faults.clear()
    signed_in.wait(lambda: "2 הקלטות מהרשימה נמצאות כעת במחשב זה." in signed_in.texts())
