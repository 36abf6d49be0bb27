"""Scenes of a day's work on receipts: what cannot be undone, what is missing, what stands in the way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.core.models import FileKind, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.receipt_downloads import MESSAGE
from desktop.ui.widgets.messages import MessageAction, MessageKind
from tests.scene_steps import receipts_of, with_lists
from tests.services.export_kit import RECEIPT_FILES
from tests.stage import SMALL, Stage


def decided(stage: Stage) -> None:
    """One that was incomplete, one that somebody else decided meanwhile, one that was undone; the history."""
    with_lists(stage)
    window = stage.program.window
    window.commands.receipts.trigger()
    page = window.receipts_page
    stage.size(SMALL)
    incomplete = [one for one in receipts_of(stage) if one.status is ReceiptStatus.INCOMPLETE]
    page.table.set_current_id(incomplete[0].id)
    page.commands.approve.trigger()
    stage.wait("the question", lambda: page.completeness.bulk.question is not None)
    assert page.completeness.bulk.question is not None
    page.completeness.bulk.question.answer_button.click()
    stage.wait("the answer", lambda: page.decisions.counts.unsent == 0 and not page.decisions.busy)
    stage.picture("decided-incomplete")
    to_review = [one for one in receipts_of(stage) if one.status is ReceiptStatus.PENDING_REVIEW]
    for status in (ReceiptStatus.APPROVED, ReceiptStatus.PENDING_REVIEW, ReceiptStatus.REJECTED):
        page.decisions.decide([to_review[0].id], status)
        stage.wait("the answer", lambda: page.decisions.counts.unsent == 0 and not page.decisions.busy)
        stage.rest()
    stage.server.world.decide_elsewhere(to_review[1].id, ReceiptStatus.NOT_RECEIPT.value)
    page.decisions.decide([to_review[1].id], ReceiptStatus.APPROVED)
    stage.wait("the conflict", lambda: page.decisions.counts.conflicts == 1)
    page.decisions.decide([to_review[2].id], ReceiptStatus.APPROVED)
    stage.picture("decided-conflict-and-success")
    page.commands.history.trigger()
    history = page.deciding.history
    stage.wait("the history", lambda: history.dialog is not None and len(history.dialog.model.ids) == 6)
    assert history.dialog is not None
    history.dialog.table.set_current_id(history.dialog.model.id_at(3))
    stage.picture("decided-history")
    history.dialog.reject()
    page.filter_bar.take_query(ReceiptQuery(statuses=(ReceiptStatus.INCOMPLETE,)))
    stage.wait("the incomplete ones", lambda: not page.loading.busy and page.current_row() is not None)
    page.table.selectAll()
    page.commands.approve.trigger()
    stage.wait("the question", lambda: page.completeness.bulk.dialog is not None)
    stage.picture("decided-several-incomplete")


def missing(stage: Stage) -> None:
    """Several downloads of which some do not come; an export that is under way as the window is closed."""
    with_lists(stage)
    window = stage.program.window
    window.commands.receipts.trigger()
    page = window.receipts_page
    stage.size(SMALL)
    receipts = receipts_of(stage)[:24]
    lost = [one for one in receipts if one.source_file is not None]
    for place, receipt in enumerate(lost[5:8]):
        path = rf"^/api/receipts/{receipt.id}\b"
        stage.server.faults.add(Fault(path=path, kind="status", status=404 if place else 400))
    with TemporaryDirectory() as folder:
        page.set_folders(folder, folder)
        page.downloads.download(receipts, FileKind.RECEIPT_SOURCE)
        stage.wait("the end", lambda: _details(stage) is not None)
        stage.picture("missing-said")
        details = _details(stage)
        assert details is not None
        details.run()
        stage.picture("missing-listed")
        assert page.downloads.missing_dialog is not None
        page.downloads.missing_dialog.reject()
        _export(stage, Path(folder))


def _details(stage: Stage) -> MessageAction | None:
    """What the message at the end of several downloads offers; None before."""
    standing = stage.program.window.messages.standing
    said = next((one for one in standing if one.key == MESSAGE), None)
    return said.action if said is not None and said.kind is MessageKind.DANGER else None


def _export(stage: Stage, folder: Path) -> None:
    window = stage.program.window
    page = window.receipts_page
    stage.server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30))
    page.export.choose_target = lambda _: str(folder / "receipts.zip")
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[-20:])), ask=True)
    assert not window.close()
    stage.picture("missing-export-holds", at_rest=False)
    assert page.export.run is not None
    page.export.run.cancel()
    stage.server.faults.clear()
    stage.wait("its end", lambda: page.export.run is None)


def looked_for(stage: Stage) -> None:
    """The rarer filters; and a receipt that has no suspected duplicate."""
    with_lists(stage)
    window = stage.program.window
    window.commands.receipts.trigger()
    page = window.receipts_page
    stage.size(SMALL)
    page.filter_bar.more_chip.click()
    stage.picture("looked-for-filters")
    page.filter_bar.more_filters.close()
    rows = (page.model.record_at(row) for row in range(20))
    alone = next(row for row in rows if row is not None and not row.duplicate)
    page.table.set_current_id(alone.row_id)
    page.commands.compare.trigger()
    stage.wait("the others", lambda: page.completeness.compare_dialog is not None)
    stage.picture("looked-for-none")
    assert page.completeness.compare_dialog is not None
    page.completeness.compare_dialog.reject()
