"""The downloads page in the whole window: the room that recordings take, and what leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.core.models import FileKey
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
    driver.program.queue.request(FileKey.recording(sid))
    driver.wait(lambda: driver.scope.calls.kept(sid) is not None)
    return sid


def test_the_room_that_recordings_take_and_where_it_is_chosen(signed_in: Driver, server: DemoServer) -> None:
    window = signed_in.program.window
    window.commands.downloads.trigger()
    fetched(signed_in, server)
    space = window.downloads_page.space
    signed_in.wait(lambda: space.bar.share > 0)
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
