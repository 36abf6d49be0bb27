"""Damaged lists as a person meets them: what the server cannot give again is there once more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.models import CallRow
from desktop.core.query import CallQuery
from desktop.core.saved_view import ViewPage
from desktop.demo.server import DemoServer
from desktop.store import backup_files
from desktop.store.backup_files import FORMAT, NAMES, BackupFiles
from tests.app.conftest import Driver
from tests.app.note_writing import damage, lists, write_call
from tests.app.test_app_gone import sync_everything

Start = Callable[[str], Driver]


def save_view(driver: Driver, name: str, query: CallQuery) -> None:
    """As a person does: filters, the menu, a name."""
    page = driver.calls
    page.filter_bar.take_query(query)
    page.views.ask_for_name()
    dialog = page.views.dialog
    assert dialog is not None
    dialog.name_field.setText(name)
    dialog.answer_button.click()
    driver.wait(lambda: name in view_names(driver))


def view_names(driver: Driver) -> list[str]:
    scope = driver.scope
    return [view.name for view in scope.saved_views.views(ViewPage.CALLS)]


def backed_up(driver: Driver, name: str) -> list[dict[str, object]]:
    """This part of the newest backup."""
    scope = driver.scope
    newest = BackupFiles(scope.folder).newest()
    found = newest.content[name] if newest is not None else []
    return [dict(one) for one in found]


def keep_a_recording(driver: Driver) -> CallRow:
    row = driver.recordings()[0]
    assert driver.calls.table.set_current_id(row.row_id)
    driver.calls.commands.keep.trigger()

    def is_kept() -> bool:
        scope = driver.scope
        [now] = scope.calls.rows([row.row_id])
        return now.kept

    driver.wait(is_kept)
    return row


@pytest.mark.parametrize("language", ["en"])
def test_a_saved_view_is_backed_up_at_once(driver: Driver) -> None:
    save_view(driver, "Lost", CallQuery(lost_soon=True))
    driver.wait(lambda: [view["name"] for view in backed_up(driver, "views")] == ["Lost"])


@pytest.mark.parametrize("language", ["en"])
def test_a_tag_is_backed_up_at_once(driver: Driver) -> None:
    receipts = driver.receipts
    driver.wait(lambda: bool(receipts.model.ids))
    first = receipts.model.ids[0]
    assert receipts.table.set_current_id(first)
    receipts.extras.tagging.bar.added.emit(["car"])
    driver.wait(lambda: backed_up(driver, "tags") == [{"receipt_id": first, "tag": "car"}])


@pytest.mark.parametrize("language", ["en"])
def test_views_notes_and_rows_that_are_only_here_outlive_damaged_lists(
    driver: Driver, server: DemoServer, start: Start, data_dir: Path
) -> None:
    driver.bring_to_front()
    kept = keep_a_recording(driver)
    write_call(driver, kept.row_id, "ask again")
    driver.calls.table.setFocus()
    server.world.calls.remove(kept.call.sid)
    sync_everything(driver)
    driver.wait(lambda: driver.calls.details.gone_text == "Only on this computer")
    save_view(driver, "Lost", CallQuery(lost_soon=True))
    driver.program.close()
    damage(lists(data_dir))

    again = start("en")
    words = ("1 note", "1 saved view", "1 row", "only on this computer came back from the backup of")
    again.wait(lambda: any(all(part in text for part in words) for text in again.texts()))
    assert any("were damaged and are fetched anew" in text for text in again.texts())
    again.wait_for_lists()
    sync_everything(again)
    assert view_names(again) == ["Lost"]
    calls = again.calls
    calls.filter_bar.search_field.setText("ask again")
    again.wait(lambda: len(calls.model.ids) == 1)
    assert calls.table.set_current_id(calls.model.ids[0])
    again.wait(lambda: calls.details.gone_text == "Only on this computer")
    row = calls.current_row()
    assert row is not None
    assert (row.call, row.kept) == (kept.call._replace(gone_at=row.call.gone_at), True)
    assert calls.details.note.text() == "ask again"
    assert calls.commands.play.isEnabled()


@pytest.mark.parametrize("language", ["en"])
def test_a_newer_backup_is_refused_with_its_sentence_and_left_alone(
    driver: Driver, start: Start, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.bring_to_front()
    write_call(driver, driver.calls.model.ids[0], "of a newer version")
    with monkeypatch.context() as newer:
        newer.setattr(backup_files, "FORMAT", FORMAT + 1)
        driver.program.close()
    path = lists(data_dir)
    damage(path)
    backup = path.with_name(NAMES[0])
    before = backup.read_bytes()
    assert json.loads(before)["format"] == FORMAT + 1

    again = start("en")
    again.wait(lambda: any("backup" in text and "by a newer version" in text for text in again.texts()))
    again.wait_for_lists()
    again.bring_to_front()
    write_call(again, again.calls.model.ids[0], "written since")
    again.program.close()
    assert backup.read_bytes() == before
    assert not backup.with_name(NAMES[1]).exists()
