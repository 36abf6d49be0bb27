"""An export that is under way when the user goes: it is said first, is paused, and can be gone on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.demo import DEMO_EMAIL
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.receipt_export import UNFINISHED
from desktop.ui.widgets.messages import Message
from desktop.ui.zip_export.export_run import ExportRun, RunState
from tests.app.accounts_kit import OTHER_EMAIL, choose_account, open_both, settle, shows
from tests.app.conftest import Driver
from tests.app.test_app_unsaved_note import SAID
from tests.services.export_kit import RECEIPT_FILES, content

Start = Callable[[str], Driver]
PAUSES = "An export is still running: leaving pauses it, and it can be gone on with."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


def export(driver: Driver, server: DemoServer, folder: Path) -> None:
    """It is under way, and some of its files do not come."""
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30, after=2))
    page = driver.receipts
    driver.wait(lambda: bool(page.model.ids))
    page.export.choose_target = lambda _: str(folder / "receipts.zip")
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[:8])), ask=True)
    driver.wait(lambda: bool(list(folder.iterdir())))
    assert page.export.run is not None


def said(driver: Driver) -> Message | None:
    standing = driver.program.window.messages.standing
    return next((message for message in standing if message.key == SAID), None)


def test_the_window_is_held_once(signed_in: Driver, server: DemoServer, folder: Path) -> None:
    export(signed_in, server, folder)
    window = signed_in.program.window
    assert not window.close()
    found = said(signed_in)
    assert found is not None and found.action is not None
    assert found.sentence == f"{PAUSES} Close the window again to leave."
    assert found.action.label == "Pause it and close"
    assert found.lasting, "no other message stands in front of it"
    assert signed_in.receipts.export.run is not None
    found.action.run()
    assert not window.isVisible()
    signed_in.program.close()
    [part] = folder.iterdir()
    assert part.name.startswith("."), "nothing half written is under its name"


def test_what_else_is_stopped_is_told_from_what_is_paused(
    signed_in: Driver, server: DemoServer, folder: Path
) -> None:
    export(signed_in, server, folder)
    calls = signed_in.program.window.call_export
    # A ZIP of calls is copied, which is asked about as one of receipts is.
    calls.copying.choose_target = lambda _: str(folder / "copy.zip")
    (folder / "calls.zip").write_bytes(bytes(1000))
    calls.copying.copy(folder / "calls.zip")
    assert calls.copying.task is not None
    assert not signed_in.program.window.close()
    found = said(signed_in)
    assert found is not None and found.action is not None
    both = "A ZIP is still being copied. Close the window again to stop it. The export is only paused."
    assert found.sentence == both
    assert found.action.label == "Stop it and close"


def test_what_is_waited_for_to_its_end_holds_no_longer(
    signed_in: Driver, server: DemoServer, folder: Path
) -> None:
    export(signed_in, server, folder)
    window = signed_in.program.window
    assert not window.close()
    server.faults.clear()
    signed_in.wait(lambda: signed_in.receipts.export.run is None)
    assert said(signed_in) is None
    assert [path.name for path in folder.iterdir()] == ["receipts.zip"]
    assert window.close()


def test_another_account_waits_for_it_too(start: Start, server: DemoServer, folder: Path) -> None:
    driver = start("en")
    open_both(driver, server)
    export(driver, server, folder)
    choose_account(driver, OTHER_EMAIL)
    assert shows(driver, DEMO_EMAIL)
    found = said(driver)
    assert found is not None and found.action is not None
    assert found.sentence == f"{PAUSES} Choose the other account again to go there."
    found.action.run()
    settle(driver, OTHER_EMAIL)
    assert driver.receipts.export.run is None, "it is of the account before"
    choose_account(driver, DEMO_EMAIL)
    settle(driver, DEMO_EMAIL)
    driver.wait(lambda: driver.receipts.export.run is not None)


def leave_at_once(driver: Driver, _: ExportRun) -> None:
    """Who has read what that means goes all the same."""
    assert not driver.program.window.close()
    assert driver.program.window.close()


def pause_and_leave(driver: Driver, run: ExportRun) -> None:
    run.pause()
    driver.wait(lambda: run.state is RunState.PAUSED)
    assert driver.program.window.close(), "it is safe"


@pytest.mark.parametrize(("leave", "goes_on"), [(leave_at_once, True), (pause_and_leave, False)])
def test_what_was_left_is_offered_at_the_next_start(
    start: Start,
    server: DemoServer,
    folder: Path,
    leave: Callable[[Driver, ExportRun], None],
    goes_on: bool,
) -> None:
    first = start("en")
    first.sign_in(server)
    first.wait_for_lists()
    export(first, server, folder)
    run = first.receipts.export.run
    assert run is not None
    leave(first, run)
    first.program.close()
    server.faults.clear()
    [part] = folder.iterdir()
    later = start("en")
    later.wait(lambda: any(message.key == UNFINISHED for message in later.program.window.messages.standing))
    [said] = [one for one in later.program.window.messages.standing if one.key == UNFINISHED]
    assert said.sentence.startswith("An export of 8 receipts was interrupted: ")
    exporting = later.receipts.export
    assert part.exists() and exporting.run is not None
    if goes_on:
        assert said.action is not None
        said.action.run()
        later.wait(lambda: exporting.result_dialog is not None)
        assert len(content(folder / "receipts.zip")) > 8
    else:
        exporting.export(ExportWish(ids=(1,)), ask=True)
        assert exporting.dialog is not None, "first what is to become of the other"
        exporting.dialog.cancel_button.click()
        later.wait(lambda: exporting.run is None)
    assert [path.name for path in folder.iterdir()] == (["receipts.zip"] if goes_on else [])
