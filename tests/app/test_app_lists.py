"""The lists through the real program: columns of each direction apart, new rows while one works, all rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from tests.app.conftest import Driver
from tests.prepared import prepare


def test_columns_are_remembered_for_each_direction_apart(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    prepare(data_dir, server)
    first = start("en")
    first.program.window.resize(1440, 900)
    header = first.calls.table.horizontalHeader()
    first.wait(lambda: not header.isSectionHidden(CallColumn.TRANSCRIPT))
    first.calls.table.column_actions()[CallColumn.STATUS].trigger()
    header.moveSection(header.visualIndex(CallColumn.LENGTH), 1)
    header.resizeSection(CallColumn.CUSTOMER, 211)
    first.program.close()

    hebrew = start("he")
    hebrew.program.window.resize(1440, 900)
    assert hebrew.calls.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    header = hebrew.calls.table.horizontalHeader()
    hebrew.wait(lambda: not header.isSectionHidden(CallColumn.STATUS))
    assert header.visualIndex(CallColumn.LENGTH) == CallColumn.LENGTH
    hebrew.program.close()

    again = start("en")
    again.program.window.resize(1440, 900)
    header = again.calls.table.horizontalHeader()
    again.wait(lambda: not header.isSectionHidden(CallColumn.TRANSCRIPT))
    assert header.isSectionHidden(CallColumn.STATUS)
    assert header.visualIndex(CallColumn.LENGTH) == 1
    assert header.sectionSize(CallColumn.CUSTOMER) == 211


def test_calls_that_come_move_nothing(driver: Driver, server: DemoServer) -> None:
    table, model = driver.calls.table, driver.calls.model
    driver.wait(lambda: not driver.program.tasks.busy and model.whole)
    table.sort_requested.emit(CallColumn.CUSTOMER, False)
    driver.wait(lambda: not driver.program.tasks.busy and model.whole)
    taken, count = model.id_at(30), len(model.ids)
    table.set_current_id(taken)
    place = table.rowViewportPosition(30)
    for name in ("Avi", "ת", ""):
        server.world.add_call(lead_name=name)
    driver.program.window.commands.sync.trigger()
    driver.wait(lambda: len(model.ids) == count + 3)
    now = model.row_of(taken)
    assert now is not None
    assert list(table.selected_ids()) == [taken]
    assert table.current_id() == taken
    assert table.rowViewportPosition(now) == place


def test_select_all_is_all_and_says_how_many(driver: Driver) -> None:
    table, model = driver.calls.table, driver.calls.model
    driver.wait(lambda: not driver.program.tasks.busy and model.whole)
    driver.qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert table.selected_count() == len(model.ids)
    foot, count = driver.calls.foot, str(len(model.ids))
    driver.wait(lambda: count in foot.shown_label.text() and count in foot.selection_label.text())
