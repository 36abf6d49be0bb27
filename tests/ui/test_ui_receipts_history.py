"""The history of decisions: how far each is, taken back from there, and the choice where two decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.decisions.decision_history import DecisionHistory
from desktop.ui.receipts.decisions.receipt_decisions import CONFLICT_MESSAGE, MESSAGE, REFUSED_MESSAGE
from desktop.ui.widgets.key_words import native
from desktop.workers import outbox_sender
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """What is to be reviewed, and the keyboard in it."""
    for receipt in list(server.world.receipts)[:12]:
        server.world.decide_elsewhere(receipt.id, TO_REVIEW.value)
    with receipts_desk(qtbot, server, data_dir) as made:
        made.page.filter_bar.take_query(ReceiptQuery(statuses=(TO_REVIEW,)))
        qtbot.waitUntil(lambda: not made.page.loading.busy and made.page.current_row() is not None)
        made.page.table.setFocus()
        yield made


def press(desk: ReceiptsDesk, *keys: Qt.Key) -> list[int]:
    """Which receipts were current as each of them was pressed."""
    current = []
    for key in keys:
        row_id = desk.page.table.current_id()
        assert row_id is not None
        current.append(row_id)
        QTest.keyClick(desk.page.table, key)
    return current


def wait_for_counts(desk: ReceiptsDesk, waiting: int, conflicts: int = 0) -> None:
    desk.qtbot.waitUntil(lambda: desk.page.decisions.counts == (waiting, conflicts), timeout=10_000)


def opened(desk: ReceiptsDesk, rows: int) -> DecisionHistory:
    """The dialog, once it shows so many rows."""
    desk.page.commands.history.trigger()
    dialog = desk.page.deciding.history.dialog
    assert dialog is not None
    desk.qtbot.waitUntil(lambda: len(dialog.model.ids) == rows, timeout=10_000)
    return dialog


def states(dialog: DecisionHistory) -> list[DecisionState]:
    rows = (dialog.model.record_at(row) for row in range(len(dialog.model.ids)))
    return [row.decision.state for row in rows if row is not None]


def test_what_waits_and_what_was_sent_can_be_taken_back_one_by_one(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    sent = press(desk, Qt.Key.Key_1)
    desk.wait_until_sent(sent[0])
    desk.go_offline()
    waits = press(desk, Qt.Key.Key_2, Qt.Key.Key_3)
    wait_for_counts(desk, 2)
    dialog = opened(desk, 3)
    assert states(dialog) == [DecisionState.WAITING, DecisionState.WAITING, DecisionState.SENT]
    dialog.table.set_current_id(dialog.model.id_at(1))
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.receipt(waits[0]).status is TO_REVIEW)
    desk.qtbot.waitUntil(lambda: states(dialog)[1] is DecisionState.DROPPED)
    assert not dialog.undo_button.isEnabled(), "it is taken back"
    dialog.table.set_current_id(dialog.model.id_at(2))
    dialog.undo_button.click()
    desk.qtbot.waitUntil(lambda: desk.receipt(sent[0]).status is TO_REVIEW)
    wait_for_counts(desk, 2)
    dialog.reject()
    desk.go_online(server)
    wait_for_counts(desk, 0)
    assert server.counters.marks[1:] == [(waits[1], "not_receipt"), (sent[0], TO_REVIEW.value)]
    # What was taken back is back in the list of what is to be reviewed.
    desk.qtbot.waitUntil(lambda: {sent[0], waits[0]} <= set(desk.page.model.ids))


def test_undo_by_key_goes_back_through_a_burst_of_decisions(desk: ReceiptsDesk) -> None:
    desk.go_offline()
    first, second, third = press(desk, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    for _ in range(2):
        QTest.keyClick(desk.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_for_message(MESSAGE, "Undone for 1")
    desk.qtbot.waitUntil(lambda: desk.receipt(second).status is TO_REVIEW)
    assert [desk.receipt(one).status for one in (first, third)] == [APPROVED, TO_REVIEW]
    wait_for_counts(desk, 1)
    # The one that was undone last comes back into the list, and is the current one.
    desk.qtbot.waitUntil(lambda: desk.page.table.current_id() == second, timeout=10_000)


@pytest.mark.parametrize("mine", [False, True])
def test_in_a_conflict_both_decisions_are_told_and_each_can_be_chosen(
    desk: ReceiptsDesk, server: DemoServer, mine: bool
) -> None:
    desk.go_offline()
    ids = press(desk, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    wait_for_counts(desk, 3)
    for receipt_id in ids[:2]:
        server.world.decide_elsewhere(receipt_id, REJECTED.value)
    desk.go_online(server)
    wait_for_counts(desk, 0, 2)
    said = desk.wait_for_message(CONFLICT_MESSAGE, "decided otherwise by somebody else")
    assert said.action is not None
    said.action.run()
    dialog = opened(desk, 3)
    assert set(dialog.table.selected_ids()) == set(dialog.model.conflicts()), "one answer for all of them"
    row = dialog.model.record_at(0)
    assert row is not None
    assert "Approved" in dialog.model.sentence(row) and "Rejected by מנהלת לדוגמה" in dialog.model.sentence(
        row
    )
    assert (dialog.mine_button.text(), dialog.theirs_button.text()) == (
        "Keep mine for all 2",
        "Take theirs for all 2",
    )
    for action in (dialog.mine_action, dialog.theirs_action):
        key = native(action.shortcut())
        assert key in strip_marks(dialog.note.text()) and key in dialog.mine_button.toolTip() + (
            dialog.theirs_button.toolTip()
        )
    # One of them alone: the other one waits for its own answer.
    dialog.table.set_current_id(dialog.model.id_at(1))
    assert (dialog.mine_button.text(), dialog.theirs_button.text()) == (
        "Keep mine: Approved",
        "Take theirs: Rejected",
    )
    (dialog.mine_button if mine else dialog.theirs_button).click()
    wait_for_counts(desk, 0, 1)
    wanted = APPROVED if mine else REJECTED
    desk.qtbot.waitUntil(lambda: desk.receipt(ids[0]).status is wanted)
    assert server.counters.marks == [(ids[2], "approved"), *([(ids[0], "approved")] if mine else [])]
    assert desk.receipt(ids[1]).status is APPROVED
    dialog.reject()


def test_what_is_not_allowed_is_said_and_shown_as_it_was(desk: ReceiptsDesk, server: DemoServer) -> None:
    body = b'{"error": "forbidden", "reason": "insufficient_permissions"}'
    server.faults.add(Fault(path="/mark$", kind="status", status=403, body=body))
    ids = press(desk, Qt.Key.Key_1, Qt.Key.Key_2)
    said = desk.wait_for_message(REFUSED_MESSAGE, "2")
    assert "not allowed" in said.sentence
    desk.qtbot.waitUntil(lambda: set(ids) <= set(desk.page.model.ids), timeout=10_000)
    assert {desk.receipt(one).status for one in ids} == {TO_REVIEW}


def test_what_the_server_refused_can_be_decided_again_from_there(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    body = b'{"error": "forbidden", "reason": "insufficient_permissions"}'
    server.faults.add(Fault(path="/mark$", kind="status", status=403, body=body, times=2))
    ids = press(desk, Qt.Key.Key_1, Qt.Key.Key_2)
    desk.wait_for_message(REFUSED_MESSAGE, "2")
    dialog = opened(desk, 2)
    desk.qtbot.waitUntil(lambda: states(dialog) == [DecisionState.REFUSED] * 2)
    dialog.table.selectAll()
    assert dialog.again_button.isVisible() and dialog.again_button.isEnabled()
    dialog.again_button.click()
    wanted = {(ids[0], APPROVED.value), (ids[1], REJECTED.value)}
    desk.qtbot.waitUntil(lambda: set(server.counters.marks) == wanted, timeout=10_000)
    desk.qtbot.waitUntil(lambda: not dialog.again_button.isVisible(), timeout=10_000)
    dialog.reject()


def test_why_what_waits_is_not_sent_is_said_there(
    desk: ReceiptsDesk, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_sender, "RETRY_SECONDS", (0.05,))
    server.faults.add(Fault(path="/mark$", kind="broken_json"))
    press(desk, Qt.Key.Key_1)
    dialog = opened(desk, 1)
    desk.qtbot.waitUntil(lambda: "Not all decisions could be sent" in dialog.note.text(), timeout=10_000)
    assert dialog.note.isVisible()
    server.faults.clear()
    wait_for_counts(desk, 0)
    desk.qtbot.waitUntil(lambda: not dialog.note.isVisible(), timeout=10_000)
    dialog.reject()


def test_another_account_closes_the_history(desk: ReceiptsDesk) -> None:
    dialog = opened(desk, 0)
    desk.qtbot.waitUntil(dialog.empty.isVisible)
    with desk.qtbot.waitSignal(dialog.rejected):
        desk.page.set_scope(None)
    assert not desk.page.commands.history.isEnabled()


def test_the_next_conflict_is_there_once_one_is_settled_and_the_list_has_the_keys_afterwards(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    desk.go_offline()
    press(desk, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    wait_for_counts(desk, 3)
    for receipt_id in [row.decision.receipt_id for row in desk.scope.outbox.history()]:
        server.world.decide_elsewhere(receipt_id, REJECTED.value)
    desk.go_online(server)
    wait_for_counts(desk, 0, 3)
    desk.page.filter_bar.search_field.setFocus()
    dialog = opened(desk, 3)
    dialog.table.set_current_id(dialog.model.id_at(1))
    following = dialog.model.id_at(2)
    dialog.theirs_button.click()
    wait_for_counts(desk, 0, 2)
    desk.qtbot.waitUntil(lambda: list(dialog.table.selected_ids()) == [following])
    assert dialog.table.current_id() == following
    dialog.reject()
    assert desk.page.focusWidget() is desk.page.table
