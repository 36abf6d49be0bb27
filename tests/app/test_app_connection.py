"""The way to the server on bad days: a network that wants its own sign-in, sleep, other networks, clocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QSignalSpy, QTest

from desktop.core.models import CallRow, FileKey, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.workers.connection import ConnectionState
from tests.app.conftest import HASTY, Driver
from tests.conftest import MemoryKeyring

Start = Callable[[str], Driver]
EVERYWHERE = ""
LISTS = r"^/api/(calls|receipts)$"
STATUS = r"/api/recordings/"
LOGIN_PAGE = b"<!doctype html><html><title>Cafe quokka</title><form action=/login>Room number</form></html>"
ELSEWHERE = (("Location", "http://localhost:9/cafe-login"), ("Set-Cookie", "al_sess=portal; Path=/"))
PORTALS = {
    "a page": Fault(EVERYWHERE, "status", status=200, body=LOGIN_PAGE, content_type="text/html"),
    "a redirect": Fault(EVERYWHERE, "status", status=302, content_type="text/html", headers=ELSEWHERE),
    "a demand": Fault(EVERYWHERE, "status", status=511, body=LOGIN_PAGE, content_type="text/html"),
}


@pytest.fixture
def rules(request: pytest.FixtureRequest) -> QueueRules:
    """A test may ask for others."""
    return getattr(request, "param", HASTY)


def wait_for(driver: Driver, state: ConnectionState, milliseconds: int = 10_000) -> None:
    driver.wait(lambda: driver.program.connection.state is state, milliseconds)


def status(driver: Driver) -> str:
    return driver.program.window.status.texts()[0]


def transfer_state(driver: Driver, row: CallRow) -> TransferState | None:
    transfer = driver.program.queue.transfer(FileKey.recording(row.call.sid))
    return transfer.state if transfer is not None else None


# -- a sync that the user stops ------------------------------------------------------------------


def test_a_sync_can_be_stopped_and_goes_on_with_the_next_one(signed_in: Driver, server: DemoServer) -> None:
    window = signed_in.program.window
    wait_for(signed_in, ConnectionState.ONLINE)
    assert not window.commands.stop_sync.isEnabled()
    count = len(signed_in.calls.model.ids)
    server.world.add_call(lead_name="after the stop")
    server.faults.add(Fault(path=LISTS, kind="delay", seconds=30))
    window.commands.sync.trigger()
    wait_for(signed_in, ConnectionState.SYNCING)
    window.commands.stop_sync.trigger()
    assert status(signed_in) == "Online, not everything is up to date"
    assert not window.commands.stop_sync.isEnabled()
    assert len(signed_in.calls.model.ids) == count
    server.faults.clear()
    window.commands.sync.trigger()
    signed_in.wait(lambda: len(signed_in.calls.model.ids) == count + 1)
    wait_for(signed_in, ConnectionState.ONLINE)


# -- a network that wants its own sign-in --------------------------------------------------------


@pytest.mark.parametrize("kind", PORTALS)
def test_a_captive_portal_has_a_sentence_of_its_own(
    signed_in: Driver, server: DemoServer, kind: str, data_dir: Path
) -> None:
    connection = signed_in.program.connection
    shown = list(signed_in.calls.model.ids)
    server.faults.add(PORTALS[kind])
    connection.try_now()
    wait_for(signed_in, ConnectionState.PORTAL)
    assert any("sign in in a browser first" in text for text in signed_in.texts())
    assert status(signed_in).startswith("Working offline, lists from")
    assert list(signed_in.calls.model.ids) == shown
    assert signed_in.program.sign_in.dialog is None
    server.faults.clear()
    # The user comes back from the browser.
    signed_in.program._on_application_state(Qt.ApplicationState.ApplicationActive)
    wait_for(signed_in, ConnectionState.ONLINE)
    assert not any("browser" in text for text in signed_in.texts())
    signed_in.program.close()
    assert not any(b"quokka" in path.read_bytes() for path in data_dir.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", PORTALS)
def test_a_start_behind_a_captive_portal_keeps_the_lists_and_asks_for_no_password(
    signed_in: Driver, start: Start, server: DemoServer, kind: str
) -> None:
    shown = len(signed_in.calls.model.ids)
    signed_in.program.close()
    server.faults.add(PORTALS[kind])
    later = start("en")
    wait_for(later, ConnectionState.PORTAL)
    assert len(later.calls.model.ids) == shown
    assert later.program.sign_in.dialog is None
    server.faults.clear()
    later.program.connection.look_again()
    wait_for(later, ConnectionState.ONLINE)


@pytest.mark.parametrize("kind", PORTALS)
def test_nothing_of_a_portal_is_taken_for_a_file_which_comes_afterwards(
    signed_in: Driver, server: DemoServer, kind: str, data_dir: Path
) -> None:
    signed_in.program.window.commands.receipts.trigger()
    signed_in.wait(lambda: len(signed_in.receipts.model.ids) > 0)
    server.faults.add(PORTALS[kind])
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.receipts.table.set_current_id(signed_in.receipts.model.ids[1])
    wait_for(signed_in, ConnectionState.PORTAL)
    kept = [path for path in data_dir.rglob("*") if path.parent.name in ("recordings", "receipts")]
    assert not any(b"quokka" in path.read_bytes() for path in kept)
    server.faults.clear()
    signed_in.program.connection.look_again()
    signed_in.wait(lambda: transfer_state(signed_in, row) is TransferState.DONE)


@pytest.mark.parametrize("rules", [replace(HASTY, retry_seconds=())], indirect=True, ids=["no patience"])
def test_what_found_no_server_goes_on_when_a_sync_finds_one(signed_in: Driver, server: DemoServer) -> None:
    """Nobody was offline for long enough that the connection would have noticed by itself."""
    queue, failed = signed_in.program.queue, list[object]()
    queue.failed.connect(lambda _, error: failed.append(error))
    syncs = server.counters.hits["GET /api/calls"]
    server.faults.add(Fault(STATUS, "reset", times=1))
    row = signed_in.recordings()[0]
    queue.request(FileKey.recording(row.call.sid))
    signed_in.wait(lambda: transfer_state(signed_in, row) is TransferState.DONE)
    signed_in.wait(lambda: server.counters.hits["GET /api/calls"] > syncs)
    assert failed == []


@pytest.mark.parametrize("rules", [replace(HASTY, waited_for_seconds=0.5)], indirect=True, ids=["little"])
def test_what_the_server_alone_does_not_answer_is_told_with_its_reason(
    signed_in: Driver, server: DemoServer
) -> None:
    """The lists come meanwhile: it is not the server that is away."""
    server.faults.add(Fault(STATUS, "text_500"))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: transfer_state(signed_in, row) is TransferState.FAILED)
    signed_in.wait(lambda: any("The server failed (error 500)." in text for text in signed_in.texts()))
    assert signed_in.program.connection.state.reachable


@pytest.mark.parametrize("kind", ["offline", "broken"])
def test_a_server_that_is_away_is_found_out_by_what_is_asked_for_which_does_not_fail(
    signed_in: Driver, server: DemoServer, kind: str
) -> None:
    failed: list[object] = []
    signed_in.program.queue.failed.connect(lambda _, error: failed.append(error))
    setattr(server.faults, kind, True)
    row = signed_in.recordings()[0]
    signed_in.program.queue.request(FileKey.recording(row.call.sid))
    wait_for(signed_in, ConnectionState.OFFLINE)
    server.faults.clear()
    signed_in.program.connection.try_now()
    signed_in.wait(lambda: transfer_state(signed_in, row) is TransferState.DONE)
    assert failed == []


# -- sleep, other networks, clocks ---------------------------------------------------------------


def sleep(driver: Driver, seconds: float) -> None:
    """The computer's clocks after so many seconds asleep, seen at the next look."""
    watch = driver.program.network
    watch.clocks = (lambda: time.time() + seconds, time.monotonic)
    watch.look()


