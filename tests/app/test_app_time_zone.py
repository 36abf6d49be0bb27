"""A computer that gets another time zone while the program is open: its lists and days are the new one's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta, timezone
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.core.query import CallQuery, Period
from desktop.demo.server import DemoServer
from desktop.services.receipts import ReceiptsService
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.formatting import strip_marks
from tests.app.conftest import Driver

WEST, EAST = timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))
"""So far from each other that no moment is of one day in both."""

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="sets the time zone of this process")


@pytest.fixture
def far_west() -> Iterator[None]:
    """The computer is there before anything starts."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "WWW11"
    time.tzset()
    yield
    del os.environ["TZ"]
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def driver(far_west: None, start: Callable[[str], Driver], server: DemoServer) -> Driver:
    made = start("en")
    made.sign_in(server)
    made.wait_for_lists()
    made.wait(lambda: len(made.receipts.model.ids) > 0)
    return made


def take_it_east(look: Callable[[], object]) -> None:
    """The computer; the watch looks at it in the same turn."""
    os.environ["TZ"] = "EEE-14"
    look()


def test_lists_and_times_are_those_of_the_new_zone(driver: Driver) -> None:
    """The watch looks as it does by itself, every few seconds."""
    page = driver.calls
    ids, calls = list(page.model.ids), driver.scope.calls
    came = {row.row_id: row.call.created_at for row in calls.rows(ids) if row.call.created_at is not None}
    newest = max(came, key=lambda row_id: came[row_id])
    day = came[newest].astimezone(WEST).date()
    page.filter_bar.take_query(CallQuery(period=Period(day, day)))
    west, east = (
        {row_id for row_id, moment in came.items() if moment.astimezone(zone).date() == day}
        for zone in (WEST, EAST)
    )
    driver.wait(lambda: set(page.model.ids) == west)
    with driver.qtbot.waitSignal(driver.program.window.day.changed):
        take_it_east(driver.program.window.day.look)
    driver.wait(lambda: set(page.model.ids) == east)
    page.filter_bar.take_query(CallQuery())
    driver.wait(lambda: newest in page.model.ids)
    assert page.table.set_current_id(newest)
    said = page.model.index(page.model.row_of(newest) or 0, CallColumn.DATE).data()
    assert came[newest].astimezone(EAST).strftime("%H:%M") in strip_marks(said)


def receipts_dated_by_their_mails(driver: Driver) -> ReceiptsService:
    """It is by these alone that their days are known, in the zone of this moment."""
    driver.wait(lambda: not driver.program.tasks.busy)
    with driver.scope.database.transaction() as connection:
        connection.execute("UPDATE receipts SET invoice_date = NULL, day = NULL")
    assert driver.scope.receipts.follow_time_zone() > 0
    return driver.scope.receipts


def test_who_comes_back_to_the_window_finds_the_days_on_which_receipts_came_told_anew(
    driver: Driver, qapp: QApplication
) -> None:
    receipts = receipts_dated_by_their_mails(driver)
    back = Qt.ApplicationState.ApplicationActive
    take_it_east(partial(qapp.applicationStateChanged.emit, back))
    driver.wait(lambda: not driver.program.tasks.busy)
    assert receipts.follow_time_zone() == 0, "it is done"


def test_a_window_made_anew_finds_the_days_of_the_zone_before_and_tells_them_anew(driver: Driver) -> None:
    """The zone changed between two looks, and then the language, which no look saw."""
    receipts, window = receipts_dated_by_their_mails(driver), driver.program.window
    os.environ["TZ"] = "EEE-14"
    window.settings_chosen.emit(driver.program.accounts.settings._replace(language="he"))
    assert driver.program.window is not window
    driver.wait(lambda: not driver.program.tasks.busy)
    assert receipts.follow_time_zone() == 0, "it is done"
