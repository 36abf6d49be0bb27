"""The exports that there were: what came of each, and what can still be done with it, after a restart too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.core.export import ExportReport, ExportRequest
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog
from desktop.ui.earlier_exports.earlier_table_model import EarlierColumn
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.list_words import export_words
from desktop.ui.zip_export.export_run import ExportRun, RunState
from desktop.ui.zip_export.zip_export import ZipExport
from tests.app.conftest import Driver
from tests.services.export_kit import content

FILES = r"^/api/(receipts/\d+|attachments/)"
Start = Callable[[str], Driver]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


def export(driver: Driver, exporting: ZipExport, begin: Callable[[], object]) -> ExportReport:
    """To its end; what is told of it is closed."""
    reports = list[ExportReport]()
    exporting.ended.connect(reports.append)
    begin()
    driver.wait(lambda: bool(reports))
    if exporting.result_dialog is not None:
        exporting.result_dialog.accept()
    return reports[0]


def export_receipts(driver: Driver, folder: Path) -> ExportReport:
    page = driver.receipts
    driver.wait(lambda: bool(page.model.ids))
    page.export.choose_target = lambda _: str(folder / "receipts.zip")
    rows = driver.scope.receipts.rows(page.model.ids)
    whole = [row.row_id for row in rows if row.receipt.source_file and row.receipt.preview_file]
    wish = ExportWish(ids=tuple(whole[:2]))
    return export(driver, page.export, lambda: page.export.export(wish, ask=True))


def signed_in_behind(fault: Fault, start: Start, server: DemoServer) -> Driver:
    """With the fault from the beginning: otherwise some files come ahead."""
    driver = start("en")
    server.faults.add(fault)
    driver.sign_in(server)
    driver.wait_for_lists()
    return driver


def opened(driver: Driver) -> EarlierDialog:
    driver.program.window.commands.earlier.trigger()
    earlier = driver.program.window.earlier_exports
    driver.wait(lambda: earlier.dialog is not None)
    assert earlier.dialog is not None
    return earlier.dialog


def endings(dialog: EarlierDialog) -> list[str]:
    model = dialog.table.model()
    return [strip_marks(model.index(row, EarlierColumn.ENDING).data()) for row in range(model.rowCount())]


def test_what_was_missing_is_completed_after_a_restart(
    start: Start, server: DemoServer, folder: Path
) -> None:
    first = signed_in_behind(Fault(path=FILES, kind="status", status=403), start, server)
    report = export_receipts(first, folder)
    assert report.missing_count == 4
    assert first.program.window.close()
    first.program.close()
    server.faults.clear()

    later = start("en")
    later.wait_for_lists()
    dialog = opened(later)
    assert endings(dialog) == [f"{report.missing_count} files missing"]
    assert dialog.retry_button.text() == f"Try the {report.missing_count} missing again"
    exporting = later.receipts.export
    again = export(later, exporting, dialog.retry_button.click)
    assert (again.target, again.missing_count) == (report.target, 0)
    assert len(content(report.target)) == again.files_written

    dialog = opened(later)
    assert endings(dialog) == ["Everything is there", "Completed later"]
    assert not dialog.retry_button.isEnabled()
    dialog.table.set_current_id(report.export_id)
    assert not dialog.retry_button.isEnabled()
    dialog.result_button.click()
    later.wait(lambda: exporting.result_dialog is not None)
    assert exporting.result_dialog is not None
    assert exporting.result_dialog.report.missing_count == report.missing_count
    buttons = exporting.result_dialog.findChildren(QPushButton)
    assert not [one for one in buttons if "again" in one.text()], "what is there by now would go"
    exporting.result_dialog.accept()
    dialog = opened(later)
    dialog.result_button.click()
    later.wait(lambda: exporting.result_dialog is not None)
    assert exporting.result_dialog is not None
    assert exporting.result_dialog.report.files_written == again.files_written
    exporting.result_dialog.accept()
    opened(later).verify_button.click()
    checking = later.program.window.zip_checking
    later.wait(lambda: checking.dialog is not None and checking.dialog.report is not None)
    assert checking.dialog is not None and checking.dialog.report is not None
    assert checking.dialog.report.agrees
    checking.dialog.reject()
    opened(later).batch_button.click()
    assert exporting.batch.task is not None
    later.wait(lambda: exporting.batch.task is None)
    [once_more] = [path for path in folder.iterdir() if path != report.target]
    assert once_more.read_bytes() == report.target.read_bytes()


def test_calls_stand_beside_receipts(signed_in: Driver, folder: Path) -> None:
    page, exporting = signed_in.program.window.calls_page, signed_in.program.window.call_export
    signed_in.wait(lambda: bool(page.model.ids) and page.model.whole)
    exporting.folder = str(folder)
    page.table.set_current_id(page.model.ids[0])
    page.table.select_ids(page.model.ids[:2])
    report = export(signed_in, exporting, exporting.export_selected)
    export_receipts(signed_in, folder)
    dialog = opened(signed_in)
    assert dialog.batch_button.isEnabled(), "the newest one: of receipts"
    dialog.table.set_current_id(report.export_id)
    assert report.target.name in strip_marks(dialog.place_label.text())
    assert dialog.verify_button.isEnabled() and not dialog.batch_button.isEnabled()
    report.target.unlink()
    dialog.reveal_button.click()
    assert dialog.place_label.text().startswith("The file is no longer there: ")
    dialog.result_button.click()
    signed_in.wait(lambda: exporting.result_dialog is not None)
    assert exporting.result_dialog is not None
    assert exporting.result_dialog.report.calls == report.calls


def test_what_another_start_left_is_gone_on_with(signed_in: Driver, folder: Path) -> None:
    page = signed_in.receipts
    signed_in.wait(lambda: bool(page.model.ids))
    service, request = (
        signed_in.scope.export,
        ExportRequest(folder / "left.zip", ids=tuple(page.model.ids[:2]), words=export_words()),
    )
    record = service.begin(request, service.plan(request))
    dialog = opened(signed_in)
    assert endings(dialog) == ["Not finished"]
    assert not dialog.result_button.isEnabled() and not dialog.verify_button.isEnabled()
    assert dialog.retry_button.text() == "Continue"
    report = export(signed_in, page.export, dialog.retry_button.click)
    assert (report.export_id, report.target) == (record.id, folder / "left.zip")
    assert content(report.target)


def begun(driver: Driver, target: Path) -> int:
    """As an earlier start of the program leaves one; returns its number."""
    page, service = driver.receipts, driver.scope.export
    driver.wait(lambda: bool(page.model.ids))
    request = ExportRequest(target, ids=tuple(page.model.ids[:2]), words=export_words())
    return service.begin(request, service.plan(request)).id


def test_the_one_that_was_clicked_goes_on_and_the_other_is_offered_again(
    start: Start, server: DemoServer, folder: Path
) -> None:
    first = start("en")
    first.sign_in(server)
    first.wait_for_lists()
    older, newer = begun(first, folder / "older.zip"), begun(first, folder / "newer.zip")
    assert first.program.window.close()
    first.program.close()

    later = start("en")
    later.wait_for_lists()
    exporting = later.receipts.export
    later.wait(lambda: exporting.run is not None)
    assert exporting.run is not None and exporting.run.export_id == older, "it is offered"
    dialog = opened(later)
    dialog.table.set_current_id(newer)
    assert dialog.retry_button.text() == "Continue"
    report = export(later, exporting, dialog.retry_button.click)
    assert (report.export_id, report.target) == (newer, folder / "newer.zip")
    later.wait(lambda: exporting.run is not None)
    assert exporting.run is not None and exporting.run.export_id == older
    assert any(message.key == exporting.unfinished for message in later.program.window.messages.standing)
    assert not (folder / "older.zip").exists()
    dialog = opened(later)
    dialog.table.set_current_id(older)
    assert export(later, exporting, dialog.retry_button.click).target == folder / "older.zip"


def go_on_with(driver: Driver, export_id: int) -> ExportRun:
    """As *Continue* in the list of earlier exports does; waits until it is under way."""
    exporting, record = driver.receipts.export, driver.scope.export_ledger.get(export_id)
    assert record is not None
    exporting.go_on_with(record)
    driver.wait(lambda: exporting.run is not None and exporting.run.export_id == export_id)
    assert exporting.run is not None
    return exporting.run


def test_one_that_was_put_aside_is_offered_again_in_another_language(
    start: Start, server: DemoServer, folder: Path
) -> None:
    signed_in = signed_in_behind(Fault(path=FILES, kind="delay", seconds=30), start, server)
    older, newer = begun(signed_in, folder / "older.zip"), begun(signed_in, folder / "newer.zip")
    paused = go_on_with(signed_in, older)
    paused.pause()
    signed_in.wait(lambda: paused.state is RunState.PAUSED)
    go_on_with(signed_in, newer)
    program = signed_in.program
    program.window.settings_chosen.emit(program.accounts.settings._replace(language="he"))
    server.faults.clear()
    exporting = signed_in.receipts.export
    signed_in.wait(lambda: exporting.run is not None and exporting.run.export_id == older)
    assert (folder / "newer.zip").exists() and not (folder / "older.zip").exists()
    assert exporting.run is not None and exporting.run.state is RunState.PAUSED
    assert any(message.key == exporting.unfinished for message in program.window.messages.standing)


def test_while_one_is_under_way_another_waits_and_that_is_said(
    start: Start, server: DemoServer, folder: Path
) -> None:
    signed_in = signed_in_behind(Fault(path=FILES, kind="delay", seconds=30), start, server)
    exporting, other = signed_in.receipts.export, begun(signed_in, folder / "other.zip")
    exporting.choose_target = lambda _: str(folder / "receipts.zip")
    exporting.export(ExportWish(ids=tuple(signed_in.receipts.model.ids)), ask=True)
    run = exporting.run
    assert run is not None and exporting.dialog is not None
    signed_in.wait(lambda: run.export_id is not None)
    exporting.dialog.close()
    record = signed_in.scope.export_ledger.get(other)
    assert record is not None
    exporting.go_on_with(record)
    assert exporting.run is run and not exporting.dialog.isVisible()
    [said] = [one for one in signed_in.program.window.messages.standing if one.key == exporting.unfinished]
    assert said.sentence == "Another export is under way: this one can go on after it."
    run.cancel()
    server.faults.clear()
    signed_in.wait(lambda: exporting.run is None)
    assert not [one for one in signed_in.program.window.messages.standing if one.key == exporting.unfinished]
