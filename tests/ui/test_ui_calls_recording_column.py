"""The recording column: whatever is said of a recording stands whole in it at its own width."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFull, NoSlot, ServerBusy
from desktop.core.models import Call
from desktop.core.transfer import TransferState
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.recording.recording_words import RecordingFacts, recording_cell
from desktop.ui.calls.recording.transfer_words import transfer_cell
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.record_delegate import RecordDelegate
from desktop.ui.widgets.record_table_model import Cell
from tests.ui.transfer_rows import transfer

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _cells() -> list[Cell]:
    waiting = [transfer(TransferState.WAITING, line=line) for line in (*range(12), 99, 888, 8_888)]
    others = [
        transfer(TransferState.WAITING, error=NoSlot()),
        transfer(TransferState.WAITING, error=ServerBusy()),
        transfer(TransferState.WAITING, error=DiskFull()),
        transfer(TransferState.PREPARING),
        transfer(TransferState.TRANSFERRING, received=8_888, total=10_000),
        transfer(TransferState.PAUSED),
        transfer(TransferState.FAILED),
    ]
    on_its_way = [cell for cell in map(transfer_cell, [*waiting, *others]) if cell is not None]
    return on_its_way + [recording_cell(facts) for facts in _at_rest()]


def _at_rest() -> list[RecordingFacts]:
    call = Call("CA1", NOW, has_recording=True, expires_at=NOW + timedelta(days=3))
    silent, gone = call._replace(has_recording=False), call._replace(gone_at=NOW)
    old = call._replace(expires_at=NOW - timedelta(days=300))
    facts = [RecordingFacts(one, False, None, NOW) for one in (call, silent, gone, old)]
    facts += [RecordingFacts(one, True, None, NOW) for one in (call, gone)]
    return [*facts, RecordingFacts(call, True, None, NOW, shorter=True)]


def test_nothing_is_cut(either_language: str, qtbot: QtBot) -> None:
    table = CallsTable()
    qtbot.addWidget(table)
    delegate, width = table.itemDelegate(), table.columnWidth(CallColumn.RECORDING)
    assert isinstance(delegate, RecordDelegate)
    widths = {strip_marks(cell.text): delegate.cell_width(cell) for cell in _cells()}
    assert {text: wide for text, wide in widths.items() if wide > width} == {}
