"""Nothing comes, for want of room or since the server begins nothing: it is said, and nothing looks busy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.core.eviction import GIGABYTE
from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import QueueRules
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.downloads.transfers_table_model import TransferColumn
from desktop.ui.formatting import strip_marks
from desktop.ui.keeping.disk_report import MESSAGE
from desktop.ui.keeping.keeping_words import used_text
from desktop.ui.widgets.status_bar import StatusBar
from tests.app.conftest import HASTY, Driver
from tests.full_disk import leave_free

ROOM = "2 waiting for room on this disk"
BUSY = {
    "en": (
        "2 waiting, the server is busy",
        "Server busy, asked again in",
        "Server busy",
        "Waiting, the server",
    ),
    "he": ("2 ממתינות, השרת עסוק", "השרת עסוק, נשאל שוב בעוד", "השרת עסוק", "ממתינה, השרת עסוק"),
}


@pytest.fixture
def rules() -> QueueRules:
    return replace(HASTY, no_slot_seconds=60.0, worker_silent_seconds=0.2, room_seconds=0.5)


def _status(driver: Driver) -> StatusBar:
    return driver.program.window.status


def _looks_busy(driver: Driver) -> bool:
    status = _status(driver)
    return status._progress.has_share or status.downloads_button.icon_name == "downloads"


def _ask_for_two(driver: Driver, server: DemoServer) -> list[FileKey]:
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    rows = [row for row in driver.recordings() if row.call.sid in sound][:2]
    for row in rows:
        driver.program.queue.request(FileKey.recording(row.call.sid))
    return [FileKey.recording(row.call.sid) for row in rows]


def _download_states(driver: Driver) -> list[str]:
    page = driver.program.window.downloads_page
    page.refresh()
    cells = (page.model.index(row, TransferColumn.STATE).data() for row in range(len(page.model.ids)))
    return [str(cell) for cell in cells if cell]


def test_no_room_is_said_everywhere(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_free(monkeypatch, GIGABYTE)
    driver, window, disk = signed_in, signed_in.program.window, signed_in.program.queue.disk
    disk.seconds = 0.1
    keys = _ask_for_two(driver, server)
    driver.wait(lambda: _status(driver).downloads_button.text() == ROOM)
    driver.wait(lambda: not _looks_busy(driver))
    row = next(row for row in driver.recordings() if row.call.sid == keys[0].id)
    driver.wait(lambda: _recording_cell(driver, row) == "Disk is full")
    assert driver.calls.table.set_current_id(row.row_id)
    driver.wait(lambda: "Waiting for room on this disk" in driver.calls.details.recording.text())
    window.commands.downloads.trigger()
    assert _download_states(driver) == ["Waits for room on this disk, and goes on by itself"] * 2
    assert window.downloads_page.title.text() == ROOM
    driver.wait(lambda: "5.0 GB must always stay free on it, 1.0 GB are free now" in _said(driver))
    # What is free is looked at whenever it is tried.
    leave_free(monkeypatch, 2 * GIGABYTE)
    driver.wait(lambda: "2.0 GB are free now" in _said(driver))
    leave_free(monkeypatch, 50 * GIGABYTE)
    driver.wait(lambda: all(driver.scope.kept_files.find(key) for key in keys))
    driver.wait(lambda: not _status(driver).downloads_button.text() and not _said(driver))


def test_what_was_paused_while_there_was_no_room_comes_as_soon_as_there_is(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody asked the server for it: it is not waited for as what the server may be preparing."""
    leave_free(monkeypatch, GIGABYTE)
    driver, queue, window = signed_in, signed_in.program.queue, signed_in.program.window
    queue.disk.seconds = 600.0
    keys = _ask_for_two(driver, server)
    driver.wait(lambda: _status(driver).downloads_button.text() == ROOM and not queue.arriving())
    window.commands.downloads.trigger()
    pause_all = window.downloads_page.head.pause_all_button
    pause_all.click()
    driver.wait(lambda: queue.counts().paused == 2)
    pause_all.click()
    leave_free(monkeypatch, 50 * GIGABYTE)
    queue.disk.tried.emit()
    driver.wait(lambda: all(driver.scope.kept_files.find(key) for key in keys))


