"""Messages come by themselves: what somebody is about to click stays where it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from desktop.core.models import FileKey
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.record_table import RecordTable
from tests.app.conftest import Driver


def places(table: RecordTable) -> list[tuple[int, int]]:
    """The rows that are seen from the top of the window on, each with where it is."""
    window, viewport = table.window(), table.viewport()
    height = table.rowHeight(table.rowAt(0))
    seen = range(0, viewport.height() - height, height)
    return [(table.rowAt(y), viewport.mapTo(window, QPoint(0, y)).y()) for y in seen]


def is_filled(table: RecordTable) -> bool:
    return table.isVisible() and table.rowAt(0) >= 0


def shows_fewer(table: RecordTable, count: int) -> bool:
    return len(places(table)) < count


def stands_at(table: RecordTable, before: list[tuple[int, int]]) -> bool:
    return places(table) == before


def test_no_row_moves_for_a_message(signed_in: Driver) -> None:
    window = signed_in.program.window
    for row in signed_in.recordings()[:2]:
        window.downloads_page._queue.request(FileKey.recording(row.call.sid))
    tables = (window.calls_page.table, window.receipts_page.table, window.downloads_page.table)
    commands = (window.commands.calls, window.commands.receipts, window.commands.downloads)
    for command, table in zip(commands, tables, strict=True):
        window.messages.dismiss_all()
        command.trigger()
        signed_in.wait(partial(is_filled, table))
        signed_in.wait(lambda: not signed_in.program.tasks.busy)
        before = places(table)
        window.messages.show(MessageKind.WARNING, "Working offline.", key="offline", lasting=True)
        window.messages.warning("Something happened.")
        signed_in.wait(partial(shows_fewer, table, len(before)))
        after = places(table)
        assert after == before[: len(after)] and len(after) >= len(before) - 4
        window.messages.dismiss_all()
        signed_in.wait(partial(stands_at, table, before))


def test_the_last_and_the_current_row_are_not_covered(signed_in: Driver) -> None:
    window, table = signed_in.program.window, signed_in.calls.table
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    window.messages.dismiss_all()
    bottom = table.rowAt(table.viewport().height() - 4)
    assert table.set_current_id(signed_in.calls.model.ids[bottom])
    index = table.currentIndex()
    table.scrollTo(index)
    bar = signed_in.calls.message_bar

    def covered() -> bool:
        row = table.viewport().mapTo(window, table.visualRect(table.currentIndex()).bottomLeft()).y()
        return row >= bar.mapTo(window, QPoint()).y()

    # The pointer is over the list: nothing moves until it has left.
    QTest.mouseMove(table.viewport(), QPoint(40, 40))
    signed_in.wait(table.viewport().underMouse)
    top = table.rowAt(0)
    window.messages.warning("Something happened.")
    signed_in.wait(bar.isVisible)
    assert covered() and table.rowAt(0) == top
    QTest.mouseMove(window.rail, QPoint(4, 4))
    signed_in.wait(lambda: not covered())
    table.scrollToBottom()
    assert table.set_current_id(signed_in.calls.model.ids[-1])
    assert not covered()
    # Where there is no list the way out of it stays in its place, too.
    window.messages.dismiss_all()
    signed_in.calls.filter_bar.search_field.setText("zzz")
    signed_in.wait(lambda: signed_in.calls.empty.isVisible())
    place = signed_in.calls.empty.geometry()
    window.messages.warning("Something happened.")
    signed_in.wait(bar.isVisible)
    assert signed_in.calls.empty.geometry() == place
    assert bar.geometry().bottom() == signed_in.calls.empty.geometry().bottom()


def test_no_document_moves_for_a_message(signed_in: Driver) -> None:
    window = signed_in.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    signed_in.wait(partial(is_filled, page.table))
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    page.commands.show_large.setChecked(True)
    bar = page.preview.message_bar
    window.messages.dismiss_all()
    signed_in.wait(lambda: not bar.isVisible())
    before = page.preview.view.geometry()
    window.messages.warning("Something happened.")
    end = page.preview.view.geometry().bottom() + 1
    signed_in.wait(lambda: bar.isVisible() and bar.mapTo(page.preview, QPoint(0, bar.height())).y() == end)
    assert page.preview.view.geometry() == before
