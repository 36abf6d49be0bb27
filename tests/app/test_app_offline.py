"""The embedded server stopped: everything is tried as a new user would, who has two recordings here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
KEPT = 2


@pytest.fixture
def offline(start: Start, server: DemoServer, language: str) -> Driver:
    """Synced, with two recordings and two receipts kept; then started again without any server."""
    first = start(language)
    first.sign_in(server)
    first.wait_for_lists()
    keys = [FileKey.recording(row.call.sid) for row in first.recordings()[:KEPT]]
    for key in keys:
        first.program.queue.request(key)
    queue = first.program.queue
    first.wait(lambda: all(is_done(first, key) for key in keys))
    first.program.window.commands.receipts.trigger()
    first.wait(lambda: len(first.receipts.model.ids) > KEPT)
    for record_id in first.receipts.model.ids[:KEPT]:
        first.receipts.table.set_current_id(record_id)
        first.wait(lambda: first.receipts.preview.shown.kept is not None)
    first.wait(lambda: all(transfer.state.final for transfer in queue.transfers()))
    first.program.window.commands.calls.trigger()
    first.program.close()
    server.stop()
    later = start(language)
    later.wait(lambda: later.program.connection.state is ConnectionState.OFFLINE)
    later.wait(lambda: len(later.calls.model.ids) > 0 and not later.program.tasks.busy)
    return later


def is_done(driver: Driver, key: FileKey) -> bool:
    transfer = driver.program.queue.transfer(key)
    return transfer is not None and transfer.state is TransferState.DONE


def says_why(action: QAction) -> bool:
    """Disabled, with a whole sentence wherever one looks for it."""
    reason = action.toolTip()
    return not action.isEnabled() and reason.endswith(".") and action.statusTip() == reason


def test_calls_are_searched_sorted_read_and_heard(offline: Driver, uncaught: list[BaseException]) -> None:
    page, window = offline.calls, offline.program.window
    whole = list(page.model.ids)
    page.table.sort_requested.emit(CallColumn.LENGTH, True)
    offline.wait(lambda: list(page.model.ids) != whole)
    page.table.sort_requested.emit(CallColumn.DATE, True)
    offline.wait(lambda: list(page.model.ids) == whole)
    kept = next(row for row in offline.recordings() if row.kept)
    page.filter_bar.search_field.setText((kept.call.phone or "")[-7:])
    offline.wait(lambda: kept.row_id in page.model.ids and len(page.model.ids) < len(whole))
    page.filter_bar.clear()
    offline.wait(lambda: list(page.model.ids) == whole)
    assert page.table.set_current_id(kept.row_id)
    assert page.details.shown_name
    page.commands.play.trigger()
    offline.wait(lambda: offline.player.playing and offline.player.position > 100)
    page.commands.copy_phone.trigger()
    assert QGuiApplication.clipboard().text()
    assert window.player_bar.isVisible()
    assert uncaught == []


def test_what_needs_the_server_says_so_on_calls(offline: Driver) -> None:
    page = offline.calls
    row = next(row for row in offline.recordings() if not row.kept)
    assert page.table.set_current_id(row.row_id)
    for action in (page.commands.play, page.commands.keep):
        assert says_why(action), action.text()
    bar = page.details.recording
    for button in (bar.play_button, bar.keep_button):
        assert isinstance(button, QPushButton) and not button.isEnabled()
        assert button.accessibleDescription() == button.toolTip() == page.commands.play.toolTip()
    page.table.select_ids(page.model.ids[:5])
    assert says_why(page.commands.keep)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)


def test_receipts_are_searched_shown_and_saved(
    offline: Driver, tmp_path: Path, uncaught: list[BaseException]
) -> None:
    page = offline.receipts
    offline.program.window.commands.receipts.trigger()
    offline.wait(lambda: len(page.model.ids) > KEPT and not offline.program.tasks.busy)
    assert page.table.set_current_id(page.model.ids[0])
    offline.wait(lambda: page.preview.view.sharp)
    page.downloads.choose_folder = lambda _: str(tmp_path)
    page.commands.download_source.trigger()
    offline.wait(lambda: len(list(tmp_path.iterdir())) == 1)
    allowed = [action.isEnabled() for action in page.commands.decisions]
    assert allowed.count(False) <= 1, "what it is already"
    assert says_why(page.commands.undo)
    button = page.preview.bar.approve_button
    assert button.accessibleDescription() == ("" if button.isEnabled() else page.commands.approve.toolTip())
    assert page.table.set_current_id(page.model.ids[10])
    offline.wait(lambda: not page.preview.view.sharp)
    assert says_why(page.commands.download_source) or not page.commands.download_source.isEnabled()
    page.filter_bar.search_field.setText("zzzz")
    offline.wait(lambda: len(page.model.ids) == 0)
    page.filter_bar.clear()
    offline.wait(lambda: len(page.model.ids) > KEPT)
    assert uncaught == []


def test_an_export_says_what_is_missing(offline: Driver, tmp_path: Path) -> None:
    page = offline.receipts
    offline.program.window.commands.receipts.trigger()
    offline.wait(lambda: len(page.model.ids) > KEPT and not offline.program.tasks.busy)
    target = tmp_path / "receipts.zip"
    page.export.choose_target = lambda _: str(target)
    reports: list[object] = []
    page.export.ended.connect(reports.append)
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[:5])), ask=True)
    offline.wait(lambda: bool(reports), 50_000)
    assert target.exists()
    offline.wait(lambda: page.export.run is None)


def test_the_other_pages_and_settings_open(
    offline: Driver, uncaught: list[BaseException], language: str
) -> None:
    program = offline.program
    commands = program.window.commands
    commands.downloads.trigger()
    offline.wait(program.window.downloads_page.isVisible)
    commands.settings.trigger()
    dialog = program.window.settings.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.account.sign_out_button.click()
    everywhere = dialog.account.question.other_button
    assert not everywhere.isEnabled() and everywhere.accessibleDescription().endswith(".")
    dialog.account.question.reject()
    dialog.reject()
    other = "he" if language == "en" else "en"
    program.window.settings_chosen.emit(program.accounts.settings._replace(language=other))
    offline.wait(lambda: len(offline.calls.model.ids) > 0 and not program.tasks.busy)
    # The window in the other language says at once how things stand.
    assert offline.texts()
    assert program.window.status.texts()[0]
    row = next(row for row in offline.recordings() if not row.kept)
    assert offline.calls.table.set_current_id(row.row_id)
    assert says_why(offline.calls.commands.play)
    assert program.window.commands.sync.isEnabled()
    assert uncaught == []


def test_a_decision_that_finds_no_server_shows_that_it_is_away(
    start: Start, server: DemoServer, language: str, uncaught: list[BaseException]
) -> None:
    driver = start(language)
    driver.sign_in(server)
    driver.wait_for_lists()
    window = driver.program.window
    window.commands.receipts.trigger()
    approve = driver.receipts.commands.approve
    driver.wait(lambda: len(driver.receipts.model.ids) > 0 and not driver.program.tasks.busy)
    waiting = (
        row_id
        for row_id in driver.receipts.model.ids
        if driver.receipts.table.set_current_id(row_id) and approve.isEnabled()
    )
    assert next(waiting, None) is not None
    driver.wait(lambda: driver.program.connection.state is ConnectionState.ONLINE)
    # The previews of its neighbours may be on their way: they do not find out in its place.
    driver.program.queue.unanswered.disconnect(driver.program.connection.doubt)
    server.stop()
    approve.trigger()
    driver.wait(lambda: driver.program.connection.state is ConnectionState.OFFLINE)
    driver.wait(lambda: driver.receipts.decisions.counts.waiting == 1)
    assert len(window.status.decisions_button.text()) > len("1 ")
    assert uncaught == []
