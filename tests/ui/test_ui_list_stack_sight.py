"""The current row stays in sight while the list gets lower, though nothing moves under the pointer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.list_stack import ListStack
from desktop.ui.widgets.message_bar import MessageBar, Messages

STEP = 60
"""In px: two rows."""


class Bench(QWidget):
    """A list of forty rows, the last one of those that are seen being current."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(40, 1)
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.stack = ListStack(self.table, EmptyList(self), MessageBar(Messages(self), self), self)
        self.stack.resize(300, 400)

    def end_higher(self, by: int) -> None:
        self.stack.resize(300, self.stack.height() - by)

    def set_pointer(self, there: bool) -> None:
        """Over the list, or away from it; what the platform's own pointer does is no matter."""
        viewport = self.table.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, there)
        if not there:
            QCoreApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))

    def sees_current(self) -> bool:
        row = self.table.visualRect(self.table.currentIndex())
        return row.top() >= 0 and row.bottom() < self.table.viewport().height()


@pytest.fixture
def bench(look: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made)
    made.resize(400, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.table.setCurrentCell(made.table.rowAt(made.table.viewport().height() - 1) - 1, 0)
    assert made.sees_current()
    yield made


def test_it_is_in_sight_again_after_several_steps_under_the_pointer(bench: Bench) -> None:
    bench.set_pointer(True)
    for _ in range(3):
        bench.end_higher(STEP)
    assert not bench.sees_current()
    bench.set_pointer(False)
    assert bench.sees_current()


def test_what_was_scrolled_away_before_stays_away(bench: Bench) -> None:
    """What was lost and is there again is not counted, nor what was lost another time."""
    bench.set_pointer(True)
    bench.end_higher(3 * STEP)
    bench.end_higher(-3 * STEP)
    bench.set_pointer(False)
    bench.table.scrollToTop()
    bench.table.setCurrentCell(16, 0)
    bench.table.scrollToTop()
    bench.set_pointer(True)
    bench.end_higher(1)
    bench.set_pointer(False)
    assert bench.table.verticalScrollBar().value() == 0
