"""The window by keyboard alone, and in its smallest size: all can be reached, nothing lies over another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.main_window import SMALLEST_SIZE
from desktop.ui.widgets.focus_ring import focus_ring
from tests.app.conftest import Driver

MOST_STOPS = 60


def tab_stops(start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab leads, or Backtab, until it is back at `start`."""
    stops: list[QWidget] = []
    start.setFocus()
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        now = QApplication.focusWidget()
        assert now is not None
        stops.append(now)
        if now is start:
            return stops
    raise AssertionError([type(stop).__name__ for stop in stops])


def activate(driver: Driver) -> None:
    window = driver.program.window
    window.activateWindow()
    driver.wait(window.isActiveWindow)


@pytest.mark.parametrize("name", ["calls", "receipts"])
def test_a_page_that_is_chosen_takes_the_keys_of_its_table(driver: Driver, name: str) -> None:
    activate(driver)
    window = driver.program.window
    window.commands.downloads.trigger()
    action: QAction = getattr(window.commands, name)
    action.trigger()
    page = driver.calls if name == "calls" else driver.receipts
    driver.wait(page.table.hasFocus)


def test_tab_goes_from_the_filters_to_the_calls_and_round(driver: Driver) -> None:
    activate(driver)
    driver.program.window.commands.calls.trigger()
    stops = tab_stops(driver.calls.filter_bar.search_field)
    assert stops[stops.index(driver.calls.filter_bar.last_control) + 1] is driver.calls.table


def test_tab_goes_through_the_calls_as_they_are_read(driver: Driver) -> None:
    """Also by the buttons of a message, which came last; and back by the same way."""
    window, page = driver.program.window, driver.calls
    activate(driver)
    window.commands.calls.trigger()
    row = driver.recordings()[0]
    assert page.table.set_current_id(row.row_id)
    driver.press_play(row)
    driver.wait(lambda: window.player.playing)
    window.player.pause()
    window.messages.dismiss_all()
    window.messages.warning("Something happened.")
    driver.wait(page.message_bar.isVisible)
    first = page.filter_bar.search_field
    stops = tab_stops(first)
    details, bar = page.details, window.player_bar
    parts = [page.filter_bar, page.table, page.message_bar, details.copy_phone_button, details.recording]
    parts += [details.transcript, details.note, bar, window.status, window.rail]
    assert_order(stops, parts)
    assert tab_stops(first, Qt.Key.Key_Backtab)[:-1] == stops[-2::-1]


def test_tab_goes_through_the_receipts_as_they_are_read(driver: Driver) -> None:
    window, page = driver.program.window, driver.receipts
    activate(driver)
    window.commands.receipts.trigger()
    driver.wait(lambda: len(page.model.ids) > 0)
    assert page.table.set_current_id(page.model.ids[0])
    driver.wait(lambda: page.preview.view.sharp)
    window.messages.dismiss_all()
    window.messages.warning("Something happened.")
    driver.wait(page.message_bar.isVisible)
    first = page.filter_bar.search_field
    stops = tab_stops(first)
    list_side = [page.filter_bar, page.table, page.message_bar, page.extras.tagging.bar, page.note]
    assert_order(stops, [*list_side, page.preview.strip, page.preview.view, window.status, window.rail])
    assert tab_stops(first, Qt.Key.Key_Backtab)[:-1] == stops[-2::-1]


def assert_order(stops: list[QWidget], parts: list[QWidget]) -> None:
    """Tab comes to each of these parts, leaves it once, and comes to them in this order."""
    found = (next((part for part in parts if _is_in(stop, part)), None) for stop in stops)
    order = [part for part in found if part is not None]
    came = [part for place, part in enumerate(order) if place == 0 or order[place - 1] is not part]
    # It ends where it began.
    assert came[:-1] == parts, [type(part).__name__ for part in came]


def _is_in(stop: QWidget, part: QWidget) -> bool:
    return stop is part or part.isAncestorOf(stop)


def test_no_ring_is_cut(signed_in: Driver) -> None:
    """Around whatever Tab reaches on both pages."""
    activate(signed_in)
    window, cut, ringed = signed_in.program.window, [], 0
    for command, page in (
        (window.commands.calls, signed_in.calls),
        (window.commands.receipts, signed_in.receipts),
    ):
        command.trigger()
        page.filter_bar.search_field.setFocus()
        for _ in range(MOST_STOPS):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
            ring = focus_ring().frame
            if ring.widget() is not None:
                ringed += 1
                if ring.visibleRegion().boundingRect() != ring.rect():
                    cut.append(f"{type(ring.widget()).__name__} {ring.widget().accessibleName()}")
    assert ringed > 20
    assert cut == []


def placed(parent: QWidget) -> list[QRect]:
    """The children that are shown, in `parent`."""
    children = [child for child in parent.findChildren(QWidget) if child.isVisible()]
    direct = [child for child in children if child.parent() is parent]
    return [QRect(child.mapTo(parent, QPoint()), child.size()) for child in direct]


def test_in_the_smallest_window_no_filter_lies_over_another(driver: Driver) -> None:
    window = driver.program.window
    window.commands.calls.trigger()
    window.resize(SMALLEST_SIZE)
    bar = driver.calls.filter_bar
    driver.wait(lambda: window.size() == SMALLEST_SIZE and bar.lost_soon_chip.isVisible())
    driver.wait(lambda: all(chip.width() >= chip.sizeHint().width() for chip in bar.chips()))
    rects = placed(bar)
    assert all(bar.rect().contains(rect) for rect in rects)
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
    window.resize(1440, 900)
    driver.wait(lambda: bar.height() < 60)


def test_tab_reaches_search_and_export_on_receipts(driver: Driver) -> None:
    activate(driver)
    driver.program.window.commands.receipts.trigger()
    stops = tab_stops(driver.receipts.filter_bar.search_field)
    assert driver.receipts.filter_bar.export_buttons.button in stops
    assert driver.receipts.table in stops
