"""Others of the business take all the server's slots: downloads wait for it, and say why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from desktop.core.models import FileKey
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.downloads.transfers_table_model import TransferColumn
from tests.app.conftest import HASTY, Driver

BUSY = "Server busy with other recordings"
WHY = "The server prepares as many recordings as it can."


@pytest.fixture
def rules(request: pytest.FixtureRequest) -> QueueRules:
    return replace(HASTY, no_slot_seconds=request.param)


def _ask_for_two(driver: Driver, server: DemoServer) -> list[FileKey]:
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    rows = [row for row in driver.recordings() if row.call.sid in sound][:2]
    keys = [FileKey.recording(row.call.sid) for row in rows]
    for key in keys:
        driver.program.queue.request(key)
    driver.wait(lambda: driver.program.queue._plan.blocked)
    return keys


def _says_why(driver: Driver, place: int) -> bool:
    """Its words are few, where the rest is heard and shown below the mouse."""
    record = driver.calls.model.record_at(place)
    assert record is not None
    cell = driver.calls.model.cell(record, CallColumn.RECORDING)
    return cell.text == "Server busy" and cell.tooltip == cell.plain and (cell.plain or "").startswith(WHY)


@pytest.mark.parametrize("rules", [60.0], indirect=True)
def test_why_it_waits_is_said_where_it_is_looked_for(signed_in: Driver, server: DemoServer) -> None:
    server.faults.full = True
    keys = _ask_for_two(signed_in, server)
    queue, calls = signed_in.program.queue, signed_in.calls

    def waits(key: FileKey) -> bool:
        transfer = queue.transfer(key)
        return transfer is not None and transfer.error is not None and (transfer.next_at or 0) > queue.now()

    signed_in.wait(lambda: all(waits(key) for key in keys))
    page = signed_in.program.window.downloads_page
    signed_in.program.window.commands.downloads.trigger()
    page.refresh()
    states = [str(page.model.index(row, TransferColumn.STATE).data() or "") for row in range(3)]
    told = [words for words in states if words.startswith(BUSY)]
    assert len(told) == 2
    assert all("asked again in" in words for words in told)
    rows = {row.call.sid: row.row_id for row in signed_in.recordings()}
    for key in keys:
        place = calls.model.row_of(rows[key.id])
        assert place is not None
        signed_in.wait(partial(_says_why, signed_in, place))
    signed_in.bring_to_front()
    assert calls.table.set_current_id(rows[keys[0].id])
    signed_in.wait(lambda: "Waiting, the server is busy" in calls.details.recording.text())


@pytest.mark.parametrize("rules", [0.3], indirect=True)
def test_it_comes_when_there_is_a_slot(signed_in: Driver, server: DemoServer) -> None:
    server.faults.full = True
    keys = _ask_for_two(signed_in, server)
    queue = signed_in.program.queue
    server.faults.full = False

    def states() -> list[TransferState | None]:
        found = [queue.transfer(key) for key in keys]
        return [transfer.state if transfer is not None else None for transfer in found]

    signed_in.wait(lambda: states() == [TransferState.DONE] * 2)
    assert not queue._plan.blocked
