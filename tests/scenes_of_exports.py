"""Scenes of what becomes of exports: once more, in a receipt's details, checked; and of their names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QSize

from desktop.core.export import ExportRequest
from desktop.core.models import FileKey, FileKind
from desktop.demo.faults import Fault
from desktop.services.receipts import has_file
from desktop.ui.receipts.export.list_words import export_words
from desktop.ui.widgets.record_table_model import IdRole
from desktop.ui.zip_check.zip_check_dialog import ZipCheckDialog
from desktop.ui.zip_export.export_run import RunState
from desktop.ui.zip_export.standing import STILL_SECONDS
from tests.read_pdf import ReadPdf
from tests.scene_steps import healthy, is_pdf, receipts_of, show, with_lists
from tests.services.export_kit import RECEIPT_FILES
from tests.stage import Stage
from tests.zip_kit import with_manifest, write_zip


def exports(stage: Stage) -> None:
    """A few receipts exported; the batch again, which lacks a file; the details of a receipt."""
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    receipts = [one for one in receipts_of(stage) if is_pdf(one)][:4]
    with tempfile.TemporaryDirectory() as folder:
        page.export.folder = folder
        show(stage, receipts[0])
        page.table.select_ids([one.id for one in receipts])
        page.commands.export_selected.trigger()
        stage.wait("its end", lambda: page.export.result_dialog is not None)
        stage.picture("exports-whole")
        _again(stage, Path(folder), receipts[1].id)
        page.table.set_current_id(receipts[0].id)
        page.commands.details.setChecked(True)
        details = page.extras.details.pane
        stage.wait("its exports", lambda: bool(details.exports.rows))
        bar = details.area.verticalScrollBar()
        stage.rest()
        bar.setValue(bar.maximum())
        stage.picture("exports-details")
        page.commands.details.setChecked(False)


def _again(stage: Stage, folder: Path, receipt_id: int) -> None:
    export, scope = stage.program.window.receipts_page.export, stage.program.scope
    assert export.result_dialog is not None and scope is not None
    target = export.result_dialog.report.target
    export.result_dialog.reject()
    [record] = scope.export_ledger.latest_finished(1)
    export.batch.write(record)
    stage.wait("the same", lambda: export.batch.task is None)
    stage.picture("exports-again")
    kept = scope.receipts.kept(FileKey.source(receipt_id))
    assert kept is not None
    kept.path.unlink()
    for path in folder.glob("*.zip"):
        path.rename(folder / "elsewhere")
    export.batch.write(record)
    stage.wait("what changed", lambda: export.batch.dialog is not None)
    stage.picture("exports-again-other")
    assert export.batch.dialog is not None
    export.batch.dialog.reject()
    (folder / "elsewhere").rename(target)


def one_pdf(stage: Stage) -> None:
    """The menu beside the ZIP button, then some as one PDF, what is said of it, and its last page."""
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    merging = page.list_export.merging
    page.list_export.show_menu()
    stage.picture("one-pdf-menu")
    page.list_export.menu.close()
    lacking = [one for one in receipts_of(stage) if not has_file(one, FileKind.RECEIPT_SOURCE)]
    page.table.select_ids([one.id for one in (*receipts_of(stage)[:12], *lacking)])
    with tempfile.TemporaryDirectory() as folder:
        merging.choose_target = lambda _: (str(Path(folder) / "receipts.pdf"), "pdf")
        merging.command.trigger()
        stage.wait("its end", lambda: merging.run is None)
        stage.picture("one-pdf")
        read = ReadPdf.at(Path(folder) / "receipts.pdf")
        stage.save("one-pdf-last-page", read.on_paper(read.pages - 1, QSize(595, 842)))


def zip_check(stage: Stage) -> None:
    """A ZIP under way, one that is whole, and one that is not."""
    with_lists(stage)
    files = with_manifest(
        {f"Vendor_2024-01-{day:02}_150.00ILS_{day}.pdf": bytes(day) for day in range(1, 29)}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "receipts_Sample_Business_2024-01-01_2024-01-31.zip"
        write_zip(path, files)
        stage.program.window.zip_checking.check(path)
        stage.picture("zip-check-begun", at_rest=False)
        _checked(stage)
        stage.picture("zip-check-whole")
        path.unlink()
        names = list(files)
        write_zip(path, {**files, names[2]: b"two", names[4]: b"x", "קבלה נוספת.pdf": b"x"})
        stage.program.window.zip_checking.check(path)
        _checked(stage)
        stage.picture("zip-check-differs")
        path.write_bytes(b"no ZIP")
        stage.program.window.zip_checking.check(path)
        stage.wait("its end", lambda: _dialog(stage).close_button.isVisible())
        stage.picture("zip-check-failed")
        _dialog(stage).reject()


def _dialog(stage: Stage) -> ZipCheckDialog:
    dialog = stage.program.window.zip_checking.dialog
    assert dialog is not None
    return dialog


def _checked(stage: Stage) -> None:
    stage.wait("the report", lambda: _dialog(stage).report is not None)


def file_names(stage: Stage) -> None:
    """The settings' page about what files are called: as it is at first, and with what is no name."""
    with_lists(stage)
    window = stage.program.window
    window.settings.open()
    dialog = window.settings.dialog
    assert dialog is not None
    dialog.show_page(dialog.names)
    stage.picture("settings-names")
    dialog.names.field.setText("{vendor} {daet}")
    stage.picture("settings-names-wrong")
    dialog.cancel_button.click()


