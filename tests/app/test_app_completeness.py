"""The real program: another setting about receipts counts at once, and at the next start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate

from desktop.core.allocation import AllocationNeed
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver
from tests.ui.doubtful_receipts import add

NEEDED = ReceiptQuery(allocation=AllocationNeed.NEEDED)


def test_another_threshold_counts_at_once_and_at_the_next_start(
    start: Callable[[str], Driver], server: DemoServer
) -> None:
    added = add(server, "Large Ltd", 1_770_000, invoice_date=date(2026, 10, 2))
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    window, page = driver.program.window, driver.receipts
    window.commands.receipts.trigger()
    page.filter_bar.take_query(NEEDED)
    driver.wait(lambda: added.id in page.model.ids)
    window.settings.open()
    dialog = window.settings.dialog
    assert dialog is not None
    table = dialog.receipts.thresholds
    table.add_button.click()
    table.rows[-1].day.setDate(QDate(2026, 9, 1))
    table.rows[-1].number.setText("15,000")
    dialog.ok_button.click()
    # 17,700 with 18 % VAT are 15,000 without, which is not above it.
    driver.wait(lambda: added.id not in page.model.ids and not page.loading.busy)
    driver.program.close()
    again = start("en")
    again.wait(lambda: again.program.scope is not None and len(again.receipts.model.ids) > 0)
    assert added.id not in again.scope.receipts.ids(NEEDED)
    assert again.program.accounts.settings.allocation_thresholds["2026-09-01"] == "15000"
