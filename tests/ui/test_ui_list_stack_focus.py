"""Where the keys go while a list comes and goes: to what stands in its place, never out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.list_stack import ListStack
from desktop.ui.widgets.message_bar import MessageBar, Messages


class Bench(QWidget):
    """A button before the list, as the navigation is, and a field of search."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.field = PlainButton("Menu", self), QLineEdit(self)
        self.table, self.empty = QTableWidget(3, 1), EmptyList(self)
        self.empty.show_reason("calls", "None", action="Sign in…")
        self.views = QStackedWidget(self)
        self.views.addWidget(self.table)
        self.stack = ListStack(self.views, self.empty, MessageBar(Messages(self), self), self)
        row = QHBoxLayout(self)
        for widget in (self.before, self.field, self.stack):
            row.addWidget(widget)


@pytest.fixture
def bench(look: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def buttons(bench: Bench) -> list[PlainButton]:
    return [one for one in bench.empty.findChildren(PlainButton) if one.isVisible()]


def test_who_was_in_the_empty_list_is_in_the_list_when_it_comes(bench: Bench) -> None:
    bench.stack.show_list(False)
    buttons(bench)[0].setFocus()
    bench.stack.show_list(True)
    assert bench.table.hasFocus()


def test_a_button_that_goes_leaves_the_keys_in_its_place(bench: Bench) -> None:
    bench.stack.show_list(False)
    buttons(bench)[0].setFocus()
    bench.empty.show_reason("calls", "Being fetched")
    assert bench.empty.hasFocus()
    bench.stack.show_list(True)
    assert bench.table.hasFocus()


@pytest.mark.parametrize("action", ["", "Clear filters"])
def test_a_list_that_goes_leaves_the_keys_in_its_place(bench: Bench, action: str) -> None:
    bench.stack.show_list(True)
    bench.table.setFocus()
    bench.empty.show_reason("calls", "None", action=action)
    bench.stack.show_list(False)
    focused = QApplication.focusWidget()
    assert focused is (buttons(bench)[0] if action else bench.empty)
    bench.stack.show_list(True)
    assert bench.table.hasFocus()


@pytest.mark.parametrize("name", ["before", "field"])
def test_who_is_elsewhere_stays_there(bench: Bench, name: str) -> None:
    place: QWidget = getattr(bench, name)
    bench.stack.show_list(False)
    place.setFocus()
    for there in (True, False, True):
        bench.stack.show_list(there)
        assert place.hasFocus()
