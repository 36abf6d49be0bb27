"""The queue over the end of the program: it goes on where it stopped, and paused stays paused."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.errors import StillPreparing
from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from tests.app.conftest import Driver

Start = Callable[[str], Driver]


def _keep(driver: Driver, server: DemoServer, count: int) -> list[FileKey]:
    """Asks for the newest recordings that are sound, as the command does."""
    sound = {call.sid for call in server.world.calls if call.fate == "kept"}
    rows = [row for row in driver.recordings() if row.call.sid in sound]
    keys = [FileKey.recording(row.call.sid) for row in rows[:count]]
    for key in keys:
        driver.program.queue.request(key)
    return keys


def _states(driver: Driver, keys: list[FileKey]) -> list[TransferState | None]:
    found = (driver.program.queue.transfer(key) for key in keys)
    return [transfer.state if transfer is not None else None for transfer in found]


def _wait_for(driver: Driver, keys: list[FileKey], state: TransferState) -> None:
    driver.wait(lambda: _states(driver, keys) == [state] * len(keys))


def _again(driver: Driver, start: Start) -> Driver:
    driver.program.close()
    later = start("en")
    later.wait_for_lists()
    return later


def test_what_was_on_its_way_comes_after_a_restart(
    signed_in: Driver, start: Start, server: DemoServer
) -> None:
    server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    keys = _keep(signed_in, server, 6)
    signed_in.wait(lambda: signed_in.program.queue.counts().transferring == 3)
    signed_in.program.close()
    server.faults.clear()
    later = _again(signed_in, start)
    scope = later.scope
    later.wait(lambda: all(scope.kept_files.find(key) is not None for key in keys))
    for key in keys:
        kept = scope.kept_files.find(key)
        assert kept is not None
        assert kept.path.read_bytes() == server.world.recording_bytes(key.id)
    assert server.counters.file_requests_high <= 3
    assert server.counters.preparations_high <= 3


def test_paused_stays_paused_and_what_is_played_comes_all_the_same(
    signed_in: Driver, start: Start, server: DemoServer
) -> None:
    page = signed_in.program.window.downloads_page
    page.pause_all.trigger()
    keys = _keep(signed_in, server, 4)
    later = _again(signed_in, start)
    page = later.program.window.downloads_page
    _wait_for(later, keys, TransferState.PAUSED)
    assert page.pause_all.text() == "Resume all downloads"
    row = next(row for row in later.recordings() if FileKey.recording(row.call.sid) == keys[2])
    later.press_play(row)
    later.wait(lambda: later.player.current_sid == row.call.sid)
    assert _states(later, keys).count(TransferState.PAUSED) == 3
    place = later.calls.model.row_of(next(r.row_id for r in later.recordings() if r.call.sid == keys[0].id))
    assert place is not None
    later.wait(lambda: "Paused" in str(later.calls.model.index(place, CallColumn.RECORDING).data() or ""))
    page.pause_all.trigger()
    _wait_for(later, keys, TransferState.DONE)


def test_why_it_failed_is_known_after_a_restart_and_it_can_be_tried_again(
    signed_in: Driver, start: Start, server: DemoServer
) -> None:
    server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    keys = _keep(signed_in, server, 1)
    _wait_for(signed_in, keys, TransferState.FAILED)
    server.faults.clear()
    later = _again(signed_in, start)
    _wait_for(later, keys, TransferState.FAILED)
    transfer = later.program.queue.transfer(keys[0])
    assert transfer is not None
    assert transfer.error is not None and not isinstance(transfer.error, StillPreparing)
    assert type(transfer.error).__name__ == "NotARecording"
    later.program.queue.request(keys[0])
    _wait_for(later, keys, TransferState.DONE)


def test_the_status_bar_pauses_and_says_so(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    keys = _keep(signed_in, server, 2)
    status, queue = signed_in.program.window.status, signed_in.program.queue
    signed_in.wait(lambda: queue.counts().transferring == 2)
    texts = [action.text() for action in status.downloads_button.actions()]
    assert "Pause all downloads" in texts
    status.downloads_button.actions()[-1].trigger()
    server.faults.clear()
    signed_in.wait(lambda: "Downloads paused, 2 waiting" in status.downloads_button.text())
    status.downloads_button.actions()[-1].trigger()
    _wait_for(signed_in, keys, TransferState.DONE)
