"""A recording that is shorter than its call is marked in the list and explained beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.downloads.transfers_table_model import TransferColumn
from desktop.ui.formatting import strip_marks
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    server.world.add_call(sid="CA" + "5" * 32, duration=90, recorded=70)
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def keep(desk: CallsDesk, row: CallRow) -> None:
    desk.take(row)
    desk.page.commands.keep.trigger()
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING).startswith("Kept here"))


def recording_tip(desk: CallsDesk, row: CallRow) -> str:
    place = desk.page.model.row_of(row.row_id)
    assert place is not None
    return str(desk.page.model.index(place, CallColumn.RECORDING).data(Qt.ItemDataRole.ToolTipRole))


def test_the_list_and_the_pane_say_it(desk: CallsDesk) -> None:
    short, whole = desk.playable()[:2]
    assert short.call.sid == "CA" + "5" * 32
    keep(desk, whole)
    assert not desk.page.details.recording.shorter_label.isVisible()
    assert "shorter" not in recording_tip(desk, whole)
    keep(desk, short)
    label = desk.page.details.recording.shorter_label
    desk.wait(label.isVisible)
    assert strip_marks(label.text()) == "The recording is shorter than the call: it has 1:10 of 1:30."
    assert "shorter than the call" in recording_tip(desk, short)
    row = next(row for row in desk.rows() if row.row_id == short.row_id)
    assert "Kept here, shorter than the call" in desk.page.model.sentence(row)
    desk.take(whole)
    desk.wait(lambda: not label.isVisible())


def test_the_downloads_say_it(desk: CallsDesk) -> None:
    for row in desk.playable()[:2]:
        keep(desk, row)
    desk.stack.setCurrentWidget(desk.downloads)
    model = desk.downloads.model
    lines = {model.index(row, TransferColumn.STATE).data() for row in range(1, len(model.ids))}
    assert lines == {"Kept on this computer, checked", "Kept on this computer, shorter than the call"}
