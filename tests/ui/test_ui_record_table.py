"""RecordTable: keys work in both directions, rows are read when seen, copies are clean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.record_table_model import PAGE_ROWS, PAGES_KEPT
from tests.double_click import double_click
from tests.ui.record_bench import Bench, Model, ids_of, place_of, record_bench

# -- reading -----------------------------------------------------------------------------------------


def test_only_what_is_seen_is_read(look: QApplication, qtbot: QtBot) -> None:
    bench = record_bench(qtbot, 100_000)
    bench.table.viewport().repaint()
    assert len(bench.model.reads) <= 2
    assert max(bench.model.reads) <= PAGE_ROWS
    bench.key(Qt.Key.Key_End)
    bench.table.viewport().repaint()
    assert len(bench.model.reads) <= 4
    assert bench.table.current_id() == 99_999


def test_pages_are_let_go(look: QApplication) -> None:
    model = Model(PAGE_ROWS * (PAGES_KEPT + 2))
    for page in range(PAGES_KEPT + 2):
        model.record_at(page * PAGE_ROWS)
    model.reads.clear()
    model.record_at(PAGE_ROWS * (PAGES_KEPT + 1))
    assert not model.reads
    model.record_at(0)
    assert model.reads == [PAGE_ROWS]


def test_a_row_that_cannot_be_read_is_empty(bench: Bench) -> None:
    bench.model.gone = {1}
    bench.model.invalidate()
    bench.table.viewport().repaint()
    assert bench.model.record_at(1) is None
    assert bench.model.index(1, 2).data() is None
    assert bench.model.record_at(5000) is None


def test_invalidate_reads_anew_and_touch_does_not(bench: Bench, qtbot: QtBot) -> None:
    bench.model.record_at(0)
    bench.model.reads.clear()
    with qtbot.waitSignal(bench.model.dataChanged):
        bench.model.touch([0, 77_777])
    bench.model.record_at(0)
    assert not bench.model.reads
    bench.model.invalidate([0])
    bench.model.record_at(0)
    assert bench.model.reads


@pytest.mark.parametrize("name", ["invalidate", "touch"])
def test_thousands_of_rows_cost_what_was_read_of_them(bench: Bench, name: str) -> None:
    """A large decision tells of each of its rows; none is looked for among all the others."""
    model, told = bench.model, list[tuple[int, int]]()
    model.replace_ids(ids_of(range(10_000)))
    for row in (0, PAGE_ROWS, 7_500):
        model.record_at(row)
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.reads.clear()
    getattr(model, name)(range(9_999, PAGE_ROWS + 5, -1))
    page = 7_500 // PAGE_ROWS * PAGE_ROWS
    assert sorted(told) == [(PAGE_ROWS + 6, 2 * PAGE_ROWS - 1), (page, page + PAGE_ROWS - 1)]
    model.record_at(0)
    assert not model.reads
    model.record_at(7_500)
    assert model.reads == ([PAGE_ROWS] if name == "invalidate" else [])


def test_what_lies_between_rows_that_changed_is_not_drawn(bench: Bench) -> None:
    drawn: list[tuple[int, int]] = []
    bench.model.dataChanged.connect(lambda first, last: drawn.append((first.row(), last.row())))
    bench.model.touch([9, 0, 4, 5, 6])
    assert drawn == [(0, 0), (4, 6), (9, 9)]
    drawn.clear()
    bench.model.invalidate([1, 3])
    assert drawn == [(1, 1), (3, 3)]


def test_the_same_list_is_not_read_again_where_its_rows_stay(bench: Bench) -> None:
    model = bench.model
    model.record_at(0)
    model.reads.clear()
    changed: list[object] = []
    model.dataChanged.connect(lambda first, last: changed.append((first, last)))
    model.replace_ids(ids_of(model.ids), rows_stay=True)
    assert not changed
    model.record_at(0)
    assert not model.reads
    model.replace_ids(ids_of(model.ids))
    assert changed
    model.record_at(0)
    assert model.reads


def test_a_row_that_could_not_be_read_is_read_anew(bench: Bench) -> None:
    bench.model.gone = {1}
    bench.model.invalidate()
    assert bench.model.record_at(1) is None
    bench.model.gone = set()
    bench.model.invalidate([1])
    assert bench.model.record_at(1) is not None


# -- the current and the selected rows ---------------------------------------------------------------


def test_keys_in_both_directions(either_bench: Bench) -> None:
    bench = either_bench
    bench.table.set_current_id(0)
    bench.key(Qt.Key.Key_Down)
    assert list(bench.table.selected_ids()) == [1]
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(bench.table.selected_ids()) == [1, 2, 3]
    bench.key(Qt.Key.Key_End)
    assert bench.table.current_id() == 999
    bench.key(Qt.Key.Key_Home)
    assert list(bench.table.selected_ids()) == [0]
    bench.key(Qt.Key.Key_PageDown)
    assert (bench.table.current_id() or 0) > 5


def test_mouse_in_both_directions(either_bench: Bench) -> None:
    bench = either_bench
    bench.click(2)
    bench.click(4, Qt.KeyboardModifier.ShiftModifier)
    bench.click(7, Qt.KeyboardModifier.ControlModifier)
    assert list(bench.table.selected_ids()) == [2, 3, 4, 7]
    assert bench.table.selected_count() == 4
    bench.click(3, Qt.KeyboardModifier.ControlModifier)
    assert list(bench.table.selected_ids()) == [2, 4, 7]


def test_select_all_is_all_that_match(either_bench: Bench) -> None:
    either_bench.bot.keySequence(either_bench.table, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert either_bench.table.selected_count() == 1000
    assert len(either_bench.table.selected_ids()) == 1000


def test_letters_go_nowhere(bench: Bench) -> None:
    bench.table.set_current_id(5)
    bench.bot.keyClicks(bench.table, "name 9")
    assert bench.table.current_id() == 5


def test_enter_and_double_click_activate(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(6)
    with qtbot.waitSignal(bench.table.row_activated) as by_key:
        bench.key(Qt.Key.Key_Return)
    assert by_key.args == [6]
    place = bench.table.visualRect(bench.model.index(2, 1)).center()
    qtbot.mouseClick(bench.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(bench.table.row_activated) as by_mouse:
        double_click(bench.table.viewport(), place)
    assert by_mouse.args == [2]


def test_tab_leaves_the_table(bench: Bench) -> None:
    assert not bench.table.tabKeyNavigation()


# -- the menu ----------------------------------------------------------------------------------------


def _menu(bench: Bench) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_opens_by_mouse_and_by_key(either_bench: Bench) -> None:
    bench = either_bench
    bench.table.set_current_id(900)
    bench.table.verticalScrollBar().setValue(0)
    place = bench.table.visualRect(bench.model.index(4, 1)).center()
    at = bench.table.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, at)
    QApplication.sendEvent(bench.table.viewport(), event)
    assert bench.table.current_id() == 4
    _menu(bench).close()
    bench.table.set_current_id(900)
    bench.table.verticalScrollBar().setValue(0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(bench.table.viewport(), event)
    menu = _menu(bench)
    assert 0 <= place_of(bench, 900) < bench.table.viewport().height(), "the row that it is for is seen"
    assert bench.table.commands.select_all in menu.actions()
    assert "1" in bench.table.commands.select_all.text()
    menu.close()


# -- what is copied and spoken ------------------------------------------------------------------------


def test_rows_are_copied_for_a_spreadsheet_without_marks(either_bench: Bench, qtbot: QtBot) -> None:
    bench = either_bench
    bench.table.horizontalHeader().moveSection(3, 1)
    bench.table.column_actions()[4].trigger()
    bench.table.select_ids([2, 3])
    with qtbot.waitSignal(bench.table.copied) as copied:
        bench.bot.keySequence(bench.table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert copied.args == [2]
    text = QGuiApplication.clipboard().text()
    assert text == "in\t'+972-2\tday 2\tname 2 of two lines\nin\t'+972-3\tday 3\tname 3 of two lines"
    table = QGuiApplication.clipboard().mimeData().html()
    assert table.count("<tr>") == 2
    assert 'mso-number-format:"\\@"\'>+972-2</td>' in table, "a spreadsheet takes it for text"


def test_many_rows_are_copied_in_pieces(bench: Bench, qtbot: QtBot) -> None:
    bench.table.selectAll()
    with qtbot.waitSignal(bench.table.copied) as copied:
        bench.table.copy_rows()
        assert not copied.signal_triggered
    assert copied.args == [1000]
    assert len(QGuiApplication.clipboard().text().split("\n")) == 1000


def test_a_cell_is_copied(bench: Bench) -> None:
    bench.table.selectionModel().setCurrentIndex(
        bench.model.index(4, 3), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    bench.table.copy_cell()
    assert QGuiApplication.clipboard().text() == "+972-4"


def test_rows_speak_whole_sentences(bench: Bench) -> None:
    assert bench.model.index(7, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "Call number 7."
    assert bench.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Direction"