def call_exports(stage: Stage) -> None:
    """The calls, one of which says that it can be exported; some exported, with what is missing."""
    with_lists(stage)
    window = stage.program.window
    window.commands.calls.trigger()
    page, export = window.calls_page, window.call_export
    stage.wait("the calls", lambda: bool(page.model.ids) and page.model.whole)
    stage.picture("call-exports-list")
    # By what is kept the others are estimated.
    for sid in healthy(stage)[:2]:
        stage.program.queue.request(FileKey.recording(sid))
        stage.wait_until_kept(FileKey.recording(sid))
    stage.server.faults.add(Fault(path=r"^/api/recordings/.*", kind="delay", seconds=30))
    with tempfile.TemporaryDirectory() as folder:
        export.folder = folder
        ids = list(page.model.ids[:12])
        page.table.set_current_id(ids[0])
        page.table.select_ids(ids)
        page.commands.export_selected.trigger()
        stage.wait("its dialog", lambda: export.dialog is not None)
        stage.wait("what it takes", lambda: export.run is not None and export.run.plan is not None)
        stage.picture("call-exports-progress", at_rest=False)
        stage.server.faults.clear()
        stage.wait("its end", lambda: export.result_dialog is not None)
        stage.picture("call-exports-result")
        assert export.result_dialog is not None
        export.result_dialog.reject()


def exports_earlier(stage: Stage) -> None:
    """The exports that there were: a PDF, some that miss something, calls, one that is not finished."""
    with_lists(stage)
    window = stage.program.window
    page, calls = window.receipts_page, window.call_export
    window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    with tempfile.TemporaryDirectory() as folder:
        page.export.folder = calls.folder = folder
        _leave_unfinished(stage, Path(folder))
        # The server has one of the files no longer, as in any demo: the whole list lacks it.
        page.commands.export.trigger()
        stage.wait("its end", lambda: page.export.result_dialog is not None)
        window.commands.calls.trigger()
        table = window.calls_page.table
        stage.wait("the calls", lambda: bool(window.calls_page.model.ids) and window.calls_page.model.whole)
        table.select_ids(list(window.calls_page.model.ids[:3]))
        calls.export_selected()
        stage.wait("their end", lambda: calls.result_dialog is not None)
        for one in (page.export.result_dialog, calls.result_dialog):
            assert one is not None
            one.reject()
        window.commands.receipts.trigger()
        _save_pdf(stage, Path(folder) / "receipts.pdf")
        window.commands.earlier.trigger()
        stage.wait("the exports", lambda: window.earlier_exports.dialog is not None)
        dialog = window.earlier_exports.dialog
        assert dialog is not None
        stage.picture("exports-earlier")
        dialog.table.set_current_id(dialog.table.model().index(2, 0).data(IdRole))
        stage.picture("exports-earlier-missing")
        dialog.reject()


def _save_pdf(stage: Stage, target: Path) -> None:
    page = stage.program.window.receipts_page
    merging = page.list_export.merging
    page.table.select_ids([one.id for one in receipts_of(stage)[:3]])
    merging.choose_target = lambda _: (str(target), "pdf")
    merging.command.trigger()
    stage.wait("the PDF", lambda: merging.run is None)


