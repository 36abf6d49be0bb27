"""Rows of both lists, copied by key, as a spreadsheet gets them."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from desktop.core.models import Money, Receipt
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.formatting import phone_plain, strip_marks
from desktop.ui.widgets.record_table import RecordTable
from tests.app.conftest import Driver

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|")
AMOUNT = re.compile(r"-?\d+(\.\d+)?|")


def copied(driver: Driver, table: RecordTable) -> list[list[str]]:
    """All rows of `table`, a list of cells each, in the order of the list."""
    window = driver.program.window
    window.activateWindow()
    driver.wait(window.isActiveWindow)
    table.setFocus()
    table.selectAll()
    with driver.qtbot.waitSignal(table.copied):
        QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    text = QGuiApplication.clipboard().text()
    assert text == strip_marks(text)
    return [line.split("\t") for line in text.split("\n")]


def test_calls_are_copied_with_their_year_and_number(driver: Driver) -> None:
    driver.program.window.commands.calls.trigger()
    table, model = driver.calls.table, driver.calls.model
    table.restore_column_state('{"order": [], "widths": {}, "hidden": []}')
    lines = copied(driver, table)
    assert len(lines) == len(model.ids)
    for row, line in enumerate(lines):
        record = model.record_at(row)
        assert record is not None
        call = record.call
        assert len(line) == len(CallColumn)
        assert MOMENT.fullmatch(line[CallColumn.DATE])
        assert bool(line[CallColumn.DATE]) == (call.created_at is not None)
        assert line[CallColumn.PHONE].removeprefix("'") == phone_plain(call.phone)
        assert re.fullmatch(r"\d+:\d\d:\d\d|", line[CallColumn.LENGTH])
        assert bool(line[CallColumn.TRANSCRIPT]) == bool(call.transcript)
        if not (call.lead_name or call.phone or call.error_message):
            assert line[CallColumn.CUSTOMER] == ""
        assert not [cell for cell in line if cell[:1] in ("=", "+", "-", "@")]


def test_receipts_are_copied_with_amount_and_currency_apart(driver: Driver) -> None:
    driver.program.window.commands.receipts.trigger()
    table, model = driver.receipts.table, driver.receipts.model
    driver.wait(lambda: len(model.ids) > 0)
    table.restore_column_state('{"order": [], "widths": {}, "hidden": ["status", "confidence"]}')
    lines = copied(driver, table)
    assert len(lines) == len(model.ids)
    for row, (date, vendor, amount, currency) in enumerate(lines):
        record = model.record_at(row)
        assert record is not None
        assert MOMENT.fullmatch(date)
        assert AMOUNT.fullmatch(amount)
        assert bool(amount) == (record.receipt.amount is not None)
        assert currency == (record.receipt.amount.currency if record.receipt.amount else "")
        assert money(amount, currency) == record.receipt.amount
        assert vendor[:1] not in ("=", "+", "-", "@")
        assert bool(vendor) == knows_vendor(record.receipt)


def money(amount: str, currency: str) -> Money | None:
    if not amount:
        return None
    digits = Money(0, currency).digits
    return Money(int(Decimal(amount).scaleb(digits)), currency)


def knows_vendor(receipt: Receipt) -> bool:
    return bool(strip_marks(receipt.vendor).strip() or receipt.error_message)
