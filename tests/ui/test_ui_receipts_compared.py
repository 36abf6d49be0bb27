"""What stands side by side, where the document or the number of receipts is out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.core.duplicates import MOST_TOGETHER
from desktop.core.models import Receipt, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.samples.receipts import DemoFile, DemoReceipt
from desktop.demo.server import DemoServer
from desktop.services.pictures import FIRST_PAGE
from desktop.ui.receipts.completeness.compare_dialog import CompareDialog
from desktop.ui.receipts.completeness.compared_receipt import ComparedReceipt, Field, differing
from desktop.ui.receipts.completeness.telling_apart import MESSAGE
from desktop.ui.receipts.receipt_downloads import MESSAGE as DOWNLOAD_MESSAGE
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


def compare(desk: ReceiptsDesk, receipt: Receipt | DemoReceipt) -> CompareDialog:
    """Of this row at once, before the preview has followed."""
    desk.take(receipt.id)
    part = desk.page.completeness
    desk.page.commands.compare.trigger()
    desk.qtbot.waitUntil(lambda: part.compare_dialog is not None, timeout=10_000)
    assert part.compare_dialog is not None
    return part.compare_dialog


def suspected(desk: ReceiptsDesk, vendor: str) -> set[int]:
    return set(desk.scope.receipts.ids(ReceiptQuery(vendors=(vendor,), duplicate=True)))


def test_a_group_of_any_size_is_told_apart_to_its_end(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    """No two are told apart that were not side by side, and none is left when it is said that none is."""
    same = {add(server, "Parking", 1_500, invoice_number=f"P-{number}").id for number in range(8)}
    with receipts_desk(qtbot, server, data_dir) as desk:
        dialog = compare(desk, desk.receipt(min(same)))
        shown: list[set[int]] = []
        while set(dialog.ids) <= same and dialog.next_button.isEnabled():
            shown.append(set(dialog.ids))
            assert all(len(shown[-1] & before) < len(shown[-1]) for before in shown[:-1])
            dialog.apart_button.click()
            settle(desk)
        assert not suspected(desk, "Parking")
        assert len(shown) <= 4
        assert all(any({one, other} <= some for some in shown) for one, other in combinations(same, 2))
        dialog.close_button.click()


def test_who_goes_on_sees_the_rest_of_a_large_group(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    same = {add(server, "Parking", 1_500, invoice_number=f"P-{number}").id for number in range(8)}
    with receipts_desk(qtbot, server, data_dir) as desk:
        dialog = compare(desk, desk.receipt(min(same)))
        first = set(dialog.ids)
        assert min(same) in first
        shown = set[int]()
        while dialog.next_button.isEnabled():
            shown |= set(dialog.ids)
            dialog.next_button.click()
            settle(desk)
        assert len(first) == MOST_TOGETHER and same <= shown
        dialog.close_button.click()


def test_told_apart_twice_is_taken_back_whole(desk: ReceiptsDesk, locked: Locked) -> None:
    dialog = compare(desk, locked[0])
    dialog.apart_button.click()
    dialog.apart_button.click()
    settle(desk)
    said = desk.wait_for_message(MESSAGE, "2")
    assert not suspected(desk, "Bank Ltd")
    assert said.action is not None
    said.action.run()
    settle(desk)
    assert suspected(desk, "Bank Ltd") == {one.id for one in locked}
    dialog.close_button.click()


def test_it_is_taken_back_when_the_dialog_is_closed_too(desk: ReceiptsDesk, locked: Locked) -> None:
    page, bank = desk.page, {one.id for one in locked}
    page.filter_bar.take_query(ReceiptQuery(vendors=("Bank Ltd",), duplicate=True))
    settle(desk)
    dialog = compare(desk, locked[0])
    dialog.apart_button.click()
    said = desk.wait_for_message(MESSAGE, "2")
    with desk.qtbot.waitSignal(dialog.destroyed):
        dialog.close_button.click()
    desk.qtbot.waitUntil(lambda: not page.model.ids, timeout=10_000)
    settle(desk)
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(lambda: set(page.model.ids) == bank, timeout=10_000)


def test_another_account_is_offered_nothing_to_be_taken_back(desk: ReceiptsDesk, locked: Locked) -> None:
    compare(desk, locked[0]).apart_button.click()
    desk.wait_for_message(MESSAGE, "2")
    desk.page.set_scope(None)
    assert desk.message(MESSAGE) is None


def test_what_was_told_apart_already_has_nothing_to_be_taken_back(desk: ReceiptsDesk, locked: Locked) -> None:
    dialog = compare(desk, locked[0])
    desk.scope.completeness.tell_apart(dialog.ids)
    dialog.apart_button.click()
    assert desk.wait_for_message(MESSAGE, "2").action is None
    settle(desk)
    dialog.close_button.click()


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


def card_of(dialog: CompareDialog, receipt: DemoReceipt) -> ComparedReceipt:
    return next(card for card in dialog.cards if card.receipt.id == receipt.id)


def test_a_password_is_asked_for_beside_the_others(desk: ReceiptsDesk, locked: Locked) -> None:
    """Typed in one of them, it decides about none, and closes nothing."""
    dialog = compare(desk, locked[0])
    card, other = (card_of(dialog, one) for one in locked)
    form = card.view.notes.password
    desk.qtbot.waitUntil(lambda: form.isVisible() and other.view.notes.password.isVisible(), timeout=20_000)
    assert card.rect().contains(QRect(form.field.mapTo(card, QPoint(0, 0)), form.field.size()))
    labels = [label for label in form.findChildren(QLabel) if label.text()]
    assert labels and all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    QTest.mouseClick(form.field, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.field, PASSWORD)
    QTest.keyClicks(other.view.notes.password.field, "4")
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: card.view.sharp, timeout=20_000)
    assert other.view.notes.password.field.text() == "4", "Enter is for the one that it was pressed in"
    assert dialog.isVisible() and card.receipt.status is ReceiptStatus.PENDING_REVIEW
    dialog.close_button.click()


def test_what_cannot_be_shown_beside_the_others_is_downloaded(
    desk: ReceiptsDesk, locked: Locked, tmp_path: Path
) -> None:
    desk.page.downloads.choose_folder = lambda _: str(tmp_path)
    dialog = compare(desk, locked[0])
    link = card_of(dialog, locked[1]).view.notes.password.link
    desk.qtbot.waitUntil(link.isVisible, timeout=20_000)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    desk.wait_for_message(DOWNLOAD_MESSAGE, "Saved")
    [saved] = tmp_path.glob("*.pdf")
    kept = card_of(dialog, locked[1]).file.kept
    assert kept is not None and saved.read_bytes() == kept.path.read_bytes()
    dialog.close_button.click()


def test_what_is_compared_does_not_move_for_a_message(desk: ReceiptsDesk, locked: Locked) -> None:
    dialog = compare(desk, locked[0])
    settle(desk)
    desk.messages.dismiss_all()
    card, bar = dialog.cards[0], dialog.message_bar
    before = QRect(card.mapTo(dialog, QPoint()), card.size())
    desk.messages.warning("Something happened.")
    desk.qtbot.waitUntil(lambda: bar.isVisible() and bar.mapTo(dialog, QPoint(0, bar.height())).y() > 0)
    QApplication.processEvents()
    assert QRect(card.mapTo(dialog, QPoint()), card.size()) == before
    assert bar.mapTo(dialog, QPoint(0, bar.height())).y() <= before.top()
    dialog.reject()


def test_what_is_the_same_written_otherwise_does_not_differ(look: QApplication) -> None:
    one = Receipt(1, vendor="Bezeq", invoice_number="INV-0012")
    assert differing([one, Receipt(2, vendor="BEZEQ ", invoice_number="inv 12")]) == set()
    assert differing([one, Receipt(2, vendor="Bezeq", invoice_number="INV-13")]) == {Field.NUMBER}
