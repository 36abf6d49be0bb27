"""What the scenes that are photographed have in common."""

from __future__ import annotations

from desktop.core.models import Call, Receipt
from desktop.ui.receipts.receipts_page import ReceiptsPage
from tests.stage import FULL, LARGE, SMALL, Stage


def with_lists(stage: Stage) -> None:
    stage.wait("the dialog", lambda: stage.program.sign_in.dialog is not None)
    stage.sign_in()
    stage.wait_for_lists()
    stage.program.window.commands.calls.trigger()


def healthy(stage: Stage) -> list[str]:
    """Calls whose recording the server can give, newest first."""
    world = stage.server.world
    now = world.clock.now()
    return [call.sid for call in world.calls if call.fate == "kept" and not call.is_gone(now)]


def call_at(stage: Stage, row: int) -> Call:
    """The call in this row of the list."""
    record = stage.program.window.calls_page.model.record_at(row)
    assert record is not None
    return record.call


def play(stage: Stage, sid: str) -> None:
    page = stage.program.window.calls_page
    records = (page.model.record_at(row) for row in range(len(page.model.ids)))
    row_id = next(record.row_id for record in records if record is not None and record.call.sid == sid)
    page.table.set_current_id(row_id)
    page.commands.play.trigger()


def list_receipts(stage: Stage) -> ReceiptsPage:
    """Their page, with the list on it."""
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    return page


def receipts_of(stage: Stage) -> list[Receipt]:
    scope, page = stage.program.scope, stage.program.window.receipts_page
    assert scope is not None
    return [row.receipt for row in scope.receipts.rows(page.model.ids[:100])]


def is_pdf(receipt: Receipt) -> bool:
    return receipt.source_file is not None and receipt.source_file.filename.endswith(".pdf")


def show(stage: Stage, receipt: Receipt) -> None:
    page = stage.program.window.receipts_page
    page.table.set_current_id(receipt.id)
    stage.wait("the document", lambda: page.preview.receipt == receipt and page.preview.view.sharp)


def picture_each(stage: Stage, name: str, *, at_rest: bool = True) -> None:
    """In the common window, in a small one, and on a large screen."""
    view = stage.program.window.receipts_page.preview.view
    for size, suffix in ((FULL, ""), (SMALL, "-1366x768"), (LARGE, "-2560x1440")):
        stage.size(size)
        if at_rest:
            # Where nothing is shown there is nothing that could be sharp.
            stage.wait("a sharp page", lambda: view.sharp or not view.notes.isHidden())
        stage.picture(f"{name}{suffix}", at_rest=at_rest)
    stage.size(FULL)


def thumbnails_are_here(stage: Stage) -> bool:
    """Whether each that is seen is there, or says why it is not."""
    page = stage.program.window.receipts_page
    records = [page.model.record_at(row) for row in page.pictures.grid.seen_rows()]
    known = [page.pictures.thumbnails.of(record) for record in records if record is not None]
    return bool(known) and all(known)
