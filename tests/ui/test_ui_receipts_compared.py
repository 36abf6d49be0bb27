"""What stands side by side, where the document or the number of receipts is out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.demo.samples.receipts import DemoFile, DemoReceipt
from desktop.demo.server import DemoServer
from desktop.services.pictures import FIRST_PAGE
from desktop.ui.receipts.completeness.compare_dialog import CompareDialog
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.workers.pdf_kit import locked_pdf

PASSWORD = "1234"
Locked = tuple[DemoReceipt, DemoReceipt]


def with_file(server: DemoServer, receipt: DemoReceipt, content: bytes) -> DemoReceipt:
    """The receipt with this as its source file."""
    file = DemoFile(2 * (receipt.id + 10**6), "bank.pdf", "application/pdf", wrong=content)
    server.world.receipts.replace(replace(receipt, attachment=file))
    return receipt


@pytest.fixture
def locked(server: DemoServer) -> Locked:
    """The same statement twice; a password opens it."""
    content = locked_pdf(PASSWORD, "Salary")
    first, second = (with_file(server, add(server, "Bank Ltd", 4_400), content) for _ in range(2))
    return first, second


@pytest.fixture
def desk(
    look: QApplication, locked: Locked, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def settle(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=20_000)


def compare(desk: ReceiptsDesk, receipt: DemoReceipt) -> CompareDialog:
    desk.take(receipt.id)
    part = desk.page.completeness
    desk.page.commands.compare.trigger()
    desk.qtbot.waitUntil(lambda: part.compare_dialog is not None, timeout=10_000)
    assert part.compare_dialog is not None
    return part.compare_dialog


def test_what_a_password_opened_is_kept_as_no_picture(desk: ReceiptsDesk, locked: Locked) -> None:
    form = desk.page.preview.view.notes.password
    desk.take(locked[0].id)
    desk.qtbot.waitUntil(form.isVisible, timeout=20_000)
    form.entered.emit(PASSWORD)
    desk.qtbot.waitUntil(lambda: desk.page.preview.view.sharp, timeout=20_000)
    dialog = compare(desk, locked[0])
    card = next(card for card in dialog.cards if card.receipt.id == locked[0].id)
    desk.qtbot.waitUntil(lambda: card.view.sharp, timeout=20_000)
    kept = card.file.kept
    dialog.close_button.click()
    settle(desk)
    assert kept is not None
    assert desk.page.pictures.documents.find(kept) is None
    assert desk.scope.pictures.find(kept.sha256, FIRST_PAGE) is None
