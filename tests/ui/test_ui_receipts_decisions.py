"""Decisions on receipts by key and button: shown and sent at once, told in numbers, undone with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.decisions.receipt_decisions import CONFLICT_MESSAGE, MESSAGE
from desktop.workers import outbox_sender
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
MARK = r"^/api/receipts/\d+/mark$"


def on_server(server: DemoServer, receipt_id: int) -> str:
    return next(str(one.status) for one in server.world.receipts if one.id == receipt_id)


def wait_for_server(desk: ReceiptsDesk, server: DemoServer, receipt_id: int, status: ReceiptStatus) -> None:
    """Until the server has it, and the list knows."""
    desk.qtbot.waitUntil(lambda: on_server(server, receipt_id) == status.value, timeout=10_000)
    desk.qtbot.waitUntil(lambda: desk.page.decisions.counts.unsent == 0, timeout=10_000)


def press(desk: ReceiptsDesk, key: Qt.Key) -> None:
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, key)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_1, ReceiptStatus.APPROVED),
        (Qt.Key.Key_2, ReceiptStatus.REJECTED),
        (Qt.Key.Key_3, ReceiptStatus.NOT_RECEIPT),
    ],
)
def test_a_key_decides_and_undo_takes_it_back(
    desk: ReceiptsDesk, server: DemoServer, key: Qt.Key, status: ReceiptStatus
) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    press(desk, key)
    said = desk.wait_for_message(MESSAGE, "1")
    assert desk.receipt(receipt.id).status is status
    wait_for_server(desk, server, receipt.id, status)
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(lambda: desk.receipt(receipt.id).status is TO_REVIEW, timeout=10_000)
    desk.wait_for_message(MESSAGE, "Undone for 1")
    assert desk.page.table.current_id() == receipt.id
    wait_for_server(desk, server, receipt.id, TO_REVIEW)
    assert server.counters.marks == [(receipt.id, status.value), (receipt.id, TO_REVIEW.value)]


def test_several_at_once_are_one_message(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = desk.ids_with(TO_REVIEW)[:5]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.qtbot.waitUntil(lambda: "5" in desk.page.commands.approve.text())
    receipts = list(desk.page.table.selected_ids())
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "5 receipt")
    for one in receipts:
        wait_for_server(desk, server, one, ReceiptStatus.APPROVED)
    assert list(desk.page.table.selected_ids()) == receipts
    desk.page.commands.undo.trigger()
    desk.qtbot.waitUntil(
        lambda: all(desk.receipt(one).status is TO_REVIEW for one in receipts), timeout=10_000
    )


def test_what_was_decided_elsewhere_is_not_overwritten(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    server.world.decide_elsewhere(receipt.id, ReceiptStatus.REJECTED.value)
    desk.page.commands.approve.trigger()
    said = desk.wait_for_message(CONFLICT_MESSAGE, "decided otherwise by somebody else")
    assert said.lasting, "in a row of its own, that no success stands in front of"
    assert desk.message(MESSAGE) is None, "that it was approved is not said any more"
    assert on_server(server, receipt.id) == ReceiptStatus.REJECTED.value
    assert desk.receipt(receipt.id).status is ReceiptStatus.APPROVED, "until the user chooses"


def test_of_several_those_that_were_not_taken_are_not_told_as_done(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    ids = desk.ids_with(TO_REVIEW)[:3]
    server.world.decide_elsewhere(ids[1], ReceiptStatus.REJECTED.value)
    desk.page.decisions.decide(ids, ReceiptStatus.APPROVED)
    desk.wait_for_message(CONFLICT_MESSAGE, "1 receipt")
    said = desk.wait_for_message(MESSAGE, "2 receipts approved.")
    assert said.action is not None


def test_how_many_are_to_be_chosen_is_said_as_long_as_any_is(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = desk.ids_with(TO_REVIEW)[:2]
    for one in ids:
        server.world.decide_elsewhere(one, ReceiptStatus.REJECTED.value)
    desk.page.decisions.decide(ids, ReceiptStatus.APPROVED)
    desk.wait_for_message(CONFLICT_MESSAGE, "2 receipts")
    entries = [row.row_id for row in desk.scope.outbox.history()]
    desk.page.decisions.choose(entries[:1], mine=False)
    desk.wait_for_message(CONFLICT_MESSAGE, "1 receipt ")


def test_a_server_that_fails_is_tried_again_by_itself_in_the_same_order(
    desk: ReceiptsDesk, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = desk.ids_with(TO_REVIEW)[:3]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    receipts = list(desk.page.table.selected_ids())
    monkeypatch.setattr(outbox_sender, "RETRY_SECONDS", (0.05,))
    server.faults.add(Fault(path=MARK, kind="status", status=503, times=2, after=1))
    desk.page.commands.approve.trigger()
    for one in receipts:
        wait_for_server(desk, server, one, ReceiptStatus.APPROVED)
    assert server.counters.marks == [(one, ReceiptStatus.APPROVED.value) for one in receipts]


def test_offline_it_is_shown_and_waits(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    desk.go_offline()
    desk.page.set_no_server("You are offline, and this needs the server.")
    actions = (desk.page.commands.approve, desk.page.commands.reject, desk.page.commands.not_receipt)
    assert all(action.isEnabled() for action in actions)
    press(desk, Qt.Key.Key_2)
    desk.wait_for_message(MESSAGE, "1 receipt")
    assert desk.receipt(receipt.id).status is ReceiptStatus.REJECTED
    row = desk.page.model.record_at(desk.page.model.row_of(receipt.id) or 0)
    assert row is not None and row.decision is DecisionState.WAITING
    desk.qtbot.waitUntil(lambda: desk.page.decisions.counts.waiting == 1)
    assert not server.counters.marks
    desk.go_online(server)
    wait_for_server(desk, server, receipt.id, ReceiptStatus.REJECTED)


def test_another_account_forgets_what_could_be_undone(desk: ReceiptsDesk) -> None:
    desk.take(desk.ids_with(TO_REVIEW)[0])
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "1")
    desk.page.set_scope(None)
    assert not desk.page.commands.undo.isEnabled()


def test_each_decision_says_how_many_it_is_for(desk: ReceiptsDesk) -> None:
    bar = desk.page.preview.bar
    bar.window().resize(1600, 900)
    buttons = (bar.approve_button, bar.reject_button, bar.not_receipt_button)
    ids = desk.ids_with(TO_REVIEW)
    desk.take(ids[0])
    desk.qtbot.waitUntil(lambda: all(button.text() for button in buttons))
    single = [button.text() for button in buttons]
    desk.page.table.select_ids(ids[:3])
    desk.qtbot.waitUntil(lambda: [button.text() for button in buttons] == [f"{text} 3" for text in single])
    # They are to be reviewed already.
    assert desk.page.commands.to_review.text() == "Back to review"
    desk.page.table.select_ids(ids[:1])
    desk.qtbot.waitUntil(lambda: [button.text() for button in buttons] == single)
