"""A kept file that another program cut or deleted is never played as a whole one, and said with a remedy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey, KeptFile
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.lost_files import LOST_MESSAGE
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.messages import Message, MessageKind
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    paths: list[Path] = []

    def note(path: Path) -> bool:
        paths.append(path)
        return True

    monkeypatch.setattr("desktop.ui.calls.recording.opening.open_file", note)
    return paths


def _keep(desk: CallsDesk, row: CallRow) -> KeptFile:
    desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait_for_state(row, TransferState.DONE)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    desk.queue.clear_finished()
    return kept


def _hold(server: DemoServer, row: CallRow) -> None:
    """It comes when the fault is cleared."""
    server.faults.add(Fault(f"^/api/recordings/.*{row.call.sid}", "stall", at_bytes=0))


def _said(desk: CallsDesk) -> str:
    return strip_marks(desk.wait_for_message(LOST_MESSAGE).sentence).replace("\u00a0", " ")


def test_one_that_was_cut_is_fetched_again_when_it_is_played(desk: CallsDesk, server: DemoServer) -> None:
    row = desk.playable()[0]
    kept = _keep(desk, row)
    os.truncate(kept.path, 1_000)
    _hold(server, row)
    desk.press_play(row)
    assert "only 1 KB of" in _said(desk)
    assert _said(desk).endswith("It is fetched again.")
    said: list[Message] = []
    desk.messages.shown.connect(said.append)
    server.faults.clear()
    desk.wait(lambda: desk.player.playing)
    [message] = [one for one in said if one.key == LOST_MESSAGE]
    assert message.sentence.endswith("is here again, whole.")
    assert message.kind is MessageKind.SUCCESS, "it leaves by itself"
    assert kept.path.stat().st_size == kept.size


def test_one_that_is_only_looked_at_can_be_fetched_again(desk: CallsDesk) -> None:
    row = desk.playable()[0]
    kept = _keep(desk, row)
    os.truncate(kept.path, 1_000)
    desk.take(row)
    assert "cut by another program" in _said(desk)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here, a part is missing")
    message = desk.message(LOST_MESSAGE)
    assert message is not None and message.action is not None
    message.action.run()
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    assert kept.path.stat().st_size == kept.size


def test_that_it_can_be_fetched_again_is_said_until_it_is_here(desk: CallsDesk) -> None:
    row = desk.playable()[0]
    kept = _keep(desk, row)
    os.truncate(kept.path, 1_000)
    desk.take(row)
    message = desk.wait_for_message(LOST_MESSAGE)
    assert message.action is not None
    # By the key that plays, not by what the message offers.
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    assert desk.message(LOST_MESSAGE) is None
    assert kept.path.stat().st_size == kept.size


def test_that_it_is_fetched_again_is_not_said_once_that_was_cancelled(
    desk: CallsDesk, server: DemoServer
) -> None:
    row = desk.playable()[0]
    os.truncate(_keep(desk, row).path, 1_000)
    _hold(server, row)
    desk.press_play(row)
    assert _said(desk).endswith("It is fetched again.")
    desk.page.keeper.cancel([row.call.sid])
    desk.wait(lambda: _said(desk).endswith("are left on this computer."))
    server.faults.clear()
    said = desk.message(LOST_MESSAGE)
    assert said is not None and said.action is not None
    said.action.run()
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    desk.wait(lambda: desk.message(LOST_MESSAGE) is None)


def test_a_folder_in_its_place_is_no_recording_and_makes_way_for_it(
    desk: CallsDesk, server: DemoServer
) -> None:
    row = desk.playable()[0]
    kept = _keep(desk, row)
    kept.path.unlink()
    (kept.path / "inside").mkdir(parents=True)
    _hold(server, row)
    desk.press_play(row)
    assert "was deleted from this computer" in _said(desk)
    assert _said(desk).endswith("It is fetched again.")
    server.faults.clear()
    desk.wait(lambda: desk.player.playing)
    assert kept.path.stat().st_size == kept.size
    assert list(kept.path.parent.glob("*/inside")), "what somebody put there is theirs"


def test_what_is_left_is_for_the_system_when_the_server_has_it_no_longer(
    desk: CallsDesk, opened: list[Path]
) -> None:
    row = desk.playable()[-1]
    kept = _keep(desk, row)
    desk.scope.clock.offset = timedelta(days=9)
    os.truncate(kept.path, 1_000)
    desk.take(row)
    assert _said(desk).endswith("The server has it no longer.")
    message = desk.message(LOST_MESSAGE)
    assert message is not None and message.action is not None
    message.action.run()
    assert opened == [kept.path]
    assert desk.player.state is PlayerState.EMPTY


def test_one_of_a_sequence_is_said_too(desk: CallsDesk, server: DemoServer) -> None:
    rows = desk.playable()[:2]
    kept = [_keep(desk, row) for row in rows]
    os.truncate(kept[0].path, 1_000)
    _hold(server, rows[0])
    desk.page.flow.play_all([row.call.sid for row in rows])
    assert _said(desk).endswith("It is fetched again.")
    server.faults.clear()
    desk.wait(lambda: desk.player.playing and desk.player.current_sid == rows[0].call.sid)
