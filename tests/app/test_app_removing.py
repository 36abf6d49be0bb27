"""Recordings removed from this computer since the user says so: asked first where it is final."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.core.call_query import CallQuery, RecordingFilter
from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.retention import EVERY_RECORDING
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.recording_keeper import KEEP_MESSAGE
from desktop.ui.keeping import recording_removal
from desktop.ui.keeping.recording_removal import MESSAGE
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.refused_keys import REFUSED_MESSAGE
from tests.app.conftest import Driver
from tests.app.keeping_kit import choose, keep, kept, message, obtainable, sync


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(DemoOptions(calls=12, receipts=2, prepare_seconds=(0.02, 0.05))) as running:
        yield running


def listed(driver: Driver, sid: str) -> CallRow:
    rows = (driver.calls.model.record_at(row) for row in range(len(driver.calls.model.ids)))
    return next(row for row in rows if row is not None and row.call.sid == sid)


def select(driver: Driver, *sids: str) -> None:
    ids = [listed(driver, sid).row_id for sid in sids]
    assert driver.calls.table.set_current_id(ids[0])
    driver.calls.table.select_ids(ids)
    driver.bring_to_front()
    driver.calls.table.setFocus()


def cell(driver: Driver, sid: str) -> str:
    place = driver.calls.model.row_of(listed(driver, sid).row_id)
    assert place is not None
    return str(driver.calls.model.index(place, CallColumn.RECORDING).data())


def used(driver: Driver) -> str:
    return driver.program.window.downloads_page.space.label.text()


def question(driver: Driver) -> QuestionDialog:
    removal = driver.program.window.keeping.removal
    driver.wait(lambda: removal.dialog is not None)
    assert removal.dialog is not None
    return removal.dialog


def transfers(driver: Driver) -> list[str]:
    return [one.key.id for one in driver.program.queue.transfers() if one.state is TransferState.DONE]


def new_calls(driver: Driver, server: DemoServer, count: int, days: int = 0) -> list[str]:
    """Of that age, listed and kept here."""
    when = server.world.clock.now() - timedelta(days=days)
    sids = [server.world.add_call(lead_name="Mine", created_at=when).sid for _ in range(count)]
    sync(driver)
    driver.wait(lambda: driver.calls.model.whole and len(driver.calls.model.ids) >= 12 + count)
    keep(driver, sids)
    driver.wait(lambda: all(cell(driver, sid) == "Kept here" for sid in sids))
    return sids


def test_what_can_be_had_again_goes_at_once_and_all_that_shows_it_follows(
    signed_in: Driver,
    start: Callable[[str], Driver],
    server: DemoServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In portions, whose progress is said."""
    monkeypatch.setattr(recording_removal, "AT_ONCE", 1)
    page, commands = signed_in.calls, signed_in.calls.commands
    one, two, three = new_calls(signed_in, server, 3)
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: kept(signed_in, obtainable(signed_in, server)))
    page.filter_bar.take_query(CallQuery("mine", recording=RecordingFilter.KEPT_HERE))
    signed_in.wait(lambda: len(page.model.ids) == 3)
    before = used(signed_in)
    select(signed_in, one)
    assert commands.remove in page.table.context_actions
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    signed_in.wait(lambda: len(page.model.ids) == 2)
    assert message(signed_in, MESSAGE).startswith("1 recording was removed from this computer: ")
    assert one not in transfers(signed_in) and two in transfers(signed_in)
    signed_in.wait(lambda: used(signed_in) != before)
    # Taken back by the message's word, and by the key.
    removed = next(one for one in signed_in.program.window.messages.standing if one.key == MESSAGE)
    assert removed.action is not None and commands.undo.isEnabled()
    removed.action.run()
    signed_in.wait(lambda: kept(signed_in, [one]) and len(page.model.ids) == 3)
    assert not commands.undo.isEnabled() and message(signed_in, MESSAGE) == ""
    select(signed_in, one, three)
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    signed_in.wait(lambda: message(signed_in, MESSAGE).startswith("2 recordings were removed"))
    signed_in.wait(lambda: len(page.model.ids) == 1)
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    signed_in.wait(lambda: kept(signed_in, [one, three]) and len(page.model.ids) == 3)
    assert message(signed_in, KEEP_MESSAGE).startswith("2 recordings will be kept")
    select(signed_in, one)
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    signed_in.wait(lambda: len(page.model.ids) == 2)
    # The pane's own button; in the player it stays, and says why.
    select(signed_in, two)
    button = page.details.recording.remove_button
    assert button.isVisible() and button.isEnabled()
    signed_in.press_play(listed(signed_in, two))
    signed_in.wait(lambda: signed_in.player.state is PlayerState.PLAYING)
    assert not button.isEnabled() and not commands.remove.isEnabled()
    assert button.toolTip() == commands.remove.toolTip() != ""
    signed_in.qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert message(signed_in, REFUSED_MESSAGE).startswith("The recording is in the player. Close")
    select(signed_in, two, three)
    assert commands.remove.text() == "Remove the recordings of 2 calls from this computer"
    commands.remove.trigger()
    signed_in.wait(lambda: message(signed_in, MESSAGE).endswith("The one in the player stays."))
    assert kept(signed_in, [two]) and not kept(signed_in, [three])
    signed_in.player.close()
    signed_in.wait(lambda: len(page.model.ids) == 1)
    select(signed_in, two)
    button.click()
    signed_in.wait(lambda: not page.model.ids)
    # The rule does not bring them back, and they can be had again when they are asked for.
    sync(signed_in)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert not any(kept(signed_in, [sid]) for sid in (one, two, three))
    keep(signed_in, [one])
    # Not after the next start either, while others come.
    signed_in.program.close()
    new = server.world.add_call().sid
    later = start("en")
    later.wait(lambda: later.program.is_complete and kept(later, [new]))
    later.wait(lambda: not later.program.tasks.busy)
    assert kept(later, [one]) and not any(kept(later, [sid]) for sid in (two, three))