def _leave_unfinished(stage: Stage, folder: Path) -> None:
    """As another start would have left it."""
    scope = stage.program.scope
    assert scope is not None
    ids = tuple(one.id for one in receipts_of(stage)[:8])
    request = ExportRequest(folder / "left.zip", ids=ids, words=export_words())
    scope.export.begin(request, scope.export.plan(request))


def exports_in_trouble(stage: Stage) -> None:
    """A copy that fails; an export while the server is busy, after it is gone, and whose folder is away."""
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    with tempfile.TemporaryDirectory() as folder:
        page.export.folder = folder
        page.table.select_ids(page.model.ids[:3])
        page.commands.export_selected.trigger()
        stage.wait("its end", lambda: page.export.result_dialog is not None)
        assert page.export.result_dialog is not None
        (Path(folder) / "USB").touch()
        page.export.copying.choose_target = lambda _: str(Path(folder) / "USB" / "copy.zip")
        page.export.result_dialog.copy_button.click()
        stage.wait("no copy", lambda: page.export.copying.failed)
        stage.picture("exports-copy-failed")
        page.export.result_dialog.reject()
        _stand_still(stage)
        _away(stage, Path(folder) / "USB drive")


def _stand_still(stage: Stage) -> None:
    page, faults = stage.program.window.receipts_page, stage.server.faults
    faults.add(Fault(RECEIPT_FILES, "status", status=503, headers=(("Retry-After", "90"),), after=20))
    page.table.selectAll()
    page.commands.export.trigger()
    run, dialog = page.export.run, page.export.dialog
    assert run is not None and dialog is not None
    stage.wait("nothing that comes", lambda: run.still_s > STILL_SECONDS)
    dialog.look()
    stage.picture("exports-busy-server", at_rest=False)
    faults.clear()
    faults.offline = True
    stage.program.window.commands.sync_everything.trigger()
    stage.wait("being offline", lambda: not stage.program.queue.online)
    dialog.look()
    stage.picture("exports-server-gone", at_rest=False)
    faults.offline = False
    run.cancel(stage.program.scope)
    stage.wait("its end", lambda: page.export.run is None)


def _away(stage: Stage, drive: Path) -> None:
    """What was paused is to go on when the drive is gone."""
    export, faults = stage.program.window.receipts_page.export, stage.server.faults
    stage.wait("the server again", lambda: stage.program.queue.online)
    drive.mkdir()
    export.choose_target = lambda _: str(drive / "receipts.zip")
    faults.add(Fault(RECEIPT_FILES, "delay", seconds=30, after=4))
    stage.program.window.receipts_page.commands.export_to.trigger()
    stage.wait("its first bytes", lambda: bool(list(drive.iterdir())))
    run, dialog = export.run, export.dialog
    assert run is not None and dialog is not None
    dialog.pause_button.click()
    stage.wait("the pause", lambda: run.state is RunState.PAUSED)
    faults.clear()
    drive.rename(drive.with_name("somewhere else"))
    dialog.pause_button.click()
    stage.wait("why it cannot go on", lambda: run.state is RunState.PAUSED and run.why is not None)
    stage.picture("exports-folder-away")
    run.cancel(stage.program.scope)
    stage.wait("its end", lambda: export.run is None)


def exports_leaving(stage: Stage) -> None:
    """Who leaves while an export is under way is told that it is paused; the next start offers it."""
    with_lists(stage)
    window = stage.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    with tempfile.TemporaryDirectory() as folder:
        page.export.folder = folder
        stage.server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30, after=4))
        page.commands.export.trigger()
        stage.wait("its first bytes", lambda: bool(list(Path(folder).iterdir())))
        assert page.export.dialog is not None
        page.export.dialog.background_button.click()
        window.close()
        stage.picture("exports-leaving", at_rest=False)
        copying = window.call_export.copying
        copying.choose_target = lambda _: str(Path(folder) / "copy.zip")
        (Path(folder) / "calls.zip").write_bytes(bytes(1000))
        copying.copy(Path(folder) / "calls.zip")
        window.close()
        stage.picture("exports-leaving-copy", at_rest=False)
        scope = stage.program.scope
        window.set_scope(None)
        stage.server.faults.clear()
        window.set_scope(scope)
        stage.wait("the offer", lambda: page.export.run is not None)
        stage.picture("exports-offered")
        stage.wait("all of it", lambda: not stage.program.tasks.busy)
        assert page.export.run is not None
        page.export.run.cancel(scope)
        stage.wait("its end", lambda: page.export.run is None)
