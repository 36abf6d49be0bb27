"""Downloads that are cancelled: one, those that wait, or all; what is said, and that they can be had back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.downloads.row_actions import RowAction
from desktop.ui.downloads.transfers_table_model import Section
from tests.ui.calls_desk import CallsDesk
from tests.ui.downloads_desk import click, downloads_desk, headings, request, row_in


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with downloads_desk(qtbot, server, data_dir) as made:
        yield made


def test_what_was_cancelled_is_said_and_asked_for_again_and_no_button_moves(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = desk.playable()[:12]
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.recordings.keep_selected()
    desk.wait(lambda: "will be kept" in " ".join(one.sentence for one in desk.messages.standing))
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    page, buttons = desk.downloads, _places_of_buttons(desk)
    desk.wait(lambda: _can_be_pressed(page.head.cancel_waiting_button))
    before, waiting = buttons(), desk.queue.line()
    assert len(waiting) > 1
    page.head.cancel_waiting_button.click()
    desk.wait(lambda: _can_be_pressed(page.head.clear_button))
    waits = page.head.cancel_waiting_button
    assert not waits.isEnabled() and waits.toolTip() == "No download is waiting."
    assert waits.isVisible() and buttons() == before, "no hole where it was"
    [message] = desk.messages.standing
    assert message.sentence == f"{len(waiting)} downloads cancelled."
    assert message.action is not None and message.action.label == "Undo"
    message.action.run()
    assert desk.queue.line() == waiting
    desk.wait(lambda: _can_be_pressed(page.head.cancel_waiting_button))
    page.head.pause_all_button.click()
    assert page.head.pause_all_button.text() == "Resume all" and buttons() == before
    # The same of those that are selected; one of them was paused.
    page.head.pause_all_button.click()
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    waiting = desk.queue.line()
    desk.queue.pause(waiting[1:2])
    page.refresh()
    states = [(one.key, one.state) for one in desk.queue.transfers() if one.key in waiting]
    page.table.select_ids([row for row in page.model.ids if _key(desk, row) in waiting])
    page.commands.cancel.trigger()
    assert not desk.queue.line()
    message = desk.messages.standing[0]
    assert message.sentence == f"{len(waiting)} downloads cancelled." and message.action is not None
    message.action.run()
    assert [(one.key, one.state) for one in desk.queue.transfers() if one.key in waiting] == states


def test_all_are_cancelled_and_put_back_at_their_places(desk: CallsDesk) -> None:
    """Those under way, those that wait, and one that is paused; also after the list was cleared."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    head, queue = desk.downloads.head, desk.queue
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    keys = [FileKey.recording(row.call.sid) for row in desk.playable() if row.call.sid in sound][:8]
    assert len(keys) == 8
    for key in keys:
        queue.request(key)
    queue.pause(keys[-1:])
    desk.wait(lambda: queue.counts().transferring == 3)
    desk.downloads.refresh()
    assert head.cancel_all_button.isVisible() and head.cancel_all_button.text() == "Cancel all 8"
    kept = [queue.kept_transfer(one.key) for one in queue.transfers()]
    before = [(one.key, one.priority, one.order, one.paused) for one in kept if one is not None]
    head.cancel_all_button.click()
    assert queue.counts().open == 0 and not head.cancel_all_button.isVisible()
    [message] = desk.messages.standing
    assert message.sentence == "8 downloads cancelled." and message.action is not None
    head.clear_button.click()
    assert queue.transfers() == []
    message.action.run()
    kept = [queue.kept_transfer(one.key) for one in queue.transfers()]
    assert [(one.key, one.priority, one.order, one.paused) for one in kept if one is not None] == before
    assert queue.counts().open == 8


def _can_be_pressed(button: QPushButton) -> bool:
    return button.isVisible() and button.isEnabled()


def _places_of_buttons(desk: CallsDesk) -> Callable[[], list[QRect]]:
    page = desk.downloads

    def places() -> list[QRect]:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        head = page.head
        lasting = head.cancel_waiting_button, head.clear_button, head.pause_all_button
        return [button.geometry() for button in lasting]

    return places


def _key(desk: CallsDesk, row_id: int) -> FileKey | None:
    transfer = desk.downloads.model.transfer_of(row_id)
    return transfer.key if transfer is not None else None


def test_cancel_by_the_cross_and_again_by_its_word(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in headings(desk))
    click(desk, row_in(desk, Section.NOW), RowAction.CANCEL)
    desk.wait_for_state(row, TransferState.CANCELLED)
    desk.server.faults.clear()
    desk.wait(lambda: headings(desk) == ["Cancelled · 1"])
    click(desk, row_in(desk, Section.CANCELLED), RowAction.RETRY)
    desk.wait_for_state(row, TransferState.DONE)


def test_a_paused_one_is_cancelled_by_its_cross(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = request(desk, 1)
    desk.queue.pause([FileKey.recording(row.call.sid)])
    desk.wait(lambda: "Paused · 1" in headings(desk))
    click(desk, row_in(desk, Section.PAUSED), RowAction.CANCEL)
    desk.wait_for_state(row, TransferState.CANCELLED)
