"""While only the first rows of a list are there: what is done with all of it, or with the selected, waits."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFailed
from desktop.core.models import CallDirection
from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.services.calls import CallsService
from desktop.ui.calls.calls_table_model import CallColumn
from tests.prepared import sync
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.test_ui_printing import Paper

FIRST = 20
ALL = 60


@pytest.fixture
def desk(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsDesk]:
    monkeypatch.setattr("desktop.services.calls.FIRST_ROWS", FIRST)
    with calls_desk(qtbot, server, data_dir) as made:
        made.window.activateWindow()
        made.wait(made.window.isActiveWindow)
        made.page.table.setFocus()
        QGuiApplication.clipboard().clear()
        yield made


def at_first_rows(
    desk: CallsDesk, act: Callable[[], object], ask: Callable[[], object] | None = None
) -> None:
    """Does `act` while the first rows of another list are there alone; returns when all of it is."""
    done: list[int] = []

    def once(ids: array[int]) -> None:
        if not done:
            done.append(len(ids))
            act()

    desk.page.loading.first_found.connect(once)
    if ask is None:
        desk.page.table.sort_requested.emit(int(CallColumn.LENGTH), True)
    else:
        ask()
    desk.wait(lambda: done == [FIRST] and not desk.page.loading.busy)


def press(desk: CallsDesk, key: QKeySequence.StandardKey) -> None:
    desk.qtbot.keySequence(desk.page.table, QKeySequence(key))


def copied(desk: CallsDesk) -> list[str]:
    """The lines on the clipboard, once there are any."""
    desk.wait(lambda: bool(QGuiApplication.clipboard().text()))
    return QGuiApplication.clipboard().text().split("\n")


def select_all_and_copy(desk: CallsDesk) -> None:
    press(desk, QKeySequence.StandardKey.SelectAll)
    press(desk, QKeySequence.StandardKey.Copy)


# -- all of it ---------------------------------------------------------------------------------------


def test_all_are_copied(desk: CallsDesk) -> None:
    at_first_rows(desk, lambda: select_all_and_copy(desk))
    assert len(copied(desk)) == ALL
    assert desk.page.table.selected_count() == ALL


def test_all_that_was_asked_for_is_copied_whatever_is_taken_then(desk: CallsDesk) -> None:
    def copy_and_go_on() -> None:
        select_all_and_copy(desk)
        QTest.keyClick(desk.page.table, Qt.Key.Key_Home)

    at_first_rows(desk, copy_and_go_on)
    assert len(copied(desk)) == ALL
    assert desk.page.table.selected_count() == 1


def test_all_recordings_are_kept(desk: CallsDesk, qtbot: QtBot) -> None:
    desk.go_offline()
    playable = len(desk.playable())
    asked: list[int] = []
    desk.page.keeper.asked.connect(asked.append)

    def keep_all() -> None:
        press(desk, QKeySequence.StandardKey.SelectAll)
        assert "20" not in desk.page.commands.keep.text(), "there are more on their way"
        desk.page.commands.keep.trigger()

    at_first_rows(desk, keep_all)
    desk.wait(lambda: asked == [playable])
    assert str(ALL) in desk.page.commands.keep.text()
    desk.page.commands.cancel.trigger()


def test_all_are_printed(desk: CallsDesk, tmp_path: Path) -> None:
    paper = Paper(desk.page.printing, tmp_path / "calls.pdf", desk.qtbot)
    with desk.qtbot.waitSignal(desk.page.printing.ended, timeout=20_000):
        at_first_rows(desk, desk.page.printing.command.trigger)
    assert f"{ALL} calls" in paper.pages()[0]


def test_shift_and_end_select_to_the_very_end(desk: CallsDesk) -> None:
    def to_the_end() -> None:
        desk.page.table.set_current_id(desk.page.model.ids[5])
        QTest.keyClick(desk.page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)

    at_first_rows(desk, to_the_end)
    assert desk.page.table.selected_ids() == desk.page.model.ids[5:]
    assert len(desk.page.table.selected_ids()) == ALL - 5


# -- what was selected before ------------------------------------------------------------------------


def test_what_stays_selected_is_copied_whole(desk: CallsDesk) -> None:
    """Sorted anew, some of it is among the first rows, and some is not."""
    longest = desk.scope.calls.ids(CallQuery(sort=desk.page.filter_bar.query.sort))
    taken = [longest[0], longest[FIRST + 9], longest[-1]]
    desk.page.table.select_ids(taken)
    at_first_rows(desk, lambda: press(desk, QKeySequence.StandardKey.Copy))
    assert len(copied(desk)) == 3


def test_what_is_taken_of_the_first_rows_is_copied_at_once(desk: CallsDesk) -> None:
    def take_two_and_copy() -> None:
        desk.page.table.select_ids(desk.page.model.ids[:2])
        press(desk, QKeySequence.StandardKey.Copy)
        assert len(copied(desk)) == 2

    at_first_rows(desk, take_two_and_copy)


# -- when the rest does not come ---------------------------------------------------------------------


def test_another_list_in_its_place_ends_what_waits(desk: CallsDesk) -> None:
    def copy_and_search() -> None:
        select_all_and_copy(desk)
        desk.page.filter_bar.search_field.setText("nobody says this")
        desk.page.filter_bar.search_field.search_now()

    at_first_rows(desk, copy_and_search)
    assert not desk.page.model.ids
    assert QGuiApplication.clipboard().text() == ""


def test_what_waits_for_a_list_that_fails_is_not_done_later(
    desk: CallsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> array[int]:
        raise DiskFailed("the disk is away")

    with monkeypatch.context() as patched:
        patched.setattr(CallsService, "ids", fail)
        at_first_rows(desk, lambda: select_all_and_copy(desk))
        assert desk.wait_for_message("calls")
    desk.page.refresh()
    desk.wait(lambda: desk.page.model.whole)
    assert QGuiApplication.clipboard().text() == ""
    assert desk.page.table.selected_count() == FIRST


def test_copying_goes_on_while_the_list_is_read_again(desk: CallsDesk) -> None:
    select_all_and_copy(desk)
    desk.server.world.add_call(lead_name="Brand New")
    sync(desk.scope)
    desk.page.refresh()
    assert len(copied(desk)) == ALL
    assert "Brand New" not in QGuiApplication.clipboard().text()


def test_another_account_ends_the_copying(desk: CallsDesk) -> None:
    desk.page.table.selectAll()
    desk.page.table.copy_rows()
    desk.page.set_scope(None)
    desk.wait(lambda: not desk.tasks.busy)
    assert QGuiApplication.clipboard().text() == ""


# -- going to one record -----------------------------------------------------------------------------


def outgoing(desk: CallsDesk) -> Callable[[], None]:
    """Asks for more outgoing calls than come first."""

    def ask() -> None:
        desk.page.filter_bar.take_query(CallQuery(directions=(CallDirection.OUTBOUND, CallDirection.INBOUND)))

    return ask


def test_a_call_among_the_rest_is_gone_to_without_clearing_the_filters(desk: CallsDesk) -> None:
    ask = outgoing(desk)
    query = CallQuery(directions=(CallDirection.OUTBOUND, CallDirection.INBOUND))
    last = desk.scope.calls.ids(query)[-1]
    at_first_rows(desk, lambda: desk.page.show_record(last, ""), ask)
    assert desk.page.table.current_id() == last
    assert desk.page.filter_bar.query == query
    assert desk.message("cleared") is None


def test_a_call_that_came_since_is_gone_to_without_clearing_the_filters(desk: CallsDesk) -> None:
    outgoing(desk)()
    desk.wait(lambda: not desk.page.loading.busy)
    sid = desk.server.world.add_call(direction="inbound").sid
    sync(desk.scope)
    [new] = desk.scope.calls.ids(CallQuery(text=sid))
    desk.page.show_record(new, "")
    desk.wait(lambda: desk.page.table.current_id() == new)
    assert desk.page.filter_bar.query.directions
    assert desk.message("cleared") is None


def test_what_is_there_no_more_clears_nothing(desk: CallsDesk) -> None:
    desk.page.show_record(987_654, "")
    desk.wait(lambda: not desk.page.loading.busy)
    assert desk.message("cleared") is None
    assert not desk.page.wanted.waits


def hidden_call(desk: CallsDesk) -> int:
    """One that the present search hides, and which is not among the first rows of all."""
    desk.page.filter_bar.search_field.setText("nobody says this")
    desk.page.filter_bar.search_field.search_now()
    desk.wait(lambda: not desk.page.model.ids)
    return desk.scope.calls.ids(CallQuery())[-1]


def test_the_words_are_marked_when_it_is_there(desk: CallsDesk) -> None:
    spoken = next(row for row in reversed(desk.rows()) if "the" in row.call.transcript.split())
    hidden_call(desk)
    desk.page.show_record(spoken.row_id, "the")
    desk.wait(lambda: desk.page.table.current_id() == spoken.row_id)
    assert desk.page.details.transcript.find_field.text() == "the"
    assert desk.message("cleared") is not None


def test_who_takes_another_row_meanwhile_is_not_torn_away(desk: CallsDesk) -> None:
    hidden = hidden_call(desk)

    def take() -> None:
        QTest.keyClick(desk.page.table, Qt.Key.Key_Home)

    at_first_rows(desk, take, lambda: desk.page.show_record(hidden, ""))
    assert desk.page.model.whole
    assert desk.page.table.current_id() == desk.page.model.ids[0]


def test_who_asks_for_another_list_meanwhile_is_not_torn_away(desk: CallsDesk) -> None:
    hidden = hidden_call(desk)
    desk.page.show_record(hidden, "")
    desk.page.filter_bar.take_query(CallQuery(directions=(CallDirection.OUTBOUND,)))
    desk.wait(lambda: not desk.page.loading.busy)
    desk.page.filter_bar.clear()
    desk.wait(lambda: not desk.page.loading.busy)
    assert len(desk.page.model.ids) == ALL
    assert desk.page.table.current_id() != hidden


def test_a_list_that_failed_does_not_lead_there_later(
    desk: CallsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = hidden_call(desk)

    def fail(*_: object) -> array[int]:
        raise DiskFailed("the disk is away")

    with monkeypatch.context() as patched:
        patched.setattr(CallsService, "found", fail)
        desk.page.show_record(hidden, "")
        assert desk.wait_for_message("calls")
    desk.page.filter_bar.clear()
    desk.wait(lambda: not desk.page.loading.busy)
    assert desk.page.table.current_id() != hidden
