"""The list of calls: filters, order, empty states, what is copied, how it follows the queue and the sync."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import CallDirection, CallStatus, FileKey, Priority
from desktop.core.query import Period, RecordingFilter
from desktop.demo.server import DemoServer
from desktop.ui.calls.call_queries import ListedCalls
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.formatting import strip_marks
from desktop.ui.reveal import is_there, reveal_command
from desktop.ui.widgets.choice_menu import ChoiceMenu
from tests.prepared import sync
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def _choose(desk: CallsDesk, menu: ChoiceMenu, value: object) -> None:
    action = next(action for action in menu.actions() if action.data() == value)
    action.trigger()


def _search(desk: CallsDesk, words: str, count: int | None = None) -> None:
    before = len(desk.page.model.ids)
    desk.page.filter_bar.search_field.setText(words)
    expected = (lambda: len(desk.page.model.ids) == count) if count is not None else None
    desk.wait(expected or (lambda: len(desk.page.model.ids) != before))


# -- the list ----------------------------------------------------------------------------------------


def test_all_calls_newest_first(desk: CallsDesk) -> None:
    rows = desk.rows()
    assert len(rows) == 60
    dated = [row.call.created_at for row in rows if row.call.created_at is not None]
    assert dated == sorted(dated, reverse=True)
    foot = desk.page.foot
    desk.wait(lambda: strip_marks(foot.shown_label.text()).startswith("60 "))
    desk.take(rows[0])
    desk.wait(lambda: strip_marks(foot.selection_label.text()).startswith("1 selected · "))


def test_sorting_by_a_header(desk: CallsDesk) -> None:
    desk.page.table.sort_requested.emit(int(CallColumn.LENGTH), True)
    desk.wait(lambda: (desk.rows()[0].call.duration_s or 0) > (desk.rows()[-1].call.duration_s or 0))
    lengths = [row.call.duration_s or 0 for row in desk.rows()]
    assert lengths == sorted(lengths, reverse=True)


def test_filters_together_and_one_by_one_taken_away(desk: CallsDesk, qtbot: QtBot) -> None:
    bar = desk.page.filter_bar
    _choose(desk, bar.direction_menu, CallDirection.INBOUND)
    desk.wait(lambda: len(desk.page.model.ids) < 60)
    inbound = len(desk.page.model.ids)
    _choose(desk, bar.status_menu, CallStatus.COMPLETED)
    desk.wait(lambda: len(desk.page.model.ids) < inbound)
    assert {row.call.direction for row in desk.rows()} == {CallDirection.INBOUND}
    assert {row.call.status for row in desk.rows()} == {CallStatus.COMPLETED}
    assert bar.direction_chip.value == "Incoming"
    qtbot.keyClick(bar.status_chip, Qt.Key.Key_Delete)
    desk.wait(lambda: len(desk.page.model.ids) == inbound)
    bar.clear()
    desk.wait(lambda: len(desk.page.model.ids) == 60)
    assert bar.direction_chip.value == ""
    assert not bar.query.filters


def test_by_recording(desk: CallsDesk) -> None:
    row = desk.playable()[0]
    desk.queue.request(FileKey.recording(row.call.sid), Priority.ASKED)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    _choose(desk, desk.page.filter_bar.recording_menu, RecordingFilter.KEPT_HERE)
    desk.wait(lambda: [one.call.sid for one in desk.rows()] == [row.call.sid])


def test_by_period(desk: CallsDesk) -> None:
    day = datetime.now(UTC).astimezone().date() - timedelta(days=3)
    desk.page.filter_bar.set_period(Period(day, day))
    desk.wait(lambda: len(desk.page.model.ids) < 60)
    for row in desk.rows():
        assert row.call.created_at is not None
        assert row.call.created_at.astimezone().date() == day


def test_lost_soon_is_there_while_there_is_any(desk: CallsDesk, qtbot: QtBot) -> None:
    chip = desk.page.filter_bar.lost_soon_chip
    expected = desk.scope.calls.lost_soon_count()
    assert expected > 0
    assert chip.isVisible()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.wait(lambda: len(desk.page.model.ids) == expected)
    desk.page.filter_bar.clear()
    desk.wait(lambda: len(desk.page.model.ids) == 60)
    desk.page.filter_bar.show_lost_soon()
    desk.wait(lambda: len(desk.page.model.ids) == expected)
    assert chip.isChecked()


def test_an_empty_list_of_what_is_lost_soon_is_good_news(desk: CallsDesk) -> None:
    page = desk.page
    page.filter_bar.show_lost_soon()
    page.empty.show_nothing_matches(ListedCalls(page.filter_bar.query, array("q"), 0, 5), "Lost soon")
    told = [label.text() for label in page.empty.findChildren(QLabel)]
    assert "Nothing is about to be lost" in told
    page.filter_bar.set_lost_soon(0)
    assert page.filter_bar.lost_soon_chip.value == "Lost soon"


def test_what_is_kept_is_lost_no_more(desk: CallsDesk) -> None:
    """The list of what will be lost, its chip and the status bar follow each recording that came."""
    desk.page.filter_bar.show_lost_soon()
    lost = desk.scope.calls.lost_soon_count()
    desk.wait(lambda: len(desk.page.model.ids) == lost)
    good = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    sid = next(row.call.sid for row in desk.rows() if row.call.sid in good)
    desk.queue.request(FileKey.recording(sid))
    desk.wait(lambda: len(desk.page.model.ids) == lost - 1)
    assert desk.scope.calls.lost_soon_count() == lost - 1


def test_the_down_key_leads_from_the_search_to_its_first_row(desk: CallsDesk, qtbot: QtBot) -> None:
    table, field = desk.page.table, desk.page.filter_bar.search_field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.wait(table.hasFocus)
    assert list(table.selected_ids()) == [desk.page.model.ids[0]] == [table.current_id()]


# -- empty states ------------------------------------------------------------------------------------


def test_nothing_matches_names_the_words_and_clears(desk: CallsDesk, qtbot: QtBot) -> None:
    _choose(desk, desk.page.filter_bar.direction_menu, CallDirection.OUTBOUND)
    _search(desk, "zzz nobody said this", 0)
    empty = desk.page.empty
    assert empty.isVisible()
    assert "zzz nobody said this" in empty.accessibleName()
    assert "Direction: Outgoing" in empty.accessibleName()
    assert desk.page.details.reason == "There is no call to show", "none that could be chosen, either"
    empty.action_clicked.emit()
    desk.wait(lambda: len(desk.page.model.ids) == 60)
    assert not empty.isVisible()
    desk.wait(lambda: desk.page.details.reason.startswith("No call is selected"))
    assert desk.page.filter_bar.search_field.text() == ""


def test_search_all_dates(desk: CallsDesk) -> None:
    far = datetime(2001, 1, 1, tzinfo=UTC).date()
    desk.page.filter_bar.set_period(Period(far, far))
    desk.wait(lambda: desk.page.empty.isVisible())
    desk.page.empty.link_clicked.emit()
    desk.wait(lambda: len(desk.page.model.ids) == 60)


def test_not_synced_yet(desk: CallsDesk, qtbot: QtBot) -> None:
    desk.page.set_scope(None)
    desk.wait(lambda: desk.page.empty.isVisible())
    assert "Not synced" in desk.page.empty.accessibleName()
    with qtbot.waitSignal(desk.page.sync_asked):
        desk.page.empty.action_clicked.emit()


# -- when things change ------------------------------------------------------------------------------


def test_new_calls_come_without_moving_what_is_read(desk: CallsDesk) -> None:
    row = desk.rows()[10]
    desk.take(row)
    desk.page.details.transcript.find_field.setText("invoice")
    desk.server.world.add_call(lead_name="Brand New")
    sync(desk.scope)
    desk.page.refresh()
    desk.wait(lambda: len(desk.page.model.ids) == 61)
    assert desk.page.table.current_id() == row.row_id
    assert desk.page.details.transcript.find_field.text() == "invoice"
    assert desk.text(desk.rows()[0], CallColumn.CUSTOMER) == "Brand New"


def test_an_answer_to_an_old_question_is_dropped(desk: CallsDesk) -> None:
    bar = desk.page.filter_bar
    for words in ("a", "ab", "zzz nothing"):
        bar.query_changed.emit(bar.query._replace(text=words))
        bar.query = bar.query._replace(text=words)
    bar.clear()
    desk.wait(lambda: not desk.tasks.busy)
    assert len(desk.page.model.ids) == 60


def test_repaints_are_few_however_fast_the_queue_talks(desk: CallsDesk, qtbot: QtBot) -> None:
    rows = desk.playable()[:3]
    told: list[frozenset[str]] = []
    desk.page.recording_rows.transfers.changed.connect(told.append)
    for _ in range(500):
        for row in rows:
            desk.queue.changed.emit(FileKey.recording(row.call.sid))
    desk.wait(lambda: bool(told))
    assert told == [frozenset(row.call.sid for row in rows)]


def test_of_those_that_only_move_up_in_the_line_one_cell_is_drawn(desk: CallsDesk) -> None:
    keys = [FileKey.recording(row.call.sid) for row in desk.playable()[:4]]
    desk.go_offline()
    for key in keys:
        desk.queue.request(key)
    model, moved, told = desk.page.model, list[frozenset[str]](), list[frozenset[str]]()
    desk.page.recording_rows.transfers.changed.connect(told.append)
    desk.wait(lambda: bool(told))
    columns: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: columns.append((first.column(), last.column())))
    desk.page.recording_rows.transfers.line_moved.connect(moved.append)
    desk.queue.cancel(keys[0])
    desk.wait(lambda: bool(moved))
    assert moved == [frozenset(key.id for key in keys[1:])]
    assert set(columns) == {(0, len(model.columns) - 1), (CallColumn.RECORDING, CallColumn.RECORDING)}
    assert len(columns) >= 2


# -- commands ----------------------------------------------------------------------------------------


def test_every_command_has_text_icon_and_tooltip(desk: CallsDesk) -> None:
    desk.take(desk.playable()[0])
    for action in desk.page.commands.all():
        assert action.text()
        assert action.toolTip()
        assert not action.icon().isNull()
    assert desk.page.commands.find.shortcut() == QKeySequence(QKeySequence.StandardKey.Find)
    for action in desk.page.commands.context():
        if not action.isEnabled():
            assert action.toolTip() != action.text(), "why it cannot be done"


def test_ctrl_f_leads_to_the_search(desk: CallsDesk, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitActive(desk.window)
    desk.page.table.setFocus()
    qtbot.keySequence(desk.page.table, QKeySequence(QKeySequence.StandardKey.Find))
    desk.wait(desk.page.filter_bar.search_field.hasFocus)


def test_copying_the_phone_and_rows(desk: CallsDesk, qtbot: QtBot) -> None:
    row = next(row for row in desk.rows() if row.call.phone and row.call.lead_name)
    desk.take(row)
    desk.page.commands.copy_phone.trigger()
    assert QGuiApplication.clipboard().text() == row.call.phone
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(desk.page.details.copy_phone_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == row.call.phone
    with qtbot.waitSignal(desk.page.table.copied):
        desk.page.table.copy_rows()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert len(cells) == len(CallColumn)
    assert f"'{desk.text(row, CallColumn.PHONE)}" in cells
    assert QGuiApplication.clipboard().text() == strip_marks(QGuiApplication.clipboard().text())


def test_a_withheld_number_cannot_be_copied(desk: CallsDesk) -> None:
    row = next(row for row in desk.rows() if not row.call.phone)
    desk.take(row)
    assert not desk.page.commands.copy_phone.isEnabled()
    assert "withheld" in desk.page.commands.copy_phone.toolTip()


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("win32", ("explorer.exe", ['/select,"{path}"'])),
        ("darwin", ("open", ["-R", "{path}"])),
        ("linux", None),
    ],
)
@pytest.mark.parametrize("name", ["שלום.wav", "a b.wav", "Cohen,Levi.zip"])
def test_show_in_folder_on_each_system(
    tmp_path: Path, platform: str, command: tuple[str, list[str]] | None, name: str
) -> None:
    path = tmp_path / name
    wanted = command and (command[0], [one.format(path=path) for one in command[1]])
    assert reveal_command(path, platform) == wanted


def test_what_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    """As on a network drive that went; here by a name that no system takes."""
    assert not is_there(tmp_path / ("a" * 300))
    assert is_there(tmp_path)


def test_every_control_can_be_reached_and_is_named(desk: CallsDesk) -> None:
    desk.take(desk.playable()[0])
    policies = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)
    shown = [w for w in desk.page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() in policies]
    assert len(shown) > 10
    for widget in shown:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_the_page_in_both_languages(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with calls_desk(qtbot, server, data_dir) as desk:
        row = desk.playable()[0]
        desk.press_play(row)
        desk.wait(lambda: desk.player.playing)
        place = desk.page.details.mapTo(desk.page, desk.page.details.rect().topLeft()).x()
        assert (place < 10) == (either_language == "he"), "the pane stands at the trailing side"
        desk.page.table.set_current_id(desk.rows()[-1].row_id)
        assert desk.page.table.selected_count() == 1
        assert not desk.window.grab().isNull()


def test_a_chip_without_a_value_says_what_it_is_for(desk: CallsDesk) -> None:
    bar = desk.page.filter_bar
    hints = [chip.toolTip() for chip in (*bar.chips(), bar.lost_soon_chip)]
    assert all(hints)
    assert len(set(hints)) == len(hints)
