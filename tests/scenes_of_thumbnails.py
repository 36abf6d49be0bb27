"""Scenes of the receipts as thumbnails: on their way, here, several taken, and offline."""

from __future__ import annotations

from desktop.demo.faults import Fault
from tests.scene_steps import is_pdf, receipts_of, show, thumbnails_are_here, with_lists
from tests.stage import FULL, SMALL, Stage


def thumbnails(stage: Stage) -> None:
    """In the place of the table, alone with what they stand for, and without a server."""
    with_lists(stage)
    window = stage.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    show(stage, next(receipt for receipt in receipts_of(stage) if is_pdf(receipt)))
    page.pictures.as_thumbnails.setChecked(True)
    page.table.setFocus()
    stage.wait("the thumbnails", lambda: thumbnails_are_here(stage))
    stage.picture("thumbnails")
    page.table.select_ids(page.model.ids[2:6])
    stage.size(SMALL)
    stage.wait("the thumbnails", lambda: thumbnails_are_here(stage) and page.preview.view.sharp)
    stage.picture("thumbnails-selected-1366x768")
    stage.size(FULL)
    stage.server.faults.add(Fault("^/api/", "reset"))
    stage.program.queue.set_attempts(None)
    page.pictures.grid.verticalScrollBar().setValue(page.pictures.grid.verticalScrollBar().maximum())
    stage.wait("the thumbnails", lambda: thumbnails_are_here(stage))
    stage.picture("thumbnails-offline")