def test_a_sync_that_hangs_after_sleep_is_begun_anew(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(LISTS, "stall", at_bytes=0, times=1))
    signed_in.program.connection.go()
    signed_in.wait(lambda: bool(server.faults.stalled()))
    sleep(signed_in, 8 * 3600)
    wait_for(signed_in, ConnectionState.ONLINE)


def test_a_download_that_hangs_after_sleep_comes_all_the_same(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(STATUS, "stall", at_bytes=0, times=1))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: bool(server.faults.stalled()))
    sleep(signed_in, 8 * 3600)
    signed_in.wait(lambda: transfer_state(signed_in, row) is TransferState.DONE, 20_000)


def lose_the_server(driver: Driver, server: DemoServer) -> None:
    """Offline, with a long wait until the next try."""
    server.stop()
    connection = driver.program.connection
    for _ in range(4):
        connection.go()
        driver.wait(lambda: connection.state is ConnectionState.OFFLINE)
    assert connection.retry_in is not None and connection.retry_in > 15


def test_after_sleep_the_server_is_tried_at_once(signed_in: Driver, server: DemoServer) -> None:
    lose_the_server(signed_in, server)
    server.start()
    sleep(signed_in, 3600)
    wait_for(signed_in, ConnectionState.ONLINE)


def test_on_another_network_the_server_is_tried_at_once(signed_in: Driver, server: DemoServer) -> None:
    lose_the_server(signed_in, server)
    server.start()
    signed_in.program.network.changed.emit(False)
    wait_for(signed_in, ConnectionState.ONLINE)


