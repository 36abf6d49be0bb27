"""The downloads page on a real queue: what is asked for, what its rows say, what is clicked in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.demo.server import DemoServer
from desktop.ui.downloads.row_actions import RowAction, action_places
from desktop.ui.downloads.transfers_table_model import Section, TransferColumn
from tests.ui.calls_desk import CallsDesk, calls_desk


@contextmanager
def downloads_desk(qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    """That of the calls, with the downloads in front."""
    with calls_desk(qtbot, server, data_dir) as made:
        made.stack.setCurrentWidget(made.downloads)
        yield made


def request(desk: CallsDesk, count: int) -> list[CallRow]:
    rows = desk.playable()[:count]
    for row in rows:
        desk.queue.request(FileKey.recording(row.call.sid))
    return rows


def lines(desk: CallsDesk) -> list[str]:
    """The rows as they read, headings too."""
    model = desk.downloads.model
    return [str(model.index(row, 0).data() or "") for row in range(len(model.ids))]


def headings(desk: CallsDesk) -> list[str]:
    model = desk.downloads.model
    return [line for row, line in enumerate(lines(desk)) if model.is_heading(row)]


def row_in(desk: CallsDesk, section: Section) -> int:
    """The id of the first row in this section."""
    model = desk.downloads.model
    return model.id_at(list(model.ids).index(-1 - section) + 1)


def click(desk: CallsDesk, row_id: int, action: RowAction) -> None:
    """On what stands at the end of the row."""
    table = desk.downloads.table
    where = places(desk, row_id)[action].center()
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def places(desk: CallsDesk, row_id: int) -> dict[RowAction, QRect]:
    table, model = desk.downloads.table, desk.downloads.model
    row = model.row_of(row_id)
    assert row is not None
    cell = table.visualRect(model.index(row, TransferColumn.ACTION))
    return dict(action_places(model.actions_at(row), cell, table.layoutDirection()))