def test_what_may_go_makes_room_at_once(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with the next sync alone, which may be minutes away, while what waits is about to be lost."""
    driver, scope = signed_in, signed_in.scope
    heard, unheard, third = _keep_two_of_three(driver, server)
    leave_free(monkeypatch, 5 * GIGABYTE - 1)
    driver.program.queue.request(third)
    driver.wait(lambda: scope.calls.kept(heard.id) is None)
    assert scope.calls.kept(unheard.id) is not None


def test_what_may_go_makes_room_for_one_that_is_too_large_alone(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where others still come, and no message says that downloads wait."""
    driver, scope = signed_in, signed_in.scope
    heard, unheard, third = _keep_two_of_three(driver, server)
    leave_free(monkeypatch, 5 * GIGABYTE + len(server.world.recording_bytes(third.id)) - 1)
    driver.program.queue.request(third)
    driver.wait(lambda: scope.calls.kept(heard.id) is None)
    assert scope.calls.kept(unheard.id) is not None and not _said(driver)
    leave_free(monkeypatch, 50 * GIGABYTE)
    driver.wait(lambda: scope.calls.kept(third.id) is not None)


def _keep_two_of_three(driver: Driver, server: DemoServer) -> tuple[FileKey, FileKey, FileKey]:
    """The first is here and was heard, the second is here, the third can be fetched."""
    scope = driver.scope
    driver.wait(lambda: scope.clock.knows_list)
    first, second = _ask_for_two(driver, server)
    driver.wait(lambda: all(scope.kept_files.find(key) for key in (first, second)))
    scope.reviewed.mark_heard(first.id)
    # What has come was a reason to look, too: that is over.
    used = used_text(scope.space.room().used, driver.program.accounts.settings.kept_limit_gb)
    driver.wait(lambda: _status(driver)._space.text() == used)
    sound = {call.sid for call in server.world.calls if call.fate == "kept"} - {first.id, second.id}
    row = next(row for row in driver.recordings() if row.call.sid in sound)
    return first, second, FileKey.recording(row.call.sid)


def _recording_cell(driver: Driver, row: CallRow) -> str:
    place = driver.calls.model.row_of(row.row_id)
    record = driver.calls.model.record_at(place) if place is not None else None
    return driver.calls.model.cell(record, CallColumn.RECORDING).text if record is not None else ""


def _said(driver: Driver) -> str:
    standing = driver.program.window.messages.standing
    found = [message.sentence for message in standing if message.key == MESSAGE]
    return strip_marks(found[0]).replace("\u00a0", " ") if found else ""


def test_a_server_without_a_slot_looks_like_it(signed_in: Driver, server: DemoServer) -> None:
    server.faults.full = True
    _ask_for_two(signed_in, server)
    said = "2 waiting, the server is busy with other recordings"
    signed_in.wait(lambda: _status(signed_in).downloads_button.text() == said)
    signed_in.wait(lambda: not _looks_busy(signed_in))
    button = _status(signed_in).downloads_button
    assert button.icon_name == "waiting", "nobody paused it"
    signed_in.program.window.downloads_page.pause_all.trigger()
    assert button.icon_name == "pause"


@pytest.mark.parametrize("language", ["en", "he"], indirect=True)
def test_a_server_that_asks_to_be_left_alone_looks_like_it(
    start: Callable[[str], Driver], server: DemoServer, language: str
) -> None:
    driver = start(language)
    driver.sign_in(server)
    driver.wait_for_lists()
    later = (("Retry-After", "120"),)
    server.faults.add(Fault(path="^/api/recordings", kind="status", status=503, headers=later))
    keys = _ask_for_two(driver, server)
    said, state, cell, bar = BUSY[language]
    driver.wait(lambda: _status(driver).downloads_button.text() == said)
    driver.wait(lambda: not _looks_busy(driver))
    driver.program.window.commands.downloads.trigger()
    assert [text.startswith(state) for text in _download_states(driver)] == [True] * 2
    assert driver.program.window.downloads_page.title.text() == said
    row = next(row for row in driver.recordings() if row.call.sid == keys[0].id)
    driver.wait(lambda: _recording_cell(driver, row) == cell)
    assert driver.calls.table.set_current_id(row.row_id)
    driver.wait(lambda: bar in driver.calls.details.recording.text())


def test_a_worker_that_is_down_looks_like_it(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path="^/api/recordings", kind="worker_down"))
    _ask_for_two(signed_in, server)
    said = "2 waiting for the server's recording service"
    signed_in.wait(lambda: _status(signed_in).downloads_button.text() == said)
    signed_in.wait(lambda: not _looks_busy(signed_in))


def test_offline_nothing_looks_busy(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/(stream|status)$", kind="worker_down"))
    keys = _ask_for_two(signed_in, server)
    queue = signed_in.program.queue
    signed_in.wait(lambda: queue.counts().preparing == len(keys))
    server.stop()
    signed_in.program.window.commands.sync.trigger()
    signed_in.wait(lambda: _status(signed_in).downloads_button.text() == "2 waiting for the server")
    signed_in.wait(lambda: not _looks_busy(signed_in))
    assert _download_states(signed_in) == ["Goes on when the server can be reached"] * 2
    page = signed_in.program.window.downloads_page
    assert strip_marks(page.model.index(0, TransferColumn.WHAT).data()) == "Waiting · 2"
    assert page.head.cancel_waiting_button.text() == "Cancel the 2 waiting"
    row = next(row for row in signed_in.recordings() if row.call.sid == keys[0].id)
    signed_in.wait(lambda: _recording_cell(signed_in, row) == "Waiting")


def test_a_pause_is_seen_at_once(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    _ask_for_two(signed_in, server)
    signed_in.wait(lambda: _status(signed_in).downloads_button.text().startswith("2 of 3 active"))
    page = signed_in.program.window.downloads_page
    page.pause_all.trigger()
    assert _status(signed_in).downloads_button.text() == "Downloads paused, 2 waiting"
    assert not _status(signed_in)._progress.has_share
