"""The downloads page: what is in view and what is taken, while rows move by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.ui.calls_desk import CallsDesk
from tests.ui.downloads_desk import downloads_desk

_ROWS = 40


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with downloads_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def rows(desk: CallsDesk) -> list[CallRow]:
    """More than the page shows at once; three of them stall."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    chosen = [row for row in desk.playable() if row.call.sid in sound][:_ROWS]
    for row in chosen:
        desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    desk.window.resize(1000, 420)
    desk.downloads.refresh()
    assert desk.downloads.table.verticalScrollBar().maximum() > 0
    return chosen


def _id_of(desk: CallsDesk, row: CallRow) -> int:
    model = desk.downloads.model
    found = ((row_id, model.transfer_of(row_id)) for row_id in model.ids)
    return next(row_id for row_id, one in found if one is not None and one.key.id == row.call.sid)


def _under_way(desk: CallsDesk, rows: list[CallRow]) -> CallRow:
    return next(row for row in rows if desk.state(row) is TransferState.TRANSFERRING)


def test_focus_takes_no_row(desk: CallsDesk, rows: list[CallRow]) -> None:
    table = desk.downloads.table
    desk.page.setFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    desk.wait(table.hasFocus)
    assert table.current_id() is None
    assert not table.selected_ids()
    desk.qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == desk.downloads.model.id_at(1), "the keys begin at the first row"


def test_it_opens_at_the_top_with_nothing_taken(desk: CallsDesk, rows: list[CallRow]) -> None:
    page = desk.downloads
    assert page.table.set_current_id(page.model.ids[-1])
    assert page.table.verticalScrollBar().value() > 0
    desk.stack.setCurrentWidget(desk.page)
    desk.stack.setCurrentWidget(page)
    assert page.table.verticalScrollBar().value() == 0
    assert page.table.current_id() is None
    assert not page.table.selected_ids()


def test_a_row_that_finishes_does_not_take_the_view_along(desk: CallsDesk, rows: list[CallRow]) -> None:
    page, moving = desk.downloads, _under_way(desk, rows)
    desk.queue.pause([FileKey.recording(row.call.sid) for row in rows if row is not moving])
    page.refresh()
    taken = _id_of(desk, moving)
    assert page.table.set_current_id(taken)
    page.table.scrollToTop()
    desk.server.faults.clear()
    desk.wait_for_state(moving, TransferState.DONE)
    page.refresh()
    assert page.table.current_id() == taken == page.model.ids[-1], "it went to the end of the list"
    assert page.table.verticalScrollBar().value() == 0


def test_cancelling_leaves_the_view_where_it_is(desk: CallsDesk, rows: list[CallRow]) -> None:
    page = desk.downloads
    table, bar = page.table, page.table.verticalScrollBar()
    bar.setValue(table.rowHeight(1) * 10)
    above = table.rowAt(4)
    chosen, next_one = page.model.id_at(above + 3), page.model.id_at(above + 4)
    assert table.set_current_id(chosen)
    place = table.rowViewportPosition(page.model.row_of(next_one) or 0)
    stood = table.rowViewportPosition(above)
    first = page.model.id_at(above)
    page.commands.cancel.trigger()
    page.refresh()
    assert page.model.ids[-1] == chosen, "it went to the end of the list"
    assert table.rowViewportPosition(page.model.row_of(first) or 0) == stood
    assert table.rowViewportPosition(page.model.row_of(next_one) or 0) == place - table.rowHeight(1)
