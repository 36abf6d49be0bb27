"""Two hundred receipts by keyboard alone, the server cut off in the middle: each decision arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.ui.receipts.decisions.history_table_model import HistoryTableModel
from desktop.ui.receipts.decisions.receipt_decisions import CONFLICT_MESSAGE
from desktop.ui.receipts.receipt_words import status_text
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

RECEIPTS = 230
DECIDED = 200
COLLEAGUE = "מנהלת לדוגמה"
KEYS = {
    Qt.Key.Key_1: ReceiptStatus.APPROVED,
    Qt.Key.Key_2: ReceiptStatus.REJECTED,
    Qt.Key.Key_3: ReceiptStatus.NOT_RECEIPT,
}
Mark = tuple[int, str]


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Everything is still to be reviewed."""
    with DemoServer(DemoOptions(calls=3, receipts=RECEIPTS)) as running:
        for receipt in list(running.world.receipts):
            running.world.decide_elsewhere(receipt.id, ReceiptStatus.PENDING_REVIEW.value)
        yield running


def to_review(driver: Driver) -> None:
    """The list of what is to be decided, with the keyboard in it."""
    page = driver.receipts
    driver.bring_to_front()
    driver.program.window.commands.receipts.trigger()
    page.filter_bar.take_query(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))
    driver.wait(lambda: len(page.model.ids) > DECIDED and page.table.current_id() is not None)
    page.table.setFocus()


def decide(driver: Driver, count: int) -> list[Mark]:
    """What was decided, key by key; nothing is waited for but that the window answers."""
    page, made = driver.receipts, []
    keys = list(KEYS)
    for number in range(count):
        key, current = keys[number % len(keys)], page.table.current_id()
        assert current is not None
        QTest.keyClick(page.table, key)
        assert page.table.current_id() != current, "the next one is there at once"
        made.append((current, KEYS[key].value))
    return made


def test_each_decision_arrives_once_and_in_order(
    driver: Driver, server: DemoServer, uncaught: list[BaseException]
) -> None:
    to_review(driver)
    page, program = driver.receipts, driver.program
    made = decide(driver, DECIDED // 2)
    server.stop()
    made += decide(driver, DECIDED // 2)
    assert len({receipt_id for receipt_id, _ in made}) == DECIDED
    driver.wait(lambda: program.connection.state is ConnectionState.OFFLINE)
    driver.wait(lambda: not page.decisions.busy and not page.loading.busy)
    assert not {receipt_id for receipt_id, _ in made} & set(page.model.ids), "shown at once"
    waiting = page.decisions.counts.waiting
    assert waiting >= DECIDED // 2 and str(waiting) in program.window.status.decisions_button.text()
    given_up, kept = made[-7], made[-3]
    for receipt_id, wanted in (given_up, kept):
        server.world.decide_elsewhere(receipt_id, other_than(wanted))
    server.start()
    program.connection.try_now()
    driver.wait(lambda: page.decisions.counts == (0, 2))
    sent = [mark for mark in made if mark not in (given_up, kept)]
    assert server.counters.marks == sent
    assert any(message.key == CONFLICT_MESSAGE for message in program.window.messages.standing)
    choose_by_keys(driver, given_up, kept)
    driver.wait(lambda: page.decisions.counts == (0, 0))
    assert server.counters.marks == [*sent, kept]
    theirs = driver.scope.receipts.receipt(given_up[0])
    assert theirs is not None and theirs.status.value == other_than(given_up[1])
    assert not program.window.status.decisions_button.isVisible()
    assert uncaught == []


def other_than(wanted: str) -> str:
    return next(one.value for one in sorted(SETTABLE) if one.value not in (wanted, "pending_review"))


def choose_by_keys(driver: Driver, given_up: Mark, kept: Mark) -> None:
    """Both decisions are told of each; the mouse is not touched from the list and back to it."""
    page, history = driver.receipts, driver.receipts.deciding.history
    QTest.keyClick(page.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: history.dialog is not None and len(history.dialog.model.conflicts()) == 2)
    dialog = history.dialog
    assert dialog is not None
    table, model = dialog.table, dialog.model
    driver.wait(lambda: dialog.isActiveWindow() and table.hasFocus())
    assert set(table.selected_ids()) == set(model.conflicts())
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert told(model, 1, given_up) and dialog.theirs_button.text().endswith(said(other_than(given_up[1])))
    QTest.keyClick(table, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: len(model.conflicts()) == 1 and list(table.selected_ids()) == model.conflicts())
    assert told(model, 0, kept) and dialog.mine_button.text().endswith(said(kept[1]))
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: not model.conflicts())
    QTest.keyClick(table, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.program.window.focusWidget() is page.table)


def told(model: HistoryTableModel, row: int, mark: Mark) -> bool:
    """Whether the row says what the user decided, and what somebody else did."""
    record = model.record_at(row)
    assert record is not None and record.decision.receipt_id == mark[0]
    sentence = model.sentence(record)
    return said(mark[1]) in sentence and said(other_than(mark[1])) in sentence and COLLEAGUE in sentence


def said(status: str) -> str:
    return status_text(ReceiptStatus(status))


def test_what_waits_is_kept_for_the_next_start(
    start: Callable[[str], Driver], server: DemoServer, language: str
) -> None:
    driver = start(language)
    driver.sign_in(server)
    driver.wait_for_lists()
    to_review(driver)
    server.stop()
    made = decide(driver, 3)
    # Closed at once: nothing asks, and nothing is lost.
    driver.program.close()
    server.start()
    again = start(language)
    again.wait(lambda: again.program.connection.state is ConnectionState.ONLINE)
    again.wait(lambda: len(server.counters.marks) == len(made))
    assert server.counters.marks == made
    rows = again.scope.receipts.rows([receipt_id for receipt_id, _ in made])
    assert [(row.row_id, row.receipt.status.value) for row in rows] == made


def test_from_the_history_to_the_receipt_over_whichever_page_it_stands(driver: Driver) -> None:
    to_review(driver)
    page, window = driver.receipts, driver.program.window
    first = page.table.current_id()
    assert first is not None
    QTest.keyClick(page.table, Qt.Key.Key_1)
    driver.wait(lambda: not page.decisions.busy and page.decisions.counts == (0, 0))
    # The list follows a moment after it is decided.
    driver.wait(lambda: first not in page.model.ids)
    window.commands.calls.trigger()
    history = page.deciding.history
    history.open()
    driver.wait(lambda: history.dialog is not None and bool(history.dialog.model.ids))
    assert history.dialog is not None
    QTest.keyClick(history.dialog.table, Qt.Key.Key_Return)
    driver.wait(lambda: page.isVisible() and page.table.current_id() == first)
    assert not page.filter_bar.query.filters, "it is not to be reviewed any more: the filter hid it"
