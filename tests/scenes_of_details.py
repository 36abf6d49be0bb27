"""Scenes of what the user adds to receipts, and of all that is known of one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from desktop.core.models import Receipt
from tests.scene_steps import receipts_of, with_lists
from tests.stage import FULL, SMALL, Stage


def details(stage: Stage) -> None:
    """Every field of a receipt, and of one of which little is known; tags on one and on many."""
    with_lists(stage)
    stage.size(SMALL)
    window = stage.program.window
    window.commands.receipts.trigger()
    page = window.receipts_page
    stage.wait("the receipts", lambda: bool(page.model.ids))
    _tag(stage, "car, Tax 2026, לרו״ח")
    page.commands.details.setChecked(True)
    _settle(stage)
    stage.picture("details-1366x768")
    bar = page.extras.details.pane.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.picture("details-read-1366x768")
    page.table.set_current_id(next(one.id for one in receipts_of(stage) if _little_known(one)))
    _settle(stage)
    page.commands.tag.trigger()
    QTest.keyClicks(page.extras.tagging.bar.field, "a")
    stage.picture("details-unknown-1366x768")
    page.extras.tagging.bar.field.clear()
    page.table.setFocus()
    stage.size(QSize(960, 620))
    stage.picture("details-narrow")
    page.commands.details.setChecked(False)
    stage.size(FULL)
    page.table.select_ids(page.model.ids[:6])
    stage.picture("tags-several")
    page.filter_bar.more_chip.click()
    stage.picture("tags-filter")
    page.filter_bar.more_filters.close()


def _little_known(receipt: Receipt) -> bool:
    return receipt.amount is None and not receipt.vendor and not receipt.error_message


def _tag(stage: Stage, words: str) -> None:
    tagging = stage.program.window.receipts_page.extras.tagging
    tagging.bar.added.emit(words.split(", "))
    stage.wait("the tags", lambda: not tagging.busy)


def _settle(stage: Stage) -> None:
    page = stage.program.window.receipts_page
    stage.rest()
    stage.wait("the details", lambda: page.extras.details.reading.details is not None)
    stage.wait("a sharp page", lambda: page.preview.view.sharp)
