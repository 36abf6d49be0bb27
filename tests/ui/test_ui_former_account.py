"""What failed for one account is not said to whoever looks at another one by then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import DatabaseDamaged
from desktop.core.query import CallQuery
from desktop.core.saved_view import ViewPage
from desktop.demo.server import DemoServer
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        made.wait(lambda: not made.tasks.busy)
        yield made


def _spoil(desk: CallsDesk, table: str) -> None:
    """Nothing can be read of it any more."""
    with desk.scope.database.transaction() as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO spoilt_{table}")


def _ask_for_whole_list(desk: CallsDesk) -> None:
    desk.page.whole_list.ask()


def _move_a_view(desk: CallsDesk) -> None:
    [view] = desk.scope.saved_views.views(ViewPage.CALLS)
    _spoil(desk, "saved_views")
    desk.page.views.menu.move_asked.emit(view, 0)


@pytest.mark.parametrize("act", [_ask_for_whole_list, _move_a_view], ids=["whole list", "views"])
@pytest.mark.parametrize("leaves", [False, True])
def test_an_error_belongs_to_its_account(
    desk: CallsDesk, act: Callable[[CallsDesk], None], leaves: bool
) -> None:
    desk.scope.saved_views.save(ViewPage.CALLS, "Mine", CallQuery())
    if act is _ask_for_whole_list:
        _spoil(desk, "kept_files")
    desk.messages.dismiss_all()
    act(desk)
    if leaves:
        desk.page.set_scope(None)
    desk.wait(lambda: not desk.tasks.busy)
    assert (desk.message(DatabaseDamaged.__name__) is None) == leaves
