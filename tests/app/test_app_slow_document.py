"""A file that takes long to draw: within a second that is said, with a way on; then the reason."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.core.models import Receipt
from desktop.core.query import ReceiptQuery
from desktop.ui.receipts import receipts_page
from desktop.ui.receipts.document import opening_words
from desktop.workers import document_renderer
from tests.app.conftest import Driver
from tests.workers.renderer_kit import write_pdf

LONG_SECONDS = 600.0
"""No test waits so long: what is given up is given up by the test."""
LATE = 1.05
"""So much later than asked for does a timer of Qt's tell, by its own account."""
TAKES_LONG = {
    "en": "This file takes long to open. It is still being tried; you can go on to another one meanwhile.",
    "he": "פתיחת הקובץ נמשכת זמן רב. הניסיון נמשך, ואפשר לעבור בינתיים לקובץ אחר.",
}
GIVEN_UP = {
    "en": "This document is too heavy to be shown here. Download it to open it with another program.",
    "he": "המסמך הזה כבד מדי להצגה כאן. הורד אותו כדי לפתוח אותו בתוכנה אחרת.",
}
DOWNLOAD = {"en": "Download", "he": "הורד"}


def show_first(driver: Driver) -> Receipt:
    """The first receipt with a file of its own, as it is shown."""
    page = driver.receipts
    driver.program.window.commands.receipts.trigger()
    page.filter_bar.take_query(ReceiptQuery())
    driver.wait(lambda: len(page.model.ids) > 0)
    rows = driver.scope.receipts.rows(page.model.ids)
    receipt = next(row.receipt for row in rows if row.receipt.source_file)
    assert page.table.set_current_id(receipt.id)
    shown = page.preview.shown
    driver.wait(lambda: shown.receipt == receipt and shown.kept is not None and page.preview.view.sharp)
    return receipt


def show_what_hangs(driver: Driver, path: Path) -> None:
    """In place of the file that is shown, at a process that answers no more."""
    renderer, shown = driver.program.renderer, driver.receipts.preview.shown
    assert shown.kept is not None
    # How the file looked that was shown before is not taken for how this one does.
    shown.kept = replace(shown.kept, path=path)
    renderer._answer_seconds = LONG_SECONDS
    driver.wait(lambda: renderer.child_pid > 0 and renderer._current is None and not renderer._waiting)
    os.kill(renderer.child_pid, signal.SIGSTOP)
    shown.view.show_document(path)


def button(driver: Driver, text: str) -> QAbstractButton:
    """That stands where the document would."""
    notes = driver.receipts.preview.view.notes
    return next(one for one in notes.findChildren(QAbstractButton) if one.isVisible() and one.text() == text)


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_what_takes_long_says_so_with_a_way_on_until_it_is_given_up(
    driver: Driver, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_renderer, "PLAIN_SECONDS", LONG_SECONDS)
    receipt = show_first(driver)
    preview = driver.receipts.preview
    view, notes = preview.view, preview.view.notes
    asked: list[bool] = []
    driver.receipts.downloads.choose_folder = lambda _: ""
    preview.shown.download_asked.connect(lambda: asked.append(True))
    show_what_hangs(driver, write_pdf(tmp_path / "slow.pdf", ("red",)))
    driver.wait(lambda: notes.sentence == TAKES_LONG[language])
    expected = Qt.LayoutDirection.RightToLeft if language == "he" else Qt.LayoutDirection.LeftToRight
    assert notes.layoutDirection() is expected
    QTest.mouseClick(button(driver, DOWNLOAD[language]), Qt.MouseButton.LeftButton)
    assert asked == [True]
    assert notes.sentence == TAKES_LONG[language], "and it is still being tried"
    driver.program.renderer._child._patience.start(0)
    driver.wait(lambda: notes.sentence == GIVEN_UP[language])
    assert button(driver, DOWNLOAD[language]).isEnabled()
    # It is forgotten with the next file, here the receipt's own.
    assert preview.receipt == receipt
    preview.shown._load()
    driver.wait(lambda: view.sharp)
    assert notes.sentence == ""


def test_it_is_said_within_a_second_of_the_key_that_leads_to_the_receipt() -> None:
    assert receipts_page.FOLLOW_MS + opening_words.LONG_MS * LATE < 1_000
