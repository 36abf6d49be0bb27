"""What an unclean end leaves: a recording on the disk that is noted nowhere is taken up at the next start."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver
from tests.app.note_writing import call_at
from tests.playing_desk import keep_sound
from tests.prepared import open_scope, sync


def test_a_recording_that_was_not_noted_any_more_is_kept(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    """The program was killed, or its disk was full, after the file had its name and before its row."""
    key = FileKey.recording(server.world.add_call().sid)
    scope = open_scope(data_dir, server.url)
    sync(scope)
    with scope.files.part(key) as part:
        part.write(server.world.recording_bytes(key.id))
        path, *_ = part.commit("wav")
    scope.close()
    server.stop()
    driver = start("en")
    opened = driver.program.scope
    assert opened is not None
    driver.wait(lambda: opened.kept_files.find(key) is not None)
    kept = opened.kept_files.find(key)
    assert kept is not None
    assert kept.path == path


def test_what_came_just_before_a_kill_is_not_fetched_once_more(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    """Its row was still to be written; the queue's own, which wants it, is older. By now the server may have
    it no longer. Others that nobody noted take their time to be read, and the queue does not wait for them.
    """
    key = FileKey.recording(server.world.add_call().sid)
    scope = open_scope(data_dir, server.url)
    sync(scope)
    wanted = KeptTransfer(key, Priority.ASKED, 1, TransferState.TRANSFERRING, time.monotonic() - 60)
    scope.kept_queue.take({key: wanted}, None, time.monotonic())
    with scope.files.part(key) as part:
        part.write(server.world.recording_bytes(key.id))
        path, *_ = part.commit("wav")
    large = path.with_name(f"CA{0:032x}.mp3")
    with large.open("wb") as file:
        file.truncate(200_000_000)
    scope.close()
    server.stop()
    driver = start("en")
    opened = driver.program.scope
    assert opened is not None
    driver.wait(lambda: opened.kept_files.find(FileKey.recording(large.stem)) is not None)
    assert opened.kept_files.find(key) is not None
    driver.wait(lambda: not driver.program.tasks.busy)
    assert driver.program.queue.transfer(key) is None


def test_a_recording_that_was_cut_while_the_program_was_closed_comes_again(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    key = FileKey.recording(server.world.add_call().sid)
    scope = open_scope(data_dir, server.url)
    sync(scope)
    whole = server.world.recording_bytes(key.id)
    kept = keep_sound(scope, key.id, whole)
    scope.close()
    os.truncate(kept.path, 50_000)
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.wait(lambda: kept.path.read_bytes() == whole)
    driver.wait(lambda: driver.scope.kept_files.find(key) is not None)
    found = driver.scope.kept_files.find(key)
    assert found is not None
    assert (found.sha256, found.cut) == (kept.sha256, False)


def test_settings_that_were_open_meanwhile_do_not_bring_another_account_back(driver: Driver) -> None:
    """Somebody signs in anew while the dialog stands open; its OK changes what it shows alone."""
    window, accounts = driver.program.window, driver.program.accounts
    window.settings.open()
    dialog = window.settings.dialog
    assert dialog is not None
    accounts.save_settings(accounts.settings._replace(last_email="other@sample.example"))
    dialog.general.rows_choice.set_current("compact")
    dialog.ok_button.click()
    assert accounts.settings.last_email == "other@sample.example"
    assert accounts.settings.compact_rows


def test_copies_that_were_dragged_out_go(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    """The program was killed before it removed them; what is dragged out in this run stays."""
    scope = open_scope(data_dir, server.url)
    sync(scope)
    scope.close()
    left = [scope.folder / "dragged" / "1a2b3c4d" / "recording.wav", scope.folder / "dragged" / "older.wav"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"RIFF")
    server.stop()
    driver = start("en")
    driver.wait(lambda: not any(path.exists() for path in left))
    row = call_at(driver, 0)
    kept = keep_sound(driver.scope, row.call.sid, b"RIFF")
    mine = driver.scope.copies.for_drag(row.call, kept)
    driver.scope.copies.sweep_left()
    assert mine.exists()
    driver.scope.copies.sweep()
    assert not mine.exists()
