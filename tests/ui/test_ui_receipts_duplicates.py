"""Suspected duplicates as a user meets them: marked, filtered by, side by side, decided, told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.duplicates import MOST_TOGETHER, SameBy
from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.samples.receipts import DemoReceipt
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.completeness.compare_dialog import CompareDialog
from desktop.ui.receipts.completeness.compared_receipt import Field, field_name
from desktop.ui.receipts.completeness.doubt_words import same_text
from desktop.ui.receipts.completeness.telling_apart import MESSAGE
from desktop.ui.receipts.receipt_words import allocation_said, duplicate_said
from desktop.ui.receipts.receipts_table_model import ReceiptColumn
from desktop.ui.widgets.record_table_model import CellRole
from tests.ui.doubtful_receipts import add, add_large, add_twins
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

TWINS = ReceiptQuery(vendors=("Twin Ltd",), duplicate=True)


@pytest.fixture
def twins(server: DemoServer) -> tuple[DemoReceipt, DemoReceipt]:
    return add_twins(server)


@pytest.fixture
def desk(
    look: QApplication,
    twins: tuple[DemoReceipt, DemoReceipt],
    qtbot: QtBot,
    server: DemoServer,
    data_dir: Path,
) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def listed(desk: ReceiptsDesk, query: ReceiptQuery) -> list[int]:
    """What the page lists by this."""
    desk.page.filter_bar.take_query(query)
    settle(desk)
    return list(desk.page.model.ids)


def settle(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=20_000)


def compare(desk: ReceiptsDesk) -> CompareDialog:
    """Opened by its command."""
    part = desk.page.completeness
    desk.page.commands.compare.trigger()
    desk.qtbot.waitUntil(lambda: part.compare_dialog is not None, timeout=10_000)
    dialog = part.compare_dialog
    assert dialog is not None
    # Before that its keys are the page's, which would decide about the receipt that is selected there.
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def on_server(server: DemoServer, receipt: DemoReceipt) -> str:
    found = server.world.receipts.find(receipt.id)
    assert found is not None
    return found.status


def test_doubts_are_marked_said_and_filtered_by(
    either_language: str, server: DemoServer, qtbot: QtBot, data_dir: Path
) -> None:
    first, second = add_twins(server)
    large = add_large(server)
    with receipts_desk(qtbot, server, data_dir) as desk:
        page, bar = desk.page, desk.page.completeness.bar
        assert set(listed(desk, TWINS)) == {first.id, second.id}
        index = page.model.index(0, ReceiptColumn.VENDOR)
        cell = index.data(CellRole)
        assert (cell.icon, cell.mark) == ("copy", "")
        assert duplicate_said() in cell.told
        assert duplicate_said() in index.data(Qt.ItemDataRole.AccessibleTextRole)
        desk.take(first.id)
        assert bar.isVisible() and not bar.allocation_line.isVisible()
        assert bar.duplicate_line.label.text().endswith(same_text([SameBy.NUMBER]))
        page.filter_bar.take_query(ReceiptQuery(vendors=("Large Ltd",)))
        settle(desk)
        record = page.model.record_at(0)
        assert record is not None and record.row_id == large.id
        assert allocation_said() in page.model.sentence(record)
        assert page.model.index(0, ReceiptColumn.VENDOR).data(CellRole).icon == "number"
        said = strip_marks(bar.allocation_line.label.text())
        assert "20,000.00" in said and "18%" in said
        assert not bar.duplicate_line.isVisible()
        desk.take(page.model.ids[0])
        page.filter_bar.take_query(ReceiptQuery(duplicate=False, vendors=("Twin Ltd",)))
        settle(desk)
        assert not page.model.ids and not bar.isVisible()


def test_they_stand_side_by_side_with_their_documents_and_what_differs(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    listed(desk, TWINS)
    desk.take(twins[0].id)
    dialog = compare(desk)
    newest, older = dialog.cards
    assert (newest.receipt.id, older.receipt.id) == (twins[1].id, twins[0].id)
    desk.qtbot.waitUntil(lambda: all(card.view.page_count for card in dialog.cards), timeout=20_000)
    said = {field: older.values[field].accessibleName() for field in Field}
    assert {field for field in Field if said[field].endswith("differs")} >= {
        Field.INVOICE_DATE,
        Field.RECEIVED,
    }
    assert said[Field.AMOUNT] == "Amount: ₪123.00"
    assert older.names[Field.INVOICE_DATE].text() == f"{field_name(Field.INVOICE_DATE)} ≠"
    assert dialog.title.text() == "2 receipts that may be one: same vendor, total, number"
    assert newest.view.hasFocus()
    QTest.keyClick(newest.view, Qt.Key.Key_Down)
    newest.step_wanted.emit(1)
    assert older.view.hasFocus()
    dialog.close_button.click()


def test_each_is_decided_there_and_none_is_left_of_the_doubt(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt], server: DemoServer
) -> None:
    listed(desk, TWINS)
    desk.take(twins[0].id)
    dialog = compare(desk)
    card = dialog.cards[1]
    card.take_focus()
    QTest.keyClick(card.view, Qt.Key.Key_2)
    desk.qtbot.waitUntil(lambda: card.receipt.status is ReceiptStatus.REJECTED, timeout=10_000)
    desk.qtbot.waitUntil(lambda: on_server(server, twins[0]) == "rejected", timeout=10_000)
    assert on_server(server, twins[1]) == "pending_review"
    assert not card.buttons[ReceiptStatus.REJECTED].isEnabled()
    assert card.status.accessibleName() == "Rejected"
    card.buttons[ReceiptStatus.NOT_RECEIPT].click()
    desk.qtbot.waitUntil(lambda: card.receipt.status is ReceiptStatus.NOT_RECEIPT, timeout=10_000)
    dialog.close_button.click()
    settle(desk)
    assert not desk.page.model.ids
    assert not desk.page.completeness.bar.isVisible()
    assert not desk.receipt(twins[1].id).gone_at and len(server.world.receipts) == 42


def test_what_is_told_apart_is_remembered_backed_up_and_taken_back(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    listed(desk, TWINS)
    desk.take(twins[0].id)
    dialog = compare(desk)
    dialog.apart_button.click()
    said = desk.wait_for_message(MESSAGE, "different")
    settle(desk)
    assert not desk.page.model.ids
    assert desk.scope.backup.due
    assert desk.scope.backup.save()
    assert "told_apart" in (desk.scope.folder / "backup.json").read_text(encoding="utf-8")
    desk.qtbot.waitUntil(lambda: not dialog.next_button.isEnabled(), timeout=10_000)
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(lambda: set(desk.page.model.ids) == {one.id for one in twins}, timeout=10_000)
    dialog.next_button.click()
    settle(desk)
    assert [card.receipt.id for card in dialog.cards] == [twins[1].id, twins[0].id]
    dialog.close_button.click()


def test_the_next_ones_follow_until_there_are_no_more(
    desk: ReceiptsDesk, server: DemoServer, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    """The first ones are the newest, whatever the list is filtered by."""
    seen = {one.id for one in desk.listed()} & set(listed(desk, ReceiptQuery(duplicate=True)))
    assert seen >= {one.id for one in twins}
    listed(desk, ReceiptQuery(vendors=("nobody",)))
    dialog, shown = compare(desk), set()
    while dialog.next_button.isEnabled():
        shown |= {card.receipt.id for card in dialog.cards}
        dialog.next_button.click()
        settle(desk)
    assert shown == seen
    dialog.close_button.click()


def test_the_current_row_stays_in_sight_when_doubts_are_said(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    """The line about it takes room from the list, where it may be the last row."""
    page, table = desk.page, desk.page.table
    listed(desk, ReceiptQuery())
    desk.take(page.model.ids[0])
    bar = page.completeness.bar
    assert not bar.isVisible()
    page.resize(page.width(), 500)
    row = page.model.row_of(twins[0].id)
    assert row is not None
    table.scrollTo(page.model.index(row, 0), table.ScrollHint.PositionAtBottom)
    whole = table.viewport().height()
    desk.take(twins[0].id)
    desk.qtbot.waitUntil(lambda: bar.isVisible() and table.viewport().height() < whole, timeout=5_000)
    desk.qtbot.waitUntil(
        lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex())), timeout=5_000
    )


def test_more_than_can_be_looked_at_together_are_counted(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    same = [add(server, "Same Ltd", 700) for _ in range(MOST_TOGETHER + 2)]
    with receipts_desk(qtbot, server, data_dir) as desk:
        listed(desk, ReceiptQuery(vendors=("Same Ltd",)))
        desk.take(same[0].id)
        dialog = compare(desk)
        assert len(dialog.cards) == MOST_TOGETHER
        assert f"{MOST_TOGETHER}" in dialog.title.text().split("·")[-1]
        dialog.apart_button.click()
        desk.wait_for_message(MESSAGE, f"{MOST_TOGETHER}")
        settle(desk)
        # The others are not told apart from them: nobody looked.
        assert len(listed(desk, ReceiptQuery(vendors=("Same Ltd",), duplicate=True))) == len(same)
        dialog.close_button.click()


def test_without_any_it_is_said(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> None:
    for receipt in server.world.receipts:
        server.world.receipts.replace(replace(receipt, vendor_name=f"Vendor {receipt.id}", mail=None))
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.page.commands.compare.trigger()
        desk.wait_for_message("no-duplicates", "no suspected duplicates")
        assert desk.page.completeness.compare_dialog is None


def undo_by_key(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("inside", [True, False])
def test_the_key_takes_back_what_was_said_last_not_an_older_decision(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt], inside: bool
) -> None:
    """In the dialog as on the page; the decision before it comes next."""
    other = desk.ids_with(ReceiptStatus.PENDING_REVIEW)[-1]
    desk.page.decisions.decide([other], ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: desk.receipt(other).status is ReceiptStatus.APPROVED)
    listed(desk, TWINS)
    desk.take(twins[0].id)
    dialog = compare(desk)
    dialog.apart_button.click()
    desk.wait_for_message(MESSAGE, "different")
    settle(desk)
    assert not desk.page.model.ids
    if inside:
        undo_by_key(dialog)
        desk.qtbot.waitUntil(lambda: {card.receipt.id for card in dialog.cards} == {one.id for one in twins})
        dialog.close_button.click()
    else:
        dialog.close_button.click()
        desk.page.commands.undo.trigger()
    desk.qtbot.waitUntil(lambda: set(desk.page.model.ids) == {one.id for one in twins}, timeout=10_000)
    assert desk.receipt(other).status is ReceiptStatus.APPROVED
    settle(desk)
    desk.page.commands.undo.trigger()
    desk.qtbot.waitUntil(lambda: desk.receipt(other).status is ReceiptStatus.PENDING_REVIEW)


def test_the_key_undoes_a_decision_that_was_made_in_the_dialog(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    listed(desk, TWINS)
    desk.take(twins[0].id)
    dialog = compare(desk)
    card = dialog.cards[1]
    card.take_focus()
    QTest.keyClick(card.view, Qt.Key.Key_2)
    desk.qtbot.waitUntil(lambda: card.receipt.status is ReceiptStatus.REJECTED, timeout=10_000)
    undo_by_key(card.view)
    desk.qtbot.waitUntil(lambda: card.receipt.status is ReceiptStatus.PENDING_REVIEW, timeout=10_000)
    dialog.close_button.click()


def test_of_a_receipt_without_any_that_is_said_before_others_are_shown(
    desk: ReceiptsDesk, twins: tuple[DemoReceipt, DemoReceipt]
) -> None:
    alone = next(one for one in desk.listed() if one.vendor and one.id not in suspects(desk))
    desk.take(alone.id)
    dialog = compare(desk)
    said = desk.message("no-duplicates")
    assert said is not None and alone.vendor in said.sentence
    assert said.sentence.endswith("These are the newest receipts that have one.")
    assert alone.id not in [card.receipt.id for card in dialog.cards]
    dialog.close_button.click()
    assert desk.message("no-duplicates") is None


def suspects(desk: ReceiptsDesk) -> set[int]:
    return set(desk.scope.receipts.ids(ReceiptQuery(duplicate=True)))


def test_an_arrow_chooses_the_receipt_that_is_seen_on_its_side(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    twins = add_twins(server)
    with receipts_desk(qtbot, server, data_dir) as desk:
        listed(desk, TWINS)
        desk.take(twins[0].id)
        dialog = compare(desk)
        dialog.activateWindow()
        desk.qtbot.waitUntil(dialog.isActiveWindow)
        one, other = sorted(dialog.cards, key=lambda card: card.x())
        assert (one is dialog.cards[0]) is (either_language == "en")
        one.take_focus()
        QTest.keyClick(one.view, Qt.Key.Key_Right)
        assert other.view.hasFocus()
        QTest.keyClick(other.view, Qt.Key.Key_Left)
        assert one.view.hasFocus()
        dialog.close_button.click()
