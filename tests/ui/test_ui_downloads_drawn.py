"""How the rows of the downloads look: headings and lines at their heights, badges behind the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.expected_file import ExpectedFile
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.downloads.transfers_table_model import TransferColumn
from desktop.ui.theme import LIGHT
from tests.ui.calls_desk import CallsDesk
from tests.ui.downloads_desk import downloads_desk, headings, request


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with downloads_desk(qtbot, server, data_dir) as made:
        yield made


def test_headings_look_like_headings_in_both_languages(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with downloads_desk(qtbot, server, data_dir) as desk:
        (row,) = request(desk, 1)
        desk.wait_for_state(row, TransferState.DONE)
        desk.wait(lambda: len(desk.downloads.model.ids) == 2)
        table = desk.downloads.table
        image = table.viewport().grab().toImage()
        middle = image.width() // 2
        assert image.pixelColor(middle, 6).name().upper() == LIGHT.window
        assert image.pixelColor(middle, table.rowHeight(0) + 6).name().upper() == LIGHT.base
        assert table.rowHeight(0) < table.rowHeight(1)


def test_each_row_has_its_line_below_it_however_high_it_is(desk: CallsDesk) -> None:
    """Headings are lower than rows: lines at the height of the first one went through the words."""
    request(desk, 4)
    table, model = desk.downloads.table, desk.downloads.model
    desk.wait(lambda: len(model.ids) >= 5)
    picture = table.viewport().grab().toImage()
    # Beside the words, where a row shows nothing but its ground.
    lines = [y for y in range(picture.height()) if picture.pixelColor(2, y) == LIGHT.color("hairline")]
    bottoms = [table.rowViewportPosition(row) + table.rowHeight(row) - 1 for row in range(len(model.ids))]
    assert lines == [y for y in bottoms if y < picture.height()]


def test_rows_keep_their_height_where_a_heading_stood(desk: CallsDesk) -> None:
    table, model = desk.downloads.table, desk.downloads.model
    rows = request(desk, 3)
    for row in rows:
        desk.wait_for_state(row, TransferState.DONE)
        desk.downloads.refresh()
        heights = {model.is_heading(place): table.rowHeight(place) for place in range(len(model.ids))}
        each = [(model.is_heading(place), table.rowHeight(place)) for place in range(len(model.ids))]
        assert set(each) == set(heights.items())
    request(desk, 8)
    desk.wait(lambda: len(headings(desk)) >= 2)
    each = [(model.is_heading(place), table.rowHeight(place)) for place in range(len(model.ids))]
    assert len(set(each)) == 2, each


def test_badges_are_drawn_behind_the_words(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    desk.downloads.model.expected = lambda _: ExpectedFile(1)
    request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in headings(desk))
    table = desk.downloads.table
    cell = table.visualRect(desk.downloads.model.index(1, TransferColumn.STATE))
    picture = table.viewport().grab(cell).toImage()
    middle = cell.height() // 2 - 6
    inks = {picture.pixelColor(x, middle).name().upper() for x in range(cell.width())}
    assert LIGHT.lost_tint in inks
