"""An export while it goes on: paused, cancelled, in the background, tried again."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from shiboken6 import Shiboken

from desktop.core.export import ExportReport
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.receipt_export import MESSAGE
from desktop.ui.zip_export.export_run import RunState
from tests.ui.export_desk import aim, due, names, progress, result, stall
from tests.ui.receipts_desk import ReceiptsDesk


@pytest.fixture
def target(desk: ReceiptsDesk, tmp_path: Path) -> Path:
    return aim(desk, tmp_path)


def test_cancelled_at_once_it_asks_nothing_and_leaves_nothing(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    stall(server)
    desk.page.commands.export_to.trigger()
    dialog = progress(desk)
    assert dialog.title_label.text() == f"Exporting {len(desk.page.model.ids)} receipts", "from the first"
    assert dialog.files_label.text() == "…"
    desk.qtbot.waitUntil(lambda: "file" in dialog.files_label.text(), timeout=10_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.page.export.run is not None and not dialog.isVisible(), "Escape throws nothing away"
    desk.wait_for_message(MESSAGE, "%")
    dialog.cancel_button.click()
    said = desk.wait_for_message(MESSAGE, "cancelled")
    assert "No partial file" in said.sentence
    assert list(target.parent.glob("*.zip*")) == []
    assert desk.page.export.dialog is None
    server.faults.clear()


def test_it_goes_on_in_the_background_with_a_number(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    stall(server)
    desk.page.commands.export_to.trigger()
    progress(desk).background_button.click()
    said = desk.wait_for_message(MESSAGE, "%")
    assert said.action is not None
    said.action.run()
    assert progress(desk).isVisible()
    assert desk.message(MESSAGE) is None
    progress(desk).close()
    desk.wait_for_message(MESSAGE, "%")
    server.faults.clear()
    said = desk.wait_for_message(MESSAGE, "missing")
    assert target.exists()
    assert said.action is not None
    said.action.run()
    assert result(desk).isVisible()


def test_it_is_paused_goes_on_and_is_cancelled_from_its_pause(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    stall(server)
    desk.page.commands.export_to.trigger()
    run, dialog = desk.page.export.run, progress(desk)
    assert run is not None
    desk.qtbot.waitUntil(lambda: "free" in dialog.room_label.text())
    for _ in range(2):
        with desk.qtbot.waitSignal(run.turned, timeout=10_000):
            dialog.pause_button.click()
        assert dialog.left_label.text().startswith("Paused")
        assert desk.page.export.is_saved(), "leaving stops nothing"
        assert list(target.parent.glob(".*.part")) and not target.exists()
        dialog.close()
        desk.wait_for_message(MESSAGE, "is paused")
        desk.page.commands.export_to.trigger()
        with desk.qtbot.waitSignal(run.turned):
            dialog.pause_button.click()
        assert dialog.pause_button.text() == "Pause"
    with desk.qtbot.waitSignal(run.turned, timeout=10_000):
        dialog.pause_button.click()
    dialog.cancel_button.click()
    desk.wait_for_message(MESSAGE, "cancelled")
    assert list(target.parent.glob(".*.part")) == []
    server.faults.clear()
    desk.page.commands.export_to.trigger()
    progress(desk).pause_button.click()
    run = desk.page.export.run
    assert run is not None
    desk.qtbot.waitUntil(lambda: run.state is not RunState.RUNNING, timeout=10_000)
    if run.state is RunState.PAUSED:
        progress(desk).pause_button.click()
    assert result(desk).report.files_written == len(names(target))


class Heard(logging.Handler):
    """Sets its event when the log says so."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.event = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self._words in record.getMessage():
            self.event.set()


@pytest.mark.parametrize("stopped", [False, True])
def test_cancel_right_after_a_pause_counts(
    desk: ReceiptsDesk, server: DemoServer, target: Path, stopped: bool
) -> None:
    """Also where the thread has stopped for now already, and the window does not know yet."""
    stall(server)
    heard = Heard("paused export=")
    log = logging.getLogger("desktop.receipts")
    log.setLevel(logging.INFO)
    log.addHandler(heard)
    try:
        desk.page.commands.export_to.trigger()
        dialog = progress(desk)
        desk.qtbot.waitUntil(lambda: "free" in dialog.room_label.text(), timeout=10_000)
        dialog.pause_button.click()
        assert not stopped or heard.event.wait(20)
        dialog.cancel_button.click()
        desk.wait_for_message(MESSAGE, "cancelled")
    finally:
        log.removeHandler(heard)
        log.setLevel(logging.NOTSET)
    assert list(target.parent.glob(".*.part")) == []
    assert desk.scope.export.unfinished() == []
    server.faults.clear()


def test_a_second_export_shows_the_one_that_goes_on(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    stall(server)
    desk.page.commands.export_to.trigger()
    first = desk.page.export.run
    progress(desk).background_button.click()
    desk.page.commands.export_to.trigger()
    assert desk.page.export.run is first
    assert progress(desk).isVisible()
    server.faults.clear()
    assert result(desk).report.files_total == due(desk)


def test_trying_again_fetches_what_was_missing(desk: ReceiptsDesk, server: DemoServer, target: Path) -> None:
    rows = desk.scope.receipts.rows(desk.page.model.ids)
    # Not one of the first: their sources came already, to be shown or before they are.
    row = next(row for row in reversed(rows) if row.receipt.source_file and row.receipt.preview_file)
    server.faults.add(Fault(path=rf"^/api/receipts/{row.receipt.id}\b", kind="status", status=404))
    with desk.qtbot.waitSignal(desk.queue.failed, timeout=10_000):
        desk.page.table.set_current_id(row.row_id)
    desk.page.export.folder = str(target.parent)
    desk.page.commands.export_selected.trigger()
    dialog = result(desk)
    assert len(dialog.report.missing) == 2
    server.faults.clear()
    reports: list[ExportReport] = []
    desk.page.export.ended.connect(reports.append)
    dialog.retry_button.click()
    desk.qtbot.waitUntil(lambda: bool(reports), timeout=40_000)
    assert reports[0].missing == ()
    assert len(names(reports[0].target)) == 2
    assert reports[0].target == dialog.report.target, "the same ZIP"


def test_another_account_pauses_an_export(desk: ReceiptsDesk, server: DemoServer, target: Path) -> None:
    stall(server)
    desk.page.commands.export_to.trigger()
    desk.page.set_scope(None)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=10_000)
    assert desk.page.export.dialog is None
    assert list(target.parent.glob("*.zip*")) == []
    server.faults.clear()


def test_a_dropped_export_lives_until_its_work_has_ended(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    """Its thread still reports on it."""
    stall(server)
    desk.page.commands.export_to.trigger()
    run = desk.page.export.run
    desk.page.set_scope(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.tasks.busy
    assert Shiboken.isValid(run)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=10_000)
    desk.qtbot.waitUntil(lambda: not Shiboken.isValid(run))
    server.faults.clear()


def test_offline_what_is_kept_is_exported_and_the_rest_is_missing(desk: ReceiptsDesk, target: Path) -> None:
    desk.go_offline()
    desk.page.export.export(ExportWish(ReceiptQuery()), ask=True)
    report = result(desk).report
    assert report.files_total == due(desk)
    assert len(report.missing) >= due(desk) - 1
    assert len(names(target)) == report.files_written
