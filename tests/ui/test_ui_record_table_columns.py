"""RecordTable's columns: sorted by, moved, sized, hidden, and kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import Call, CallRow
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.widgets.record_table import RecordTable
from tests.ui.record_bench import COLUMNS, Bench, record_bench


def test_sorting_is_asked_for_not_done(bench: Bench, qtbot: QtBot) -> None:
    header = bench.table.horizontalHeader()

    def click(section: int) -> None:
        place = QPoint(header.sectionViewportPosition(section) + 20, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    bench.table.set_sorted(1, True)
    for section, asked in [(1, [1, False]), (1, [1, True]), (2, [2, False]), (4, [4, True])]:
        with qtbot.waitSignal(bench.table.sort_requested) as signal:
            click(section)
        assert signal.args == asked
    with qtbot.assertNotEmitted(bench.table.sort_requested):
        click(0)
    assert bench.model.id_at(0) == 0


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_arrow_stands_above_icons_too(bench: Bench, direction: Qt.LayoutDirection) -> None:
    """Where the column has no words above it."""
    bench.table.setLayoutDirection(direction)
    header = bench.table.horizontalHeader()

    def looks(sorted_by: int, descending: bool) -> QImage:
        bench.table.set_sorted(sorted_by, descending)
        left = header.sectionViewportPosition(0)
        return header.grab(QRect(left, 0, header.sectionSize(0), header.height())).toImage()

    bare, up, down = looks(1, True), looks(0, False), looks(0, True)
    assert bare != up != down != bare


def test_columns_are_kept(look: QApplication, qtbot: QtBot) -> None:
    first = record_bench(qtbot, 3)
    header = first.table.horizontalHeader()
    header.moveSection(3, 1)
    header.resizeSection(1, 222)
    first.table.column_actions()[4].trigger()
    kept = first.table.column_state()
    second = record_bench(qtbot, 3)
    second.table.restore_column_state(kept)
    header = second.table.horizontalHeader()
    assert header.visualIndex(3) == 1
    assert header.sectionSize(1) == 222
    assert header.isSectionHidden(4)
    assert not second.table.column_actions()[4].isChecked()
    second.table.column_actions()[4].trigger()
    assert header.sectionSize(4) == COLUMNS[4].width
    second.table.columns.reset()
    assert header.visualIndex(3) == 3


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", "null", '{"order": 3, "widths": {}, "hidden": []}', '{"order": [], "widths": []}', "\0"],
)
def test_damaged_column_state_changes_nothing(bench: Bench, damaged: str) -> None:
    before = bench.table.column_state()
    bench.table.restore_column_state(damaged)
    assert bench.table.column_state() == before


def test_column_state_of_another_version(bench: Bench) -> None:
    state = (
        '{"order": ["phone", "gone", "date"], "widths": {"gone": 5, "date": 999999}, "hidden": ["mark", "x"]}'
    )
    bench.table.restore_column_state(state)
    header = bench.table.horizontalHeader()
    assert sorted(header.visualIndex(n) for n in range(5)) == [0, 1, 2, 3, 4]
    assert header.visualIndex(3) < header.visualIndex(1)
    assert not header.isSectionHidden(0), "a fixed column stays"
    assert header.sectionSize(1) <= 2000


def test_each_direction_has_its_own_columns(look: QApplication, qtbot: QtBot) -> None:
    table = RecordTable()
    qtbot.addWidget(table)
    left = table.column_state_name("calls")
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert left != table.column_state_name("calls")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_matters_least_gives_way_and_comes_back(
    look: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    table = CallsTable()
    table.setLayoutDirection(direction)
    qtbot.addWidget(table)
    table.show()
    header, kept = table.horizontalHeader(), table.column_state()
    seen = []
    for width in [*range(1200, 490, -7), *range(490, 1201, 7)]:
        table.resize(width, 300)
        qtbot.waitUntil(lambda: header.length() == table.viewport().width())
        assert table.column_state() == kept, "only for now"
        seen.append([CallColumn(column).name.lower() for column in table.shown_columns()])
    assert len(seen[0]) == len(seen[-1]) == len(CallColumn)
    narrowest = min(seen, key=len)
    assert sorted(narrowest) == ["customer", "date", "days_left", "direction", "recording"]
    assert all(len(later) <= len(sooner) for sooner, later in pairwise(seen[: len(seen) // 2]))
    assert header.sectionSize(CallColumn.CUSTOMER) == 142


def test_while_the_transcript_is_hidden_the_customer_carries_the_marks(
    look: QApplication, qtbot: QtBot
) -> None:
    table = CallsTable()
    qtbot.addWidget(table)
    row = CallRow(1, Call("CA1", None, lead_name="Example Clinic"), kept=False, note="Call back")
    marked = [one for one in CallColumn if table.calls.cell(row, one).mark]
    next(action for action in table.column_actions() if action.data() == CallColumn.TRANSCRIPT).trigger()
    assert marked == [CallColumn.TRANSCRIPT]
    assert [one for one in CallColumn if table.calls.cell(row, one).mark] == [CallColumn.CUSTOMER]
