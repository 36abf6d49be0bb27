"""The calls of the list as a ZIP, from the click to what came of it, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.export import ExportReport
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.zip_check import ZipCheckService
from desktop.store import call_lookup
from desktop.ui.call_export.call_export import CallExport
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.formatting import strip_marks
from tests.app.conftest import Driver
from tests.app.test_app_unfinished_export import PAUSES
from tests.app.test_app_unsaved_note import SAID

RECORDINGS = r"recording"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def export(signed_in: Driver, folder: Path) -> CallExport:
    """Of the window that lists all calls."""
    page = signed_in.program.window.calls_page
    signed_in.wait(lambda: bool(page.model.ids) and page.model.whole)
    signed_in.program.window.call_export.folder = str(folder)
    return signed_in.program.window.call_export


def select(driver: Driver, count: int) -> None:
    page = driver.program.window.calls_page
    ids = list(page.model.ids[:count])
    page.table.set_current_id(ids[0])
    page.table.select_ids(ids)


def test_the_button_exports_what_it_says(signed_in: Driver, export: CallExport, folder: Path) -> None:
    page, reports = signed_in.program.window.calls_page, list[ExportReport]()
    export.ended.connect(reports.append)
    button = page.foot.export_button
    assert str(len(page.model.ids)) in button.text()
    select(signed_in, 5)
    assert "5" in button.text()
    button.click()
    assert export.dialog is not None and export.dialog.isVisible()
    assert export.dialog.windowTitle() == "Export calls to ZIP"
    signed_in.wait(lambda: bool(reports))
    report = reports[0]
    assert report.calls is not None and report.count == 5
    assert report.target.parent == folder
    assert "_selected_" in report.target.name and report.target.name.startswith("calls_")
    assert ZipCheckService().check(report.target, CancelToken(), lambda _: None).agrees
    result = export.result_dialog
    assert result is not None
    assert " in 5 calls" in result.accessibleDescription()
    assert (result.table is not None) == bool(report.missing_count)


def test_offline_the_missing_are_named_and_tried_again(
    signed_in: Driver, server: DemoServer, export: CallExport
) -> None:
    reports = list[ExportReport]()
    export.ended.connect(reports.append)
    page = signed_in.program.window.calls_page
    playable = [
        record.row_id
        for row in range(len(page.model.ids))
        if (record := page.model.record_at(row)) is not None
        and record.call.has_recording
        and page.model.facts(record).deleted_at is None
    ][:3]
    page.table.set_current_id(playable[0])
    page.table.select_ids(playable)
    server.faults.add(Fault(path=RECORDINGS, kind="status", status=403))
    page.commands.export_selected.trigger()
    signed_in.wait(lambda: len(reports) == 1)
    assert reports[0].missing_count == 3
    result = export.result_dialog
    assert result is not None and result.table is not None
    assert result.table.model().rowCount() == 3
    server.faults.clear()
    result.retry_button.click()
    signed_in.wait(lambda: len(reports) == 2)
    assert reports[1].target == reports[0].target
    assert reports[1].missing_count < 3


def test_cancelled_leaves_nothing(
    signed_in: Driver, server: DemoServer, export: CallExport, folder: Path
) -> None:
    ended = list[object]()
    export.ended.connect(ended.append)
    server.faults.add(Fault(path=RECORDINGS, kind="delay", seconds=30))
    signed_in.program.window.calls_page.commands.export.trigger()
    signed_in.wait(lambda: bool(list(folder.iterdir())))
    assert export.dialog is not None
    export.dialog.cancel_button.click()
    signed_in.wait(lambda: ended == [None])
    assert list(folder.iterdir()) == []
    server.faults.release()


def test_nothing_listed_is_said(
    signed_in: Driver, export: CallExport, caplog: pytest.LogCaptureFixture
) -> None:
    page = signed_in.program.window.calls_page
    page.show_search("no such words anywhere")
    signed_in.wait(lambda: not page.model.ids and not page.loading.unanswered)
    page.commands.export.trigger()
    standing = signed_in.program.window.messages.standing
    said = next(message.sentence for message in standing if message.key == export.nothing)
    assert said.startswith("There is nothing to export: no call matches")
    assert "[CALLS_EXPORT] failed reason=nothing_to_export" in caplog.messages


def test_the_user_names_the_zip(signed_in: Driver, export: CallExport, folder: Path) -> None:
    reports, suggested = list[ExportReport](), list[str]()

    def choose(path: str) -> str:
        suggested.append(Path(path).name)
        return str(folder / "Mine")

    export.ended.connect(reports.append)
    export.choose_target = choose
    select(signed_in, 3)
    signed_in.program.window.calls_page.commands.export_to.trigger()
    signed_in.wait(lambda: bool(reports))
    assert suggested[0].startswith("calls_") and "_selected_" in suggested[0]
    assert (reports[0].count, reports[0].target) == (3, folder / "Mine.zip")
    export.choose_target = lambda _: ""
    signed_in.program.window.calls_page.commands.export_to.trigger()
    assert export.run is None


def test_a_search_that_did_not_reach_all_says_so(
    signed_in: Driver, export: CallExport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives up at once, after the newest few."""
    monkeypatch.setattr(call_lookup, "WALK_SECONDS", -1.0)
    monkeypatch.setattr(call_lookup, "_CHUNK_ROWS", 5)
    page, reports = signed_in.program.window.calls_page, list[ExportReport]()
    export.ended.connect(reports.append)
    page.show_search("th")
    signed_in.wait(
        lambda: page.reach.reached is not None and page.model.whole and not page.loading.unanswered
    )
    page.commands.export.trigger()
    assert export.run is not None
    assert "Transcripts searched back to " in strip_marks(export.run.aim.subtitle)
    signed_in.wait(lambda: bool(reports))
    record = signed_in.scope.export_ledger.get(reports[0].export_id)
    assert record is not None and strip_marks(record.words[-1]).startswith("Transcripts searched back to ")


def test_the_window_is_held_once_while_it_goes_on(
    signed_in: Driver, server: DemoServer, export: CallExport, folder: Path
) -> None:
    server.faults.add(Fault(path=RECORDINGS, kind="delay", seconds=30))
    window = signed_in.program.window
    window.calls_page.commands.export.trigger()
    signed_in.wait(lambda: bool(list(folder.iterdir())))
    assert export.run is not None and not export.is_saved()
    assert not window.close()
    found = next(message for message in window.messages.standing if message.key == SAID)
    assert found.sentence == f"{PAUSES} Close the window again to leave."
    assert found.action is not None
    found.action.run()
    assert not window.isVisible()
    signed_in.program.close()
    [part] = folder.iterdir()
    assert part.name.startswith(".")
    server.faults.release()


def test_a_call_that_goes_from_the_list_before_it_is_written_is_named(
    signed_in: Driver, export: CallExport
) -> None:
    reports = list[ExportReport]()
    export.ended.connect(reports.append)
    select(signed_in, 3)
    first = signed_in.program.window.calls_page.model.record_at(0)
    assert first is not None
    wish = export.selected()
    with signed_in.scope.database.transaction() as connection:
        connection.execute("DELETE FROM calls WHERE sid = ?", (first.call.sid,))
    export.export(wish)
    signed_in.wait(lambda: bool(reports))
    assert (reports[0].count, reports[0].left_out_count) == (2, 1)
    assert export.result_dialog is not None
    said = strip_marks(export.result_dialog.accessibleDescription())
    named = strip_marks(call_and_moment(first.call))
    assert f"1 call went from the list meanwhile, and is not in it. It is: {named}." in said
