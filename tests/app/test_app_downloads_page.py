"""The downloads page in the whole window: the room that recordings take, and what leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.core.models import FileKey, Priority
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.space import Room
from desktop.ui.downloads.space_line import SpaceLine
from desktop.ui.formatting import strip_marks
from tests.app.conftest import Driver


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(DemoOptions(calls=24, receipts=4, prepare_seconds=(0.02, 0.05))) as running:
        yield running


def fetched(driver: Driver, server: DemoServer) -> str:
    """The sid of a recording that the program fetched."""
    sid = next(call.sid for call in server.world.calls if call.fate == "kept")
    with driver.qtbot.waitSignal(driver.program.queue.ready):
        driver.program.queue.request(FileKey.recording(sid))
    return sid


def test_the_room_that_recordings_take_and_where_it_is_chosen(signed_in: Driver, server: DemoServer) -> None:
    window = signed_in.program.window
    window.commands.downloads.trigger()
    fetched(signed_in, server)
    space = window.downloads_page.space
    signed_in.wait(lambda: space.bar.share > 0)
    signed_in.wait(lambda: window.calls_page.recordings.bytes_a_second > 0)
    assert space.isVisible()
    said = strip_marks(space.label.text())
    assert said.startswith("Recordings kept on this computer: ")
    assert said.replace("\u00a0", " ").endswith(" of 50 GB")
    space.change_button.click()
    dialog = window.settings.dialog
    assert dialog is not None
    assert dialog.recordings.isVisible()
    dialog.reject()


def test_a_bar_only_where_there_is_a_limit_and_a_word_where_little_is_free(signed_in: Driver) -> None:
    line = SpaceLine()
    signed_in.qtbot.addWidget(line)
    gigabyte = 1024**3
    line.show_room(Room(3 * gigabyte, 9 * gigabyte, 2 * gigabyte), 6)
    assert line.bar.isVisibleTo(line)
    assert line.bar.share == 0.5
    assert not line.little_free.isVisibleTo(line)
    line.show_room(Room(3 * gigabyte, gigabyte, 2 * gigabyte), 0)
    assert not line.bar.isVisibleTo(line)
    assert "1.0" in line.little_free.text()
    line.show_room(None, 6)
    assert line.isHidden()


def test_what_has_come_leads_to_its_call_and_plays(signed_in: Driver, server: DemoServer) -> None:
    window = signed_in.program.window
    sid = fetched(signed_in, server)
    window.commands.downloads.trigger()
    page = window.downloads_page
    row_id = page.model.ids[1]
    assert page.table.set_current_id(row_id)
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.calls_page
    signed_in.wait(lambda: window.player.current_sid == sid)
    signed_in.wait(lambda: (row := window.calls_page.current_row()) is not None and row.call.sid == sid)


def test_what_has_come_is_shown_in_its_folder(signed_in: Driver, server: DemoServer) -> None:
    window = signed_in.program.window
    sid = fetched(signed_in, server)
    revealed: list[Path] = []
    window.arrived.show_file = revealed.append
    window.downloads_page.reveal_asked.emit(FileKey.recording(sid))
    kept = signed_in.scope.calls.kept(sid)
    assert kept is not None
    assert revealed == [kept.path]


def test_what_failed_is_flagged_on_the_rail_until_it_is_dealt_with(
    signed_in: Driver, server: DemoServer
) -> None:
    window, queue = signed_in.program.window, signed_in.program.queue
    item = window.rail.item(window.commands.downloads)
    server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    keys = [FileKey.recording(call.sid) for call in server.world.calls if call.fate == "kept"][:2]
    for key in keys:
        # As the rule that keeps recordings asks for them.
        queue.request(key, Priority.BACKGROUND)
    signed_in.wait(lambda: item.accessibleName() == "Downloads, 2 failed")
    server.faults.clear()
    queue.request(keys[0])
    signed_in.wait(lambda: item.accessibleName() == "Downloads, 1 failed")
    queue.remove(keys[1])
    signed_in.wait(lambda: item.accessibleName() == "Downloads")