def test_what_cannot_be_had_again_is_asked_about(signed_in: Driver, server: DemoServer) -> None:
    [soon] = new_calls(signed_in, server, 1, days=6)
    [pinned, other] = new_calls(signed_in, server, 2)
    commands = signed_in.calls.commands
    select(signed_in, soon)
    commands.remove.trigger()
    dialog = question(signed_in)
    assert dialog.accessibleName() == "Remove 1 recording from this computer?"
    assert "deletes it within two days" in dialog.accessibleDescription()
    assert "cannot be undone" in dialog.accessibleDescription()
    # Enter is Cancel.
    default = next(one for one in dialog.findChildren(QPushButton) if one.isDefault())
    assert (default, dialog.answer_button.isVisible()) == (dialog.cancel_button, False)
    signed_in.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    signed_in.wait(lambda: signed_in.program.window.keeping.removal.dialog is None)
    assert kept(signed_in, [soon])
    select(signed_in, pinned)
    commands.pin.trigger()
    signed_in.wait(lambda: "pinned" in commands.pin.text() or commands.pin.text() == "Do not pin any more")
    server.world.clock.advance(timedelta(days=9))
    sync(signed_in)
    select(signed_in, soon, pinned, other)
    commands.remove.trigger()
    dialog = question(signed_in)
    assert "3 of them will most likely be lost for good." in dialog.accessibleDescription()
    assert "1 of them is pinned" in dialog.accessibleDescription()
    assert dialog.other_button.text() == "Remove 3 recordings"
    dialog.other_button.click()
    signed_in.wait(lambda: message(signed_in, MESSAGE).startswith("3 recordings were removed"))
    assert not any(signed_in.scope.calls.kept(sid) for sid in (soon, pinned, other))
    assert transfers(signed_in) == []
    select(signed_in, soon, other)
    commands.remove.trigger()
    signed_in.wait(lambda: "None of the selected" in message(signed_in, "no-recording"))
    assert signed_in.program.queue.transfer(FileKey.recording(soon)) is None
