"""A recording that is shorter than its call is marked in the list and explained beside it."""

from __future__ import annotations

import os
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


def fresh(desk: CallsDesk, row: CallRow) -> CallRow:
    """As the list has it now."""
    return next(one for one in desk.rows() if one.row_id == row.row_id)


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
    assert "Kept here, shorter than the call" in desk.page.model.sentence(fresh(desk, short))
    desk.take(whole)
    desk.wait(lambda: not label.isVisible())


def test_one_that_was_cut_here_says_that(desk: CallsDesk) -> None:
    row = desk.playable()[1]
    keep(desk, row)
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    os.truncate(kept.path, 1_000)
    assert desk.scope.recovery.tidy() == 1
    desk.page.refresh()
    desk.wait(lambda: "a part is missing" in desk.page.model.sentence(fresh(desk, row)))
    assert "was cut on this computer" in recording_tip(desk, row)
    desk.take(row)
    desk.wait(desk.page.details.recording.shorter_label.isVisible)
    assert "was cut on this computer" in desk.page.details.recording.shorter_label.text()


def test_the_downloads_say_it(desk: CallsDesk) -> None:
    for row in desk.playable()[:2]:
        keep(desk, row)
    desk.stack.setCurrentWidget(desk.downloads)
    model = desk.downloads.model
    lines = {model.index(row, TransferColumn.STATE).data() for row in range(1, len(model.ids))}
    assert lines == {"Kept on this computer, checked", "Kept on this computer, shorter than the call"}
