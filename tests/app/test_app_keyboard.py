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


def tab_stops(start: QWidget) -> list[QWidget]:
    """Where Tab leads, until it is back at `start`."""
    stops: list[QWidget] = []
    start.setFocus()
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
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
    assert driver.receipts.filter_bar.export_button in stops
    assert driver.receipts.table in stops
