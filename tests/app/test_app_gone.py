"""What leaves the server, as the window shows it: only what is kept stays, and says where it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.core.models import FileKey, KeptFile
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver


def keep(driver: Driver, key: FileKey) -> None:
    """Notes a file of this computer, as a finished download does."""
    scope = driver.scope
    path = scope.folder / f"{key.id}.bin"
    path.write_bytes(b"kept")
    scope.kept_files.record(KeptFile(key, path, 4, "00", "bin", datetime.now(UTC)))


def sync_everything(driver: Driver) -> None:
    with driver.qtbot.waitSignal(driver.program.connection.synced, timeout=20_000):
        driver.program.window.commands.sync_everything.trigger()


@pytest.mark.parametrize("language", ["en"])
def test_a_call_that_is_kept_says_that_it_is_only_here(driver: Driver, server: DemoServer) -> None:
    kept, other = driver.recordings()[:2]
    keep(driver, FileKey.recording(kept.call.sid))
    for row in (kept, other):
        server.world.calls.remove(row.call.sid)
    sync_everything(driver)
    page = driver.calls
    driver.wait(lambda: page.model.row_of(other.row_id) is None)
    assert page.table.set_current_id(kept.row_id)
    driver.wait(lambda: page.details.gone_text == "Only on this computer")
    current = page.current_row()
    assert current is not None
    assert page.model.sentence(current).endswith("Only on this computer")
    assert page.commands.play.isEnabled()
    assert not page.commands.keep.isEnabled()
    left = next(row for row in driver.recordings() if row.row_id != kept.row_id)
    assert page.table.set_current_id(left.row_id)
    assert page.details.gone_text == ""


@pytest.mark.parametrize("language", ["en"])
def test_nothing_is_decided_about_a_receipt_that_is_only_here(driver: Driver, server: DemoServer) -> None:
    page = driver.receipts
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: page.current_row() is not None)
    row = page.current_row()
    assert row is not None
    receipt_id = row.row_id
    keep(driver, FileKey.source(receipt_id))
    server.world.receipts.remove(receipt_id)
    sync_everything(driver)

    def says_so() -> bool:
        shown = page.preview.receipt
        return shown is not None and shown.gone_at is not None

    driver.wait(says_so)
    why = "Only on this computer: the server has this receipt no longer."
    for action in page.commands.decisions:
        assert not action.isEnabled()
        assert action.toolTip() == why
    assert page.commands.download_source.isEnabled()
    if page.commands.download_preview.isVisible():
        assert not page.commands.download_preview.isEnabled()
    row = page.current_row()
    assert row is not None and page.model.sentence(row).endswith("Only on this computer")
    assert page.preview.strip.file_label.text().startswith("Only on this computer")


@pytest.mark.parametrize("language", ["en"])
def test_everything_is_synced_after_the_sync_that_goes_on(driver: Driver, server: DemoServer) -> None:
    scope, connection = driver.program.scope, driver.program.connection
    assert scope is not None
    before = scope.meta.moment("calls_walked_at")
    server.faults.add(Fault(r"^/api/calls$", "delay", seconds=0.5, times=1))
    driver.program.window.commands.sync.trigger()
    assert connection.state is ConnectionState.SYNCING
    driver.program.window.commands.sync_everything.trigger()
    driver.wait(lambda: scope.meta.moment("calls_walked_at") != before)
    driver.wait(lambda: connection.state is ConnectionState.ONLINE)


@pytest.mark.parametrize("language", ["en"])
def test_everything_is_synced_as_soon_as_the_server_is_there_again(
    driver: Driver, server: DemoServer
) -> None:
    scope, connection = driver.program.scope, driver.program.connection
    assert scope is not None
    before = scope.meta.moment("receipts_walked_at")
    server.faults.offline = True
    driver.program.window.commands.sync_everything.trigger()
    driver.wait(lambda: connection.state is ConnectionState.OFFLINE)
    server.faults.offline = False
    connection.try_now()
    driver.wait(lambda: scope.meta.moment("receipts_walked_at") != before)


@pytest.mark.parametrize("language", ["en"])
def test_a_recording_that_comes_while_its_call_goes_keeps_the_call(
    driver: Driver, server: DemoServer
) -> None:
    page, row = driver.calls, driver.recordings()[0]
    server.faults.add(Fault(f"^/api/recordings/{row.call.sid}/stream$", "stall", after=1, times=1))
    assert page.table.set_current_id(row.row_id)
    page.commands.keep.trigger()
    key, queue = FileKey.recording(row.call.sid), driver.program.queue

    def on_its_way() -> bool:
        transfer = queue.transfer(key)
        return transfer is not None and transfer.total is not None

    driver.wait(on_its_way)
    server.world.calls.remove(row.call.sid)
    sync_everything(driver)
    driver.wait(lambda: page.model.row_of(row.row_id) is None)
    server.faults.release()

    def back() -> bool:
        records = (page.model.record_at(number) for number in range(len(page.model.ids)))
        return any(one is not None and one.kept and one.call.sid == row.call.sid for one in records)

    driver.wait(back)
    again = next(one for one in driver.recordings() if one.call.sid == row.call.sid)
    assert again.call == row.call._replace(gone_at=again.call.gone_at)
    assert page.table.set_current_id(again.row_id)
    driver.wait(lambda: page.details.gone_text == "Only on this computer")
    assert page.commands.play.isEnabled()
