"""Recordings are dragged out of the table and of the player, as files with names of their own."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow
from desktop.demo.server import DemoServer
from desktop.ui.calls.recording.call_recordings import MOST_DRAGGED, NOTHING_MESSAGE
from desktop.ui.calls.recording.recording_keeper import Here
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.test_ui_calls_remembered import keep

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def dragged(desk: CallsDesk) -> list[QMimeData]:
    """What the system was given to drag."""
    drags: list[QMimeData] = []
    desk.page.recordings.copying.start_drag = drags.append
    return drags


def middle(desk: CallsDesk, row: CallRow) -> QPoint:
    place = desk.page.model.row_of(row.row_id)
    assert place is not None
    index = desk.page.model.index(place, 1)
    desk.page.table.scrollTo(index)
    return desk.page.table.visualRect(index).center()


def drag(widget: QWidget, begin: QPoint, end: QPoint) -> None:
    """With the button held from the one to the other."""
    QTest.mousePress(widget, LEFT, pos=begin)
    for share in (1, 2, 3):
        QTest.mouseMove(widget, begin + (end - begin) * share / 3)


def files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls()]


def check(desk: CallsDesk, file: Path, row: CallRow) -> None:
    """The copy is whole, is no kept file, and says what it is."""
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None and row.call.created_at is not None
    assert file != kept.path and file.read_bytes() == kept.path.read_bytes()
    assert file.name.startswith(f"recording_{row.call.sid}_{row.call.created_at.astimezone().date()}")
    assert file.suffix == f".{kept.extension}"


def test_a_row_whose_recording_is_here_is_dragged_as_its_file(
    desk: CallsDesk, dragged: list[QMimeData]
) -> None:
    row, viewport = desk.playable()[1], desk.page.table.viewport()
    keep(desk, [row])
    desk.take(row)
    begin = middle(desk, row)
    drag(viewport, begin, begin + QPoint(0, 90))
    desk.wait(lambda: bool(dragged))
    [file] = files(dragged[0])
    check(desk, file, row)
    assert list(desk.page.table.selected_ids()) == [row.row_id], "it does not select on its way"
    QTest.mouseRelease(viewport, LEFT, pos=begin + QPoint(0, 90))
    assert len(dragged) == 1
    desk.scope.copies.sweep()
    assert not file.exists()


def test_of_a_selection_those_that_are_here_are_dragged(desk: CallsDesk, dragged: list[QMimeData]) -> None:
    rows, viewport = desk.playable()[:4], desk.page.table.viewport()
    keep(desk, [rows[0], rows[2]])
    desk.page.table.select_ids([row.row_id for row in rows])
    begin = middle(desk, rows[1])
    drag(viewport, begin, QPoint(begin.x(), -60))
    desk.wait(lambda: bool(dragged))
    for file, row in zip(files(dragged[0]), (rows[0], rows[2]), strict=True):
        check(desk, file, row)
    assert desk.page.table.selected_count() == 4
    QTest.mouseRelease(viewport, LEFT, pos=begin)
    assert desk.page.table.selected_count() == 1, "let go of where it was pressed, it is a click"


def test_from_a_row_that_is_not_selected_rows_are_selected(desk: CallsDesk, dragged: list[QMimeData]) -> None:
    rows, viewport = desk.rows(), desk.page.table.viewport()
    desk.take(rows[0])
    drag(viewport, middle(desk, rows[2]), middle(desk, rows[5]))
    QTest.mouseRelease(viewport, LEFT, pos=middle(desk, rows[5]))
    assert list(desk.page.table.selected_ids()) == [row.row_id for row in rows[2:6]]
    desk.wait(lambda: not desk.tasks.busy)
    assert not dragged


def test_what_cannot_be_dragged_says_why(desk: CallsDesk, dragged: list[QMimeData]) -> None:
    row, viewport = desk.playable()[0], desk.page.table.viewport()
    desk.take(row)
    begin = middle(desk, row)
    drag(viewport, begin, begin + QPoint(80, 0))
    assert "Keep them here first" in desk.wait_for_message(NOTHING_MESSAGE).sentence
    QTest.mouseRelease(viewport, LEFT, pos=begin)
    desk.page.recordings._drag_all(array("q"), Here(["CA"] * (MOST_DRAGGED + 1)))
    desk.wait(lambda: "At most" in desk.wait_for_message(NOTHING_MESSAGE).sentence)
    assert not dragged


def test_the_name_in_the_player_is_dragged_as_what_it_plays(
    desk: CallsDesk, dragged: list[QMimeData]
) -> None:
    row = desk.playable()[1]
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.take(desk.playable()[0])
    name = desk.player_bar.name
    begin = name.rect().center()
    drag(name, begin, begin + QPoint(0, -80))
    desk.wait(lambda: bool(dragged))
    QTest.mouseRelease(name, LEFT, pos=begin)
    [file] = files(dragged[0])
    check(desk, file, row)
