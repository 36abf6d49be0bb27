"""Scenes of what is missing, there twice or doubtful among the receipts."""

from __future__ import annotations

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.ui.receipts.completeness.completeness import Completeness
from tests.scene_steps import with_lists
from tests.stage import FULL, SMALL, Stage


def completeness(stage: Stage) -> None:
    """Duplicates side by side, vendors by month, several approved, what is filtered by, the settings."""
    with_lists(stage)
    stage.size(SMALL)
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(stage.program.window.receipts_page.model.ids))
    _duplicates(stage)
    _board(stage)
    _several(stage)
    _filters(stage)
    stage.size(FULL)
    window = stage.program.window
    window.settings.open()
    dialog = window.settings.dialog
    assert dialog is not None
    dialog.show_page(dialog.receipts)
    stage.picture("settings-receipts")
    dialog.receipts.thresholds.rows[0].number.setText("much")
    stage.picture("settings-receipts-wrong")
    dialog.reject()


def _part(stage: Stage) -> Completeness:
    return stage.program.window.receipts_page.completeness


def _list(stage: Stage, query: ReceiptQuery) -> None:
    page = stage.program.window.receipts_page
    page.filter_bar.take_query(query)
    stage.wait("the list", lambda: not page.loading.busy and bool(page.model.ids))
    page.table.set_current_id(page.model.ids[0])
    stage.wait("a sharp page", lambda: page.preview.view.sharp)


def _duplicates(stage: Stage) -> None:
    _list(stage, ReceiptQuery(duplicate=True))
    stage.picture("doubts-duplicates")
    part = _part(stage)
    part.open_compare()
    dialog = part.compare_dialog
    assert dialog is not None
    stage.wait("documents", lambda: all(card.view.sharp for card in dialog.cards))
    stage.picture("compare")
    dialog.reject()
    stage.rest()


def _board(stage: Stage) -> None:
    part = _part(stage)
    part.open_board()
    dialog = part.board_dialog
    assert dialog is not None
    stage.wait("the board", lambda: bool(dialog.model.rows))
    stage.picture("board")
    dialog.reject()
    stage.rest()


def _several(stage: Stage) -> None:
    page = stage.program.window.receipts_page
    _list(stage, ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))
    page.table.selectAll()
    page.commands.approve.trigger()
    stage.wait("the question", lambda: page.completeness.bulk.dialog is not None)
    stage.picture("several-approved")
    dialog = page.completeness.bulk.dialog
    assert dialog is not None
    dialog.show_button.click()
    stage.wait("those left out", lambda: bool(page.filter_bar.query.among) and not page.loading.busy)
    stage.wait("a sharp page", lambda: page.preview.view.sharp)
    stage.picture("several-left-out")


def _filters(stage: Stage) -> None:
    page = stage.program.window.receipts_page
    page.filter_bar.clear()
    stage.rest()
    stage.wait("a sharp page", lambda: page.preview.view.sharp)
    page.filter_bar.more_chip.click()
    stage.picture("filters-more")
    page.filter_bar.more_filters.close()
