"""RecordTable: ids stay, keys work in both directions, rows are read when seen, copies are clean."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.formatting import isolate_ltr
from desktop.ui.widgets.record_place import MOST_RUNS
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import (
    PAGE_ROWS,
    PAGES_KEPT,
    Cell,
    Column,
    RecordTableModel,
    RowLook,
)

COLUMNS = [
    Column("mark", "", 36, sortable=False, fixed=True, name="Direction"),
    Column("date", "Date", 110, descending_first=True),
    Column("name", "Customer", stretch=True),
    Column("phone", "Phone", 130),
    Column("length", "Length", 60, numeric=True, descending_first=True),
]


@dataclass(frozen=True)
class Row:
    row_id: int


class Model(RecordTableModel[Row]):
    """Rows of nothing but their id; counts what is read."""

    def __init__(self, count: int) -> None:
        super().__init__(COLUMNS, self._read)
        self.reads: list[int] = []
        self.gone: set[int] = set()
        self.replace_ids(ids_of(range(count)))

    def _read(self, ids: Sequence[int]) -> list[Row]:
        self.reads.append(len(ids))
        return [Row(row_id) for row_id in ids if row_id not in self.gone]

    def cell(self, record: Row, column: int) -> Cell:
        number = record.row_id
        cells = (
            Cell(icon="incoming", plain="in"),
            Cell(isolate_ltr(f"day {number}")),
            Cell(f"name\t{number}\nof two lines", bold=True),
            Cell(isolate_ltr(f"+972-{number}"), secondary=True),
            Cell(str(number), numeric=True, badge="lost" if number == 3 else None),
        )
        return cells[column]

    def sentence(self, record: Row) -> str:
        return f"Call number {record.row_id}."

    def look(self, record: Row) -> RowLook:
        return RowLook.LOST_SOON if record.row_id == 3 else RowLook.NORMAL


def ids_of(numbers: Sequence[int]) -> array[int]:
    return array("q", numbers)


@dataclass
class Bench:
    table: RecordTable
    model: Model

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.table, key, modifiers)

    def click(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.table.visualRect(self.model.index(row, 1)).center()
        self.bot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    bot: QtBot


def _bench(qtbot: QtBot, count: int) -> Bench:
    table, model = RecordTable(), Model(count)
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(700, 400)
    with qtbot.waitExposed(table):
        table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return Bench(table, model, qtbot)


@pytest.fixture
def bench(look: QApplication, qtbot: QtBot) -> Bench:
    return _bench(qtbot, 1000)


@pytest.fixture
def either_bench(either_language: str, qtbot: QtBot) -> Bench:
    return _bench(qtbot, 1000)


# -- reading -----------------------------------------------------------------------------------------


def test_only_what_is_seen_is_read(look: QApplication, qtbot: QtBot) -> None:
    bench = _bench(qtbot, 100_000)
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
        qtbot.mouseDClick(bench.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert by_mouse.args == [2]


def test_tab_leaves_the_table(bench: Bench) -> None:
    assert not bench.table.tabKeyNavigation()


# -- when the list changes ---------------------------------------------------------------------------


def _place_of(bench: Bench, record_id: int) -> int:
    row = bench.model.row_of(record_id)
    assert row is not None
    return bench.table.rowViewportPosition(row)


def test_new_rows_move_neither_selection_nor_scroll(either_bench: Bench, qtbot: QtBot) -> None:
    bench = either_bench
    bench.table.set_current_id(500)
    bench.table.select_ids([500, 503, 700])
    bench.table.verticalScrollBar().setValue(bench.table.verticalScrollBar().value() + 5)
    before = _place_of(bench, 500)
    with (
        qtbot.assertNotEmitted(bench.table.current_id_changed),
        qtbot.assertNotEmitted(bench.table.selected_ids_changed),
    ):
        bench.model.replace_ids(ids_of([*range(2000, 2007), *range(1000)]))
    assert bench.table.current_id() == 500
    assert list(bench.table.selected_ids()) == [500, 503, 700]
    assert _place_of(bench, 500) == before
    bench.key(Qt.Key.Key_Down)
    assert list(bench.table.selected_ids()) == [501]


def test_scrolled_away_from_the_current_row_what_is_seen_stays(bench: Bench) -> None:
    bench.table.set_current_id(0)
    bench.table.verticalScrollBar().setValue(3207)
    seen = bench.table.rowAt(50)
    before = bench.table.rowViewportPosition(seen)
    bench.model.replace_ids(ids_of([5000, *range(1000)]))
    assert bench.table.rowViewportPosition(seen + 1) == before


def test_at_the_top_with_nothing_taken_new_rows_are_seen(bench: Bench) -> None:
    bench.table.clearSelection()
    bench.table.setCurrentIndex(bench.model.index(-1, -1))
    bench.model.replace_ids(ids_of([5000, *range(1000)]))
    assert bench.table.rowAt(0) == 0
    assert bench.model.id_at(0) == 5000


def test_rows_that_left_are_told(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(4)
    bench.table.select_ids([4, 5])
    with qtbot.waitSignals([bench.table.current_id_changed, bench.table.selected_ids_changed]):
        bench.model.replace_ids(ids_of([1, 2, 3, 5]))
    assert bench.table.current_id() is None
    assert list(bench.table.selected_ids()) == [5]
    bench.model.replace_ids(ids_of([]))
    assert list(bench.table.selected_ids()) == []


def test_another_list_begins_at_the_top(bench: Bench) -> None:
    bench.table.verticalScrollBar().setValue(9000)
    bench.model.replace_ids(ids_of(range(2000, 3000)), anew=True)
    assert bench.table.verticalScrollBar().value() == 0


def test_another_list_shows_what_was_current(bench: Bench) -> None:
    bench.table.set_current_id(700)
    bench.model.replace_ids(ids_of(range(999, -1, -1)), anew=True)
    assert bench.table.current_id() == 700
    assert 0 <= _place_of(bench, 700) < bench.table.viewport().height()


def test_a_row_that_left_has_no_heir_but_keys_go_on_from_there(bench: Bench) -> None:
    for key, taken in ((Qt.Key.Key_Down, 501), (Qt.Key.Key_Up, 499)):
        bench.model.replace_ids(ids_of(range(1000)))
        bench.table.set_current_id(500)
        bench.model.replace_ids(ids_of([*range(500), *range(501, 1000)]))
        assert bench.table.current_id() is None
        bench.key(key)
        assert list(bench.table.selected_ids()) == [taken]


def test_new_rows_move_nothing_whatever_the_list_is_sorted_by(either_bench: Bench) -> None:
    bench = either_bench
    bench.table.set_sorted(2, False)
    bench.table.set_current_id(500)
    bench.table.selectAll()
    before = _place_of(bench, 500)
    # New ones come anywhere in such a list.
    bench.model.replace_ids(ids_of([*range(3), 2000, *range(3, 700), 2001, 2002, *range(700, 1000), 2003]))
    assert bench.table.current_id() == 500
    assert list(bench.table.selected_ids()) == list(range(1000))
    assert _place_of(bench, 500) == before


def test_the_same_list_again_is_only_drawn_again(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(5)
    bench.model.reads.clear()
    with qtbot.assertNotEmitted(bench.model.modelReset), qtbot.waitSignal(bench.model.dataChanged):
        bench.model.replace_ids(ids_of(range(1000)))
    bench.table.viewport().repaint()
    assert bench.model.reads, "what stands in the rows may be new"


def test_a_million_selected_rows_stay_when_one_comes(look: QApplication, qtbot: QtBot) -> None:
    bench = _bench(qtbot, 1_000_000)
    bench.table.set_current_id(999_990)
    bench.table.selectAll()
    bench.model.replace_ids(ids_of([2_000_000, *range(1_000_000)]))
    assert bench.table.selected_ranges() == [(1, 1_000_000)]
    assert bench.table.current_id() == 999_990


def test_too_many_scattered_rows_leave_the_current_one_alone(bench: Bench) -> None:
    many = 2 * MOST_RUNS + 3
    bench.model.replace_ids(ids_of(range(2 * many)))
    bench.table.selectAll()
    bench.table.setCurrentIndex(bench.model.index(7, 0))
    bench.table.select_ids(range(many))
    bench.model.replace_ids(ids_of([*range(many), *range(many, 2 * many)]))
    shuffled = [number for pair in zip(range(many), range(many, 2 * many), strict=True) for number in pair]
    bench.model.replace_ids(ids_of(shuffled), anew=True)
    assert list(bench.table.selected_ids()) == [7]


def test_more_rows_than_can_be_looked_up_leave_the_current_one_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.widgets.record_place.MOST_SCATTERED", 999)
    bench.table.set_current_id(7)
    bench.table.selectAll()
    bench.model.replace_ids(ids_of(range(999, -1, -1)), anew=True)
    assert list(bench.table.selected_ids()) == [7]


# -- first rows, then the rest -----------------------------------------------------------------------


def _first_then_rest(bench: Bench, between: Callable[[], None] = lambda: None) -> None:
    """Sorted the other way round: the first hundred, then all."""
    ids = range(999, -1, -1)
    bench.model.replace_ids(ids_of(ids[:100]), anew=True, whole=False)
    between()
    bench.model.replace_ids(ids_of(ids))


def test_what_the_first_rows_lack_is_still_current_when_the_rest_is_there(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(20)
    bench.table.select_ids([20, 21, 950])
    with qtbot.assertNotEmitted(bench.table.current_id_changed):
        _first_then_rest(bench)
    assert bench.table.current_id() == 20
    assert sorted(bench.table.selected_ids()) == [20, 21, 950]
    assert 0 <= _place_of(bench, 20) < bench.table.viewport().height()


def test_all_and_then_one_of_the_first_rows_is_that_one(bench: Bench) -> None:
    def all_then_one() -> None:
        bench.table.selectAll()
        bench.click(2)

    _first_then_rest(bench, all_then_one)
    assert list(bench.table.selected_ids()) == [997]


def test_what_the_user_takes_of_the_first_rows_counts(bench: Bench) -> None:
    bench.table.set_current_id(20)
    _first_then_rest(bench, lambda: bench.click(2))
    assert bench.table.current_id() == 997
    assert list(bench.table.selected_ids()) == [997]
    assert bench.table.verticalScrollBar().value() == 0


def test_all_are_selected_though_only_the_first_are_there(bench: Bench) -> None:
    _first_then_rest(bench, bench.table.commands.select_all.trigger)
    assert bench.table.selected_count() == 1000


def test_first_rows_say_that_they_were_painted(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.table.first_rows_painted):
        bench.model.replace_ids(ids_of(range(100)), anew=True, whole=False)
    with qtbot.assertNotEmitted(bench.table.first_rows_painted):
        bench.model.replace_ids(ids_of(range(1000)))
        bench.table.viewport().repaint()


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
    assert 0 <= _place_of(bench, 900) < bench.table.viewport().height(), "the row that it is for is seen"
    assert bench.table.commands.select_all in menu.actions()
    assert "1" in bench.table.commands.select_all.text()
    menu.close()


# -- columns -----------------------------------------------------------------------------------------


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


def test_columns_are_kept(look: QApplication, qtbot: QtBot) -> None:
    first = _bench(qtbot, 3)
    header = first.table.horizontalHeader()
    header.moveSection(3, 1)
    header.resizeSection(1, 222)
    first.table.column_actions()[4].trigger()
    kept = first.table.column_state()
    second = _bench(qtbot, 3)
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


# -- what is copied, spoken, drawn -------------------------------------------------------------------


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


def _pixel(bench: Bench, row: int, x: int) -> str:
    image = bench.table.viewport().grab().toImage()
    return image.pixelColor(x, bench.table.rowViewportPosition(row) + 4).name().upper()


def test_edge_and_tint_at_the_leading_side(either_bench: Bench) -> None:
    from desktop.ui.theme import LIGHT

    bench = either_bench
    right_to_left = bench.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    width = bench.table.viewport().width()
    edge = width - 2 if right_to_left else 1
    bench.table.set_current_id(1)
    assert _pixel(bench, 1, edge) == LIGHT.progress
    assert _pixel(bench, 1, width // 2) == LIGHT.selected
    assert _pixel(bench, 3, edge) == LIGHT.lost_edge
    assert _pixel(bench, 3, width // 2) == LIGHT.lost_row
    bench.table.select_ids([1, 2])
    assert _pixel(bench, 2, edge) == LIGHT.selected, "the edge is the current row's alone"
    bench.table.clearFocus()
    assert _pixel(bench, 1, width // 2) == LIGHT.selected_inactive


def test_numbers_end_at_the_right_in_both_directions(either_bench: Bench) -> None:
    for role in (Qt.ItemDataRole.TextAlignmentRole,):
        flags = either_bench.model.headerData(4, Qt.Orientation.Horizontal, role)
        assert flags & Qt.AlignmentFlag.AlignAbsolute
        assert flags & Qt.AlignmentFlag.AlignRight


def test_tooltip_only_where_something_is_cut(bench: Bench) -> None:
    def ask(column: int) -> bool:
        place = bench.table.visualRect(bench.model.index(0, column)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, bench.table.viewport().mapToGlobal(place))
        QApplication.sendEvent(bench.table.viewport(), event)
        return QToolTip.isVisible()

    assert not ask(3)
    bench.table.horizontalHeader().resizeSection(3, 40)
    assert ask(3)
    QToolTip.hideText()


def test_compact_rows_are_lower(bench: Bench) -> None:
    normal = bench.table.rowHeight(0)
    bench.table.set_compact(True)
    assert bench.table.rowHeight(0) < normal
    bench.table.set_compact(False)
    assert bench.table.rowHeight(0) == normal >= 32
