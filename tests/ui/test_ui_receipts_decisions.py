"""Decisions on receipts by key and button: sent at once, told in numbers, undone with one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.receipt_decisions import MESSAGE
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
MARK = r"^/api/receipts/\d+/mark$"


def on_server(server: DemoServer, receipt_id: int) -> str:
    return next(str(one.status) for one in server.world.receipts if one.id == receipt_id)


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
    assert on_server(server, receipt.id) == status.value
    assert desk.receipt(receipt.id).status is status
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(lambda: desk.receipt(receipt.id).status is TO_REVIEW, timeout=10_000)
    assert on_server(server, receipt.id) == TO_REVIEW.value
    desk.wait_for_message(MESSAGE, "1")


def test_several_at_once_are_one_message(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = desk.ids_with(TO_REVIEW)[:5]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    assert "5" in desk.page.commands.approve.text()
    receipts = list(desk.page.table.selected_ids())
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "5 receipt")
    assert {on_server(server, one) for one in receipts} == {ReceiptStatus.APPROVED.value}
    desk.page.commands.undo.trigger()
    desk.qtbot.waitUntil(
        lambda: all(desk.receipt(one).status is TO_REVIEW for one in receipts), timeout=10_000
    )


def test_what_was_decided_elsewhere_stays(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = desk.take(desk.ids_with(TO_REVIEW)[0])
    other = next(one for one in server.world.receipts if one.id == receipt.id)
    server.world.receipts.replace(replace(other, status=ReceiptStatus.REJECTED.value))
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "elsewhere")
    assert on_server(server, receipt.id) == ReceiptStatus.REJECTED.value
    assert desk.receipt(receipt.id).status is ReceiptStatus.REJECTED


def test_a_failure_says_how_many_and_can_be_tried_again(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = desk.ids_with(TO_REVIEW)[:3]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    receipts = list(desk.page.table.selected_ids())
    server.faults.add(Fault(path=MARK, kind="status", status=500, times=1, after=1))
    desk.page.commands.approve.trigger()
    said = desk.wait_for_message(MESSAGE, "not decided")
    assert sum(on_server(server, one) == "approved" for one in receipts) == 2
    assert said.action is not None
    said.action.run()
    desk.qtbot.waitUntil(
        lambda: all(desk.receipt(one).status is ReceiptStatus.APPROVED for one in receipts), timeout=10_000
    )


def test_offline_the_buttons_say_why(desk: ReceiptsDesk) -> None:
    desk.take(desk.ids_with(TO_REVIEW)[0])
    assert desk.page.commands.approve.isEnabled()
    desk.go_offline()
    desk.page.set_no_server("You are offline, and this needs the server.")
    for action in (desk.page.commands.approve, desk.page.commands.reject, desk.page.commands.not_receipt):
        assert not action.isEnabled()
        assert "offline" in action.toolTip()


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
    ids = desk.page.model.ids
    desk.take(ids[0])
    desk.qtbot.waitUntil(lambda: all(button.text() for button in buttons))
    single = [button.text() for button in buttons]
    desk.page.table.select_ids(ids[:3])
    desk.qtbot.waitUntil(lambda: [button.text() for button in buttons] == [f"{text} 3" for text in single])
    assert all(action.text().endswith(" 3") for action in desk.page.commands.decisions)
    desk.page.table.select_ids(ids[:1])
    desk.qtbot.waitUntil(lambda: [button.text() for button in buttons] == single)
