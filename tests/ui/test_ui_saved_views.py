"""Saved views through the page: saved, chosen, counted, renamed, moved, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.models import Call, CallDirection
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, CallSort, Period
from desktop.core.saved_view import SavedView, ViewPage
from desktop.demo.server import DemoServer
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.views.saved_views import MESSAGE
from tests.ui.calls_desk import CallsDesk, calls_desk

INBOUND = CallQuery(directions=(CallDirection.INBOUND,))
HELD_SECONDS = 10.0
MOVING = CallQuery(
    text="a",
    period=Period(relative=PeriodName.PREVIOUS_VAT_MONTHS),
    sort=CallSort.LENGTH,
    has_transcript=True,
)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def kept(desk: CallsDesk) -> list[SavedView]:
    return desk.scope.saved_views.views(ViewPage.CALLS)


def save(desk: CallsDesk, name: str, query: CallQuery) -> None:
    """As the user does: filters, menu, name."""
    desk.page.filter_bar.take_query(query)
    action(desk, "Save these filters").trigger()
    dialog = desk.page.views.dialog
    assert dialog is not None
    dialog.name_field.setText(name)
    dialog.answer_button.click()
    desk.wait(lambda: name in [view.name for view in kept(desk)] and not desk.tasks.busy)


def menu(desk: CallsDesk) -> QMenu:
    """The menu as it opens now."""
    desk.page.views.open_menu()
    desk.page.views.menu.close()
    return desk.page.views.menu


def action(desk: CallsDesk, words: str) -> QAction:
    return next(one for one in menu(desk).actions() if words in one.text())


def edit(desk: CallsDesk, name: str, words: str) -> QAction:
    edits = action(desk, "Edit a view").menu()
    assert isinstance(edits, QMenu)
    view = next(one.menu() for one in edits.actions() if name in one.text())
    assert isinstance(view, QMenu)
    return next(one for one in view.actions() if words in one.text())


def test_a_view_brings_back_filters_words_and_order(desk: CallsDesk) -> None:
    bar = desk.page.filter_bar
    save(desk, "mine & all", MOVING)
    bar.clear()
    assert bar.query != MOVING
    action(desk, "mine && all").trigger()
    assert bar.query == MOVING
    assert bar.search_field.text() == "a"
    assert bar.more_chip.value == "With a transcript"
    assert bar.period_chip.value.startswith("VAT ")
    header = desk.page.table._header
    assert (header.sorted_section, header.descending) == (CallColumn.LENGTH, True)
    assert action(desk, "mine && all").isChecked()


def test_the_menu_counts_and_counts_again_after_a_sync(desk: CallsDesk) -> None:
    save(desk, "in", INBOUND)
    desk.page.filter_bar.clear()
    count = len(desk.scope.calls.ids(INBOUND))
    views = desk.page.views
    views.open_menu()
    [shown] = views.menu.views.values()
    desk.wait(lambda: shown.text().endswith(f"\t{count}"))
    CallsRepository(desk.scope.database).upsert([Call("CAnew", datetime.now(UTC), CallDirection.INBOUND)])
    desk.page.refresh()
    desk.wait(lambda: shown.text().endswith(f"\t{count + 1}"))
    views.menu.close()


def test_a_view_is_updated_with_the_present_filters(desk: CallsDesk) -> None:
    save(desk, "in", INBOUND)
    desk.page.filter_bar.take_query(INBOUND._replace(has_transcript=False))
    action(desk, "Update").trigger()
    desk.wait(lambda: kept(desk)[0].query == INBOUND._replace(has_transcript=False))
    assert not any("Update" in one.text() for one in menu(desk).actions())


def test_renamed_and_moved(desk: CallsDesk) -> None:
    save(desk, "first", INBOUND)
    save(desk, "second", CallQuery())
    edit(desk, "second", "Move up").trigger()
    desk.wait(lambda: [view.name for view in kept(desk)] == ["second", "first"])
    assert not edit(desk, "second", "Move up").isEnabled()
    edit(desk, "first", "Rename").trigger()
    dialog = desk.page.views.dialog
    assert dialog is not None
    assert dialog.name_field.text() == "first"
    dialog.name_field.setText("second")
    assert "Another view" in dialog.note.text()
    dialog.name_field.setText("third")
    assert dialog.note.text() == ""
    dialog.answer_button.click()
    desk.wait(lambda: [view.name for view in kept(desk)] == ["second", "third"])


def test_removing_is_undone(desk: CallsDesk) -> None:
    save(desk, "first", INBOUND)
    save(desk, "second", CallQuery())
    edit(desk, "first", "Remove").trigger()
    desk.wait(lambda: [view.name for view in kept(desk)] == ["second"])
    message = desk.wait_for_message(MESSAGE)
    desk.wait(lambda: "removed" in getattr(desk.message(MESSAGE), "sentence", ""))
    message = desk.wait_for_message(MESSAGE)
    assert message.action is not None
    assert message.action.label == "Undo"
    message.action.run()
    desk.wait(lambda: [view.name for view in kept(desk)] == ["first", "second"])


def test_saving_under_a_name_in_use_says_so(desk: CallsDesk) -> None:
    save(desk, "mine", INBOUND)
    desk.page.filter_bar.clear()
    action(desk, "Save these filters").trigger()
    dialog = desk.page.views.dialog
    assert dialog is not None
    assert not dialog.answer_button.isEnabled(), "no filters give no name"
    dialog.name_field.setText("MINE")
    assert "take its place" in dialog.note.text()
    dialog.reject()
    assert desk.page.views.dialog is None


@contextmanager
def held_writer(database: Database) -> Iterator[Callable[[], bool]]:
    """The database is being written, as while the search's index is merged; gives whether it still is."""
    held, let_go = Event(), Event()

    def write() -> None:
        with database.transaction():
            held.set()
            let_go.wait(HELD_SECONDS)

    writer = Thread(target=write)
    writer.start()
    held.wait()
    yield writer.is_alive
    let_go.set()
    writer.join()


