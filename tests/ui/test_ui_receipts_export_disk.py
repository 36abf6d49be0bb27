"""A target that does not hold: full, pulled out midway, open in another program. Each has its sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.core.errors import DiskFull
from desktop.core.eviction import GIGABYTE
from desktop.core.plain_text import strip_marks
from desktop.core.transfer import Transfer
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.store import replace_file
from desktop.store.disk_errors import disk_name
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.receipt_export import MESSAGE
from desktop.ui.zip_export.export_dialog import ExportDialog
from desktop.ui.zip_export.export_run import RunState
from desktop.ui.zip_export.reason_words import reason_text
from tests.full_disk import leave_free, no_page_left, use_up
from tests.services.export_kit import RECEIPT_FILES, content
from tests.store.held_file import windows_error
from tests.ui.export_desk import progress
from tests.ui.receipts_desk import ReceiptsDesk


@pytest.fixture
def target(desk: ReceiptsDesk, tmp_path: Path) -> Path:
    path = tmp_path / "drive" / "receipts.zip"
    path.parent.mkdir()
    desk.page.export.choose_target = lambda suggested: str(path)
    return path


def said(desk: ReceiptsDesk, words: str) -> str:
    return strip_marks(desk.wait_for_message(MESSAGE, words).sentence)


def finished(desk: ReceiptsDesk) -> Path:
    """The ZIP of the result that is shown."""
    desk.qtbot.waitUntil(lambda: desk.page.export.result_dialog is not None, timeout=40_000)
    dialog = desk.page.export.result_dialog
    assert dialog is not None
    return dialog.report.target


def fill(disk: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    disk.setattr("desktop.store.write_behind.sync_file", full)


def held_up(desk: ReceiptsDesk) -> ExportDialog:
    """The export waits, and the dialog says so."""
    run, dialog = desk.page.export.run, progress(desk)
    assert run is not None
    desk.qtbot.waitUntil(lambda: run.state is RunState.PAUSED, timeout=40_000)
    assert run.why is not None and dialog.isVisible()
    assert dialog.left_label.text() == "Paused: what is written so far is kept."
    assert not dialog.tight_note.isHidden() and not dialog.elsewhere_button.isHidden()
    assert dialog.pause_button.text() == "Continue"
    return dialog


def test_a_full_disk_is_said_and_gone_on_with(
    desk: ReceiptsDesk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        fill(disk)
        desk.page.commands.export_to.trigger()
        dialog = held_up(desk)
        full = f"There is no room left on the disk {disk_name(target)}."
        assert strip_marks(dialog.tight_note.text()) == full
        dialog.close()
        assert said(desk, "is paused").endswith(f"%. {full}")
    [part] = target.parent.iterdir()
    written = part.stat().st_ino
    message = desk.message(MESSAGE)
    assert message is not None and message.action is not None and message.other is not None
    assert (message.action.label, message.other.label) == ("Continue", "Choose another folder")
    message.action.run()
    assert progress(desk).tight_note.isHidden() and progress(desk).elsewhere_button.isHidden()
    assert content(finished(desk))
    assert target.stat().st_ino == written


def test_one_that_is_held_up_begins_anew_in_another_folder(
    desk: ReceiptsDesk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = target.parent.with_name("other drive")
    other.mkdir()
    with monkeypatch.context() as disk:
        fill(disk)
        desk.page.commands.export_to.trigger()
        dialog = held_up(desk)
    desk.page.export.choose_target = lambda _: ""
    dialog.elsewhere_button.click()
    assert progress(desk) is dialog and len(desk.scope.export.unfinished()) == 1, "thought better of it"
    desk.page.export.choose_target = lambda _: str(other / "receipts.zip")
    dialog.elsewhere_button.click()
    assert finished(desk) == other / "receipts.zip"
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert list(target.parent.iterdir()) == [] and desk.scope.export.unfinished() == []


def test_on_a_nearly_full_disk_what_is_here_is_exported_and_the_rest_says_why_not(
    desk: ReceiptsDesk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.page
    some = [one for one in desk.with_source() if one.preview_file is not None][:3]
    page.export.export(ExportWish(ids=tuple(one.id for one in some)), ask=True)
    first = content(finished(desk))
    assert len(first) == 2 * len(some)
    earlier = page.export.result_dialog
    leave_free(monkeypatch, GIGABYTE)
    page.commands.export_to.trigger()
    desk.qtbot.waitUntil(lambda: page.export.result_dialog is not earlier, timeout=40_000)
    assert set(first.values()) <= set(content(finished(desk)).values())
    dialog = page.export.result_dialog
    assert dialog is not None
    full = [one.reason for one in dialog.report.missing if isinstance(one.reason, DiskFull)]
    assert len(full) > len(some)
    assert {reason_text(error) for error in full} == {"No room on the disk"}
    desk.qtbot.waitUntil(lambda: not waited_for_by_exports(desk))


def waited_for_by_exports(desk: ReceiptsDesk) -> list[Transfer]:
    """What is left of it, behind which recordings would wait."""
    transfers = [one for one in desk.queue.transfers() if not one.state.final]
    return [one for one in transfers if desk.queue.kept_transfer(one.key) is None]


def test_where_the_programs_own_disk_is_full_another_folder_is_not_offered(
    desk: ReceiptsDesk, target: Path
) -> None:
    # All of it is here: what is fetched would wait for room.
    desk.page.commands.export_to.trigger()
    finished(desk)
    use_up(desk.scope.database)
    with no_page_left(desk.scope.database):
        desk.page.commands.export_to.trigger()
        run, dialog = desk.page.export.run, progress(desk)
        assert run is not None
        desk.qtbot.waitUntil(lambda: run.state is RunState.PAUSED, timeout=40_000)
        sentence = strip_marks(dialog.tight_note.text())
        assert dialog.elsewhere_button.isHidden(), "it is not the ZIP's folder"
    assert sentence.startswith("There is no room left on the disk where this program keeps its own files.")
    dialog.close()
    assert said(desk, "is paused").endswith(sentence)
    message = desk.message(MESSAGE)
    assert message is not None and message.action is not None and message.other is not None
    assert (message.action.label, message.other.label) == ("Continue", "Show")
    message.action.run()
    assert content(finished(desk))


def test_a_drive_that_is_pulled_out_is_said_by_the_users_name_and_waited_for(
    desk: ReceiptsDesk, server: DemoServer, target: Path
) -> None:
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30))
    desk.page.commands.export_to.trigger()
    desk.qtbot.waitUntil(lambda: any(target.parent.iterdir()), timeout=20_000)
    away = target.parent.rename(target.parent.with_name("away"))
    server.faults.clear()
    dialog = held_up(desk)
    # The ZIP itself was never there.
    assert strip_marks(dialog.tight_note.text()) == (
        "“receipts.zip” cannot be read or written: its folder, or its drive, is no longer there."
    )
    assert not target.parent.exists()
    run = desk.page.export.run
    assert run is not None
    with desk.qtbot.waitSignals([run.turned, run.turned], timeout=20_000):
        dialog.pause_button.click()
    assert held_up(desk) is dialog, "the drive is not back yet"
    away.rename(target.parent)
    dialog.pause_button.click()
    assert content(finished(desk))
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_zip_that_another_program_holds_open_stays_and_the_new_one_stands_beside_it(
    desk: ReceiptsDesk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it; the system's own call is the one place where it does."""
    target.write_bytes(b"open elsewhere")
    replace = os.replace

    def held(source: Path, onto: Path) -> None:
        if onto == target:
            raise windows_error(32)
        replace(source, onto)

    system = replace_file.replace_file.__kwdefaults__
    assert system is not None
    monkeypatch.setitem(system, "replace", held)
    monkeypatch.setitem(system, "patience", 0.1)
    desk.page.commands.export_to.trigger()
    assert finished(desk).name == "receipts (2).zip"
    assert content(finished(desk))
    assert target.read_bytes() == b"open elsewhere"
    dialog = desk.page.export.result_dialog
    assert dialog is not None
    assert "receipts (2).zip" in strip_marks(dialog.accessibleDescription())
