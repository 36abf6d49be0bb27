"""What the history of decisions says of each: which receipt, from what to what, undone or not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.decisions.decision_history import DecisionHistory
from desktop.ui.receipts.decisions.history_table_model import HistoryColumn
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW, APPROVED = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED


def decide(desk: ReceiptsDesk, receipt_id: int, status: ReceiptStatus) -> None:
    """Until the server has it."""
    desk.page.decisions.decide([receipt_id], status)
    desk.qtbot.waitUntil(lambda: desk.receipt(receipt_id).status is status)
    desk.qtbot.waitUntil(lambda: not desk.page.decisions.busy and desk.page.decisions.counts.unsent == 0)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)


def opened(desk: ReceiptsDesk, rows: int) -> DecisionHistory:
    desk.page.commands.history.trigger()
    dialog = desk.page.deciding.history.dialog
    assert dialog is not None
    desk.qtbot.waitUntil(lambda: len(dialog.model.ids) == rows, timeout=10_000)
    return dialog


def texts(dialog: DecisionHistory, row: int, *columns: HistoryColumn) -> list[str]:
    record = dialog.model.record_at(row)
    assert record is not None
    return [strip_marks(dialog.model.cell(record, column).text) for column in columns]


def test_a_row_tells_which_receipt_it_was_and_from_what_to_what(desk: ReceiptsDesk) -> None:
    receipt = next(one for one in desk.listed() if one.status is TO_REVIEW and one.invoice_number)
    decide(desk, receipt.id, APPROVED)
    dialog = opened(desk, 1)
    which = texts(dialog, 0, HistoryColumn.NUMBER, HistoryColumn.WAS, HistoryColumn.BECAME)
    assert which == [receipt.invoice_number, "To review", "Approved"]
    row = desk.page.model.row_of(receipt.id)
    assert row is not None
    listed = desk.page.model.record_at(row)
    assert listed is not None
    assert texts(dialog, 0, HistoryColumn.DATE) == [strip_marks(desk.page.model.cell(listed, 0).text)]
    dialog.reject()


def test_what_was_undone_or_decided_anew_says_so_and_why_it_cannot_be_undone(desk: ReceiptsDesk) -> None:
    undone, anew = desk.ids_with(TO_REVIEW)[:2]
    decide(desk, undone, APPROVED)
    decide(desk, undone, TO_REVIEW)
    decide(desk, anew, APPROVED)
    decide(desk, anew, ReceiptStatus.REJECTED)
    dialog = opened(desk, 4)
    states = [texts(dialog, row, HistoryColumn.STATE)[0] for row in range(4)]
    assert states == ["Sent", "Sent, and decided anew later", "Sent", "Sent, and undone later"]
    dialog.table.set_current_id(dialog.model.id_at(0))
    assert dialog.undo_button.isEnabled()
    for row in (1, 3):
        dialog.table.set_current_id(dialog.model.id_at(row))
        assert not dialog.undo_button.isEnabled()
        assert dialog.undo_button.toolTip() == "A later decision on this receipt has taken its place."
        assert dialog.undo_action.toolTip() == dialog.undo_button.toolTip()
    dialog.reject()


def test_of_an_incomplete_one_the_button_says_why_not(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt_id = desk.ids_with(ReceiptStatus.INCOMPLETE)[0]
    decide(desk, receipt_id, APPROVED)
    dialog = opened(desk, 1)
    assert dialog.undo_button.toolTip() == "Only the server can make a receipt incomplete again."
    dialog.reject()


def test_enter_or_a_double_click_goes_to_the_receipt(desk: ReceiptsDesk) -> None:
    first, second = desk.ids_with(TO_REVIEW)[:2]
    decide(desk, first, APPROVED)
    desk.take(second)
    dialog = opened(desk, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.page.table.current_id() == first)
    assert not dialog.isVisible()
    desk.take(second)
    dialog = opened(desk, 1)
    dialog.go_action.trigger()
    desk.qtbot.waitUntil(lambda: desk.page.table.current_id() == first)
