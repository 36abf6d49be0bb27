"""Another language while something leaves the program: exports, lists into files and onto paper, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout

from desktop.core.export import ExportReport
from desktop.core.list_file import ListFormat
from desktop.core.models import FileKind
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.export.export_wish import ExportWish
from tests.app.conftest import Driver
from tests.app.language_kit import at_rest, speak, standing


@pytest.fixture
def signed_in(signed_in: Driver) -> Driver:
    return at_rest(signed_in)


def export(driver: Driver, target: Path) -> None:
    """Of four receipts; it has begun."""
    page = driver.receipts
    driver.wait(lambda: len(page.model.ids) > 4)
    page.export.choose_target = lambda _: str(target)
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[:4])), ask=True)
    assert page.export.run is not None


@pytest.mark.parametrize("seen", [True, False])
def test_an_export_goes_on_to_its_end(
    signed_in: Driver, server: DemoServer, tmp_path: Path, seen: bool
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=30))
    target = tmp_path / "receipts.zip"
    export(signed_in, target)
    run, dialog = signed_in.receipts.export.run, signed_in.receipts.export.dialog
    assert dialog is not None
    if not seen:
        dialog.close()
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.export
    ended: list[object] = []
    now.ended.connect(ended.append)
    assert now.run is run
    assert (now.dialog is not None and now.dialog.isVisible()) is seen
    server.faults.clear()
    signed_in.wait(lambda: bool(ended))
    assert target.exists() and now.run is None
    assert (now.result_dialog is not None) is seen


def test_an_export_can_be_cancelled_in_the_other_language(
    signed_in: Driver, server: DemoServer, tmp_path: Path
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=30))
    export(signed_in, tmp_path / "receipts.zip")
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.export
    ended: list[object] = []
    now.ended.connect(ended.append)
    assert now.run is not None
    now.run.cancel()
    signed_in.wait(lambda: bool(ended))
    assert ended == [None]
    signed_in.wait(lambda: not list(tmp_path.glob("receipts.zip*")))


def test_what_an_export_came_to_stays_said(signed_in: Driver, server: DemoServer, tmp_path: Path) -> None:
    signed_in.wait(lambda: bool(signed_in.receipts.model.ids))
    first = signed_in.receipts.model.ids[0]
    server.faults.add(Fault(path=rf"^/api/receipts/{first}\b", kind="status", status=404))
    export(signed_in, tmp_path / "receipts.zip")
    dialog = signed_in.receipts.export.dialog
    assert dialog is not None
    dialog.close()
    signed_in.wait(lambda: any("missing" in text for text in signed_in.texts()))
    speak(signed_in, "he")
    [said] = [one for one in standing(signed_in) if one.key == "receipt-export"]
    assert "missing" not in said.sentence
    assert said.action is not None
    said.action.run()
    assert signed_in.receipts.export.result_dialog is not None


def test_an_earlier_result_that_is_shown_stays_in_the_other_language(
    signed_in: Driver, tmp_path: Path
) -> None:
    """It alone is shown again, and what is said of the last one is still said."""
    exporting = signed_in.receipts.export
    reports = list[ExportReport]()
    exporting.ended.connect(reports.append)
    for name in ("earlier.zip", "last.zip"):
        export(signed_in, tmp_path / name)
        assert exporting.dialog is not None
        exporting.dialog.close()
        signed_in.wait(lambda: exporting.run is None)
    earlier, last = reports
    exporting.show_result(earlier)
    speak(signed_in, "he")
    now = signed_in.receipts.export
    assert now.result_dialog is not None and now.result_dialog.isVisible()
    assert now.result_dialog.report.export_id == earlier.export_id != last.export_id
    assert [one for one in standing(signed_in) if one.key == "receipt-export"]


def test_a_list_that_was_being_printed_is_said_not_to_be(signed_in: Driver, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    def to_file(printer: QPrinter) -> bool:
        printer.setOutputFileName(str(tmp_path / "calls.pdf"))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        return True

    printing = signed_in.calls.printing
    printing.choose_printer = to_file
    printing.command.trigger()
    signed_in.wait(lambda: printing.job is not None)
    speak(signed_in, "he")
    assert [one.key for one in standing(signed_in)] == ["print"]


def test_a_list_that_is_on_its_way_into_a_file_arrives(signed_in: Driver, tmp_path: Path) -> None:
    target = tmp_path / "calls.csv"
    saving = signed_in.calls.saving
    saving.choose_target = lambda _: (str(target), ListFormat.CSV)
    saving.command.trigger()
    assert saving.run is not None
    speak(signed_in, "he", busy=True)
    now = signed_in.calls.saving
    assert now is not saving
    signed_in.wait(lambda: now.run is None and not signed_in.program.tasks.busy)
    assert target.exists()
    assert "list-file" in [one.key for one in standing(signed_in)]


def test_files_that_are_saved_are_saved_to_the_last(
    signed_in: Driver, server: DemoServer, tmp_path: Path
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=0.3))
    page, folder = signed_in.receipts, tmp_path / "saved"
    folder.mkdir()
    signed_in.wait(lambda: bool(page.model.ids))
    receipts = [
        row.receipt for row in page.model.read(page.model.ids[:12]) if row.receipt.source_file is not None
    ]
    page.set_folders(str(folder), "")
    page.folders_changed.emit(str(folder), "")
    page.downloads.download(receipts, FileKind.RECEIPT_SOURCE)
    speak(signed_in, "he", busy=True)
    signed_in.wait(lambda: len(list(folder.iterdir())) == len(receipts))
    signed_in.wait(lambda: [one.kind for one in standing(signed_in)] == ["success"])
