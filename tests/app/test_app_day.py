"""A window that is left open over midnight: words, filters and lists are those of the new day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy

from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, Period, ReceiptQuery
from desktop.ui.day_watch import DayWatch
from desktop.ui.widgets.period_words import months_words
from tests.app.conftest import Driver

WEEK = Period(relative=PeriodName.LAST_WEEK)
VAT = Period(relative=PeriodName.THIS_VAT_MONTHS)


def let_days_pass(driver: Driver, days: int) -> None:
    """The clock goes on, and the watch looks at it, as it does by itself."""
    driver.scope.clock.offset += timedelta(days=days)
    driver.program.window.day.look()


@pytest.mark.parametrize("language", ["en"])
def test_the_lists_follow_the_day(driver: Driver) -> None:
    calls, receipts = driver.calls, driver.receipts
    calls.filter_bar.take_query(CallQuery(period=WEEK))
    receipts.filter_bar.take_query(ReceiptQuery(period=VAT, invoice_period=VAT))
    driver.wait(lambda: not driver.program.tasks.busy and len(calls.model.ids) > 0)
    driver.wait(lambda: len(receipts.model.ids) > 0)
    with driver.qtbot.waitSignal(driver.program.window.day.changed):
        let_days_pass(driver, 63)
    driver.wait(lambda: not calls.model.ids and not receipts.model.ids)
    months = months_words(VAT.on(driver.scope.clock.today()))
    bar = receipts.filter_bar
    assert bar.period_chip.toolTip() == f"VAT {months}"
    assert bar.more_filters.invoice_chip.value == f"VAT {months}"
    assert months in bar.filters_text() and months in bar.all_filters_text()
    # Menus are made anew when they open.
    bar.period_menu.aboutToShow.emit()
    assert f"Current: {months}" in [one.text() for one in bar.period_menu._vat_menu.actions()]
    with driver.qtbot.waitSignal(driver.program.window.day.changed):
        let_days_pass(driver, -63)
    driver.wait(lambda: bool(calls.model.ids) and bool(receipts.model.ids))


@pytest.mark.parametrize("language", ["en"])
def test_nothing_is_read_again_on_the_same_day(driver: Driver) -> None:
    day: DayWatch = driver.program.window.day
    changed = QSignalSpy(day.changed)
    day.look()
    assert changed.count() == 0


@pytest.mark.parametrize("language", ["en"])
def test_a_computer_with_a_wrong_clock_counts_from_the_servers_day(driver: Driver) -> None:
    scope = driver.scope
    scope.clock.offset -= timedelta(days=400)
    for ids in (scope.calls.ids(CallQuery(period=WEEK)), scope.receipts.ids(ReceiptQuery(period=WEEK))):
        assert not ids
    assert scope.receipts.count_of(ReceiptQuery(period=WEEK)) == 0
    assert scope.receipts.summary(ReceiptQuery(period=WEEK)).count == 0