def test_clocks_that_go_on_as_ever_change_nothing(signed_in: Driver, server: DemoServer) -> None:
    hits = server.counters.hits["GET /api/calls"]
    sleep(signed_in, 2)
    sleep(signed_in, -3 * 86400)
    assert signed_in.program.connection.state is ConnectionState.ONLINE
    assert server.counters.hits["GET /api/calls"] == hits


def test_a_clock_that_is_days_off_is_put_right_by_the_servers(signed_in: Driver, server: DemoServer) -> None:
    scope = signed_in.scope
    # From this computer's point of view its own clock is set back by three days.
    server.world.age(3)
    signed_in.program.connection.try_now()
    signed_in.wait(lambda: abs(scope.clock.now() - server.world.clock.now()) < timedelta(minutes=1))
    wait_for(signed_in, ConnectionState.ONLINE)
    for row in signed_in.recordings():
        left = scope.calls.time_left(row.call)
        assert row.call.expires_at is not None and left is not None
        assert abs(row.call.expires_at - server.world.clock.now() - left) < timedelta(minutes=1)


def test_a_download_that_finds_no_server_tells_the_whole_window(
    signed_in: Driver, server: DemoServer
) -> None:
    row = signed_in.recordings()[0]
    server.stop()
    signed_in.press_play(row)
    wait_for(signed_in, ConnectionState.OFFLINE, 50_000)
    assert status(signed_in).startswith("Working offline, lists from")


@pytest.mark.parametrize("rules", [replace(HASTY, retry_seconds=(3600.0,))], indirect=True, ids=["once"])
def test_the_first_request_that_finds_no_server_tells_the_whole_window(
    signed_in: Driver, server: DemoServer
) -> None:
    """Whoever asked: nothing is tried a second time before. The network says at once that it is back."""
    connection, network = signed_in.program.connection, signed_in.program.network
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    server.stop()
    signed_in.program.queue.request(FileKey.recording(signed_in.recordings()[0].call.sid))
    wait_for(signed_in, ConnectionState.OFFLINE)
    assert status(signed_in).startswith("Working offline, lists from")
    connection._failures = 4
    connection._retry_later()
    server.start()
    network._on_reachability(QNetworkInformation.Reachability.Online)
    wait_for(signed_in, ConnectionState.ONLINE)
    # The network itself says that it is gone, before anybody asks for anything.
    changes = QSignalSpy(connection.changed)
    server.stop()
    network._on_reachability(QNetworkInformation.Reachability.Disconnected)
    wait_for(signed_in, ConnectionState.OFFLINE)
    assert changes.count() > 0
    server.start()


# -- the session ends ----------------------------------------------------------------------------


def test_a_session_that_ends_asks_once_and_everything_stays_as_it_was(
    signed_in: Driver, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    page = signed_in.calls
    everything = len(page.model.ids)
    page.filter_bar.search_field.setText("a")
    signed_in.wait(lambda: len(page.model.ids) < everything and not page.loading.busy)
    chosen = page.model.ids[:3]
    assert len(chosen) == 3
    page.table.select_ids(chosen)
    server.world.expire_sessions()
    asked = QSignalSpy(signed_in.program.connection.sign_in_needed)
    signed_in.program.connection.try_now()
    wait_for(signed_in, ConnectionState.SIGNED_OUT)
    assert status(signed_in).startswith("Signed out, lists from")
    dialog = signed_in.program.sign_in.dialog
    assert dialog is not None
    dialog.offline_button.click()
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is None)
    # Nothing asks again by itself.
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert asked.count() == 1
    assert page.filter_bar.search_field.text() == "a"
    assert set(page.table.selected_ids()) == set(chosen)
    # The user does what needs the server: Return on a recording that is not here.
    row = next(row for row in signed_in.recordings() if not row.kept)
    assert page.table.set_current_id(row.row_id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    signed_in.sign_in(server)
    wait_for(signed_in, ConnectionState.ONLINE)
    assert page.filter_bar.search_field.text() == "a"


def test_a_decision_that_finds_the_session_ended_asks_to_sign_in(
    signed_in: Driver, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    signed_in.program.window.commands.receipts.trigger()
    signed_in.wait(lambda: len(signed_in.receipts.model.ids) > 0)
    server.world.expire_sessions()
    ids = signed_in.scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))[:2]
    signed_in.receipts.decisions.decide(ids, ReceiptStatus.APPROVED)
    signed_in.wait(lambda: signed_in.program.sign_in.dialog is not None)
    wait_for(signed_in, ConnectionState.SIGNED_OUT)
    # Nothing is lost: as soon as somebody signs in they go on by themselves.
    signed_in.wait(lambda: signed_in.receipts.decisions.counts.waiting == 2)
    signed_in.sign_in(server)
    wait_for(signed_in, ConnectionState.ONLINE)
    signed_in.wait(lambda: server.counters.marks == [(one, "approved") for one in ids])
