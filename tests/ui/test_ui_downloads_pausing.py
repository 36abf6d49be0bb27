"""Pausing on the downloads page: one or all, each in its place, said in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.store.begun_files import is_left
from desktop.ui.downloads.row_actions import RowAction
from desktop.ui.downloads.transfers_table_model import Section, TransferColumn
from tests.ui.calls_desk import CallsDesk
from tests.ui.downloads_desk import downloads_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with downloads_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def rows(desk: CallsDesk) -> list[CallRow]:
    """Five on their way, of which three stall."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    chosen = [row for row in desk.playable() if row.call.sid in sound][:5]
    for row in chosen:
        desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    # The page shows them a moment later: a button that is disabled until then is not to be missed.
    desk.wait(desk.downloads.head.pause_all_button.isEnabled)
    return chosen


def _row_id(desk: CallsDesk, row: CallRow) -> int:
    model = desk.downloads.model
    for row_id in model.ids:
        transfer = model.transfer_of(row_id)
        if transfer is not None and transfer.key.id == row.call.sid:
            return row_id
    raise AssertionError(f"{row.call.sid} is not shown")


def _states(desk: CallsDesk, rows: list[CallRow]) -> set[TransferState | None]:
    return {desk.state(row) for row in rows}


def test_all_stop_at_once_and_go_on_in_their_order(desk: CallsDesk, rows: list[CallRow]) -> None:
    page = desk.downloads
    desk.wait(lambda: page.head.pause_all_button.text() == "Pause all")
    page.head.pause_all_button.click()
    assert _states(desk, rows) == {TransferState.PAUSED}
    assert page.title.text() == "Downloads paused, 5 waiting"
    assert page.head.pause_all_button.text() == "Resume all"
    assert page.head.note.text() == "Only what you play, open or export is fetched now."
    first = page.model.index(0, TransferColumn.WHAT).data()
    assert first == "Paused · 5"
    assert page.model.index(1, TransferColumn.STATE).data() == "Paused"
    # What began to come is left, to be gone on with.
    desk.wait(lambda: all(map(is_left, desk.scope.folder.rglob("*.part"))))
    desk.server.faults.clear()
    page.head.pause_all_button.click()
    desk.wait(lambda: _states(desk, rows) == {TransferState.DONE})
    assert desk.server.counters.file_requests_high <= 3
    assert desk.server.counters.preparations_high <= 3


def test_one_is_paused_by_its_command_and_resumed_by_its_word(desk: CallsDesk, rows: list[CallRow]) -> None:
    page, (paused, *others) = desk.downloads, rows
    desk.wait(lambda: bool(page.model.ids))
    page.refresh()
    assert page.table.set_current_id(_row_id(desk, paused))
    assert page.commands.pause.isEnabled() and not page.commands.resume.isEnabled()
    page.commands.pause.trigger()
    assert desk.state(paused) is TransferState.PAUSED
    desk.server.faults.clear()
    desk.wait(lambda: _states(desk, others) == {TransferState.DONE})
    assert desk.state(paused) is TransferState.PAUSED
    page.refresh()
    assert page.commands.resume.isEnabled() and not page.commands.pause.isEnabled()
    row_id = _row_id(desk, paused)
    place = page.model.row_of(row_id)
    assert place is not None
    assert page.model.index(place, TransferColumn.ACTION).data() == "Resume the download, Cancel the download"
    assert list(page.model.ids).index(-1 - Section.PAUSED) == place - 1
    page.table.action_clicked.emit(row_id, RowAction.RESUME)
    desk.wait_for_state(paused, TransferState.DONE)


def test_a_paused_one_can_be_cancelled_and_taken_away(desk: CallsDesk, rows: list[CallRow]) -> None:
    page = desk.downloads
    page.head.pause_all_button.click()
    page.table.selectAll()
    assert page.commands.cancel.isEnabled()
    page.commands.cancel.trigger()
    assert _states(desk, rows) == {TransferState.CANCELLED}
    page.refresh()
    page.table.selectAll()
    page.commands.remove.trigger()
    page.refresh()
    assert page.empty.isVisible()
    assert page.title.text() == "Downloads paused"
    assert page.head.pause_all_button.isVisible(), "or nobody would know why nothing comes later"


def test_what_is_played_comes_while_all_are_paused(desk: CallsDesk, rows: list[CallRow]) -> None:
    desk.server.faults.clear()
    desk.downloads.head.pause_all_button.click()
    played, *others = rows
    desk.press_play(played)
    desk.wait_for_state(played, TransferState.DONE)
    waiting = {state for state in _states(desk, others) if state is not TransferState.DONE}
    assert waiting <= {TransferState.PAUSED}
