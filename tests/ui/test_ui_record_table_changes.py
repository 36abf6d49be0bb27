"""RecordTable when its list changes: what is selected, current and seen stays; first rows, then the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.record_place import MOST_RUNS
from tests.ui.record_bench import Bench, ids_of, place_of, record_bench

# -- when the list changes ---------------------------------------------------------------------------


def test_new_rows_move_neither_selection_nor_scroll(either_bench: Bench, qtbot: QtBot) -> None:
    bench = either_bench
    bench.table.set_current_id(500)
    bench.table.select_ids([500, 503, 700])
    bench.table.verticalScrollBar().setValue(bench.table.verticalScrollBar().value() + 5)
    before = place_of(bench, 500)
    with (
        qtbot.assertNotEmitted(bench.table.current_id_changed),
        qtbot.assertNotEmitted(bench.table.selected_ids_changed),
    ):
        bench.model.replace_ids(ids_of([*range(2000, 2007), *range(1000)]))
    assert bench.table.current_id() == 500
    assert list(bench.table.selected_ids()) == [500, 503, 700]
    assert place_of(bench, 500) == before
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


def test_where_the_keys_are_already_the_first_row_is_taken_when_rows_come(
    either_language: str, qtbot: QtBot
) -> None:
    """Its first rows alone, too, and then the rest."""
    bench = record_bench(qtbot, 0)
    bench.model.replace_ids(ids_of(range(20)), anew=True, whole=False)
    assert bench.table.current_id() == 0
    bench.model.replace_ids(ids_of(range(1000)))
    assert bench.table.current_id() == 0
    assert list(bench.table.selected_ids()) == [0]


def test_with_the_keys_the_first_row_is_selected_too(either_language: str, qtbot: QtBot) -> None:
    bench = record_bench(qtbot, 3)
    assert list(bench.table.selected_ids()) == [0]


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
    assert 0 <= place_of(bench, 700) < bench.table.viewport().height()


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
    before = place_of(bench, 500)
    # New ones come anywhere in such a list.
    bench.model.replace_ids(ids_of([*range(3), 2000, *range(3, 700), 2001, 2002, *range(700, 1000), 2003]))
    assert bench.table.current_id() == 500
    assert list(bench.table.selected_ids()) == list(range(1000))
    assert place_of(bench, 500) == before


def test_the_same_list_again_is_only_drawn_again(bench: Bench, qtbot: QtBot) -> None:
    bench.table.set_current_id(5)
    bench.model.reads.clear()
    with qtbot.assertNotEmitted(bench.model.modelReset), qtbot.waitSignal(bench.model.dataChanged):
        bench.model.replace_ids(ids_of(range(1000)))
    bench.table.viewport().repaint()
    assert bench.model.reads, "what stands in the rows may be new"


def test_a_million_selected_rows_stay_when_one_comes(look: QApplication, qtbot: QtBot) -> None:
    bench = record_bench(qtbot, 1_000_000)
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
    assert 0 <= place_of(bench, 20) < bench.table.viewport().height()


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
