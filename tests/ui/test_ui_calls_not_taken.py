"""What the user marks or writes at a time, and the disk does not take: held, said, and done again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.ui.calls.call_marking import FAILED_MESSAGE
from desktop.workers.task_pool import THREADS
from tests.ui.calls_desk import calls_desk
from tests.ui.test_ui_calls_bookmarks import play_at


def test_a_bookmark_that_the_disk_does_not_take_is_tried_again_by_itself(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.calls.bookmarks.bookmark_keeper.LATER_MS", 20)
    with calls_desk(qtbot, server, data_dir) as desk:
        row = desk.playable()[0]
        play_at(desk, row, 4_000)
        desk.wait(lambda: not desk.tasks.busy)
        writer = desk.scope.database._writer
        writer.execute("PRAGMA query_only = 1")
        desk.page.bookmarks.add()
        first = desk.wait_for_message("bookmark")
        desk.messages.dismiss(first)
        assert first.action is not None
        first.action.run()
        desk.wait_for_message("bookmark")
        writer.execute("PRAGMA query_only = 0")
        desk.wait(lambda: list(desk.scope.calls.ids(CallQuery(has_notes=True))) == [row.row_id])
        desk.wait(lambda: desk.message("bookmark") is None)


def test_a_mark_that_the_disk_does_not_take_can_be_set_again(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with calls_desk(qtbot, server, data_dir) as desk:
        desk.take(desk.rows()[0])
        desk.wait(lambda: not desk.tasks.busy)
        writer = desk.scope.database._writer
        writer.execute("PRAGMA query_only = 1")
        desk.page.commands.reviewed.trigger()
        message = desk.wait_for_message(FAILED_MESSAGE)
        writer.execute("PRAGMA query_only = 0")
        assert message.action is not None
        message.action.run()
        desk.wait(lambda: desk.rows()[0].reviewed)


def test_two_undos_of_which_the_first_is_not_taken_lose_nothing(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with calls_desk(qtbot, server, data_dir) as desk:
        undo = desk.page.commands.undo
        for row in desk.rows()[:2]:
            desk.take(row)
            desk.page.commands.reviewed.trigger()
            desk.wait(lambda: not desk.tasks.busy)
        writer, free = desk.scope.database._writer, Event()
        writer.execute("PRAGMA query_only = 1")
        for _ in range(THREADS):
            desk.tasks.run(free.wait, _not_told, _not_told)
        undo.trigger()
        # The disk has room again when the second one's turn comes.
        desk.scope.reviewed.hold(partial(writer.execute, "PRAGMA query_only = 0"))
        undo.trigger()
        assert not undo.isEnabled()
        free.set()
        desk.wait(lambda: not desk.tasks.busy)
        assert [row.reviewed for row in desk.rows()[:2]] == [False, True]
        assert desk.message(FAILED_MESSAGE) is not None and undo.isEnabled()
        undo.trigger()
        desk.wait(lambda: not desk.tasks.busy)
        assert [row.reviewed for row in desk.rows()[:2]] == [False, False]
        assert desk.message(FAILED_MESSAGE) is None and not undo.isEnabled()


def _not_told(_: object) -> None:
    """What kept the pool busy has no answer."""