def test_no_change_of_a_view_waits_on_the_screen(desk: CallsDesk) -> None:
    """Whoever did would stand until the writer gave up."""
    save(desk, "first", INBOUND)
    save(desk, "second", CallQuery())
    desk.page.filter_bar.take_query(MOVING)
    desk.wait(lambda: not desk.page.loading.busy)
    with held_writer(desk.scope.database) as is_held:
        edit(desk, "second", "Move up").trigger()
        edit(desk, "first", "Update with").trigger()
        edit(desk, "second", "Remove").trigger()
        action(desk, "Save these filters").trigger()
        dialog = desk.page.views.dialog
        assert dialog is not None
        dialog.name_field.setText("third")
        dialog.answer_button.click()
        QApplication.processEvents()
        assert is_held()
        assert [view.name for view in kept(desk)] == ["first", "second"]
    desk.wait(lambda: [view.name for view in kept(desk)] == ["first", "third"] and not desk.tasks.busy)
    assert kept(desk)[0].query == MOVING


def test_a_view_that_cannot_be_saved_is_said(desk: CallsDesk) -> None:
    desk.scope.database._writer.execute("PRAGMA query_only = ON")
    desk.page.filter_bar.take_query(INBOUND)
    action(desk, "Save these filters").trigger()
    dialog = desk.page.views.dialog
    assert dialog is not None
    dialog.answer_button.click()
    assert "cannot be" in desk.wait_for_message(MESSAGE).sentence
    desk.scope.database._writer.execute("PRAGMA query_only = OFF")
    assert kept(desk) == []


def test_fifty_are_enough(desk: CallsDesk) -> None:
    for number in range(50):
        desk.scope.saved_views.save(ViewPage.CALLS, str(number), INBOUND)
    saving = action(desk, "Save these filters")
    assert not saving.isEnabled()
    assert saving.toolTip()


def test_without_an_account_there_are_no_views(desk: CallsDesk) -> None:
    save(desk, "mine", INBOUND)
    desk.page.set_scope(None)
    assert not desk.page.filter_bar.views_button.isEnabled()
    assert desk.page.filter_bar.views_button.accessibleName() == "Saved views"
