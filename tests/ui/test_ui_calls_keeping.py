"""Keeping many: what becomes of each of them is said, and it can be cancelled from the first moment on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKey
from desktop.core.transfer import Transfer, TransferState
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.recording.recording_keeper import KEEP_MESSAGE
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    server.world.add_call(created_at=server.world.started - timedelta(days=9))
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def _open(desk: CallsDesk) -> list[FileKey]:
    return [transfer.key for transfer in desk.queue.transfers() if not transfer.state.final]


def _said(desk: CallsDesk) -> str:
    message = desk.message(KEEP_MESSAGE)
    return message.sentence if message is not None else ""


def test_cancelled_before_it_is_known_what_is_missing(desk: CallsDesk) -> None:
    desk.go_offline()
    desk.page.table.selectAll()
    commands = desk.page.commands
    assert not commands.cancel.isEnabled()
    commands.keep.trigger()
    assert commands.cancel.isEnabled(), "what was promised can be taken back"
    commands.cancel.trigger()
    assert _said(desk).startswith("Cancelled.")
    desk.wait(lambda: not desk.tasks.busy)
    assert not desk.page.keeper.busy
    assert desk.queue.transfers() == []
    assert not commands.cancel.isEnabled()


def test_only_what_is_selected_then_is_cancelled(desk: CallsDesk) -> None:
    desk.go_offline()
    rows = desk.playable()[:4]
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.commands.keep.trigger()
    desk.page.table.select_ids([row.row_id for row in rows[:2]])
    desk.page.commands.cancel.trigger()
    desk.wait(lambda: len(_open(desk)) == 2 and not desk.tasks.busy)
    assert _open(desk) == [FileKey.recording(row.call.sid) for row in reversed(rows[2:])], "newest last"


def test_cancelled_as_soon_as_they_are_asked_for(desk: CallsDesk) -> None:
    desk.go_offline()
    commands = desk.page.commands
    desk.page.table.selectAll()
    with desk.qtbot.waitSignal(desk.page.keeper.asked):
        commands.keep.trigger()
    assert commands.cancel.isEnabled()
    commands.cancel.trigger()
    assert _open(desk) == []
    assert _said(desk).startswith("Cancelled."), "nothing is kept any more"
    desk.wait(lambda: not commands.cancel.isEnabled())
    states = {transfer.state for transfer in desk.queue.transfers()}
    assert states <= {TransferState.CANCELLED}


def test_what_becomes_of_the_others_is_said(desk: CallsDesk) -> None:
    kept, *others = desk.playable()
    desk.queue.request(FileKey.recording(kept.call.sid))
    desk.wait_for_state(kept, TransferState.DONE)
    desk.go_offline()
    silent = [row for row in desk.rows() if not row.call.has_recording]
    gone = len(desk.rows()) - len(silent) - len(desk.playable())
    assert len(silent) > 1 and gone
    desk.page.table.selectAll()
    desk.page.commands.keep.trigger()
    desk.wait(lambda: bool(_said(desk)))
    assert _said(desk).startswith(f"{len(others)} recording")
    ends = (
        "1 recording is on this computer already.",
        f"{len(silent)} calls have no recording.",
        f"{gone} recording{'s are' if gone > 1 else ' is'} no longer on the server.",
    )
    for end in ends:
        assert end in _said(desk)


def test_the_first_call_that_is_shown_is_laid_out_at_once(desk: CallsDesk) -> None:
    """Whoever looks at this very moment sees all of it: nothing squeezed, nothing cut."""
    desk.wait(lambda: not desk.tasks.busy)
    row = next(row for row in desk.playable() if row.call.summary)
    desk.take(row)
    details = desk.page.details
    bar, summary = details.recording, details.findChild(QScrollArea)
    assert isinstance(summary, QScrollArea)
    around = summary.parentWidget()
    assert around is not None
    assert bar.play_button.isVisible()
    assert bar.height() == bar.sizeHint().height()
    for button in (bar.play_button, bar.keep_button):
        assert button.width() >= button.sizeHint().width()
    assert summary.geometry().bottom() <= around.height()
    assert not summary.verticalScrollBar().isVisible(), "it is short"


def test_one_that_came_has_its_own_row_read_anew_and_no_other(desk: CallsDesk) -> None:
    changed: list[tuple[int, int]] = []
    row = desk.playable()[3]
    place = desk.page.model.row_of(row.row_id)
    desk.page.model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    desk.page.loading.found.connect(lambda *_: changed.append((-1, -1)))
    desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: (-1, -1) in changed and not desk.page.loading.busy)
    assert set(changed) == {(place, place), (-1, -1)}, "counted once more, and nothing else drawn"
    changed.clear()
    desk.page.refresh()
    desk.wait(lambda: (-1, -1) in changed)
    assert (0, len(desk.page.model.ids) - 1) in changed, "what a sync brought is in any row"


def test_what_is_said_of_a_recording_is_worked_out_once_a_painting(desk: CallsDesk) -> None:
    asked: list[FileKey] = []
    model, table = desk.page.model, desk.page.table
    transfer = model.transfer

    def noted(key: FileKey) -> Transfer | None:
        asked.append(key)
        return transfer(key)

    model.transfer = noted
    table.viewport().repaint()
    assert asked and len(asked) == len(set(asked))
    once = len(asked)
    table.viewport().repaint()
    assert len(asked) == 2 * once, "and anew the next time: it may go on meanwhile"
    model.cell(desk.rows()[0], CallColumn.RECORDING)
    model.cell(desk.rows()[0], CallColumn.RECORDING)
    assert len(asked) == 2 * once + 2
