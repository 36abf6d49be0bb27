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
from desktop.ui.receipts.decisions.receipt_decisions import CONFLICT_MESSAGE
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

RECEIPTS = 230
DECIDED = 200
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
    conflict = made[-3]
    other = next(one.value for one in sorted(SETTABLE) if one.value not in (conflict[1], "pending_review"))
    server.world.decide_elsewhere(conflict[0], other)
    server.start()
    program.connection.try_now()
    driver.wait(lambda: page.decisions.counts == (0, 1))
    assert server.counters.marks == [mark for mark in made if mark != conflict]
    assert any(message.key == CONFLICT_MESSAGE for message in program.window.messages.standing)
    keep_mine(driver)
    driver.wait(lambda: page.decisions.counts == (0, 0))
    assert server.counters.marks == [*(mark for mark in made if mark != conflict), conflict]
    assert not program.window.status.decisions_button.isVisible()
    assert uncaught == []


def keep_mine(driver: Driver) -> None:
    """In the dialog that the message offers, where both decisions are told."""
    driver.program.window.commands.receipts.trigger()
    history = driver.receipts.deciding.history
    message = next(one for one in driver.program.window.messages.standing if one.key == CONFLICT_MESSAGE)
    assert message.action is not None
    message.action.run()
    driver.wait(lambda: history.dialog is not None and bool(history.dialog.model.conflicts()))
    dialog = history.dialog
    assert dialog is not None and dialog.isVisible()
    row = dialog.model.record_at(0)
    assert row is not None and "מנהלת לדוגמה" in dialog.model.sentence(row)
    QTest.mouseClick(dialog.mine_button, Qt.MouseButton.LeftButton)
    driver.wait(lambda: not dialog.model.conflicts())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


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
